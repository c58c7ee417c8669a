/* test_language.c - which letters follow each other: what the model in the program knows, and damaged ones.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <math.h>
#include <sohoa/error.h>

#include "language.h"
#include "language_model.h"

static SohoaLanguage *language;

static int
load (void **state)
{
  language = sohoa_language_new (sohoa_language_model, sohoa_language_model_size, NULL);
  assert_non_null (language);
  return 0;
}

static int
unload (void **state)
{
  sohoa_language_free (language);
  return 0;
}

/* ln p of all characters of the text, after a space. */
static double
log_probability (const char *text)
{
  guint8 symbols[200] = {sohoa_language_symbol (language, " ")};
  guint n = 1;
  double sum = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    char character[8] = {0};
    g_utf8_strncpy (character, p, 1);
    symbols[n++] = sohoa_language_symbol (language, character);
    sum += sohoa_language_log_probability (language, symbols, n);
  }
  return sum;
}

static void
what_people_write_is_more_likely (void **state)
{
  static const char *const cases[][2] = {
    {"nguyễn thị ", "nguyễn thi "},
    {"thành phố ", "thành phô "},
    {"việt nam", "việt nạm"},
    {"đường ", "đuờng "},
    {"lợi, phường", "lợi. phường"},
    {"cấp ngày 00/00/0000", "cấp ngay 00/00/0000"},
    {"tỉnh ", "tình "},
    {"cục cảnh sát", "cục cánh sát"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("# '%s' against '%s'\n", cases[i][0], cases[i][1]);
    assert_true (log_probability (cases[i][0]) > log_probability (cases[i][1]) + 1);
  }
}

static void
capitals_and_digits_make_no_difference (void **state)
{
  assert_true (fabs (log_probability ("Hà Nội 12") - log_probability ("hÀ nỘI 00")) < 1e-9);
}

static void
the_end_of_a_house_number_is_nobodys_guess (void **state)
{
  assert_true (fabs (log_probability ("số 12b") - log_probability ("số 128")) < 1e-9);
  assert_true (fabs (log_probability ("số 12/") - log_probability ("số 127")) < 1e-9);
}

/* All that can follow adds up to about one, whatever comes before; costs are rounded to sixteenths. */
static void
probabilities_add_up (void **state)
{
  static const char *const before[] = {" ", " nguy", " phường", " 00/", " xqz"};
  for (gsize i = 0; i < G_N_ELEMENTS (before); i++) {
    guint8 symbols[16];
    guint n = 0;
    for (const char *p = before[i]; *p != '\0'; p = g_utf8_next_char (p)) {
      char character[8] = {0};
      g_utf8_strncpy (character, p, 1);
      symbols[n++] = sohoa_language_symbol (language, character);
    }
    double sum = 0;
    for (guint symbol = 1; symbol < 256; symbol++) {
      symbols[n] = (guint8) symbol;
      double p = exp (sohoa_language_log_probability (language, symbols, n + 1));
      sum += p > exp (-15.9) ? p : 0; /* the rest stands for what the model does not know at all */
    }
    print_message ("# after '%s': %g\n", before[i], sum);
    assert_true (sum > 0.9 && sum < 1.1);
  }
}

static void
damaged_models_are_refused (void **state)
{
  g_autofree guint8 *copy = g_memdup2 (sohoa_language_model, sohoa_language_model_size);
  const gsize sizes[] = {0,
                         4,
                         5,
                         20,
                         700,
                         sohoa_language_model_size / 2,
                         sohoa_language_model_size - 1,
                         sohoa_language_model_size - 4};
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree guint8 *part = g_memdup2 (copy, sizes[i]);
    g_autoptr (GError) error = NULL;
    assert_null (sohoa_language_new (part, sizes[i], &error));
    assert_true (g_error_matches (error, SOHOA_ERROR, SOHOA_ERROR_SETUP));
  }
  copy[0] = 'X';
  assert_null (sohoa_language_new (copy, sohoa_language_model_size, NULL));
}

int
main (void)
{
  cmocka_set_message_output (CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (what_people_write_is_more_likely),
    cmocka_unit_test (capitals_and_digits_make_no_difference),
    cmocka_unit_test (the_end_of_a_house_number_is_nobodys_guess),
    cmocka_unit_test (probabilities_add_up),
    cmocka_unit_test (damaged_models_are_refused),
  };
  return cmocka_run_group_tests (tests, load, unload);
}
