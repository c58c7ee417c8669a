/* command_line.c - the options before the command, help, and how failures look at the end. */
#include "command.h"
#include "hire.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Help. */

static char *
describe_commands (void)
{
  GString *text = g_string_new ("Commands:\n");
  for (const SohoaCommand *const *command = sohoa_commands (); *command; command++)
    g_string_append_printf (text, "  %-8s %s\n", (*command)->name, (*command)->summary);
  g_string_append (text, "\n'sohoa COMMAND --help' tells more, with an example.\n\nExit status:\n");
#define X(name, status, meaning) g_string_append_printf (text, "  %d  %s\n", status, meaning);
  SOHOA_EXIT_LIST (X)
#undef X
  return g_string_free (text, FALSE);
}

static GOptionContext *
make_context (const SohoaCommand *command, const GOptionEntry *options)
{
  g_autofree char *name = g_strconcat ("sohoa ", command->name, NULL);
  g_autofree char *example = g_strconcat ("Example:\n  ", command->example, NULL);
  g_set_prgname (name);
  GOptionContext *context = g_option_context_new (command->arguments);
  g_option_context_set_summary (context, command->description ? command->description : command->summary);
  g_option_context_set_description (context, example);
  if (options)
    g_option_context_add_main_entries (context, options, NULL);
  return context;
}

char *
sohoa_command_help (const SohoaCommand *command)
{
  g_autoptr (GOptionContext) context = make_context (command, NULL);
  return g_option_context_get_help (context, TRUE, NULL);
}

/* Parsing. */

static gboolean
fail_usage (GError **error, const char *command, const char *why)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, "%s; 'sohoa%s%s --help' shows how to use it", why,
               command ? " " : "", command ? command : "");
  return FALSE;
}

static gboolean
parse_options (GOptionContext *context, const char *command, GStrv *arguments, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  if (g_option_context_parse_strv (context, arguments, &wrong))
    return TRUE;
  wrong->message[0] = g_ascii_tolower (wrong->message[0]);
  return fail_usage (error, command, wrong->message);
}

gboolean
sohoa_command_parse (const SohoaCommand *command, const GOptionEntry *options, GStrv *arguments, guint least,
                     guint most, GError **error)
{
  g_autoptr (GOptionContext) context = make_context (command, options);
  if (!parse_options (context, command->name, arguments, error))
    return FALSE;
  guint left = g_strv_length (*arguments) - 1;
  if (left < least)
    return fail_usage (error, command->name, "an argument is missing");
  return left <= most || fail_usage (error, command->name, "too many arguments");
}

gboolean
sohoa_command_parse_query (const SohoaCommand *command, GStrv *arguments, guint least, guint most,
                           gboolean *ret_json, GError **error)
{
  *ret_json = FALSE;
  const GOptionEntry options[] = {
    {"json", 0, 0, G_OPTION_ARG_NONE, ret_json, "Print JSON", NULL},
    {0},
  };
  return sohoa_command_parse (command, options, arguments, least, most, error);
}

void
sohoa_command_shift (GStrv *arguments)
{
  g_free ((*arguments)[0]);
  memmove (*arguments, *arguments + 1, (g_strv_length (*arguments + 1) + 1) * sizeof (char *));
}

static int
run_command (const char *archive, GStrv *arguments, GError **error)
{
  const char *name = (*arguments)[0];
  const SohoaCommand *command = name ? sohoa_command_lookup (name) : NULL;
  if (command)
    return command->run (command, archive, arguments, error);
  g_autofree const char **names = sohoa_command_names ();
  const char *nearest = name ? sohoa_nearest_word (name, names) : NULL;
  g_autofree char *why = nearest ? g_strdup_printf ("unknown command '%s', did you mean '%s'", name, nearest)
                         : name  ? g_strdup_printf ("unknown command '%s'", name)
                                 : g_strdup ("no command given");
  fail_usage (error, NULL, why);
  return -1;
}

/* The options before the command, then the command. */
static int
run_arguments (GStrv *arguments, GError **error)
{
  g_autofree char *archive = NULL, *description = describe_commands ();
  gboolean version = FALSE, uncaged = FALSE;
  const GOptionEntry options[] = {
    {"archive", 0, 0, G_OPTION_ARG_FILENAME, &archive,
     "The archive (else SOHOA_ARCHIVE, else the current folder)", "DIR"},
    {"uncaged", 0, 0, G_OPTION_ARG_NONE, &uncaged,
     "Where the kernel has no seccomp: open scans outside the cage; any file may be hostile", NULL},
    {"version", 0, 0, G_OPTION_ARG_NONE, &version, "Print the version", NULL},
    {0},
  };
  g_set_prgname ("sohoa");
  g_autoptr (GOptionContext) context = g_option_context_new ("COMMAND ...");
  g_option_context_set_summary (context, "Turns scanned paper dossiers into data.");
  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, options, NULL);
  g_option_context_set_strict_posix (context, TRUE);
  if (!parse_options (context, NULL, arguments, error))
    return -1;
  if (version)
    return sohoa_print ("sohoa " SOHOA_VERSION "\n", error) ? SOHOA_EXIT_CLEAN : -1;
  if (uncaged)
    sohoa_hire_uncaged ();
  sohoa_command_shift (arguments);
  const char *set = g_getenv ("SOHOA_ARCHIVE");
  return run_command (archive ? archive : set && *set ? set : ".", arguments, error);
}

/* Results. */

gboolean
sohoa_print (const char *text, GError **error)
{
  if (fputs (text, stdout) >= 0 && fflush (stdout) == 0)
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot write the result: %s", g_strerror (errno));
  return FALSE;
}

int
sohoa_command_line (GStrv *arguments)
{
  g_autoptr (GError) error = NULL;
  int status = run_arguments (arguments, &error);
  if (!error)
    return status;
  fprintf (stderr, "sohoa: %s\n", error->message);
  return sohoa_error_exit_status (error);
}
