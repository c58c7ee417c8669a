/* test_evidence.c - pictures have the promised size, stand upright, and show zones where they are, in the
 * colour of their state. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cairo-pdf.h>
#include <cmocka.h>
#include <math.h>

#include "../../../ocr/evidence/evidence.h"

enum { WIDTH = 1654, HEIGHT = 2339 }; /* A4 at 200 dpi */
static const double ScanDpi = 200, Dpi = 100;
static const double PxPerMm = 100 / 25.4;

typedef enum { HUE_NONE, HUE_GREEN, HUE_ORANGE, HUE_BLUE, HUE_GREY } Hue;

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
empty_pdf (void)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, bytes, 595.276, 841.89);
  cairo_t *cr = cairo_create (surface);
  cairo_move_to (cr, 100, 100);
  cairo_line_to (cr, 200, 100);
  cairo_stroke (cr);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static const SohoaRect Name = {40, 60, 90, 8}, Birth = {40, 90, 60, 8}, Phone = {40, 120, 60, 8};

static SohoaTemplate *
form (void)
{
  static const SohoaRect cell = {40, 90, 20, 8};
  g_autoptr (GBytes) pdf = empty_pdf ();
  SohoaTemplate *template = sohoa_template_new ("test", "2020-01-01", 1, pdf);
  g_ptr_array_add (template->zones, sohoa_zone_new ("name", SOHOA_ZONE_TEXT, SOHOA_CHARSET_TEXT, 1, &Name));
  SohoaZone *birth = sohoa_zone_new ("birth", SOHOA_ZONE_DATE, SOHOA_CHARSET_DIGITS, 1, &Birth);
  sohoa_zone_add_part (birth, "d", &cell);
  g_ptr_array_add (template->zones, birth);
  g_ptr_array_add (template->zones,
                   sohoa_zone_new ("phone", SOHOA_ZONE_COMB, SOHOA_CHARSET_DIGITS, 1, &Phone));
  return template;
}

static void
add_reading (SohoaPageResult *result, const char *field, const SohoaRect *box, const char *raw,
             double confidence)
{
  const SohoaQuad quad = sohoa_transform_map_rect (result->transform, box);
  SohoaReading *reading = sohoa_reading_new (field, &quad);
  sohoa_reading_set (reading, raw, confidence, "test");
  g_ptr_array_add (result->readings, reading);
}

/* A scan whose content is turned clockwise by so much: the map and the size say so. */
static SohoaPageResult *
located (guint rotation)
{
  const double k = ScanDpi / 25.4;
  const double upright[6] = {k, 0, -0.5, 0, k, -0.5}, turned[6] = {0, -k, HEIGHT - 0.5, k, 0, -0.5};
  SohoaPageResult *result = sohoa_page_result_new (1);
  result->kind = SOHOA_PAGE_FORM;
  result->rotation = rotation;
  result->form = g_strdup ("test");
  result->form_version = g_strdup ("2020-01-01");
  result->form_page = 1;
  result->transform = sohoa_transform_new_affine (rotation == 90 ? turned : upright);
  add_reading (result, "name", &Name, "Nguyễn Thị Thử Nghiệm", 0.97);
  add_reading (result, "birth", &Birth, "01/02/1990", 0.4);
  add_reading (result, "phone", &Phone, "", 1);
  return result;
}

static Pix *
paper (int width, int height, int depth)
{
  Pix *pix = pixCreate (width, height, depth);
  if (depth > 1)
    pixSetAll (pix);
  return pix;
}

static Pix *
decoded (GBytes *png)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (png, &size);
  Pix *pix = pixReadMem (data, size);
  assert_non_null (pix);
  Pix *colour = pixConvertTo32 (pix);
  pixDestroy (&pix);
  return colour;
}

static Hue
hue_at (Pix *pix, int x, int y)
{
  l_int32 r, g, b;
  assert_int_equal (pixGetRGBPixel (pix, x, y, &r, &g, &b), 0);
  if (MAX (MAX (r, g), b) - MIN (MIN (r, g), b) < 12)
    return HUE_NONE;
  if (r > g && g > b)
    return HUE_ORANGE;
  if (g > r && g > b)
    return HUE_GREEN;
  return b - r > 90 ? HUE_BLUE : HUE_GREY;
}

/* The hue of the outline near a height: the most coloured pixel within 3 px up or down. */
static Hue
edge_hue (Pix *pix, double x, double y)
{
  for (int dy = -3; dy <= 3; dy++) {
    const Hue hue = hue_at (pix, (int) x, (int) y + dy);
    if (hue != HUE_NONE)
      return hue;
  }
  return HUE_NONE;
}

static void
test_zones_show_in_the_colour_of_their_state (void **state)
{
  static const guint rotations[] = {0, 90};
  static const int depths[] = {1, 8, 32};
  for (gsize i = 0; i < G_N_ELEMENTS (rotations) * G_N_ELEMENTS (depths); i++) {
    const guint rotation = rotations[i % 2];
    Pix *pix = paper (rotation ? HEIGHT : WIDTH, rotation ? WIDTH : HEIGHT, depths[i / 2]);
    g_autoptr (SohoaPage) page = sohoa_page_new (pix, ScanDpi, ScanDpi);
    g_autoptr (SohoaPageResult) result = located (rotation);
    g_autoptr (SohoaTemplate) template = form ();
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) png = sohoa_evidence_page (page, result, template, Dpi, &error);
    assert_null (error);
    g_autoptr (Pix) picture = decoded (png);
    const int caption = pixGetHeight (picture) - HEIGHT / 2;
    assert_in_range (caption, 40, 120);
    assert_in_range (pixGetWidth (picture), WIDTH / 2 - 1, WIDTH / 2 + 1);
    /* Lower edges: labels stand on the upper ones. */
    assert_int_equal (edge_hue (picture, 60 * PxPerMm, caption + (Name.y + Name.h) * PxPerMm), HUE_GREEN);
    assert_int_equal (edge_hue (picture, 80 * PxPerMm, caption + (Birth.y + Birth.h) * PxPerMm), HUE_ORANGE);
    assert_int_equal (edge_hue (picture, 60 * PxPerMm, caption + (Phone.y + Phone.h) * PxPerMm), HUE_GREY);
    assert_int_equal (edge_hue (picture, 60 * PxPerMm, caption + 200 * PxPerMm), HUE_NONE);
  }
}

static void
test_a_page_that_is_no_form_needs_no_template (void **state)
{
  g_autoptr (SohoaPage) page = sohoa_page_new (paper (WIDTH, HEIGHT, 8), ScanDpi, ScanDpi);
  g_autoptr (SohoaPageResult) result = sohoa_page_result_new (1);
  const SohoaQuad quad = {{{400, 800}, {800, 800}, {800, 1200}, {400, 1200}}};
  result->kind = SOHOA_PAGE_COVER;
  result->heading = g_strdup ("PHIẾU TIẾP NHẬN HỒ SƠ");
  sohoa_page_result_add_code (result, "QR", "line\nbreak", &quad);
  g_autoptr (GBytes) png = sohoa_evidence_page (page, result, NULL, Dpi, NULL);
  g_autoptr (Pix) picture = decoded (png);
  const int caption = pixGetHeight (picture) - HEIGHT / 2;
  l_int32 r, g, b;
  pixGetRGBPixel (picture, 300, caption + 600, &r, &g, &b); /* lower edge of the code */
  assert_true (r > g + 30 && b > g + 30);
}

static void
test_a_blank_shows_its_zones_and_leaves_the_rest (void **state)
{
  g_autoptr (SohoaTemplate) template = form ();
  g_autoptr (Pix) blank = paper ((int) (210 * PxPerMm), (int) (297 * PxPerMm), 8);
  g_autoptr (GBytes) png = sohoa_evidence_blank (blank, template, 1, Dpi, NULL);
  g_autoptr (Pix) picture = decoded (png);
  const int caption = pixGetHeight (picture) - pixGetHeight (blank);
  assert_int_equal (pixGetWidth (picture), pixGetWidth (blank));
  assert_int_not_equal (edge_hue (picture, 60 * PxPerMm, caption + (Name.y + Name.h) * PxPerMm), HUE_NONE);
  assert_int_not_equal (edge_hue (picture, 80 * PxPerMm, caption + (Birth.y + Birth.h) * PxPerMm), HUE_NONE);
  assert_int_equal (edge_hue (picture, 60 * PxPerMm, caption + 200 * PxPerMm), HUE_NONE);
}

static void
test_a_blank_page_without_zones_shows_none (void **state)
{
  g_autoptr (SohoaTemplate) template = form ();
  g_autoptr (Pix) blank = paper (400, 600, 8);
  g_autoptr (GBytes) png = sohoa_evidence_blank (blank, template, 2, Dpi, NULL);
  g_autoptr (Pix) picture = decoded (png);
  const int caption = pixGetHeight (picture) - 600;
  for (int y = caption; y < caption + 600; y += 5)
    for (int x = 0; x < 400; x += 5)
      assert_int_equal (hue_at (picture, x, y), HUE_NONE);
}

/* A black bar in a zone near the right edge, on a page that was scanned as it stands or turned. */
static void
test_a_place_is_cut_out_upright_with_what_is_around_it (void **state)
{
  static const guint rotations[] = {0, 90, 180, 270};
  const int bar_w = 160, bar_h = 40;
  for (gsize i = 0; i < G_N_ELEMENTS (rotations); i++) {
    const gboolean lies = rotations[i] % 180 != 0;
    Pix *pix = paper (WIDTH, HEIGHT, 8);
    const int w = lies ? bar_h : bar_w, h = lies ? bar_w : bar_h, x = WIDTH - w - 4, y = 700;
    g_autoptr (Box) box = boxCreate (x, y, w, h);
    pixClearInRect (pix, box);
    g_autoptr (SohoaPage) page = sohoa_page_new (pix, ScanDpi, ScanDpi);
    const SohoaQuad quad = {{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}};
    g_autoptr (GBytes) png = sohoa_evidence_crop (page, &quad, rotations[i], Dpi, NULL);
    assert_non_null (png);
    g_autoptr (Pix) picture = decoded (png);
    l_int32 r, g, b;
    assert_true (pixGetWidth (picture) > bar_w / 2 && pixGetWidth (picture) < bar_w / 2 + 20);
    assert_true (pixGetHeight (picture) > bar_h / 2 && pixGetHeight (picture) < bar_h / 2 + 20);
    pixGetRGBPixel (picture, pixGetWidth (picture) / 2, pixGetHeight (picture) / 2, &r, &g, &b);
    assert_true (r < 60);
  }
}

static void
test_a_place_beyond_the_page_cannot_be_cut_out (void **state)
{
  g_autoptr (SohoaPage) page = sohoa_page_new (paper (WIDTH, HEIGHT, 8), ScanDpi, ScanDpi);
  const SohoaQuad quad = {{{9000, 9000}, {9100, 9000}, {9100, 9100}, {9000, 9100}}};
  g_autoptr (GError) error = NULL;
  assert_null (sohoa_evidence_crop (page, &quad, 0, Dpi, &error));
  assert_int_equal (error->code, SOHOA_ERROR_LIMIT);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_zones_show_in_the_colour_of_their_state),
    cmocka_unit_test (test_a_page_that_is_no_form_needs_no_template),
    cmocka_unit_test (test_a_blank_shows_its_zones_and_leaves_the_rest),
    cmocka_unit_test (test_a_place_is_cut_out_upright_with_what_is_around_it),
    cmocka_unit_test (test_a_place_beyond_the_page_cannot_be_cut_out),
    cmocka_unit_test (test_a_blank_page_without_zones_shows_none),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
