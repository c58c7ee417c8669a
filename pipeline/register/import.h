/* import.h - taking a register's table over: entries are made or brought up to date, never doubled.
 *
 * A row that cannot be understood is refused, with its line, column and reason, and changes nothing; the
 * others are taken. All is one transaction.
 */
#ifndef SOHOA_REGISTER_IMPORT_H
#define SOHOA_REGISTER_IMPORT_H

#include "../store/register.h"

G_BEGIN_DECLS

typedef struct {
  guint line;         /* of the file, from 1 */
  const char *column; /* code of the column: "received_at"; static */
  const char *reason; /* never holds what stands there; static */
} SohoaRegisterRefusal;

typedef struct {
  guint rows; /* = added + changed + same + refused */
  guint added, changed, same, refused;
  GArray *refusals;         /* of SohoaRegisterRefusal, in order */
  SohoaRegisterTally after; /* of the whole register */
} SohoaRegisterImport;

void sohoa_register_import_clear (SohoaRegisterImport *import);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SohoaRegisterImport, sohoa_register_import_clear)

/* csv: UTF-8. map: NULL, or "column=Heading" each (columns.h). dry: nothing is kept, only told. */
gboolean sohoa_register_import (SohoaArchive *archive, const char *csv, const char *const *map, gboolean dry,
                                SohoaRegisterImport *ret_import, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
