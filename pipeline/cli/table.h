/* table.h - rows for people: columns padded to their widest cell, numbers to the right. */
#ifndef SOHOA_TABLE_H
#define SOHOA_TABLE_H

#include <glib.h>

G_BEGIN_DECLS

/* columns: NULL-terminated headings; rows: of GStrv, one cell a column. Caller frees. */
char *sohoa_table_to_text (const char *const *columns, GPtrArray *rows);

G_END_DECLS

#endif
