/* What names say: order, kind, dossier code. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>

#include "pipeline/intake/name.h"
#include "pipeline/intake/natural_order.h"

static void
test_names_are_ordered_as_a_person_numbers_them (void **state)
{
  static const struct {
    const char *before, *after;
  } cases[] = {{"2.jpg", "10.jpg"},
               {"002.jpg", "10.jpg"},
               {"scan 9b", "scan 10a"},
               {"a", "b"},
               {"a", "a1"},
               {"1", "01"}, /* the same number: by bytes, "01" < "1" */
               {"p1-2", "p1-10"},
               {"99999999999999999999998", "99999999999999999999999"},
               {"x1", "x\xff"}};
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    int expected = i == 5 ? 1 : -1;
    print_message ("%s %s\n", cases[i].before, cases[i].after);
    assert_int_equal (CLAMP (sohoa_natural_compare (cases[i].before, cases[i].after), -1, 1), expected);
    assert_int_equal (CLAMP (sohoa_natural_compare (cases[i].after, cases[i].before), -1, 1), -expected);
    assert_int_equal (sohoa_natural_compare (cases[i].after, cases[i].after), 0);
  }
}

static void
test_names_that_are_none_of_ours_are_told (void **state)
{
  static const struct {
    const char *name;
    int expected; /* -1: ours */
  } cases[] = {{".hidden.tif", SOHOA_ENTRY_HIDDEN},
               {"scan.tif.part", SOHOA_ENTRY_TEMPORARY},
               {"scan.TMP", SOHOA_ENTRY_TEMPORARY},
               {"scan.tif~", SOHOA_ENTRY_TEMPORARY},
               {"Thumbs.db", SOHOA_ENTRY_LITTER},
               {"desktop.ini", SOHOA_ENTRY_LITTER},
               {"scan.tif", -1},
               {"part", -1},
               {"noextension", -1},
               {"--help", -1},
               {"thumbs.db.tif", -1}};
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    SohoaEntryState found = 0;
    gboolean ignored = sohoa_name_is_ignored (cases[i].name, &found);
    print_message ("%s\n", cases[i].name);
    assert_int_equal (ignored ? (int) found : -1, cases[i].expected);
  }
}

static void
test_a_dossier_code_has_unit_date_and_number (void **state)
{
  static const struct {
    const char *text;
    gboolean expected;
  } cases[] = {
    {"000.00.26.H29-250711-0001", TRUE},
    {"H29-250711-0001", TRUE},
    {"H29.26-250711-0001", TRUE},
    {"H29.26.1.123-250711-1234567", TRUE},
    {"H29.26.1.123.4-250711-0001", FALSE},
    {"h29-250711-0001", FALSE},
    {"000.00.26.H29-25071-0001", FALSE},
    {"000.00.26.H29-250711-001", FALSE},
    {"000.00.26.H29-250711-00012345", FALSE},
    {" H29-250711-0001", FALSE},
    {"H29-250711-0001\n", FALSE},
    {"S0001", FALSE},
    {"", FALSE},
    {"\xff", FALSE},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("%s\n", cases[i].text);
    assert_int_equal (sohoa_is_dossier_code (cases[i].text), cases[i].expected);
  }
}

static void
test_a_path_may_name_its_dossier (void **state)
{
  static const struct {
    const char *path, *expected;
  } cases[] = {{"scans/000.00.26.H29-250711-0001.tif", "000.00.26.H29-250711-0001"},
               {"000.00.26.H29-250711-0001", "000.00.26.H29-250711-0001"},
               {"H29-250711-0001/page 1.pdf", "H29-250711-0001"},
               {"H29-250711-0001/H29-250711-0002.pdf", "H29-250711-0002"},
               {"H29-250711-0001/deep/page 1.pdf", NULL},
               {"scans/S0001.pdf", NULL},
               {"\xff.tif", NULL}};
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *code = sohoa_path_dossier_code (cases[i].path);
    print_message ("%s\n", cases[i].path);
    assert_true (g_strcmp0 (code, cases[i].expected) == 0);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_names_are_ordered_as_a_person_numbers_them),
    cmocka_unit_test (test_names_that_are_none_of_ours_are_told),
    cmocka_unit_test (test_a_dossier_code_has_unit_date_and_number),
    cmocka_unit_test (test_a_path_may_name_its_dossier),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
