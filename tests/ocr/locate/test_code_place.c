/* test_code_place.c - the code of a filled-in copy has a place where nothing is printed and nobody writes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../ocr/locate/code_place.h"

enum { DPI = 100, WIDTH = 827, HEIGHT = 1169 }; /* A4 */

static Pix *
paper (void)
{
  Pix *pix = pixCreate (WIDTH, HEIGHT, 8);
  pixSetAll (pix);
  return pix;
}

static void
print_on (Pix *pix, const SohoaRect *mm)
{
  const double px = DPI / 25.4;
  g_autoptr (Box) box =
    boxCreate ((int) (mm->x * px), (int) (mm->y * px), (int) (mm->w * px), (int) (mm->h * px));
  pixClearInRect (pix, box);
}

static SohoaTemplate *
template_with (const SohoaRect *zone)
{
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);
  SohoaTemplate *template = sohoa_template_new ("test", "1", 1, none);
  if (zone != NULL)
    g_ptr_array_add (template->zones, sohoa_zone_new ("a", SOHOA_ZONE_TEXT, SOHOA_CHARSET_TEXT, 1, zone));
  return template;
}

static gboolean
overlap (const SohoaRect *a, const SohoaRect *b)
{
  return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h + SOHOA_CODE_CAPTION_MM &&
         b->y < a->y + a->h;
}

static gboolean
find (Pix *paper, const SohoaTemplate *template, guint form_page, SohoaRect *ret_mm)
{
  g_autoptr (SohoaPlane) plane = sohoa_plane_new (paper);
  return sohoa_code_place_find (plane, DPI, template, form_page, ret_mm);
}

static void
test_the_place_is_near_a_corner_and_clear_of_print_and_zones (void **state)
{
  static const SohoaRect print = {0, 0, 210, 60}, zone = {0, 60, 150, 237};
  g_autoptr (Pix) pix = paper ();
  g_autoptr (SohoaTemplate) empty = template_with (NULL);
  g_autoptr (SohoaTemplate) taken = template_with (&zone);
  SohoaRect place;
  assert_true (find (pix, empty, 1, &place));
  assert_true (place.x == 10 && place.y == 10);
  print_on (pix, &print);
  assert_true (find (pix, taken, 1, &place));
  assert_false (overlap (&place, &print));
  assert_false (overlap (&place, &zone));
  assert_true (place.x + place.w <= 200 && place.y + place.h <= 287);
  /* zones of other pages do not matter */
  assert_true (find (pix, taken, 2, &place));
  assert_true (place.x == 10);
}

static void
test_a_page_that_is_full_has_none (void **state)
{
  static const SohoaRect all = {0, 0, 210, 297};
  g_autoptr (Pix) pix = paper ();
  g_autoptr (SohoaTemplate) template = template_with (&all);
  SohoaRect place;
  assert_false (find (pix, template, 1, &place));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_the_place_is_near_a_corner_and_clear_of_print_and_zones),
    cmocka_unit_test (test_a_page_that_is_full_has_none),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
