/* backup.c - `sohoa backup` and `sohoa restore`: the archive copied, and made again from the copy. */
#include "../store/backup.h"
#include "../answers/ledger.h"
#include "../store/event.h"
#include "../store/health.h"
#include "command.h"

#include <stdio.h>

static int
run_backup (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_autofree char *key = NULL;
  const GOptionEntry entries[] = {
    {"key", 0, 0, G_OPTION_ARG_FILENAME, &key, "Also copy the key, into this new file", "FILE"},
    {0},
  };
  if (!sohoa_command_parse (command, entries, arguments, 1, 1, error))
    return -1;
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_READ, error);
  if (!open || !sohoa_backup_take (open, (*arguments)[1], error) ||
      (key && !sohoa_backup_take_key (open, key, error)))
    return -1;
  fputs (key ? "the backup is whole; keep the key apart from it\n"
             : "the backup is whole; it can be restored only with the key, which is not in it (--key)\n",
         stderr);
  return SOHOA_EXIT_CLEAN;
}

const SohoaCommand sohoa_command_backup = {
  .name = "backup",
  .arguments = "FOLDER",
  .summary = "copy the archive, also while a run goes on",
  .description = "Copies database, originals, own forms and settings. Into the folder of an earlier backup "
                 "only what is\nnew is "
                 "copied. The key that values and events are sealed with is not in it: copy it once, with "
                 "--key, to a\nplace of "
                 "its own.",
  .example = "sohoa --archive /srv/archive backup /mnt/backup/sohoa",
  .run = run_backup,
};

/* A copy that cannot be trusted is better known now than on the day that it is needed. */
static gboolean
check_restored (const char *archive, GError **error)
{
  SohoaLedger ledger;
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_READ, error);
  return open && sohoa_health_database (open, error) && sohoa_event_verify (open, NULL, error) &&
         sohoa_health_values (open, error) && sohoa_health_objects (open, error) &&
         sohoa_ledger_load (open, 0, &ledger, error);
}

static int
run_restore (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_autofree char *key = NULL;
  const GOptionEntry entries[] = {
    {"key", 0, 0, G_OPTION_ARG_FILENAME, &key, "The key, as 'sohoa backup --key' copied it", "FILE"},
    {0},
  };
  if (!sohoa_command_parse (command, entries, arguments, 1, 1, error))
    return -1;
  if (!key) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                         "--key is missing: values are sealed with it");
    return -1;
  }
  if (!sohoa_backup_restore ((*arguments)[1], key, archive, error) || !check_restored (archive, error))
    return -1;
  fputs ("the archive is restored and checked\n", stderr);
  return SOHOA_EXIT_CLEAN;
}

const SohoaCommand sohoa_command_restore = {
  .name = "restore",
  .arguments = "FOLDER",
  .summary = "make the archive of a backup again, in a new or empty folder",
  .description =
    "The folder that --archive names becomes the archive. Everything is checked as 'sohoa doctor' does.",
  .example = "sohoa --archive /srv/archive restore /mnt/backup/sohoa --key /media/safe/sohoa.key",
  .run = run_restore,
};
