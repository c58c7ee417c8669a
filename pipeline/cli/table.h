/* table.h - rows for people: columns padded to their widest cell, numbers to the right. */
#ifndef SOHOA_TABLE_H
#define SOHOA_TABLE_H

#include "../answers/listing.h"

G_BEGIN_DECLS

/* columns: NULL-terminated headings; rows: of GStrv, one cell a column. Caller frees. */
char *sohoa_table_to_text (const char *const *columns, GPtrArray *rows);
/* Prints it to stdout, as a table or as JSON; the exit status of a command, -1 when it cannot. */
int sohoa_print_listing (const SohoaListing *listing, gboolean json, GError **error);

G_END_DECLS

#endif
