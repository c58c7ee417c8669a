/* plane.c - gray images as plain rows of bytes, for the inner loops, and a page at several sizes.
 *
 * Leptonica packs pixels into words of the machine's byte order; rows are turned into bytes once, so that
 * compilers can vectorize what follows.
 */
#include "plane.h"

#include <math.h>

enum { LEVELS_MAX = 8, SIDE_MIN = 64 };

struct SohoaPyramid {
  Pix *gray;
  SohoaPlane *level[LEVELS_MAX]; /* [i] is 1 / 2^i of the size; NULL until asked for */
};

static SohoaPlane *
plane_alloc (int width, int height, double step)
{
  guint8 *data = g_try_malloc_n ((gsize) width, (gsize) height);
  if (!data)
    return NULL;
  SohoaPlane *plane = g_new (SohoaPlane, 1);
  *plane = (SohoaPlane){width, height, step, data};
  return plane;
}

static void
unpack_row (const l_uint32 *line, int width, guint8 *row)
{
  for (int w = 0; w < width / 4; w++) {
    guint32 word = GUINT32_TO_BE (line[w]);
    memcpy (row + 4 * w, &word, 4);
  }
  for (int x = width & ~3; x < width; x++)
    row[x] = (guint8) GET_DATA_BYTE (line, x);
}

SohoaPlane *
sohoa_plane_new (Pix *pix)
{
  int width = pixGetWidth (pix), height = pixGetHeight (pix), wpl = pixGetWpl (pix);
  SohoaPlane *plane = plane_alloc (width, height, 1);
  for (int y = 0; plane && y < height; y++)
    unpack_row (pixGetData (pix) + (gsize) y * wpl, width, plane->data + (gsize) y * width);
  return plane;
}

static void
halve_rows (const guint8 *above, const guint8 *below, int width, guint8 *restrict out)
{
  for (int x = 0; x < width; x++)
    out[x] = (guint8) ((above[2 * x] + above[2 * x + 1] + below[2 * x] + below[2 * x + 1] + 2) >> 2);
}

SohoaPlane *
sohoa_plane_new_half (const SohoaPlane *plane)
{
  SohoaPlane *half = plane_alloc (plane->width / 2, plane->height / 2, plane->step * 2);
  for (int y = 0; half && y < half->height; y++) {
    const guint8 *above = plane->data + (gsize) (2 * y) * plane->width;
    halve_rows (above, above + plane->width, half->width, half->data + (gsize) y * half->width);
  }
  return half;
}

void
sohoa_plane_free (SohoaPlane *plane)
{
  if (!plane)
    return;
  g_free (plane->data);
  g_free (plane);
}

SohoaAffine
sohoa_plane_from_original (const SohoaPlane *plane)
{
  double shift = 0.5 / plane->step - 0.5;
  return (SohoaAffine){{1 / plane->step, 0, shift, 0, 1 / plane->step, shift}};
}

/* x, y and the samples' weights in 16.16 and 8 bits: exact to 1/256 of a gray level step. */
void
sohoa_plane_sample (const SohoaPlane *plane, const SohoaAffine *map, int width, int height, gint16 *samples)
{
  const gint64 dx = llround (map->a[0] * 65536), dy = llround (map->a[3] * 65536);
  for (int v = 0; v < height; v++) {
    SohoaPoint start = sohoa_affine_map (map, 0, v);
    gint64 x = llround (start.x * 65536), y = llround (start.y * 65536);
    for (int u = 0; u < width; u++, x += dx, y += dy) {
      gint64 column = x >> 16, row = y >> 16;
      if (column < 0 || row < 0 || column >= plane->width - 1 || row >= plane->height - 1) {
        *samples++ = 255;
        continue;
      }
      const guint8 *p = plane->data + row * plane->width + column, *q = p + plane->width;
      int fx = (x >> 8) & 255, fy = (y >> 8) & 255;
      int above = p[0] * (256 - fx) + p[1] * fx, below = q[0] * (256 - fx) + q[1] * fx;
      *samples++ = (gint16) ((above * (256 - fy) + below * fy + 32768) >> 16);
    }
  }
}

SohoaPyramid *
sohoa_pyramid_new (Pix *gray)
{
  SohoaPyramid *pyramid = g_new0 (SohoaPyramid, 1);
  pyramid->gray = pixClone (gray);
  return pyramid;
}

void
sohoa_pyramid_free (SohoaPyramid *pyramid)
{
  if (!pyramid)
    return;
  for (guint i = 0; i < LEVELS_MAX; i++)
    sohoa_plane_free (pyramid->level[i]);
  pixDestroy (&pyramid->gray);
  g_free (pyramid);
}

static const SohoaPlane *
pyramid_make (SohoaPyramid *pyramid, guint i)
{
  for (guint made = 0; made <= i; made++) {
    if (pyramid->level[made])
      continue;
    pyramid->level[made] =
      made ? sohoa_plane_new_half (pyramid->level[made - 1]) : sohoa_plane_new (pyramid->gray);
    if (!pyramid->level[made])
      return NULL;
  }
  return pyramid->level[i];
}

const SohoaPlane *
sohoa_pyramid_level (SohoaPyramid *pyramid, double dpi, double min_dpi)
{
  guint i = 0;
  int side = MIN (pixGetWidth (pyramid->gray), pixGetHeight (pyramid->gray));
  while (i + 1 < LEVELS_MAX && dpi / (2 << i) >= min_dpi && side / (2 << i) >= SIDE_MIN)
    i++;
  return pyramid_make (pyramid, i);
}
