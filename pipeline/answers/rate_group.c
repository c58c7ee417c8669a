/* rate_group.c - see rate_group.h. */
#include "rate_group.h"

#include "../store/unit.h"

static void
free_group (gpointer data)
{
  SohoaRateGroup *group = data;
  g_free (group->unit);
  g_free (group->procedure);
  g_free (group->month);
  g_free (group->channel);
  g_free (group);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const SohoaRateGroup *one = *(SohoaRateGroup *const *) a, *other = *(SohoaRateGroup *const *) b;
  int order = g_strcmp0 (one->unit, other->unit);
  if (order == 0)
    order = g_strcmp0 (one->procedure, other->procedure);
  if (order == 0)
    order = g_strcmp0 (one->month, other->month);
  return order != 0 ? order : g_strcmp0 (one->channel, other->channel);
}

static void
add_cell (SohoaRateGroup *group, const SohoaRateCell *cell)
{
  group->entries += cell->entries;
  for (guint i = 0; i < SOHOA_N_RATES; i++) {
    group->sum[i].counted += cell->sum[i].counted;
    group->sum[i].base += cell->sum[i].base;
    group->sum[i].unknown += cell->sum[i].unknown;
    group->sum[i].counted_lately += cell->sum[i].counted_lately;
    group->sum[i].base_lately += cell->sum[i].base_lately;
  }
}

typedef struct {
  guint by;
  GHashTable *groups;  /* key -> SohoaRateGroup, borrowed */
  GHashTable *parents; /* code of a unit -> of the one above; borrowed */
  GPtrArray *rows;
} Grouping;

/* The group of a cell that counts for a unit (NULL: for all). */
static SohoaRateGroup *
find_group (Grouping *grouping, const SohoaRateCell *cell, const char *unit)
{
  const char *procedure = grouping->by & SOHOA_BY_PROCEDURE ? cell->procedure : NULL;
  const char *month = grouping->by & SOHOA_BY_MONTH ? cell->month : NULL;
  const char *channel = grouping->by & SOHOA_BY_CHANNEL ? cell->channel : NULL;
  g_autofree char *key =
    g_strdup_printf ("%s\n%s\n%s\n%s", unit != NULL ? unit : "", procedure != NULL ? procedure : "",
                     month != NULL ? month : "", channel != NULL ? channel : "");
  SohoaRateGroup *group = g_hash_table_lookup (grouping->groups, key);
  if (group != NULL)
    return group;
  group = g_new0 (SohoaRateGroup, 1);
  group->unit = g_strdup (unit);
  group->procedure = g_strdup (procedure);
  group->month = g_strdup (month);
  group->channel = g_strdup (channel);
  g_ptr_array_add (grouping->rows, group);
  g_hash_table_insert (grouping->groups, g_steal_pointer (&key), group);
  return group;
}

static void
take_cell (Grouping *grouping, const SohoaRateCell *cell)
{
  if ((grouping->by & SOHOA_BY_UNIT) == 0) {
    add_cell (find_group (grouping, cell, NULL), cell);
    return;
  }
  for (const char *unit = cell->unit; unit != NULL; unit = g_hash_table_lookup (grouping->parents, unit))
    add_cell (find_group (grouping, cell, unit), cell);
}

GPtrArray *
sohoa_rate_group (const GPtrArray *cells, const GPtrArray *units, guint by)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) parents = g_hash_table_new (g_str_hash, g_str_equal);
  Grouping grouping = {by, groups, parents, g_ptr_array_new_with_free_func (free_group)};

  for (guint i = 0; i < units->len; i++) {
    SohoaUnit *unit = g_ptr_array_index (units, i);
    g_hash_table_insert (parents, unit->code, unit->parent);
  }
  for (guint i = 0; i < cells->len; i++)
    take_cell (&grouping, g_ptr_array_index (cells, i));
  g_ptr_array_sort (grouping.rows, compare_groups);
  return grouping.rows;
}
