/* saved.c - see saved.h. Items come person by person, so a group keeps one person at a time. */
#include "saved.h"

#include <string.h>

#include "asked.h"
#include "effort.h"

typedef struct {
  const SohoaDictionary *dictionary;
  const char *form; /* interned; NULL: all */
  SohoaSaved *saved;
  GHashTable *items; /* form -> element -> SohoaSavedItems: by pointer, as they are interned */
  GPtrArray *kinds;  /* of an item -> SohoaSavedItems; NULL where there was none so far */
} Adding;

static void
group_free (gpointer data)
{
  SohoaSavedGroup *group = data;
  sohoa_clusters_clear (&group->clusters);
  g_free (group);
}

void
sohoa_saved_free (SohoaSaved *saved)
{
  for (guint by = 0; by < SOHOA_N_SAVED; by++)
    g_ptr_array_unref (saved->groups[by]);
  g_ptr_array_unref (saved->items);
  g_free (saved);
}

guint
sohoa_saved_known (const guint outcome[SOHOA_N_REUSE_OUTCOMES])
{
  return outcome[SOHOA_REUSE_REUSED] + outcome[SOHOA_REUSE_DIFFERENT] + outcome[SOHOA_REUSE_NOT_OFFERED];
}

/* ---- which groups an item is in ---- */

static SohoaSavedGroup *
find_group (GPtrArray *groups, const char *name, SohoaLabel label)
{
  for (guint i = 0; i < groups->len; i++)
    if (strcmp (((SohoaSavedGroup *) g_ptr_array_index (groups, i))->name, name) == 0)
      return g_ptr_array_index (groups, i);
  SohoaSavedGroup *group = g_new0 (SohoaSavedGroup, 1);
  group->name = g_intern_string (name);
  group->label = label;
  g_ptr_array_add (groups, group);
  return group;
}

static void
find_groups (const Adding *adding, SohoaSavedItems *items)
{
  static const SohoaLabel none = {NULL, NULL};
  const SohoaElement *element = sohoa_dictionary_lookup (adding->dictionary, items->element);
  SohoaLabel class = sohoa_asked_class (items->element);
  SohoaLabel named = element != NULL ? (SohoaLabel){element->label_en, element->label_vi} : none;
  GPtrArray **groups = adding->saved->groups;

  items->seconds = sohoa_effort_seconds (element != NULL ? element->type : NULL);
  if (adding->form != NULL && adding->form != items->form)
    return;
  items->groups[SOHOA_SAVED_ALL] = find_group (groups[SOHOA_SAVED_ALL], "all", (SohoaLabel){"all", "Tất cả"});
  items->groups[SOHOA_SAVED_FORM] = find_group (groups[SOHOA_SAVED_FORM], items->form, none);
  items->groups[SOHOA_SAVED_CLASS] = find_group (groups[SOHOA_SAVED_CLASS], class.en, class);
  items->groups[SOHOA_SAVED_ELEMENT] = find_group (groups[SOHOA_SAVED_ELEMENT], items->element, named);
}

static SohoaSavedItems *
find_items (Adding *adding, const char *form, const char *element)
{
  GHashTable *elements = g_hash_table_lookup (adding->items, form);
  if (elements == NULL) {
    elements = g_hash_table_new (NULL, NULL);
    g_hash_table_insert (adding->items, (gpointer) form, elements);
  }
  SohoaSavedItems *items = g_hash_table_lookup (elements, element);
  if (items != NULL)
    return items;
  items = g_new0 (SohoaSavedItems, 1);
  items->form = form;
  items->element = element;
  find_groups (adding, items);
  g_ptr_array_add (adding->saved->items, items);
  g_hash_table_insert (elements, (gpointer) element, items);
  return items;
}

/* ---- adding up ---- */

/* The person whose items were added up is complete. */
static void
finish_person (SohoaSavedGroup *group)
{
  if (group->so_far.all == 0)
    return;
  group->persons += group->who > 0;
  sohoa_clusters_add (&group->clusters, group->so_far);
  group->so_far = (SohoaCluster){0};
}

static void
add_to_group (SohoaSavedGroup *group, const SohoaReuseItem *item, guint seconds)
{
  group->outcome[item->outcome]++;
  group->strict_reused += item->strict == SOHOA_REUSE_REUSED;
  if (item->outcome == SOHOA_REUSE_UNKNOWN)
    return;
  if (group->who != item->who)
    finish_person (group);
  group->who = item->who;
  group->so_far.all++;
  group->seconds += seconds;
  if (item->outcome == SOHOA_REUSE_REUSED) {
    group->so_far.good++;
    group->seconds_saved += seconds;
  }
}

static void
add_item (const SohoaReuseItem *item, gpointer data)
{
  Adding *adding = data;
  if (item->kind >= adding->kinds->len)
    g_ptr_array_set_size (adding->kinds, (int) item->kind + 1);
  SohoaSavedItems *items = adding->kinds->pdata[item->kind];
  if (items == NULL)
    adding->kinds->pdata[item->kind] = items = find_items (adding, item->form, item->element);
  items->outcome[item->outcome]++;
  for (guint by = 0; by < SOHOA_N_SAVED && items->groups[by] != NULL; by++)
    add_to_group (items->groups[by], item, items->seconds);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(SohoaSavedGroup *const *) a)->name, (*(SohoaSavedGroup *const *) b)->name);
}

SohoaSaved *
sohoa_saved_load (SohoaArchive *archive, const SohoaDictionary *dictionary, const char *form,
                  const char *from, const char *to, GError **error)
{
  g_autoptr (GHashTable) items =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  g_autoptr (GPtrArray) kinds = g_ptr_array_new ();
  SohoaSaved *saved = g_new0 (SohoaSaved, 1);
  Adding adding = {dictionary, g_intern_string (form), saved, items, kinds};

  saved->items = g_ptr_array_new_with_free_func (g_free);
  for (guint by = 0; by < SOHOA_N_SAVED; by++)
    saved->groups[by] = g_ptr_array_new_with_free_func (group_free);
  if (!sohoa_reuse_walk (archive, from, to, add_item, &adding, error)) {
    sohoa_saved_free (saved);
    return NULL;
  }
  for (guint by = 0; by < SOHOA_N_SAVED; by++) {
    for (guint i = 0; i < saved->groups[by]->len; i++)
      finish_person (g_ptr_array_index (saved->groups[by], i));
    g_ptr_array_sort (saved->groups[by], compare_names);
  }
  return saved;
}
