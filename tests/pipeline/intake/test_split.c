/* Where one dossier ends and the next begins. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "pipeline/intake/separate.h"

#define A "000.00.26.H29-250711-0001"
#define B "000.00.26.H29-250711-0002"
static const char sha256[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/* One letter a page: a, b cover with code A, B; ? cover without a readable code; = copy of a cover; . other;
 * _ blank. */
static void
read_pages (const char *text, SohoaSeparatePage *pages)
{
  for (guint i = 0; text[i] != '\0'; i++) {
    pages[i] = (SohoaSeparatePage){.is_cover = strchr ("ab?=", text[i]) != NULL,
                                   .is_copy = text[i] == '=',
                                   .is_blank = text[i] == '_',
                                   .code = text[i] == 'a'   ? (char *) A
                                           : text[i] == 'b' ? (char *) B
                                                            : NULL};
  }
}

static const struct {
  const char *name, *pages, *name_code, *expected;
} cases[] = {
  {"a cover names the dossier", "a..", NULL, A " cover 0-2"},
  {"two covers, two dossiers", "a.b..", NULL, A " cover 0-1, " B " cover 2-4"},
  {"the same cover twice does not split", "aa..a.", NULL, A " cover 0-5"},
  {"a copy of a cover does not split", "a.=.", NULL, A " cover 0-3"},
  {"no cover: the name", "...", B, B " name 0-2"},
  {"the cover outranks the name", "a..", B, A " cover 0-2"},
  {"nothing: an issued code", "..", NULL, "S-0123456789ab-1 issued 0-1"},
  {"an unread cover takes the name's code", "?.", B, B " name 0-1"},
  {"an unread cover without a name's code", "?.", NULL, "S-0123456789ab-1 issued 0-1"},
  {"an unread cover splits", "a.?.", NULL, A " cover 0-1, S-0123456789ab-2 issued 2-3"},
  {"the name speaks for the one dossier without a code", "a.?.", B, A " cover 0-1, " B " name 2-3"},
  {"the name does not speak for two", "?.?.", B, "S-0123456789ab-1 issued 0-1, S-0123456789ab-2 issued 2-3"},
  {"the name's code is taken by a cover", "a.?.", A, A " cover 0-1, S-0123456789ab-2 issued 2-3"},
  {"pages before the first cover are a dossier of their own", ".a.", NULL,
   "S-0123456789ab-1 issued 0-0, " A " cover 1-2"},
  {"blank pages before the first cover are not", "__a.", NULL, A " cover 0-3"},
  {"blank pages in between stay where they are", "a_b", NULL, A " cover 0-1, " B " cover 2-2"},
  {"no page, no dossier", "", A, ""},
};

static void
test_sources_are_split_by_the_rules (void **state)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    SohoaSeparatePage pages[8];
    g_autoptr (GString) text = g_string_new (NULL);
    print_message ("%s\n", cases[i].name);
    read_pages (cases[i].pages, pages);
    g_autoptr (GPtrArray) found =
      sohoa_separate_pages (pages, (guint) strlen (cases[i].pages), cases[i].name_code, sha256);
    for (guint k = 0; k < found->len; k++) {
      const SohoaSeparated *dossier = g_ptr_array_index (found, k);
      g_string_append_printf (text, "%s%s %s %u-%u", k > 0 ? ", " : "", dossier->code,
                              sohoa_code_origin_nick (dossier->origin), dossier->first, dossier->last);
    }
    assert_string_equal (text->str, cases[i].expected);
  }
}

static void
test_the_unit_is_the_first_part_of_a_code (void **state)
{
  SohoaSeparatePage pages[2];
  read_pages ("a?", pages);
  g_autoptr (GPtrArray) found = sohoa_separate_pages (pages, 2, NULL, sha256);
  assert_string_equal (((SohoaSeparated *) g_ptr_array_index (found, 0))->unit, "000.00.26.H29");
  assert_null (((SohoaSeparated *) g_ptr_array_index (found, 1))->unit);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_sources_are_split_by_the_rules),
    cmocka_unit_test (test_the_unit_is_the_first_part_of_a_code),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
