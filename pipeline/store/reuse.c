/* reuse.c - see reuse.h. */
#include "reuse.h"

#include "db.h"

static const char *const outcome_words[] = {
#define X(name, nick) nick,
  SOHOA_REUSE_OUTCOME_LIST (X)
#undef X
};

gboolean
sohoa_reuse_put (SohoaArchive *archive, const SohoaReuse *reuse, GError **error)
{
  return db_run (
    archive,
    "INSERT OR REPLACE INTO reuse (page, field, dossier, form, form_version, element, subject, outcome,"
    " strict, how, from_page, from_field)"
    " SELECT f.page, f.field, p.dossier, f.form, f.form_version, ?3, ?4, ?5, ?6, ?7, ?8, ?9"
    " FROM field f JOIN page p ON p.id = f.page WHERE f.page = ?1 AND f.field = ?2",
    DB_BIND (db_int (reuse->page), db_text (reuse->field), db_text (reuse->element), db_id (reuse->subject),
             db_text (outcome_words[reuse->outcome]), db_text (outcome_words[reuse->strict]),
             db_text (reuse->how), db_id (reuse->from_page), db_text (reuse->from_field)),
    error);
}

gboolean
sohoa_reuse_clear_subject (SohoaArchive *archive, gint64 subject, GError **error)
{
  return db_run (archive, "DELETE FROM reuse WHERE subject = ?", DB_BIND (db_int (subject)), error);
}

gboolean
sohoa_reuse_clear_dossier (SohoaArchive *archive, gint64 dossier, GError **error)
{
  return db_run (archive, "DELETE FROM reuse WHERE dossier = ?", DB_BIND (db_int (dossier)), error);
}

void
sohoa_reuse_sum_free (SohoaReuseSum *sum)
{
  g_free (sum->form);
  g_free (sum->element);
  g_free (sum);
}

static gpointer
make_sum (sqlite3_stmt *statement)
{
  SohoaReuseSum *sum = g_new0 (SohoaReuseSum, 1);
  sum->form = db_column_text (statement, 0);
  sum->element = db_column_text (statement, 1);
  sum->subject = sqlite3_column_int64 (statement, 2);
  for (int i = 0; i < SOHOA_N_REUSE_OUTCOMES; i++)
    sum->outcome[i] = db_column_uint (statement, 3 + i);
  sum->strict_reused = db_column_uint (statement, 3 + SOHOA_N_REUSE_OUTCOMES);
  return sum;
}

GPtrArray *
sohoa_reuse_list (SohoaArchive *archive, const char *from, const char *to, GError **error)
{
  return db_collect (archive,
                     "SELECT form, element, coalesce (subject, -dossier) AS who, sum (outcome = 'reused'),"
                     " sum (outcome = 'different'), sum (outcome = 'not-offered'), sum (outcome = 'unknown'),"
                     " sum (strict = 'reused') FROM reuse"
                     " WHERE (?1 IS NULL AND ?2 IS NULL) OR dossier IN"
                     "  (SELECT d.id FROM dossier d JOIN v_dossier_day y ON y.dossier_id = d.id"
                     "    WHERE (?1 IS NULL OR y.received >= ?1) AND (?2 IS NULL OR y.received <= ?2))"
                     " GROUP BY form, element, who ORDER BY 1, 2, 3",
                     DB_BIND (db_text (from), db_text (to)), make_sum, (GDestroyNotify) sohoa_reuse_sum_free,
                     error);
}
