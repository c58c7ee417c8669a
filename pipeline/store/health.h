/* health.h - whether an archive is sound: each check reads all it needs and says the first thing that is
 * wrong.
 *
 * Beside a run each sees one moment. What needs more than this room (the ledger, the models) is asked where
 * it is at home.
 */
#ifndef SOHOA_HEALTH_H
#define SOHOA_HEALTH_H

#include "archive.h"

G_BEGIN_DECLS

/* SQLite's own checks of pages, indices and references. SOHOA_ERROR_INTEGRITY. */
gboolean sohoa_health_database (SohoaArchive *archive, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The keyed hashes of fields, facts and verifications. SOHOA_ERROR_INTEGRITY names the first that differs. */
gboolean sohoa_health_values (SohoaArchive *archive, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Every object that a row needs is there, and is what it is named. SOHOA_ERROR_INTEGRITY says how many are
 * not, and names the first. */
gboolean sohoa_health_objects (SohoaArchive *archive, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Nobody else can read what is personal. SOHOA_ERROR_ARCHIVE. */
gboolean sohoa_health_permissions (SohoaArchive *archive, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* There is room for another night. SOHOA_ERROR_DISK. */
gboolean sohoa_health_space (SohoaArchive *archive, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The clock did not go back behind what was recorded. SOHOA_ERROR_ARCHIVE. */
gboolean sohoa_health_clock (SohoaArchive *archive, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
