/* test_sheets.c - several sheets in one picture are noticed; one sheet is one, whatever lies on or about it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "sheets.h"

enum { WIDTH = 1200, HEIGHT = 900, DESK = 90, PAPER = 225 };

static void
fill (Pix *pix, int x, int y, int w, int h, guint8 gray)
{
  for (int row = MAX (0, y); row < MIN (y + h, pixGetHeight (pix)); row++)
    for (int column = MAX (0, x); column < MIN (x + w, pixGetWidth (pix)); column++)
      SET_DATA_BYTE (pixGetData (pix) + (gsize) row * (gsize) pixGetWpl (pix), column, gray);
}

/* A sheet with lines of writing; gray: its paper. */
static void
draw_sheet (Pix *pix, int x, int y, int w, int h, guint8 gray)
{
  fill (pix, x, y, w, h, gray);
  for (int line = y + 40; line + 40 < y + h; line += 30)
    for (int word = x + 30; word + 60 < x + w; word += 55)
      fill (pix, word, line, 40, 10, (guint8) (gray / 4));
}

static void
draw_one (Pix *pix)
{
  draw_sheet (pix, 250, 40, 580, 820, PAPER);
}

static void
draw_two (Pix *pix)
{
  draw_sheet (pix, 20, 40, 560, 800, PAPER);
  draw_sheet (pix, 620, 60, 560, 790, PAPER - 20);
}

static void
draw_two_in_uneven_light (Pix *pix)
{
  draw_two (pix);
  for (int y = 0; y < HEIGHT; y++) {
    l_uint32 *row = pixGetData (pix) + (gsize) y * (gsize) pixGetWpl (pix);
    for (int x = 0; x < WIDTH; x++)
      SET_DATA_BYTE (row, x, (guint8) (GET_DATA_BYTE (row, x) * (WIDTH + x) / (2 * WIDTH)));
  }
}

static void
draw_a_large_and_a_small_one (Pix *pix)
{
  draw_sheet (pix, 20, 40, 620, 830, PAPER);
  draw_sheet (pix, 700, 300, 440, 330, PAPER);
}

static void
draw_one_beside_a_card (Pix *pix)
{
  draw_sheet (pix, 20, 40, 700, 830, PAPER);
  fill (pix, 900, 300, 190, 120, PAPER);
}

static void
draw_one_with_fingers_and_a_cut_corner (Pix *pix)
{
  draw_one (pix);
  fill (pix, 250, 40, 120, 150, DESK);
  fill (pix, 740, 400, 120, 60, 140);
  fill (pix, 400, 780, 70, 120, 140);
}

static void
draw_one_with_a_broad_rule (Pix *pix)
{
  draw_one (pix);
  fill (pix, 270, 400, 540, 14, 20);
}

static void
draw_a_scan (Pix *pix)
{
  draw_sheet (pix, 0, 0, WIDTH, HEIGHT, 250);
}

static void
draw_a_gray_scan_with_pictures (Pix *pix)
{
  draw_a_scan (pix);
  fill (pix, 100, 100, 400, 300, 120);
  fill (pix, 600, 500, 400, 300, 60);
}

static void
test_sheets_apart_are_several (void **state)
{
  const struct {
    const char *name;
    void (*draw) (Pix *pix);
    gboolean several;
  } cases[] = {
    {"one on a desk", draw_one, FALSE},
    {"two side by side", draw_two, TRUE},
    {"two, one in the shade", draw_two_in_uneven_light, TRUE},
    {"one of A4 and one of A5", draw_a_large_and_a_small_one, TRUE},
    {"one and a visiting card", draw_one_beside_a_card, FALSE},
    {"one with fingers and without a corner", draw_one_with_fingers_and_a_cut_corner, FALSE},
    {"one with a broad rule across", draw_one_with_a_broad_rule, FALSE},
    {"a scan", draw_a_scan, FALSE},
    {"a scan with pictures", draw_a_gray_scan_with_pictures, FALSE},
    {"nothing but the desk", NULL, FALSE},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("# %s\n", cases[i].name);
    g_autoptr (Pix) pix = pixCreate (WIDTH, HEIGHT, 8);
    fill (pix, 0, 0, WIDTH, HEIGHT, DESK);
    if (cases[i].draw)
      cases[i].draw (pix);
    assert_int_equal (sohoa_sheets_several (pix), cases[i].several);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_sheets_apart_are_several),
  };
  setMsgSeverity (L_SEVERITY_NONE);
  return cmocka_run_group_tests (tests, NULL, NULL);
}
