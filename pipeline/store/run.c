/* run.c - see run.h. */
#include "run.h"

#include "db.h"
#include "event.h"

static const char *const entry_words[] = {
#define X(name, nick) nick,
  SOHOA_ENTRY_LIST (X)
#undef X
};

const char *
sohoa_entry_state_nick (guint state)
{
  return entry_words[state];
}

static gboolean
begin (SohoaArchive *archive, gint64 *ret_run, GError **error)
{
  g_autofree char *detail = NULL;
  if (!db_run (archive, "UPDATE source SET state = 'waiting' WHERE state = 'working'", DB_NOTHING, error) ||
      !db_run (archive, "INSERT INTO run (started) VALUES (?)", DB_BIND (db_int (g_get_real_time ())), error))
    return FALSE;
  *ret_run = db_last_id (archive);
  detail = g_strdup_printf ("%" G_GINT64_FORMAT, *ret_run);
  return sohoa_event_add (archive, "run-begin", 0, detail, error);
}

gboolean
sohoa_run_begin (SohoaArchive *archive, gint64 *ret_run, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, begin (archive, ret_run, error), error);
}

gboolean
sohoa_run_record_crew (SohoaArchive *archive, gint64 run, const char *recognizer, const char *cage,
                       GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  gboolean ok =
    db_run_one (archive, "UPDATE run SET recognizer = ?, cage = ? WHERE id = ?",
                DB_BIND (db_text (recognizer), db_text (cage), db_int (run)), "such run", error) &&
    sohoa_event_add (archive, "run-cage", 0, cage, error);
  return sohoa_archive_end (archive, ok, error);
}

static gboolean
count_entries (SohoaArchive *archive, gint64 run, const SohoaEntryCounts *counts, GError **error)
{
  if (!db_run (archive, "UPDATE run SET entries = entries + ? WHERE id = ?",
               DB_BIND (db_int (counts->total), db_int (run)), error))
    return FALSE;
  for (guint i = 0; i < SOHOA_N_ENTRY_STATES; i++)
    if (counts->state[i] > 0 &&
        !db_run (archive,
                 "INSERT INTO run_entry (run, state, entries) VALUES (?, ?, ?)"
                 " ON CONFLICT DO UPDATE SET entries = entries + excluded.entries",
                 DB_BIND (db_int (run), db_text (entry_words[i]), db_int (counts->state[i])), error))
      return FALSE;
  return TRUE;
}

gboolean
sohoa_run_count_entries (SohoaArchive *archive, gint64 run, const SohoaEntryCounts *counts, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, count_entries (archive, run, counts, error), error);
}

gboolean
sohoa_run_end (SohoaArchive *archive, gint64 run, int exit_status, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("%" G_GINT64_FORMAT " %d", run, exit_status);
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  gboolean ok = db_run_one (archive, "UPDATE run SET ended = ?, exit_status = ? WHERE id = ?",
                            DB_BIND (db_int (g_get_real_time ()), db_int (exit_status), db_int (run)),
                            "such run", error) &&
                sohoa_event_add (archive, "run-end", 0, detail, error);
  return sohoa_archive_end (archive, ok, error);
}

static gpointer
make_run (sqlite3_stmt *statement)
{
  SohoaRun *run = g_new0 (SohoaRun, 1);
  run->id = sqlite3_column_int64 (statement, 0);
  run->started = sqlite3_column_int64 (statement, 1);
  run->ended = sqlite3_column_int64 (statement, 2);
  run->exit_status =
    sqlite3_column_type (statement, 3) == SQLITE_NULL ? -1 : sqlite3_column_int (statement, 3);
  run->sources_taken = db_column_uint (statement, 4);
  run->sources_resumed = db_column_uint (statement, 5);
  run->entries.total = db_column_uint (statement, 6);
  return run;
}

static gboolean
load_entries (SohoaArchive *archive, SohoaRun *run, GError **error)
{
  gboolean row;
  g_autoptr (sqlite3_stmt) statement = db_query (
    archive, "SELECT state, entries FROM run_entry WHERE run = ?", DB_BIND (db_int (run->id)), error);
  if (statement == NULL)
    return FALSE;
  for (;;) {
    if (!db_next (archive, statement, &row, error))
      return FALSE;
    if (!row)
      return TRUE;
    run->entries.state[db_column_word (statement, 0, entry_words, SOHOA_N_ENTRY_STATES)] +=
      db_column_uint (statement, 1);
  }
}

SohoaRun *
sohoa_run_load (SohoaArchive *archive, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) runs =
    db_collect (archive,
                "SELECT id, started, ended, exit_status, sources_taken, sources_resumed, entries FROM run"
                " WHERE id = ?1 OR ?1 = 0 ORDER BY id DESC LIMIT 1",
                DB_BIND (db_int (id)), make_run, NULL, error);
  if (runs == NULL)
    return NULL;
  if (runs->len == 0) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND, "there is no such run");
    return NULL;
  }
  g_autoptr (SohoaRun) run = g_ptr_array_index (runs, 0);
  return load_entries (archive, run, error) ? g_steal_pointer (&run) : NULL;
}

void
sohoa_run_free (SohoaRun *run)
{
  g_free (run);
}

/* ---- nights side by side ---- */

void
sohoa_run_summary_free (SohoaRunSummary *summary)
{
  g_free (summary->cage);
  g_free (summary->recognizer);
  g_free (summary);
}

static gpointer
make_summary (sqlite3_stmt *statement)
{
  SohoaRunSummary *summary = g_new0 (SohoaRunSummary, 1);
  summary->id = sqlite3_column_int64 (statement, 0);
  summary->started = sqlite3_column_int64 (statement, 1);
  summary->ended = sqlite3_column_int64 (statement, 2);
  summary->exit_status =
    sqlite3_column_type (statement, 3) == SQLITE_NULL ? -1 : sqlite3_column_int (statement, 3);
  summary->cage = db_column_text (statement, 4);
  summary->recognizer = db_column_text (statement, 5);
  summary->sources = db_column_uint (statement, 6);
  summary->pages = db_column_uint (statement, 7);
  summary->quarantined = db_column_uint (statement, 8);
  return summary;
}

GPtrArray *
sohoa_run_list_back (SohoaArchive *archive, gint64 run, guint n, GError **error)
{
  return db_collect (archive,
                     "SELECT r.id, r.started, r.ended, r.exit_status, r.cage, r.recognizer,"
                     "       (SELECT count (*) FROM source WHERE run = r.id),"
                     "       (SELECT count (*) FROM page p"
                     "         WHERE p.done_at >= r.started AND p.done_at <= coalesce (r.ended, p.done_at)),"
                     "       (SELECT count (*) FROM page p"
                     "         WHERE p.done_at >= r.started AND p.done_at <= coalesce (r.ended, p.done_at)"
                     "           AND p.state = 'quarantined')"
                     "  FROM run r WHERE ?1 = 0 OR r.id <= ?1 ORDER BY r.id DESC LIMIT ?2",
                     DB_BIND (db_int (run), db_int (n)), make_summary,
                     (GDestroyNotify) sohoa_run_summary_free, error);
}
