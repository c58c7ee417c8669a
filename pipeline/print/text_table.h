/* text_table.h - rows for people: columns padded to their widest cell, numbers to the right. */
#ifndef SOHOA_PRINT_TEXT_TABLE_H
#define SOHOA_PRINT_TEXT_TABLE_H

#include <glib.h>

G_BEGIN_DECLS

/* columns: NULL-terminated headings; rows: of GStrv, one cell a column. Caller frees. */
char *sohoa_table_to_text (const char *const *columns, GPtrArray *rows);
/* How wide such a column is, in characters. */
glong sohoa_table_width (const char *heading, GPtrArray *rows, guint column);

G_END_DECLS

#endif
