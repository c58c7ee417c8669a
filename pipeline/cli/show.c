/* show.c - `sohoa show`: everything about one thing, names and values included. */
#include "../answers/listing.h"
#include "command.h"

static int
run (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  gboolean json;
  if (!sohoa_command_parse_query (command, arguments, 1, 1, &json, error))
    return -1;
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_READ, error);
  g_autofree char *found = open ? sohoa_show_json (open, (*arguments)[1], error) : NULL;
  return found && sohoa_print_object (found, json, error) ? SOHOA_EXIT_CLEAN : -1;
}

const SohoaCommand sohoa_command_show = {
  .name = "show",
  .arguments = "ID",
  .summary = "show everything about a dossier, source, page or field",
  .description =
    "ID: a dossier's code, a source (12), a page (12.3) or a field (12.3/father.full_name).\n"
    "This is the only command but 'export' that prints names of files and values read from paper.",
  .example = "sohoa show 12.3",
  .run = run,
};
