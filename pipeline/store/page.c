/* page.c - see page.h. */
#include "page.h"

#include "db.h"
#include "event.h"
#include "json_line.h"
#include "source_internal.h"

static const char *const state_words[] = {
#define X(name, nick) nick,
  SOHOA_PAGE_STATE_LIST (X)
#undef X
};

const char *
sohoa_page_state_nick (guint state)
{
  return state_words[state];
}

void
sohoa_page_row_free (SohoaPageRow *row)
{
  if (row == NULL)
    return;
  g_free (row->source_path);
  g_free (row->file_name);
  g_free (row->reason);
  g_free (row->form);
  g_free (row->form_version);
  g_free (row->heading);
  g_free (row);
}

/* ---- loading ---- */

#define PAGE_COLUMNS                                                                                         \
  "SELECT p.id, p.source, p.file, p.page_no, p.file_page, s.path, f.name, p.state, p.attempts, p.reason, "   \
  "p.kind,"                                                                                                  \
  " p.form, p.form_version, p.form_page, p.rotation, p.width, p.height, p.dpi, p.heading, p.duplicate_of,"   \
  " o.page_no, o.source, p.dossier, p.document,"                                                             \
  " instr (p.warnings, '\"" SOHOA_WARNING_UNREGISTERED "\"') > 0"                                            \
  " FROM page p JOIN source s ON s.id = p.source JOIN source_file f ON f.id = p.file"                        \
  " LEFT JOIN page o ON o.id = p.duplicate_of "
#define IN_ORDER " ORDER BY p.source, p.page_no"

static gpointer
make_row (sqlite3_stmt *statement)
{
  SohoaPageRow *row = g_new0 (SohoaPageRow, 1);
  row->id = sqlite3_column_int64 (statement, 0);
  row->source = sqlite3_column_int64 (statement, 1);
  row->file = sqlite3_column_int64 (statement, 2);
  row->page_no = db_column_uint (statement, 3);
  row->file_page = db_column_uint (statement, 4);
  row->source_path = db_column_path (statement, 5);
  row->file_name = db_column_path (statement, 6);
  row->state = db_column_word (statement, 7, state_words, SOHOA_N_PAGE_STATES);
  row->attempts = db_column_uint (statement, 8);
  row->reason = db_column_text (statement, 9);
  row->kind = db_column_page_kind (statement, 10);
  row->form = db_column_text (statement, 11);
  row->form_version = db_column_text (statement, 12);
  row->form_page = db_column_uint (statement, 13);
  row->rotation = db_column_uint (statement, 14);
  row->width = db_column_uint (statement, 15);
  row->height = db_column_uint (statement, 16);
  row->dpi = sqlite3_column_double (statement, 17);
  row->heading = db_column_text (statement, 18);
  row->duplicate_of = sqlite3_column_int64 (statement, 19);
  row->duplicate_page = db_column_uint (statement, 20);
  row->duplicate_source = sqlite3_column_int64 (statement, 21);
  row->dossier = sqlite3_column_int64 (statement, 22);
  row->document = sqlite3_column_int64 (statement, 23);
  row->is_unregistered = sqlite3_column_int (statement, 24) != 0;
  return row;
}

static GPtrArray *
list_pages (SohoaArchive *archive, const char *sql, const DbValue *values, GError **error)
{
  return db_collect (archive, sql, values, make_row, (GDestroyNotify) sohoa_page_row_free, error);
}

GPtrArray *
sohoa_page_list_source (SohoaArchive *archive, gint64 source, GError **error)
{
  return list_pages (archive, PAGE_COLUMNS "WHERE p.source = ?" IN_ORDER, DB_BIND (db_int (source)), error);
}

GPtrArray *
sohoa_page_list_dossier (SohoaArchive *archive, gint64 dossier, GError **error)
{
  return list_pages (archive, PAGE_COLUMNS "WHERE p.dossier = ?" IN_ORDER, DB_BIND (db_int (dossier)), error);
}

GPtrArray *
sohoa_page_list_all (SohoaArchive *archive, GError **error)
{
  return list_pages (archive, PAGE_COLUMNS IN_ORDER, DB_NOTHING, error);
}

SohoaPageRow *
sohoa_page_load (SohoaArchive *archive, gint64 source, guint page_no, GError **error)
{
  g_autoptr (GPtrArray) rows = list_pages (archive, PAGE_COLUMNS "WHERE p.source = ? AND p.page_no = ?",
                                           DB_BIND (db_int (source), db_int (page_no)), error);
  if (rows == NULL)
    return NULL;
  if (rows->len == 1)
    return g_ptr_array_steal_index (rows, 0);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND, "there is no page %" G_GINT64_FORMAT ".%u", source,
               page_no);
  return NULL;
}

static gboolean
load_blob (SohoaArchive *archive, const char *sql, gint64 page, GBytes **ret_bytes, GError **error)
{
  gboolean row;
  g_autoptr (sqlite3_stmt) statement = db_query (archive, sql, DB_BIND (db_int (page)), error);
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return FALSE;
  *ret_bytes = row ? db_column_bytes (statement, 0) : NULL;
  return TRUE;
}

gboolean
sohoa_page_load_signature (SohoaArchive *archive, gint64 page, GBytes **ret_signature, GError **error)
{
  return load_blob (archive, "SELECT signature FROM page WHERE id = ?", page, ret_signature, error);
}

gboolean
sohoa_page_load_transform (SohoaArchive *archive, gint64 page, SohoaTransform **ret_transform, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!load_blob (archive, "SELECT transform FROM page WHERE id = ?", page, &bytes, error))
    return FALSE;
  *ret_transform = NULL;
  if (bytes == NULL)
    return TRUE;
  g_autoptr (GVariant) variant =
    g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (SOHOA_TRANSFORM_TYPE), bytes, FALSE));
  *ret_transform = sohoa_transform_from_variant (variant);
  if (*ret_transform != NULL)
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTEGRITY,
               "the stored map of a page was damaged: restore a backup");
  return FALSE;
}

/* ---- what became of a page ---- */

static gboolean
end_page (SohoaArchive *archive, gint64 page, GError **error)
{
  gint64 source;
  return db_number (archive, "SELECT source FROM page WHERE id = ?", DB_BIND (db_int (page)), &source,
                    error) &&
         sohoa_source_end_if_finished (archive, source, error);
}

gboolean
sohoa_page_count_attempt (SohoaArchive *archive, gint64 page, guint *ret_attempts, GError **error)
{
  gint64 attempts;
  if (!db_run_one (archive, "UPDATE page SET attempts = attempts + 1 WHERE id = ?", DB_BIND (db_int (page)),
                   "such page", error) ||
      !db_number (archive, "SELECT attempts FROM page WHERE id = ?", DB_BIND (db_int (page)), &attempts,
                  error))
    return FALSE;
  *ret_attempts = (guint) attempts;
  return TRUE;
}

static gboolean
quarantine (SohoaArchive *archive, gint64 page, const char *reason, const char *explanation, GError **error)
{
  gint64 source;
  return db_run_one (
           archive,
           "UPDATE page SET state = 'quarantined', reason = ?, explanation = ?, done_at = ?"
           " WHERE id = ? AND state = 'waiting'",
           DB_BIND (db_text (reason), db_text (explanation), db_int (g_get_real_time ()), db_int (page)),
           "such waiting page", error) &&
         db_number (archive, "SELECT source FROM page WHERE id = ?", DB_BIND (db_int (page)), &source,
                    error) &&
         sohoa_event_add (archive, "page-quarantined", source, reason, error) &&
         end_page (archive, page, error);
}

gboolean
sohoa_page_quarantine (SohoaArchive *archive, gint64 page, const char *reason, const char *explanation,
                       GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, quarantine (archive, page, reason, explanation, error), error);
}

gboolean
sohoa_page_reopen (SohoaArchive *archive, gint64 page, GError **error)
{
  return db_run (archive,
                 "UPDATE source SET state = 'working', done_at = NULL, separated = 0"
                 " WHERE id = (SELECT source FROM page WHERE id = ?)"
                 " AND state IN ('done', 'partial', 'quarantined')",
                 DB_BIND (db_int (page)), error) &&
         db_run_one (
           archive,
           "UPDATE page SET state = 'waiting', reason = NULL, explanation = NULL, duplicate_of = NULL,"
           " separated_copy = 0, done_at = NULL WHERE id = ?",
           DB_BIND (db_int (page)), "such page", error);
}

static char *
warnings_to_json (const GPtrArray *warnings)
{
  GString *json = g_string_new (NULL);
  sohoa_json_open (json, '[');
  for (guint i = 0; i < warnings->len; i++) {
    const SohoaWarning *warning = g_ptr_array_index (warnings, i);
    sohoa_json_open (json, '{');
    sohoa_json_member (json, "stage");
    sohoa_json_string (json, warning->stage);
    sohoa_json_member (json, "code");
    sohoa_json_string (json, warning->code);
    sohoa_json_member (json, "incomplete");
    sohoa_json_bool (json, warning->incomplete);
    sohoa_json_close (json, '}');
  }
  sohoa_json_close (json, ']');
  return g_string_free (json, FALSE);
}

static GBytes *
transform_to_bytes (const SohoaTransform *transform)
{
  if (transform == NULL)
    return NULL;
  g_autoptr (GVariant) variant = g_variant_ref_sink (sohoa_transform_to_variant (transform));
  return g_variant_get_data_as_bytes (variant);
}

/* The page of the same file that the worker named; 0 when it named none, or one that is not before this page.
 */
static gboolean
find_original (SohoaArchive *archive, gint64 page, guint file_page, gint64 *ret_original, GError **error)
{
  return db_number (archive,
                    "SELECT o.id FROM page p JOIN page o ON o.file = p.file AND o.file_page = ?2"
                    " AND o.file_page < p.file_page WHERE p.id = ?1",
                    DB_BIND (db_int (page), db_int (file_page)), ret_original, error);
}

static gboolean
write_result (SohoaArchive *archive, gint64 page, const SohoaPageResult *result, SohoaPageState state,
              gint64 original, GError **error)
{
  g_autoptr (GBytes) transform = transform_to_bytes (result->transform);
  g_autofree char *warnings = warnings_to_json (result->warnings);
  return db_run_one (
    archive,
    "UPDATE page SET state = ?, reason = ?, kind = ?, kind_confidence = ?, form = ?, form_version = ?,"
    " form_page = ?, rotation = ?, width = ?, height = ?, dpi = ?, transform = ?, inliers = ?, anchors = ?,"
    " residual_mm = ?, signature = ?, warnings = ?, heading = ?, duplicate_of = ?, separated_copy = 0, "
    "done_at = ?"
    " WHERE id = ? AND state = 'waiting'",
    DB_BIND (db_text (state_words[state]), db_text (sohoa_page_result_review_reason (result)),
             db_text (sohoa_page_kind_nick (result->kind)), db_real (result->kind_confidence),
             db_text (result->form), db_text (result->form_version), db_int (result->form_page),
             db_int (result->rotation), db_int (result->width), db_int (result->height),
             db_real (result->dpi), db_bytes (transform), db_int (result->inliers), db_int (result->anchors),
             db_real (result->residual_mm), db_bytes (result->signature), db_text (warnings),
             db_text (result->heading), db_id (original), db_int (g_get_real_time ()), db_int (page)),
    "such waiting page", error);
}

static gboolean
store_result (SohoaArchive *archive, gint64 page, const SohoaPageResult *result, GError **error)
{
  gint64 original = 0;
  if (result->duplicate_of != 0 && !find_original (archive, page, result->duplicate_of, &original, error))
    return FALSE;
  SohoaPageState state = original != 0                                      ? SOHOA_PAGE_STATE_DUPLICATE
                         : sohoa_page_result_review_reason (result) != NULL ? SOHOA_PAGE_STATE_REVIEW
                                                                            : SOHOA_PAGE_STATE_DONE;
  return write_result (archive, page, result, state, original, error) && end_page (archive, page, error);
}

gboolean
sohoa_page_store_result (SohoaArchive *archive, gint64 page, const SohoaPageResult *result, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, store_result (archive, page, result, error), error);
}

gboolean
sohoa_page_set_duplicate (SohoaArchive *archive, gint64 page, gint64 of, GError **error)
{
  return db_run_one (
    archive,
    "UPDATE page SET duplicate_of = ?1, separated_copy = ?1 IS NOT NULL, state ="
    " CASE WHEN ?1 IS NOT NULL THEN 'duplicate' WHEN reason IS NOT NULL THEN 'review' ELSE 'done' END"
    " WHERE id = ?2 AND state IN ('done', 'review', 'duplicate')",
    DB_BIND (db_id (of), db_int (page)), "such finished page", error);
}
