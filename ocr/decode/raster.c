/* raster.c - see raster.h. Plain passes over rows, memory-bound; no pass needs a second copy unless it turns
 * the page or changes its depth. */
#include "raster.h"

#include <sohoa/ocr.h>

#include <string.h>

void
sohoa_raster_set_memory_error (GError **error)
{
  g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_LIMIT,
                       "cannot hold the page: not enough memory for its pixels");
}

gboolean
sohoa_raster_check_size (guint64 width, guint64 height, GError **error)
{
  if (width == 0 || height == 0) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORMAT,
                 "cannot decode the page: its size is %" G_GUINT64_FORMAT " x %" G_GUINT64_FORMAT " pixels",
                 width, height);
    return FALSE;
  }
  if (width > SOHOA_SIDE_MAX || height > SOHOA_SIDE_MAX || width * height > SOHOA_PIXELS_MAX) {
    g_set_error (
      error, SOHOA_ERROR, SOHOA_ERROR_LIMIT,
      "cannot decode the page: %" G_GUINT64_FORMAT " x %" G_GUINT64_FORMAT
      " pixels are more than allowed (%d a side, %d million in all); scan it at a lower resolution",
      width, height, SOHOA_SIDE_MAX, SOHOA_PIXELS_MAX / 1000000);
    return FALSE;
  }
  return TRUE;
}

Pix *
sohoa_raster_new (guint64 width, guint64 height, int depth, GError **error)
{
  if (!sohoa_raster_check_size (width, height, error))
    return NULL;
  Pix *pix = pixCreateNoInit ((int) width, (int) height, depth);
  if (pix == NULL)
    sohoa_raster_set_memory_error (error);
  return pix;
}

static guint32 *
row_words (Pix *pix, guint row)
{
  return pixGetData (pix) + (gsize) row * (gsize) pixGetWpl (pix);
}

guint8 *
sohoa_raster_row (Pix *pix, guint row)
{
  return (guint8 *) row_words (pix, row);
}

void
sohoa_raster_order_row (Pix *pix, guint row)
{
  guint32 *words = row_words (pix, row);
  int n_words = pixGetWpl (pix);
  for (int i = 0; i < n_words; i++)
    words[i] = GUINT32_FROM_BE (words[i]);
}

void
sohoa_raster_invert_row (Pix *pix, guint row)
{
  guint32 *words = (guint32 *) sohoa_raster_row (pix, row);
  int n_words = pixGetWpl (pix);
  for (int i = 0; i < n_words; i++)
    words[i] = ~words[i];
}

void
sohoa_raster_blank_rows (Pix *pix, guint first, guint count)
{
  gsize row_bytes = 4 * (gsize) pixGetWpl (pix);
  memset (sohoa_raster_row (pix, first), pixGetDepth (pix) == 1 ? 0 : 0xff, count * row_bytes);
}

gboolean
sohoa_orientation_transposes (int orientation)
{
  return orientation >= 5 && orientation <= 8;
}

Pix *
sohoa_raster_orient (Pix *pix, int orientation)
{
  /* Quarter turns clockwise, then a mirror from left to right: TIFF 6.0, page 36. */
  static const struct {
    int turns;
    gboolean mirror;
  } steps[9] = {[2] = {0, TRUE},  [3] = {2, FALSE}, [4] = {2, TRUE}, [5] = {1, TRUE},
                [6] = {1, FALSE}, [7] = {3, TRUE},  [8] = {3, FALSE}};

  if (orientation < 2 || orientation > 8)
    return pix;
  if (steps[orientation].turns != 0) {
    Pix *turned = pixRotateOrth (pix, steps[orientation].turns);
    pixDestroy (&pix);
    pix = turned;
  }
  if (pix != NULL && steps[orientation].mirror)
    pixFlipLR (pix, pix);
  return pix;
}

/* Differences are gathered over the row and looked at once: compilers make wide instructions of such loops.
 */
static gboolean
row_is_gray (const guint32 *words, guint width)
{
  guint32 differences = 0;
  for (guint x = 0; x < width; x++)
    differences |= words[x] ^ (words[x] << 8); /* red with green, green with blue */
  return (differences >> 16) == 0;
}

/* The bytes behind the last pixel are masked away. */
static gboolean
row_is_bilevel (const guint32 *words, guint width)
{
  guint32 differences = 0, last = width / 4, rest = width % 4;
  for (guint x = 0; x < last; x++)
    differences |= words[x] ^ (words[x] & 0x01010101) * 0xff;
  if (rest != 0)
    differences |= (words[last] ^ (words[last] & 0x01010101) * 0xff) & ~(0xffffffffu >> (8 * rest));
  return differences == 0;
}

static gboolean
every_row (Pix *pix, gboolean (*holds) (const guint32 *words, guint width))
{
  for (int y = 0; y < pixGetHeight (pix); y++)
    if (!holds (row_words (pix, y), pixGetWidth (pix)))
      return FALSE;
  return TRUE;
}

/* Of a colour raster that row_is_gray() throughout: any of its channels. */
static Pix *
gray_from_colour (Pix *colour)
{
  int width = pixGetWidth (colour), height = pixGetHeight (colour);
  Pix *gray = pixCreateNoInit (width, height, 8);
  for (int y = 0; gray != NULL && y < height; y++) {
    const guint32 *from = row_words (colour, y);
    guint8 *to = sohoa_raster_row (gray, y);
    for (int x = 0; x < width; x++)
      to[x] = (guint8) (from[x] >> 24);
    sohoa_raster_order_row (gray, y);
  }
  return gray;
}

Pix *
sohoa_raster_simplify (Pix *pix)
{
  if (pixGetDepth (pix) == 32 && every_row (pix, row_is_gray)) {
    Pix *gray = gray_from_colour (pix);
    pixDestroy (&pix);
    pix = gray;
  }
  if (pix != NULL && pixGetDepth (pix) == 8 && every_row (pix, row_is_bilevel)) {
    Pix *bilevel = pixThresholdToBinary (pix, 128);
    pixDestroy (&pix);
    pix = bilevel;
  }
  return pix;
}
