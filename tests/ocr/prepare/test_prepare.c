/* test_prepare.c - cleaning takes specks and leaves dots that belong to something; blank means nobody wrote.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "prepare.h"

enum { DPI = 200, WIDTH = 1654, HEIGHT = 2339 };

static SohoaPrepared *
prepare (Pix *pix)
{
  g_autoptr (SohoaPage) page = sohoa_page_new (pix, DPI, DPI);
  SohoaPrepared *prepared = sohoa_prepare (page, NULL);
  assert_non_null (prepared);
  return prepared;
}

static void
fill (Pix *pix, int x, int y, int width, int height, guint gray)
{
  g_autoptr (Box) box = boxCreate (x, y, width, height);
  pixSetInRectArbitrary (pix, box, gray);
}

static Pix *
paper (int depth)
{
  Pix *pix = pixCreate (WIDTH, HEIGHT, depth);
  if (depth == 8)
    pixSetAllArbitrary (pix, 240);
  return pix;
}

static guint
gray_at (const SohoaPrepared *prepared, int x, int y)
{
  l_uint32 gray;
  assert_int_equal (pixGetPixel (prepared->gray, x, y, &gray), 0);
  return gray;
}

static void
test_specks_go_and_dots_stay (void **state)
{
  Pix *pix = paper (1);
  fill (pix, 500, 500, 12, 18, 1); /* a letter */
  fill (pix, 505, 521, 3, 3, 1);   /* the dot under it */
  for (int i = 0; i < 20; i++)
    fill (pix, 800 + 7 * i, 520, 2, 2, 1); /* leaders */
  fill (pix, 300, 900, 3, 3, 1);           /* a speck */
  fill (pix, 350, 950, 1, 1, 1);           /* dust */
  fill (pix, 506, 508, 1, 1, 0);           /* a pinhole in the letter */
  g_autoptr (SohoaPrepared) prepared = prepare (pix);
  assert_true (prepared->bilevel);
  assert_int_equal (gray_at (prepared, 506, 522), 0);
  assert_int_equal (gray_at (prepared, 800 + 7 * 10, 520), 0);
  assert_int_equal (gray_at (prepared, 301, 901), 255);
  assert_int_equal (gray_at (prepared, 350, 950), 255);
  assert_int_equal (gray_at (prepared, 506, 508), 0);
}

static void
test_two_grays_are_bilevel_and_three_are_not (void **state)
{
  Pix *two = paper (8), *three = paper (8);
  fill (two, 400, 400, 60, 60, 10);
  fill (three, 400, 400, 60, 60, 10);
  fill (three, 600, 400, 60, 60, 90);
  g_autoptr (SohoaPrepared) black_and_white = prepare (two), gray = prepare (three);
  assert_true (black_and_white->bilevel);
  assert_int_equal (gray_at (black_and_white, 410, 410), 0);
  assert_int_equal (gray_at (black_and_white, 300, 300), 255);
  assert_false (gray->bilevel);
  assert_int_equal (gray_at (gray, 610, 410), 90);
}

/* Words as bars of letters, of one gray. */
static void
write_lines (Pix *pix, guint gray)
{
  for (int line = 0; line < 20; line++)
    for (int letter = 0; letter < 40; letter++)
      fill (pix, 250 + 28 * letter, 300 + 70 * line, 16, 22, gray);
}

static void
draw_nothing (Pix *pix)
{
  (void) pix;
}
static void
draw_other_side (Pix *pix)
{
  write_lines (pix, 195);
}
static void
draw_writing (Pix *pix)
{
  write_lines (pix, 90);
}

static void
draw_dirt (Pix *pix)
{
  fill (pix, 0, 0, WIDTH, 40, 15); /* lid */
  fill (pix, 0, 0, 30, HEIGHT, 15);
  fill (pix, 0, 1200, WIDTH, 3, 80);  /* fold */
  fill (pix, 700, 0, 2, HEIGHT, 120); /* dust on the glass */
  fill (pix, 80, 1000, 47, 47, 20);   /* punch holes */
  fill (pix, 80, 1400, 47, 47, 20);
  fill (pix, 500, 70, 47, 47, 20); /* of a page that lies on its side */
  fill (pix, 1130, 70, 47, 47, 20);
  for (int i = 0; i < 300; i++)
    fill (pix, 100 + (i * 541) % 1400, 100 + (i * 977) % 2100, 2, 2, 30);
}

/* Two that meet, a little askew, and two that cross. */
static void
draw_folds_that_meet (Pix *pix)
{
  for (int i = 0; i < 10; i++)
    fill (pix, 1200 + i / 2, 100 + 20 * i, 3, 20, 60);
  fill (pix, 1168, 100, 34, 3, 60);
  fill (pix, 400, 900, 94, 4, 60);
  fill (pix, 440, 885, 3, 34, 60);
}

/* What shines through in black and white: clots among specks. */
static void
draw_clouds (Pix *pix)
{
  for (int clot = 0; clot < 20; clot++) {
    int x = 300 + 130 * (clot % 5), y = 600 + 130 * (clot / 5);
    fill (pix, x, y, 14, 11, 30);
    for (int i = 0; i < 12 * 12; i++)
      fill (pix, x - 40 + 8 * (i % 12) + i % 3, y - 40 + 8 * (i / 12) + i % 2, 2, 2, 30);
  }
}

static void
draw_a_stamp (Pix *pix)
{
  fill (pix, 600, 1500, 300, 8, 90);
  fill (pix, 600, 1640, 300, 8, 90);
  fill (pix, 600, 1500, 8, 148, 90);
  fill (pix, 892, 1500, 8, 148, 90);
  for (int i = 0; i < 8; i++)
    fill (pix, 630 + 30 * i, 1550, 14, 40, 90);
}

static void
test_blank_means_that_nobody_wrote (void **state)
{
  const struct {
    const char *name;
    void (*draw) (Pix *pix);
    gboolean blank;
  } cases[] = {
    {"empty", draw_nothing, TRUE},
    {"print of the other side, a fifth as dark", draw_other_side, TRUE},
    {"borders, folds, dust, holes, specks", draw_dirt, TRUE},
    {"folds that meet and cross", draw_folds_that_meet, TRUE},
    {"clots of print that shines through", draw_clouds, TRUE},
    {"a stamp", draw_a_stamp, FALSE},
    {"writing", draw_writing, FALSE},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("# %s\n", cases[i].name);
    Pix *pix = paper (8);
    fill (pix, 10, 2300, 5, 5, 230); /* a third gray, or it would count as black and white */
    fill (pix, 20, 2300, 5, 5, 235);
    cases[i].draw (pix);
    g_autoptr (SohoaPrepared) prepared = prepare (pix);
    assert_int_equal (prepared->blank, cases[i].blank);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_specks_go_and_dots_stay),
    cmocka_unit_test (test_two_grays_are_bilevel_and_three_are_not),
    cmocka_unit_test (test_blank_means_that_nobody_wrote),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
