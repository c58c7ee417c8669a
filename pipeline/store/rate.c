/* rate.c - see rate.h. The rates are worked out by the views. */
#include "rate_internal.h"

static const struct {
  const char *nick, *column;
} rates[] = {
#define X(name, nick, column) {nick, column},
  SOHOA_RATE_LIST (X)
#undef X
};

const char *
sohoa_rate_nick (SohoaRate rate)
{
  return rates[rate].nick;
}

gboolean
sohoa_rate_from_nick (const char *nick, SohoaRate *ret_rate)
{
  for (guint i = 0; i < SOHOA_N_RATES; i++)
    if (g_strcmp0 (rates[i].nick, nick) == 0) {
      *ret_rate = (SohoaRate) i;
      return TRUE;
    }
  return FALSE;
}

const char *
sohoa_rate_column (SohoaRate rate)
{
  return rates[rate].column;
}

SohoaTold
sohoa_rate_told (sqlite3_stmt *statement, int column)
{
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return SOHOA_UNTOLD;
  return sqlite3_column_int (statement, column) != 0 ? SOHOA_YES : SOHOA_NO;
}

/* ---- the entries behind a rate ---- */

void
sohoa_rate_entry_free (SohoaRateEntry *entry)
{
  g_free (entry->dossier);
  g_free (entry->unit);
  g_free (entry->procedure);
  g_free (entry->channel);
  g_free (entry->received);
  g_free (entry->state);
  g_free (entry->finished);
  g_free (entry);
}

static gpointer
make_entry (sqlite3_stmt *statement)
{
  SohoaRateEntry *entry = g_new0 (SohoaRateEntry, 1);
  entry->dossier = db_column_text (statement, 0);
  entry->unit = db_column_text (statement, 1);
  entry->procedure = db_column_text (statement, 2);
  entry->channel = db_column_text (statement, 3);
  entry->received = db_column_text (statement, 4);
  entry->state = db_column_text (statement, 5);
  entry->finished = db_column_text (statement, 6);
  for (int i = 0; i < SOHOA_N_TOLD; i++)
    entry->told[i] = sohoa_rate_told (statement, 7 + i);
  entry->counted = sohoa_rate_told (statement, 7 + SOHOA_N_TOLD);
  entry->base = sohoa_rate_told (statement, 8 + SOHOA_N_TOLD);
  return entry;
}

GPtrArray *
sohoa_rate_explain (SohoaArchive *archive, SohoaRate rate, const SohoaRateFilter *filter, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT dossier, unit, procedure, coalesce (channel, ''), received, state, finished, electronic_result,"
    " yields_document, reused, from_store, synced, %s, %s_of FROM v_rates" RATE_FILTER
    " ORDER BY received, dossier",
    rates[rate].column, rates[rate].column);
  return db_collect (archive, sql, DB_BIND (RATE_BIND (filter)), make_entry,
                     (GDestroyNotify) sohoa_rate_entry_free, error);
}
