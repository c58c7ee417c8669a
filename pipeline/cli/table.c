/* table.c - see table.h. */
#include "table.h"

#include "command.h"

int
sohoa_print_listing (const SohoaListing *listing, gboolean json, GError **error)
{
  g_autofree char *body =
    json ? sohoa_listing_to_json (listing) : sohoa_table_to_text (listing->columns, listing->rows);
  g_autofree char *text = g_strconcat (body, json ? "\n" : "", NULL);
  return sohoa_print (text, error) ? SOHOA_EXIT_CLEAN : -1;
}
