/* unit.h - the offices that receive dossiers, and which is above which.
 *
 * A unit counts with all that are below it (view v_unit_above).
 */
#ifndef SOHOA_STORE_UNIT_H
#define SOHOA_STORE_UNIT_H

#include "archive.h"

G_BEGIN_DECLS

typedef struct {
  char *code, *name, *parent; /* name, parent: NULL when not known */
} SohoaUnit;

void sohoa_unit_free (SohoaUnit *unit);

/* Makes the unit known. name: NULL leaves the one it has; parent: the unit above, which must be known, or
 * NULL. */
gboolean sohoa_unit_put (SohoaArchive *archive, const char *code, const char *name, const char *parent,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All units, by code; of SohoaUnit. */
GPtrArray *sohoa_unit_list (SohoaArchive *archive, GError **error);

G_END_DECLS

#endif
