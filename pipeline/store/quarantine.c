/* quarantine.c - see quarantine.h. */
#include "quarantine.h"

#include "db.h"

void
sohoa_quarantined_free (SohoaQuarantined *one)
{
  g_free (one->state);
  g_free (one->reason);
  g_free (one->explanation);
  g_free (one);
}

static gpointer
make_one (sqlite3_stmt *statement)
{
  SohoaQuarantined *one = g_new0 (SohoaQuarantined, 1);
  one->source = sqlite3_column_int64 (statement, 0);
  one->page_no = db_column_uint (statement, 1);
  one->state = db_column_text (statement, 2);
  one->reason = db_column_text (statement, 3);
  one->explanation = db_column_text (statement, 4);
  one->attempts = db_column_uint (statement, 5);
  return one;
}

GPtrArray *
sohoa_quarantine_list (SohoaArchive *archive, GError **error)
{
  return db_collect (
    archive,
    "SELECT s.id AS source, 0 AS page_no, s.state, s.reason,"
    "       (SELECT max (explanation) FROM source_file WHERE source = s.id), 0"
    "  FROM source s WHERE s.state IN ('rejected', 'quarantined')"
    "   AND NOT EXISTS (SELECT 1 FROM page WHERE source = s.id)"
    " UNION ALL"
    " SELECT source, page_no, state, reason, explanation, attempts FROM page WHERE state = 'quarantined'"
    " ORDER BY source, page_no",
    DB_NOTHING, make_one, (GDestroyNotify) sohoa_quarantined_free, error);
}
