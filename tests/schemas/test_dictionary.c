/* The dictionary: the installed one is whole, a wrong one is refused with its place, and values follow from
 * others only where that is certain.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <glib/gstdio.h>
#include <sohoa/dictionary.h>
#include <sohoa/form.h>

#include "number_words.h"

static const SohoaDictionary *
installed (void)
{
  g_autoptr (GError) error = NULL;
  const SohoaDictionary *dictionary = sohoa_dictionary_get (&error);

  if (dictionary == NULL)
    fail_msg ("%s", error->message);
  return dictionary;
}

static void
test_every_element_says_what_the_law_says (void **state)
{
  const SohoaDictionary *dictionary = installed ();

  assert_true (sohoa_dictionary_size (dictionary) > 100);
  for (guint i = 0; i < sohoa_dictionary_size (dictionary); i++) {
    const SohoaElement *element = sohoa_dictionary_peek (dictionary, i);

    assert_non_null (element->type);
    if (g_str_has_prefix (element->id, "person."))
      assert_true (element->sensitivity != SOHOA_SENSITIVITY_NONE);
  }
  assert_int_equal (sohoa_dictionary_lookup (dictionary, "person.religion")->sensitivity,
                    SOHOA_SENSITIVITY_SENSITIVE);
  assert_int_equal (sohoa_dictionary_lookup (dictionary, "person.phone")->fresh_days, 365);
  assert_null (sohoa_dictionary_lookup (dictionary, "person.shoe_size"));
}

static const struct {
  const char *name, *elements, *derivations, *pointer;
} wrong[] = {
  {"unknown type",
   "{\"id\":\"a.b\",\"vi\":\"b\",\"en\":\"b\",\"type\":\"colour\",\"sensitivity\":\"none\",\"source\":\"x\"}",
   "", "/elements/0/type"},
  {"unknown code list",
   "{\"id\":\"a.b\",\"vi\":\"b\",\"en\":\"b\",\"type\":\"text\",\"code_list\":\"colours\",\"sensitivity\":"
   "\"none\","
   "\"source\":\"x\"}",
   "", "/elements/0/code_list"},
  {"no law",
   "{\"id\":\"a.b\",\"vi\":\"b\",\"en\":\"b\",\"type\":\"text\",\"sensitivity\":\"basic\",\"source\":\"x\"}",
   "", "/elements/0/law"},
  {"twice",
   "{\"id\":\"a.b\",\"vi\":\"b\",\"en\":\"b\",\"type\":\"text\",\"sensitivity\":\"none\",\"source\":\"x\"},"
   "{\"id\":\"a.b\",\"vi\":\"b\",\"en\":\"b\",\"type\":\"text\",\"sensitivity\":\"none\",\"source\":\"x\"}",
   "", "/elements/1/id"},
  {"derived from nothing",
   "{\"id\":\"a.b\",\"vi\":\"b\",\"en\":\"b\",\"type\":\"text\",\"sensitivity\":\"none\",\"source\":\"x\"}",
   "{\"element\":\"a.b\",\"from\":[\"a.c\"],\"how\":\"same\"}", "/derivations/0/from/0"},
  {"unknown way",
   "{\"id\":\"a.b\",\"vi\":\"b\",\"en\":\"b\",\"type\":\"text\",\"sensitivity\":\"none\",\"source\":\"x\"}",
   "{\"element\":\"a.b\",\"from\":[\"a.b\"],\"how\":\"magic\"}", "/derivations/0/how"},
  {"element that is no object", "7", "", "/elements/0"},
};

static void
test_a_wrong_dictionary_is_refused_with_its_place (void **state)
{
  g_autofree char *folder = g_dir_make_tmp ("sohoa-dictionary-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "dictionary.json", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autofree char *json =
      g_strdup_printf ("{\"elements\":[%s],\"derivations\":[%s]}", wrong[i].elements, wrong[i].derivations);
    g_autoptr (GError) error = NULL;

    print_message ("# %s\n", wrong[i].name);
    assert_true (g_file_set_contents (path, json, -1, NULL));
    assert_null (sohoa_dictionary_load (path, &error));
    assert_int_equal (error->code, SOHOA_ERROR_FORM);
    assert_non_null (strstr (error->message, wrong[i].pointer));
  }
  g_unlink (path);
  g_rmdir (folder);
}

static const struct {
  const char *element, *values[3], *derived; /* derived NULL: does not follow */
} derivations[] = {
  {"person.birth_year", {"\"1994-08-11\""}, "\"1994\""},
  {"person.birth_year", {"\"1994\""}, "\"1994\""},
  {"person.birth_year", {"\"\""}, NULL},
  {"person.birth_date_words",
   {"\"2002-06-12\""},
   "\"ngày mười hai tháng sáu năm hai nghìn không trăm linh hai\""},
  {"person.birth_date_words", {"\"2002-06\""}, NULL},
  {"person.residence", {"\"12 đường Lê Lợi\""}, "\"12 đường Lê Lợi\""},
  {"person.permanent_address", {"\"12 đường Lê Lợi\""}, "\"12 đường Lê Lợi\""},
  {"person.id_document",
   {"\"079225996831\"", "\"2024-08-15\"", "\"Bộ Công an\""},
   "{\"type\":\"cccd\",\"number\":\"079225996831\",\"issued\":\"2024-08-15\"}"},
  {"person.id_document", {"\"079225996831\"", "\"\"", "\"Bộ Công an\""}, NULL},
  {"person.citizen_id",
   {"{\"type\":\"cccd\",\"number\":\"079225996831\",\"issued\":\"\"}"},
   "\"079225996831\""},
  {"person.id_issue_date", {"{\"type\":\"cccd\",\"number\":\"079225996831\",\"issued\":\"\"}"}, NULL},
  {"person.sex", {"\"079125996831\""}, "\"Nữ\""},
  {"person.sex", {"not json"}, NULL},
};

static const SohoaDerivation *
find_derivation (const char *element)
{
  const SohoaDictionary *dictionary = installed ();

  for (guint i = 0; i < sohoa_dictionary_n_derivations (dictionary); i++)
    if (strcmp (sohoa_dictionary_peek_derivation (dictionary, i)->element, element) == 0)
      return sohoa_dictionary_peek_derivation (dictionary, i);
  fail_msg ("nothing derives %s", element);
  return NULL;
}

static void
test_values_follow_from_others (void **state)
{
  for (guint i = 0; i < G_N_ELEMENTS (derivations); i++) {
    g_autofree char *derived =
      sohoa_derivation_apply (find_derivation (derivations[i].element), derivations[i].values);

    print_message ("# %s from %s\n", derivations[i].element, derivations[i].values[0]);
    if (derivations[i].derived == NULL)
      assert_null (derived);
    else
      assert_string_equal (derived, derivations[i].derived);
  }
}

static void
test_numbers_in_words_come_back (void **state)
{
  for (guint64 number = 0; number < 3000000000u; number = number * 5 / 4 + 1) {
    g_autofree char *words = sohoa_number_to_words (number);
    guint64 back = 0;

    if (!sohoa_number_words_parse (words, &back) || back != number)
      fail_msg ("%" G_GUINT64_FORMAT " is '%s', which is %" G_GUINT64_FORMAT, number, words, back);
  }
}

static void
test_every_day_in_words_comes_back (void **state)
{
  for (guint day = 1; day <= 28; day++)
    for (guint month = 1; month <= 12; month++) {
      SohoaDate date = {.year = 1950 + day * 3 + month, .month = month, .day = day}, back = {0};
      g_autofree char *words = sohoa_date_to_words (&date);

      assert_true (sohoa_date_words_parse (words, &back));
      assert_memory_equal (&date, &back, sizeof date);
    }
}

static void
test_words_that_are_no_number_are_refused (void **state)
{
  static const char *const texts[] = {"",        "trăm hai",      "hai ba", "mươi", "hai nghìn ba nghìn",
                                      "con mèo", "hai mươi mươi", "linh"};
  static const struct {
    const char *text;
    guint64 number;
  } good[] = {{"hai mươi tư", 24},
              {"hai ngàn lẻ năm", 2005},
              {"Một triệu hai trăm nghìn", 1200000},
              {"mười lăm", 15},
              {"chín trăm", 900},
              {"Hai trăm linh năm triệu", 205000000},
              {"năm mươi mốt", 51},
              {"không", 0},
              {"bẩy mươi nhăm", 75}};
  guint64 number;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    print_message ("# '%s'\n", texts[i]);
    assert_false (sohoa_number_words_parse (texts[i], &number));
  }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    print_message ("# '%s'\n", good[i].text);
    assert_true (sohoa_number_words_parse (good[i].text, &number));
    assert_int_equal (number, good[i].number);
  }
}

static void
test_days_in_old_words_are_understood (void **state)
{
  static const struct {
    const char *text, *iso;
  } cases[] = {{"Ngày mồng hai tháng giêng năm hai nghìn không trăm linh ba", "2003-01-02"},
               {"mùng năm tháng năm năm một nghìn chín trăm năm mươi lăm", "1955-05-05"},
               {"ngày ba mươi mốt tháng chạp năm một ngàn chín trăm chín mươi", "1990-12-31"}};
  SohoaDate date;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    assert_true (sohoa_date_words_parse (cases[i].text, &date));
    g_autofree char *iso = sohoa_date_to_iso (&date);
    assert_string_equal (iso, cases[i].iso);
  }
  assert_false (sohoa_date_words_parse ("ngày ba mươi tháng hai năm hai nghìn", &date));
  assert_false (sohoa_date_words_parse ("mồng mười hai tháng hai năm hai nghìn", &date));
  assert_false (sohoa_date_words_parse ("tháng hai", &date));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_every_element_says_what_the_law_says),
    cmocka_unit_test (test_a_wrong_dictionary_is_refused_with_its_place),
    cmocka_unit_test (test_values_follow_from_others),
    cmocka_unit_test (test_numbers_in_words_come_back),
    cmocka_unit_test (test_every_day_in_words_comes_back),
    cmocka_unit_test (test_words_that_are_no_number_are_refused),
    cmocka_unit_test (test_days_in_old_words_are_understood),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
