/* test_mrz.c - a machine-readable zone is taken only when all its check digits hold, whatever letters and
 * digits the recognizer confused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "../../../ocr/describe/mrz.h"

static const char Good[] =
  "IDVNM0909900015001090990001<<0\n9001011F3001019VNM<<<<<<<<<<<2\nNGUYEN<<THI<THU<<<<<<<<<<<<<<<";

static void
test_check_digits_follow_icao (void **state)
{
  static const struct {
    const char *text;
    char digit;
  } cases[] = {
    {"520727", '3'}, {"D23145890", '7'}, {"740812", '2'}, {"120415", '9'}, {"<<<<", '0'}, {"", '0'},
  }; /* the first ones from Doc 9303 part 3, 4.9, and part 5, appendix A */
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_int_equal (sohoa_mrz_check_digit (cases[i].text, strlen (cases[i].text)), cases[i].digit);
}

/* The good zone with its check digits set, for a number and dates of the test's own. */
static void
good_lines (char line[SOHOA_MRZ_LINES][SOHOA_MRZ_LENGTH + 1])
{
  g_auto (GStrv) parts = g_strsplit (Good, "\n", -1);
  for (int i = 0; i < SOHOA_MRZ_LINES; i++) {
    assert_int_equal (strlen (parts[i]), SOHOA_MRZ_LENGTH);
    memcpy (line[i], parts[i], SOHOA_MRZ_LENGTH + 1);
  }
  line[0][14] = sohoa_mrz_check_digit (line[0] + 5, 9);
  line[0][29] = sohoa_mrz_check_digit (line[0] + 15, 14);
  line[1][6] = sohoa_mrz_check_digit (line[1], 6);
  line[1][14] = sohoa_mrz_check_digit (line[1] + 8, 6);
  g_autofree char *all = g_strdup_printf ("%s%.7s%.7s%.11s", line[0] + 5, line[1], line[1] + 8, line[1] + 18);
  line[1][29] = sohoa_mrz_check_digit (all, strlen (all));
}

static char *
parse (char line[SOHOA_MRZ_LINES][SOHOA_MRZ_LENGTH + 1])
{
  const char *const read[SOHOA_MRZ_LINES] = {line[0], line[1], line[2]};
  return sohoa_mrz_parse (read);
}

static void
test_confused_letters_are_put_right (void **state)
{
  char line[SOHOA_MRZ_LINES][SOHOA_MRZ_LENGTH + 1];
  good_lines (line);
  g_autofree char *plain = g_strjoin ("\n", line[0], line[1], line[2], NULL);
  g_autofree char *same = parse (line);
  assert_string_equal (same, plain);
  line[0][0] = '1', line[0][5] = 'O', line[1][1] = 'O'; /* I, 0, 0 */
  line[2][10] = '1';                                    /* I of THI */
  line[0][28] = 'K';                                    /* fillers, from here on */
  memcpy (line[1] + 20, "KK6", 3);
  memcpy (line[2] + 20, "<K<C", 4);
  g_autofree char *mended = parse (line);
  assert_string_equal (mended, plain);
}

static void
test_a_wrong_digit_anywhere_refuses_the_zone (void **state)
{
  static const struct {
    int line, from, to;
  } places[] = {{0, 5, 26}, {0, 29, 29}, {1, 0, 6}, {1, 8, 14}, {1, 29, 29}};
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    for (int at = places[i].from; at <= places[i].to; at++) {
      char line[SOHOA_MRZ_LINES][SOHOA_MRZ_LENGTH + 1];
      good_lines (line);
      char *c = &line[places[i].line][at];
      *c = *c == '9' ? '0' : (char) (*c + 1);
      g_autofree char *zone = parse (line);
      if (zone)
        fail_msg ("line %d, place %d was not missed", places[i].line + 1, at);
    }
}

static void
test_what_is_no_zone_is_refused (void **state)
{
  static const char *const reads[][SOHOA_MRZ_LINES] = {
    {"", "", ""},
    {"IDVNM0909900015001090990001<<", "9001011F3001019VNM<<<<<<<<<<<2", "NGUYEN<<THI<THU<<<<<<<<<<<<<<<"},
    {"<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (reads); i++)
    assert_null (sohoa_mrz_parse (reads[i]));
  char line[SOHOA_MRZ_LINES][SOHOA_MRZ_LENGTH + 1];
  good_lines (line);
  memcpy (line[2], "NGUYEN<THI<THU", 14); /* no surname apart */
  assert_null (parse (line));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_check_digits_follow_icao),
    cmocka_unit_test (test_confused_letters_are_put_right),
    cmocka_unit_test (test_a_wrong_digit_anywhere_refuses_the_zone),
    cmocka_unit_test (test_what_is_no_zone_is_refused),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
