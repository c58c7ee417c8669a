/* retry.c - `sohoa retry`: put back what could not be processed, for the next run. */
#include "../store/source.h"
#include "command.h"

#include <stdio.h>

/* "12" or "12.3". */
static gboolean
parse_id (const char *id, gint64 *ret_source, guint *ret_page, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (id, ".", 2);
  guint64 source = 0, page = 0;
  if (!g_ascii_string_to_unsigned (parts[0] ? parts[0] : "", 10, 1, G_MAXINT64, &source, NULL) ||
      (parts[1] && !g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXUINT, &page, NULL))) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                 "'%s' is no id of a source (12) or page (12.3); 'sohoa list quarantine' shows them", id);
    return FALSE;
  }
  *ret_source = (gint64) source;
  *ret_page = (guint) page;
  return TRUE;
}

static gboolean
retry_each (SohoaArchive *archive, const char *const *ids, guint *ret_count, GError **error)
{
  *ret_count = 0;
  if (!*ids)
    return sohoa_source_retry (archive, 0, 0, ret_count, error);
  for (; *ids; ids++) {
    gint64 source;
    guint page, count;
    if (!parse_id (*ids, &source, &page, error) || !sohoa_source_retry (archive, source, page, &count, error))
      return FALSE;
    *ret_count += count;
  }
  return TRUE;
}

static int
run (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  if (!sohoa_command_parse (command, NULL, arguments, 0, G_MAXUINT, error))
    return -1;
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_WRITE, error);
  guint count = 0;
  if (!open || !sohoa_archive_begin (open, error))
    return -1;
  if (!sohoa_archive_end (open, retry_each (open, (const char *const *) *arguments + 1, &count, error),
                          error))
    return -1;
  fprintf (stderr, "%u page%s will be tried again by the next 'sohoa run'\n", count, count == 1 ? "" : "s");
  return SOHOA_EXIT_CLEAN;
}

const SohoaCommand sohoa_command_retry = {
  .name = "retry",
  .arguments = "[ID...]",
  .summary = "put back what could not be processed; the next run tries again",
  .description =
    "ID: a source (12) or a page (12.3), as 'sohoa list quarantine' shows them. Without any: everything.",
  .example = "sohoa retry 12.3 14",
  .run = run,
};
