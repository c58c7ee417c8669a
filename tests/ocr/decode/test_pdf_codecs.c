/* test_pdf_codecs.c - images that scanners and office programs put into PDF files and that only poppler
 * decodes: JBIG2, JPEG 2000, CMYK, and images behind masks. They come out as drawn. */
#include "check.h"

#include <tiffio.h>

static const MakeSize size = {560, 784};
#define PAGE "/MediaBox [0 0 201.6 282.24]" /* at 200 dpi */
#define CONTENT "q 201.6 0 0 282.24 0 0 cm /I Do Q"
#define SHAPE "/Width 560 /Height 784 "

/* The page shows the drawing at whatever size; pixels beside an edge may be mixed. */
static void
check_shows_about (const MakeScan *scan, const char *mask, GBytes *mask_data)
{
  g_autoptr (GBytes) pdf = make_pdf_masked (scan, mask, mask_data);
  g_autoptr (SohoaPage) page = check_first_page (pdf);
  MakeSize seen = {(guint) pixGetWidth (page->pix), (guint) pixGetHeight (page->pix)};
  for (guint y = 0; y < seen.height; y++)
    for (guint x = 0; x < seen.width; x++) {
      gboolean edge = ABS ((int) x - (int) seen.width / 2) <= 2 || ABS ((int) y - (int) seen.height / 8) <= 2;
      if (!edge && check_dark_at (page, x, y) != make_is_dark (seen, x, y))
        fail_msg ("pixel %u, %u of %u x %u is wrong", x, y, seen.width, seen.height);
    }
  assert_false (check_is_incomplete (page));
}

static void
append_big_endian (GByteArray *data, guint64 number, guint n_bytes)
{
  guint64 big = GUINT64_TO_BE (number);
  g_byte_array_append (data, (const guint8 *) &big + 8 - n_bytes, n_bytes);
}

/* Header of a segment of page 1 that refers to no other (ISO 14492, 7.2). */
static void
append_segment (GByteArray *data, guint number, guint type, gsize length)
{
  append_big_endian (data, number, 4);
  append_big_endian (data, type, 1);
  append_big_endian (data, 0, 1);
  append_big_endian (data, 1, 1);
  append_big_endian (data, length, 4);
}

/* A generic region whose rows are coded as in group 4 faxes. */
static GBytes *
make_jbig2 (void)
{
  MakeTiff tiff = {.size = size, .bits = 1, .samples = 1, .compression = COMPRESSION_CCITTFAX4};
  g_autoptr (GBytes) file = make_tiff (&tiff, 1), fax = make_tiff_strip (file);
  gsize length;
  const guint8 *rows = g_bytes_get_data (fax, &length);
  GByteArray *data = g_byte_array_new ();
  append_segment (data, 0, 48, 19);
  append_big_endian (data, (guint64) size.width << 32 | size.height, 8);
  append_big_endian (data, 0, 8); /* resolution: unknown */
  append_big_endian (data, 0, 3); /* white, not striped */
  append_segment (data, 1, 38, 18 + length);
  append_big_endian (data, (guint64) size.width << 32 | size.height, 8);
  append_big_endian (data, 0, 8); /* its place */
  append_big_endian (data, 1, 2); /* or; MMR */
  g_byte_array_append (data, rows, (guint) length);
  return g_byte_array_free_to_bytes (data);
}

static void
test_jbig2_comes_out_as_drawn (void **state)
{
  g_autoptr (GBytes) data = make_jbig2 ();
  check_shows_about (&(MakeScan){CONTENT, PAGE, NULL,
                                 SHAPE "/BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode",
                                 data},
                     NULL, NULL);
}

static void
test_jpeg_2000_comes_out_as_drawn (void **state)
{
  Pix *pix = pixCreate ((int) size.width, (int) size.height, 8);
  for (guint y = 0; y < size.height; y++)
    for (guint x = 0; x < size.width; x++)
      pixSetPixel (pix, (int) x, (int) y, make_is_dark (size, x, y) ? 40 : 255);
  l_uint8 *file;
  size_t length;
  assert_int_equal (pixWriteMemJp2k (&file, &length, pix, 100, 0, 0, 0), 0);
  g_autoptr (GBytes) data = g_bytes_new (file, length);
  lept_free (file);
  pixDestroy (&pix);
  check_shows_about (&(MakeScan){CONTENT, PAGE, NULL, SHAPE "/Filter /JPXDecode", data}, NULL, NULL);
}

static void
test_a_cmyk_jpeg_comes_out_as_drawn (void **state)
{
  g_autoptr (GBytes) data = make_jpeg (&(MakeJpeg){.size = size, .components = 4});
  check_shows_about (&(MakeScan){CONTENT, PAGE, NULL,
                                 SHAPE "/BitsPerComponent 8 /ColorSpace /DeviceCMYK /Filter /DCTDecode "
                                       "/Decode [1 0 1 0 1 0 1 0]",
                                 data},
                     NULL, NULL);
}

/* Samples that are `dark` where the drawing is, else `light`. */
static GBytes *
make_samples (guint bits, guint8 dark, guint8 light)
{
  gsize row_bytes = size.width * bits / 8;
  g_autofree guint8 *samples = g_malloc (row_bytes * size.height);
  for (guint y = 0; y < size.height; y++)
    for (gsize i = 0; i < row_bytes; i++)
      samples[y * row_bytes + i] = make_is_dark (size, (guint) (8 * i / bits), y) ? dark : light;
  return make_deflated (samples, row_bytes, size.height, 0);
}

#define FLATE SHAPE "/Filter /FlateDecode "
#define BLACK FLATE "/BitsPerComponent 8 /ColorSpace /DeviceGray "

/* The width of the bar is a whole number of bytes in all of these. */
static void
test_images_behind_masks_come_out_as_drawn (void **state)
{
  g_autoptr (GBytes) black = make_samples (8, 0, 0), shown = make_samples (8, 255, 0);
  g_autoptr (GBytes) drawn = make_samples (8, 20, 230), stencil = make_samples (1, 0x00, 0xff);
  const struct {
    MakeScan scan;
    const char *mask;
    GBytes *mask_data;
  } rows[] = {
    {{CONTENT, PAGE, NULL, BLACK "/SMask 6 0 R", black}, BLACK, shown},
    {{CONTENT, PAGE, NULL, BLACK "/Mask 6 0 R", black}, FLATE "/ImageMask true", stencil},
    {{CONTENT, PAGE, NULL, BLACK "/Mask [200 255]", drawn}, NULL, NULL},
    {{"0.1 g " CONTENT, PAGE, NULL, FLATE "/ImageMask true", stencil}, NULL, NULL},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    print_message ("%s\n", rows[i].scan.image);
    check_shows_about (&rows[i].scan, rows[i].mask, rows[i].mask_data);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_jbig2_comes_out_as_drawn),
    cmocka_unit_test (test_jpeg_2000_comes_out_as_drawn),
    cmocka_unit_test (test_a_cmyk_jpeg_comes_out_as_drawn),
    cmocka_unit_test (test_images_behind_masks_come_out_as_drawn),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
