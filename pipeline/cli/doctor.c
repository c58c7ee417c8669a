/* doctor.c - `sohoa doctor`: is the archive sound, and can the next night begin? */
#include "../answers/ledger.h"
#include "../store/event.h"
#include "../store/health.h"
#include "command.h"
#include "hire.h"
#include "table.h"

#include <string.h>

static gboolean
check_ledger (SohoaArchive *archive, GError **error)
{
  SohoaLedger ledger;
  return sohoa_ledger_load (archive, 0, &ledger, error);
}

static gboolean
check_events (SohoaArchive *archive, GError **error)
{
  return sohoa_event_verify (archive, NULL, error);
}

/* A worker is hired: its program, its models and its cage are what a night needs of this machine. */
static gboolean
check_worker (SohoaArchive *archive, GError **error)
{
  g_autoptr (GPtrArray) templates = g_ptr_array_new ();
  SohoaCrewOptions options = sohoa_hire_defaults ();
  g_autoptr (SohoaCrew) crew = sohoa_crew_new (&options, templates, error);
  return crew != NULL && sohoa_crew_start (crew, error);
}

static const struct {
  const char *name;
  gboolean (*check) (SohoaArchive *archive, GError **error);
  const char *fine;
} checks[] = {
  {"permissions", sohoa_health_permissions, "nobody else can read it"},
  {"database", sohoa_health_database, "pages, indices and references fit"},
  {"events", check_events, "the chain is whole"},
  {"values", sohoa_health_values, "all carry the hash they were stored with"},
  {"objects", sohoa_health_objects, "all are there, with the hash they are named by"},
  {"ledger", check_ledger, "it balances, since ever"},
  {"worker", check_worker, "its models are those that are pinned, its cage holds"},
  {"space", sohoa_health_space, "there is room"},
  {"clock", sohoa_health_clock, "it is not behind the archive"},
};

/* The worst outcome decides: damage before what keeps the next night from starting or wants a person. */
static int
worse (int status, const GError *why)
{
  int other =
    sohoa_error_exit_status (why) == SOHOA_EXIT_INTEGRITY ? SOHOA_EXIT_INTEGRITY : SOHOA_EXIT_ATTENTION;
  return MAX (status, other);
}

static int
run (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  static const char *const columns[] = {"check", "state", "detail", NULL};
  gboolean json;
  int status = SOHOA_EXIT_CLEAN;
  if (!sohoa_command_parse_query (command, arguments, 0, 0, &json, error))
    return -1;
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_READ, error);
  if (!open)
    return -1;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++) {
    g_autoptr (GError) why = NULL;
    gboolean fine = checks[i].check (open, &why);
    const char *cells[] = {checks[i].name, fine ? "ok" : "fault", fine ? checks[i].fine : why->message, NULL};
    g_ptr_array_add (rows, g_strdupv ((char **) cells));
    status = fine ? status : worse (status, why);
  }
  SohoaListing listing = {.columns = columns, .rows = rows};
  return sohoa_print_listing (&listing, json, error) < 0 ? -1 : status;
}

const SohoaCommand sohoa_command_doctor = {
  .name = "doctor",
  .arguments = "",
  .summary = "check the archive and what the next night needs of this machine",
  .description =
    "Reads everything: the database, the chain of events, the hash of every value and of every "
    "original,\nthe "
    "balance since ever; then hires a worker, and looks at disk, permissions and clock.\nExit status 7 when "
    "something was damaged or changed, 3 when something else wants a person.",
  .example = "sohoa --archive /srv/archive doctor",
  .run = run,
};
