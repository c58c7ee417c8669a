/* test_line_text.c - what leaders leave behind in a line, and what they hide. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "line_text.h"

static void
clear_glyph (gpointer data)
{
  SohoaGlyph *glyph = data;
  g_free (glyph->text);
  g_clear_pointer (&glyph->choices, g_ptr_array_unref);
}

/* A line as a recognizer builds it: one glyph a character; '~' makes the next one doubtful, '^' sure. */
static SohoaLine *
line_of (const char *text)
{
  SohoaLine *line = g_new0 (SohoaLine, 1);
  line->text = g_strdup (text);
  line->glyphs = g_array_new (FALSE, TRUE, sizeof (SohoaGlyph));
  g_array_set_clear_func (line->glyphs, clear_glyph);
  line->confidence = 0.5;
  double confidence = 0.9;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    if (*p == '~') {
      confidence = 0.5;
      continue;
    }
    if (*p == '^') {
      confidence = 1;
      continue;
    }
    SohoaGlyph glyph = {.confidence = confidence, .x0 = -1, .x1 = -1};
    glyph.text = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));
    g_array_append_val (line->glyphs, glyph);
    confidence = 0.9;
  }
  return line;
}

static void
leftovers_go_from_both_ends (void **state)
{
  static const struct {
    const char *read, *value;
  } cases[] = {
    {"Lê Thị Bé", "Lê Thị Bé"},
    {"Lê Thị Bé.", "Lê Thị Bé"},
    {"-Lê Thị Bé . ———", "Lê Thị Bé"},
    {"... 12 Hàng Bài,", "12 Hàng Bài"},
    {"( ) Lê Thị Bé", "Lê Thị Bé"},
    {"P. Hàng Bài, TP. Huế", "P. Hàng Bài, TP. Huế"},
    {"(+84) 912", "(+84) 912"},
    {"An Phú (mới)", "An Phú (mới)"},
    {"Hàng - Bài", "Hàng - Bài"},
    {"12 Hàng Bài^,", "12 Hàng Bài,"},
    {"nơi cấp^:", "nơi cấp:"},
    {"12 Hàng Bài ^,", "12 Hàng Bài"},
    {"12 Hàng Bài^.", "12 Hàng Bài"},
    {"^, 12 Hàng Bài", "12 Hàng Bài"},
    {"12 Hàng Bài, TP^.", "12 Hàng Bài, TP."},
    {"— . —", ""},
    {"", ""},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    SohoaLine *line = line_of (cases[i].read);
    sohoa_line_trim (line, FALSE);
    assert_string_equal (line->text, cases[i].value);
    sohoa_line_free (line);
  }
}

/* A full stop that is surely read after a word stays where sentences and abbreviations are written. */
static void
full_stops_stay_where_they_may (void **state)
{
  static const struct {
    const char *read, *may_stop, *may_not;
  } cases[] = {
    {"Ngoc Lan Trading Co^.", "Ngoc Lan Trading Co.", "Ngoc Lan Trading Co"},
    {"Ngoc Lan Trading Co.", "Ngoc Lan Trading Co", "Ngoc Lan Trading Co"},
    {"Ngoc Lan ^.", "Ngoc Lan", "Ngoc Lan"},
    {"Ngoc Lan^.^.^.", "Ngoc Lan.", "Ngoc Lan"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int may_stop = 0; may_stop < 2; may_stop++) {
      SohoaLine *line = line_of (cases[i].read);
      sohoa_line_trim (line, may_stop);
      assert_string_equal (line->text, may_stop ? cases[i].may_stop : cases[i].may_not);
      sohoa_line_free (line);
    }
}

static void
a_lone_letter_must_be_surely_read (void **state)
{
  static const struct {
    const char *read;
    gboolean is_stray;
  } cases[] = {{"N", TRUE}, {"~ị", TRUE}, {"^X", FALSE}, {"7", FALSE}, {"~An", FALSE}, {"", FALSE}};
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    SohoaLine *line = line_of (cases[i].read);
    assert_int_equal (sohoa_line_is_stray (line), cases[i].is_stray);
    sohoa_line_free (line);
  }
}

static void
the_confidence_is_that_of_what_stays (void **state)
{
  SohoaLine *line = line_of ("Bé ~—");
  sohoa_line_trim (line, FALSE);
  assert_float_equal (line->confidence, 0.9, 1e-9);
  sohoa_line_free (line);
  line = line_of ("B~é .");
  sohoa_line_trim (line, FALSE);
  assert_float_equal (line->confidence, 0.5, 1e-9);
  sohoa_line_free (line);
}

static void
syllables_that_need_a_tone_get_the_hidden_dot (void **state)
{
  static const struct {
    const char *name, *read, *value;
  } cases[] = {
    {"two vowels", "Viêt Nam", "Việt Nam"},
    {"one vowel", "Ngoc", "Ngọc"},
    {"two letters of stop", "sach", "sạch"},
    {"capitals", "VIÊT", "VIỆT"},
    {"horned vowels", "đươc", "được"},
    {"a tone is there", "tóc cất", "tóc cất"},
    {"no stop at the end", "Trong hô Đinh Anh", "Trong hô Đinh Anh"},
    {"no vowel", "CT CCCT", "CT CCCT"},
    {"more than one syllable", "Internet", "Internet"},
    {"several consonants at the end", "Start", "Start"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("# %s\n", cases[i].name);
    SohoaLine *line = line_of (cases[i].read);
    sohoa_line_restore_dots (line);
    assert_string_equal (line->text, cases[i].value);
    sohoa_line_free (line);
  }
}

static void
zeros_in_words_are_letters (void **state)
{
  static const struct {
    const char *read, *value;
  } cases[] = {
    {"28/55 Nguyễn 0anh", "28/55 Nguyễn Oanh"},
    {"H0àng", "HOàng"},
    {"Ho0ng", "Hoong"},
    {"132A 10B", "132A 10B"},
    {"KTS-00097 HCM0", "KTS-00097 HCM0"},
    {"a0", "a0"},
    {"Q10ba", "Q10ba"},
    {"0", "0"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    SohoaLine *line = line_of (cases[i].read);
    sohoa_line_settle_zeros (line);
    assert_string_equal (line->text, cases[i].value);
    sohoa_line_free (line);
  }
}

static void
what_was_read_stays_as_a_choice (void **state)
{
  SohoaLine *line = line_of ("Ngoc");
  sohoa_line_restore_dots (line);
  const SohoaGlyph *glyph = &g_array_index (line->glyphs, SohoaGlyph, 2);
  assert_string_equal (glyph->text, "ọ");
  assert_int_equal (glyph->choices->len, 1);
  assert_string_equal (((const SohoaAlternative *) g_ptr_array_index (glyph->choices, 0))->raw, "o");
  sohoa_line_free (line);
}

typedef void (*Settle) (SohoaLine *line);

static void
numbers_and_addresses_are_spelled_as_such (void **state)
{
  static const struct {
    Settle settle;
    const char *read, *value;
  } cases[] = {
    {sohoa_line_restore_stops, "50.000 000 đồng", "50.000.000 đồng"},
    {sohoa_line_restore_stops, "0912 345.678", "0912.345.678"},
    {sohoa_line_restore_stops, "0912 345 678", "0912 345 678"},
    {sohoa_line_restore_stops, "12.345 6789", "12.345 6789"},
    {sohoa_line_restore_stops, "số 120 345 đường 2.9", "số 120 345 đường 2.9"},
    {sohoa_line_close_numbers, "0912.345. 678", "0912.345.678"},
    {sohoa_line_close_numbers, "166, 0", "166,0"},
    {sohoa_line_close_numbers, "12 345", "12 345"},
    {sohoa_line_settle_ones, "ha.1e91@example.vn", "ha.le91@example.vn"},
    {sohoa_line_settle_ones, "1y11a@example.vn", "ly11a@example.vn"},
    {sohoa_line_settle_ones, "an1@example.vn", "an1@example.vn"},
    {sohoa_line_close_slashes, "04 /30/2010", "04/30/2010"},
    {sohoa_line_close_slashes, "04/30/ 2010", "04/30/2010"},
    {sohoa_line_close_slashes, "and / or 4 / B", "and / or 4 / B"},
    {sohoa_line_settle_bars, "!NDIGO |LAN Ltd", "INDIGO ILAN Ltd"},
    {sohoa_line_settle_bars, "Hello! Lan |4", "Hello! Lan |4"},
    {sohoa_line_settle_marks, "Qu~ébec, F~èvrier", "Quebec, Fevrier"},
    {sohoa_line_settle_marks, "Qu^ébec", "Québec"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    SohoaLine *line = line_of (cases[i].read);
    cases[i].settle (line);
    assert_string_equal (line->text, cases[i].value);
    sohoa_line_free (line);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (leftovers_go_from_both_ends),
    cmocka_unit_test (full_stops_stay_where_they_may),
    cmocka_unit_test (a_lone_letter_must_be_surely_read),
    cmocka_unit_test (numbers_and_addresses_are_spelled_as_such),
    cmocka_unit_test (the_confidence_is_that_of_what_stays),
    cmocka_unit_test (syllables_that_need_a_tone_get_the_hidden_dot),
    cmocka_unit_test (zeros_in_words_are_letters),
    cmocka_unit_test (what_was_read_stays_as_a_choice),
  };
  cmocka_set_message_output (CM_OUTPUT_TAP);
  return cmocka_run_group_tests_name ("line_text", tests, NULL, NULL);
}
