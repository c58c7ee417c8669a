/* table_file.h - a table that somebody hands over as a file: CSV in UTF-8. */
#ifndef SOHOA_TABLE_FILE_H
#define SOHOA_TABLE_FILE_H

#include <sohoa/error.h>

G_BEGIN_DECLS

/* what: "the register", for errors. The caller frees *ret_csv. SOHOA_ERROR_NOT_FOUND, SOHOA_ERROR_USAGE. */
gboolean sohoa_load_table (const char *file, const char *what, char **ret_csv,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
