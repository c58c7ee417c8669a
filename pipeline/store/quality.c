/* quality.c - see quality.h. */
#include "quality.h"

#include <string.h>

#include "db.h"

/* ?2 and ?3 of a column of dossiers. */
#define IN_PERIOD(dossier)                                                                                   \
  " AND ((?2 IS NULL AND ?3 IS NULL) OR " dossier " IN (SELECT dossier_id FROM v_dossier_day"                \
  " WHERE (?2 IS NULL OR received >= ?2) AND (?3 IS NULL OR received <= ?3)))"

/* ---- states ---- */

void
sohoa_field_states_free (SohoaFieldStates *states)
{
  g_free (states->form);
  g_free (states->field);
  g_free (states);
}

static SohoaFieldStates *
states_of (GHashTable *known, GPtrArray *all, const char *form, const char *field)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", form, field);
  SohoaFieldStates *states = g_hash_table_lookup (known, key);
  if (states != NULL)
    return states;
  states = g_new0 (SohoaFieldStates, 1);
  states->form = g_strdup (form);
  states->field = g_strdup (field);
  g_ptr_array_add (all, states);
  g_hash_table_insert (known, g_steal_pointer (&key), states);
  return states;
}

/* Adds each field that a query gives (print, field, state), or takes it away. Counted here, not by SQL, which
 * would sort twenty million rows; counts: by print and field, of SohoaFieldStates. */
static gboolean
count_states (SohoaArchive *archive, const char *sql, const DbValue *values, int sign, GHashTable *counts,
              GError **error)
{
  g_autoptr (sqlite3_stmt) statement = db_query (archive, sql, values, error);
  gboolean row;
  for (;;) {
    if (statement == NULL || !db_next (archive, statement, &row, error))
      return FALSE;
    if (!row)
      return TRUE;
    gint64 key = sqlite3_column_int64 (statement, 0) << 32 | sqlite3_column_int64 (statement, 1);
    SohoaFieldStates *states = g_hash_table_lookup (counts, &key);
    if (states == NULL) {
      states = g_new0 (SohoaFieldStates, 1);
      g_hash_table_insert (counts, g_memdup2 (&key, sizeof key), states);
    }
    const char *letter = (const char *) sqlite3_column_text (statement, 2);
    for (guint i = 0; i < SOHOA_N_FIELD_STATES; i++)
      states->states[i] += *letter == *sohoa_field_state_nick (i) ? sign : 0;
  }
}

/* The counts by form and field, whatever the version. */
static gboolean
name_states (SohoaArchive *archive, GHashTable *counts, GHashTable *known, GPtrArray *all, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = db_query (
    archive, "SELECT t.id << 32 | w.id, t.form, w.text FROM print t JOIN word w", DB_NOTHING, error);
  gboolean row;
  for (;;) {
    if (statement == NULL || !db_next (archive, statement, &row, error))
      return FALSE;
    if (!row)
      return TRUE;
    gint64 key = sqlite3_column_int64 (statement, 0);
    const SohoaFieldStates *count = g_hash_table_lookup (counts, &key);
    if (count == NULL)
      continue;
    SohoaFieldStates *states = states_of (known, all, (const char *) sqlite3_column_text (statement, 1),
                                          (const char *) sqlite3_column_text (statement, 2));
    for (guint i = 0; i < SOHOA_N_FIELD_STATES; i++)
      states->states[i] += count->states[i];
  }
}

static int
compare_states (gconstpointer a, gconstpointer b)
{
  const SohoaFieldStates *one = *(SohoaFieldStates *const *) a, *other = *(SohoaFieldStates *const *) b;
  int order = strcmp (one->form, other->form);
  return order != 0 ? order : strcmp (one->field, other->field);
}

GPtrArray *
sohoa_quality_states (SohoaArchive *archive, const char *form, const char *from, const char *to,
                      GError **error)
{
  /* Of all time, fields are counted in one walk; the few of pages that do not count are taken away again. */
#define OF_FORM "(?1 IS NULL OR print IN (SELECT id FROM print WHERE form = ?1))"
  static const char all_sql[] = "SELECT print, field, state FROM field WHERE " OF_FORM;
  static const char not_sql[] =
    "SELECT f.print, f.field, f.state FROM page p CROSS JOIN field f ON f.page = p.id"
    " WHERE (p.state = 'duplicate' OR p.kind <> 'form') AND " OF_FORM;
  static const char period_sql[] =
    "SELECT f.print, f.field, f.state FROM page p CROSS JOIN field f ON f.page = p.id"
    " WHERE p.state <> 'duplicate' AND p.kind = 'form' AND " OF_FORM IN_PERIOD ("p.dossier");
#undef OF_FORM
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_field_states_free);
  const DbValue *values = DB_BIND (db_text (form), db_text (from), db_text (to));
  const DbValue *of_form = DB_BIND (db_text (form));
  gboolean always = from == NULL && to == NULL;
  gboolean ok = always ? count_states (archive, all_sql, of_form, 1, counts, error) &&
                           count_states (archive, not_sql, of_form, -1, counts, error)
                       : count_states (archive, period_sql, values, 1, counts, error);
  if (!ok || !name_states (archive, counts, known, all, error))
    return NULL;
  g_ptr_array_sort (all, compare_states);
  return g_steal_pointer (&all);
}

/* ---- outcomes ---- */

void
sohoa_field_outcome_free (SohoaFieldOutcome *outcome)
{
  g_free (outcome->form);
  g_free (outcome->field);
  g_free (outcome);
}

static gpointer
make_outcome (sqlite3_stmt *statement)
{
  SohoaFieldOutcome *outcome = g_new0 (SohoaFieldOutcome, 1);
  outcome->form = db_column_text (statement, 0);
  outcome->field = db_column_text (statement, 1);
  outcome->accepted = sqlite3_column_int (statement, 2) != 0;
  outcome->right = sqlite3_column_int (statement, 3) != 0;
  outcome->probability =
    sqlite3_column_type (statement, 4) == SQLITE_NULL ? -1 : sqlite3_column_double (statement, 4);
  outcome->fields = db_column_uint (statement, 5);
  return outcome;
}

GPtrArray *
sohoa_quality_outcomes (SohoaArchive *archive, const char *form, const char *from, const char *to,
                        GError **error)
{
  return db_collect (
    archive,
    "SELECT form, field, state = 'accepted', is_right, round (probability, 4), count (*)"
    " FROM v_outcome WHERE (?1 IS NULL OR form = ?1)" IN_PERIOD ("dossier_id") " GROUP BY 1, 2, 3, 4, 5",
    DB_BIND (db_text (form), db_text (from), db_text (to)), make_outcome,
    (GDestroyNotify) sohoa_field_outcome_free, error);
}
