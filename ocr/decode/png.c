/* png.c - PNG through libpng, straight into the rows of the page.
 *
 * 1-bit gray becomes 1 bpp, other gray 8 bpp, colour and palettes RGB; 16 bits are scaled to 8; what is
 * transparent shows white. Chunks that change no pixel are skipped. Rows
 * that arrived before the data broke off are kept when they are most of the page.
 */
#include "decode.h"
#include "library_fault.h"

#include "raster.h"
#include "single.h"

#include <png.h>

#include <setjmp.h>
#include <string.h>

enum { SIGNATURE_LENGTH = 8 };

/* Chunks that change no pixel, each with its closing 0. Skipped: libpng would hold gigabytes of some. */
static const char skipped_chunks[] =
  "bKGD\0cHRM\0eXIf\0gAMA\0hIST\0iCCP\0iTXt\0oFFs\0pCAL\0sBIT\0sCAL\0sPLT\0sRGB\0sTER\0"
  "tEXt\0tIME\0zTXt";

/* Lives on the heap: nothing in it is lost when libpng jumps out. */
typedef struct {
  png_struct *codec;
  png_info *info;
  const guint8 *data; /* of the file, not yet read */
  gsize left;
  Pix *pix;
  guint rows_there; /* rows in their final state */
  gboolean damaged; /* libpng warned while it read pixels */
  gboolean reading_pixels;
  char message[96]; /* libpng's last word */
} Reader;

static int
probe (const guint8 *head, gsize length)
{
  return length >= SIGNATURE_LENGTH && png_sig_cmp (head, 0, SIGNATURE_LENGTH) == 0 ? 100 : 0;
}

static void
give_bytes (png_struct *codec, guint8 *target, gsize length)
{
  Reader *reader = png_get_io_ptr (codec);
  if (length > reader->left)
    png_error (codec, "the file is truncated");
  memcpy (target, reader->data, length);
  reader->data += length;
  reader->left -= length;
}

static void
escape_on_error (png_struct *codec, const char *message)
{
  Reader *reader = png_get_error_ptr (codec);
  g_strlcpy (reader->message, message, sizeof reader->message);
  png_longjmp (codec, 1);
}

static void
note_warning (png_struct *codec, const char *message)
{
  Reader *reader = png_get_error_ptr (codec);
  if (reader->reading_pixels)
    reader->damaged = TRUE;
}

/* Asks libpng for rows as the raster holds them; gives the depth. */
static int
choose_rows (Reader *reader)
{
  png_struct *codec = reader->codec;
  int type = png_get_color_type (codec, reader->info), bits = png_get_bit_depth (codec, reader->info);
  gboolean transparent =
    (type & PNG_COLOR_MASK_ALPHA) != 0 || png_get_valid (codec, reader->info, PNG_INFO_tRNS) != 0;

  if (type == PNG_COLOR_TYPE_GRAY && bits == 1 && !transparent) {
    png_set_invert_mono (codec);
    return 1;
  }
  png_set_expand (codec);
  if (bits == 16)
    png_set_scale_16 (codec);
  if (transparent) {
    png_color_16 white = {.red = 255, .green = 255, .blue = 255, .gray = 255};
    png_set_background (codec, &white, PNG_BACKGROUND_GAMMA_SCREEN, 0, 1);
  }
  if ((type & PNG_COLOR_MASK_COLOR) == 0)
    return 8;
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  png_set_bgr (codec);
  png_set_filler (codec, 0, PNG_FILLER_BEFORE);
#else
  png_set_filler (codec, 0, PNG_FILLER_AFTER);
#endif
  return 32;
}

static void
order_rows (Reader *reader)
{
  if (pixGetDepth (reader->pix) == 32)
    return; /* choose_rows() had them made as words */
  for (int y = 0; y < pixGetHeight (reader->pix); y++)
    sohoa_raster_order_row (reader->pix, y);
}

/* Every pass of an interlaced file refines the rows; the last one makes them final. */
static void
read_rows (Reader *reader, int n_passes)
{
  guint height = pixGetHeight (reader->pix);

  sohoa_raster_blank_rows (reader->pix, 0, height);
  reader->reading_pixels = TRUE;
  for (int pass = 0; pass < n_passes; pass++)
    for (guint y = 0; y < height; y++) {
      png_read_row (reader->codec, sohoa_raster_row (reader->pix, y), NULL);
      reader->rows_there += pass == n_passes - 1;
    }
  png_read_end (reader->codec, NULL);
}

/* FALSE with error set, or a jump out. */
static gboolean
read_image (Reader *reader, GError **error)
{
  png_struct *codec = reader->codec;

  png_set_read_fn (codec, reader, give_bytes);
  png_set_user_limits (codec, PNG_UINT_31_MAX, PNG_UINT_31_MAX); /* sohoa_raster_new() has ours */
  png_set_keep_unknown_chunks (codec, PNG_HANDLE_CHUNK_NEVER, (const png_byte *) skipped_chunks,
                               sizeof skipped_chunks / 5);
  png_read_info (codec, reader->info);
  int depth = choose_rows (reader);
  int n_passes = png_set_interlace_handling (codec);
  reader->pix = sohoa_raster_new (png_get_image_width (codec, reader->info),
                                  png_get_image_height (codec, reader->info), depth, error);
  if (reader->pix == NULL)
    return FALSE;
  png_read_update_info (codec, reader->info);
  read_rows (reader, n_passes);
  return TRUE;
}

static SohoaPage *
page_from_reader (Reader *reader)
{
  double dpi_x = png_get_x_pixels_per_meter (reader->codec, reader->info) * 0.0254;
  double dpi_y = png_get_y_pixels_per_meter (reader->codec, reader->info) * 0.0254;
  order_rows (reader);
  SohoaPage *page = sohoa_page_new (g_steal_pointer (&reader->pix), dpi_x, dpi_y);
  if (reader->damaged)
    sohoa_page_add_warning (page, "damaged", TRUE);
  return page;
}

/* What can be saved after libpng gave up: the page when more than half of it is final. */
static SohoaPage *
page_from_remains (Reader *reader, GError **error)
{
  if (reader->pix != NULL && 2 * reader->rows_there > (guint) pixGetHeight (reader->pix)) {
    SohoaPage *page = page_from_reader (reader);
    sohoa_page_add_warning (page, "truncated", TRUE);
    return page;
  }
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORMAT,
               "cannot decode the PNG image: %s; copy or scan it again",
               sohoa_library_fault (reader->message));
  return NULL;
}

static SohoaPage *
decode (gpointer state, guint number, GError **error)
{
  Reader *reader = g_new0 (Reader, 1);
  SohoaPage *page = NULL;

  reader->data = g_bytes_get_data (state, &reader->left);
  reader->codec = png_create_read_struct (PNG_LIBPNG_VER_STRING, reader, escape_on_error, note_warning);
  reader->info = reader->codec == NULL ? NULL : png_create_info_struct (reader->codec);
  if (reader->info == NULL)
    sohoa_raster_set_memory_error (error);
  else if (setjmp (png_jmpbuf (reader->codec)) != 0)
    page = page_from_remains (reader, error);
  else if (read_image (reader, error))
    page = page_from_reader (reader);
  png_destroy_read_struct (&reader->codec, &reader->info, NULL);
  pixDestroy (&reader->pix);
  g_free (reader);
  return page;
}

const SohoaDecoder sohoa_decoder_png = {
  .name = "png",
  .probe = probe,
  .open = sohoa_single_open,
  .n_pages = sohoa_single_n_pages,
  .decode = decode,
  .close = sohoa_single_close,
};
