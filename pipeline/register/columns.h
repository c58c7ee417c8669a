/* columns.h - which column of a register's table is what. Private to this room.
 *
 * A column is known by its heading (schemas/codelists/register_columns.tsv), whatever its case, or by what
 * the person who imports says. Columns that nobody knows are left alone.
 */
#ifndef SOHOA_REGISTER_COLUMNS_H
#define SOHOA_REGISTER_COLUMNS_H

#include <sohoa/error.h>

G_BEGIN_DECLS

/* X (NAME, code). Codes are those of the code list. */
#define SOHOA_REGISTER_COLUMN_LIST(X)                                                                        \
  X (DOSSIER, "dossier_code")                                                                                \
  X (RECEIVED, "received_at")                                                                                \
  X (UNIT, "unit_code")                                                                                      \
  X (UNIT_NAME, "unit_name")                                                                                 \
  X (PROCEDURE, "procedure_code")                                                                            \
  X (APPLICANT_NAME, "applicant_name")                                                                       \
  X (APPLICANT_NUMBER, "applicant_citizen_id")                                                               \
  X (CHANNEL, "channel")                                                                                     \
  X (DUE, "due_date")                                                                                        \
  X (FINISHED, "result_date")                                                                                \
  X (ELECTRONIC_RESULT, "electronic_result")                                                                 \
  X (YIELDS_DOCUMENT, "yields_document")                                                                     \
  X (REUSED, "reused")                                                                                       \
  X (FROM_STORE, "from_store")                                                                               \
  X (SYNCED, "synced")

typedef enum {
#define X(name, code) SOHOA_COLUMN_##name,
  SOHOA_REGISTER_COLUMN_LIST (X)
#undef X
    SOHOA_N_COLUMNS
} SohoaRegisterColumn;

typedef struct {
  int place[SOHOA_N_COLUMNS]; /* in a row; -1: the table does not have it */
} SohoaColumns;

const char *sohoa_column_code (SohoaRegisterColumn column);

/* heading: the first row. map: NULL or "code=Heading" each, which outranks what headings say.
 * SOHOA_ERROR_USAGE when two columns are the same thing, a needed one is missing, or map names what is not
 * there. */
gboolean sohoa_columns_find (const char *const *heading, const char *const *map, SohoaColumns *ret_columns,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What stands in the column, "" when the row is too short or the table does not have it. Borrowed. */
const char *sohoa_columns_cell (const SohoaColumns *columns, const char *const *row, guint n_cells,
                                SohoaRegisterColumn column);

G_END_DECLS

#endif
