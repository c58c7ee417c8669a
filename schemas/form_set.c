/* form_set.c - all versions of all forms, later folders laid over earlier ones. */
#include <string.h>

#include <sohoa/form.h>

struct SohoaFormSet {
  GPtrArray *forms; /* of SohoaForm, by id, then version */
};

static int
compare_forms (gconstpointer a, gconstpointer b)
{
  const SohoaForm *left = *(SohoaForm *const *) a, *right = *(SohoaForm *const *) b;
  int order = strcmp (left->id, right->id);

  return order != 0 ? order : strcmp (left->version, right->version);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Names of the folders in a folder, sorted; an empty list when it does not exist. Dot names are not ours. */
static GPtrArray *
list_folders (const char *path, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &trouble);
  const char *name;

  if (dir == NULL && g_error_matches (trouble, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return g_steal_pointer (&names);
  if (dir == NULL) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORM, "cannot list the forms in '%s'; check its permissions",
                 path);
    return NULL;
  }
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *full = g_build_filename (path, name, NULL);

    if (*name != '.' && g_file_test (full, G_FILE_TEST_IS_DIR))
      g_ptr_array_add (names, g_strdup (name));
  }
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

static void
lay_over (SohoaFormSet *set, SohoaForm *form)
{
  for (guint i = 0; i < set->forms->len; i++) {
    const SohoaForm *other = g_ptr_array_index (set->forms, i);

    if (strcmp (other->id, form->id) == 0 && strcmp (other->version, form->version) == 0) {
      g_ptr_array_remove_index_fast (set->forms, i);
      break;
    }
  }
  g_ptr_array_add (set->forms, form);
}

static gboolean
load_versions (SohoaFormSet *set, const char *form_folder, GError **error)
{
  g_autoptr (GPtrArray) versions = list_folders (form_folder, error);

  if (versions == NULL)
    return FALSE;
  for (guint i = 0; i < versions->len; i++) {
    g_autofree char *folder = g_build_filename (form_folder, g_ptr_array_index (versions, i), NULL);
    SohoaForm *form = sohoa_form_load (folder, NULL, error);

    if (form == NULL)
      return FALSE;
    lay_over (set, form);
  }
  return TRUE;
}

SohoaFormSet *
sohoa_form_set_load (const char *const *folders, GError **error)
{
  g_autoptr (SohoaFormSet) set = g_new0 (SohoaFormSet, 1);

  set->forms = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_form_free);
  for (; *folders != NULL; folders++) {
    g_autoptr (GPtrArray) ids = list_folders (*folders, error);

    if (ids == NULL)
      return NULL;
    for (guint i = 0; i < ids->len; i++) {
      g_autofree char *form_folder = g_build_filename (*folders, g_ptr_array_index (ids, i), NULL);

      if (!load_versions (set, form_folder, error))
        return NULL;
    }
  }
  g_ptr_array_sort (set->forms, compare_forms);
  return g_steal_pointer (&set);
}

void
sohoa_form_set_free (SohoaFormSet *set)
{
  if (set == NULL)
    return;
  g_ptr_array_unref (set->forms);
  g_free (set);
}

guint
sohoa_form_set_size (const SohoaFormSet *set)
{
  return set->forms->len;
}

const SohoaForm *
sohoa_form_set_peek (const SohoaFormSet *set, guint index)
{
  return g_ptr_array_index (set->forms, index);
}

const SohoaForm *
sohoa_form_set_lookup (const SohoaFormSet *set, const char *id, const char *version)
{
  const SohoaForm *found = NULL;

  /* In order of versions: the last one is the newest, but what can be read and printed goes before what is
   * only a schema. */
  for (guint i = 0; i < set->forms->len; i++) {
    const SohoaForm *form = g_ptr_array_index (set->forms, i);

    if (strcmp (form->id, id) != 0 || (version != NULL && strcmp (form->version, version) != 0))
      continue;
    if (found == NULL || form->blank_pdf != NULL || found->blank_pdf == NULL)
      found = form;
  }
  return found;
}
