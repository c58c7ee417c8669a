/* csv_read.h - reading CSV (RFC 4180, UTF-8 with or without BOM, any line end), as csv_line.h writes it: an
 * apostrophe before what a spreadsheet would take for a formula is taken off again.
 *
 * Cells are apart by commas, semicolons (what spreadsheets write where the comma is the decimal mark) or
 * tabs: the one that the first line has most of.
 */
#ifndef SOHOA_CSV_READ_H
#define SOHOA_CSV_READ_H

#include <sohoa/error.h>

G_BEGIN_DECLS

/* Row by row, for tables of any length. The text is borrowed. */
typedef struct {
  const char *text; /* what is left */
  char separator;
  guint line; /* that the next row begins on, from 1 */
} SohoaCsvReader;

void sohoa_csv_begin (SohoaCsvReader *reader, const char *text);
/* The next row that is not blank, and the line it begins on; *ret_row NULL at the end, else the caller frees
 * it with g_strfreev(). SOHOA_ERROR_USAGE names the line of a quote that is not closed. */
gboolean sohoa_csv_next (SohoaCsvReader *reader, GStrv *ret_row, guint *ret_line,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* All rows at once; of GStrv. */
GPtrArray *sohoa_csv_read (const char *text, GError **error);

G_END_DECLS

#endif
