/* folder.c - where the schemas are. SOHOA_SCHEMAS_INSTALLED and SOHOA_SCHEMAS_SOURCE come from meson. */
#include <sohoa/form.h>

char *
sohoa_schemas_folder (void)
{
  const char *chosen = g_getenv ("SOHOA_SCHEMAS");

  if (chosen != NULL && *chosen != '\0')
    return g_strdup (chosen);
  if (g_file_test (SOHOA_SCHEMAS_INSTALLED, G_FILE_TEST_IS_DIR))
    return g_strdup (SOHOA_SCHEMAS_INSTALLED);
  return g_strdup (SOHOA_SCHEMAS_SOURCE);
}
