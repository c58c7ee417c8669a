/* source.c - see source.h: what a source is, and how it is recorded. The work on it is in progress.c. */
#include "source.h"

#include "db.h"
#include "event.h"

static const char *const state_words[] = {
#define X(name, nick) nick,
  SOHOA_SOURCE_STATE_LIST (X)
#undef X
};
static const char *const kind_words[] = {"file", "folder"};

const char *
sohoa_source_state_nick (guint state)
{
  return state_words[state];
}

/* ---- the structure ---- */

static void
file_free (gpointer data)
{
  SohoaSourceFile *file = data;
  g_free (file->name);
  g_free (file->sha256);
  g_free (file->reason);
  g_free (file);
}

SohoaSource *
sohoa_source_new (const char *path, SohoaSourceKind kind)
{
  SohoaSource *source = g_new0 (SohoaSource, 1);
  source->path = g_strdup (path);
  source->kind = kind;
  source->files = g_ptr_array_new_with_free_func (file_free);
  return source;
}

void
sohoa_source_add_file (SohoaSource *source, const char *name, const char *sha256, guint64 size,
                       const char *reason)
{
  SohoaSourceFile *file = g_new0 (SohoaSourceFile, 1);
  file->seq = source->files->len + 1;
  file->name = g_strdup (name);
  file->sha256 = g_strdup (sha256);
  file->size = size;
  file->reason = g_strdup (reason);
  g_ptr_array_add (source->files, file);
}

void
sohoa_source_free (SohoaSource *source)
{
  if (source == NULL)
    return;
  g_free (source->path);
  g_free (source->sha256);
  g_free (source->reason);
  g_free (source->stamp);
  g_ptr_array_unref (source->files);
  g_free (source);
}

/* ---- recording ---- */

gboolean
sohoa_source_inbox (SohoaArchive *archive, const char *path, gint64 *ret_inbox, GError **error)
{
  return db_run (archive, "INSERT INTO inbox (path) VALUES (?) ON CONFLICT DO NOTHING",
                 DB_BIND (db_path (path)), error) &&
         db_number (archive, "SELECT id FROM inbox WHERE path = ?", DB_BIND (db_path (path)), ret_inbox,
                    error);
}

gboolean
sohoa_source_known (SohoaArchive *archive, gint64 inbox, const char *path, const char *stamp,
                    gboolean *ret_known, GError **error)
{
  gint64 n;
  if (!db_number (archive, "SELECT count (*) FROM source WHERE inbox = ? AND path = ? AND stamp = ?",
                  DB_BIND (db_int (inbox), db_path (path), db_text (stamp)), &n, error))
    return FALSE;
  *ret_known = n > 0;
  return TRUE;
}

/* The row this source already has: the same bytes at the same path, or a path that nothing could be read of.
 */
static gboolean
find_row (SohoaArchive *archive, gint64 inbox, const SohoaSource *source, gint64 *ret_same,
          gint64 *ret_unread, GError **error)
{
  return db_number (
           archive, "SELECT id FROM source WHERE inbox = ? AND path = ? AND sha256 IS ? ORDER BY id DESC",
           DB_BIND (db_int (inbox), db_path (source->path), db_text (source->sha256)), ret_same, error) &&
         db_number (archive, "SELECT id FROM source WHERE inbox = ? AND path = ? AND sha256 IS NULL",
                    DB_BIND (db_int (inbox), db_path (source->path)), ret_unread, error);
}

static gboolean
decide_state (SohoaArchive *archive, const SohoaSource *source, SohoaSourceState *ret_state,
              gint64 *ret_original, GError **error)
{
  *ret_original = 0;
  *ret_state = SOHOA_SOURCE_REJECTED;
  if (source->reason != NULL)
    return TRUE;
  if (!db_number (archive,
                  "SELECT id FROM source WHERE sha256 = ? AND duplicate_of IS NULL AND reason IS NOT 'empty'",
                  DB_BIND (db_text (source->sha256)), ret_original, error))
    return FALSE;
  *ret_state = *ret_original != 0 ? SOHOA_SOURCE_DUPLICATE : SOHOA_SOURCE_WAITING;
  return TRUE;
}

static gboolean
write_files (SohoaArchive *archive, gint64 id, const SohoaSource *source, GError **error)
{
  for (guint i = 0; i < source->files->len; i++) {
    const SohoaSourceFile *file = g_ptr_array_index (source->files, i);
    if (!db_run (
          archive,
          "INSERT INTO source_file (source, seq, name, sha256, size, reason) VALUES (?, ?, ?, ?, ?, ?)",
          DB_BIND (db_int (id), db_int (file->seq), db_path (file->name), db_text (file->sha256),
                   db_int ((gint64) file->size), db_text (file->reason)),
          error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
insert (SohoaArchive *archive, gint64 run, gint64 inbox, const SohoaSource *source, gint64 *ret_source,
        GError **error)
{
  gint64 now = g_get_real_time ();
  if (!db_run (archive,
               "INSERT INTO source (inbox, path, kind, stamp, state, first_run, run, first_seen)"
               " VALUES (?1, ?2, ?3, ?4, 'waiting', ?5, ?5, ?6)",
               DB_BIND (db_int (inbox), db_path (source->path), db_text (kind_words[source->kind]),
                        db_text (source->stamp), db_int (run), db_int (now)),
               error))
    return FALSE;
  *ret_source = db_last_id (archive);
  return db_run (archive, "UPDATE run SET sources_taken = sources_taken + 1 WHERE id = ?",
                 DB_BIND (db_int (run)), error);
}

/* A path that could not be read when it was first seen: the same source, now with content. */
static gboolean
reuse (SohoaArchive *archive, gint64 run, const SohoaSource *source, gint64 id, GError **error)
{
  return db_run (archive, "DELETE FROM source_file WHERE source = ?", DB_BIND (db_int (id)), error) &&
         db_run (archive,
                 "UPDATE run SET sources_resumed = sources_resumed + 1"
                 " WHERE id = ?1 AND (SELECT run FROM source WHERE id = ?2) <> ?1",
                 DB_BIND (db_int (run), db_int (id)), error) &&
         db_run (
           archive, "UPDATE source SET kind = ?, stamp = ?, run = ? WHERE id = ?",
           DB_BIND (db_text (kind_words[source->kind]), db_text (source->stamp), db_int (run), db_int (id)),
           error);
}

static gboolean
settle_state (SohoaArchive *archive, const SohoaSource *source, gint64 id, GError **error)
{
  SohoaSourceState state;
  gint64 original;

  if (!decide_state (archive, source, &state, &original, error))
    return FALSE;
  gboolean ended = state != SOHOA_SOURCE_WAITING;
  return db_run (
           archive,
           "UPDATE source SET sha256 = ?, state = ?, reason = ?, duplicate_of = ?, done_at = ?, separated = ?"
           " WHERE id = ?",
           DB_BIND (db_text (source->sha256), db_text (state_words[state]), db_text (source->reason),
                    db_id (original), db_id (ended ? g_get_real_time () : 0), db_int (ended), db_int (id)),
           error) &&
         sohoa_event_add (archive, "source-taken", id, state_words[state], error);
}

static gboolean
record (SohoaArchive *archive, gint64 run, gint64 inbox, const SohoaSource *source, gint64 *ret_source,
        gboolean *ret_new, GError **error)
{
  gint64 same, unread;
  if (!find_row (archive, inbox, source, &same, &unread, error))
    return FALSE;
  *ret_new = same == 0;
  *ret_source = same != 0 ? same : unread;
  if (same != 0)
    return db_run (archive, "UPDATE source SET stamp = ? WHERE id = ?",
                   DB_BIND (db_text (source->stamp), db_int (same)), error);
  gboolean ok = unread != 0 ? reuse (archive, run, source, unread, error)
                            : insert (archive, run, inbox, source, ret_source, error);
  return ok && write_files (archive, *ret_source, source, error) &&
         settle_state (archive, source, *ret_source, error);
}

gboolean
sohoa_source_record (SohoaArchive *archive, gint64 run, gint64 inbox, const SohoaSource *source,
                     gint64 *ret_source, gboolean *ret_new, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, record (archive, run, inbox, source, ret_source, ret_new, error), error);
}

gboolean
sohoa_source_set_put_away (SohoaArchive *archive, gint64 source, GError **error)
{
  return db_run_one (archive, "UPDATE source SET put_away = 1 WHERE id = ?", DB_BIND (db_int (source)),
                     "such source", error);
}

/* ---- loading ---- */

#define SOURCE_COLUMNS                                                                                       \
  "SELECT s.id, s.path, s.kind, s.sha256, s.state, s.reason, s.duplicate_of, s.put_away, s.stamp,"           \
  " (SELECT count (*) FROM page WHERE source = s.id) FROM source s "

static gpointer
make_source (sqlite3_stmt *statement)
{
  g_autofree char *path = db_column_path (statement, 1);
  SohoaSource *source = sohoa_source_new (path, db_column_word (statement, 2, kind_words, 2));
  source->id = sqlite3_column_int64 (statement, 0);
  source->sha256 = db_column_text (statement, 3);
  source->state = db_column_word (statement, 4, state_words, SOHOA_N_SOURCE_STATES);
  source->reason = db_column_text (statement, 5);
  source->duplicate_of = sqlite3_column_int64 (statement, 6);
  source->put_away = sqlite3_column_int (statement, 7) != 0;
  source->stamp = db_column_text (statement, 8);
  source->n_pages = db_column_uint (statement, 9);
  return source;
}

static gpointer
make_file (sqlite3_stmt *statement)
{
  SohoaSourceFile *file = g_new0 (SohoaSourceFile, 1);
  file->id = sqlite3_column_int64 (statement, 0);
  file->seq = db_column_uint (statement, 1);
  file->name = db_column_path (statement, 2);
  file->sha256 = db_column_text (statement, 3);
  file->size = (guint64) sqlite3_column_int64 (statement, 4);
  file->n_pages = db_column_uint (statement, 5);
  file->reason = db_column_text (statement, 6);
  return file;
}

static gboolean
load_files (SohoaArchive *archive, SohoaSource *source, GError **error)
{
  GPtrArray *files = db_collect (
    archive,
    "SELECT id, seq, name, sha256, size, n_pages, reason FROM source_file WHERE source = ? ORDER BY seq",
    DB_BIND (db_int (source->id)), make_file, file_free, error);
  if (files == NULL)
    return FALSE;
  g_ptr_array_unref (source->files);
  source->files = files;
  return TRUE;
}

static GPtrArray *
list_sources (SohoaArchive *archive, const char *sql, const DbValue *values, GError **error)
{
  g_autoptr (GPtrArray) sources =
    db_collect (archive, sql, values, make_source, (GDestroyNotify) sohoa_source_free, error);
  for (guint i = 0; sources != NULL && i < sources->len; i++)
    if (!load_files (archive, g_ptr_array_index (sources, i), error))
      return NULL;
  return g_steal_pointer (&sources);
}

GPtrArray *
sohoa_source_list_to_put_away (SohoaArchive *archive, gint64 inbox, GError **error)
{
  return list_sources (archive,
                       SOURCE_COLUMNS "WHERE s.inbox = ? AND s.put_away = 0 AND (s.state = 'done' OR"
                                      " (s.state = 'duplicate' AND"
                                      "  (SELECT state FROM source WHERE id = s.duplicate_of) = 'done'))"
                                      " ORDER BY s.id",
                       DB_BIND (db_int (inbox)), error);
}

static SohoaSource *
take_first (GPtrArray *sources)
{
  return sources->len > 0 ? g_ptr_array_steal_index (sources, 0) : NULL;
}

gboolean
sohoa_source_next (SohoaArchive *archive, gint64 after, SohoaSource **ret_source, GError **error)
{
  g_autoptr (GPtrArray) sources =
    list_sources (archive, SOURCE_COLUMNS "WHERE s.state = 'waiting' AND s.id > ? ORDER BY s.id LIMIT 1",
                  DB_BIND (db_int (after)), error);
  if (sources == NULL)
    return FALSE;
  *ret_source = take_first (sources);
  return TRUE;
}

GPtrArray *
sohoa_source_list_run (SohoaArchive *archive, gint64 run, GError **error)
{
  return list_sources (archive, SOURCE_COLUMNS "WHERE s.run = ? ORDER BY s.id", DB_BIND (db_int (run)),
                       error);
}

SohoaSource *
sohoa_source_load (SohoaArchive *archive, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) sources =
    list_sources (archive, SOURCE_COLUMNS "WHERE s.id = ?", DB_BIND (db_int (id)), error);
  if (sources == NULL)
    return NULL;
  if (sources->len == 0)
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND, "there is no source %" G_GINT64_FORMAT, id);
  return take_first (sources);
}
