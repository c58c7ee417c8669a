/* rate.c - see rate.h. The rates are worked out by the views; here their columns are only added up. */
#include "rate.h"

#include "db.h"
#include "register.h"

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

/* The placeholders ?1 to ?5 of every query here. */
#define FILTER                                                                                               \
  " WHERE (?1 IS NULL OR received >= ?1) AND (?2 IS NULL OR received <= ?2)"                                 \
  " AND (?3 IS NULL OR unit IN (SELECT unit FROM v_unit_above WHERE counts_for = ?3))"                       \
  " AND (?4 IS NULL OR procedure = ?4) AND (?5 IS NULL OR channel = ?5)"
#define BIND_FILTER(f)                                                                                       \
  db_text ((f)->from), db_text ((f)->to), db_text ((f)->unit), db_text ((f)->procedure),                     \
    db_text ((f)->channel)

/* ---- sums ---- */

void
sohoa_rate_cell_free (SohoaRateCell *cell)
{
  g_free (cell->unit);
  g_free (cell->procedure);
  g_free (cell->month);
  g_free (cell->channel);
  g_free (cell);
}

enum { DIMENSIONS = 4, SUMS = 5 };

static gpointer
make_cell (sqlite3_stmt *statement)
{
  SohoaRateCell *cell = g_new0 (SohoaRateCell, 1);
  cell->unit = db_column_text (statement, 0);
  cell->procedure = db_column_text (statement, 1);
  cell->month = db_column_text (statement, 2);
  cell->channel = db_column_text (statement, 3);
  cell->entries = sqlite3_column_int64 (statement, DIMENSIONS);
  for (int i = 0; i < SOHOA_N_RATES; i++) {
    int column = DIMENSIONS + 1 + SUMS * i;
    cell->sum[i] = (SohoaRateSum){.counted = sqlite3_column_int64 (statement, column),
                                  .base = sqlite3_column_int64 (statement, column + 1),
                                  .unknown = sqlite3_column_int64 (statement, column + 2),
                                  .counted_lately = sqlite3_column_int64 (statement, column + 3),
                                  .base_lately = sqlite3_column_int64 (statement, column + 4)};
  }
  return cell;
}

/* ?6 and ?7: after which day, and up to which, is lately. */
static char *
sums_sql (void)
{
  GString *sql = g_string_new ("SELECT unit, procedure, month, coalesce (channel, '') AS way, count (*)");
  for (guint i = 0; i < SOHOA_N_RATES; i++) {
    const char *c = rates[i].column;
    g_string_append_printf (sql,
                            ", total (%s), total (%s_of), total (%s IS NULL OR %s_of IS NULL),"
                            " total (%s AND %s_on > ?6 AND %s_on <= ?7),"
                            " total (%s_of AND received > ?6 AND received <= ?7)",
                            c, c, c, c, c, c, c, c);
  }
  g_string_append (sql, " FROM v_rates" FILTER " GROUP BY unit, procedure, month, way ORDER BY 1, 2, 3, 4");
  return g_string_free (sql, FALSE);
}

static char *
day_before (const char *day, guint days)
{
  GDate date;
  g_date_set_parse (&date, day);
  g_date_subtract_days (&date, days);
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

GPtrArray *
sohoa_rate_list (SohoaArchive *archive, const SohoaRateFilter *filter, const char *day, guint days,
                 GError **error)
{
  g_autofree char *sql = sums_sql (), *after = day_before (day, days);
  return db_collect (archive, sql, DB_BIND (BIND_FILTER (filter), db_text (after), db_text (day)), make_cell,
                     (GDestroyNotify) sohoa_rate_cell_free, error);
}

char *
sohoa_rate_last_day (SohoaArchive *archive, const SohoaRateFilter *filter, GError **error)
{
  gboolean row;
  g_autoptr (sqlite3_stmt) statement =
    db_query (archive,
              "SELECT coalesce (min (max (max (received), coalesce (max (finished), ''),"
              " coalesce (max (scanned_on), '')), coalesce (?2, '9999')), '') FROM v_register" FILTER,
              DB_BIND (BIND_FILTER (filter)), error);
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return NULL;
  return db_column_text (statement, 0);
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

static SohoaTold
column_told (sqlite3_stmt *statement, int column)
{
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return SOHOA_UNTOLD;
  return sqlite3_column_int (statement, column) != 0 ? SOHOA_YES : SOHOA_NO;
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
    entry->told[i] = column_told (statement, 7 + i);
  entry->counted = column_told (statement, 7 + SOHOA_N_TOLD);
  entry->base = column_told (statement, 8 + SOHOA_N_TOLD);
  return entry;
}

GPtrArray *
sohoa_rate_explain (SohoaArchive *archive, SohoaRate rate, const SohoaRateFilter *filter, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT dossier, unit, procedure, coalesce (channel, ''), received, state, finished, electronic_result,"
    " yields_document, reused, from_store, synced, %s, %s_of FROM v_rates" FILTER
    " ORDER BY received, dossier",
    rates[rate].column, rates[rate].column);
  return db_collect (archive, sql, DB_BIND (BIND_FILTER (filter)), make_entry,
                     (GDestroyNotify) sohoa_rate_entry_free, error);
}
