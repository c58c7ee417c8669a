/* correlation.c - how alike two pieces of gray are, and where a small piece lies in a larger one.
 *
 * Normalized cross-correlation by the definition: at a few hundred places a patch this beats a Fourier
 * transform. 16-bit integers, because then eight products fit one SSE2 multiply-add: a third of the time of
 * this room is spent in sohoa_dot(). The means and norms under the patch come from running sums. The place is
 * refined by a parabola through the best score and its neighbours.
 */
#include "correlation.h"

#include <math.h>
#include <string.h>

enum { PLACES_X_MAX = 2 * SOHOA_SEARCH_X_MAX + 1, PLACES_Y_MAX = 2 * SOHOA_SEARCH_Y_MAX + 1 };

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

/* Where the parabola through three neighbouring scores peaks, from the middle one. */
static double
peak_offset (double before, double at, double after)
{
  double bend = before - 2 * at + after;
  return bend < 0 ? 0.5 * (before - after) / bend : 0;
}

/* The part of the window that the patch can lie on when moved by `column`: rows as wide as the patch, one
 * after the other, so that the patch at any height of it is one long dot product. Also each row's sums. */
typedef struct {
  gint16 values[(SOHOA_PATCH_HEIGHT_MAX + 2 * SOHOA_SEARCH_Y_MAX) * SOHOA_PATCH_WIDTH_MAX];
  gint32 sums[SOHOA_PATCH_HEIGHT_MAX + 2 * SOHOA_SEARCH_Y_MAX];
  gint32 squares[SOHOA_PATCH_HEIGHT_MAX + 2 * SOHOA_SEARCH_Y_MAX];
} Lane;

static void
lane_fill (Lane *lane, const gint16 *window, int stride, int column, int width, int rows)
{
  for (int y = 0; y < rows; y++) {
    const gint16 *from = window + y * stride + column;
    gint16 *to = lane->values + y * width;
    memcpy (to, from, sizeof *to * (gsize) width);
    gint32 sum = 0;
    for (int x = 0; x < width; x++)
      sum += to[x];
    lane->sums[y] = sum;
    lane->squares[y] = sohoa_dot (to, to, width);
  }
}

/* Scores of the patch at every height of the lane, top first. */
static void
lane_scores (const Lane *lane, const SohoaPatch *patch, int places, float *scores)
{
  int n = patch->width * patch->height;
  gint32 sum = 0, square = 0;
  for (int y = 0; y < patch->height - 1; y++)
    sum += lane->sums[y], square += lane->squares[y];
  for (int v = 0; v < places; v++) {
    sum += lane->sums[v + patch->height - 1], square += lane->squares[v + patch->height - 1];
    double variance = square - (double) sum * sum / n;
    double dot = sohoa_dot (patch->values, lane->values + v * patch->width, n) - patch->mean * sum;
    scores[v] = variance >= 1 ? (float) (dot / (sqrt (variance) * MAX (patch->norm, 1))) : 0;
    sum -= lane->sums[v], square -= lane->squares[v];
  }
}

gboolean
sohoa_patch_find (const SohoaPatch *patch, const gint16 *window, int radius_x, int radius_y,
                  SohoaFind *ret_find)
{
  const int columns = 2 * radius_x + 1, rows = 2 * radius_y + 1, stride = patch->width + 2 * radius_x;
  float scores[PLACES_X_MAX * PLACES_Y_MAX]; /* column by column */
  Lane lane;
  int best = 0;
  for (int u = 0; u < columns; u++) {
    lane_fill (&lane, window, stride, u, patch->width, patch->height + 2 * radius_y);
    lane_scores (&lane, patch, rows, scores + u * rows);
  }
  for (int i = 1; i < columns * rows; i++)
    if (scores[i] > scores[best])
      best = i;
  int u = best / rows, v = best % rows;
  if (u == 0 || v == 0 || u == columns - 1 || v == rows - 1)
    return FALSE;
  const float *s = scores + best;
  *ret_find = (SohoaFind){s[0], u - radius_x + peak_offset (s[-rows], s[0], s[rows]),
                          v - radius_y + peak_offset (s[-1], s[0], s[1])};
  return TRUE;
}
