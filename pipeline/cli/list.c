/* list.c - `sohoa list`: where everything stands, row by row. */
#include "command.h"
#include "table.h"

static int
run (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  gboolean json;
  if (!sohoa_command_parse_query (command, arguments, 1, 1, &json, error))
    return -1;
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_READ, error);
  g_autoptr (SohoaListing) listing = open ? sohoa_listing_load (open, (*arguments)[1], error) : NULL;
  return listing ? sohoa_print_listing (listing, json, error) : -1;
}

const SohoaCommand sohoa_command_list = {
  .name = "list",
  .arguments = "dossiers|pages|review|quarantine|unscanned|unregistered",
  .summary = "list dossiers, pages, open questions or what could not be processed",
  .description = "Lists in order of receipt. Files are named by ids; 'sohoa show ID' tells their names.\n"
                 "unscanned: entries of the register without a scan; unregistered: scanned dossiers without "
                 "an entry.",
  .example = "sohoa list quarantine",
  .run = run,
};
