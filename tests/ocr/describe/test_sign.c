/* test_sign.c - a sheet scanned twice has the same fingerprint; a sheet with one other character has not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include <sohoa/page_signature.h>

#include "drawing.h"

enum { WIDTH = 1654, HEIGHT = 2339 };
static const double Dpi = 200;

/* A form as it was filled in, before any scanner saw it. */
static Pix *
sheet (const char *number)
{
  Pix *pix = draw_paper (WIDTH, HEIGHT);
  for (int line = 0; line < 20; line++)
    draw_text (pix, "Ho, chu dem va ten: ............ Nguyen Van Thu Nghiem ............", 200,
               300 + line * 80);
  draw_text (pix, number, 500, 2000);
  return pix;
}

/* A scan of it: turned and scaled a little, softened, with noise of its own; in the map's words. Takes over
 * pix. */
static SohoaPrepared *
scan (Pix *pix, double angle_deg, double scale, double dx, double dy, guint32 seed, SohoaTransform **ret_map)
{
  const double c = scale * cos (angle_deg * G_PI / 180), s = scale * sin (angle_deg * G_PI / 180);
  const double back = 1 / (scale * scale);
  l_float32 from_scan[6] = {(l_float32) (c * back),  (l_float32) (s * back), 0,
                            (l_float32) (-s * back), (l_float32) (c * back), 0};
  from_scan[2] = (l_float32) (-(from_scan[0] * dx + from_scan[1] * dy));
  from_scan[5] = (l_float32) (-(from_scan[3] * dx + from_scan[4] * dy));
  Pix *turned = pixAffineGray (pix, from_scan, 255);
  pixDestroy (&pix);
  Pix *soft = pixBlockconvGray (turned, NULL, 1, 1);
  pixDestroy (&turned);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  for (int y = 0; y < HEIGHT; y++) {
    l_uint32 *line = pixGetData (soft) + (gsize) y * pixGetWpl (soft);
    for (int x = 0; x < WIDTH; x++)
      SET_DATA_BYTE (
        line, x, (guint8) CLAMP (GET_DATA_BYTE (line, x) - 10 + g_rand_int_range (random, -6, 7), 0, 255));
  }
  const double px = Dpi / 25.4;
  const double to_page[6] = {c * px, -s * px, dx, s * px, c * px, dy};
  *ret_map = sohoa_transform_new_affine (to_page);
  return prepared_page (soft, Dpi);
}

static GBytes *
sign (const char *number, double angle_deg, double scale, double dx, double dy, guint32 seed)
{
  g_autoptr (SohoaTransform) map = NULL;
  SohoaPrepared *prepared = scan (sheet (number), angle_deg, scale, dx, dy, seed, &map);
  const SohoaLocation location = {.verdict = SOHOA_LOCATED, .transform = map};
  GBytes *signature = sohoa_sign_page (prepared, &location);
  sohoa_prepared_free (prepared);
  assert_non_null (signature);
  assert_true (g_bytes_get_size (signature) <= SOHOA_SIGNATURE_MAX);
  return signature;
}

static void
test_two_scans_of_a_sheet_are_the_same (void **state)
{
  g_autoptr (GBytes) first = sign ("079190000003", 0.3, 1, 4.3, -2.6, 1);
  g_autoptr (GBytes) second = sign ("079190000003", -0.7, 0.99, -12.2, 9.7, 2);
  g_autoptr (GBytes) turned = sign ("079190000003", 180.4, 1.005, WIDTH - 3, HEIGHT - 5, 3);
  assert_true (sohoa_page_signature_same (first, second));
  assert_true (sohoa_page_signature_same (second, first));
  assert_true (sohoa_page_signature_same (first, turned));
}

static void
test_one_other_character_makes_another_sheet (void **state)
{
  static const char *const numbers[] = {"079190000008", "07919000003", "079190000003."};
  g_autoptr (GBytes) first = sign ("079190000003", 0.3, 1, 4.3, -2.6, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autoptr (GBytes) other = sign (numbers[i], -0.4, 1.01, 3, 3, 4 + (guint32) i);
    if (sohoa_page_signature_same (first, other))
      fail_msg ("%s was not told from the first", numbers[i]);
  }
}

static void
test_pages_that_are_no_form_are_known_when_stored_twice (void **state)
{
  SohoaPrepared *letter = prepared_page (sheet ("079190000003"), Dpi);
  SohoaPrepared *other = prepared_page (sheet ("079190000008"), Dpi);
  const SohoaLocation nowhere = {.verdict = SOHOA_NOT_A_FORM};
  g_autoptr (GBytes) once = sohoa_sign_page (letter, &nowhere), twice = sohoa_sign_page (letter, &nowhere);
  g_autoptr (GBytes) different = sohoa_sign_page (other, &nowhere);
  assert_true (sohoa_page_signature_same (once, twice));
  assert_false (sohoa_page_signature_same (once, different));
  sohoa_prepared_free (letter);
  sohoa_prepared_free (other);
}

static void
test_blank_pages_have_none (void **state)
{
  SohoaPrepared *prepared = prepared_page (draw_paper (300, 400), 72);
  const SohoaLocation nowhere = {.verdict = SOHOA_NOT_A_FORM};
  prepared->blank = TRUE;
  assert_null (sohoa_sign_page (prepared, &nowhere));
  sohoa_prepared_free (prepared);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_two_scans_of_a_sheet_are_the_same),
    cmocka_unit_test (test_one_other_character_makes_another_sheet),
    cmocka_unit_test (test_pages_that_are_no_form_are_known_when_stored_twice),
    cmocka_unit_test (test_blank_pages_have_none),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
