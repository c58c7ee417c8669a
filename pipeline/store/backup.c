/* backup.c - see backup.h. The database comes last, here and there: what has none is no archive. */
#include "backup.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive_internal.h"
#include "copy.h"
#include "db.h"
#include "durable.h"
#include "event.h"

static gboolean
fail (int code, GError **error, const char *message)
{
  g_set_error_literal (error, SOHOA_ERROR, code, message);
  return FALSE;
}

/* ---- the target ---- */

static gboolean
is_there (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  return access (path, F_OK) == 0;
}

static gboolean
is_empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  return dir == NULL || g_dir_read_name (dir) == NULL;
}

static gboolean
make_private_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0 && chmod (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot make the folder of the copy: %s",
               g_strerror (errno));
  return FALSE;
}

/* An archive has a lock, a backup has none: nobody overwrites a living archive with a copy of another. */
static gboolean
check_target (const char *folder, GError **error)
{
  if (is_there (folder, "lock") || is_there (folder, "key"))
    return fail (SOHOA_ERROR_ARCHIVE, error, "that folder is an archive itself: name another for the backup");
  if (is_empty (folder) || is_there (folder, "archive.db") || is_there (folder, "archive.db.new"))
    return TRUE;
  return fail (SOHOA_ERROR_ARCHIVE, error, "that folder holds something else: name a new or an empty one");
}

/* ---- parts ---- */

static gboolean
copy_parts (const char *from, const char *to, GError **error)
{
  g_autofree char *objects = g_build_filename (from, "objects", NULL);
  g_autofree char *schemas = g_build_filename (from, "schemas", NULL);
  g_autofree char *settings = g_build_filename (from, "settings.json", NULL);
  g_autofree char *their_objects = g_build_filename (to, "objects", NULL);
  g_autofree char *their_schemas = g_build_filename (to, "schemas", NULL);
  g_autofree char *their_settings = g_build_filename (to, "settings.json", NULL);
  return copy_objects (objects, their_objects, error) && copy_folder (schemas, their_schemas, error) &&
         copy_file (settings, their_settings, NULL, error);
}

/* The database as it is at one moment, while others write. A copy is no log: it is one file. */
static gboolean
copy_pages (SohoaArchive *archive, sqlite3 *copy, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy, "main", db_handle (archive), "main");
  int outcome = backup != NULL ? sqlite3_backup_step (backup, -1) : SQLITE_ERROR;
  if (backup != NULL)
    sqlite3_backup_finish (backup);
  return (outcome == SQLITE_DONE &&
          sqlite3_exec (copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) == SQLITE_OK) ||
         db_fail (copy, error);
}

static gboolean
copy_database (SohoaArchive *archive, const char *path, GError **error)
{
  sqlite3 *copy = NULL;
  unlink (path); /* of a backup that was killed */
  if (!sohoa_durable_create (path, "", 0, error))
    return FALSE;
  gboolean ok =
    (sqlite3_open_v2 (path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, NULL) == SQLITE_OK ||
     db_fail (copy, error)) &&
    copy_pages (archive, copy, error);
  sqlite3_close (copy);
  return ok;
}

static gboolean
put_in_place (const char *from, const char *folder, GError **error)
{
  g_autofree char *to = g_build_filename (folder, "archive.db", NULL);
  if (rename (from, to) == 0)
    return sohoa_durable_sync_folder (folder, error);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot name the copy of the database: %s",
               g_strerror (errno));
  return FALSE;
}

gboolean
sohoa_backup_take (SohoaArchive *archive, const char *folder, GError **error)
{
  g_autofree char *fresh = g_build_filename (folder, "archive.db.new", NULL);
  return check_target (folder, error) && make_private_folder (folder, error) &&
         copy_database (archive, fresh, error) &&
         copy_parts (sohoa_archive_folder (archive), folder, error) && put_in_place (fresh, folder, error);
}

gboolean
sohoa_backup_take_key (SohoaArchive *archive, const char *path, GError **error)
{
  return sohoa_key_copy_out (sohoa_archive_key (archive), path, error);
}

/* ---- back ---- */

gboolean
sohoa_backup_restore (const char *backup, const char *key, const char *folder, GError **error)
{
  g_autofree char *database = g_build_filename (backup, "archive.db", NULL);
  g_autofree char *fresh = g_build_filename (folder, "archive.db.new", NULL);
  if (!is_there (backup, "archive.db"))
    return fail (SOHOA_ERROR_ARCHIVE, error,
                 "there is no backup in that folder: name one that 'sohoa backup' made");
  if (!is_empty (folder) && !is_there (folder, "archive.db.new"))
    return fail (SOHOA_ERROR_ARCHIVE, error, "the folder is not empty: name a new or an empty one");
  return make_private_folder (folder, error) && copy_file (database, fresh, NULL, error) &&
         sohoa_key_copy_in (key, folder, error) && copy_parts (backup, folder, error) &&
         put_in_place (fresh, folder, error);
}
