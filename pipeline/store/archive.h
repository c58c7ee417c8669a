/* archive.h - the folder that sohoa owns: archive.db, objects/, schemas/, settings.json and the key.
 *
 * One SohoaArchive is one open database connection and, when opened with SOHOA_ARCHIVE_WRITE, the one lock on
 * the archive. The lock dies with its holder (flock): a killed run never leaves a stale one. A connection
 * must not be carried over fork() without exec(); every descriptor here is close-on-exec.
 *
 * Everything below pipeline/store/ that changes the archive is a transaction; calls nest: a function that
 * needs several of them to hold together wraps them in sohoa_archive_begin() and sohoa_archive_end().
 *
 * Failures: SOHOA_ERROR_ARCHIVE (not an archive, newer version, readable by others), SOHOA_ERROR_BUSY
 * (another run), SOHOA_ERROR_DISK (cannot write), SOHOA_ERROR_INTEGRITY (the database contradicts itself).
 * All end a run.
 */
#ifndef SOHOA_ARCHIVE_H
#define SOHOA_ARCHIVE_H

#include <sohoa/error.h>

G_BEGIN_DECLS

typedef struct SohoaArchive SohoaArchive;

typedef enum {
  SOHOA_ARCHIVE_READ,  /* queries only, any number at a time, also beside a run */
  SOHOA_ARCHIVE_WRITE, /* one at a time; brings an older archive up to this program's version */
  /* What is only added to, in transactions of its own: any number at a time, also beside a run, whose
   * transactions it waits for (a minute at most: SOHOA_ERROR_BUSY). */
  SOHOA_ARCHIVE_ADD,
} SohoaArchiveMode;

/* Makes an archive in folder, which may exist when it is empty. Folders 0700, files 0600. The key (32 random
 * bytes) is written to `key` in the folder, or to SOHOA_KEY_FILE when that is set and does not exist yet.
 * Over an existing archive, or in a folder that holds something else: SOHOA_ERROR_ARCHIVE, nothing changed.
 */
gboolean sohoa_archive_create (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

SohoaArchive *sohoa_archive_open (const char *folder, SohoaArchiveMode mode, GError **error);
void sohoa_archive_free (SohoaArchive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaArchive, sohoa_archive_free)

/* Borrowed. schemas: the office's own forms, to lie over the installed ones. */
const char *sohoa_archive_folder (const SohoaArchive *archive);
const char *sohoa_archive_schemas (const SohoaArchive *archive);

/* Transactions. end commits when ok, else rolls back and leaves *error alone; it returns TRUE only when ok
 * and the commit is on the disk. Inner pairs join the outermost one.
 *
 *   if (!sohoa_archive_begin (archive, error))
 *     return FALSE;
 *   return sohoa_archive_end (archive, first (archive, error) && second (archive, error), error);
 */
gboolean sohoa_archive_begin (SohoaArchive *archive, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean sohoa_archive_end (SohoaArchive *archive, gboolean ok, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
