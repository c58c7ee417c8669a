/* ink.c - see ink.h. */
#include "ink.h"

#include "db.h"

void
sohoa_ink_free (SohoaInk *ink)
{
  if (ink == NULL)
    return;
  g_free (ink->dossier);
  g_free (ink->form);
  g_free (ink->form_version);
  g_free (ink->mention);
  g_free (ink->field);
  g_free (ink);
}

static SohoaInk *
make_ink (sqlite3_stmt *statement)
{
  SohoaInk *ink = g_new0 (SohoaInk, 1);
  ink->source = sqlite3_column_int64 (statement, 0);
  ink->page_no = db_column_uint (statement, 1);
  ink->dossier = db_column_text (statement, 2);
  ink->form = db_column_text (statement, 3);
  ink->form_version = db_column_text (statement, 4);
  ink->mention = db_column_text (statement, 5);
  ink->field = db_column_text (statement, 6);
  return ink;
}

/* One statement for each kind of ink: so each needs one way into its table. */
static const char field_sql[] =
  "SELECT p.source, p.page_no, d.code, p.form, p.form_version, NULL, CASE WHEN f.page = p.id THEN w.text "
  "END, " DB_FROM_QUARTERS (
    "r") " FROM page p LEFT JOIN dossier d ON d.id = p.dossier LEFT JOIN word w ON w.text = ?2"
         " LEFT JOIN field f ON f.page = p.id AND f.field = w.id"
         " LEFT JOIN reading r ON r.page = f.page AND r.field = f.field AND r.print = f.print"
         "  AND r.recognizer = f.recognizer WHERE p.id = ?1";
static const char code_sql[] =
  "SELECT p.source, p.page_no, d.code, p.form, p.form_version, NULL, NULL,"
  " c.x0, c.y0, c.x1, c.y1, c.x2, c.y2, c.x3, c.y3"
  " FROM page p LEFT JOIN dossier d ON d.id = p.dossier"
  " LEFT JOIN page_code c ON c.page = p.id AND c.symbology IN ('QR', 'MRZ') WHERE p.id = ?1 ORDER BY c.seq";

SohoaInk *
sohoa_ink_load (SohoaArchive *archive, gint64 page, const char *field, GError **error)
{
  const DbValue *values = field != NULL ? DB_BIND (db_int (page), db_text (field)) : DB_BIND (db_int (page));
  g_autoptr (sqlite3_stmt) statement =
    db_query (archive, field != NULL ? field_sql : code_sql, values, error);
  gboolean row;
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return NULL;
  if (!row) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND, "there is no such page in the archive");
    return NULL;
  }
  SohoaInk *ink = make_ink (statement);
  ink->has_quad = sqlite3_column_type (statement, 7) != SQLITE_NULL;
  ink->quad = db_column_quad (statement, 7);
  db_keep (archive, g_steal_pointer (&statement));
  return ink;
}

static gpointer
make_row (sqlite3_stmt *statement)
{
  return make_ink (statement);
}

GPtrArray *
sohoa_ink_list_doubtful (SohoaArchive *archive, gint64 subject, GError **error)
{
  return db_collect (archive,
                     "SELECT p.source, p.page_no, NULL, t.form, t.version, m.name, w.text"
                     " FROM mention m JOIN page first ON first.id = m.page"
                     " JOIN page p ON p.document = first.document"
                     " JOIN field f ON f.page = p.id AND f.state = 'r'"
                     " JOIN word w ON w.id = f.field JOIN print t ON t.id = f.print"
                     " WHERE m.subject = ? ORDER BY p.source, p.page_no, f.seq",
                     DB_BIND (db_int (subject)), make_row, (GDestroyNotify) sohoa_ink_free, error);
}
