/* command.h - the commands of `sohoa`: one file each, one row each in commands.c.
 *
 * A command parses its own options, prints results to stdout (bytes, UTF-8) and talk to stderr, and returns
 * an exit status, or -1 and an error, which main() prints as one line and turns into the status of its kind.
 */
#ifndef SOHOA_COMMAND_H
#define SOHOA_COMMAND_H

#include <sohoa/form.h>

G_BEGIN_DECLS

/* X (NAME, status, what it means). Exit statuses are an interface: they only grow. */
#define SOHOA_EXIT_LIST(X)                                                                                   \
  X (CLEAN, 0, "all clean")                                                                                  \
  X (START, 2, "could not start; nothing was changed")                                                       \
  X (ATTENTION, 3, "finished; something needs a person")                                                     \
  X (USAGE, 4, "wrong usage")                                                                                \
  X (STOPPED, 5, "stopped early; run again to resume")                                                       \
  X (BUSY, 6, "the archive is busy")                                                                         \
  X (INTEGRITY, 7, "integrity or ledger failure")

typedef enum {
#define X(name, status, text) SOHOA_EXIT_##name = (status),
  SOHOA_EXIT_LIST (X)
#undef X
} SohoaExit;

typedef struct SohoaCommand {
  const char *name;        /* "run" */
  const char *arguments;   /* "INBOX..."; "" when it takes none */
  const char *summary;     /* one line, for `sohoa --help` */
  const char *description; /* what a person must know to use it; NULL: the summary says it */
  const char *example;     /* one line a command */
  /* archive: its folder as asked for, maybe none yet. arguments: arguments[0] is the name. */
  int (*run) (const struct SohoaCommand *command, const char *archive, GStrv *arguments, GError **error);
  /* Of a command that is several, whose run is sohoa_command_act(): named "review list" and so on. */
  const struct SohoaCommand *actions;
  gsize n_actions;
} SohoaCommand;

/* To add a command: one file with its `const SohoaCommand`, its name here, one row in commands.c. When done,
 * `sohoa --help` lists it and its --help shows an example. */
extern const SohoaCommand sohoa_command_init, sohoa_command_run, sohoa_command_read, sohoa_command_status,
  sohoa_command_list, sohoa_command_show, sohoa_command_export, sohoa_command_retry, sohoa_command_form,
  sohoa_command_subject, sohoa_command_review, sohoa_command_page, sohoa_command_reread,
  sohoa_command_register, sohoa_command_report, sohoa_command_value, sohoa_command_doctor,
  sohoa_command_backup, sohoa_command_restore, sohoa_command_prefill;

/* All commands, NULL-terminated; borrowed. */
const SohoaCommand *const *sohoa_commands (void);
const SohoaCommand *sohoa_command_lookup (const char *name);
/* The word nearest to what was typed; NULL when none is near. candidates: NULL-terminated. Borrowed from
 * there. */
const char *sohoa_nearest_word (const char *typed, const char *const *candidates);
/* The commands' names, NULL-terminated; the caller frees the array, not the names. */
const char **sohoa_command_names (void);

/* The whole program: what main() does. */
int sohoa_command_line (GStrv *arguments);

/* For commands. Takes the options out of arguments; --help prints the help and ends the program. least, most:
 * how many arguments may be left beside the name. */
gboolean sohoa_command_parse (const SohoaCommand *command, const GOptionEntry *options, GStrv *arguments,
                              guint least, guint most, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for commands that ask, and know the one option --json. */
gboolean sohoa_command_parse_query (const SohoaCommand *command, GStrv *arguments, guint least, guint most,
                                    gboolean *ret_json, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Drops the first of the arguments. */
void sohoa_command_shift (GStrv *arguments);
/* Runs the one of the command's actions that the arguments choose. */
int sohoa_command_act (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error);
/* The help of a command as text, without its options. Caller frees. */
char *sohoa_command_help (const SohoaCommand *command);

/* Prints a text to stdout as it is; SOHOA_ERROR_DISK. */
gboolean sohoa_print (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A JSON object, as it is or laid out for people. */
gboolean sohoa_print_object (const char *json, gboolean as_json, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Folders of form versions for an archive (it need not exist): the installed ones, then its own. Free with
 * g_strfreev(). */
GStrv sohoa_form_folders (const char *archive);
/* The geometry of all versions that have a blank; of SohoaTemplate. */
GPtrArray *sohoa_form_templates (const SohoaFormSet *forms);

G_END_DECLS

#endif
