/* test_grain.c - clouds of specks go, letters and their dots stay. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "grain.h"

enum { WIDTH = 400, HEIGHT = 90, STEM = 20, DOT = 3 };

static void
fill (Pix *pix, int x, int y, int w, int h)
{
  pixRasterop (pix, x, y, w, h, PIX_SET, NULL, 0, 0);
}

/* Stems with a dot above each, as of "i"; every third has one below. */
static Pix *
draw_letters (void)
{
  Pix *ink = pixCreate (WIDTH, HEIGHT, 1);
  for (int i = 0; i < 12; i++) {
    fill (ink, 30 + 16 * i, 40, 4, STEM);
    fill (ink, 30 + 16 * i, 34, DOT, DOT);
    if (i % 3 == 0)
      fill (ink, 30 + 16 * i, 40 + STEM + 4, DOT, DOT);
  }
  return ink;
}

static void
letters_and_their_dots_stay (void **state)
{
  g_autoptr (Pix) ink = draw_letters ();
  g_autoptr (Pix) before = pixCopy (NULL, ink);
  assert_int_equal (sohoa_grain_erase (ink), 0);
  l_int32 same = 0;
  pixEqual (ink, before, &same);
  assert_true (same);
}

static void
clouds_go (void **state)
{
  g_autoptr (Pix) ink = draw_letters ();
  g_autoptr (Pix) before = pixCopy (NULL, ink);
  guint n = 0;
  for (int x = 280; x < 380; x += 5)
    for (int y = 20 + x % 3; y < 60; y += 6) {
      fill (ink, x, y, 1 + x % 3, 1 + y % 2);
      n++;
    }
  assert_int_equal (sohoa_grain_erase (ink), n);
  l_int32 same = 0;
  pixEqual (ink, before, &same);
  assert_true (same);
}

int
main (void)
{
  cmocka_set_message_output (CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (letters_and_their_dots_stay),
    cmocka_unit_test (clouds_go),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
