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
  for (int i = 0; i < pixGetWpl (pix); i++)
    words[i] = GUINT32_FROM_BE (words[i]);
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

static gboolean
row_is_gray (const guint32 *words, guint width)
{
  for (guint x = 0; x < width; x++)
    if (((words[x] >> 24) ^ (words[x] >> 16)) & 0xff || ((words[x] >> 24) ^ (words[x] >> 8)) & 0xff)
      return FALSE;
  return TRUE;
}

/* Only whole words are looked at, with the bytes behind the last pixel masked away. */
static gboolean
row_is_bilevel (const guint32 *words, guint width)
{
  for (guint x = 0; x < width; x += 4, words++) {
    guint32 mask = width - x >= 4 ? 0xffffffff : ~(0xffffffffu >> (8 * (width - x)));
    guint32 low = *words & 0x01010101 & mask;
    if ((*words & mask) != low * 0xff)
      return FALSE;
  }
  return TRUE;
}

static gboolean
every_row (Pix *pix, gboolean (*holds) (const guint32 *words, guint width))
{
  for (int y = 0; y < pixGetHeight (pix); y++)
    if (!holds (row_words (pix, y), pixGetWidth (pix)))
      return FALSE;
  return TRUE;
}

static Pix *
gray_from_colour (Pix *colour)
{
  Pix *gray = pixCreateNoInit (pixGetWidth (colour), pixGetHeight (colour), 8);
  if (gray == NULL)
    return NULL;
  for (int y = 0; y < pixGetHeight (colour); y++) {
    const guint32 *from = row_words (colour, y);
    guint8 *to = sohoa_raster_row (gray, y);
    for (int x = 0; x < pixGetWidth (colour); x++)
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
