/* test_opinion.c - what another network reads becomes choices where it differs, and nowhere else. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "opinion.h"

static SohoaLine *
line_of (const char *text, double confidence)
{
  SohoaLine *line = sohoa_line_new ("test");
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    g_autofree char *letter = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));
    sohoa_line_add_glyph (line, letter, confidence, 0, 0);
  }
  return line;
}

/* "1>7" for each choice, by the letters that have them. */
static char *
choices_of (const SohoaLine *line)
{
  GString *all = g_string_new (NULL);
  for (guint i = 0; i < line->glyphs->len; i++) {
    const SohoaGlyph *glyph = &g_array_index (line->glyphs, SohoaGlyph, i);
    for (guint k = 0; glyph->choices != NULL && k < glyph->choices->len; k++) {
      const SohoaAlternative *choice = g_ptr_array_index (glyph->choices, k);
      g_string_append_printf (all, "%s%u:%s>%s", all->len > 0 ? " " : "", i, glyph->text, choice->raw);
    }
  }
  return g_string_free (all, FALSE);
}

static void
test_only_what_differs_becomes_a_choice (void **state)
{
  static const struct {
    const char *line, *other, *choices;
  } cases[] = {
    {"079186", "079186", ""},
    {"079186", "079 186", ""}, /* gaps say nothing */
    {"079186", "079786", "3:1>7"},
    {"Ta Kim", "Tạ Kim", "1:a>ạ"},
    {"Hiên", "Hiện đã", "2:ê>ệ 3:n>nđã"},
    {"0791", "791", "0:0>"},
    {"791", "0791", "0:7>07"},
    {"71", "791", "0:7>79"},
    {"ab", "xy", "0:a>x 1:b>y"},
    {"a", "", ""}, /* nothing read is no opinion */
    {"", "a", ""},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("%s, %s\n", cases[i].line, cases[i].other);
    SohoaLine *line = line_of (cases[i].line, 0.99), *other = line_of (cases[i].other, 1);
    sohoa_line_hear (line, other);
    g_autofree char *choices = choices_of (line);
    assert_string_equal (choices, cases[i].choices);
    sohoa_line_free (line);
    sohoa_line_free (other);
  }
}

static void
test_an_unsure_opinion_counts_less (void **state)
{
  double last = 1;
  static const double confidences[] = {1, 0.98, 0.9};
  for (gsize i = 0; i < G_N_ELEMENTS (confidences); i++) {
    SohoaLine *line = line_of ("1", 1), *other = line_of ("7", confidences[i]);
    sohoa_line_hear (line, other);
    const SohoaGlyph *glyph = &g_array_index (line->glyphs, SohoaGlyph, 0);
    const SohoaAlternative *choice = g_ptr_array_index (glyph->choices, 0);
    assert_true (choice->confidence > 0 && choice->confidence <= 0.5 && choice->confidence < last);
    assert_true (glyph->confidence == 1);
    last = choice->confidence;
    sohoa_line_free (line);
    sohoa_line_free (other);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_only_what_differs_becomes_a_choice),
    cmocka_unit_test (test_an_unsure_opinion_counts_less),
  };
  cmocka_set_message_output (CM_OUTPUT_TAP);
  return cmocka_run_group_tests (tests, NULL, NULL);
}
