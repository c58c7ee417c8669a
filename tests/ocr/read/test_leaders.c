/* test_leaders.c - leader dots go, writing stays, down to the pixel. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "leaders.h"

enum { WIDTH = 600, HEIGHT = 90, DOT = 4, PITCH = 11, ROW = 60, N_DOTS = 40 };

static void
fill (Pix *pix, int x, int y, int w, int h)
{
  pixRasterop (pix, x, y, w, h, PIX_SET, NULL, 0, 0);
}

static int
count (Pix *pix, int x, int y, int w, int h)
{
  g_autoptr (Box) box = boxCreate (x, y, w, h);
  g_autoptr (Pix) clip = pixClipRectangle (pix, box, NULL);
  l_int32 n = 0;
  pixCountPixels (clip, &n, NULL);
  return n;
}

static int
dot_x (int i)
{
  return 50 + PITCH * i;
}

static Pix *
draw_dots (int first, int last)
{
  Pix *pix = pixCreate (WIDTH, HEIGHT, 1);
  for (int i = first; i < last; i++)
    fill (pix, dot_x (i), ROW, DOT, DOT);
  return pix;
}

/* Ink as black as can be, and nothing beside it. */
static void
erase (Pix *ink, Pix *dots)
{
  g_autoptr (Pix) gray = pixConvert1To8 (NULL, ink, 255, 0);
  sohoa_leader_erase (ink, gray, dots);
}

static void
test_dots_that_stand_alone_go (void **state)
{
  g_autoptr (Pix) dots = draw_dots (0, N_DOTS);
  g_autoptr (Pix) ink = draw_dots (0, N_DOTS);
  erase (ink, dots);
  assert_int_equal (count (ink, 0, 0, WIDTH, HEIGHT), 0);
}

static void
test_writing_without_dots_loses_nothing (void **state)
{
  g_autoptr (Pix) dots = draw_dots (0, N_DOTS);
  g_autoptr (Pix) ink = pixCreate (WIDTH, HEIGHT, 1);
  for (int i = 0; i < 10; i++) /* letters that stand on the row of the erased leader */
    fill (ink, 60 + 30 * i, 30, 15, ROW + 3 - 30);
  g_autoptr (Pix) before = pixCopy (NULL, ink);
  l_int32 same = 0;
  erase (ink, dots);
  pixEqual (ink, before, &same);
  assert_true (same);
}

static void
test_letters_keep_their_feet_and_lose_the_dots (void **state)
{
  g_autoptr (Pix) dots = draw_dots (0, N_DOTS);
  g_autoptr (Pix) ink = draw_dots (0, N_DOTS);
  int foot = ROW + 2; /* two rows of each dot lie above the foot of the writing, two below */
  for (int i = 0; i < 12; i++)
    fill (ink, 150 + 15 * i, 30, 4, foot - 30);
  erase (ink, dots);
  for (int i = 0; i < 12; i++)
    assert_int_equal (count (ink, 150 + 15 * i, 30, 4, foot - 30), 4 * (foot - 30));
  assert_int_equal (count (ink, 0, foot, WIDTH, HEIGHT - foot), 0);
}

static void
test_descenders_cross_the_leader (void **state)
{
  g_autoptr (Pix) dots = draw_dots (0, N_DOTS);
  g_autoptr (Pix) ink = draw_dots (0, N_DOTS);
  fill (ink, dot_x (8), 30, 4, 50); /* a long stroke right through a dot */
  erase (ink, dots);
  assert_int_equal (count (ink, dot_x (8), 30, 4, 50), 200);
}

static void
test_a_dot_that_was_written_stays (void **state)
{
  g_autoptr (Pix) dots = draw_dots (0, N_DOTS);
  g_autoptr (Pix) ink = draw_dots (0, N_DOTS);
  fill (ink, dot_x (10) - 8, 25, 20, 29);    /* a letter that ends above the leader */
  fill (ink, dot_x (10) - 1, ROW - 2, 6, 8); /* and the dot below it, on a printed one */
  fill (ink, dot_x (30) - 1, ROW - 2, 6, 8); /* the same without a letter: dirt */
  erase (ink, dots);
  assert_true (count (ink, dot_x (10) - 1, ROW - 2, 6, 8) >= 40);
  assert_int_equal (count (ink, dot_x (30) - 1, ROW - 2, 6, 8), 0);
}

/* Twelve equal dots under a letter, on a scan whose dots differ by `noise` percent; the ninth has more gray
 * above it.
 */
static int
kept_of_hidden_dot (int noise)
{
  g_autoptr (Pix) dots = draw_dots (0, N_DOTS);
  g_autoptr (Pix) ink = draw_dots (0, N_DOTS);
  g_autoptr (Pix) gray = pixConvert1To8 (NULL, ink, 255, 0);
  for (int i = 0; i < N_DOTS; i++)
    pixSetPixel (gray, dot_x (i) + 1, ROW + DOT, 255 - 16 * 255 * noise * (i % 3) / 200);
  fill (ink, dot_x (6), 25, dot_x (12) - dot_x (6), 29);
  for (int x = 0; x < DOT; x++)
    pixSetPixel (gray, dot_x (9) + x, ROW - 1, 155);
  sohoa_leader_erase (ink, gray, dots);
  return count (ink, 0, ROW, WIDTH, DOT);
}

static void
test_a_dot_behind_a_printed_one_shows_by_its_darkness (void **state)
{
  assert_int_equal (kept_of_hidden_dot (0), DOT * DOT);
  assert_int_equal (kept_of_hidden_dot (5), 0);
}

static void
test_a_moved_leader_goes_and_three_stops_stay (void **state)
{
  g_autoptr (Pix) ink = draw_dots (0, 10);
  for (int i = 0; i < 3; i++)
    fill (ink, 400 + PITCH * i, ROW, DOT, DOT);
  sohoa_leader_erase_moved (ink);
  assert_int_equal (count (ink, 0, 0, 300, HEIGHT), 0);
  assert_int_equal (count (ink, 390, 0, 100, HEIGHT), 3 * DOT * DOT);
}

static void
test_only_rows_of_dots_are_leaders (void **state)
{
  g_autoptr (Pix) print = draw_dots (0, 20);
  fill (print, 400, ROW - 30, 20, 30); /* a letter */
  fill (print, 450, ROW, 5, 7);        /* a comma on its own */
  Pix *dots, *solid;
  sohoa_leader_split (print, &dots, &solid);
  assert_int_equal (count (dots, 0, 0, WIDTH, HEIGHT), 20 * DOT * DOT);
  assert_int_equal (count (solid, 0, 0, WIDTH, HEIGHT), 600 + 35);
  pixDestroy (&dots);
  pixDestroy (&solid);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_dots_that_stand_alone_go),
    cmocka_unit_test (test_writing_without_dots_loses_nothing),
    cmocka_unit_test (test_letters_keep_their_feet_and_lose_the_dots),
    cmocka_unit_test (test_descenders_cross_the_leader),
    cmocka_unit_test (test_a_dot_that_was_written_stays),
    cmocka_unit_test (test_a_dot_behind_a_printed_one_shows_by_its_darkness),
    cmocka_unit_test (test_a_moved_leader_goes_and_three_stops_stay),
    cmocka_unit_test (test_only_rows_of_dots_are_leaders),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
