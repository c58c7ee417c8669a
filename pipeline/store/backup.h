/* backup.h - an archive copied as it is, and made again from the copy.
 *
 * A backup is a folder: archive.db, objects/, schemas/, settings.json. It is taken beside a run: the database
 * as it is at one moment, then every object, which were all there before their rows. Each object is hashed as
 * it is copied. Taken again into the same folder, only what is new is copied, and the database of the last
 * backup stays in its place until all of the new one is there.
 *
 * The key is not in it: whoever finds the copy can neither forge nor link values. It is copied on its own, to
 * a place of its own. Failures: SOHOA_ERROR_ARCHIVE (what is there is something else), SOHOA_ERROR_DISK,
 * SOHOA_ERROR_INTEGRITY (an object is damaged).
 */
#ifndef SOHOA_BACKUP_H
#define SOHOA_BACKUP_H

#include "archive.h"

G_BEGIN_DECLS

/* folder: a new or empty one, or that of an earlier backup of this archive. */
gboolean
sohoa_backup_take (SohoaArchive *archive, const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A copy of the archive's key in a new file, 0600. */
gboolean
sohoa_backup_take_key (SohoaArchive *archive, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes the archive of a backup anew in folder, a new or empty one, with the key in the file `key`. Nothing
 * in folder is an archive until all of it is there. */
gboolean sohoa_backup_restore (const char *backup, const char *key, const char *folder,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
