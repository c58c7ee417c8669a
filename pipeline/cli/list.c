/* list.c - `sohoa list`: where everything stands, row by row. */
#include "../answers/listing.h"
#include "command.h"
#include "table.h"

static int
print_listing (const SohoaListing *listing, gboolean json, GError **error)
{
  g_autofree char *body =
    json ? sohoa_listing_to_json (listing) : sohoa_table_to_text (listing->columns, listing->rows);
  g_autofree char *text = g_strconcat (body, json ? "\n" : "", NULL);
  return sohoa_print (text, error) ? SOHOA_EXIT_CLEAN : -1;
}

static int
run (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  gboolean json = FALSE;
  const GOptionEntry options[] = {
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON", NULL},
    {0},
  };
  if (!sohoa_command_parse (command, options, arguments, 1, 1, error))
    return -1;
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_READ, error);
  g_autoptr (SohoaListing) listing = open ? sohoa_listing_load (open, (*arguments)[1], error) : NULL;
  return listing ? print_listing (listing, json, error) : -1;
}

const SohoaCommand sohoa_command_list = {
  .name = "list",
  .arguments = "dossiers|pages|review|quarantine",
  .summary = "list dossiers, pages, open questions or what could not be processed",
  .description = "Lists in order of receipt. Files are named by ids; 'sohoa show ID' tells their names.",
  .example = "sohoa list quarantine",
  .run = run,
};
