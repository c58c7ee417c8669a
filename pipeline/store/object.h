/* object.h - the object store: every original once, named by its SHA-256, never changed.
 *
 * Reading a foreign file happens here and only here, from one open descriptor: whatever a scanner does to the
 * name meanwhile, the bytes that were hashed are the bytes that are kept.
 */
#ifndef SOHOA_OBJECT_H
#define SOHOA_OBJECT_H

#include "archive.h"

G_BEGIN_DECLS

/* The largest original that is taken; above it is no honest scan, and it would fill the disk. */
#define SOHOA_OBJECT_BYTES_MAX (G_GUINT64_CONSTANT (2) << 30)

/* Copies what fd holds (from its beginning, to its end) into the store. Durable on return: file synced,
 * renamed, folder synced, read back and compared. ret_sha256: 64 hex digits, caller frees. Item failures:
 * CHANGED (size, mtime, ctime or inode moved while it was read), UNREADABLE, EMPTY, LIMIT; run failures:
 * DISK, INTEGRITY. */
gboolean sohoa_object_add (SohoaArchive *archive, int fd, char **ret_sha256, guint64 *ret_size,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A read-only, close-on-exec descriptor of an object; the caller closes it. -1 and SOHOA_ERROR_INTEGRITY when
 * it is missing. */
int sohoa_object_open (SohoaArchive *archive, const char *sha256, GError **error);

/* The same for the object that a page lies in (page.h). */
int sohoa_object_open_page (SohoaArchive *archive, gint64 page, GError **error);

/* Reads the object again and compares its hash. SOHOA_ERROR_INTEGRITY when it differs. */
gboolean
sohoa_object_check (SohoaArchive *archive, const char *sha256, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
