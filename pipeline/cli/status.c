/* status.c - `sohoa status`: the balance since ever, and what the last run was. */
#include "../answers/ledger.h"
#include "command.h"

/* NULL without an error: nothing ran yet. */
static gboolean
load_last_run (SohoaArchive *archive, SohoaRun **ret_run, GError **error)
{
  g_autoptr (GError) none = NULL;
  *ret_run = sohoa_run_load (archive, 0, &none);
  if (*ret_run || g_error_matches (none, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&none));
  return FALSE;
}

static char *
describe_run (const SohoaRun *run)
{
  if (!run)
    return g_strdup ("last run: none yet; 'sohoa run INBOX' digitizes\n");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_local (run->started / G_USEC_PER_SEC);
  g_autofree char *when = g_date_time_format (utc, "%Y-%m-%d %H:%M");
  if (run->ended == 0)
    return g_strdup_printf ("last run: %s, goes on or was cut off; the next run resumes it\n", when);
  return g_strdup_printf ("last run: %s, %" G_GINT64_FORMAT " s, exit status %d\n", when,
                          (run->ended - run->started) / G_USEC_PER_SEC, run->exit_status);
}

static int
run (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  gboolean json;
  if (!sohoa_command_parse_query (command, arguments, 0, 0, &json, error))
    return -1;
  SohoaLedger ledger;
  g_autoptr (SohoaRun) last = NULL;
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_READ, error);
  if (!open || !sohoa_ledger_load (open, 0, &ledger, error) || !load_last_run (open, &last, error))
    return -1;
  g_autofree char *balance = json ? sohoa_ledger_to_json (&ledger) : sohoa_ledger_to_text (&ledger);
  g_autofree char *tail = json ? g_strdup ("\n") : describe_run (last);
  g_autofree char *text = g_strconcat (balance, tail, NULL);
  return sohoa_print (text, error) ? SOHOA_EXIT_CLEAN : -1;
}

const SohoaCommand sohoa_command_status = {
  .name = "status",
  .arguments = "",
  .summary = "the balance: what came in, and what became of it",
  .description = NULL,
  .example = "sohoa --archive /srv/archive status",
  .run = run,
};
