/* register.c - see register.h. */
#include "register.h"

#include "db.h"

/* Most entries are new, and nothing is cheaper than a statement that changes one row of one table: so what is
 * there already is a statement of its own. */
struct SohoaRegisterWriter {
  SohoaArchive *archive;
  sqlite3_stmt *find;   /* the scan of an entry */
  sqlite3_stmt *add;    /* unless it is there */
  sqlite3_stmt *change; /* where it says something else */
};

/* ---- writing ---- */

static const char *const extra_columns[] = {
#define X(name, column) column,
  SOHOA_REGISTER_EXTRA_LIST (X)
#undef X
};

static const char find_sql[] = "SELECT id, CASE subjects_stale WHEN 0 THEN standing END, scanned_on, received"
                               " FROM dossier WHERE code = ?";
#define X(name, column) ", " column
#define INSERT_SQL                                                                                           \
  "INSERT INTO register (dossier, unit, procedure, received, scan, standing, "                               \
  "scanned_on" SOHOA_REGISTER_EXTRA_LIST (                                                                   \
    X) ")"                                                                                                   \
       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (dossier) DO "
static const char add_sql[] = INSERT_SQL "NOTHING";
static const char change_sql[] = INSERT_SQL "UPDATE SET unit = excluded.unit, procedure = excluded.procedure,"
                                            " received = excluded.received%s WHERE (%s) IS NOT (%s)";
#undef X

/* Only when it says something else a row changes. */
static char *
make_change (guint extras)
{
  g_autoptr (GString) old = g_string_new ("unit, procedure, received"), set = g_string_new (NULL);
  g_autoptr (GString) said = g_string_new ("excluded.unit, excluded.procedure, excluded.received");

  for (guint i = 0; i < SOHOA_N_REGISTER_EXTRAS; i++) {
    if ((extras & 1u << i) == 0)
      continue;
    g_string_append_printf (old, ", register.%s", extra_columns[i]);
    g_string_append_printf (said, ", excluded.%s", extra_columns[i]);
    g_string_append_printf (set, ", %s = excluded.%s", extra_columns[i], extra_columns[i]);
  }
  return g_strdup_printf (change_sql, set->str, old->str, said->str);
}

SohoaRegisterWriter *
sohoa_register_writer_new (SohoaArchive *archive, guint extras, GError **error)
{
  g_autofree char *change = make_change (extras);
  g_autoptr (SohoaRegisterWriter) writer = g_new0 (SohoaRegisterWriter, 1);
  writer->archive = archive;
  if ((writer->find = db_query (archive, find_sql, DB_NOTHING, error)) == NULL ||
      (writer->add = db_query (archive, add_sql, DB_NOTHING, error)) == NULL ||
      (writer->change = db_query (archive, change, DB_NOTHING, error)) == NULL)
    return NULL;
  return g_steal_pointer (&writer);
}

void
sohoa_register_writer_free (SohoaRegisterWriter *writer)
{
  if (writer == NULL)
    return;
  sqlite3_finalize (writer->find);
  sqlite3_finalize (writer->add);
  sqlite3_finalize (writer->change);
  g_free (writer);
}

static DbValue
db_told (SohoaTold told)
{
  return told == SOHOA_UNTOLD ? db_text (NULL) : db_int (told);
}

/* What find says of the scan; borrowed. */
static const char *
scan_text (const SohoaRegisterWriter *writer, gboolean scanned, int column)
{
  return scanned ? (const char *) sqlite3_column_text (writer->find, column) : NULL;
}

static gboolean
put (SohoaRegisterWriter *writer, sqlite3_stmt *statement, const SohoaRegisterEntry *entry, gboolean scanned,
     gboolean *ret_changed, GError **error)
{
  gboolean row;
  int before = sqlite3_total_changes (db_handle (writer->archive));
  if (!db_again (
        writer->archive, statement,
        DB_BIND (db_text (entry->dossier), db_text (entry->unit), db_text (entry->procedure),
                 db_text (entry->received), db_id (scanned ? sqlite3_column_int64 (writer->find, 0) : 0),
                 db_text (scan_text (writer, scanned, 1)), db_text (scan_text (writer, scanned, 2)),
                 db_text (entry->due), db_text (entry->finished), db_text (entry->channel),
                 db_told (entry->told[SOHOA_TELLS_ELECTRONIC_RESULT]),
                 db_told (entry->told[SOHOA_TELLS_YIELDS_DOCUMENT]),
                 db_told (entry->told[SOHOA_TELLS_REUSED]), db_told (entry->told[SOHOA_TELLS_FROM_STORE]),
                 db_told (entry->told[SOHOA_TELLS_SYNCED]), db_bytes (entry->applicant_number),
                 db_bytes (entry->applicant_label)),
        error) ||
      !db_next (writer->archive, statement, &row, error))
    return FALSE;
  *ret_changed = sqlite3_total_changes (db_handle (writer->archive)) != before;
  return TRUE;
}

gboolean
sohoa_register_write (SohoaRegisterWriter *writer, const SohoaRegisterEntry *entry, gboolean *ret_changed,
                      GError **error)
{
  gboolean scanned, added;
  if (!db_again (writer->archive, writer->find, DB_BIND (db_text (entry->dossier)), error) ||
      !db_next (writer->archive, writer->find, &scanned, error) ||
      !put (writer, writer->add, entry, scanned, &added, error))
    return FALSE;
  if (!added)
    return put (writer, writer->change, entry, scanned, ret_changed, error);
  *ret_changed = TRUE;
  return !scanned || g_strcmp0 (scan_text (writer, TRUE, 3), entry->received) == 0 ||
         db_run (writer->archive, "UPDATE dossier SET received = ? WHERE code = ?",
                 DB_BIND (db_text (entry->received), db_text (entry->dossier)), error);
}

/* ---- asking ---- */

gboolean
sohoa_register_count (SohoaArchive *archive, guint *ret_entries, GError **error)
{
  gint64 entries;
  if (!db_number (archive, "SELECT count (*) FROM register", DB_NOTHING, &entries, error))
    return FALSE;
  *ret_entries = (guint) entries;
  return TRUE;
}

gboolean
sohoa_register_tally (SohoaArchive *archive, SohoaRegisterTally *ret_tally, GError **error)
{
  gboolean row;
  g_autoptr (sqlite3_stmt) statement =
    db_query (archive,
              "SELECT (SELECT count (*) FROM register), (SELECT count (*) FROM v_unscanned),"
              " (SELECT count (*) FROM v_unregistered)",
              DB_NOTHING, error);
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return FALSE;
  *ret_tally = (SohoaRegisterTally){.entries = db_column_uint (statement, 0),
                                    .unscanned = db_column_uint (statement, 1),
                                    .unregistered = db_column_uint (statement, 2)};
  return TRUE;
}

void
sohoa_register_gap_free (SohoaRegisterGap *gap)
{
  g_free (gap->dossier);
  g_free (gap->unit);
  g_free (gap->procedure);
  g_free (gap->since);
  g_free (gap);
}

static gpointer
make_gap (sqlite3_stmt *statement)
{
  SohoaRegisterGap *gap = g_new0 (SohoaRegisterGap, 1);
  gap->dossier = db_column_text (statement, 0);
  gap->unit = db_column_text (statement, 1);
  gap->procedure = db_column_text (statement, 2);
  gap->since = db_column_text (statement, 3);
  return gap;
}

GPtrArray *
sohoa_register_list_unscanned (SohoaArchive *archive, GError **error)
{
  return db_collect (archive,
                     "SELECT dossier, unit, procedure, received FROM v_unscanned ORDER BY received, dossier",
                     DB_NOTHING, make_gap, (GDestroyNotify) sohoa_register_gap_free, error);
}

GPtrArray *
sohoa_register_list_unregistered (SohoaArchive *archive, GError **error)
{
  return db_collect (archive, "SELECT dossier, unit, procedure, origin FROM v_unregistered ORDER BY dossier",
                     DB_NOTHING, make_gap, (GDestroyNotify) sohoa_register_gap_free, error);
}
