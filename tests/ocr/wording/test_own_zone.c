/* test_own_zone.c - where a field may be on a page in another print: from the line of its label to the next
 * print, whichever way that moved. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../../ocr/wording/own_zone.h"
#include "words.h"

/* The blank: a label above the field, print below it and to its right. */
static const SohoaRect FIELD = {20, 46, 70, 8};

typedef struct {
  GArray *printed, *seen, *pairs, *rules;
  SohoaTemplate *template;
} Page;

static void
page_clear (Page *page)
{
  g_array_unref (page->printed);
  g_array_unref (page->seen);
  g_array_unref (page->pairs);
  g_array_unref (page->rules);
  sohoa_template_free (page->template);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

/* The same words on blank and page, each line of the page where it is put. */
static void
page_init (Page *page, double below_y, double right_x)
{
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);
  *page = (Page){sohoa_compared_words_new (), sohoa_compared_words_new (),
                 g_array_new (FALSE, FALSE, sizeof (SohoaWordPair)),
                 g_array_new (FALSE, FALSE, sizeof (SohoaRect)), sohoa_template_new ("form", "1", 1, none)};
  add_line (page->printed, 20, 40, "Nơi thường trú");
  add_line (page->printed, 20, 60, "Nghề nghiệp hiện nay");
  add_line (page->printed, 100, 48, "Điện thoại");
  add_line (page->seen, 20, 40, "Nơi thường trú");
  add_line (page->seen, 20, below_y, "Nghề nghiệp hiện nay");
  add_line (page->seen, right_x, 48, "Điện thoại");
  for (guint i = 0; i < page->printed->len; i++) {
    const SohoaWordPair pair = {i, i};
    g_array_append_val (page->pairs, pair);
  }
}

static SohoaRect
place (Page *page, SohoaZoneKind kind)
{
  SohoaZone *zone = sohoa_zone_new ("p.field", kind, SOHOA_CHARSET_TEXT, 1, &FIELD);
  sohoa_zone_set_label (zone, "Nơi thường trú:");
  g_ptr_array_add (page->template->zones, zone);
  g_autoptr (SohoaPlacing) placing =
    sohoa_placing_new (page->template, 1, page->printed, (SohoaPoint){1, 1}, page->seen, page->pairs);
  g_autoptr (SohoaZone) own = sohoa_own_zone_new (placing, zone, page->rules);
  assert_non_null (own);
  assert_string_equal (own->field, "p.field");
  assert_int_equal (own->kind, kind == SOHOA_ZONE_TEXT ? SOHOA_ZONE_TABLE_CELL : kind);
  return own->box_mm;
}

static void
text_reaches_from_its_label_to_the_next_print (void **state)
{
  static const struct {
    const char *name;
    double below_y, right_x, rule_x; /* rule_x: 0 for none */
    double top_most, bottom_most, right_most;
  } cases[] = {
    {"print where it was", 60, 100, 0, 41, 60, 100},
    {"the line below came nearer", 50, 100, 0, 41, 50, 100},
    {"the word beside came nearer", 60, 70, 0, 41, 60, 70},
    {"a rule parts them", 60, 100, 80, 41, 60, 80},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Page) page = {0};
    print_message ("# %s\n", cases[i].name);
    page_init (&page, cases[i].below_y, cases[i].right_x);
    const SohoaRect rule = {cases[i].rule_x, 30, 0.3, 40};
    if (cases[i].rule_x > 0)
      g_array_append_val (page.rules, rule);
    const SohoaRect area = place (&page, SOHOA_ZONE_TEXT);
    assert_true (area.y <= cases[i].top_most && area.y + area.h > FIELD.y + 2);
    assert_true (area.y + area.h <= cases[i].bottom_most);
    assert_true (area.x + area.w <= cases[i].right_most && area.x + area.w > 60);
    assert_true (area.x <= FIELD.x);
  }
}

/* A label in the line of the field: neither the line above nor the label is the field's. */
static void
text_behind_its_label_stays_in_its_line (void **state)
{
  g_auto (Page) page = {0};
  page_init (&page, 60, 100);
  SohoaZone *zone =
    sohoa_zone_new ("p.phone", SOHOA_ZONE_TEXT, SOHOA_CHARSET_TEXT, 1, &(SohoaRect){126, 46, 40, 7});
  sohoa_zone_set_label (zone, "Điện thoại");
  g_ptr_array_add (page.template->zones, zone);
  add_line (page.printed, 130, 38, "Thành phố");
  add_line (page.seen, 130, 38, "Thành phố");
  const SohoaWordPair above[] = {{page.printed->len - 2, page.seen->len - 2},
                                 {page.printed->len - 1, page.seen->len - 1}};
  g_array_append_vals (page.pairs, above, G_N_ELEMENTS (above));
  g_autoptr (SohoaPlacing) placing =
    sohoa_placing_new (page.template, 1, page.printed, (SohoaPoint){1, 1}, page.seen, page.pairs);
  g_autoptr (SohoaZone) own = sohoa_own_zone_new (placing, zone, page.rules);
  assert_true (own->box_mm.y == 46 && own->box_mm.h == 7);
  assert_true (own->box_mm.x == 126 && own->box_mm.w >= 40);
}

static void
a_box_only_moves (void **state)
{
  g_auto (Page) page = {0};
  page_init (&page, 50, 70);
  const SohoaRect area = place (&page, SOHOA_ZONE_CHECKBOX);
  assert_true (area.x == FIELD.x && area.y == FIELD.y && area.w == FIELD.w && area.h == FIELD.h);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (text_reaches_from_its_label_to_the_next_print),
    cmocka_unit_test (text_behind_its_label_stays_in_its_line),
    cmocka_unit_test (a_box_only_moves),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
