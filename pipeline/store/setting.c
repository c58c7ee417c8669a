/* setting.c - see setting.h. SQLite reads the JSON. */
#include "setting.h"

#include "db.h"

gboolean
sohoa_setting_fail (const char *name, const char *what, GError **error)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_ARCHIVE, "the archive's settings.json is wrong at '/%s': %s",
               name, what);
  return FALSE;
}

/* The file's text, known to be JSON. Caller frees. */
static char *
load_settings (SohoaArchive *archive, const char *name, GError **error)
{
  g_autofree char *file = g_build_filename (sohoa_archive_folder (archive), "settings.json", NULL);
  g_autofree char *json = NULL;
  gint64 valid = 0;

  if (!g_file_get_contents (file, &json, NULL, NULL)) {
    sohoa_setting_fail (name, "it cannot be read; restore it or make it {}", error);
    return NULL;
  }
  if (!db_number (archive, "SELECT json_valid (?)", DB_BIND (db_text (json)), &valid, error))
    return NULL;
  if (valid)
    return g_steal_pointer (&json);
  sohoa_setting_fail (name, "the file is not JSON", error);
  return NULL;
}

static gboolean
is_number (const char *type)
{
  return g_strcmp0 (type, "integer") == 0 || g_strcmp0 (type, "real") == 0;
}

gboolean
sohoa_setting_number (SohoaArchive *archive, const char *name, double fallback, double *ret_value,
                      GError **error)
{
  g_autofree char *pointer = g_strdup_printf ("$.%s", name);
  g_autofree char *json = load_settings (archive, name, error);
  gboolean row;

  if (json == NULL)
    return FALSE;
  g_autoptr (sqlite3_stmt) statement = db_query (archive, "SELECT json_type (?1, ?2), json_extract (?1, ?2)",
                                                 DB_BIND (db_text (json), db_text (pointer)), error);
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return FALSE;
  const char *type = (const char *) sqlite3_column_text (statement, 0);
  if (type != NULL && !is_number (type))
    return sohoa_setting_fail (name, "a number is needed", error);
  *ret_value = type != NULL ? sqlite3_column_double (statement, 1) : fallback;
  return TRUE;
}

void
sohoa_setting_free (SohoaSetting *setting)
{
  g_free (setting->name);
  g_free (setting);
}

/* A member that is no number is G_MAXDOUBLE. */
static gpointer
make_setting (sqlite3_stmt *statement)
{
  SohoaSetting *setting = g_new0 (SohoaSetting, 1);
  setting->name = db_column_text (statement, 0);
  setting->value = is_number ((const char *) sqlite3_column_text (statement, 1))
                     ? sqlite3_column_double (statement, 2)
                     : G_MAXDOUBLE;
  return setting;
}

static gboolean
check_numbers (const GPtrArray *settings, const char *group, GError **error)
{
  for (guint i = 0; i < settings->len; i++) {
    const SohoaSetting *setting = g_ptr_array_index (settings, i);
    g_autofree char *name = g_strdup_printf ("%s/%s", group, setting->name);
    if (setting->value == G_MAXDOUBLE)
      return sohoa_setting_fail (name, "a number is needed", error);
  }
  return TRUE;
}

GPtrArray *
sohoa_setting_list (SohoaArchive *archive, const char *group, GError **error)
{
  g_autofree char *pointer = g_strdup_printf ("$.%s", group);
  g_autofree char *json = load_settings (archive, group, error);
  g_autoptr (GPtrArray) settings = NULL;
  gint64 wrong;

  if (json == NULL || !db_number (archive, "SELECT coalesce (json_type (?1, ?2), 'object') <> 'object'",
                                  DB_BIND (db_text (json), db_text (pointer)), &wrong, error))
    return NULL;
  if (wrong) {
    sohoa_setting_fail (group, "names and numbers are needed: {\"name\": 80}", error);
    return NULL;
  }
  settings = db_collect (archive, "SELECT key, type, value FROM json_each (?1, ?2)",
                         DB_BIND (db_text (json), db_text (pointer)), make_setting,
                         (GDestroyNotify) sohoa_setting_free, error);
  return settings != NULL && check_numbers (settings, group, error) ? g_steal_pointer (&settings) : NULL;
}

static gpointer
make_word (sqlite3_stmt *statement)
{
  return db_column_text (statement, 0);
}

GStrv
sohoa_setting_words (SohoaArchive *archive, const char *name, GError **error)
{
  g_autofree char *pointer = g_strdup_printf ("$.%s", name);
  g_autofree char *json = load_settings (archive, name, error);
  gint64 wrong;

  if (json == NULL || !db_number (archive,
                                  "SELECT coalesce (json_type (?1, ?2), 'array') <> 'array' OR EXISTS"
                                  " (SELECT 1 FROM json_each (?1, ?2) WHERE type <> 'text' OR value = '')",
                                  DB_BIND (db_text (json), db_text (pointer)), &wrong, error))
    return NULL;
  if (wrong) {
    sohoa_setting_fail (name, "a list of texts is needed: [\"text\"]", error);
    return NULL;
  }
  g_autoptr (GPtrArray) words =
    db_collect (archive, "SELECT value FROM json_each (?1, ?2)", DB_BIND (db_text (json), db_text (pointer)),
                make_word, NULL, error);
  if (words == NULL)
    return NULL;
  g_ptr_array_add (words, NULL);
  return (GStrv) g_ptr_array_steal (words, NULL);
}
