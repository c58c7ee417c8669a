/* Learning a form from drawn scans of it: the print stays, what each declarant wrote falls away and becomes a
 * zone, boxes are found by their shape, and scans of another form are told apart.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../../ocr/decode/decode.h"
#include "../../../ocr/learn/learn.h"

enum { DPI = 200, WIDTH = 1654, HEIGHT = 2339, N_SCANS = 7 };

static guint
px (double mm)
{
  return (guint) (mm * DPI / 25.4);
}

/* ---- drawn forms ---- */

/* A line of print or writing, as letters have it: thin strokes of different heights, the same for the same
 * seed. */
static void
draw_words (Pix *pix, double x_mm, double y_mm, double w_mm, double h_mm, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  for (double x = x_mm; x < x_mm + w_mm; x += g_rand_double_range (random, 0.7, 1.6)) {
    double top = g_rand_double_range (random, 0, h_mm / 2),
           bottom = g_rand_double_range (random, 0, h_mm / 4);
    if (g_rand_double (random) < 0.15) /* between words */
      continue;
    pixRasterop (pix, (int) px (x), (int) px (y_mm + top), 3, (int) px (h_mm - top - bottom), PIX_SET, NULL,
                 0, 0);
    pixRasterop (pix, (int) px (x), (int) px (y_mm + h_mm / 2), (int) px (0.6), 2, PIX_SET, NULL, 0, 0);
  }
}

static void
draw_box (Pix *pix, double x_mm, double y_mm, double side_mm)
{
  Box *box = boxCreate ((int) px (x_mm), (int) px (y_mm), (int) px (side_mm), (int) px (side_mm));
  pixRenderBox (pix, box, 3, L_SET_PIXELS);
  boxDestroy (&box);
}

/* Twelve labelled lines, four of them with room to write, and three boxes. form: which letters. */
static Pix *
draw_form (guint form)
{
  Pix *pix = pixCreate (WIDTH, HEIGHT, 1);
  for (guint line = 0; line < 12; line++) {
    draw_words (pix, 20, 30 + 20 * line, line % 3 == 1 ? 50 : 160, 3, 100 * form + line);
    pixRasterop (pix, (int) px (20), (int) px (38 + 20 * line), (int) px (160), 2, PIX_SET, NULL, 0, 0);
  }
  for (guint box = 0; box < 3; box++)
    draw_box (pix, 30 + 40 * box, 270, 4);
  return pix;
}

/* A filled copy, fed a little askew, as a file. */
static GBytes *
scan_of (guint form, guint declarant)
{
  g_autoptr (Pix) page = draw_form (form);
  for (guint line = 1; line < 12; line += 3)
    draw_words (page, 80 + declarant, 29.5 + 20 * line, 50 + 3 * declarant, 4, 7000 + 50 * declarant + line);
  draw_words (page, 31, 271, 2.5, 2, declarant); /* a mark in the first box */
  g_autoptr (Pix) askew = pixRotate (page, (l_float32) (0.004 * (declarant % 3) - 0.004), L_ROTATE_SAMPLING,
                                     L_BRING_IN_WHITE, 0, 0);
  l_uint8 *data = NULL;
  size_t size = 0;
  pixSetResolution (askew, DPI, DPI);
  assert_int_equal (pixWriteMem (&data, &size, askew, IFF_TIFF_G4), 0);
  GBytes *bytes = g_bytes_new (data, size);
  lept_free (data);
  return bytes;
}

static GPtrArray *
scans_of (guint form, guint n)
{
  GPtrArray *scans = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint declarant = 0; declarant < n; declarant++)
    g_ptr_array_add (scans, scan_of (form, declarant));
  return scans;
}

/* Share of ink of the blank in a place. */
static double
ink_in (const SohoaLearned *learned, double x_mm, double y_mm, double w_mm, double h_mm)
{
  double width_mm, height_mm;
  g_autoptr (Pix) gray = sohoa_blank_render (learned->blank_pdf, 1, DPI, &width_mm, &height_mm, NULL);
  assert_non_null (gray);
  g_autoptr (Pix) bits = pixThresholdToBinary (gray, 128);
  Box *box = boxCreate ((int) px (x_mm), (int) px (y_mm), (int) px (w_mm), (int) px (h_mm));
  g_autoptr (Pix) place = pixClipRectangle (bits, box, NULL);
  l_float32 share = 0;
  boxDestroy (&box);
  assert_int_equal (pixForegroundFraction (place, &share), 0);
  return share;
}

static guint
count_zones (const SohoaLearned *learned, SohoaZoneKind kind, double x_mm, double y_mm)
{
  guint n = 0;
  for (guint i = 0; i < learned->zones->len; i++) {
    const SohoaLearnedZone *zone = &g_array_index (learned->zones, SohoaLearnedZone, i);
    const SohoaRect *box = &zone->box_mm;
    n += zone->kind == kind && x_mm > box->x && x_mm < box->x + box->w && y_mm > box->y &&
         y_mm < box->y + box->h;
  }
  return n;
}

/* ---- tests ---- */

static void
test_print_stays_and_writing_falls_away (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scans = scans_of (1, N_SCANS);
  g_autoptr (SohoaLearned) learned = sohoa_learn (scans, &error);
  assert_null (error);
  assert_int_equal (learned->n_pages, 1);
  for (guint line = 0; line < 12; line++) {
    assert_true (ink_in (learned, 20, 30 + 20 * line, 48, 3) > 0.1);
    if (line % 3 == 1) {
      print_message ("# line %u: %.4f\n", line, ink_in (learned, 80, 29 + 20 * line, 80, 5));
      assert_true (ink_in (learned, 80, 29 + 20 * line, 80, 5) < 0.01);
      assert_int_equal (count_zones (learned, SOHOA_ZONE_TEXT, 100, 31.5 + 20 * line), 1);
    } else {
      assert_int_equal (count_zones (learned, SOHOA_ZONE_TEXT, 100, 31.5 + 20 * line), 0);
    }
  }
  for (guint box = 0; box < 3; box++)
    assert_int_equal (count_zones (learned, SOHOA_ZONE_CHECKBOX, 32 + 40 * box, 272), 1);
  for (guint i = 0; i < N_SCANS; i++)
    assert_int_equal (g_array_index (learned->fits, guint, i), 1);
}

static void
test_scans_of_another_form_do_not_fit (void **state)
{
  g_autoptr (GPtrArray) scans = scans_of (1, 4);
  g_ptr_array_add (scans, scan_of (2, 1));
  g_ptr_array_add (scans, g_bytes_new_static ("no scan", 7));
  g_autoptr (SohoaLearned) learned = sohoa_learn (scans, NULL);
  assert_non_null (learned);
  assert_int_equal (learned->fits->len, 6);
  for (guint i = 0; i < 6; i++)
    assert_int_equal (g_array_index (learned->fits, guint, i), i < 4);
}

static void
test_a_single_scan_is_an_empty_copy (void **state)
{
  g_autoptr (GPtrArray) scans = scans_of (1, 1);
  g_autoptr (SohoaLearned) learned = sohoa_learn (scans, NULL), again = sohoa_learn (scans, NULL);
  assert_non_null (learned);
  assert_true (g_bytes_equal (learned->blank_pdf, again->blank_pdf));
  assert_int_equal (count_zones (learned, SOHOA_ZONE_TEXT, 100, 51.5), 0);
  assert_true (ink_in (learned, 80, 49, 80, 5) > 0.05);
}

static void
test_forms_that_share_nothing_are_refused (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scans = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (scans, scan_of (1, 0));
  g_ptr_array_add (scans, scan_of (2, 1));
  assert_null (sohoa_learn (scans, &error));
  assert_true (g_error_matches (error, SOHOA_ERROR, SOHOA_ERROR_FORM));
}

static void
test_what_a_worker_says_it_learned_is_checked (void **state)
{
  g_autoptr (GPtrArray) scans = scans_of (1, 1);
  g_autoptr (SohoaLearned) learned = sohoa_learn (scans, NULL);
  for (guint wrong = 0; wrong < 4; wrong++) {
    SohoaLearnedZone *zone = &g_array_index (learned->zones, SohoaLearnedZone, 0);
    const SohoaLearnedZone kept = *zone;
    if (wrong == 1)
      zone->page = 2;
    if (wrong == 2)
      zone->box_mm.w = 900;
    if (wrong == 3)
      zone->kind = (SohoaZoneKind) 99;
    g_autoptr (GVariant) variant = g_variant_ref_sink (sohoa_learned_to_variant (learned));
    g_autoptr (SohoaLearned) back = sohoa_learned_from_variant (variant);
    assert_int_equal (back != NULL, wrong == 0);
    *zone = kept;
  }
}

int
main (void)
{
  setMsgSeverity (L_SEVERITY_NONE);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_print_stays_and_writing_falls_away),
    cmocka_unit_test (test_scans_of_another_form_do_not_fit),
    cmocka_unit_test (test_a_single_scan_is_an_empty_copy),
    cmocka_unit_test (test_forms_that_share_nothing_are_refused),
    cmocka_unit_test (test_what_a_worker_says_it_learned_is_checked),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
