/* run.c - `sohoa run`: digitize what is new, print the ledger. */
#include <sohoa/codelist.h>
#include <sohoa/dictionary.h>

#include "../answers/ledger.h"
#include "../crew/night.h"
#include "../store/run.h"
#include "../store/setting.h"
#include "../subjects/subjects.h"
#include "command.h"
#include "progress.h"
#include "report_file.h"
#include "signals.h"
#include "hire.h"

#include <stdio.h>

static void
show_progress (gpointer data, const SohoaNightProgress *progress)
{
  sohoa_progress_update (data, progress->done, progress->known);
}

static void
show_trouble (gpointer data, const char *id, const GError *error)
{
  sohoa_progress_hide (data);
  fprintf (stderr, "sohoa: %s: %s [%s]\n", id, error->message, sohoa_error_nick (error->code));
}

typedef struct {
  int n_workers;
  int limit;
  double settle_s; /* negative: as settings.json says */
  gboolean move_done;
  char *reports; /* folder; NULL: no report is written */
} RunOptions;

static void
run_options_clear (RunOptions *options)
{
  g_free (options->reports);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RunOptions, run_options_clear)

static gboolean
parse (const SohoaCommand *command, GStrv *arguments, RunOptions *options, GError **error)
{
  const GOptionEntry entries[] = {
    {"jobs", 'j', 0, G_OPTION_ARG_INT, &options->n_workers, "Workers (default: one a core)", "N"},
    {"move-done", 0, 0, G_OPTION_ARG_NONE, &options->move_done, "Move finished files to INBOX/done", NULL},
    {"report", 0, 0, G_OPTION_ARG_FILENAME, &options->reports,
     "Write the morning's report there, as text and HTML", "FOLDER"},
    {"limit", 0, 0, G_OPTION_ARG_INT, &options->limit, "Take at most N new files or folders", "N"},
    {"settle", 0, 0, G_OPTION_ARG_DOUBLE, &options->settle_s,
     "Take what did not change for S seconds (default: 5)", "S"},
    {0},
  };
  if (!sohoa_command_parse (command, entries, arguments, 1, G_MAXUINT, error))
    return FALSE;
  if (options->n_workers >= 1 && options->n_workers <= SOHOA_WORKERS_MAX && options->limit >= 0)
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, "--jobs must be 1 to %d and --limit not negative",
               SOHOA_WORKERS_MAX);
  return FALSE;
}

static GPtrArray *
open_inboxes (GStrv folders, GError **error)
{
  g_autoptr (GPtrArray) inboxes = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_inbox_free);
  for (; *folders; folders++) {
    SohoaInbox *inbox = sohoa_inbox_open (*folders, error);
    if (!inbox)
      return NULL;
    g_ptr_array_add (inboxes, inbox);
  }
  return g_steal_pointer (&inboxes);
}

/* A list that is wrong would make every value of the night wrong: better no night than that one. */
static gboolean
check_knowledge (GError **error)
{
  return sohoa_code_lists_check (error) && sohoa_dictionary_get (error) != NULL;
}

/* One worker at least is warm and in its cage, before the run begins. */
static SohoaCrew *
hire (const SohoaFormSet *forms, int n_workers, GError **error)
{
  g_autoptr (GPtrArray) templates = sohoa_form_templates (forms);
  SohoaCrewOptions options = sohoa_hire_defaults ();
  options.n_workers = (guint) n_workers;
  g_autoptr (SohoaCrew) crew = sohoa_crew_new (&options, templates, error);
  return crew && sohoa_crew_start (crew, error) ? g_steal_pointer (&crew) : NULL;
}

/* Ends the run in the archive with the status that the program will end with, and prints the balance. An
 * error of the night itself is more telling than one that follows from it here. */
static int
close_run (SohoaArchive *archive, gint64 run, GError *night_error, GError **error)
{
  SohoaLedger ledger = {0}, ever;
  g_autoptr (GError) unbalanced = NULL;
  gboolean balanced = sohoa_ledger_load (archive, run, &ledger, &unbalanced) &&
                      sohoa_ledger_load (archive, 0, &ever, &unbalanced);
  GError *worst = night_error ? night_error : unbalanced;
  int status = worst                                          ? sohoa_error_exit_status (worst)
               : ledger.reasons_left > 0 || ledger.review > 0 ? SOHOA_EXIT_ATTENTION
                                                              : SOHOA_EXIT_CLEAN;
  g_autoptr (GError) unended = NULL;
  gboolean ended = sohoa_run_end (archive, run, status, &unended);
  g_autofree char *text = balanced ? sohoa_ledger_to_text (&ledger) : g_strdup ("");
  g_autoptr (GError) unprinted = NULL;
  gboolean printed = sohoa_print (text, &unprinted);
  if (worst || !ended || !printed) {
    g_propagate_error (error, g_error_copy (worst ? worst : !ended ? unended : unprinted));
    return -1;
  }
  return status;
}

/* However the night ended: the clerk reads why. */
static int
report_run (SohoaArchive *archive, gint64 run, const char *folder, int status, GError **error)
{
  g_autoptr (GError) unwritten = NULL;
  if (!folder || sohoa_report_write_night (archive, run, folder, &unwritten))
    return status;
  if (status >= 0)
    g_propagate_error (error, g_steal_pointer (&unwritten));
  return -1;
}

static int
run_night (SohoaArchive *archive, const SohoaFormSet *forms, SohoaCrew *crew, SohoaNightPlan *plan,
           const char *reports, GError **error)
{
  SohoaProgress progress;
  const SohoaNightListener listener = {.data = &progress, .progress = show_progress, .trouble = show_trouble};
  g_autoptr (GError) night_error = NULL;
  if (!sohoa_run_begin (archive, &plan->run, error) ||
      !sohoa_run_record_crew (archive, plan->run, sohoa_crew_recognizer_id (crew), sohoa_crew_cage (crew),
                              error))
    return -1;
  plan->stop = sohoa_watch_signals ();
  sohoa_progress_init (&progress, stderr);
  if (!sohoa_night_run (archive, forms, crew, plan, &listener, &night_error) ||
      !sohoa_subjects_update (archive, forms, NULL, &night_error))
    g_debug ("the night ended early");
  sohoa_progress_hide (&progress);
  int status = close_run (archive, plan->run, night_error, error);
  return report_run (archive, plan->run, reports, status, error);
}

static int
run (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_auto (RunOptions) options = {.n_workers = (int) sohoa_hire_defaults ().n_workers, .settle_s = -1};
  if (!parse (command, arguments, &options, error))
    return -1;
  g_autoptr (GPtrArray) inboxes = open_inboxes (*arguments + 1, error);
  g_autoptr (SohoaArchive) open = inboxes ? sohoa_archive_open (archive, SOHOA_ARCHIVE_WRITE, error) : NULL;
  double settle_s = options.settle_s;
  if (!open || (settle_s < 0 && !sohoa_setting_number (open, "settle_s", 5, &settle_s, error)))
    return -1;
  g_auto (GStrv) folders = sohoa_form_folders (archive);
  g_autoptr (SohoaFormSet) forms =
    check_knowledge (error) ? sohoa_form_set_load ((const char *const *) folders, error) : NULL;
  g_autoptr (SohoaCrew) crew = forms ? hire (forms, options.n_workers, error) : NULL;
  SohoaNightPlan plan = {
    .inboxes = inboxes,
    .limit = (guint) options.limit,
    .settle_s = settle_s,
    .move_done = options.move_done,
  };
  return crew ? run_night (open, forms, crew, &plan, options.reports, error) : -1;
}

const SohoaCommand sohoa_command_run = {
  .name = "run",
  .arguments = "INBOX...",
  .summary = "digitize what is new in the inboxes, print the ledger",
  .description =
    "Takes every new file or folder of images that did not change for a while, reads its pages, stores "
    "the values.\nAn inbox is never changed, unless --move-done is given. Run it again at any time: what "
    "is known is not\ntaken twice, and a run that was stopped or killed goes on where it was.",
  .example = "sohoa --archive /srv/archive run /srv/scans --jobs 4",
  .run = run,
};
