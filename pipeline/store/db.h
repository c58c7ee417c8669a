/* db.h - the statement layer over SQLite: prepare, bind, step; errors become GErrors once, here.
 *
 * Private to this room. Statements are made, bound and finished in one place each; text and blobs are copied.
 * To prepare one takes longer than most take to run, so those that ended well wait, without their values, for
 * the next query with the same text.
 *
 *   db_run (archive, "UPDATE page SET state = ? WHERE id = ?", DB_BIND (db_text ("done"), db_int (page)),
 * error)
 */
#ifndef SOHOA_STORE_DB_H
#define SOHOA_STORE_DB_H

#include <sqlite3.h>

#include <sohoa/page_result.h>

#include "archive.h"

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/* What is bound to one placeholder; text and blob are borrowed for the call. */
typedef struct {
  enum { DB_END, DB_NULL, DB_INT, DB_REAL, DB_TEXT, DB_BLOB } type;
  gint64 integer;
  double real;
  const void *data;
  gsize size;
} DbValue;

#define DB_BIND(...) ((const DbValue[]){__VA_ARGS__, {.type = DB_END}})
#define DB_NOTHING ((const DbValue[]){{.type = DB_END}})

DbValue db_int (gint64 value);
/* An id whose 0 means none: NULL. */
DbValue db_id (gint64 id);
DbValue db_real (double value);
/* NULL binds NULL. */
DbValue db_text (const char *text);
/* A share of 1 in whole parts, as columns of shares are stored: 0.97 in 10,000 parts is 9700. */
DbValue db_parts (double share, int parts);
/* The bytes of a path or name. */
DbValue db_path (const char *path);
DbValue db_bytes (GBytes *bytes);

/* The eight placeholders of a quadrilateral. */
#define DB_QUAD(q)                                                                                           \
  db_real ((q)->corner[0].x), db_real ((q)->corner[0].y), db_real ((q)->corner[1].x),                        \
    db_real ((q)->corner[1].y), db_real ((q)->corner[2].x), db_real ((q)->corner[2].y),                      \
    db_real ((q)->corner[3].x), db_real ((q)->corner[3].y)

/* The same in whole quarters of a pixel, as readings keep it; DB_FROM_QUARTERS reads it back. */
#define DB_QUAD_QUARTERS(q)                                                                                  \
  db_parts ((q)->corner[0].x, 4), db_parts ((q)->corner[0].y, 4), db_parts ((q)->corner[1].x, 4),            \
    db_parts ((q)->corner[1].y, 4), db_parts ((q)->corner[2].x, 4), db_parts ((q)->corner[2].y, 4),          \
    db_parts ((q)->corner[3].x, 4), db_parts ((q)->corner[3].y, 4)
#define DB_FROM_QUARTERS(r)                                                                                  \
  r ".x0 / 4.0, " r ".y0 / 4.0, " r ".x1 / 4.0, " r ".y1 / 4.0, " r ".x2 / 4.0, " r ".y2 / 4.0, " r          \
    ".x3 / 4.0, " r ".y3 / 4.0"

/* Runs a statement that gives no rows. */
gboolean db_run (SohoaArchive *archive, const char *sql, const DbValue *values,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* As db_run, but exactly one row must have changed; else SOHOA_ERROR_NOT_FOUND naming what. */
gboolean db_run_one (SohoaArchive *archive, const char *sql, const DbValue *values, const char *what,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The id of the row that db_run just inserted. */
gint64 db_last_id (SohoaArchive *archive);

/* A statement that gives rows; the caller finalizes (g_autoptr), or keeps it. */
sqlite3_stmt *db_query (SohoaArchive *archive, const char *sql, const DbValue *values, GError **error);
/* Takes a statement of db_query() that is asked often: it waits for the next query with the same text. */
void db_keep (SohoaArchive *archive, sqlite3_stmt *statement);
/* Begins a statement of db_query() anew with other values: for the same change to very many rows. */
gboolean db_again (SohoaArchive *archive, sqlite3_stmt *statement, const DbValue *values,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* TRUE with *ret_row TRUE on a row, FALSE at the end. */
gboolean db_next (SohoaArchive *archive, sqlite3_stmt *statement, gboolean *ret_row,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first column of the first row; 0 when there is none or it is NULL. */
gboolean db_number (SohoaArchive *archive, const char *sql, const DbValue *values, gint64 *ret_number,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Every row of a query through a function that makes a structure of it. Elements are freed by free_row. */
GPtrArray *db_collect (SohoaArchive *archive, const char *sql, const DbValue *values,
                       gpointer (*make) (sqlite3_stmt *), GDestroyNotify free_row, GError **error);

/* One row of a walk: its values, in the order of the columns; borrowed. */
typedef void (*DbVisit) (sqlite3_value **row, gpointer data);
/* Hands over every row of a query without leaving SQLite in between, which over millions of rows halves the
 * time. columns: as after SELECT; from: what follows them, with FROM; values are named by number (?1). */
gboolean db_walk (SohoaArchive *archive, const char *columns, const char *from, const DbValue *values,
                  DbVisit visit, gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Columns. Copies: the caller frees. NULL stays NULL. */
char *db_column_text (sqlite3_stmt *statement, int column);
char *db_column_path (sqlite3_stmt *statement, int column);
GBytes *db_column_bytes (sqlite3_stmt *statement, int column);
guint db_column_uint (sqlite3_stmt *statement, int column);
/* Eight columns from `column` on. */
SohoaQuad db_column_quad (sqlite3_stmt *statement, int column);
/* The place of a word in a list of n; 0 for one that is not there (the tables check their words). */
guint db_column_word (sqlite3_stmt *statement, int column, const char *const *words, guint n);

SohoaPageKind db_column_page_kind (sqlite3_stmt *statement, int column);
/* Whether the column holds exactly these bytes. */
gboolean db_column_is (sqlite3_stmt *statement, int column, const void *bytes, gsize size);

/* The connection, and the statements that wait for their next use by their text, for archive.c. */
sqlite3 *db_handle (SohoaArchive *archive);
GHashTable *db_waiting (SohoaArchive *archive);
GHashTable *db_waiting_new (void);
/* What a new connection needs for db_walk(). */
gboolean db_prepare_walks (sqlite3 *handle, GError **error);
/* Sets error from the connection's last failure and returns FALSE. */
gboolean db_fail (sqlite3 *handle, GError **error);

G_END_DECLS

#endif
