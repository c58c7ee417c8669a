/* codelist.c - code lists: one read a list, cells are offsets into its text.
 *
 * The lists together are half a megabyte of text; reading all of them takes about 3 ms. They are the one
 * state of this room that lives as long as the process: read-only after loading, freed by exit.
 */
#include <sohoa/codelist.h>

#include <string.h>

#include <sohoa/form.h>

#include "letters.h"

struct SohoaCodeList {
  char *text; /* tabs and line ends are NUL */
  guint n_columns;
  GArray *cells; /* of guint32: offsets into text, row by row; the column names first */
  GHashTable
    *names; /* folded name or alias -> row + 1, or 0 when several rows share it; made on first match */
};

/* The longest list has 350 KB. */
static const gsize list_bytes_max = 8 << 20;

static void
list_free (SohoaCodeList *list)
{
  g_free (list->text);
  g_array_unref (list->cells);
  g_clear_pointer (&list->names, g_hash_table_unref);
  g_free (list);
}

/* Cuts one line into cells; FALSE when it has not as many as the first. */
static gboolean
take_line (SohoaCodeList *list, char *line)
{
  guint n = 1;
  guint32 start = (guint32) (line - list->text);

  g_array_append_val (list->cells, start);
  for (char *p = line; *p != '\0'; p++)
    if (*p == '\t') {
      *p = '\0';
      start = (guint32) (p + 1 - list->text);
      g_array_append_val (list->cells, start);
      n++;
    }
  if (list->n_columns == 0)
    list->n_columns = n;
  return n == list->n_columns;
}

static SohoaCodeList *
parse (const char *path, char *text, GError **error)
{
  SohoaCodeList *list = g_new0 (SohoaCodeList, 1);
  guint number = 1;

  list->text = text;
  list->cells = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (char *line = text, *end; *line != '\0'; line = end, number++) {
    end = strchrnul (line, '\n');
    if (*end == '\n')
      *end++ = '\0';
    if (*line == '#')
      continue;
    if (!take_line (list, line)) {
      g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORM,
                   "code list '%s' is wrong: line %u has not the %u columns of the first; mend the line",
                   path, number, list->n_columns);
      list_free (list);
      return NULL;
    }
  }
  if (list->n_columns > 0)
    return list;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORM,
               "code list '%s' is empty; give it a line of column names", path);
  list_free (list);
  return NULL;
}

static SohoaCodeList *
load (const char *folder, const char *name, GError **error)
{
  g_autofree char *file = g_strconcat (name, ".tsv", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GError) trouble = NULL;
  char *text;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &trouble)) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORM, "cannot read code list '%s'; install it again", path);
    return NULL;
  }
  if (length > list_bytes_max || !g_utf8_validate (text, (gssize) length, NULL)) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORM,
                 "code list '%s' is not UTF-8, or longer than %" G_GSIZE_FORMAT " bytes", path,
                 list_bytes_max);
    g_free (text);
    return NULL;
  }
  return parse (path, text, error);
}

static char *
lists_folder (void)
{
  g_autofree char *schemas = sohoa_schemas_folder ();

  return g_build_filename (schemas, "codelists", NULL);
}

const SohoaCodeList *
sohoa_code_list_lookup (const char *name)
{
  static GHashTable *loaded; /* name -> list, or NULL when it cannot be read */
  SohoaCodeList *list;

  if (loaded == NULL)
    loaded = g_hash_table_new (g_str_hash, g_str_equal);
  if (g_hash_table_lookup_extended (loaded, name, NULL, (gpointer *) &list))
    return list;
  g_autofree char *folder = lists_folder ();
  list = strchr (name, G_DIR_SEPARATOR) == NULL ? load (folder, name, NULL) : NULL;
  g_hash_table_insert (loaded, g_strdup (name), list);
  return list;
}

gboolean
sohoa_code_lists_check (GError **error)
{
  g_autofree char *folder = lists_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;

  if (dir == NULL) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORM,
                 "cannot list the code lists in '%s'; install them again", folder);
    return FALSE;
  }
  while ((file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, ".tsv") && *file != '.') {
      g_autofree char *name = g_strndup (file, strlen (file) - strlen (".tsv"));
      SohoaCodeList *list = load (folder, name, error);

      if (list == NULL)
        return FALSE;
      list_free (list);
    }
  return TRUE;
}

guint
sohoa_code_list_size (const SohoaCodeList *list)
{
  return list->cells->len / list->n_columns - 1;
}

int
sohoa_code_list_column (const SohoaCodeList *list, const char *name)
{
  for (guint i = 0; i < list->n_columns; i++)
    if (strcmp (list->text + g_array_index (list->cells, guint32, i), name) == 0)
      return (int) i;
  return -1;
}

const char *
sohoa_code_list_cell (const SohoaCodeList *list, guint row, int column)
{
  return list->text + g_array_index (list->cells, guint32, (row + 1) * list->n_columns + (guint) column);
}

int
sohoa_code_list_find (const SohoaCodeList *list, int column, const char *text)
{
  for (guint row = 0; column >= 0 && row < sohoa_code_list_size (list); row++)
    if (strcmp (sohoa_code_list_cell (list, row, column), text) == 0)
      return (int) row;
  return -1;
}

const char *
sohoa_code_list_text (const SohoaCodeList *list, const char *code, const char *column)
{
  int row = sohoa_code_list_find (list, sohoa_code_list_column (list, "code"), code);
  int wanted = sohoa_code_list_column (list, column);

  return row >= 0 && wanted >= 0 ? sohoa_code_list_cell (list, (guint) row, wanted) : NULL;
}

/* Matching by name */

static void
add_name (GHashTable *names, const char *name, guint row)
{
  char *key = sohoa_letters_key (name);
  gpointer other;

  if (*key == '\0')
    g_free (key);
  else if (!g_hash_table_lookup_extended (names, key, NULL, &other))
    g_hash_table_insert (names, key, GUINT_TO_POINTER (row + 1));
  else if (other != GUINT_TO_POINTER (row + 1))
    g_hash_table_replace (names, key, GUINT_TO_POINTER (0));
  else
    g_free (key);
}

/* A name of its own beats an alias that another row shares with it. */
static GHashTable *
index_names (const SohoaCodeList *list)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int name = sohoa_code_list_column (list, "name"), aliases = sohoa_code_list_column (list, "aliases");

  for (guint row = 0; name >= 0 && row < sohoa_code_list_size (list); row++)
    add_name (names, sohoa_code_list_cell (list, row, name), row);
  for (guint row = 0; aliases >= 0 && row < sohoa_code_list_size (list); row++) {
    g_auto (GStrv) each = g_strsplit (sohoa_code_list_cell (list, row, aliases), ";", -1);

    for (guint i = 0; each[i] != NULL; i++) {
      g_autofree char *key = sohoa_letters_key (each[i]);

      if (!g_hash_table_contains (names, key))
        add_name (names, each[i], row);
    }
  }
  return names;
}

int
sohoa_code_list_match (const SohoaCodeList *list, const char *text)
{
  SohoaCodeList *cache = (SohoaCodeList *) list;
  g_autofree char *key = sohoa_letters_key (text);

  if (cache->names == NULL)
    cache->names = index_names (list);
  return GPOINTER_TO_INT (g_hash_table_lookup (list->names, key)) - 1;
}
