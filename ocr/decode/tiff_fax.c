/* tiff_fax.c - see tiff_fax.h. A strip is read as a whole; rows that are not reached keep a pattern by which
 * they are known. */
#include "tiff_fax.h"

#include "raster.h"

#include <string.h>

enum { WIDER = 32, UNREACHED = 0xa5 }; /* pixels more; what a row is filled with before */

gboolean
sohoa_tiff_fax_has_busy_rows (const SohoaTiffHandle *handle, guint16 compression)
{
  guint32 options = 0;
  (void) TIFFGetField (handle->tiff, TIFFTAG_GROUP3OPTIONS, &options);
  return compression == COMPRESSION_CCITTFAX3 && (options & GROUP3OPT_2DENCODING) == 0 &&
         g_str_has_prefix (handle->message, "Buffer overflow");
}

/* Whether the row was reached. */
static gboolean
take_row (Pix *pix, guint y, const guint8 *row, gboolean invert)
{
  gsize bytes = (pixGetWidth (pix) + 7) / 8, untouched = 0;
  while (untouched < bytes && row[untouched] == UNREACHED)
    untouched++;
  if (untouched == bytes) {
    sohoa_raster_blank_rows (pix, y, 1);
    return FALSE;
  }
  memcpy (sohoa_raster_row (pix, y), row, bytes);
  sohoa_raster_order_row (pix, y);
  if (invert)
    sohoa_raster_invert_row (pix, y);
  return TRUE;
}

guint
sohoa_tiff_fax_read_wider (SohoaTiffHandle *handle, Pix *pix, gboolean invert)
{
  guint width = pixGetWidth (pix), height = pixGetHeight (pix), lost = 0;
  guint32 band = height;
  if (!TIFFSetSubDirectory (handle->tiff, TIFFCurrentDirOffset (handle->tiff)) ||
      !TIFFSetField (handle->tiff, TIFFTAG_IMAGEWIDTH, width + WIDER))
    return height;
  (void) TIFFGetFieldDefaulted (handle->tiff, TIFFTAG_ROWSPERSTRIP, &band);
  band = MIN (band, height);
  gsize row_bytes = (gsize) TIFFScanlineSize (handle->tiff), size = row_bytes * band;
  g_autofree guint8 *rows = g_malloc (size);
  for (guint first = 0; first < height; first += band) {
    memset (rows, UNREACHED, size);
    /* Its outcome says nothing: every row ends early now. */
    (void) TIFFReadEncodedStrip (handle->tiff, first / band, rows, (tmsize_t) size);
    for (guint y = first; y < MIN (first + band, height); y++)
      lost += !take_row (pix, y, rows + row_bytes * (y - first), invert);
  }
  return lost;
}
