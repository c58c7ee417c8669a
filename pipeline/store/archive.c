/* archive.c - see archive.h. Making, opening and locking; the connection's settings; transactions. */
#include "archive_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db.h"
#include "durable.h"
#include "event.h"
#include "migrations.h"

struct SohoaArchive {
  char *folder, *objects, *schemas;
  sqlite3 *handle;
  GHashTable *waiting; /* statements by their text */
  SohoaKey *key;
  gboolean reading; /* opened for queries only */
  int lock;         /* -1 unless opened for writing */
  guint depth;      /* of nested transactions */
  gboolean doomed;  /* an inner one failed: the outermost must not commit */
};

/* "soho" in the header of archive.db tells it from any other database. */
static const int application_id = 0x736f686f;

static const char default_settings[] = "{\n  \"settle_s\": 5\n}\n";

static gboolean
fail (int code, GError **error, const char *message)
{
  g_set_error_literal (error, SOHOA_ERROR, code, message);
  return FALSE;
}

/* ---- the connection ---- */

sqlite3 *
db_handle (SohoaArchive *archive)
{
  return archive->handle;
}

GHashTable *
db_waiting (SohoaArchive *archive)
{
  return archive->waiting;
}

static gboolean
execute (SohoaArchive *archive, const char *sql, GError **error)
{
  return sqlite3_exec (archive->handle, sql, NULL, NULL, NULL) == SQLITE_OK ||
         db_fail (archive->handle, error);
}

/* Durable (WAL with FULL loses no acknowledged commit; NORMAL does), strict, and deaf to what a forged file
 * might ask for. Deleted values are overwritten. */
static gboolean
configure (SohoaArchive *archive, GError **error)
{
  if (!db_prepare_walks (archive->handle, error))
    return FALSE;
  sqlite3_busy_timeout (archive->handle, 10000);
  sqlite3_db_config (archive->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_limit (archive->handle, SQLITE_LIMIT_LENGTH, 1 << 24);
  sqlite3_limit (archive->handle, SQLITE_LIMIT_ATTACHED, 0);
  return execute (archive,
                  "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;"
                  "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;"
                  "PRAGMA cache_size = -32768", /* KiB: of a large archive, the upper levels of its indices */
                  error);
}

static gboolean
connect_database (SohoaArchive *archive, GError **error)
{
  g_autofree char *path = g_build_filename (archive->folder, "archive.db", NULL);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX; /* no threads */
  if (sqlite3_open_v2 (path, &archive->handle, flags, NULL) != SQLITE_OK)
    return db_fail (archive->handle, error);
  return configure (archive, error);
}

/* ---- versions ---- */

static int
newest_version (void)
{
  int n = 0;
  while (sohoa_migrations[n] != NULL)
    n++;
  return n;
}

static gboolean
fail_newer (SohoaArchive *archive, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    db_query (archive, "SELECT value FROM setting WHERE name = 'program'", DB_NOTHING, NULL);
  gboolean row = FALSE;
  gboolean known = statement != NULL && db_next (archive, statement, &row, NULL) && row;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_ARCHIVE,
               "the archive was made by a newer program: it needs sohoa %s or later, this is " SOHOA_VERSION,
               known ? (const char *) sqlite3_column_text (statement, 0) : "of a later version");
  return FALSE;
}

static gboolean
apply_migration (SohoaArchive *archive, int version, GError **error)
{
  g_autofree char *pragma =
    g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = %d", version, application_id);
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  gboolean ok = execute (archive, sohoa_migrations[version - 1], error) && execute (archive, pragma, error) &&
                db_run (archive, "INSERT OR REPLACE INTO setting (name, value) VALUES ('program', ?)",
                        DB_BIND (db_text (SOHOA_VERSION)), error);
  return sohoa_archive_end (archive, ok, error);
}

static gboolean
migrate (SohoaArchive *archive, GError **error)
{
  gint64 version;
  if (!db_number (archive, "PRAGMA user_version", DB_NOTHING, &version, error))
    return FALSE;
  for (int next = (int) version + 1; next <= newest_version (); next++)
    if (!apply_migration (archive, next, error))
      return FALSE;
  return TRUE;
}

/* ret_current: nothing to migrate. */
static gboolean
check_version (SohoaArchive *archive, gboolean *ret_current, GError **error)
{
  gint64 id, version;
  if (!db_number (archive, "PRAGMA application_id", DB_NOTHING, &id, error) ||
      !db_number (archive, "PRAGMA user_version", DB_NOTHING, &version, error))
    return FALSE;
  if (id != application_id || version < 1)
    return fail (SOHOA_ERROR_ARCHIVE, error, "the folder holds no archive: its archive.db is something else");
  if (version > newest_version ())
    return fail_newer (archive, error);
  *ret_current = version == newest_version ();
  return TRUE;
}

/* ---- the folder ---- */

static gboolean
check_private (const char *path, GError **error)
{
  struct stat status;
  if (lstat (path, &status) < 0)
    return fail (SOHOA_ERROR_ARCHIVE, error,
                 "the folder holds no archive: make one with 'sohoa init', or name another with --archive");
  if (S_ISLNK (status.st_mode))
    return fail (SOHOA_ERROR_ARCHIVE, error, "a part of the archive is a symbolic link: refused");
  if (status.st_uid != geteuid ())
    return fail (SOHOA_ERROR_ARCHIVE, error, "the archive belongs to another user: refused");
  if ((status.st_mode & 077) != 0)
    return fail (SOHOA_ERROR_ARCHIVE, error,
                 "the archive can be read by others: make it yours alone with chmod -R go=");
  return TRUE;
}

static gboolean
take_lock (SohoaArchive *archive, GError **error)
{
  g_autofree char *path = g_build_filename (archive->folder, "lock", NULL);
  archive->lock = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (archive->lock < 0) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot open the archive's lock: %s",
                 g_strerror (errno));
    return FALSE;
  }
  if (flock (archive->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  return fail (SOHOA_ERROR_BUSY, error, "the archive is in use by another run: wait until it ends");
}

static void
drop_lock (SohoaArchive *archive)
{
  if (archive->lock >= 0)
    close (archive->lock);
  archive->lock = -1;
}

static SohoaArchive *
archive_new (const char *folder)
{
  SohoaArchive *archive = g_new0 (SohoaArchive, 1);
  archive->folder = g_canonicalize_filename (folder, NULL);
  archive->objects = g_build_filename (archive->folder, "objects", NULL);
  archive->schemas = g_build_filename (archive->folder, "schemas", NULL);
  archive->waiting = db_waiting_new ();
  archive->lock = -1;
  return archive;
}

void
sohoa_archive_free (SohoaArchive *archive)
{
  if (archive == NULL)
    return;
  g_hash_table_unref (archive->waiting);
  sqlite3_close (archive->handle);
  drop_lock (archive);
  sohoa_key_free (archive->key);
  g_free (archive->folder);
  g_free (archive->objects);
  g_free (archive->schemas);
  g_free (archive);
}

static gboolean
make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0 && chmod (path, 0700) == 0)
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot make the archive's folder: %s",
               g_strerror (errno));
  return FALSE;
}

static gboolean
check_empty (const char *folder, GError **error)
{
  g_autofree char *database = g_build_filename (folder, "archive.db", NULL);
  if (g_file_test (database, G_FILE_TEST_EXISTS))
    return fail (SOHOA_ERROR_ARCHIVE, error, "there is an archive already: nothing was changed");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  if (dir != NULL && g_dir_read_name (dir) != NULL)
    return fail (SOHOA_ERROR_ARCHIVE, error, "the folder is not empty: name a new or an empty one");
  return TRUE;
}

/* The database comes last: a folder without one is no archive, so a killed `init` leaves none behind. */
static gboolean
fill_folder (SohoaArchive *archive, GError **error)
{
  g_autofree char *settings = g_build_filename (archive->folder, "settings.json", NULL);
  g_autofree char *database = g_build_filename (archive->folder, "archive.db", NULL);

  return make_folder (archive->objects, error) && make_folder (archive->schemas, error) &&
         sohoa_durable_create (settings, default_settings, sizeof default_settings - 1, error) &&
         sohoa_key_create (archive->folder, error) &&
         (archive->key = sohoa_key_load (archive->folder, error)) != NULL && take_lock (archive, error) &&
         sohoa_durable_create (database, "", 0, error) && connect_database (archive, error) &&
         execute (archive, "PRAGMA journal_mode = WAL", error) && migrate (archive, error) &&
         sohoa_event_add (archive, "init", 0, SOHOA_VERSION, error) &&
         sohoa_durable_sync_folder (archive->folder, error);
}

gboolean
sohoa_archive_create (const char *folder, GError **error)
{
  g_autoptr (SohoaArchive) archive = archive_new (folder);
  return check_empty (archive->folder, error) && make_folder (archive->folder, error) &&
         fill_folder (archive, error);
}

/* Of who adds something beside a run; the longest of its transactions, a dossier of many pages, takes
 * seconds. */
enum { patience_ms = 60000 };

/* An archive that an older program made is brought up to date under the lock, whoever opens it. */
static gboolean
bring_up (SohoaArchive *archive, SohoaArchiveMode mode, GError **error)
{
  gboolean current;
  archive->reading = mode == SOHOA_ARCHIVE_READ;
  if (!check_version (archive, &current, error))
    return FALSE;
  if (current && archive->reading)
    return execute (archive, "PRAGMA query_only = ON", error);
  if (current && mode == SOHOA_ARCHIVE_ADD)
    return sqlite3_busy_timeout (archive->handle, patience_ms) == SQLITE_OK;
  if (!take_lock (archive, error) || !migrate (archive, error))
    return FALSE;
  if (mode == SOHOA_ARCHIVE_WRITE)
    return TRUE;
  drop_lock (archive);
  return !archive->reading || execute (archive, "PRAGMA query_only = ON", error);
}

SohoaArchive *
sohoa_archive_open (const char *folder, SohoaArchiveMode mode, GError **error)
{
  g_autoptr (SohoaArchive) archive = archive_new (folder);
  g_autofree char *database = g_build_filename (archive->folder, "archive.db", NULL);

  /* The database first: a folder that is no archive may well be readable by others, and that is not its
   * fault. */
  if (!check_private (database, error) || !check_private (archive->folder, error))
    return NULL;
  archive->key = sohoa_key_load (archive->folder, error);
  if (archive->key == NULL || !connect_database (archive, error) || !bring_up (archive, mode, error))
    return NULL;
  return g_steal_pointer (&archive);
}

const char *
sohoa_archive_folder (const SohoaArchive *archive)
{
  return archive->folder;
}

const char *
sohoa_archive_schemas (const SohoaArchive *archive)
{
  return archive->schemas;
}

const char *
sohoa_archive_objects (const SohoaArchive *archive)
{
  return archive->objects;
}

const SohoaKey *
sohoa_archive_key (const SohoaArchive *archive)
{
  return archive->key;
}

/* ---- transactions ---- */

gboolean
sohoa_archive_begin (SohoaArchive *archive, GError **error)
{
  if (archive->depth == 0) {
    if (!execute (archive, archive->reading ? "BEGIN" : "BEGIN IMMEDIATE", error))
      return FALSE;
    archive->doomed = FALSE;
  }
  archive->depth++;
  return TRUE;
}

gboolean
sohoa_archive_end (SohoaArchive *archive, gboolean ok, GError **error)
{
  g_assert (archive->depth > 0);
  archive->depth--;
  archive->doomed |= !ok;
  if (archive->depth > 0)
    return ok;
  if (!archive->doomed && execute (archive, "COMMIT", error))
    return TRUE;
  /* SQLite may have rolled back by itself (disk full); a second time does no harm. */
  if (!sqlite3_get_autocommit (archive->handle))
    sqlite3_exec (archive->handle, "ROLLBACK", NULL, NULL, NULL);
  if (ok && archive->doomed)
    return fail (SOHOA_ERROR_INTERNAL, error, "a change to the archive failed and was taken for a success");
  return FALSE;
}
