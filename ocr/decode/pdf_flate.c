/* pdf_flate.c - deflated samples, with or without PNG predictors (PNG specification, section 9), row by row
 * into the page: see pdf_data.h. No more is inflated than the rows declared take, so no bomb goes off. */
#include "pdf_data.h"

#include "raster.h"

#include <string.h>
#include <zlib.h>

typedef struct {
  z_stream codec;
  gsize row_bytes, pixel_bytes; /* pixel_bytes: how far the predictors look to the left */
  gsize predicted;              /* 1: a byte before every row says how */
  guint8 *row, *above;
} Reader;

static gboolean
inflate_exactly (Reader *reader, guint8 *target, gsize length)
{
  reader->codec.next_out = target;
  reader->codec.avail_out = (uInt) length;
  int status = inflate (&reader->codec, Z_SYNC_FLUSH);
  return (status == Z_OK || status == Z_STREAM_END) && reader->codec.avail_out == 0;
}

/* Whether the data end here, and their checksum agrees. */
static gboolean
is_at_end (Reader *reader)
{
  guint8 beyond;
  reader->codec.next_out = &beyond;
  reader->codec.avail_out = 1;
  return inflate (&reader->codec, Z_SYNC_FLUSH) == Z_STREAM_END && reader->codec.avail_out == 1;
}

static guint8
paeth (int left, int above, int corner)
{
  int estimate = left + above - corner;
  int to_left = abs (estimate - left), to_above = abs (estimate - above), to_corner = abs (estimate - corner);
  if (to_left <= to_above && to_left <= to_corner)
    return (guint8) left;
  return (guint8) (to_above <= to_corner ? above : corner);
}

/* row becomes its samples; before both rows stand pixel_bytes zeros: the pixel on their left. */
static gboolean
undo_predictor (guint8 kind, guint8 *row, const guint8 *above, gsize length, gsize pixel_bytes)
{
  const guint8 *left = row - pixel_bytes, *corner = above - pixel_bytes;
  switch (kind) {
  case 0:
    return TRUE;
  case 1:
    for (gsize i = 0; i < length; i++)
      row[i] = (guint8) (row[i] + left[i]);
    return TRUE;
  case 2:
    for (gsize i = 0; i < length; i++)
      row[i] = (guint8) (row[i] + above[i]);
    return TRUE;
  case 3:
    for (gsize i = 0; i < length; i++)
      row[i] = (guint8) (row[i] + (left[i] + above[i]) / 2);
    return TRUE;
  case 4:
    for (gsize i = 0; i < length; i++)
      row[i] = (guint8) (row[i] + paeth (left[i], above[i], corner[i]));
    return TRUE;
  default:
    return FALSE;
  }
}

/* The byte that tells the predictor is inflated together with its row, into the byte before it. */
static gboolean
next_row (Reader *reader)
{
  guint8 kind = 0, *row = reader->above;
  reader->above = reader->row;
  reader->row = row;
  if (!inflate_exactly (reader, row - reader->predicted, reader->row_bytes + reader->predicted))
    return FALSE;
  if (reader->predicted) {
    kind = row[-1];
    row[-1] = 0;
  }
  return undo_predictor (kind, row, reader->above, reader->row_bytes, reader->pixel_bytes);
}

static void
put_row (Pix *pix, guint y, const guint8 *samples, gsize length)
{
  if (pixGetDepth (pix) != 32) {
    memcpy (sohoa_raster_row (pix, y), samples, length);
    sohoa_raster_order_row (pix, y);
    return;
  }
  guint32 *words = (guint32 *) sohoa_raster_row (pix, y);
  for (int x = 0; x < pixGetWidth (pix); x++, samples += 3)
    words[x] = (guint32) samples[0] << 24 | (guint32) samples[1] << 16 | (guint32) samples[2] << 8;
}

static gboolean
read_rows (Reader *reader, Pix *pix)
{
  for (int y = 0; y < pixGetHeight (pix); y++) {
    if (!next_row (reader))
      return FALSE;
    put_row (pix, (guint) y, reader->row, reader->row_bytes);
  }
  return is_at_end (reader);
}

Pix *
sohoa_pdf_data_from_flate (GBytes *data, const SohoaPdfShape *shape, gboolean png_predictors)
{
  gsize length, pixel_bits = shape->bits * shape->channels;
  const guint8 *bytes = g_bytes_get_data (data, &length);
  if (length > G_MAXUINT32)
    return NULL;
  g_autoptr (Pix) pix =
    sohoa_raster_new (shape->width, shape->height, shape->channels == 3 ? 32 : (int) shape->bits, NULL);
  if (pix == NULL)
    return NULL;
  Reader reader = {.codec = {.next_in = (Bytef *) bytes, .avail_in = (uInt) length},
                   .row_bytes = (shape->width * pixel_bits + 7) / 8,
                   .pixel_bytes = (pixel_bits + 7) / 8,
                   .predicted = png_predictors ? 1 : 0};
  if (inflateInit (&reader.codec) != Z_OK)
    return NULL;
  g_autofree guint8 *one = g_malloc0 (reader.pixel_bytes + reader.row_bytes);
  g_autofree guint8 *other = g_malloc0 (reader.pixel_bytes + reader.row_bytes);
  reader.row = one + reader.pixel_bytes;
  reader.above = other + reader.pixel_bytes;
  gboolean sound = read_rows (&reader, pix);
  inflateEnd (&reader.codec);
  if (sound && shape->bits == 1)
    pixInvert (pix, pix);
  return sound ? g_steal_pointer (&pix) : NULL;
}
