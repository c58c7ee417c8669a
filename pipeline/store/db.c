/* db.c - see db.h. What a failure of SQLite means to the house is decided in db_fail(), once. */
#include "db.h"

#include <math.h>
#include <string.h>

DbValue
db_int (gint64 value)
{
  return (DbValue){.type = DB_INT, .integer = value};
}

DbValue
db_id (gint64 id)
{
  return (DbValue){.type = id != 0 ? DB_INT : DB_NULL, .integer = id};
}

DbValue
db_real (double value)
{
  return (DbValue){.type = DB_REAL, .real = value};
}

DbValue
db_parts (double share, int parts)
{
  return db_int (llround (share * parts));
}

DbValue
db_text (const char *text)
{
  return (DbValue){.type = text != NULL ? DB_TEXT : DB_NULL, .data = text, .size = text ? strlen (text) : 0};
}

DbValue
db_path (const char *path)
{
  return (DbValue){.type = path != NULL ? DB_BLOB : DB_NULL, .data = path, .size = path ? strlen (path) : 0};
}

DbValue
db_bytes (GBytes *bytes)
{
  DbValue value = {.type = DB_NULL};
  if (bytes != NULL) {
    value.type = DB_BLOB;
    value.data = g_bytes_get_data (bytes, &value.size);
  }
  return value;
}

gboolean
db_fail (sqlite3 *handle, GError **error)
{
  int code = SOHOA_ERROR_INTERNAL;
  switch (sqlite3_errcode (handle)) {
  case SQLITE_FULL:
  case SQLITE_IOERR:
  case SQLITE_CANTOPEN:
  case SQLITE_READONLY:
    code = SOHOA_ERROR_DISK;
    break;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    code = SOHOA_ERROR_BUSY;
    break;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
  case SQLITE_CONSTRAINT:
    code = SOHOA_ERROR_INTEGRITY;
    break;
  }
  g_set_error (error, SOHOA_ERROR, code, "the archive's database failed: %s", sqlite3_errmsg (handle));
  return FALSE;
}

static int
bind_value (sqlite3_stmt *statement, int place, const DbValue *value)
{
  switch (value->type) {
  case DB_INT:
    return sqlite3_bind_int64 (statement, place, value->integer);
  case DB_REAL:
    return sqlite3_bind_double (statement, place, value->real);
  case DB_TEXT:
    return sqlite3_bind_text64 (statement, place, value->data, value->size, SQLITE_TRANSIENT, SQLITE_UTF8);
  case DB_BLOB: /* an empty blob is no NULL */
    return sqlite3_bind_blob64 (statement, place, value->size > 0 ? value->data : "", value->size,
                                SQLITE_TRANSIENT);
  case DB_NULL:
  case DB_END:
    break;
  }
  return sqlite3_bind_null (statement, place);
}

static gboolean
bind_values (sqlite3 *handle, sqlite3_stmt *statement, const DbValue *values, GError **error)
{
  for (int i = 0; values[i].type != DB_END; i++)
    if (bind_value (statement, i + 1, &values[i]) != SQLITE_OK)
      return db_fail (handle, error);
  return TRUE;
}

/* ---- statements ---- */

/* More texts than any command asks again and again; those put together at run time must not pile up. */
enum { WAITING_MAX = 128 };

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
}

GHashTable *
db_waiting_new (void)
{
  /* The text belongs to the statement. */
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finalize);
}

void
db_keep (SohoaArchive *archive, sqlite3_stmt *statement)
{
  GHashTable *waiting = db_waiting (archive);
  sqlite3_reset (statement); /* a failure was told when it happened */
  sqlite3_clear_bindings (statement);
  if (g_hash_table_size (waiting) >= WAITING_MAX)
    g_hash_table_remove_all (waiting);
  g_hash_table_replace (waiting, (gpointer) sqlite3_sql (statement), statement);
}

static sqlite3_stmt *
make_statement (SohoaArchive *archive, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  if (g_hash_table_steal_extended (db_waiting (archive), sql, NULL, (gpointer *) &statement))
    return statement;
  if (sqlite3_prepare_v2 (db_handle (archive), sql, -1, &statement, NULL) != SQLITE_OK)
    db_fail (db_handle (archive), error);
  return statement;
}

sqlite3_stmt *
db_query (SohoaArchive *archive, const char *sql, const DbValue *values, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = make_statement (archive, sql, error);
  gboolean bound = statement != NULL && bind_values (db_handle (archive), statement, values, error);
  return bound ? g_steal_pointer (&statement) : NULL;
}

gboolean
db_again (SohoaArchive *archive, sqlite3_stmt *statement, const DbValue *values, GError **error)
{
  sqlite3_reset (statement); /* a failure of the row before was told when it happened */
  return bind_values (db_handle (archive), statement, values, error);
}

gboolean
db_next (SohoaArchive *archive, sqlite3_stmt *statement, gboolean *ret_row, GError **error)
{
  int status = sqlite3_step (statement);
  if (status != SQLITE_ROW && status != SQLITE_DONE)
    return db_fail (db_handle (archive), error);
  *ret_row = status == SQLITE_ROW;
  return TRUE;
}

gboolean
db_run (SohoaArchive *archive, const char *sql, const DbValue *values, GError **error)
{
  gboolean row = FALSE;
  g_autoptr (sqlite3_stmt) statement = db_query (archive, sql, values, error);
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return FALSE;
  db_keep (archive, g_steal_pointer (&statement));
  return TRUE;
}

gboolean
db_run_one (SohoaArchive *archive, const char *sql, const DbValue *values, const char *what, GError **error)
{
  if (!db_run (archive, sql, values, error))
    return FALSE;
  if (sqlite3_changes (db_handle (archive)) == 1)
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND, "there is no %s", what);
  return FALSE;
}

gint64
db_last_id (SohoaArchive *archive)
{
  return sqlite3_last_insert_rowid (db_handle (archive));
}

gboolean
db_number (SohoaArchive *archive, const char *sql, const DbValue *values, gint64 *ret_number, GError **error)
{
  gboolean row = FALSE;
  g_autoptr (sqlite3_stmt) statement = db_query (archive, sql, values, error);
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return FALSE;
  *ret_number = row ? sqlite3_column_int64 (statement, 0) : 0;
  db_keep (archive, g_steal_pointer (&statement));
  return TRUE;
}

GPtrArray *
db_collect (SohoaArchive *archive, const char *sql, const DbValue *values, gpointer (*make) (sqlite3_stmt *),
            GDestroyNotify free_row, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  g_autoptr (sqlite3_stmt) statement = db_query (archive, sql, values, error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  for (;;) {
    if (!db_next (archive, statement, &row, error))
      return NULL;
    if (!row)
      break;
    g_ptr_array_add (rows, make (statement));
  }
  db_keep (archive, g_steal_pointer (&statement));
  return g_steal_pointer (&rows);
}

/* ---- walks ---- */

typedef struct {
  DbVisit visit;
  gpointer data;
} Walk;

/* The first argument is bound, not written: only db_walk() can make it. */
#define WALK_PLACE 100
#define WALK_POINTER "sohoa-walk"

static void
visit_row (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const Walk *walk = sqlite3_value_pointer (values[0], WALK_POINTER);
  if (walk != NULL)
    walk->visit (values + 1, walk->data);
}

static void
end_visits (sqlite3_context *context)
{
  sqlite3_result_null (context);
}

gboolean
db_prepare_walks (sqlite3 *handle, GError **error)
{
  return sqlite3_create_function_v2 (handle, "sohoa_visit", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL, NULL,
                                     visit_row, end_visits, NULL) == SQLITE_OK ||
         db_fail (handle, error);
}

gboolean
db_walk (SohoaArchive *archive, const char *columns, const char *from, const DbValue *values, DbVisit visit,
         gpointer data, GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT sohoa_visit (?" G_STRINGIFY (WALK_PLACE) ", %s) %s", columns, from);
  Walk walk = {visit, data};
  gboolean row;
  g_autoptr (sqlite3_stmt) statement = db_query (archive, sql, values, error);
  if (statement == NULL)
    return FALSE;
  if (sqlite3_bind_pointer (statement, WALK_PLACE, &walk, WALK_POINTER, NULL) != SQLITE_OK)
    return db_fail (db_handle (archive), error);
  return db_next (archive, statement, &row, error);
}

char *
db_column_text (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

char *
db_column_path (sqlite3_stmt *statement, int column)
{
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return NULL;
  const char *bytes = sqlite3_column_blob (statement, column);
  return g_strndup (bytes != NULL ? bytes : "", (gsize) sqlite3_column_bytes (statement, column));
}

GBytes *
db_column_bytes (sqlite3_stmt *statement, int column)
{
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return NULL;
  const void *bytes = sqlite3_column_blob (statement, column);
  return g_bytes_new (bytes, (gsize) sqlite3_column_bytes (statement, column));
}

guint
db_column_uint (sqlite3_stmt *statement, int column)
{
  return (guint) CLAMP (sqlite3_column_int64 (statement, column), 0, G_MAXUINT);
}

SohoaQuad
db_column_quad (sqlite3_stmt *statement, int column)
{
  SohoaQuad quad;
  for (int i = 0; i < 4; i++) {
    quad.corner[i].x = sqlite3_column_double (statement, column + 2 * i);
    quad.corner[i].y = sqlite3_column_double (statement, column + 2 * i + 1);
  }
  return quad;
}

guint
db_column_word (sqlite3_stmt *statement, int column, const char *const *words, guint n)
{
  const char *word = (const char *) sqlite3_column_text (statement, column);
  for (guint i = 0; word != NULL && i < n; i++)
    if (strcmp (word, words[i]) == 0)
      return i;
  return 0;
}

SohoaPageKind
db_column_page_kind (sqlite3_stmt *statement, int column)
{
  SohoaPageKind kind = SOHOA_PAGE_UNKNOWN;
  const char *nick = (const char *) sqlite3_column_text (statement, column);
  return nick != NULL && sohoa_page_kind_from_nick (nick, &kind) ? kind : SOHOA_PAGE_UNKNOWN;
}

gboolean
db_column_is (sqlite3_stmt *statement, int column, const void *bytes, gsize size)
{
  return (gsize) sqlite3_column_bytes (statement, column) == size &&
         memcmp (sqlite3_column_blob (statement, column), bytes, size) == 0;
}
