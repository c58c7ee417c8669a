/* rate_sum.c - see rate.h: the rates of all entries, in one walk over the register.
 *
 * Entries of one kind (state of the scan, finished or not, what the register says with yes or no) are alike
 * in every rate. So the walk only sorts entries by kind; what counts is asked of v_rates once a kind, for one
 * entry that is of it: the views alone define the rates. Cost: about 2 microseconds and 24 bytes an entry.
 */
#include "rate_internal.h"

#include <string.h>

/* ---- kinds ---- */

typedef struct {
  char *key;     /* the texts and numbers that make it, one after the other */
  char *dossier; /* one that is of it */
  SohoaTold counted[SOHOA_N_RATES], base[SOHOA_N_RATES];
} Kind;

static void
free_kind (gpointer data)
{
  Kind *kind = data;
  g_free (kind->key);
  g_free (kind->dossier);
  g_free (kind);
}

static gboolean
load_kind (SohoaArchive *archive, Kind *kind, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT dossier");
  gboolean row;
  for (int i = 0; i < SOHOA_N_RATES; i++) {
    const char *column = sohoa_rate_column ((SohoaRate) i);
    g_string_append_printf (sql, ", %s, %s_of", column, column);
  }
  g_string_append (sql, " FROM v_rates WHERE dossier = ?");
  g_autoptr (sqlite3_stmt) statement = db_query (archive, sql->str, DB_BIND (db_text (kind->dossier)), error);
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return FALSE;
  for (int i = 0; i < SOHOA_N_RATES; i++) {
    kind->counted[i] = sohoa_rate_told (statement, 1 + 2 * i);
    kind->base[i] = sohoa_rate_told (statement, 2 + 2 * i);
  }
  return TRUE;
}

/* ---- the walk ---- */

/* The columns that tell since when an entry counts, and which rate goes by which. */
enum { BY_SCAN, BY_RESULT, BY_BOTH, DAYS, BY_NOTHING = DAYS };
#define DAY_COLUMNS "scanned_on, electronic_on, indicator_4_2_on"
static const guint counts_since[SOHOA_N_RATES] = {
  [SOHOA_RATE_SCANNED] = BY_SCAN,  [SOHOA_RATE_CHECKED] = BY_SCAN,      [SOHOA_RATE_EXTRACTED] = BY_SCAN,
  [SOHOA_RATE_VERIFIED] = BY_SCAN, [SOHOA_RATE_ELECTRONIC] = BY_RESULT, [SOHOA_RATE_4_1] = BY_RESULT,
  [SOHOA_RATE_4_2] = BY_BOTH,      [SOHOA_RATE_4_3] = BY_NOTHING,       [SOHOA_RATE_4_4] = BY_NOTHING,
};

/* Days as numbers in their order: 20250711; 0 when there is none. */
typedef struct {
  guint32 cell, kind, received;
  guint32 since[DAYS];
} Entry;

typedef struct {
  SohoaArchive *archive;
  GPtrArray *cells;          /* of SohoaRateCell */
  GPtrArray *kinds;          /* of Kind */
  GHashTable *cells_by_name; /* "unit\nprocedure\nmonth\nchannel" -> its place + 1 */
  GHashTable *kinds_by_key;  /* key, borrowed -> its place + 1 */
  GArray *entries;           /* of Entry */
  GString *name;             /* scratch */
  guint32 last_day;
} Walk;

static void
walk_clear (Walk *walk)
{
  g_clear_pointer (&walk->cells, g_ptr_array_unref);
  g_clear_pointer (&walk->kinds, g_ptr_array_unref);
  g_clear_pointer (&walk->cells_by_name, g_hash_table_unref);
  g_clear_pointer (&walk->kinds_by_key, g_hash_table_unref);
  g_clear_pointer (&walk->entries, g_array_unref);
  g_string_free (walk->name, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

enum {
  UNIT,
  PROCEDURE,
  MONTH,
  CHANNEL,
  RECEIVED,
  DOSSIER,
  FIRST_DAY,
  FINISHED = FIRST_DAY + DAYS,
  STATE,
  FIRST_TOLD
};
#define WALK_SQL                                                                                             \
  "SELECT unit, procedure, month, coalesce (channel, ''), received, dossier, " DAY_COLUMNS                   \
  ", finished IS NOT NULL, state, electronic_result, yields_document, reused, from_store, synced"            \
  " FROM v_rates" RATE_FILTER

static const char *
text_at (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

/* iso: NULL for none. */
static guint32
day_number (const char *iso)
{
  guint32 day = 0;
  for (; iso != NULL && *iso != '\0'; iso++)
    if (g_ascii_isdigit (*iso))
      day = day * 10 + (guint32) (*iso - '0');
  return day;
}

static guint32
cell_of (Walk *walk, sqlite3_stmt *statement)
{
  g_string_truncate (walk->name, 0);
  for (int i = UNIT; i <= CHANNEL; i++) {
    g_string_append (walk->name, text_at (statement, i));
    g_string_append_c (walk->name, '\n');
  }
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (walk->cells_by_name, walk->name->str));
  if (place > 0)
    return place - 1;
  SohoaRateCell *cell = g_new0 (SohoaRateCell, 1);
  cell->unit = db_column_text (statement, UNIT);
  cell->procedure = db_column_text (statement, PROCEDURE);
  cell->month = db_column_text (statement, MONTH);
  cell->channel = db_column_text (statement, CHANNEL);
  g_ptr_array_add (walk->cells, cell);
  g_hash_table_insert (walk->cells_by_name, g_strdup (walk->name->str), GUINT_TO_POINTER (walk->cells->len));
  return walk->cells->len - 1;
}

static guint32
kind_of (Walk *walk, sqlite3_stmt *statement)
{
  g_string_assign (walk->name, text_at (statement, STATE));
  g_string_append_c (walk->name, sqlite3_column_int (statement, FINISHED) ? 'f' : '-');
  for (int i = 0; i < SOHOA_N_TOLD; i++)
    g_string_append_c (walk->name, "?ny"[1 + (int) sohoa_rate_told (statement, FIRST_TOLD + i)]);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (walk->kinds_by_key, walk->name->str));
  if (place > 0)
    return place - 1;
  Kind *kind = g_new0 (Kind, 1);
  kind->key = g_strdup (walk->name->str);
  kind->dossier = db_column_text (statement, DOSSIER);
  g_ptr_array_add (walk->kinds, kind);
  g_hash_table_insert (walk->kinds_by_key, kind->key, GUINT_TO_POINTER (walk->kinds->len));
  return walk->kinds->len - 1;
}

static void
take_entry (Walk *walk, sqlite3_stmt *statement)
{
  Entry entry = {.cell = cell_of (walk, statement),
                 .kind = kind_of (walk, statement),
                 .received = day_number (text_at (statement, RECEIVED))};
  walk->last_day = MAX (walk->last_day, entry.received);
  for (int i = 0; i < DAYS; i++) {
    entry.since[i] = day_number (text_at (statement, FIRST_DAY + i));
    walk->last_day = MAX (walk->last_day, entry.since[i]);
  }
  g_array_append_val (walk->entries, entry);
}

static gboolean
walk_entries (Walk *walk, const SohoaRateFilter *filter, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    db_query (walk->archive, WALK_SQL, DB_BIND (RATE_BIND (filter)), error);
  gboolean row = statement != NULL;
  while (row) {
    if (!db_next (walk->archive, statement, &row, error))
      return FALSE;
    if (row)
      take_entry (walk, statement);
  }
  for (guint i = 0; statement != NULL && i < walk->kinds->len; i++)
    if (!load_kind (walk->archive, g_ptr_array_index (walk->kinds, i), error))
      return FALSE;
  return statement != NULL;
}

/* ---- sums ---- */

/* The days of the last weeks: after one, up to another. */
typedef struct {
  guint32 after, to;
} Lately;

static gboolean
is_lately (guint32 day, const Lately *lately)
{
  return day > lately->after && day <= lately->to;
}

static void
add_entry (SohoaRateCell *cell, const Kind *kind, const Entry *entry, const Lately *lately)
{
  cell->entries++;
  for (guint i = 0; i < SOHOA_N_RATES; i++) {
    SohoaRateSum *sum = &cell->sum[i];
    gboolean counted = kind->counted[i] == SOHOA_YES, base = kind->base[i] == SOHOA_YES;
    guint since = counts_since[i];
    sum->counted += counted;
    sum->base += base;
    sum->unknown += kind->counted[i] == SOHOA_UNTOLD || kind->base[i] == SOHOA_UNTOLD;
    sum->counted_lately += counted && since != BY_NOTHING && is_lately (entry->since[since], lately);
    sum->base_lately += base && is_lately (entry->received, lately);
  }
}

static guint32
day_before (guint32 day, guint days)
{
  if (day == 0)
    return 0;
  GDate date;
  g_date_set_dmy (&date, (GDateDay) (day % 100), (GDateMonth) (day / 100 % 100), (GDateYear) (day / 10000));
  g_date_subtract_days (&date, days);
  return g_date_get_year (&date) * 10000u + g_date_get_month (&date) * 100u + g_date_get_day (&date);
}

void
sohoa_rate_cell_free (SohoaRateCell *cell)
{
  g_free (cell->unit);
  g_free (cell->procedure);
  g_free (cell->month);
  g_free (cell->channel);
  g_free (cell);
}

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const SohoaRateCell *one = *(SohoaRateCell *const *) a, *other = *(SohoaRateCell *const *) b;
  const char *const pairs[][2] = {{one->unit, other->unit},
                                  {one->procedure, other->procedure},
                                  {one->month, other->month},
                                  {one->channel, other->channel}};
  int order = 0;
  for (gsize i = 0; order == 0 && i < G_N_ELEMENTS (pairs); i++)
    order = strcmp (pairs[i][0], pairs[i][1]);
  return order;
}

GPtrArray *
sohoa_rate_list (SohoaArchive *archive, const SohoaRateFilter *filter, guint days, char **ret_day,
                 GError **error)
{
  g_auto (Walk) walk = {.archive = archive,
                        .cells = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_rate_cell_free),
                        .kinds = g_ptr_array_new_with_free_func (free_kind),
                        .cells_by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                        .kinds_by_key = g_hash_table_new (g_str_hash, g_str_equal),
                        .entries = g_array_new (FALSE, FALSE, sizeof (Entry)),
                        .name = g_string_new (NULL)};
  if (!walk_entries (&walk, filter, error))
    return NULL;
  guint32 end = day_number (filter->to), last = end > 0 ? MIN (walk.last_day, end) : walk.last_day;
  const Lately lately = {.after = day_before (last, days), .to = last};
  for (guint i = 0; i < walk.entries->len; i++) {
    const Entry *entry = &g_array_index (walk.entries, Entry, i);
    add_entry (g_ptr_array_index (walk.cells, entry->cell), g_ptr_array_index (walk.kinds, entry->kind),
               entry, &lately);
  }
  g_ptr_array_sort (walk.cells, compare_cells);
  *ret_day =
    last > 0 ? g_strdup_printf ("%04u-%02u-%02u", last / 10000, last / 100 % 100, last % 100) : g_strdup ("");
  return g_steal_pointer (&walk.cells);
}
