/* Which unit is above which is read from their codes, in both shapes that are in use. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pipeline/register/unit_code.h"

static void
test_the_unit_above_follows_from_the_code (void **state)
{
  static const struct {
    const char *code, *parent;
  } cases[] = {
    {"000.00.00.H29", NULL},
    {"000.00.26.H29", "000.00.00.H29"},
    {"000.03.26.H29", "000.00.26.H29"},
    {"005.03.26.H29", "000.03.26.H29"},
    {"005.00.26.H29", "000.00.26.H29"},
    {"H29", NULL},
    {"H29.26", "H29"},
    {"H15.50.05.13", "H15.50.05"},
    {"Phòng.1", NULL},
    {"", NULL},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *parent = sohoa_unit_code_parent (cases[i].code);
    if (g_strcmp0 (parent, cases[i].parent) != 0)
      fail_msg ("'%s': '%s'", cases[i].code, parent != NULL ? parent : "none");
  }
}

static void
test_a_dossiers_code_begins_with_its_unit (void **state)
{
  g_autofree char *old = sohoa_unit_code_of_dossier ("000.00.26.H29-250711-0001");
  g_autofree char *new = sohoa_unit_code_of_dossier ("H15.50-250711-0001");
  assert_string_equal (old, "000.00.26.H29");
  assert_string_equal (new, "H15.50");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_the_unit_above_follows_from_the_code),
    cmocka_unit_test (test_a_dossiers_code_begins_with_its_unit),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
