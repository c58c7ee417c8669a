/* progress.c - the work on a source: begin, declare, refuse, end, put back. See source.h. */
#include "source_internal.h"

#include <string.h>

#include "db.h"
#include "event.h"

/* More pages than this a container cannot declare (SOHOA_PAGES_MAX of ocr.h). */
enum { PAGES_MAX = 10000 };

gboolean
sohoa_source_begin (SohoaArchive *archive, gint64 run, gint64 source, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  gboolean ok =
    db_run (archive,
            "UPDATE run SET sources_resumed = sources_resumed + 1"
            " WHERE id = ?1 AND (SELECT run FROM source WHERE id = ?2) <> ?1",
            DB_BIND (db_int (run), db_int (source)), error) &&
    db_run_one (archive, "UPDATE source SET state = 'working', run = ? WHERE id = ? AND state = 'waiting'",
                DB_BIND (db_int (run), db_int (source)), "such waiting source", error);
  return sohoa_archive_end (archive, ok, error);
}

/* ---- ending ---- */

/* done, partial or quarantined, by how many of its pages are quarantined. */
static const char *const end_of_source =
  "UPDATE source SET done_at = ?2, state = ("
  "  SELECT CASE total (state = 'quarantined') WHEN 0 THEN 'done' WHEN count (*) THEN 'quarantined' ELSE "
  "'partial' END"
  "    FROM page WHERE source = ?1)"
  " WHERE id = ?1 AND state IN ('waiting', 'working')"
  "   AND NOT EXISTS (SELECT 1 FROM source_file WHERE source = ?1 AND n_pages = 0)"
  "   AND NOT EXISTS (SELECT 1 FROM page WHERE source = ?1 AND state = 'waiting')"
  " RETURNING state";

gboolean
sohoa_source_end_if_finished (SohoaArchive *archive, gint64 source, GError **error)
{
  gboolean row;
  g_autofree char *state = NULL;
  g_autoptr (sqlite3_stmt) statement =
    db_query (archive, end_of_source, DB_BIND (db_int (source), db_int (g_get_real_time ())), error);
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  state = db_column_text (statement, 0);
  g_clear_pointer (&statement, sqlite3_finalize);
  return sohoa_event_add (archive, "source-end", source, state, error);
}

/* ---- pages appear ---- */

typedef struct {
  gint64 source;
  guint n_pages, n_files, undeclared_before;
} FileRow;

static gboolean
load_file (SohoaArchive *archive, gint64 file, FileRow *ret_row, GError **error)
{
  gboolean row;
  g_autoptr (sqlite3_stmt) statement =
    db_query (archive,
              "SELECT f.source, f.n_pages, (SELECT count (*) FROM source_file WHERE source = f.source),"
              " (SELECT count (*) FROM source_file WHERE source = f.source AND seq < f.seq AND n_pages = 0)"
              " FROM source_file f WHERE f.id = ?",
              DB_BIND (db_int (file)), error);
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return FALSE;
  if (!row) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND, "there is no such file in the archive");
    return FALSE;
  }
  ret_row->source = sqlite3_column_int64 (statement, 0);
  ret_row->n_pages = db_column_uint (statement, 1);
  ret_row->n_files = db_column_uint (statement, 2);
  ret_row->undeclared_before = db_column_uint (statement, 3);
  if (ret_row->undeclared_before == 0)
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTERNAL, "the files of a source were declared out of order");
  return FALSE;
}

/* Numbers on from the pages the source has. A file that turns out to hold more than was declared once
 * (another program version) gets its new pages at the end: numbers never change. */
static gboolean
add_pages (SohoaArchive *archive, gint64 file, const FileRow *row, guint n_pages, GError **error)
{
  for (guint page = row->n_pages + 1; page <= n_pages; page++)
    if (!db_run (archive,
                 "INSERT INTO page (source, page_no, file, file_page)"
                 " SELECT ?1, 1 + coalesce (max (page_no), 0), ?2, ?3 FROM page WHERE source = ?1",
                 DB_BIND (db_int (row->source), db_int (file), db_int (page)), error))
      return FALSE;
  return db_run (
    archive,
    "UPDATE source_file SET n_pages = max (n_pages, ?), reason = NULL, explanation = NULL WHERE id = ?",
    DB_BIND (db_int (n_pages), db_int (file)), error);
}

static gboolean
declare (SohoaArchive *archive, gint64 file, guint n_pages, GError **error)
{
  FileRow row;
  return load_file (archive, file, &row, error) && add_pages (archive, file, &row, n_pages, error);
}

gboolean
sohoa_source_declare (SohoaArchive *archive, gint64 file, guint n_pages, GError **error)
{
  if (n_pages < 1 || n_pages > PAGES_MAX) {
    g_set_error (error, SOHOA_ERROR, n_pages < 1 ? SOHOA_ERROR_EMPTY : SOHOA_ERROR_LIMIT,
                 "the file declares %u pages; 1 to %d are taken", n_pages, PAGES_MAX);
    return FALSE;
  }
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, declare (archive, file, n_pages, error), error);
}

/* ---- a file that is no scan ---- */

static gboolean
refuse_source (SohoaArchive *archive, gint64 file, const FileRow *row, const char *reason,
               const char *explanation, GError **error)
{
  gboolean died = strcmp (reason, sohoa_error_nick (SOHOA_ERROR_CRASH)) == 0 ||
                  strcmp (reason, sohoa_error_nick (SOHOA_ERROR_TIMEOUT)) == 0 ||
                  strcmp (reason, sohoa_error_nick (SOHOA_ERROR_MEMORY)) == 0;
  const char *state = died ? "quarantined" : "rejected";
  return db_run (
           archive, "UPDATE source SET state = ?, reason = ?, done_at = ?, separated = 1 WHERE id = ?",
           DB_BIND (db_text (state), db_text (reason), db_int (g_get_real_time ()), db_int (row->source)),
           error) &&
         db_run (archive, "UPDATE source_file SET explanation = ? WHERE id = ?",
                 DB_BIND (db_text (explanation), db_int (file)), error) &&
         sohoa_event_add (archive, "source-end", row->source, state, error);
}

static gboolean
refuse_part (SohoaArchive *archive, gint64 file, const FileRow *row, const char *reason,
             const char *explanation, GError **error)
{
  return add_pages (archive, file, row, MAX (row->n_pages, 1), error) &&
         db_run (archive, "UPDATE source_file SET reason = ?, explanation = ? WHERE id = ?",
                 DB_BIND (db_text (reason), db_text (explanation), db_int (file)), error) &&
         db_run (
           archive,
           "UPDATE page SET state = 'quarantined', reason = ?, explanation = ?, done_at = ?"
           " WHERE file = ? AND state = 'waiting'",
           DB_BIND (db_text (reason), db_text (explanation), db_int (g_get_real_time ()), db_int (file)),
           error) &&
         sohoa_source_end_if_finished (archive, row->source, error);
}

static gboolean
refuse (SohoaArchive *archive, gint64 file, const char *reason, const char *explanation, GError **error)
{
  FileRow row;
  if (!load_file (archive, file, &row, error))
    return FALSE;
  return row.n_files == 1 && row.n_pages == 0
           ? refuse_source (archive, file, &row, reason, explanation, error)
           : refuse_part (archive, file, &row, reason, explanation, error);
}

gboolean
sohoa_source_refuse (SohoaArchive *archive, gint64 file, const char *reason, const char *explanation,
                     GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, refuse (archive, file, reason, explanation, error), error);
}

/* ---- what is left ---- */

gboolean
sohoa_source_count_waiting (SohoaArchive *archive, guint *ret_sources, guint *ret_pages, GError **error)
{
  gint64 sources, pages, files;
  if (!db_number (archive, "SELECT count (*) FROM source WHERE state IN ('waiting', 'working')", DB_NOTHING,
                  &sources, error) ||
      !db_number (archive, "SELECT count (*) FROM page WHERE state = 'waiting'", DB_NOTHING, &pages, error) ||
      !db_number (archive,
                  "SELECT count (*) FROM source s JOIN source_file f ON f.source = s.id"
                  " WHERE s.state IN ('waiting', 'working') AND f.n_pages = 0",
                  DB_NOTHING, &files, error))
    return FALSE;
  *ret_sources = (guint) sources;
  *ret_pages = (guint) (pages + files);
  return TRUE;
}

/* ---- once more ---- */

static gboolean
retry_pages (SohoaArchive *archive, gint64 source, guint page_no, gint64 *ret_count, GError **error)
{
  static const char which[] =
    "state = 'quarantined' AND (?1 = 0 OR source = ?1) AND (?2 = 0 OR page_no = ?2)";
  g_autofree char *count = g_strdup_printf ("SELECT count (*) FROM page WHERE %s", which);
  g_autofree char *back = g_strdup_printf ("UPDATE source SET state = 'waiting', done_at = NULL, separated = "
                                           "0 WHERE id IN (SELECT source FROM page WHERE %s)",
                                           which);
  g_autofree char *forget =
    g_strdup_printf ("UPDATE source_file SET reason = NULL, explanation = NULL WHERE sha256 IS NOT NULL "
                     "AND id IN (SELECT file FROM page WHERE %s)",
                     which);
  g_autofree char *wait = g_strdup_printf ("UPDATE page SET state = 'waiting', reason = NULL, explanation = "
                                           "NULL, attempts = 0, done_at = NULL WHERE %s",
                                           which);
  const DbValue *values = DB_BIND (db_int (source), db_int (page_no));

  return db_number (archive, count, values, ret_count, error) && db_run (archive, back, values, error) &&
         db_run (archive, forget, values, error) && db_run (archive, wait, values, error);
}

/* Sources that ended without a page. What has no object was never read: the next look at the inbox does that.
 */
static gboolean
retry_sources (SohoaArchive *archive, gint64 source, gint64 *ret_count, GError **error)
{
  static const char which[] = "state IN ('rejected', 'quarantined') AND (?1 = 0 OR id = ?1)"
                              " AND NOT EXISTS (SELECT 1 FROM page WHERE source = source.id)";
  static const char kept[] =
    "EXISTS (SELECT 1 FROM source_file WHERE source = source.id AND sha256 IS NOT NULL)"
    " AND reason IS NOT 'empty'";
  g_autofree char *count = g_strdup_printf ("SELECT count (*) FROM source WHERE %s", which);
  g_autofree char *unread =
    g_strdup_printf ("UPDATE source SET stamp = '' WHERE %s AND NOT (%s)", which, kept);
  g_autofree char *back = g_strdup_printf (
    "UPDATE source SET state = 'waiting', reason = NULL, done_at = NULL, separated = 0 WHERE %s AND %s",
    which, kept);
  const DbValue *values = DB_BIND (db_int (source));

  return db_number (archive, count, values, ret_count, error) && db_run (archive, unread, values, error) &&
         db_run (archive, back, values, error);
}

static gboolean
retry (SohoaArchive *archive, gint64 source, guint page_no, guint *ret_count, GError **error)
{
  gint64 pages, sources = 0;
  if (!retry_pages (archive, source, page_no, &pages, error) ||
      (page_no == 0 && !retry_sources (archive, source, &sources, error)))
    return FALSE;
  *ret_count = (guint) (pages + sources);
  if (*ret_count > 0)
    return sohoa_event_add (archive, "retry", source, NULL, error);
  if (source == 0)
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND, "nothing is quarantined or rejected under that id");
  return FALSE;
}

gboolean
sohoa_source_retry (SohoaArchive *archive, gint64 source, guint page_no, guint *ret_count, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, retry (archive, source, page_no, ret_count, error), error);
}
