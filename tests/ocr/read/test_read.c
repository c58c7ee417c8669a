/* test_read.c - a page in, one reading a zone out: every kind of zone, filled and blank, gray and bilevel. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "drawing.h"

#include <string.h>

static SohoaEngine *engine;
static SohoaTemplateIndex *blanks;
static const SohoaTemplate *form;

static GBytes *
load_model (const char *language)
{
  g_autofree char *name = g_strdup_printf ("/usr/share/tesseract-ocr/5/tessdata/%s.traineddata", language);
  char *data;
  gsize size;
  assert_true (g_file_get_contents (name, &data, &size, NULL));
  return g_bytes_new_take (data, size);
}

static int
set_up (void **state)
{
  g_autoptr (GBytes) vie = load_model ("vie");
  g_autoptr (GBytes) eng = load_model ("eng");
  engine = sohoa_engine_new ("tesseract", &(SohoaOcrModels){vie, eng}, NULL);
  blanks = sohoa_template_index_new ();
  assert_true (sohoa_template_index_take (blanks, draw_template (), NULL));
  form = sohoa_template_index_lookup (blanks, "test", "2025-01-01");
  return engine == NULL;
}

static int
tear_down (void **state)
{
  sohoa_engine_free (engine);
  sohoa_template_index_free (blanks);
  return 0;
}

/* All readings of the form with the ink on it. */
static GPtrArray *
read_ink (const Ink *ink, gsize n_ink, double dpi, gboolean bilevel)
{
  g_autoptr (SohoaPage) page = draw_page (form, ink, n_ink, dpi, bilevel);
  g_autoptr (SohoaPrepared) prepared = sohoa_prepare (page, NULL);
  g_autoptr (SohoaTransform) transform = page_transform (dpi);
  const SohoaReadContext context = {
    .page = page,
    .prepared = prepared,
    .transform = transform,
    .index = blanks,
    .template = form,
    .form_page = 1,
    .engine = engine,
  };
  GPtrArray *readings = sohoa_read_page (&context, NULL);
  assert_non_null (readings);
  assert_int_equal (readings->len, form->zones->len);
  return readings;
}

static const SohoaReading *
reading_of (const GPtrArray *readings, const char *field)
{
  for (guint i = 0; i < readings->len; i++) {
    const SohoaReading *reading = g_ptr_array_index (readings, i);
    if (g_str_equal (reading->field, field))
      return reading;
  }
  fail_msg ("no reading of %s", field);
  return NULL;
}

static const Ink filled[] = {
  {.text = "Lê Thị Hòa", .x = 30, .y = 25.8},
  {.text = "Thợ mộc, phường Tân Định", .x = 34, .y = 33.8},
  {.text = "17", .x = 31, .y = 41.8},
  {.text = "04", .x = 46, .y = 41.8},
  {.text = "1986", .x = 61, .y = 41.8},
  {.text = "0", .x = 30, .y = 52.5},
  {.text = "7", .x = 37, .y = 52.5},
  {.text = "9", .x = 44, .y = 52.5},
  {.text = "2", .x = 51, .y = 52.5},
  {.text = "X", .x = 16.1, .y = 64},
  {.text = "X", .x = 91.1, .y = 64},
  {.text = "12 Trần Phú phường Hội An", .x = 22, .y = 73.8},
  {.text = "thành phố Đà Nẵng", .x = 8, .y = 81.8},
  {.text = "Sản xuất bánh", .x = 8, .y = 94.5},
  {.text = "mì và kẹo", .x = 8, .y = 100},
  {.text = "3634", .x = 10, .y = 115},
  {NULL, 72, 100, 90, 110},
  {NULL, 90, 110, 98, 98},
  {NULL, 98, 98, 104, 109},
};

static const struct {
  const char *field, *filled, *blank;
} expected[] = {
  {"name", "Lê Thị Hòa", ""},
  {"job", "Thợ mộc, phường Tân Định", ""},
  {"born", "17/04/1986", ""},
  {"number", "0792", ""},
  {"yes", "true", "false"},
  {"no", "false", "false"},
  {"sex", "Nữ", ""},
  {"home", "12 Trần Phú phường Hội An thành phố Đà Nẵng", ""},
  {"cell", "Sản xuất bánh mì và kẹo", ""},
  {"file", "3634", ""},
  {"signature", "signed", ""},
};

static void
check_all (const GPtrArray *readings, gboolean is_filled)
{
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++) {
    const SohoaReading *reading = reading_of (readings, expected[i].field);
    print_message ("%s\n", expected[i].field);
    assert_string_equal (reading->raw, is_filled ? expected[i].filled : expected[i].blank);
    assert_true (reading->confidence > 0.5 && reading->confidence <= 1);
    assert_true (
      g_str_equal (((const SohoaReading *) g_ptr_array_index (readings, i))->field, expected[i].field));
  }
}

static void
test_every_kind_of_zone_is_read (void **state)
{
  static const struct {
    double dpi;
    gboolean bilevel;
  } scans[] = {{300, FALSE}, {200, FALSE}, {300, TRUE}};
  for (gsize i = 0; i < G_N_ELEMENTS (scans); i++) {
    print_message ("%.0f dpi%s\n", scans[i].dpi, scans[i].bilevel ? ", bilevel" : "");
    g_autoptr (GPtrArray) readings = read_ink (filled, G_N_ELEMENTS (filled), scans[i].dpi, scans[i].bilevel);
    check_all (readings, TRUE);
  }
}

static void
test_nothing_is_read_on_a_blank_form (void **state)
{
  for (int bilevel = 0; bilevel < 2; bilevel++) {
    g_autoptr (GPtrArray) readings = read_ink (NULL, 0, bilevel ? 200 : 300, bilevel);
    check_all (readings, FALSE);
  }
}

static void
test_struck_words_are_no_part_of_the_value (void **state)
{
  const Ink ink[] = {{.text = "Nguyễn", .x = 30, .y = 25.8},
                     {NULL, 30, 24.6, 45.5, 24.6},
                     {.text = "Lê Thị Hòa", .x = 48, .y = 25.8}};
  g_autoptr (GPtrArray) readings = read_ink (ink, G_N_ELEMENTS (ink), 300, FALSE);
  const SohoaReading *name = reading_of (readings, "name");
  assert_string_equal (name->raw, "Lê Thị Hòa");
  assert_true (name->flags & SOHOA_READING_STRUCK);
}

/* The bars of two figures run into each other in a smeared print. */
static void
test_joined_bars_of_figures_are_no_strike (void **state)
{
  const Ink ink[] = {{.text = "444", .x = 30, .y = 25.8}, {NULL, 30.2, 24.5, 34.6, 24.5}};
  g_autoptr (GPtrArray) readings = read_ink (ink, G_N_ELEMENTS (ink), 300, FALSE);
  const SohoaReading *name = reading_of (readings, "name");
  assert_string_equal (name->raw, "444");
  assert_false (name->flags & SOHOA_READING_STRUCK);
}

static void
test_writing_is_followed_beyond_its_zone (void **state)
{
  const Ink ink[] = {
    {.text = "Công Tằng Tôn Nữ Thị Hòa Bình Minh", .x = 30, .y = 25.8}}; /* the zone ends at 98 mm */
  g_autoptr (GPtrArray) readings = read_ink (ink, G_N_ELEMENTS (ink), 300, FALSE);
  assert_string_equal (reading_of (readings, "name")->raw, ink[0].text);
  assert_true (reading_of (readings, "name")->flags & SOHOA_READING_OVERFLOW);
}

static void
test_a_neighbour_is_not_read (void **state)
{
  const Ink ink[] = {{.text = "gggg yyyy", .x = 34, .y = 33.8}}; /* hangs into the line below */
  g_autoptr (GPtrArray) readings = read_ink (ink, G_N_ELEMENTS (ink), 300, FALSE);
  assert_string_equal (reading_of (readings, "name")->raw, "");
  assert_string_equal (reading_of (readings, "born")->raw, "");
}

/* The cell is 16 mm high; folds go through it. */
static void
test_a_fold_goes_and_a_long_stroke_of_large_writing_stays (void **state)
{
  const Ink ink[] = {
    {NULL, 12, 91, 12, 101}, {NULL, 18, 91, 18, 101}, {NULL, 12, 96, 18, 96}, {NULL, 40, 80, 40, 120}};
  g_autoptr (GPtrArray) readings = read_ink (ink, G_N_ELEMENTS (ink), 300, FALSE);
  assert_string_equal (reading_of (readings, "cell")->raw, "H");
}

static void
test_large_writing_reaches_beyond_its_place (void **state)
{
  const Ink ink[] = {{.text = "5798", .x = 10, .y = 106, .y2 = 16}}; /* the cell ends at 104 mm */
  g_autoptr (GPtrArray) readings = read_ink (ink, G_N_ELEMENTS (ink), 300, FALSE);
  assert_string_equal (reading_of (readings, "cell")->raw, "5798");
}

static void
test_a_lone_stroke_is_no_line_of_a_cell (void **state)
{
  const Ink ink[] = {{.text = "mì và kẹo", .x = 8, .y = 101}, {NULL, 30, 89.5, 30.3, 93.5}};
  g_autoptr (GPtrArray) readings = read_ink (ink, G_N_ELEMENTS (ink), 300, FALSE);
  const SohoaReading *cell = reading_of (readings, "cell");
  assert_string_equal (cell->raw, "mì và kẹo");
  assert_true (cell->confidence > 0.5);
  assert_true (cell->flags & SOHOA_READING_DOUBTFUL);
  const Ink figures[] = {{.text = "1", .x = 8, .y = 95}, {.text = "1", .x = 8, .y = 101}};
  g_autoptr (GPtrArray) others = read_ink (figures, G_N_ELEMENTS (figures), 300, FALSE);
  assert_string_equal (reading_of (others, "cell")->raw, "1 1");
}

static void
test_a_number_ends_where_something_else_stands_beside_it (void **state)
{
  const Ink ink[] = {
    {NULL, 8, 110, 8.5, 116}, {.text = "3634", .x = 20, .y = 115}, {.text = "CRM 20", .x = 42, .y = 115}};
  g_autoptr (GPtrArray) readings = read_ink (ink, G_N_ELEMENTS (ink), 300, FALSE);
  const SohoaReading *file = reading_of (readings, "file");
  assert_string_equal (file->raw, "3634");
  assert_true (file->flags & SOHOA_READING_DOUBTFUL);
}

static void
test_a_blank_cell_is_a_space (void **state)
{
  const Ink ink[] = {
    {.text = "0", .x = 30, .y = 52.5}, {.text = "9", .x = 44, .y = 52.5}, {.text = "2", .x = 51, .y = 52.5}};
  g_autoptr (GPtrArray) readings = read_ink (ink, G_N_ELEMENTS (ink), 300, FALSE);
  assert_string_equal (reading_of (readings, "number")->raw, "0 92");
}

static void
test_marks_between_empty_and_ticked_are_doubtful (void **state)
{
  static const struct {
    const char *name;
    Ink ink[2];
    gsize n;
    const char *raw;
    gboolean doubtful;
  } cases[] = {
    {"cross", {{NULL, 42, 60, 47, 65}, {NULL, 47, 60, 42, 65}}, 2, "true", FALSE},
    {"tick that leaves the box", {{NULL, 42.5, 62, 44, 65}, {NULL, 44, 65, 50, 58}}, 2, "true", FALSE},
    {"stroke that passes through", {{NULL, 39, 69, 50, 56}}, 1, "true", TRUE},
    {"touch of the corner", {{NULL, 45, 66, 48, 63.6}}, 1, "false", FALSE},
    {"short dash", {{NULL, 44, 62.5, 45.6, 62.5}}, 1, "false", TRUE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("%s\n", cases[i].name);
    g_autoptr (GPtrArray) readings = read_ink (cases[i].ink, cases[i].n, 300, FALSE);
    const SohoaReading *no = reading_of (readings, "no");
    assert_string_equal (no->raw, cases[i].raw);
    assert_int_equal ((no->flags & SOHOA_READING_DOUBTFUL) != 0, cases[i].doubtful);
  }
}

static void
test_two_ticks_in_a_choice_are_doubtful (void **state)
{
  const Ink ink[] = {{.text = "X", .x = 69.1, .y = 64}, {.text = "X", .x = 91.1, .y = 64}};
  g_autoptr (GPtrArray) readings = read_ink (ink, G_N_ELEMENTS (ink), 300, FALSE);
  assert_true (reading_of (readings, "sex")->flags & SOHOA_READING_DOUBTFUL);
  assert_true (reading_of (readings, "sex")->alternatives->len > 0);
}

static void
test_words_of_a_born_digital_page_are_believed (void **state)
{
  double px = 300 / 25.4;
  g_autoptr (SohoaPage) page = draw_page (form, NULL, 0, 300, FALSE);
  g_autoptr (SohoaPrepared) prepared = sohoa_prepare (page, NULL);
  g_autoptr (SohoaTransform) transform = page_transform (300);
  static const struct {
    const char *text;
    double x, y;
  } words[] = {{"Họ", 8, 25},  {"Đỗ", 34, 24}, {"Ân", 40, 24},
               {"05", 33, 40}, {"11", 48, 40}, {"1999", 64, 40}};
  page->words = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_word_free);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    SohoaWord *word = g_new0 (SohoaWord, 1);
    *word = (SohoaWord){g_strdup (words[i].text), words[i].x * px - 10, words[i].y * px - 10, 20, 20};
    g_ptr_array_add (page->words, word);
  }
  const SohoaReadContext context = {
    .page = page,
    .prepared = prepared,
    .transform = transform,
    .index = blanks,
    .template = form,
    .form_page = 1,
    .engine = engine,
  };
  g_autoptr (GPtrArray) readings = sohoa_read_page (&context, NULL);
  assert_string_equal (reading_of (readings, "name")->raw, "Đỗ Ân");
  assert_string_equal (reading_of (readings, "name")->method, "text-layer");
  assert_string_equal (reading_of (readings, "born")->raw, "05/11/1999");
  assert_string_equal (reading_of (readings, "job")->raw, "");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_every_kind_of_zone_is_read),
    cmocka_unit_test (test_nothing_is_read_on_a_blank_form),
    cmocka_unit_test (test_struck_words_are_no_part_of_the_value),
    cmocka_unit_test (test_joined_bars_of_figures_are_no_strike),
    cmocka_unit_test (test_writing_is_followed_beyond_its_zone),
    cmocka_unit_test (test_a_neighbour_is_not_read),
    cmocka_unit_test (test_a_fold_goes_and_a_long_stroke_of_large_writing_stays),
    cmocka_unit_test (test_large_writing_reaches_beyond_its_place),
    cmocka_unit_test (test_a_lone_stroke_is_no_line_of_a_cell),
    cmocka_unit_test (test_a_number_ends_where_something_else_stands_beside_it),
    cmocka_unit_test (test_a_blank_cell_is_a_space),
    cmocka_unit_test (test_marks_between_empty_and_ticked_are_doubtful),
    cmocka_unit_test (test_two_ticks_in_a_choice_are_doubtful),
    cmocka_unit_test (test_words_of_a_born_digital_page_are_believed),
  };
  return cmocka_run_group_tests (tests, set_up, tear_down);
}
