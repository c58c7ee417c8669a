/* pdf_fax.c - CCITT data: see pdf_data.h. They become the one strip of a TIFF file in memory, which the
 * decoder of TIFF files reads. */
#include "pdf_data.h"

#include "decode.h"
#include "raster.h"

#include <tiff.h>

typedef struct {
  guint16 tag;
  guint32 value;
} Entry;

static void
append_number (GByteArray *file, guint32 value, guint n_bytes)
{
  guint32 little = GUINT32_TO_LE (value);
  g_byte_array_append (file, (const guint8 *) &little, n_bytes);
}

/* Header, one directory of numbers only, the strip. */
static GBytes *
wrap_in_tiff (GBytes *data, const SohoaPdfShape *shape, guint16 compression)
{
  gsize length;
  const guint8 *strip = g_bytes_get_data (data, &length);
  const Entry entries[] = {
    {TIFFTAG_IMAGEWIDTH, shape->width},
    {TIFFTAG_IMAGELENGTH, shape->height},
    {TIFFTAG_BITSPERSAMPLE, 1},
    {TIFFTAG_COMPRESSION, compression},
    {TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE},
    {TIFFTAG_STRIPOFFSETS, 0},
    {TIFFTAG_SAMPLESPERPIXEL, 1},
    {TIFFTAG_ROWSPERSTRIP, shape->height},
    {TIFFTAG_STRIPBYTECOUNTS, (guint32) length},
  };
  guint n_entries = G_N_ELEMENTS (entries), directory = 8, start = directory + 2 + 12 * n_entries + 4;
  GByteArray *file = g_byte_array_sized_new ((guint) (start + length));

  g_byte_array_append (file, (const guint8 *) "II*", 4);
  append_number (file, directory, 4);
  append_number (file, n_entries, 2);
  for (guint i = 0; i < n_entries; i++) {
    append_number (file, entries[i].tag, 2);
    append_number (file, TIFF_LONG, 2);
    append_number (file, 1, 4);
    append_number (file, entries[i].tag == TIFFTAG_STRIPOFFSETS ? start : entries[i].value, 4);
  }
  append_number (file, 0, 4); /* no further directory */
  g_byte_array_append (file, strip, (guint) length);
  return g_byte_array_free_to_bytes (file);
}

Pix *
sohoa_pdf_data_from_fax (GBytes *data, const SohoaPdfShape *shape, gboolean two_dimensional)
{
  if (g_bytes_get_size (data) > G_MAXUINT32 / 2 ||
      !sohoa_raster_check_size (shape->width, shape->height, NULL))
    return NULL;
  g_autoptr (GBytes) tiff =
    wrap_in_tiff (data, shape, two_dimensional ? COMPRESSION_CCITTFAX4 : COMPRESSION_CCITTFAX3);
  gpointer state = sohoa_decoder_tiff.open (tiff, NULL);
  if (state == NULL)
    return NULL;
  g_autoptr (SohoaPage) page = sohoa_decoder_tiff.decode (state, 1, NULL);
  sohoa_decoder_tiff.close (state);
  return page == NULL || page->warnings->len > 0 ? NULL : g_steal_pointer (&page->pix);
}
