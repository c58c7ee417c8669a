/* health.c - see health.h. */
#include "health.h"

#include <errno.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "archive_internal.h"
#include "db.h"
#include "fact.h"
#include "field.h"
#include "object.h"
#include "verification.h"

static const guint64 space_min = G_GUINT64_CONSTANT (2)
                                 << 30;                      /* bytes: a night of 1,000 dossiers in colour */
static const gint64 clock_slack_us = 5 * G_TIME_SPAN_MINUTE; /* what time services correct */

/* ---- the database ---- */

/* A pragma that gives one row "ok", or rows of faults. */
static gboolean
expect_ok (SohoaArchive *archive, const char *pragma, GError **error)
{
  gboolean row;
  g_autoptr (sqlite3_stmt) statement = db_query (archive, pragma, DB_NOTHING, error);
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return FALSE;
  if (!row || g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0)
    return TRUE;
  g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_INTEGRITY,
                       "the database is damaged: restore a backup");
  return FALSE;
}

gboolean
sohoa_health_database (SohoaArchive *archive, GError **error)
{
  return expect_ok (archive, "PRAGMA integrity_check", error) &&
         expect_ok (archive, "PRAGMA foreign_key_check", error);
}

/* ---- values ---- */

static gboolean
verify_facts (SohoaArchive *archive, GError **error)
{
  gint64 subject = 0;
  for (;;) {
    if (!db_number (archive, "SELECT min (subject) FROM fact WHERE subject > ?", DB_BIND (db_int (subject)),
                    &subject, error))
      return FALSE;
    if (subject == 0)
      return TRUE;
    g_autoptr (GPtrArray) facts = sohoa_fact_list (archive, subject, error);
    if (facts == NULL)
      return FALSE;
  }
}

static gboolean
verify_verifications (SohoaArchive *archive, GError **error)
{
  gboolean row;
  g_autoptr (sqlite3_stmt) statement =
    db_query (archive, "SELECT DISTINCT page, field FROM verification", DB_NOTHING, error);
  for (;;) {
    if (statement == NULL || !db_next (archive, statement, &row, error))
      return FALSE;
    if (!row)
      return TRUE;
    g_autoptr (GPtrArray) said = sohoa_verification_list (
      archive, sqlite3_column_int64 (statement, 0), (const char *) sqlite3_column_text (statement, 1), error);
    if (said == NULL)
      return FALSE;
  }
}

gboolean
sohoa_health_values (SohoaArchive *archive, GError **error)
{
  return sohoa_field_verify_all (archive, error) && verify_facts (archive, error) &&
         verify_verifications (archive, error);
}

/* ---- objects ---- */

/* Counts what is missing or damaged; keeps the first as the failure. */
static void
check_object (SohoaArchive *archive, const char *sha256, guint *bad, GError **ret_first)
{
  g_autoptr (GError) why = NULL;
  if (sohoa_object_check (archive, sha256, &why))
    return;
  if ((*bad)++ == 0)
    *ret_first = g_steal_pointer (&why);
}

static gboolean
fail_objects (guint bad, guint all, const GError *first, GError **error)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTEGRITY,
               "%u of %u originals are missing or damaged, the first: %s; copy them back from a backup", bad,
               all, first->message);
  return FALSE;
}

gboolean
sohoa_health_objects (SohoaArchive *archive, GError **error)
{
  gboolean row;
  guint all = 0, bad = 0;
  g_autoptr (GError) first = NULL;
  g_autoptr (sqlite3_stmt) statement = db_query (
    archive, "SELECT DISTINCT sha256 FROM source_file WHERE sha256 IS NOT NULL AND reason IS NOT 'empty'",
    DB_NOTHING, error);
  for (;;) {
    if (statement == NULL || !db_next (archive, statement, &row, error))
      return FALSE;
    if (!row)
      return bad == 0 || fail_objects (bad, all, first, error);
    all++;
    check_object (archive, (const char *) sqlite3_column_text (statement, 0), &bad, &first);
  }
}

/* ---- around it ---- */

gboolean
sohoa_health_permissions (SohoaArchive *archive, GError **error)
{
  static const char *const parts[] = {"archive.db", "archive.db-wal", "key",
                                      "objects",    "schemas",        "settings.json"};
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *path = g_build_filename (sohoa_archive_folder (archive), parts[i], NULL);
    struct stat status;
    if (lstat (path, &status) < 0 || ((status.st_mode & 077) == 0 && status.st_uid == geteuid ()))
      continue;
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_ARCHIVE,
                 "'%s' can be read by others: make it yours alone with chmod -R go=", parts[i]);
    return FALSE;
  }
  return TRUE;
}

gboolean
sohoa_health_space (SohoaArchive *archive, GError **error)
{
  struct statvfs disk;
  if (statvfs (sohoa_archive_folder (archive), &disk) < 0) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot look at the disk: %s", g_strerror (errno));
    return FALSE;
  }
  guint64 left = (guint64) disk.f_bavail * disk.f_frsize;
  if (left >= space_min)
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK,
               "%" G_GUINT64_FORMAT " MB are left on the disk: make room before the next night", left >> 20);
  return FALSE;
}

gboolean
sohoa_health_clock (SohoaArchive *archive, GError **error)
{
  gint64 latest;
  if (!db_number (archive, "SELECT max (ts) FROM event", DB_NOTHING, &latest, error))
    return FALSE;
  if (latest <= g_get_real_time () + clock_slack_us)
    return TRUE;
  g_set_error_literal (
    error, SOHOA_ERROR, SOHOA_ERROR_ARCHIVE,
    "the clock is behind what the archive recorded: set it right, files may be taken too late");
  return FALSE;
}
