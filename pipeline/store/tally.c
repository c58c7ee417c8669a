/* tally.c - see tally.h. Each count is one query; ?1 is the run, 0 for all. */
#include "tally.h"

#include "db.h"

#define OF_RUN "(?1 = 0 OR s.run = ?1)"

/* count: query giving (word, n) rows. */
static gboolean
count_words (SohoaArchive *archive, const char *sql, gint64 run, const char *(*nick) (guint), guint n_words,
             guint *ret_counts, GError **error)
{
  gboolean row;
  g_autoptr (sqlite3_stmt) statement = db_query (archive, sql, DB_BIND (db_int (run)), error);
  if (statement == NULL)
    return FALSE;
  for (;;) {
    if (!db_next (archive, statement, &row, error))
      return FALSE;
    if (!row)
      return TRUE;
    for (guint i = 0; i < n_words; i++)
      if (g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), nick (i)) == 0)
        ret_counts[i] = db_column_uint (statement, 1);
  }
}

static gboolean
count_states (SohoaArchive *archive, gint64 run, SohoaTally *tally, GError **error)
{
  return count_words (archive, "SELECT s.state, count (*) FROM source s WHERE " OF_RUN " GROUP BY s.state",
                      run, sohoa_source_state_nick, SOHOA_N_SOURCE_STATES, tally->source, error) &&
         count_words (archive,
                      "SELECT p.state, count (*) FROM page p JOIN source s ON s.id = p.source WHERE " OF_RUN
                      " GROUP BY p.state",
                      run, sohoa_page_state_nick, SOHOA_N_PAGE_STATES, tally->page, error) &&
         count_words (archive,
                      "SELECT CASE f.state WHEN 'a' THEN 'accepted' WHEN 'r' THEN 'review' WHEN 'v' THEN"
                      " 'verified' ELSE 'empty' END, count (*) FROM field f JOIN page p ON p.id = f.page"
                      " JOIN source s ON s.id = p.source WHERE " OF_RUN
                      " AND p.kind = 'form' AND p.state IN ('done', 'review') GROUP BY f.state",
                      run, sohoa_field_state_nick, SOHOA_N_FIELD_STATES, tally->field, error);
}

/* Where the single numbers go, and how they are counted. */
static const struct {
  gsize offset;
  const char *sql;
} numbers[] = {
  {G_STRUCT_OFFSET (SohoaTally, dossiers),
   "SELECT count (DISTINCT p.dossier) FROM page p JOIN source s ON s.id = p.source WHERE " OF_RUN},
  {G_STRUCT_OFFSET (SohoaTally, review),
   "SELECT count (*) FROM v_review r JOIN source s ON s.id = r.source WHERE " OF_RUN},
  {G_STRUCT_OFFSET (SohoaTally, sources_recorded),
   "SELECT count (*) FROM source WHERE ?1 = 0 OR first_run = ?1"},
  {G_STRUCT_OFFSET (SohoaTally, sources_counted),
   "SELECT coalesce (sum (sources_taken), 0) FROM run WHERE ?1 = 0 OR id = ?1"},
  {G_STRUCT_OFFSET (SohoaTally, pages_declared),
   "SELECT coalesce (sum (f.n_pages), 0) FROM source_file f JOIN source s ON s.id = f.source WHERE " OF_RUN},
  {G_STRUCT_OFFSET (SohoaTally, ended_with_waiting),
   "SELECT count (*) FROM source s WHERE " OF_RUN " AND s.state NOT IN ('waiting', 'working')"
   " AND EXISTS (SELECT 1 FROM page WHERE source = s.id AND state = 'waiting')"},
  {G_STRUCT_OFFSET (SohoaTally, done_with_quarantined),
   "SELECT count (*) FROM source s WHERE " OF_RUN " AND s.state = 'done'"
   " AND EXISTS (SELECT 1 FROM page WHERE source = s.id AND state = 'quarantined')"},
};

gboolean
sohoa_tally_load (SohoaArchive *archive, gint64 run, SohoaTally *ret_tally, GError **error)
{
  SohoaTally tally = {0};
  if (!count_states (archive, run, &tally, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    gint64 n;
    if (!db_number (archive, numbers[i].sql, DB_BIND (db_int (run)), &n, error))
      return FALSE;
    G_STRUCT_MEMBER (guint, &tally, numbers[i].offset) = (guint) n;
  }
  *ret_tally = tally;
  return TRUE;
}
