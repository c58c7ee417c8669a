/* test_codes.c - codes are found wherever and however they lie, with their place on the page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "drawing.h"

static const char DossierCode[] = "000.00.26.H29-250917-0001";
static const char CardPayload[] =
  "001090000001||Nguyễn Thị Thử Nghiệm|01011990|Nữ|Số 1 Phố Cũ, Hà Nội|15042021";

/* The codes of a page; takes over pix. */
static SohoaPageResult *
find (Pix *pix, double dpi)
{
  SohoaPageResult *result = sohoa_page_result_new (1);
  SohoaPrepared *prepared = prepared_page (pix, dpi);
  sohoa_find_codes (prepared, result);
  sohoa_prepared_free (prepared);
  return result;
}

static const SohoaCode *
code_of (const SohoaPageResult *result, const char *symbology)
{
  for (guint i = 0; i < result->codes->len; i++) {
    const SohoaCode *code = g_ptr_array_index (result->codes, i);
    if (strcmp (code->symbology, symbology) == 0)
      return code;
  }
  fail_msg ("no %s among %u codes", symbology, result->codes->len);
  return NULL;
}

static void
assert_near (SohoaPoint point, double x, double y, double tolerance)
{
  if (fabs (point.x - x) > tolerance || fabs (point.y - y) > tolerance)
    fail_msg ("(%.1f, %.1f) is not near (%.1f, %.1f)", point.x, point.y, x, y);
}

static void
test_both_codes_of_a_cover_are_found_turned_by_any_quarter (void **state)
{
  for (int quarters = 0; quarters < 4; quarters++) {
    Pix *page = draw_paper (1654, 2339);
    draw_qr (page, DossierCode, strlen (DossierCode), 700, 400, 9);
    draw_code128 (page, DossierCode, 400, 800, 2, 100);
    Pix *turned = pixRotateOrth (page, quarters);
    pixDestroy (&page);
    g_autoptr (SohoaPageResult) result = find (turned, 200);
    assert_string_equal (code_of (result, "QR")->data, DossierCode);
    assert_string_equal (code_of (result, "Code128")->data, DossierCode);
    assert_int_equal (result->codes->len, 2);
  }
}

static void
test_the_quad_of_a_qr_code_starts_at_its_own_top_left (void **state)
{
  Pix *page = draw_paper (1200, 1600);
  const int side = draw_qr (page, DossierCode, strlen (DossierCode), 300, 500, 8);
  Pix *turned = pixRotateOrth (page, 1); /* clockwise: the left edge becomes the top */
  pixDestroy (&page);
  g_autoptr (SohoaPageResult) result = find (turned, 200);
  const SohoaQuad *quad = &code_of (result, "QR")->quad;
  const double right = 1600 - 1 - 500, top = 300;
  assert_near (quad->corner[0], right, top, 8);
  assert_near (quad->corner[1], right, top + side, 8);
  assert_near (quad->corner[2], right - side, top + side, 8);
  assert_near (quad->corner[3], right - side, top, 8);
}

static void
test_a_slanted_bar_code_is_found_where_it_lies (void **state)
{
  static const double angles_deg[] = {-30, -12, 20, 40};
  for (gsize i = 0; i < G_N_ELEMENTS (angles_deg); i++) {
    Pix *page = draw_paper (1600, 1600);
    const int width = draw_code128 (page, DossierCode, 450, 750, 2, 100);
    Pix *turned =
      pixRotate (page, (l_float32) (angles_deg[i] * G_PI / 180), L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0);
    pixDestroy (&page);
    g_autoptr (SohoaPageResult) result = find (turned, 200);
    const SohoaCode *code = code_of (result, "Code128");
    assert_string_equal (code->data, DossierCode);
    const double c = cos (angles_deg[i] * G_PI / 180), s = sin (angles_deg[i] * G_PI / 180);
    const double dx = 450 + width / 2.0 - 800, dy = 800 - 800.0;
    SohoaPoint middle = {0, 0};
    for (int k = 0; k < 4; k++)
      middle = (SohoaPoint){middle.x + code->quad.corner[k].x / 4, middle.y + code->quad.corner[k].y / 4};
    assert_near (middle, 800 + c * dx - s * dy, 800 + s * dx + c * dy, 30);
  }
}

static void
test_vietnamese_in_a_code_stays_utf8 (void **state)
{
  Pix *page = draw_paper (1240, 1754);
  draw_qr (page, CardPayload, strlen (CardPayload), 400, 400, 4);
  g_autoptr (SohoaPageResult) result = find (page, 150);
  assert_string_equal (code_of (result, "QR")->data, CardPayload);
}

static void
test_what_is_no_text_is_left_out (void **state)
{
  static const char bytes[] = {'\xff', '\xfe', '\x80', 'a', '\xc3'};
  Pix *page = draw_paper (1240, 1754);
  draw_qr (page, bytes, sizeof bytes, 400, 400, 8);
  g_autoptr (SohoaPageResult) result = find (page, 150);
  assert_int_equal (result->codes->len, 0);
}

static void
test_the_same_code_twice_is_one_and_others_come_from_the_top (void **state)
{
  Pix *page = draw_paper (1654, 2339);
  draw_qr (page, "below", 5, 300, 1500, 9);
  draw_qr (page, "above", 5, 900, 300, 9);
  draw_qr (page, "below", 5, 900, 1500, 9);
  g_autoptr (SohoaPageResult) result = find (page, 200);
  assert_int_equal (result->codes->len, 2);
  assert_string_equal (((SohoaCode *) g_ptr_array_index (result->codes, 0))->data, "above");
  assert_string_equal (((SohoaCode *) g_ptr_array_index (result->codes, 1))->data, "below");
}

static void
test_a_page_of_writing_has_no_codes (void **state)
{
  Pix *page = draw_paper (1654, 2339);
  for (int y = 200; y < 2200; y += 50)
    draw_text (page, "Toi ten la Nguyen Van A, sinh ngay 01/02/1990, tru tai so 12 duong Le Loi", 150, y);
  g_autoptr (SohoaPageResult) result = find (page, 200);
  assert_int_equal (result->codes->len, 0);
}

static void
test_a_code_is_read_at_its_place_alone (void **state)
{
  static const char printed[] = "SOHOA:CT01:2023-11-17:5ND7K2Q8M4XA";
  Pix *pix = draw_paper (1654, 2339);
  const int side = draw_qr (pix, printed, strlen (printed), 100, 120, 4);
  draw_qr (pix, CardPayload, strlen (CardPayload), 900, 1200, 4);
  SohoaPrepared *prepared = prepared_page (pix, 200);
  g_autoptr (SohoaPageResult) result = sohoa_page_result_new (1);
  const double end = 100 + side, foot = 120 + side;
  const SohoaQuad place = {{{100, 120}, {end, 120}, {end, foot}, {100, foot}}};
  const SohoaQuad empty = {{{600, 120}, {700, 120}, {700, 220}, {600, 220}}};
  const SohoaQuad outside = {{{-300, -300}, {-200, -300}, {-200, -200}, {-300, -200}}};
  sohoa_find_code_at (prepared, &empty, result);
  sohoa_find_code_at (prepared, &outside, result);
  assert_int_equal (result->codes->len, 0);
  sohoa_find_code_at (prepared, &place, result);
  assert_int_equal (result->codes->len, 1);
  assert_string_equal (code_of (result, "QR")->data, printed);
  sohoa_prepared_free (prepared);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_a_code_is_read_at_its_place_alone),
    cmocka_unit_test (test_both_codes_of_a_cover_are_found_turned_by_any_quarter),
    cmocka_unit_test (test_the_quad_of_a_qr_code_starts_at_its_own_top_left),
    cmocka_unit_test (test_a_slanted_bar_code_is_found_where_it_lies),
    cmocka_unit_test (test_vietnamese_in_a_code_stays_utf8),
    cmocka_unit_test (test_what_is_no_text_is_left_out),
    cmocka_unit_test (test_the_same_code_twice_is_one_and_others_come_from_the_top),
    cmocka_unit_test (test_a_page_of_writing_has_no_codes),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
