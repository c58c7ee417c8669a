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

/* Counted here, not by SQL, which would sort twenty million rows. */
typedef struct {
  guint n_words;
  GPtrArray *counts; /* print * n_words + field -> SohoaFieldStates; NULL where there is none */
  gint sign;         /* whether the fields of a walk are added or taken away */
} Counting;

static void
count_field (sqlite3_value **row, gpointer data)
{
  const Counting *counting = data;
  guint place = (guint) sqlite3_value_int (row[0]) * counting->n_words + (guint) sqlite3_value_int (row[1]);
  const char *letter = (const char *) sqlite3_value_text (row[2]);
  guint state = 0;

  if (place >= counting->counts->len)
    g_ptr_array_set_size (counting->counts, (int) place + 1);
  SohoaFieldStates *states = counting->counts->pdata[place];
  if (states == NULL)
    counting->counts->pdata[place] = states = g_new0 (SohoaFieldStates, 1);
  while (state + 1 < SOHOA_N_FIELD_STATES && *letter != *sohoa_field_state_nick (state))
    state++;
  states->states[state] += counting->sign;
}

/* The counts by form and field, whatever the version. */
static gboolean
name_states (SohoaArchive *archive, const Counting *counting, GHashTable *known, GPtrArray *all,
             GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    db_query (archive, "SELECT t.id * ?1 + w.id, t.form, w.text FROM print t JOIN word w",
              DB_BIND (db_int (counting->n_words)), error);
  gboolean row;
  for (;;) {
    if (statement == NULL || !db_next (archive, statement, &row, error))
      return FALSE;
    if (!row)
      return TRUE;
    guint place = db_column_uint (statement, 0);
    const SohoaFieldStates *count = place < counting->counts->len ? counting->counts->pdata[place] : NULL;
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
#define COLUMNS "f.print, f.field, f.state"
#define OF_FORM "(?1 IS NULL OR print IN (SELECT id FROM print WHERE form = ?1))"
  static const char all_fields[] = "FROM field f WHERE " OF_FORM;
  static const char not_fields[] = "FROM page p CROSS JOIN field f ON f.page = p.id WHERE (p.state = "
                                   "'duplicate' OR p.kind <> 'form') AND " OF_FORM;
  static const char period_fields[] = "FROM page p CROSS JOIN field f ON f.page = p.id WHERE p.state <> "
                                      "'duplicate' AND p.kind = 'form' AND " OF_FORM IN_PERIOD ("p.dossier");
  g_autoptr (GPtrArray) counts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_field_states_free);
  const DbValue *values = DB_BIND (db_text (form), db_text (from), db_text (to));
  const DbValue *of_form = DB_BIND (db_text (form));
  gboolean always = from == NULL && to == NULL;
  gint64 n_words;

  if (!db_number (archive, "SELECT max (id) + 1 FROM word", DB_NOTHING, &n_words, error))
    return NULL;
  Counting add = {(guint) n_words, counts, 1}, take_away = {(guint) n_words, counts, -1};
  gboolean ok = always ? db_walk (archive, COLUMNS, all_fields, of_form, count_field, &add, error) &&
                           db_walk (archive, COLUMNS, not_fields, of_form, count_field, &take_away, error)
                       : db_walk (archive, COLUMNS, period_fields, values, count_field, &add, error);
  if (!ok || !name_states (archive, &add, known, all, error))
    return NULL;
  g_ptr_array_sort (all, compare_states);
  return g_steal_pointer (&all);
#undef COLUMNS
#undef OF_FORM
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
