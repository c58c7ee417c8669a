/* object.c - see object.h. objects/<2 digits>/<62 digits>; objects/incoming is the one being copied. */
#include "object.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "archive_internal.h"
#include "db.h"
#include "durable.h"

enum { BLOCK = 1 << 18 };

static const guint64 room_left = 16 << 20; /* bytes that taking a file leaves free */

static gboolean
fail (int code, GError **error, const char *message)
{
  g_set_error_literal (error, SOHOA_ERROR, code, message);
  return FALSE;
}

static gboolean
fail_disk (const char *what, GError **error)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot %s: %s", what, g_strerror (errno));
  return FALSE;
}

static char *
object_path (SohoaArchive *archive, const char *sha256)
{
  return g_strdup_printf ("%s/%.2s/%s", sohoa_archive_objects (archive), sha256, sha256 + 2);
}

/* ---- reading ---- */

/* Hashes fd to its end and, with to >= 0, copies it there. */
static gboolean
digest (int fd, int to, char **ret_sha256, guint64 *ret_size, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *block = g_malloc (BLOCK);
  guint64 size = 0;

  for (;;) {
    gssize n = pread (fd, block, BLOCK, (off_t) size);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_UNREADABLE, "cannot read the file: %s",
                   g_strerror (errno));
      return FALSE;
    }
    if (n == 0)
      break;
    size += (guint64) n;
    if (size > SOHOA_OBJECT_BYTES_MAX)
      return fail (SOHOA_ERROR_LIMIT, error, "the file is larger than 2 GiB");
    g_checksum_update (checksum, (const guchar *) block, n);
    if (to >= 0 && !sohoa_durable_write (to, block, (gsize) n, error))
      return FALSE;
  }
  *ret_sha256 = g_strdup (g_checksum_get_string (checksum));
  *ret_size = size;
  return TRUE;
}

static gboolean
same_time (const struct timespec *a, const struct timespec *b)
{
  return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static gboolean
unchanged (const struct stat *before, const struct stat *after)
{
  return before->st_size == after->st_size && before->st_ino == after->st_ino &&
         before->st_dev == after->st_dev && same_time (&before->st_mtim, &after->st_mtim) &&
         same_time (&before->st_ctim, &after->st_ctim);
}

static gboolean
check_taken (int fd, const struct stat *before, guint64 size, GError **error)
{
  struct stat after;
  if (fstat (fd, &after) == 0 && unchanged (before, &after) && (guint64) before->st_size == size)
    return TRUE;
  return fail (SOHOA_ERROR_CHANGED, error, "the file changed while it was copied; the next run takes it");
}

static gboolean
check_takeable (int fd, struct stat *ret_status, GError **error)
{
  if (fstat (fd, ret_status) < 0 || !S_ISREG (ret_status->st_mode))
    return fail (SOHOA_ERROR_UNREADABLE, error, "cannot read the file: it is no regular file");
  if (ret_status->st_size == 0)
    return fail (SOHOA_ERROR_EMPTY, error, "the file is empty");
  if ((guint64) ret_status->st_size > SOHOA_OBJECT_BYTES_MAX)
    return fail (SOHOA_ERROR_LIMIT, error, "the file is larger than 2 GiB");
  return TRUE;
}

/* A copy must leave the database room to write down what became of it: better no new file than half of one.
 */
static gboolean
check_room (SohoaArchive *archive, const struct stat *status, GError **error)
{
  struct statvfs disk;
  if (statvfs (sohoa_archive_objects (archive), &disk) < 0)
    return fail_disk ("look at the disk", error);
  if ((guint64) disk.f_bavail * disk.f_frsize >= (guint64) status->st_size + room_left)
    return TRUE;
  return fail (SOHOA_ERROR_DISK, error,
               "the disk is all but full: nothing more is taken; make room, then run again");
}

/* ---- keeping ---- */

/* Gives the finished copy its name. An object that is there already is kept as it is. */
static gboolean
keep (SohoaArchive *archive, const char *incoming, const char *sha256, GError **error)
{
  g_autofree char *path = object_path (archive, sha256);
  g_autofree char *folder = g_path_get_dirname (path);

  if (access (path, F_OK) == 0) {
    unlink (incoming);
    return sohoa_object_check (archive, sha256, error);
  }
  if (mkdir (folder, 0700) == 0) {
    if (!sohoa_durable_sync_folder (sohoa_archive_objects (archive), error))
      return FALSE;
  } else if (errno != EEXIST) {
    return fail_disk ("make a folder of the archive", error);
  }
  if (rename (incoming, path) < 0)
    return fail_disk ("name an object of the archive", error);
  return sohoa_durable_sync_folder (folder, error) && sohoa_object_check (archive, sha256, error);
}

static gboolean
copy_in (SohoaArchive *archive, int fd, const struct stat *before, const char *incoming, char **ret_sha256,
         guint64 *ret_size, GError **error)
{
  g_autofree char *sha256 = NULL;
  guint64 size;

  unlink (incoming); /* what a killed run may have left */
  int to = open (incoming, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (to < 0)
    return fail_disk ("make an object of the archive", error);
  gboolean ok = digest (fd, to, &sha256, &size, error) && check_taken (fd, before, size, error) &&
                (fsync (to) == 0 || fail_disk ("sync an object of the archive", error));
  close (to);
  if (!ok || !keep (archive, incoming, sha256, error)) {
    unlink (incoming);
    return FALSE;
  }
  *ret_sha256 = g_steal_pointer (&sha256);
  *ret_size = size;
  return TRUE;
}

gboolean
sohoa_object_add (SohoaArchive *archive, int fd, char **ret_sha256, guint64 *ret_size, GError **error)
{
  g_autofree char *incoming = g_build_filename (sohoa_archive_objects (archive), "incoming", NULL);
  struct stat before;

  return check_takeable (fd, &before, error) && check_room (archive, &before, error) &&
         copy_in (archive, fd, &before, incoming, ret_sha256, ret_size, error);
}

int
sohoa_object_open (SohoaArchive *archive, const char *sha256, GError **error)
{
  g_autofree char *path = object_path (archive, sha256);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0)
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTEGRITY,
                 "an original is missing from the archive: object %s", sha256);
  return fd;
}

int
sohoa_object_open_page (SohoaArchive *archive, gint64 page, GError **error)
{
  gboolean row;
  g_autoptr (sqlite3_stmt) statement =
    db_query (archive, "SELECT f.sha256 FROM page p JOIN source_file f ON f.id = p.file WHERE p.id = ?",
              DB_BIND (db_int (page)), error);
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return -1;
  if (row && sqlite3_column_type (statement, 0) == SQLITE_TEXT)
    return sohoa_object_open (archive, (const char *) sqlite3_column_text (statement, 0), error);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTEGRITY, "a page has no object: restore a backup");
  return -1;
}

gboolean
sohoa_object_check (SohoaArchive *archive, const char *sha256, GError **error)
{
  g_autofree char *found = NULL;
  guint64 size;
  int fd = sohoa_object_open (archive, sha256, error);

  if (fd < 0)
    return FALSE;
  gboolean ok = digest (fd, -1, &found, &size, error);
  close (fd);
  if (!ok || strcmp (found, sha256) == 0)
    return ok;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTEGRITY, "an original was damaged in the archive: object %s",
               sha256);
  return FALSE;
}
