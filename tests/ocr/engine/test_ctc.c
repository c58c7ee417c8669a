/* test_ctc.c - from probabilities to characters, on made-up answers of a network. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "ctc.h"

#include <string.h>

static SohoaModel *model;
static gboolean *everything;

static int
set_up (void **state)
{
  char *data;
  gsize size;
  assert_true (
    g_file_get_contents ("/usr/share/tesseract-ocr/5/tessdata/vie.traineddata", &data, &size, NULL));
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);
  model = sohoa_model_new (bytes, NULL);
  everything = g_new0 (gboolean, model->text->len);
  for (guint i = 0; i < model->text->len; i++)
    everything[i] = g_ptr_array_index (model->text, i) != NULL;
  return 0;
}

static int
tear_down (void **state)
{
  sohoa_model_free (model);
  g_free (everything);
  return 0;
}

static guint
label_of (const char *text)
{
  for (guint i = 0; i < model->text->len; i++)
    if (g_strcmp0 (g_ptr_array_index (model->text, i), text) == 0)
      return i;
  return sohoa_network_blank (model->network);
}

/* One step of the line: up to two characters and their probabilities; what is left is blank. */
typedef struct {
  const char *a;
  double p;
  const char *b;
  double q;
} Step;

#define BLANK                                                                                                \
  {                                                                                                          \
    NULL, 0, NULL, 0                                                                                         \
  }
#define ONE(a, p)                                                                                            \
  {                                                                                                          \
    a, p, NULL, 0                                                                                            \
  }

static SohoaLine *
decode_by (const Step *step, guint n, const gboolean *allowed, const SohoaLineHints *hints,
           const SohoaGrammar *grammar, double *ret_log_probability)
{
  g_auto (SohoaNetworkAnswer) answer = {NULL, n, model->text->len, 3};
  answer.probabilities = g_new0 (float, n *answer.n_labels);
  for (guint i = 0; i < n; i++) {
    float *row = answer.probabilities + i * answer.n_labels;
    row[sohoa_network_blank (model->network)] = (float) (1 - step[i].p - step[i].q);
    if (step[i].a != NULL)
      row[label_of (step[i].a)] = (float) step[i].p;
    if (step[i].b != NULL)
      row[label_of (step[i].b)] = (float) step[i].q;
  }
  const SohoaCtcPlace place = {.step = 4, .x0 = 10};
  const SohoaCtcExpectation expectation = {NULL, hints, grammar};
  return sohoa_ctc_decode (&answer, model, allowed, &expectation, &place, "made-up", ret_log_probability);
}

static SohoaLine *
decode_as (const Step *step, guint n, const gboolean *allowed, const SohoaLineHints *hints)
{
  double log_probability;
  SohoaLine *line = decode_by (step, n, allowed, hints, NULL, &log_probability);
  assert_true (log_probability <= 1e-6);
  return line;
}

static SohoaLine *
decode (const Step *step, guint n, const gboolean *allowed)
{
  return decode_as (step, n, allowed, NULL);
}

static void
runs_become_characters (void **state)
{
  static const struct {
    const char *name, *text;
    guint n;
    Step step[6];
  } cases[] = {
    {"nothing but blanks", "", 2, {BLANK, BLANK}},
    {"a run is one character", "a", 3, {ONE ("a", .9), ONE ("a", .9), ONE ("a", .9)}},
    {"a blank parts equal ones", "aa", 3, {ONE ("a", .9), BLANK, ONE ("a", .9)}},
    {"different ones may touch", "ba", 2, {ONE ("b", .95), ONE ("a", .95)}},
    {"one seen as two is one", "ầ", 3, {BLANK, {"â", .55, "ầ", .45}, {"ầ", .6, "â", .4}}},
    {"weak evidence twice outweighs a blank", "a", 2, {ONE ("a", .45), ONE ("a", .45)}},
    {"spaces stand between words", "a b", 5, {ONE ("a", .9), BLANK, ONE (" ", .9), BLANK, ONE ("b", .9)}},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("# %s\n", cases[i].name);
    g_autoptr (SohoaLine) line = decode (cases[i].step, cases[i].n, everything);
    assert_string_equal (line->text, cases[i].text);
  }
}

static void
a_line_has_as_many_characters_as_are_known_unless_it_plainly_has_others (void **state)
{
  static const struct {
    const char *name, *text;
    guint n_characters;
    Step step[3];
  } cases[] = {
    {"nobody knows", "1", 0, {ONE ("1", .9), {"2", .3, NULL, 0}, BLANK}},
    {"two where one is weak", "12", 2, {ONE ("1", .9), {"2", .3, NULL, 0}, BLANK}},
    {"one where two are likely", "1", 1, {ONE ("1", .9), {"2", .6, NULL, 0}, BLANK}},
    {"gaps are none", "1 2", 2, {ONE ("1", .9), ONE (" ", .99), ONE ("2", .9)}},
    {"no trace of a second", "1", 2, {ONE ("1", .9), BLANK, BLANK}},
    {"a plain second", "12", 1, {ONE ("1", .999), ONE ("2", .999), BLANK}},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("# %s\n", cases[i].name);
    const SohoaLineHints hints = {.charset = SOHOA_CHARSET_DIGITS, .n_characters = cases[i].n_characters};
    g_autoptr (SohoaLine) line = decode_as (cases[i].step, 3, everything, &hints);
    assert_string_equal (line->text, cases[i].text);
  }
}

static void
what_may_not_stand_there_loses_to_the_next_best (void **state)
{
  g_autofree gboolean *digits = g_new0 (gboolean, model->text->len);
  digits[label_of ("0")] = TRUE;
  const Step step[] = {{"O", .8, "0", .15}};
  g_autoptr (SohoaLine) line = decode (step, 1, digits);
  assert_string_equal (line->text, "0");
  g_autoptr (SohoaLine) free_line = decode (step, 1, everything);
  assert_string_equal (free_line->text, "O");
}

static void
a_grammar_is_followed_where_the_picture_leaves_a_way (void **state)
{
  g_autoptr (SohoaGrammar) dates = sohoa_grammar_new_latin_date ();
  const Step stroke[] = {ONE ("5", .9),       BLANK, {"1", .6, "/", .35}, BLANK, ONE ("2", .9), BLANK,
                         {"1", .55, "/", .4}, BLANK, {"4", .6, "9", .35}, BLANK, ONE ("2", .9)};
  double free_text, date_text, no_date;
  g_autoptr (SohoaLine) free_line = decode_by (stroke, 11, everything, NULL, NULL, &free_text);
  assert_string_equal (free_line->text, "512142");
  g_autoptr (SohoaLine) date = decode_by (stroke, 11, everything, NULL, dates, &date_text);
  assert_string_equal (date->text, "5/2/42");
  assert_true (date_text < free_text && date_text > free_text - 3);
  const SohoaLineHints since = {.charset = SOHOA_CHARSET_LATIN_DATE, .year_from = 1989, .year_to = 1999};
  g_autoptr (SohoaLine) later = decode_by (stroke, 11, everything, &since, dates, &date_text);
  assert_string_equal (later->text, "5/2/92");
  const Step word[] = {ONE ("n", .99), BLANK, ONE ("o", .99)};
  sohoa_line_free (decode_by (word, 3, everything, NULL, dates, &no_date));
  assert_true (no_date < -100);
}

static void
the_weakest_character_is_the_confidence (void **state)
{
  const Step step[] = {ONE ("a", .99), BLANK, ONE ("b", .6)};
  g_autoptr (SohoaLine) line = decode (step, 3, everything);
  assert_string_equal (line->text, "ab");
  double weak = g_array_index (line->glyphs, SohoaGlyph, 1).confidence;
  assert_float_equal (line->confidence, weak, 1e-9);
  assert_true (weak < g_array_index (line->glyphs, SohoaGlyph, 0).confidence);
}

static void
characters_know_their_place_and_their_rivals (void **state)
{
  const Step step[] = {ONE ("a", .9), BLANK, BLANK, {"e", .7, "ê", .2}};
  g_autoptr (SohoaLine) line = decode (step, 4, everything);
  const SohoaGlyph *a = &g_array_index (line->glyphs, SohoaGlyph, 0),
                   *e = &g_array_index (line->glyphs, SohoaGlyph, 1);
  assert_int_equal (a->x0, 10);
  assert_int_equal (a->x1, e->x0);
  assert_int_equal (e->x1, 10 + 4 * 4);
  assert_null (a->choices);
  assert_int_equal (e->choices->len, 1);
  const SohoaAlternative *rival = g_ptr_array_index (e->choices, 0);
  assert_string_equal (rival->raw, "ê");
  assert_float_equal (rival->confidence, 0.2, 1e-6);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (runs_become_characters),
    cmocka_unit_test (a_line_has_as_many_characters_as_are_known_unless_it_plainly_has_others),
    cmocka_unit_test (what_may_not_stand_there_loses_to_the_next_best),
    cmocka_unit_test (a_grammar_is_followed_where_the_picture_leaves_a_way),
    cmocka_unit_test (the_weakest_character_is_the_confidence),
    cmocka_unit_test (characters_know_their_place_and_their_rivals),
  };
  cmocka_set_message_output (CM_OUTPUT_TAP);
  return cmocka_run_group_tests_name ("ctc", tests, set_up, tear_down);
}
