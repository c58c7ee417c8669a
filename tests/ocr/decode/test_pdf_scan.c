/* test_pdf_scan.c - what is proven by structure is what a drawing of the page would have proven; every other
 * page goes the slow way, and comes out right there. */
#include "check.h"

#include "ocr/decode/pdf_scan.h"
#include "ocr/decode/raster.h"

#include <tiffio.h>

static const MakeSize size = {556, 778}; /* 200 dpi on the page below */
#define UPRIGHT_PAGE "/MediaBox [0 0 200.16 280.08]"
#define UPRIGHT_CONTENT "q 200.16 0 0 280.08 0 0 cm /I Do Q"
#define GRAY_IMAGE "/Width 556 /Height 778 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode"

/* The drawing as samples of a PDF: gray shades on white; RGB: red ones; 1 bit: 0 = dark. */
static GByteArray *
make_samples (guint bits, guint channels)
{
  gsize row_bytes = (size.width * bits * channels + 7) / 8;
  GByteArray *samples = g_byte_array_new ();
  g_byte_array_set_size (samples, (guint) (row_bytes * size.height));
  memset (samples->data, 0xff, samples->len);
  for (guint y = 0; y < size.height; y++)
    for (guint x = 0; x < size.width && make_is_dark (size, x, y); x++) {
      guint8 *row = samples->data + y * row_bytes, shade = (guint8) (16 + (x * 7 + y * 3) % 64);
      if (bits == 1)
        row[x / 8] = (guint8) (row[x / 8] & ~(0x80 >> x % 8));
      for (guint c = 0; bits == 8 && c < channels; c++)
        row[x * channels + c] = c == 0 && channels == 3 ? 200 : shade;
    }
  return samples;
}

static GBytes *
make_flate (guint bits, guint channels, gboolean predicted)
{
  g_autoptr (GByteArray) samples = make_samples (bits, channels);
  return make_deflated (samples->data, samples->len / size.height, size.height,
                        predicted ? (bits * channels + 7) / 8 : 0);
}

static GBytes *
make_fax (int compression)
{
  MakeTiff tiff = {
    .size = size, .bits = 1, .samples = 1, .photometric = PHOTOMETRIC_MINISWHITE, .compression = compression};
  g_autoptr (GBytes) file = make_tiff (&tiff, 1);
  return make_tiff_strip (file);
}

/* The page as the structure proves it; NULL when it does not. */
static SohoaPage *
prove (GBytes *pdf)
{
  g_autoptr (SohoaPdfScan) scan = sohoa_pdf_scan_open (pdf, 1);
  SohoaPage *page = scan == NULL ? NULL : sohoa_pdf_scan_page (scan, 1);
  if (page != NULL)
    page->pix = sohoa_raster_simplify (page->pix);
  return page;
}

/* A comment in the content keeps a page from being proven, and changes nothing for poppler. */
static void
check_both_ways_agree (const MakeScan *scan)
{
  g_autofree char *commented = g_strdup_printf ("%% drawn\n%s", scan->content);
  MakeScan other = *scan;
  other.content = commented;
  g_autoptr (GBytes) pdf = make_pdf_scan (scan), slow_pdf = make_pdf_scan (&other);
  g_autoptr (SohoaPage) proven = prove (pdf), refused = prove (slow_pdf);
  assert_non_null (proven);
  assert_null (refused);
  g_autoptr (SohoaPage) drawn = check_first_page (slow_pdf), taken = check_first_page (pdf);
  l_int32 same = 0, taken_same = 0;
  pixEqual (proven->pix, drawn->pix, &same);
  pixEqual (proven->pix, taken->pix, &taken_same);
  assert_true (same && taken_same);
  assert_float_equal (proven->dpi_x, drawn->dpi_x, 1);
  assert_float_equal (proven->dpi_y, drawn->dpi_y, 1);
  assert_int_equal (taken->warnings->len, 0);
}

static void
test_every_filter_gives_what_poppler_gives (void **state)
{
#define PARAMETERS(colors, bits)                                                                             \
  " /DecodeParms << /Predictor 15 /Colors " #colors " /BitsPerComponent " #bits " /Columns 556 >>"
  const struct {
    const char *name, *entries;
    GBytes *data;
  } rows[] = {
    {"gray", "/BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode", make_flate (8, 1, FALSE)},
    {"RGB", "/BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter [/FlateDecode]", make_flate (8, 3, FALSE)},
    {"bilevel", "/BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /FlateDecode", make_flate (1, 1, FALSE)},
    {"gray, predicted",
     "/BitsPerComponent 8 /ColorSpace [/DeviceGray] /Filter /FlateDecode" PARAMETERS (1, 8),
     make_flate (8, 1, TRUE)},
    {"RGB, predicted", "/BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /FlateDecode" PARAMETERS (3, 8),
     make_flate (8, 3, TRUE)},
    {"bilevel, predicted",
     "/BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /FlateDecode" PARAMETERS (1, 1),
     make_flate (1, 1, TRUE)},
    {"inverted bilevel", "/BitsPerComponent 1 /ColorSpace /DeviceGray /Decode [1 0] /Filter /FlateDecode",
     make_flate (1, 1, FALSE)},
    {"inverted gray", "/BitsPerComponent 8 /ColorSpace /DeviceGray /Decode [1 0] /Filter /FlateDecode",
     make_flate (8, 1, FALSE)},
    {"gray JPEG", "/BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode",
     make_jpeg (&(MakeJpeg){.size = size, .components = 1})},
    {"colour JPEG", "/BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter [/DCTDecode] /DecodeParms [null]",
     make_jpeg (&(MakeJpeg){.size = size, .components = 3})},
    {"JPEG with the parameters of deflated samples",
     "/BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode" PARAMETERS (1, 8),
     make_jpeg (&(MakeJpeg){.size = size, .components = 1})},
    {"progressive JPEG",
     "/BitsPerComponent 8 /ColorSpace /DeviceRGB /Decode [0 1 0 1 0 1] /Filter /DCTDecode",
     make_jpeg (&(MakeJpeg){.size = size, .components = 3, .progressive = TRUE})},
    {"JPEG with an orientation that PDF does not know",
     "/BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode",
     make_jpeg (&(MakeJpeg){.size = size, .components = 1, .orientation = 3})},
    {"fax of group 4",
     "/BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 556 "
     ">>",
     make_fax (COMPRESSION_CCITTFAX4)},
    {"fax, 1 is black, inverted",
     "/BitsPerComponent 1 /ColorSpace /DeviceGray /Decode [1 0] /Filter [/CCITTFaxDecode] /DecodeParms "
     "[<< /K -1 /Columns 556 /Rows 778 /BlackIs1 true >>]",
     make_fax (COMPRESSION_CCITTFAX4)},
    {"fax, 1 is black",
     "/BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode /DecodeParms "
     "<< /K -1 /Columns 556 /BlackIs1 true >>",
     make_fax (COMPRESSION_CCITTFAX4)},
    {"fax of group 3",
     "/BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode /DecodeParms "
     "<< /K 0 /Columns 556 /EndOfLine true >>",
     make_fax (COMPRESSION_CCITTFAX3)},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *image = g_strdup_printf ("/Width 556 /Height 778 %s", rows[i].entries);
    g_autoptr (GBytes) data = rows[i].data;
    print_message ("%s\n", rows[i].name);
    check_both_ways_agree (
      &(MakeScan){.content = UPRIGHT_CONTENT, .page = UPRIGHT_PAGE, .image = image, .data = data});
  }
}

static void
test_rotations_boxes_and_mirrors_give_what_poppler_gives (void **state)
{
  static const struct {
    const char *page, *content;
  } rows[] = {
    {UPRIGHT_PAGE " /Rotate 0", UPRIGHT_CONTENT},
    {UPRIGHT_PAGE " /Rotate 90", UPRIGHT_CONTENT},
    {UPRIGHT_PAGE " /Rotate 180", UPRIGHT_CONTENT},
    {UPRIGHT_PAGE " /Rotate 270", UPRIGHT_CONTENT},
    {UPRIGHT_PAGE " /Rotate -90", UPRIGHT_CONTENT},
    {UPRIGHT_PAGE " /Rotate 450", UPRIGHT_CONTENT},
    {UPRIGHT_PAGE, "-200.16 0 0 280.08 200.16 0 cm /I Do"},
    {UPRIGHT_PAGE, "200.16 0 0 -280.08 0 280.08 cm /I Do"},
    {UPRIGHT_PAGE " /Rotate 90", "-200.16 0 0 -280.08 200.16 280.08 cm /I Do"},
    {"/MediaBox [0 0 280.08 200.16]", "0 200.16 -280.08 0 280.08 0 cm /I Do"},
    {"/MediaBox [0 0 280.08 200.16]", "0 -200.16 280.08 0 0 200.16 cm /I Do"},
    {"/MediaBox [0 0 280.08 200.16]", "0 200.16 280.08 0 0 0 cm /I Do"},
    {"/MediaBox [0 0 280.08 200.16]", "0 -200.16 -280.08 0 280.08 200.16 cm /I Do"},
    {"/MediaBox [0 0 280.08 200.16] /Rotate 270", "0 200.16 280.08 0 0 0 cm /I Do"},
    {"/MediaBox [0 0 400 400] /CropBox [100 50 300.16 330.08] /Rotate 90",
     "q 200.16 0 0 280.08 100 50 cm /I Do Q"},
    {UPRIGHT_PAGE " /CropBox [-50 -50 900 900]", UPRIGHT_CONTENT},
    {"/MediaBox [0 0 206 285] /Group << /S /Transparency /CS /DeviceRGB >> /Annots []",
     "q .5 0 0 .5 0 0 cm 400.32 0 0 560.16 6 4 cm /I Do Q"},
  };
  g_autoptr (GBytes) data = make_flate (8, 1, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    print_message ("%s: %s\n", rows[i].page, rows[i].content);
    check_both_ways_agree (
      &(MakeScan){.content = rows[i].content, .page = rows[i].page, .image = GRAY_IMAGE, .data = data});
  }
}

/* poppler tells the place of an image on such pages wrongly: the slow way draws them. */
static void
test_a_page_whose_box_starts_elsewhere_is_proven_too (void **state)
{
  static const char *const boxes[] = {"/MediaBox [80 100 280.16 380.08]", "/MediaBox [280.16 380.08 80 100]"};
  g_autoptr (GBytes) data = make_flate (8, 1, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++) {
    MakeScan scan = {"q 200.16 0 0 280.08 80 100 cm /I Do Q", boxes[i], NULL, GRAY_IMAGE, data};
    g_autoptr (GBytes) pdf = make_pdf_scan (&scan);
    g_autoptr (SohoaPage) page = prove (pdf);
    assert_non_null (page);
    check_shows_drawing (page, size, 8);
    assert_float_equal (page->dpi_x, 200, 0.01);
  }
}

/* The page is good: poppler shows it. */
static void
check_goes_the_slow_way (const MakeScan *scan)
{
  g_autoptr (GBytes) pdf = make_pdf_scan (scan);
  g_autoptr (SohoaPage) proven = prove (pdf);
  assert_null (proven);
  g_autoptr (SohoaPage) page = check_first_page (pdf);
  assert_true (pixGetWidth (page->pix) > 0);
}

/* As programs that make scans searchable lay it over them. */
#define SEARCHABLE UPRIGHT_CONTENT " BT 3 Tr /F 40 Tf 1 0 0 1 20 100 Tm (Hello) Tj [(wor) -30 (ld)] TJ ET"
#define HELVETICA "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
#define BOXES                                                                                                \
  "/Font << /F << /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << "  \
  ">> "                                                                                                      \
  "/Encoding << /Differences [0] >> /FirstChar 0 /LastChar 0 /Widths [0] >> >>"

static void
test_text_that_nobody_sees_does_not_matter (void **state)
{
  g_autoptr (GString) page_of_text = g_string_new (UPRIGHT_CONTENT " BT 3 Tr /F 9 Tf");
  for (int i = 0; i < 1500; i++)
    g_string_append_printf (page_of_text, " 1 0 0 1 %d %d Tm (word %d) Tj", i % 9 * 20, i / 9, i);
  g_string_append (page_of_text, " ET");
  const char *const contents[] = {SEARCHABLE, "BT 3 Tr /F 9 Tf (first) Tj ET " UPRIGHT_CONTENT,
                                  page_of_text->str};
  g_autoptr (GBytes) data = make_flate (8, 1, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    check_both_ways_agree (&(MakeScan){contents[i], UPRIGHT_PAGE, HELVETICA, GRAY_IMAGE, data});
}

static void
test_pages_that_show_more_or_less_than_one_image_are_drawn (void **state)
{
  static const struct {
    const char *name, *page, *content, *resources;
    guint width; /* of what comes out: 834 is drawn */
  } rows[] = {
    {"two images", UPRIGHT_PAGE, UPRIGHT_CONTENT " q 40 0 0 40 20 20 cm /I Do Q", NULL, 834},
    {"text", UPRIGHT_PAGE, UPRIGHT_CONTENT " BT /F 40 Tf 20 100 Td (Hello) Tj ET", HELVETICA, 834},
    {"text in a font that cannot hide", UPRIGHT_PAGE, SEARCHABLE, BOXES, 0},
    {"text in no font", UPRIGHT_PAGE, SEARCHABLE, NULL, 0},
    {"half of the page", UPRIGHT_PAGE, "q 200.16 0 0 140 0 0 cm /I Do Q", NULL, 834},
    {"cropped", "/MediaBox [0 0 200.16 280.08] /CropBox [0 0 200.16 270]", UPRIGHT_CONTENT, NULL, 834},
    {"at an angle", UPRIGHT_PAGE, "q 200.16 10 -10 280.08 0 0 cm /I Do Q", NULL, 834},
    {"a clip", UPRIGHT_PAGE, "q 0 0 50 280.08 re W n " UPRIGHT_CONTENT " Q", NULL, 834},
    {"half transparent", UPRIGHT_PAGE, "/G gs " UPRIGHT_CONTENT, "/ExtGState << /G << /ca 0.5 >> >>", 834},
    {"an annotation",
     UPRIGHT_PAGE " /Annots [<< /Type /Annot /Subtype /Square /Rect [20 20 120 120] /C [0] /IC [0] >>]",
     UPRIGHT_CONTENT, NULL, 834},
    {"a page unit", UPRIGHT_PAGE " /UserUnit 2", UPRIGHT_CONTENT, NULL, 556},
    {"half a turn too little", UPRIGHT_PAGE " /Rotate 45", UPRIGHT_CONTENT, NULL, 0},
    {"no media box", "", UPRIGHT_CONTENT, NULL, 0},
    {"another name", UPRIGHT_PAGE, "/J Do", NULL, 834},
    {"gray that is another gray", UPRIGHT_PAGE, UPRIGHT_CONTENT,
     "/ColorSpace << /DefaultGray [/CalGray << /WhitePoint [1 1 1] >>] >>", 0},
  };
  g_autoptr (GBytes) data = make_flate (8, 1, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MakeScan scan = {rows[i].content, rows[i].page, rows[i].resources, GRAY_IMAGE, data};
    print_message ("%s\n", rows[i].name);
    check_goes_the_slow_way (&scan);
    g_autoptr (GBytes) pdf = make_pdf_scan (&scan);
    g_autoptr (SohoaPage) page = check_first_page (pdf);
    if (rows[i].width != 0)
      assert_int_equal (pixGetWidth (page->pix), rows[i].width);
  }
}

static void
test_images_that_are_not_plain_go_the_slow_way (void **state)
{
#define FLATE " /Width 556 /Height 778 /BitsPerComponent 8 /Filter /FlateDecode "
  static const char *const images[] = {
    GRAY_IMAGE " /SMask 5 0 R",
    GRAY_IMAGE " /Mask [0 0]",
    GRAY_IMAGE " /OC << /Type /OCG /Name (layer) >>",
    GRAY_IMAGE " /Decode [0 0.5]",
    GRAY_IMAGE " /Alternates []",
    GRAY_IMAGE " /DecodeParms << /Predictor 2 /Columns 556 >>",
    GRAY_IMAGE
    " /DecodeParms [<< /Predictor 1 >>]", /* of an array for a single filter, poppler sees nothing */
    FLATE "/ColorSpace [/Indexed /DeviceGray 255 <00>]",
    FLATE "/ColorSpace /DeviceCMYK",
    FLATE "/ColorSpace [/Separation /Black /DeviceGray << /FunctionType 2 /Domain [0 1] /N 1 >>]",
    "/Width 556 /Height 778 /ImageMask true /BitsPerComponent 1 /Filter /FlateDecode",
    "/Width 278 /Height 778 /BitsPerComponent 16 /ColorSpace /DeviceGray /Filter /FlateDecode",
    "/Width 556 /Height 777 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode",
    "/Width 556 /Height 778 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter [/FlateDecode /FlateDecode]",
    "/Width 556 /Height 778 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /LZWDecode",
    "/Width 556 /Height 778 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode",
    "/Width 556 /Height 778 /BitsPerComponent 8 /ColorSpace /DeviceGray",
  };
  g_autoptr (GBytes) data = make_flate (8, 1, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (images); i++) {
    print_message ("%s\n", images[i]);
    check_goes_the_slow_way (
      &(MakeScan){.content = UPRIGHT_CONTENT, .page = UPRIGHT_PAGE, .image = images[i], .data = data});
  }
}

static void
test_jpeg_data_that_are_not_as_declared_go_the_slow_way (void **state)
{
  static const struct {
    const char *name;
    int components;
    MakeSize size;
    gsize cut;
  } rows[] = {{"colour in gray", 3, {556, 778}, 0},
              {"another size", 1, {556, 700}, 0},
              {"truncated", 1, {556, 778}, 200}};
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) whole =
      make_jpeg (&(MakeJpeg){.size = rows[i].size, .components = rows[i].components});
    g_autoptr (GBytes) data = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) - rows[i].cut);
    print_message ("%s\n", rows[i].name);
    check_goes_the_slow_way (&(MakeScan){
      .content = UPRIGHT_CONTENT,
      .page = UPRIGHT_PAGE,
      .image = "/Width 556 /Height 778 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode",
      .data = data});
  }
}

static void
test_a_damaged_file_is_left_to_poppler (void **state)
{
  g_autoptr (GBytes) data = make_flate (8, 1, FALSE);
  MakeScan scan = {UPRIGHT_CONTENT, UPRIGHT_PAGE, NULL, GRAY_IMAGE, data};
  g_autoptr (GBytes) pdf = make_pdf_scan (&scan);
  g_autoptr (GBytes) cut = make_truncated (pdf, g_bytes_get_size (pdf) - strlen ("startxref\n0000\n%%EOF\n"));
  assert_null (sohoa_pdf_scan_open (cut, 1));
  assert_null (sohoa_pdf_scan_open (pdf, 2));
  g_autoptr (SohoaPage) page = check_first_page (cut);
  assert_int_equal (pixGetWidth (page->pix), size.width);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_every_filter_gives_what_poppler_gives),
    cmocka_unit_test (test_rotations_boxes_and_mirrors_give_what_poppler_gives),
    cmocka_unit_test (test_a_page_whose_box_starts_elsewhere_is_proven_too),
    cmocka_unit_test (test_text_that_nobody_sees_does_not_matter),
    cmocka_unit_test (test_pages_that_show_more_or_less_than_one_image_are_drawn),
    cmocka_unit_test (test_images_that_are_not_plain_go_the_slow_way),
    cmocka_unit_test (test_jpeg_data_that_are_not_as_declared_go_the_slow_way),
    cmocka_unit_test (test_a_damaged_file_is_left_to_poppler),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
