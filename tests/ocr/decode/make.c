/* make.c - see make.h: the drawing itself, JPEG, PNG, PDF. */
#include "make.h"

#include <cairo-pdf.h>
#include <png.h>

#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

gboolean
make_is_dark (MakeSize size, guint x, guint y)
{
  return x < size.width / 2 && y < size.height / 8;
}

MakeSize
make_stored_size (MakeSize size, int orientation)
{
  return orientation >= 5 ? (MakeSize){size.height, size.width} : size;
}

/* TIFF 6.0, page 36: what the 0th row and the 0th column of the file show. */
gboolean
make_is_stored_dark (MakeSize size, int orientation, guint column, guint row)
{
  guint right = size.width - 1, bottom = size.height - 1;
  switch (orientation) {
  case 2: /* top, right */
    return make_is_dark (size, right - column, row);
  case 3: /* bottom, right */
    return make_is_dark (size, right - column, bottom - row);
  case 4: /* bottom, left */
    return make_is_dark (size, column, bottom - row);
  case 5: /* left, top */
    return make_is_dark (size, row, column);
  case 6: /* right, top */
    return make_is_dark (size, right - row, column);
  case 7: /* right, bottom */
    return make_is_dark (size, right - row, bottom - column);
  case 8: /* left, bottom */
    return make_is_dark (size, row, bottom - column);
  default:
    return make_is_dark (size, column, row);
  }
}

GBytes *
make_truncated (GBytes *bytes, gsize length)
{
  g_assert (length < g_bytes_get_size (bytes));
  return g_bytes_new_from_bytes (bytes, 0, length);
}

static void
write_exif (struct jpeg_compress_struct *codec, int orientation)
{
  guint8 exif[] = "Exif\0\0II*\0\x08\0\0\0"  /* header, first directory at 8 */
                  "\x01\0"                   /* one entry */
                  "\x12\x01\x03\0\x01\0\0\0" /* Orientation, SHORT, 1 */
                  "\0\0\0\0"                 /* its value */
                  "\0\0\0";                  /* no further directory */
  exif[24] = (guint8) orientation;
  jpeg_write_marker (codec, JPEG_APP0 + 1, exif, sizeof exif);
}

/* Dark is red in colour. Adobe stores CMYK inverted: 255 = no ink. */
static void
fill_jpeg_row (guint8 *row, const MakeJpeg *jpeg, guint y)
{
  static const guint8 dark[5][4] = {[1] = {0}, [3] = {200, 0, 0}, [4] = {255, 0, 0, 200}};
  MakeSize stored = make_stored_size (jpeg->size, jpeg->orientation);
  for (guint x = 0; x < stored.width; x++)
    for (int c = 0; c < jpeg->components; c++)
      row[x * (guint) jpeg->components + (guint) c] =
        make_is_stored_dark (jpeg->size, jpeg->orientation, x, y) ? dark[jpeg->components][c] : 255;
}

GBytes *
make_jpeg (const MakeJpeg *jpeg)
{
  static const J_COLOR_SPACE spaces[5] = {[1] = JCS_GRAYSCALE, [3] = JCS_RGB, [4] = JCS_CMYK};
  struct jpeg_compress_struct codec;
  struct jpeg_error_mgr manager;
  unsigned char *data = NULL;
  unsigned long length = 0;
  MakeSize stored = make_stored_size (jpeg->size, jpeg->orientation);

  codec.err = jpeg_std_error (&manager);
  jpeg_create_compress (&codec);
  jpeg_mem_dest (&codec, &data, &length);
  codec.image_width = stored.width;
  codec.image_height = stored.height;
  codec.input_components = jpeg->components;
  codec.in_color_space = spaces[jpeg->components];
  jpeg_set_defaults (&codec);
  jpeg_set_quality (&codec, 100, TRUE);
  if (jpeg->progressive)
    jpeg_simple_progression (&codec);
  if (jpeg->dpi > 0) {
    codec.density_unit = 1;
    codec.X_density = codec.Y_density = (UINT16) jpeg->dpi;
  }
  jpeg_start_compress (&codec, TRUE);
  if (jpeg->orientation > 0)
    write_exif (&codec, jpeg->orientation);
  g_autofree guint8 *row = g_malloc (4 * stored.width);
  for (guint y = 0; y < stored.height; y++) {
    fill_jpeg_row (row, jpeg, y);
    JSAMPROW source = row;
    jpeg_write_scanlines (&codec, &source, 1);
  }
  jpeg_finish_compress (&codec);
  jpeg_destroy_compress (&codec);
  GBytes *bytes = g_bytes_new (data, length);
  free (data);
  return bytes;
}

static void
append_png (png_struct *codec, guint8 *data, gsize length)
{
  g_byte_array_append (png_get_io_ptr (codec), data, (guint) length);
}

static void
keep_png (png_struct *codec)
{
}

/* Samples of a pixel, dark or paper; palettes: 0 = red, 1 = white. Gives their number. */
static int
png_samples (const MakePng *png, gboolean dark, guint16 samples[4])
{
  guint16 most = (guint16) ((1 << png->bits) - 1), none = 0;
  switch (png->type) {
  case PNG_COLOR_TYPE_PALETTE:
    samples[0] = dark ? 0 : 1;
    return 1;
  case PNG_COLOR_TYPE_GRAY:
    samples[0] = dark ? none : most;
    return 1;
  case PNG_COLOR_TYPE_GRAY_ALPHA: /* all black: only alpha tells */
    samples[0] = 0;
    samples[1] = dark ? most : none;
    return 2;
  default:
    samples[0] = dark ? most : png->type == PNG_COLOR_TYPE_RGB ? most : none;
    samples[1] = samples[2] = dark ? none : png->type == PNG_COLOR_TYPE_RGB ? most : none;
    samples[3] = dark ? most : none;
    return png->type == PNG_COLOR_TYPE_RGB ? 3 : 4;
  }
}

static void
fill_png_row (guint8 *row, const MakePng *png, guint y)
{
  gsize bit = 0;
  memset (row, 0, 8 * png->size.width);
  for (guint x = 0; x < png->size.width; x++) {
    guint16 samples[4];
    int n = png_samples (png, make_is_dark (png->size, x, y), samples);
    for (int i = 0; i < n; i++, bit += (gsize) png->bits)
      if (png->bits == 16)
        row[bit / 8] = row[bit / 8 + 1] = (guint8) (samples[i] >> 8);
      else
        row[bit / 8] = (guint8) (row[bit / 8] | samples[i] << (8 - (gsize) png->bits - bit % 8));
  }
}

GBytes *
make_png (const MakePng *png)
{
  static const png_color palette[2] = {{200, 0, 0}, {255, 255, 255}};
  GByteArray *file = g_byte_array_new ();
  png_struct *codec = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_info *info = png_create_info_struct (codec);

  png_set_write_fn (codec, file, append_png, keep_png);
  png_set_IHDR (codec, info, png->size.width, png->size.height, png->bits, png->type,
                png->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                PNG_FILTER_TYPE_DEFAULT);
  if (png->type == PNG_COLOR_TYPE_PALETTE)
    png_set_PLTE (codec, info, palette, 2);
  if (png->dpi > 0) {
    png_uint_32 per_metre = (png_uint_32) (png->dpi / 0.0254 + 0.5);
    png_set_pHYs (codec, info, per_metre, per_metre, PNG_RESOLUTION_METER);
  }
  png_write_info (codec, info);
  g_autofree guint8 *row = g_malloc (8 * png->size.width);
  for (int passes = png_set_interlace_handling (codec); passes > 0; passes--)
    for (guint y = 0; y < png->size.height; y++) {
      fill_png_row (row, png, y);
      png_write_row (codec, row);
    }
  png_write_end (codec, NULL);
  png_destroy_write_struct (&codec, &info);
  return g_byte_array_free_to_bytes (file);
}

static cairo_status_t
append_pdf (void *file, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (file, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
make_pdf_drawn (double width, double height, MakeDraw draw, gpointer data)
{
  GByteArray *file = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_pdf, file, width, height);
  cairo_t *cairo = cairo_create (surface);
  draw (cairo, data);
  cairo_show_page (cairo);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (file);
}

cairo_surface_t *
make_surface (MakeSize size)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) size.width, (int) size.height);
  cairo_surface_flush (surface);
  for (guint y = 0; y < size.height; y++) {
    guint32 *row = (guint32 *) (cairo_image_surface_get_data (surface) +
                                y * (guint) cairo_image_surface_get_stride (surface));
    for (guint x = 0; x < size.width; x++)
      row[x] = make_is_dark (size, x, y) ? 0x010101 * (16 + (x * 7 + y * 3) % 64) : 0xffffff;
  }
  cairo_surface_mark_dirty (surface);
  return surface;
}
