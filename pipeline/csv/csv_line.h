/* csv_line.h - writing CSV (RFC 4180, UTF-8, LF) that a spreadsheet cannot be tricked by.
 *
 * A cell that a spreadsheet would take for a formula (it begins with = + - @, tab or carriage return) gets an
 * apostrophe in front, which spreadsheets take for "this is text".
 */
#ifndef SOHOA_CSV_LINE_H
#define SOHOA_CSV_LINE_H

#include <glib.h>

G_BEGIN_DECLS

/* Appends a cell, with a comma before it unless it is the first of its line. NULL is an empty cell. */
void sohoa_csv_cell (GString *out, const char *text);
void sohoa_csv_int (GString *out, gint64 number);
/* A number as it is written: never taken for a formula, though it may be negative. */
void sohoa_csv_number (GString *out, const char *number);
void sohoa_csv_end (GString *out);

G_END_DECLS

#endif
