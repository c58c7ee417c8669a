/* register.c - see register.h. */
#include "register.h"

#include "db.h"

struct SohoaRegisterWriter {
  SohoaArchive *archive;
  sqlite3_stmt *put;
};

/* ---- writing ---- */

static const char *const extra_columns[] = {
#define X(name, column) column,
  SOHOA_REGISTER_EXTRA_LIST (X)
#undef X
};

/* An entry that is there is only written when it says something else: then, and only then, a row changes. */
static char *
put_sql (guint extras)
{
  GString *columns = g_string_new ("dossier, unit, procedure, received");
  GString *old = g_string_new ("unit, procedure, received"), *set = g_string_new (NULL);
  GString *said = g_string_new ("excluded.unit, excluded.procedure, excluded.received");

  for (guint i = 0; i < SOHOA_N_REGISTER_EXTRAS; i++) {
    g_string_append_printf (columns, ", %s", extra_columns[i]);
    if ((extras & 1u << i) == 0)
      continue;
    g_string_append_printf (old, ", register.%s", extra_columns[i]);
    g_string_append_printf (said, ", excluded.%s", extra_columns[i]);
    g_string_append_printf (set, ", %s = excluded.%s", extra_columns[i], extra_columns[i]);
  }
  char *sql = g_strdup_printf ("INSERT INTO register (%s) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                               " ON CONFLICT (dossier) DO UPDATE SET unit = excluded.unit,"
                               " procedure = excluded.procedure, received = excluded.received%s"
                               " WHERE (%s) IS NOT (%s)",
                               columns->str, set->str, old->str, said->str);
  g_string_free (columns, TRUE);
  g_string_free (old, TRUE);
  g_string_free (set, TRUE);
  g_string_free (said, TRUE);
  return sql;
}

SohoaRegisterWriter *
sohoa_register_writer_new (SohoaArchive *archive, guint extras, GError **error)
{
  g_autofree char *sql = put_sql (extras);
  sqlite3_stmt *put = db_query (archive, sql, DB_NOTHING, error);
  if (put == NULL)
    return NULL;
  SohoaRegisterWriter *writer = g_new0 (SohoaRegisterWriter, 1);
  writer->archive = archive;
  writer->put = put;
  return writer;
}

void
sohoa_register_writer_free (SohoaRegisterWriter *writer)
{
  if (writer == NULL)
    return;
  sqlite3_finalize (writer->put);
  g_free (writer);
}

static DbValue
db_told (SohoaTold told)
{
  return told == SOHOA_UNTOLD ? db_text (NULL) : db_int (told);
}

gboolean
sohoa_register_write (SohoaRegisterWriter *writer, const SohoaRegisterEntry *entry, gboolean *ret_changed,
                      GError **error)
{
  gboolean row;
  int before = sqlite3_total_changes (db_handle (writer->archive));
  if (!db_again (writer->archive, writer->put,
                 DB_BIND (db_text (entry->dossier), db_text (entry->unit), db_text (entry->procedure),
                          db_text (entry->received), db_text (entry->due), db_text (entry->finished),
                          db_text (entry->channel), db_told (entry->told[SOHOA_TELLS_ELECTRONIC_RESULT]),
                          db_told (entry->told[SOHOA_TELLS_YIELDS_DOCUMENT]),
                          db_told (entry->told[SOHOA_TELLS_REUSED]),
                          db_told (entry->told[SOHOA_TELLS_FROM_STORE]),
                          db_told (entry->told[SOHOA_TELLS_SYNCED]), db_bytes (entry->applicant_number),
                          db_bytes (entry->applicant_label)),
                 error) ||
      !db_next (writer->archive, writer->put, &row, error))
    return FALSE;
  *ret_changed = sqlite3_total_changes (db_handle (writer->archive)) != before;
  return TRUE;
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
