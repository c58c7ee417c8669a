/* rate_sum.c - see rate.h: the rates of all entries, in one walk over the register.
 *
 * Entries of one kind (state of the scan, finished or not, what the register says with yes or no) are alike
 * in every rate. So the walk only sorts entries by kind; what counts is asked of v_rates once a kind, for one
 * entry that is of it: the views alone define the rates. Cost: about a microsecond and 24 bytes an entry.
 */
#include "rate_internal.h"

#include <string.h>

/* ---- kinds ---- */

typedef struct {
  char *dossier; /* one that is of it */
  SohoaTold counted[SOHOA_N_RATES], base[SOHOA_N_RATES];
} Kind;

static void
free_kind (gpointer data)
{
  Kind *kind = data;
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
  db_keep (archive, g_steal_pointer (&statement));
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
  GPtrArray *cells;        /* of SohoaRateCell */
  GPtrArray *kinds;        /* of Kind */
  GHashTable *cell_places; /* SohoaRateCell, borrowed -> its place + 1 */
  GHashTable *kind_places; /* key -> its place + 1 */
  GPtrArray *states;       /* of scans, as they came; owned */
  GArray *entries;         /* of Entry */
  guint32 last_day;
} Walk;

static void
walk_clear (Walk *walk)
{
  g_clear_pointer (&walk->cells, g_ptr_array_unref);
  g_clear_pointer (&walk->kinds, g_ptr_array_unref);
  g_clear_pointer (&walk->cell_places, g_hash_table_unref);
  g_clear_pointer (&walk->kind_places, g_hash_table_unref);
  g_clear_pointer (&walk->states, g_ptr_array_unref);
  g_clear_pointer (&walk->entries, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

enum {
  UNIT,
  PROCEDURE,
  CHANNEL,
  RECEIVED,
  DOSSIER,
  FIRST_DAY,
  FINISHED = FIRST_DAY + DAYS,
  STATE,
  FIRST_TOLD
};
#define WALK_COLUMNS                                                                                         \
  "unit, procedure, channel, received, dossier, " DAY_COLUMNS                                                \
  ", finished IS NOT NULL, state, electronic_result, yields_document, reused, from_store, synced"

static const char *
text_of (sqlite3_value *value)
{
  return (const char *) sqlite3_value_text (value);
}

static SohoaTold
told_of (sqlite3_value *value)
{
  if (sqlite3_value_type (value) == SQLITE_NULL)
    return SOHOA_UNTOLD;
  return sqlite3_value_int (value) != 0 ? SOHOA_YES : SOHOA_NO;
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

static guint
hash_cell (gconstpointer data)
{
  const SohoaRateCell *cell = data;
  return ((g_str_hash (cell->unit) * 31 + g_str_hash (cell->procedure)) * 31 + g_str_hash (cell->month)) *
           31 +
         g_str_hash (cell->channel);
}

static gboolean
is_same_cell (gconstpointer a, gconstpointer b)
{
  const SohoaRateCell *one = a, *other = b;
  return strcmp (one->unit, other->unit) == 0 && strcmp (one->month, other->month) == 0 &&
         strcmp (one->procedure, other->procedure) == 0 && strcmp (one->channel, other->channel) == 0;
}

static guint32
cell_of (Walk *walk, sqlite3_value **row)
{
  const char *channel = text_of (row[CHANNEL]);
  char month[] = "2025-07";
  SohoaRateCell key = {.unit = (char *) text_of (row[UNIT]),
                       .procedure = (char *) text_of (row[PROCEDURE]),
                       .month = month,
                       .channel = (char *) (channel != NULL ? channel : "")};
  g_strlcpy (month, text_of (row[RECEIVED]), sizeof month); /* as v_register has it */
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (walk->cell_places, &key));
  if (place > 0)
    return place - 1;
  SohoaRateCell *cell = g_new0 (SohoaRateCell, 1);
  cell->unit = g_strdup (key.unit);
  cell->procedure = g_strdup (key.procedure);
  cell->month = g_strdup (key.month);
  cell->channel = g_strdup (key.channel);
  g_ptr_array_add (walk->cells, cell);
  g_hash_table_insert (walk->cell_places, cell, GUINT_TO_POINTER (walk->cells->len));
  return walk->cells->len - 1;
}

static guint
state_of (Walk *walk, const char *state)
{
  for (guint i = 0; i < walk->states->len; i++)
    if (strcmp (walk->states->pdata[i], state) == 0)
      return i;
  g_ptr_array_add (walk->states, g_strdup (state));
  return walk->states->len - 1;
}

static guint32
kind_of (Walk *walk, sqlite3_value **row)
{
  guint key = 2 * state_of (walk, text_of (row[STATE])) + (sqlite3_value_int (row[FINISHED]) != 0);
  for (int i = 0; i < SOHOA_N_TOLD; i++)
    key = 3 * key + (guint) (1 + (int) told_of (row[FIRST_TOLD + i]));
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (walk->kind_places, GUINT_TO_POINTER (key)));
  if (place > 0)
    return place - 1;
  Kind *kind = g_new0 (Kind, 1);
  kind->dossier = g_strdup (text_of (row[DOSSIER]));
  g_ptr_array_add (walk->kinds, kind);
  g_hash_table_insert (walk->kind_places, GUINT_TO_POINTER (key), GUINT_TO_POINTER (walk->kinds->len));
  return walk->kinds->len - 1;
}

static void
take_entry (sqlite3_value **row, gpointer data)
{
  Walk *walk = data;
  Entry entry = {.cell = cell_of (walk, row),
                 .kind = kind_of (walk, row),
                 .received = day_number (text_of (row[RECEIVED]))};
  walk->last_day = MAX (walk->last_day, entry.received);
  for (int i = 0; i < DAYS; i++) {
    entry.since[i] = day_number (text_of (row[FIRST_DAY + i]));
    walk->last_day = MAX (walk->last_day, entry.since[i]);
  }
  g_array_append_val (walk->entries, entry);
}

static gboolean
walk_entries (Walk *walk, const SohoaRateFilter *filter, GError **error)
{
  if (!db_walk (walk->archive, WALK_COLUMNS, "FROM v_rates" RATE_FILTER, DB_BIND (RATE_BIND (filter)),
                take_entry, walk, error))
    return FALSE;
  for (guint i = 0; i < walk->kinds->len; i++)
    if (!load_kind (walk->archive, g_ptr_array_index (walk->kinds, i), error))
      return FALSE;
  return TRUE;
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
                        .cell_places = g_hash_table_new (hash_cell, is_same_cell),
                        .kind_places = g_hash_table_new (NULL, NULL),
                        .states = g_ptr_array_new_with_free_func (g_free),
                        .entries = g_array_new (FALSE, FALSE, sizeof (Entry))};
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
