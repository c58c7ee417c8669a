/* jpeg.c - JPEG through libjpeg, straight into the rows of the page.
 *
 * Gray stays gray; everything else becomes RGB. CMYK is turned by hand: Adobe writes it inverted. libjpeg
 * mends damaged data and says so in a warning: the page is then marked, and refused when less than half of it
 * arrived. EXIF orientation and resolution are honoured.
 */
#include "jpeg.h"

#include "decode.h"
#include "library_fault.h"
#include "raster.h"
#include "single.h"

#include <libexif/exif-data.h>

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include <jerror.h>

#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define COLOUR_OF_PIX JCS_EXT_ABGR
#else
#define COLOUR_OF_PIX JCS_EXT_RGBA
#endif

/* Lives on the heap: nothing in it is lost when libjpeg jumps out. */
typedef struct {
  struct jpeg_decompress_struct codec;
  struct jpeg_error_mgr manager;
  jmp_buf escape;
  Pix *pix;
  int orientation;
  double dpi_x, dpi_y;
  gboolean damaged; /* libjpeg had to mend the data */
  double there;     /* 0..1: share of the rows that had arrived when the data ended */
} Reader;

static int
probe (const guint8 *head, gsize length)
{
  return length >= 3 && head[0] == 0xff && head[1] == 0xd8 && head[2] == 0xff ? 100 : 0;
}

static void
escape_on_error (j_common_ptr codec)
{
  Reader *reader = codec->client_data;
  longjmp (reader->escape, 1);
}

/* Rows that the compressed data have brought so far; every further pass of a progressive file refines them.
 */
static double
share_arrived (const struct jpeg_decompress_struct *codec)
{
  if (codec->input_scan_number > 1)
    return 1;
  return codec->total_iMCU_rows == 0 ? 0 : (double) codec->input_iMCU_row / codec->total_iMCU_rows;
}

static void
note_warning (j_common_ptr codec, int level)
{
  Reader *reader = codec->client_data;
  if (level >= 0) /* a trace */
    return;
  int code = codec->err->msg_code;
  if (code == JWRN_JFIF_MAJOR || code == JWRN_ADOBE_XFORM || code == JWRN_TOO_MUCH_DATA)
    return; /* the picture is whole */
  if (code == JWRN_JPEG_EOF)
    reader->there = MIN (reader->there, share_arrived (&reader->codec));
  reader->damaged = TRUE;
}

static void
keep_silent (j_common_ptr codec)
{
}

static void
set_codec_error (const Reader *reader, GError **error)
{
  char message[JMSG_LENGTH_MAX];
  int code = reader->manager.msg_code;
  gboolean unsupported = code == JERR_SOF_UNSUPPORTED || code == JERR_BAD_PRECISION ||
                         code == JERR_ARITH_NOTIMPL || code == JERR_CONVERSION_NOTIMPL ||
                         code == JERR_COMPONENT_COUNT;
  reader->manager.format_message ((j_common_ptr) &reader->codec, message);
  g_set_error (error, SOHOA_ERROR, unsupported ? SOHOA_ERROR_UNSUPPORTED : SOHOA_ERROR_FORMAT,
               "cannot decode the JPEG image: %s; scan the page again", sohoa_library_fault (message));
}

static double
exif_dpi (ExifContent *content, ExifTag tag, ExifByteOrder order, double per_unit)
{
  ExifEntry *entry = exif_content_get_entry (content, tag);
  if (entry == NULL || entry->format != EXIF_FORMAT_RATIONAL || entry->components != 1)
    return 0;
  ExifRational value = exif_get_rational (entry->data, order);
  return value.denominator == 0 ? 0 : per_unit * value.numerator / value.denominator;
}

static int
exif_short (ExifContent *content, ExifTag tag, ExifByteOrder order)
{
  ExifEntry *entry = exif_content_get_entry (content, tag);
  if (entry == NULL || entry->format != EXIF_FORMAT_SHORT || entry->components != 1)
    return 0;
  return exif_get_short (entry->data, order);
}

static void
read_exif (Reader *reader, const jpeg_saved_marker_ptr marker)
{
  ExifData *exif = exif_data_new_from_data (marker->data, marker->data_length);
  if (exif == NULL)
    return;
  ExifContent *content = exif->ifd[EXIF_IFD_0];
  ExifByteOrder order = exif_data_get_byte_order (exif);
  reader->orientation = exif_short (content, EXIF_TAG_ORIENTATION, order);
  if (reader->dpi_x == 0) {
    double per_unit = exif_short (content, EXIF_TAG_RESOLUTION_UNIT, order) == 3 ? 2.54 : 1;
    reader->dpi_x = exif_dpi (content, EXIF_TAG_X_RESOLUTION, order, per_unit);
    reader->dpi_y = exif_dpi (content, EXIF_TAG_Y_RESOLUTION, order, per_unit);
  }
  exif_data_unref (exif);
}

static void
read_resolution (Reader *reader)
{
  const struct jpeg_decompress_struct *codec = &reader->codec;
  double per_unit = codec->density_unit == 1 ? 1 : codec->density_unit == 2 ? 2.54 : 0;
  reader->dpi_x = per_unit * codec->X_density;
  reader->dpi_y = per_unit * codec->Y_density;
  for (jpeg_saved_marker_ptr marker = codec->marker_list; marker != NULL; marker = marker->next)
    if (marker->data_length > 6 && memcmp (marker->data, "Exif\0", 6) == 0) {
      read_exif (reader, marker);
      return;
    }
}

static J_COLOR_SPACE
choose_colours (const struct jpeg_decompress_struct *codec)
{
  if (codec->jpeg_color_space == JCS_GRAYSCALE)
    return JCS_GRAYSCALE;
  if (codec->jpeg_color_space == JCS_CMYK || codec->jpeg_color_space == JCS_YCCK)
    return JCS_CMYK;
  return COLOUR_OF_PIX;
}

static void
paint_cmyk_row (guint32 *words, const guint8 *cmyk, guint width, gboolean inverted)
{
  guint8 flip = inverted ? 0 : 0xff;
  for (guint x = 0; x < width; x++, cmyk += 4) {
    guint white = cmyk[3] ^ flip;
    composeRGBPixel ((int) ((cmyk[0] ^ flip) * white / 255), (int) ((cmyk[1] ^ flip) * white / 255),
                     (int) ((cmyk[2] ^ flip) * white / 255), &words[x]);
  }
}

static void
read_rows (Reader *reader)
{
  struct jpeg_decompress_struct *codec = &reader->codec;
  gboolean cmyk = codec->out_color_space == JCS_CMYK, gray = codec->out_color_space == JCS_GRAYSCALE;
  guint8 *ink = codec->mem->alloc_large ((j_common_ptr) codec, JPOOL_IMAGE, 4 * (size_t) codec->output_width);

  while (codec->output_scanline < codec->output_height) {
    guint y = codec->output_scanline;
    guint8 *row = sohoa_raster_row (reader->pix, y);
    JSAMPROW target = cmyk ? ink : row;
    jpeg_read_scanlines (codec, &target, 1);
    if (cmyk)
      paint_cmyk_row ((guint32 *) row, ink, codec->output_width, codec->saw_Adobe_marker);
    else if (gray)
      sohoa_raster_order_row (reader->pix, y);
  }
}

/* FALSE with error set, or a jump to reader->escape. */
static gboolean
read_image (Reader *reader, GBytes *bytes, GError **error)
{
  struct jpeg_decompress_struct *codec = &reader->codec;
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  jpeg_create_decompress (codec);
  jpeg_save_markers (codec, JPEG_APP0 + 1, 0xffff);
  jpeg_mem_src (codec, data, length);
  (void) jpeg_read_header (codec, TRUE);
  read_resolution (reader);
  codec->out_color_space = choose_colours (codec);
  int depth = codec->out_color_space == JCS_GRAYSCALE ? 8 : 32;
  reader->pix = sohoa_raster_new (codec->image_width, codec->image_height, depth, error);
  if (reader->pix == NULL)
    return FALSE;
  (void) jpeg_start_decompress (codec);
  read_rows (reader);
  (void) jpeg_finish_decompress (codec);
  if (reader->there >= 0.5)
    return TRUE;
  g_set_error (
    error, SOHOA_ERROR, SOHOA_ERROR_FORMAT,
    "cannot decode the JPEG image: the file is truncated, %.0f %% of the page arrived; copy or scan it again",
    100 * reader->there);
  return FALSE;
}

static SohoaPage *
page_from_reader (Reader *reader, GError **error)
{
  Pix *pix = sohoa_raster_orient (g_steal_pointer (&reader->pix), reader->orientation);
  if (pix == NULL) {
    sohoa_raster_set_memory_error (error);
    return NULL;
  }
  gboolean turned = sohoa_orientation_transposes (reader->orientation);
  SohoaPage *page =
    sohoa_page_new (pix, turned ? reader->dpi_y : reader->dpi_x, turned ? reader->dpi_x : reader->dpi_y);
  if (reader->there < 1)
    sohoa_page_add_warning (page, "truncated", TRUE);
  else if (reader->damaged)
    sohoa_page_add_warning (page, "damaged", TRUE);
  return page;
}

static Reader *
reader_new (void)
{
  Reader *reader = g_new0 (Reader, 1);
  reader->there = 1;
  reader->codec.err = jpeg_std_error (&reader->manager);
  reader->codec.client_data = reader;
  reader->manager.error_exit = escape_on_error;
  reader->manager.emit_message = note_warning;
  reader->manager.output_message = keep_silent;
  return reader;
}

static void
reader_free (Reader *reader)
{
  jpeg_destroy_decompress (&reader->codec);
  pixDestroy (&reader->pix);
  g_free (reader);
}

/* Where libjpeg jumps to. */
static gboolean
read_guarded (Reader *reader, GBytes *bytes, GError **error)
{
  if (setjmp (reader->escape) == 0)
    return read_image (reader, bytes, error);
  set_codec_error (reader, error);
  return FALSE;
}

Pix *
sohoa_jpeg_pixels (GBytes *bytes, guint *ret_channels)
{
  Reader *reader = reader_new ();
  Pix *pix = NULL;
  if (read_guarded (reader, bytes, NULL) && !reader->damaged) {
    pix = g_steal_pointer (&reader->pix);
    *ret_channels = (guint) reader->codec.num_components;
  }
  reader_free (reader);
  return pix;
}

static SohoaPage *
decode (gpointer state, guint number, GError **error)
{
  Reader *reader = reader_new ();
  SohoaPage *page = read_guarded (reader, state, error) ? page_from_reader (reader, error) : NULL;
  reader_free (reader);
  return page;
}

const SohoaDecoder sohoa_decoder_jpeg = {
  .name = "jpeg",
  .probe = probe,
  .open = sohoa_single_open,
  .n_pages = sohoa_single_n_pages,
  .decode = decode,
  .close = sohoa_single_close,
};
