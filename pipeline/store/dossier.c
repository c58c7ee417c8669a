/* dossier.c - see dossier.h. */
#include "dossier.h"

#include "db.h"

static const char *const origin_words[] = {
#define X(name, nick) nick,
  SOHOA_CODE_ORIGIN_LIST (X)
#undef X
};

const char *
sohoa_code_origin_nick (SohoaCodeOrigin origin)
{
  return origin_words[origin];
}

void
sohoa_dossier_free (SohoaDossier *dossier)
{
  if (dossier == NULL)
    return;
  g_free (dossier->code);
  g_free (dossier->procedure);
  g_free (dossier->unit);
  g_free (dossier);
}

void
sohoa_document_free (SohoaDocument *document)
{
  if (document == NULL)
    return;
  g_free (document->form);
  g_free (document->form_version);
  g_free (document);
}

/* ---- asking ---- */

#define DOSSIER_COLUMNS                                                                                      \
  "SELECT d.id, d.code, d.origin, d.procedure, d.unit, d.code_unread,"                                       \
  " (SELECT min (source) FROM page WHERE dossier = d.id) AS received,"                                       \
  " (SELECT count (*) FROM page WHERE dossier = d.id), (SELECT count (*) FROM document WHERE dossier = "     \
  "d.id)"                                                                                                    \
  " FROM dossier d "

static gpointer
make_dossier (sqlite3_stmt *statement)
{
  SohoaDossier *dossier = g_new0 (SohoaDossier, 1);
  dossier->id = sqlite3_column_int64 (statement, 0);
  dossier->code = db_column_text (statement, 1);
  dossier->origin = db_column_word (statement, 2, origin_words, G_N_ELEMENTS (origin_words));
  dossier->procedure = db_column_text (statement, 3);
  dossier->unit = db_column_text (statement, 4);
  dossier->code_unread = sqlite3_column_int (statement, 5) != 0;
  dossier->received = sqlite3_column_int64 (statement, 6);
  dossier->n_pages = db_column_uint (statement, 7);
  dossier->n_documents = db_column_uint (statement, 8);
  return dossier;
}

GPtrArray *
sohoa_dossier_list (SohoaArchive *archive, GError **error)
{
  return db_collect (archive, DOSSIER_COLUMNS "ORDER BY received, d.code", DB_NOTHING, make_dossier,
                     (GDestroyNotify) sohoa_dossier_free, error);
}

static SohoaDossier *
load_dossier (SohoaArchive *archive, const char *sql, const DbValue *values, GError **error)
{
  g_autoptr (GPtrArray) rows =
    db_collect (archive, sql, values, make_dossier, (GDestroyNotify) sohoa_dossier_free, error);
  if (rows == NULL)
    return NULL;
  if (rows->len == 1)
    return g_ptr_array_steal_index (rows, 0);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND, "there is no such dossier");
  return NULL;
}

SohoaDossier *
sohoa_dossier_load (SohoaArchive *archive, const char *code, GError **error)
{
  return load_dossier (archive, DOSSIER_COLUMNS "WHERE d.code = ?", DB_BIND (db_text (code)), error);
}

SohoaDossier *
sohoa_dossier_load_id (SohoaArchive *archive, gint64 dossier, GError **error)
{
  return load_dossier (archive, DOSSIER_COLUMNS "WHERE d.id = ?", DB_BIND (db_int (dossier)), error);
}

static gpointer
make_document (sqlite3_stmt *statement)
{
  SohoaDocument *document = g_new0 (SohoaDocument, 1);
  document->id = sqlite3_column_int64 (statement, 0);
  document->seq = db_column_uint (statement, 1);
  document->kind = db_column_page_kind (statement, 2);
  document->form = db_column_text (statement, 3);
  document->form_version = db_column_text (statement, 4);
  document->n_pages = db_column_uint (statement, 5);
  return document;
}

GPtrArray *
sohoa_document_list (SohoaArchive *archive, gint64 dossier, GError **error)
{
  return db_collect (archive,
                     "SELECT d.id, d.seq, d.kind, d.form, d.form_version,"
                     " (SELECT count (*) FROM page WHERE document = d.id) FROM document d WHERE d.dossier = ?"
                     " ORDER BY d.seq",
                     DB_BIND (db_int (dossier)), make_document, (GDestroyNotify) sohoa_document_free, error);
}

/* ---- separation ---- */

gboolean
sohoa_dossier_next_source (SohoaArchive *archive, gint64 *ret_source, GError **error)
{
  return db_number (archive,
                    "SELECT CASE WHEN state IN ('waiting', 'working') THEN 0 ELSE id END FROM source"
                    " WHERE separated = 0 ORDER BY id LIMIT 1",
                    DB_NOTHING, ret_source, error);
}

/* Later sources whose pages lie in the dossiers of this one. */
static gboolean
mark_later_sources (SohoaArchive *archive, gint64 source, GError **error)
{
  return db_run (archive,
                 "UPDATE source SET separated = 0 WHERE id > ?1 AND separated = 1 AND id IN"
                 " (SELECT source FROM page WHERE dossier IN (SELECT dossier FROM page WHERE source = ?1))",
                 DB_BIND (db_int (source)), error);
}

gboolean
sohoa_dossier_clear_source (SohoaArchive *archive, gint64 source, GError **error)
{
  const DbValue *values = DB_BIND (db_int (source));
  return mark_later_sources (archive, source, error) &&
         db_run (archive,
                 "UPDATE page SET duplicate_of = NULL, separated_copy = 0,"
                 " state = CASE WHEN reason IS NULL THEN 'done' ELSE 'review' END"
                 " WHERE source = ? AND separated_copy = 1",
                 values, error) &&
         db_run (archive, "UPDATE page SET dossier = NULL, document = NULL WHERE source = ?", values, error);
}

GArray *
sohoa_dossier_list_source (SohoaArchive *archive, gint64 source, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) statement = db_query (
    archive, "SELECT DISTINCT dossier FROM page WHERE source = ? AND dossier IS NOT NULL ORDER BY dossier",
    DB_BIND (db_int (source)), error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  for (;;) {
    if (!db_next (archive, statement, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&ids);
    gint64 id = sqlite3_column_int64 (statement, 0);
    g_array_append_val (ids, id);
  }
}

gboolean
sohoa_dossier_ensure (SohoaArchive *archive, const char *code, SohoaCodeOrigin origin, const char *unit,
                      gint64 *ret_dossier, GError **error)
{
  return db_run (archive,
                 "INSERT INTO dossier (code, origin, unit) VALUES (?, ?, ?)"
                 " ON CONFLICT DO UPDATE SET origin = 'cover' WHERE excluded.origin = 'cover'",
                 DB_BIND (db_text (code), db_text (origin_words[origin]), db_text (unit)), error) &&
         db_number (archive, "SELECT id FROM dossier WHERE code = ?", DB_BIND (db_text (code)), ret_dossier,
                    error);
}

gboolean
sohoa_dossier_add_page (SohoaArchive *archive, gint64 dossier, gint64 page, GError **error)
{
  return db_run_one (archive, "UPDATE page SET dossier = ? WHERE id = ?",
                     DB_BIND (db_int (dossier), db_int (page)), "such page", error);
}

gboolean
sohoa_dossier_describe (SohoaArchive *archive, gint64 dossier, const char *procedure, gboolean code_unread,
                        GError **error)
{
  return db_run_one (archive, "UPDATE dossier SET procedure = ?, code_unread = ? WHERE id = ?",
                     DB_BIND (db_text (procedure), db_int (code_unread), db_int (dossier)), "such dossier",
                     error);
}

gboolean
sohoa_dossier_remove (SohoaArchive *archive, gint64 dossier, GError **error)
{
  return db_run_one (archive, "DELETE FROM dossier WHERE id = ?", DB_BIND (db_int (dossier)), "such dossier",
                     error);
}

gboolean
sohoa_document_clear (SohoaArchive *archive, gint64 dossier, GError **error)
{
  const DbValue *values = DB_BIND (db_int (dossier));
  return db_run (
           archive,
           "UPDATE page SET document = NULL WHERE document IN (SELECT id FROM document WHERE dossier = ?)",
           values, error) &&
         db_run (archive, "DELETE FROM document WHERE dossier = ?", values, error);
}

gboolean
sohoa_document_add (SohoaArchive *archive, gint64 dossier, guint seq, SohoaPageKind kind, const char *form,
                    const char *form_version, gint64 *ret_document, GError **error)
{
  if (!db_run (archive,
               "INSERT INTO document (dossier, seq, kind, form, form_version) VALUES (?, ?, ?, ?, ?)",
               DB_BIND (db_int (dossier), db_int (seq), db_text (sohoa_page_kind_nick (kind)), db_text (form),
                        db_text (form_version)),
               error))
    return FALSE;
  *ret_document = db_last_id (archive);
  return TRUE;
}

gboolean
sohoa_document_add_page (SohoaArchive *archive, gint64 document, gint64 page, GError **error)
{
  return db_run_one (archive, "UPDATE page SET document = ? WHERE id = ?",
                     DB_BIND (db_int (document), db_int (page)), "such page", error);
}

gboolean
sohoa_dossier_finish_source (SohoaArchive *archive, gint64 source, GError **error)
{
  return mark_later_sources (archive, source, error) &&
         db_run (archive, "UPDATE source SET separated = 1 WHERE id = ?", DB_BIND (db_int (source)), error);
}
