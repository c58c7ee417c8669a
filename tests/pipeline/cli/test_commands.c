/* test_commands.c - every command can be found, tells what it is for and shows an example that would work;
 * what a person types wrong is answered with what was probably meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "pipeline/cli/command.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_every_command_is_in_the_table_once_and_complete (void **state)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (const SohoaCommand *const *command = sohoa_commands (); *command; command++) {
    assert_true (g_hash_table_add (seen, (gpointer) (*command)->name));
    assert_non_null ((*command)->run);
    assert_true (strlen ((*command)->summary) > 10 && strlen ((*command)->summary) <= 70);
    assert_ptr_equal (sohoa_command_lookup ((*command)->name), *command);
  }
  assert_null (sohoa_command_lookup ("no such command"));
}

static void
test_every_commands_help_shows_an_example_of_itself (void **state)
{
  for (const SohoaCommand *const *command = sohoa_commands (); *command; command++) {
    g_autofree char *help = sohoa_command_help (*command);
    g_autofree char *name = g_strconcat (" ", (*command)->name, NULL);
    assert_true (g_str_has_prefix ((*command)->example, "sohoa "));
    assert_non_null (strstr ((*command)->example, name));
    assert_non_null (strstr (help, (*command)->example));
    g_auto (GStrv) lines = g_strsplit (help, "\n", -1);
    for (char **line = lines; *line; line++)
      assert_true (g_utf8_strlen (*line, -1) <= 120);
  }
}

static void
test_every_action_is_named_after_its_command_and_shows_an_example (void **state)
{
  guint n = 0;
  for (const SohoaCommand *const *command = sohoa_commands (); *command; command++)
    for (gsize i = 0; i < (*command)->n_actions; i++, n++) {
      const SohoaCommand *action = &(*command)->actions[i];
      g_autofree char *start = g_strconcat ((*command)->name, " ", NULL);
      g_autofree char *example = g_strconcat ("sohoa ", action->name, NULL);
      assert_true (g_str_has_prefix (action->name, start));
      assert_true (g_str_has_prefix (action->example, example));
      assert_non_null (strstr ((*command)->arguments, action->name + strlen (start)));
      assert_non_null (action->run);
    }
  assert_true (n > 0);
}

static void
test_a_mistyped_word_finds_its_neighbour (void **state)
{
  static const struct {
    const char *typed, *nearest;
  } cases[] = {
    {"rnu", "run"},
    {"stat", "status"},
    {"statsu", "status"},
    {"exprot", "export"},
    {"shwo", "show"},
    {"fomr", "form"},
    {"x", NULL},
    {"", NULL},
    {"digitize", NULL},
    {"retyr", "retry"},
    {"statuses-of-all-that-came-in-last-night", NULL},
  };
  g_autofree const char **names = sohoa_command_names ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *nearest = sohoa_nearest_word (cases[i].typed, names);
    if (g_strcmp0 (nearest, cases[i].nearest) != 0)
      fail_msg ("'%s' found '%s', expected '%s'", cases[i].typed, nearest, cases[i].nearest);
  }
}

static int
run_line (const char *line)
{
  g_auto (GStrv) arguments = g_strsplit (line, " ", -1);
  return sohoa_command_line (&arguments);
}

static void
test_wrong_usage_has_a_status_of_its_own (void **state)
{
  static const char *const lines[] = {
    "sohoa",
    "sohoa rum",
    "sohoa run",
    "sohoa --no-such-option",
    "sohoa run --jobs many inbox",
    "sohoa run --jobs 0 inbox",
    "sohoa list",
    "sohoa status too many",
    "sohoa form",
    "sohoa form lst",
    "sohoa form preview ct01",
    "sohoa register",
    "sohoa report digitisation",
    "sohoa report digitization --by colour",
    "sohoa report digitization --format papyrus",
    "sohoa report digitization --format xlsx",
    "sohoa report reduction --matrix --form ct01",
    "sohoa report digitization --by unit --explain scanned",
    "sohoa read --until nowhere file",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (run_line (lines[i]) != SOHOA_EXIT_USAGE)
      fail_msg ("'%s' was accepted", lines[i]);
}

static void
test_an_archive_that_is_none_cannot_start (void **state)
{
  g_autofree char *folder = g_dir_make_tmp ("sohoa-XXXXXX", NULL);
  g_autofree char *line = g_strdup_printf ("sohoa --archive %s status", folder);
  assert_int_equal (run_line (line), SOHOA_EXIT_START);
  assert_int_equal (g_rmdir (folder), 0);
}

/* Each kind of error ends the program with a status that --help explains. */
static void
test_every_error_has_an_exit_status_that_is_explained (void **state)
{
  for (int code = 0; code <= SOHOA_ERROR_INTERNAL; code++) {
    g_autoptr (GError) error = g_error_new_literal (SOHOA_ERROR, code, "x");
    int status = sohoa_error_exit_status (error);
    gboolean explained = FALSE;
#define X(name, number, text) explained = explained || status == (number);
    SOHOA_EXIT_LIST (X)
#undef X
    if (!explained || status == SOHOA_EXIT_CLEAN)
      fail_msg ("error %d ends with %d", code, status);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_every_command_is_in_the_table_once_and_complete),
    cmocka_unit_test (test_every_commands_help_shows_an_example_of_itself),
    cmocka_unit_test (test_every_action_is_named_after_its_command_and_shows_an_example),
    cmocka_unit_test (test_a_mistyped_word_finds_its_neighbour),
    cmocka_unit_test (test_wrong_usage_has_a_status_of_its_own),
    cmocka_unit_test (test_an_archive_that_is_none_cannot_start),
    cmocka_unit_test (test_every_error_has_an_exit_status_that_is_explained),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
