/* csv_read.h - reading CSV (RFC 4180, UTF-8 with or without BOM, any line end), as csv_line.h writes it: an
 * apostrophe before what a spreadsheet would take for a formula is taken off again. */
#ifndef SOHOA_CSV_READ_H
#define SOHOA_CSV_READ_H

#include <sohoa/error.h>

G_BEGIN_DECLS

/* Of GStrv: a row each, blank lines left out. SOHOA_ERROR_USAGE names the line of a quote that is not closed.
 */
GPtrArray *sohoa_csv_read (const char *text, GError **error);

G_END_DECLS

#endif
