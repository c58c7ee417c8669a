/* Code lists: every installed list is whole and linked to the others, and reading all of them is cheap. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <time.h>

#include <glib/gstdio.h>
#include <sohoa/codelist.h>
#include <sohoa/form.h>
#include <sohoa/reading.h>

#include "letters.h"

static guint
count_rows (const char *name)
{
  const SohoaCodeList *list = sohoa_code_list_lookup (name);

  assert_non_null (list);
  return sohoa_code_list_size (list);
}

/* First of all, so that nothing is read yet. */
static void
test_reading_all_lists_takes_at_most_10_ms (void **state)
{
  clock_t best = CLOCKS_PER_SEC;

  for (guint i = 0; i < 5; i++) {
    clock_t start = clock ();

    assert_true (sohoa_code_lists_check (NULL));
    best = MIN (best, clock () - start);
  }
  print_message ("# all lists: %ld µs\n", (long) best);
#ifndef __SANITIZE_ADDRESS__
  assert_true (best <= CLOCKS_PER_SEC / 100);
#endif
}

static void
test_the_lists_have_all_units_and_groups (void **state)
{
  assert_int_equal (count_rows ("communes_until_2025"), 10035);
  assert_int_equal (count_rows ("communes"), 3321 + 10);
  assert_int_equal (count_rows ("districts"), 696);
  assert_int_equal (count_rows ("provinces"), 63 + 34 + 1);
  assert_int_equal (count_rows ("citizen_provinces"), 63);
  assert_int_equal (count_rows ("ethnic_groups"), 55);
  assert_int_equal (count_rows ("religions"), 17);
}

static void
assert_links (const char *from, const char *column, const char *to)
{
  const SohoaCodeList *list = sohoa_code_list_lookup (from), *target = sohoa_code_list_lookup (to);
  int cell = sohoa_code_list_column (list, column), code = sohoa_code_list_column (target, "code");
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint row = 0; row < sohoa_code_list_size (target); row++)
    g_hash_table_add (codes, (char *) sohoa_code_list_cell (target, row, code));
  for (guint row = 0; row < sohoa_code_list_size (list); row++) {
    g_auto (GStrv) each = g_strsplit (sohoa_code_list_cell (list, row, cell), " ", -1);

    for (guint i = 0; each[i] != NULL; i++)
      if (*each[i] != '\0')
        assert_true (g_hash_table_contains (codes, each[i]));
  }
}

static void
test_every_code_that_is_named_exists (void **state)
{
  assert_links ("provinces", "successor", "provinces");
  assert_links ("districts", "province", "provinces");
  assert_links ("districts", "successor", "communes");
  assert_links ("communes", "province", "provinces");
  assert_links ("communes_until_2025", "district", "districts");
  assert_links ("communes_until_2025", "successors", "communes");
  assert_links ("citizen_provinces", "province", "provinces");
  assert_links ("old_id_provinces", "provinces", "provinces");
}

static void
test_every_old_commune_has_a_successor (void **state)
{
  const SohoaCodeList *list = sohoa_code_list_lookup ("communes_until_2025");
  int successors = sohoa_code_list_column (list, "successors");

  for (guint row = 0; row < sohoa_code_list_size (list); row++)
    assert_true (*sohoa_code_list_cell (list, row, successors) != '\0');
}

static void
test_names_match_whatever_their_spelling (void **state)
{
  static const struct {
    const char *list, *text, *code; /* code NULL: no match */
  } cases[] = {
    {"ethnic_groups", "Kinh", "01"},
    {"ethnic_groups", "KINH", "01"},
    {"ethnic_groups", "H'Mông", "08"},
    {"ethnic_groups", "Ê-đê", "12"},
    {"ethnic_groups", "Cao Lan", "15"},
    {"ethnic_groups", "Thổ", "24"},
    {"ethnic_groups", "Kính", NULL},
    {"ethnic_groups", "", NULL},
    {"religions", "Hoà Hảo", "5"},
    {"religions", "Thiên Chúa Giáo", "2"},
    {"countries", "Việt Nam", "VNM"},
    {"countries", "Mỹ", "USA"},
    {"countries", "Trung quốc", "CHN"},
    {"relations", "Con đẻ", "child"},
    {"relations", "bố", "father"},
    {"relations", "Má", "mother"},
    {"issuers", "Cục CSQLHC về TTXH", "c06"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const SohoaCodeList *list = sohoa_code_list_lookup (cases[i].list);
    int row = sohoa_code_list_match (list, cases[i].text);

    print_message ("# %s: %s\n", cases[i].list, cases[i].text);
    if (cases[i].code == NULL)
      assert_int_equal (row, -1);
    else
      assert_string_equal (sohoa_code_list_cell (list, (guint) row, sohoa_code_list_column (list, "code")),
                           cases[i].code);
  }
}

/* Two rows with one key would make both unknown; a stray blank or a letter in two pieces is not found. */
static void
test_every_street_is_there_once_and_clean (void **state)
{
  const SohoaCodeList *list = sohoa_code_list_lookup ("streets");
  int name = sohoa_code_list_column (list, "name");

  for (guint row = 0; row < sohoa_code_list_size (list); row++) {
    const char *street = sohoa_code_list_cell (list, row, name);
    g_autofree char *folded = sohoa_text_fold (street);

    assert_string_equal (street, folded);
    assert_int_equal (sohoa_code_list_match (list, street), row);
  }
}

static void
test_a_list_that_is_not_there_is_nothing (void **state)
{
  assert_null (sohoa_code_list_lookup ("no_such_list"));
  assert_null (sohoa_code_list_lookup ("../meta/form.schema"));
}

static void
test_a_wrong_list_is_named_with_its_line (void **state)
{
  g_autofree char *schemas = g_dir_make_tmp ("sohoa-lists-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (schemas, "codelists", NULL);
  g_autofree char *path = g_build_filename (folder, "wrong.tsv", NULL);
  g_autofree char *real = g_strdup (g_getenv ("SOHOA_SCHEMAS"));
  g_autoptr (GError) error = NULL;

  assert_int_equal (g_mkdir (folder, 0700), 0);
  assert_true (g_file_set_contents (path, "# from nowhere\ncode\tname\n1\tone\n2\n", -1, NULL));
  g_setenv ("SOHOA_SCHEMAS", schemas, TRUE);
  assert_false (sohoa_code_lists_check (&error));
  g_setenv ("SOHOA_SCHEMAS", real, TRUE);
  assert_int_equal (error->code, SOHOA_ERROR_FORM);
  assert_non_null (strstr (error->message, "wrong.tsv' is wrong: line 4"));
  g_unlink (path);
  g_rmdir (folder);
  g_rmdir (schemas);
}

static void
test_keys_forget_the_place_of_the_tone_but_not_the_letter (void **state)
{
  static const struct {
    const char *text, *key;
  } cases[] = {
    {"Hoà", "hoa2"},
    {"Hòa", "hoa2"},
    {"THUỶ", "thuy3"},
    {"Thủy", "thuy3"},
    {"Phường 01", "phu+o+ng2 1"},
    {"Phường 10", "phu+o+ng2 10"},
    {"Mỹ", "my4"},
    {"Mĩ", "mi4"},
    {"Đắk Lắk", "d-a(k1 la(k1"},
    {"Bà Rịa - Vũng Tàu", "ba2 ria5 vung4 tau2"},
    {"H'Hen Niê", "h hen nie^"},
    {"", ""},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *key = sohoa_letters_key (cases[i].text);

    assert_string_equal (key, cases[i].key);
  }
}

static void
test_letters_come_apart_and_together (void **state)
{
  static const char letters[] =
    "aáàảãạăắằẳẵặâấầẩẫậđeéèẻẽẹêếềểễệiíìỉĩịoóòỏõọôốồổỗộơớờởỡợuúùủũụưứừửữựyýỳỷỹỵbcz";

  for (const char *p = letters; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    assert_int_equal (sohoa_letter_join (sohoa_letter_split (c)), c);
    assert_int_equal (sohoa_letter_join (sohoa_letter_split (g_unichar_toupper (c))), c);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_reading_all_lists_takes_at_most_10_ms),
    cmocka_unit_test (test_the_lists_have_all_units_and_groups),
    cmocka_unit_test (test_every_code_that_is_named_exists),
    cmocka_unit_test (test_every_old_commune_has_a_successor),
    cmocka_unit_test (test_names_match_whatever_their_spelling),
    cmocka_unit_test (test_every_street_is_there_once_and_clean),
    cmocka_unit_test (test_a_list_that_is_not_there_is_nothing),
    cmocka_unit_test (test_a_wrong_list_is_named_with_its_line),
    cmocka_unit_test (test_keys_forget_the_place_of_the_tone_but_not_the_letter),
    cmocka_unit_test (test_letters_come_apart_and_together),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
