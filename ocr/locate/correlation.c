/* correlation.c - how alike two pieces of gray are, and where a small piece lies in a larger one.
 *
 * Normalized cross-correlation by the definition: at a few hundred places a patch this beats a Fourier
 * transform. 16-bit integers, because then eight products fit one SSE2 multiply-add: a third of the time of
 * this room is spent in sohoa_dot(). The means and norms under the patch come from running sums. The place is
 * refined by a parabola through the best score and its neighbours.
 */
#include "correlation.h"

#include <math.h>

enum { PLACES_MAX = 2 * SOHOA_SEARCH_MAX + 1 };

SohoaPatch
sohoa_patch_init (const guint8 *gray, int width, int height, gint16 *values)
{
  int n = width * height;
  gint32 sum = 0;
  for (int i = 0; i < n; i++)
    sum += gray[i];
  gint16 mean = (gint16) ((sum + n / 2) / n);
  double squares = 0;
  for (int i = 0; i < n; i++) {
    values[i] = (gint16) (gray[i] - mean);
    squares += (double) values[i] * values[i];
  }
  double rest = sum / (double) n - mean;
  return (SohoaPatch){width, height, sqrt (MAX (0, squares - rest * rest * n)), rest, values};
}

/* Sums and sums of squares of each run of `run` values along a row of the window, added to (sign = 1) or
 * taken from (sign = -1) the running totals of the rows under the patch. */
static void
add_row (const gint16 *row, int run, int places, gint32 sign, gint32 *sums, gint32 *squares)
{
  gint32 sum = 0, square = 0;
  for (int x = 0; x < run; x++)
    sum += row[x], square += row[x] * row[x];
  for (int u = 0; u < places; u++) {
    sums[u] += sign * sum;
    squares[u] += sign * square;
    if (u + 1 < places) {
      sum += row[u + run] - row[u];
      square += row[u + run] * row[u + run] - row[u] * row[u];
    }
  }
}

static gint32
patch_dot (const SohoaPatch *patch, const gint16 *window, int stride)
{
  gint32 sum = 0;
  for (int y = 0; y < patch->height; y++)
    sum += sohoa_dot (patch->values + y * patch->width, window + y * stride, patch->width);
  return sum;
}

/* Where the parabola through three neighbouring scores peaks, from the middle one. */
static double
peak_offset (double before, double at, double after)
{
  double bend = before - 2 * at + after;
  return bend < 0 ? 0.5 * (before - after) / bend : 0;
}

gboolean
sohoa_patch_find (const SohoaPatch *patch, const gint16 *window, int radius, SohoaFind *ret_find)
{
  int places = 2 * radius + 1, stride = patch->width + 2 * radius, n = patch->width * patch->height;
  gint32 sums[PLACES_MAX] = {0}, squares[PLACES_MAX] = {0};
  float scores[PLACES_MAX * PLACES_MAX];
  int best = 0;
  for (int y = 0; y < patch->height - 1; y++)
    add_row (window + y * stride, patch->width, places, 1, sums, squares);
  for (int v = 0; v < places; v++) {
    add_row (window + (v + patch->height - 1) * stride, patch->width, places, 1, sums, squares);
    for (int u = 0; u < places; u++) {
      double variance = squares[u] - (double) sums[u] * sums[u] / n;
      double dot = patch_dot (patch, window + v * stride + u, stride) - patch->mean * sums[u];
      int at = v * places + u;
      scores[at] = variance >= 1 ? (float) (dot / (sqrt (variance) * MAX (patch->norm, 1))) : 0;
      if (scores[at] > scores[best])
        best = at;
    }
    add_row (window + v * stride, patch->width, places, -1, sums, squares);
  }
  int u = best % places, v = best / places;
  if (u == 0 || v == 0 || u == places - 1 || v == places - 1)
    return FALSE;
  const float *s = scores + best;
  *ret_find = (SohoaFind){s[0], u - radius + peak_offset (s[-1], s[0], s[1]),
                          v - radius + peak_offset (s[-places], s[0], s[places])};
  return TRUE;
}
