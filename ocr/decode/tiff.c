/* tiff.c - TIFF through libtiff, from memory.
 *
 * Pages are counted by the chain of directories (tiff_chain.h), so that one bad directory loses one page. The
 * two kinds that office scanners write, bilevel and 8-bit gray in strips, are read straight into the page;
 * everything else goes through libtiff's conversion to RGBA, strip by strip. Whatever a codec says while it
 * decodes pixels marks the page: libtiff often goes on as if nothing had happened.
 */
#include "decode.h"

#include "library_fault.h"
#include "raster.h"
#include "tiff_chain.h"
#include "tiff_fax.h"
#include "tiff_handle.h"

typedef struct {
  SohoaTiffChain *chain;
  SohoaTiffHandle *handle;
} State;

/* What one directory says of its image. */
typedef struct {
  guint32 width, height;
  guint16 bits, samples, photometric, compression, orientation;
  gboolean has_photometric;
  gboolean tiled;
  double dpi_x, dpi_y;
} Image;

static int
probe (const guint8 *head, gsize length)
{
  return sohoa_tiff_chain_probe (head, length) ? 100 : 0;
}

static void
close_tiff (gpointer data)
{
  State *state = data;
  sohoa_tiff_handle_close (state->handle);
  sohoa_tiff_chain_free (state->chain);
  g_free (state);
}

static gpointer
open_tiff (GBytes *bytes, GError **error)
{
  g_autoptr (SohoaTiffChain) chain = sohoa_tiff_chain_read (bytes, error);
  if (chain == NULL)
    return NULL;
  SohoaTiffHandle *handle = sohoa_tiff_handle_open (bytes, error);
  if (handle == NULL)
    return NULL;
  State *state = g_new0 (State, 1);
  state->chain = g_steal_pointer (&chain);
  state->handle = handle;
  return state;
}

static guint
n_pages (gpointer data)
{
  const State *state = data;
  return state->chain->offsets->len;
}

static gboolean
go_to_page (State *state, guint number, GError **error)
{
  SohoaTiffHandle *handle = state->handle;
  guint64 offset = g_array_index (state->chain->offsets, guint64, number - 1);

  handle->message[0] = '\0';
  if (offset >= g_bytes_get_size (handle->bytes)) {
    g_set_error_literal (
      error, SOHOA_ERROR, SOHOA_ERROR_FORMAT,
      "cannot decode the page: the file is truncated, it declares the page beyond its end; copy or "
      "scan it again");
    return FALSE;
  }
  if (!TIFFSetSubDirectory (handle->tiff, offset)) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORMAT,
                 "cannot decode the page: its TIFF directory is damaged, %s; scan it again",
                 sohoa_library_fault (handle->message));
    return FALSE;
  }
  return TRUE;
}

static void
read_resolution (TIFF *tiff, Image *image)
{
  float x = 0, y = 0;
  guint16 unit = RESUNIT_INCH;
  (void) TIFFGetField (tiff, TIFFTAG_XRESOLUTION, &x);
  (void) TIFFGetField (tiff, TIFFTAG_YRESOLUTION, &y);
  (void) TIFFGetFieldDefaulted (tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
  double per_unit = unit == RESUNIT_INCH ? 1 : unit == RESUNIT_CENTIMETER ? 2.54 : 0;
  image->dpi_x = per_unit * x;
  image->dpi_y = per_unit * y;
}

static gboolean
read_directory (TIFF *tiff, Image *image, GError **error)
{
  (void) TIFFGetField (tiff, TIFFTAG_IMAGEWIDTH, &image->width);
  (void) TIFFGetField (tiff, TIFFTAG_IMAGELENGTH, &image->height);
  (void) TIFFGetFieldDefaulted (tiff, TIFFTAG_BITSPERSAMPLE, &image->bits);
  (void) TIFFGetFieldDefaulted (tiff, TIFFTAG_SAMPLESPERPIXEL, &image->samples);
  (void) TIFFGetFieldDefaulted (tiff, TIFFTAG_COMPRESSION, &image->compression);
  (void) TIFFGetFieldDefaulted (tiff, TIFFTAG_ORIENTATION, &image->orientation);
  image->has_photometric = TIFFGetField (tiff, TIFFTAG_PHOTOMETRIC, &image->photometric);
  image->tiled = TIFFIsTiled (tiff);
  read_resolution (tiff, image);
  if (!sohoa_raster_check_size (image->width, image->height, error))
    return FALSE;
  if (!TIFFIsCODECConfigured (image->compression)) {
    g_set_error (
      error, SOHOA_ERROR, SOHOA_ERROR_UNSUPPORTED,
      "cannot decode the page: TIFF compression '%u' is not read; save it as G4, LZW, deflate or JPEG",
      image->compression);
    return FALSE;
  }
  return TRUE;
}

/* Codecs that decode row by row. */
static gboolean
gives_rows (guint16 compression)
{
  switch (compression) {
  case COMPRESSION_NONE:
  case COMPRESSION_CCITTRLE:
  case COMPRESSION_CCITTFAX3:
  case COMPRESSION_CCITTFAX4:
  case COMPRESSION_LZW:
  case COMPRESSION_JPEG:
  case COMPRESSION_ADOBE_DEFLATE:
  case COMPRESSION_DEFLATE:
  case COMPRESSION_PACKBITS:
    return TRUE;
  }
  return FALSE;
}

/* Whether rows of the file are rows of a raster: 1 = bilevel, 8 = gray; 0 = no. */
static int
direct_depth (const Image *image)
{
  gboolean gray = image->has_photometric && (image->photometric == PHOTOMETRIC_MINISWHITE ||
                                             image->photometric == PHOTOMETRIC_MINISBLACK);
  gboolean plain = gray && image->samples == 1 && !image->tiled && gives_rows (image->compression);
  return plain && (image->bits == 1 || image->bits == 8) ? image->bits : 0;
}

/* Gives how many rows were lost: a row that a fax codec complains of is mostly guessed. */
static guint
read_rows (SohoaTiffHandle *handle, Pix *pix, gboolean invert)
{
  guint height = pixGetHeight (pix), lost = 0;

  for (guint y = 0; y < height; y++) {
    guint before = handle->complaints;
    gboolean failed = TIFFReadScanline (handle->tiff, sohoa_raster_row (pix, y), y, 0) < 0;
    if (failed) {
      sohoa_raster_blank_rows (pix, y, 1);
    } else {
      sohoa_raster_order_row (pix, y);
      if (invert)
        sohoa_raster_invert_row (pix, y);
    }
    lost += failed || handle->complaints != before;
  }
  return lost;
}

static Pix *
read_direct (SohoaTiffHandle *handle, const Image *image, guint *ret_lost, GError **error)
{
  int depth = direct_depth (image);
  g_autoptr (Pix) pix = sohoa_raster_new (image->width, image->height, depth, error);
  if (pix == NULL)
    return NULL;
  if (TIFFScanlineSize (handle->tiff) > 4 * (tmsize_t) pixGetWpl (pix)) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_FORMAT,
                         "cannot decode the page: its rows are longer than its width; scan it again");
    return NULL;
  }
  gboolean invert = (image->photometric == PHOTOMETRIC_MINISBLACK) == (depth == 1);
  *ret_lost = read_rows (handle, pix, invert);
  if (*ret_lost > 0 && sohoa_tiff_fax_has_busy_rows (handle, image->compression))
    *ret_lost = sohoa_tiff_fax_read_wider (handle, pix, invert);
  return g_steal_pointer (&pix);
}

/* libtiff's words are ABGR, with colours already multiplied by alpha: composed over white, as words of a Pix.
 */
static void
compose_row (guint32 *words, guint width)
{
  for (guint x = 0; x < width; x++) {
    guint32 white = 255 - TIFFGetA (words[x]);
    guint32 red = MIN (255, TIFFGetR (words[x]) + white), green = MIN (255, TIFFGetG (words[x]) + white);
    guint32 blue = MIN (255, TIFFGetB (words[x]) + white);
    words[x] = red << 24 | green << 16 | blue << 8;
  }
}

static guint
rows_per_band (TIFF *tiff, const Image *image)
{
  guint32 rows = 0;
  if (image->tiled)
    (void) TIFFGetField (tiff, TIFFTAG_TILELENGTH, &rows);
  else
    (void) TIFFGetFieldDefaulted (tiff, TIFFTAG_ROWSPERSTRIP, &rows);
  return rows == 0 ? image->height : MIN (rows, image->height);
}

/* A strip, or a row of tiles, at a time: what fails is that band alone. Gives how many rows were lost. */
static guint
read_bands (SohoaTiffHandle *handle, TIFFRGBAImage *converter, Pix *pix, guint band)
{
  guint width = pixGetWidth (pix), height = pixGetHeight (pix), lost = 0;

  for (guint first = 0; first < height; first += band) {
    guint rows = MIN (band, height - first);
    converter->row_offset = (int) first;
    if (TIFFRGBAImageGet (converter, (guint32 *) sohoa_raster_row (pix, first), width, rows)) {
      for (guint y = first; y < first + rows; y++)
        compose_row ((guint32 *) sohoa_raster_row (pix, y), width);
    } else {
      sohoa_raster_blank_rows (pix, first, rows);
      lost += rows;
    }
  }
  return lost;
}

static Pix *
read_converted (SohoaTiffHandle *handle, const Image *image, guint *ret_lost, GError **error)
{
  TIFFRGBAImage converter;
  char message[1024] = "";

  if (!TIFFRGBAImageBegin (&converter, handle->tiff, 1, message)) {
    g_set_error (
      error, SOHOA_ERROR, SOHOA_ERROR_UNSUPPORTED,
      "cannot decode the page: this kind of TIFF image is not read, %s; save it as plain gray or RGB",
      sohoa_library_fault (message));
    return NULL;
  }
  /* The raster is turned later, by sohoa_raster_orient(): libtiff knows only four of the eight ways. */
  converter.orientation = converter.req_orientation = ORIENTATION_TOPLEFT;
  Pix *pix = sohoa_raster_new (image->width, image->height, 32, error);
  if (pix != NULL)
    *ret_lost = read_bands (handle, &converter, pix, rows_per_band (handle->tiff, image));
  TIFFRGBAImageEnd (&converter);
  return pix;
}

/* Takes pix. */
static SohoaPage *
finish_page (SohoaTiffHandle *handle, const Image *image, Pix *pix, guint lost, GError **error)
{
  if (2 * lost >= image->height) {
    pixDestroy (&pix);
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORMAT,
                 "cannot decode the page: %u of %u rows are damaged or missing, %s; scan it again", lost,
                 image->height, sohoa_library_fault (handle->message));
    return NULL;
  }
  pix = sohoa_raster_orient (pix, image->orientation);
  if (pix == NULL) {
    sohoa_raster_set_memory_error (error);
    return NULL;
  }
  gboolean turned = sohoa_orientation_transposes (image->orientation);
  SohoaPage *page =
    sohoa_page_new (pix, turned ? image->dpi_y : image->dpi_x, turned ? image->dpi_x : image->dpi_y);
  if (lost > 0)
    sohoa_page_add_warning (page, "truncated", TRUE);
  else if (handle->complaints > 0)
    sohoa_page_add_warning (page, "damaged", TRUE);
  return page;
}

static SohoaPage *
decode (gpointer data, guint number, GError **error)
{
  State *state = data;
  SohoaTiffHandle *handle = state->handle;
  Image image = {0};
  guint lost = 0;

  if (!go_to_page (state, number, error) || !read_directory (handle->tiff, &image, error))
    return NULL;
  handle->complaints = 0; /* those about the directory are no damage to the pixels */
  handle->counts_warnings = image.compression != COMPRESSION_OJPEG; /* it warns of every old-style JPEG */
  Pix *pix = direct_depth (&image) != 0 ? read_direct (handle, &image, &lost, error)
                                        : read_converted (handle, &image, &lost, error);
  if (pix == NULL)
    return NULL;
  SohoaPage *page = finish_page (handle, &image, pix, lost, error);
  if (page != NULL && state->chain->loops && number == n_pages (state))
    sohoa_page_add_warning (page, "directory-loop", TRUE); /* the pointer to what came next is lost */
  return page;
}

const SohoaDecoder sohoa_decoder_tiff = {
  .name = "tiff",
  .probe = probe,
  .open = open_tiff,
  .n_pages = n_pages,
  .decode = decode,
  .close = close_tiff,
};
