/* table.h - listings to stdout, as a table or as JSON. */
#ifndef SOHOA_TABLE_H
#define SOHOA_TABLE_H

#include "../answers/listing.h"
#include "../print/text_table.h"

G_BEGIN_DECLS

/* The exit status of a command, -1 when it cannot be printed. */
int sohoa_print_listing (const SohoaListing *listing, gboolean json, GError **error);

G_END_DECLS

#endif
