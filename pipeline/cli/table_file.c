/* table_file.c - see table_file.h. */
#include "table_file.h"

gboolean
sohoa_load_table (const char *file, const char *what, char **ret_csv, GError **error)
{
  g_autofree char *csv = NULL;
  g_autoptr (GError) why = NULL;
  gsize length;
  if (!g_file_get_contents (file, &csv, &length, &why)) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND, "cannot read %s: %s", what, why->message);
    return FALSE;
  }
  if (g_utf8_validate_len (csv, length, NULL)) {
    *ret_csv = g_steal_pointer (&csv);
    return TRUE;
  }
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
               "cannot read %s: the file is not a table in UTF-8; save it as CSV UTF-8", what);
  return FALSE;
}
