/* test_grammar.c - which texts are dates, and which can become one. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "grammar.h"

static void
english_dates_are_told_from_what_can_become_one_and_from_what_never_will (void **state)
{
  static const struct {
    const char *text;
    SohoaGrammarVerdict verdict;
  } cases[] = {
    {"", SOHOA_GRAMMAR_BEGUN},
    {"5/14/2010", SOHOA_GRAMMAR_WHOLE},
    {"8-30-91", SOHOA_GRAMMAR_WHOLE},
    {"14.5.10", SOHOA_GRAMMAR_WHOLE},
    {"2010-04-30", SOHOA_GRAMMAR_WHOLE},
    {"May 30, 2013", SOHOA_GRAMMAR_WHOLE},
    {"JUNE 3rd, 1994", SOHOA_GRAMMAR_WHOLE},
    {"Nov.12, '93", SOHOA_GRAMMAR_WHOLE},
    {"Dec 17,2008", SOHOA_GRAMMAR_WHOLE},
    {"28 July 2009", SOHOA_GRAMMAR_WHOLE},
    {"16th day of June, 1977", SOHOA_GRAMMAR_WHOLE},
    {"May 1992", SOHOA_GRAMMAR_WHOLE},
    {"5", SOHOA_GRAMMAR_BEGUN},
    {"5/14/", SOHOA_GRAMMAR_BEGUN},
    {"5/14/1", SOHOA_GRAMMAR_BEGUN},
    {"Sep", SOHOA_GRAMMAR_BEGUN},
    {"May 30", SOHOA_GRAMMAR_BEGUN},
    {"16th day o", SOHOA_GRAMMAR_BEGUN},
    {"5/32", SOHOA_GRAMMAR_NEVER},
    {"14/5/2", SOHOA_GRAMMAR_BEGUN},
    {"14/15", SOHOA_GRAMMAR_NEVER},
    {"5/14-", SOHOA_GRAMMAR_NEVER},
    {"5/14/2010 ", SOHOA_GRAMMAR_NEVER},
    {"5/14/3010", SOHOA_GRAMMAR_NEVER},
    {"May 32", SOHOA_GRAMMAR_NEVER},
    {"Mai", SOHOA_GRAMMAR_NEVER},
    {"see", SOHOA_GRAMMAR_NEVER},
    {" ", SOHOA_GRAMMAR_NEVER},
  };
  g_autoptr (SohoaGrammar) dates = sohoa_grammar_new_latin_date ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("# '%s'\n", cases[i].text);
    assert_int_equal (sohoa_grammar_judge (dates, cases[i].text), cases[i].verdict);
  }
}

static void
a_date_has_its_year_in_either_century (void **state)
{
  static const struct {
    const char *text;
    guint from, to;
    gboolean has;
  } cases[] = {
    {"5/14/10", 1998, 2026, TRUE},     {"5/14/98", 1998, 2026, TRUE},
    {"5/14/97", 1998, 2026, FALSE},    {"5/14/27", 1998, 2026, FALSE},
    {"5/14/1998", 1998, 2026, TRUE},   {"May 4, 1997", 1998, 2026, FALSE},
    {"Nov.12, '93", 1989, 2026, TRUE}, {"2010-04-30", 2007, 2026, TRUE},
    {"31.12.69", 1989, 2026, FALSE},   {"1st day of May, 77", 1976, 1980, TRUE},
    {"see below", 1998, 2026, FALSE},
  };
  g_autoptr (SohoaGrammar) dates = sohoa_grammar_new_latin_date ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("# '%s'\n", cases[i].text);
    assert_int_equal (sohoa_grammar_has_year (dates, cases[i].text, cases[i].from, cases[i].to),
                      cases[i].has);
  }
}

int
main (void)
{
  cmocka_set_message_output (CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (english_dates_are_told_from_what_can_become_one_and_from_what_never_will),
    cmocka_unit_test (a_date_has_its_year_in_either_century),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
