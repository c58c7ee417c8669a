/* name.c - see name.h. */
#include "name.h"

#include <string.h>

static const char *const temporary_suffixes[] = {".part",       ".partial",  ".tmp", ".temp",
                                                 ".crdownload", ".filepart", "~",    NULL};
static const char *const litter_names[] = {"thumbs.db", "ehthumbs.db", "desktop.ini", NULL};
static const char *const tiff_suffixes[] = {".tif", ".tiff", NULL};
static const char *const other_suffixes[] = {".png", ".jpg", ".jpeg", ".jpe", NULL};

static gboolean
has_suffix (const char *name, const char *const *suffixes)
{
  gsize length = strlen (name);
  for (; *suffixes != NULL; suffixes++) {
    gsize n = strlen (*suffixes);
    if (length > n && g_ascii_strcasecmp (name + length - n, *suffixes) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_litter (const char *name)
{
  for (const char *const *litter = litter_names; *litter != NULL; litter++)
    if (g_ascii_strcasecmp (name, *litter) == 0)
      return TRUE;
  return FALSE;
}

gboolean
sohoa_name_is_ignored (const char *name, SohoaEntryState *ret_state)
{
  if (name[0] == '.')
    *ret_state = SOHOA_ENTRY_HIDDEN;
  else if (has_suffix (name, temporary_suffixes))
    *ret_state = SOHOA_ENTRY_TEMPORARY;
  else if (is_litter (name))
    *ret_state = SOHOA_ENTRY_LITTER;
  else
    return FALSE;
  return TRUE;
}

gboolean
sohoa_name_is_tiff (const char *name)
{
  return has_suffix (name, tiff_suffixes);
}

gboolean
sohoa_name_is_image (const char *name)
{
  return sohoa_name_is_tiff (name) || has_suffix (name, other_suffixes);
}

gboolean
sohoa_is_dossier_code (const char *text)
{
  return g_utf8_validate (text, -1, NULL) &&
         g_regex_match_simple (
           "^(\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d{2}|[A-Z]\\d{2}(\\.\\d{1,3}){0,3})-\\d{6}-\\d{4,7}$", text,
           G_REGEX_DOLLAR_ENDONLY, 0);
}

/* A code holds dots itself, so only what follows the last one can be a suffix. */
static char *
code_in_name (const char *name)
{
  if (sohoa_is_dossier_code (name))
    return g_strdup (name);
  const char *dot = strrchr (name, '.');
  g_autofree char *stem = dot != NULL ? g_strndup (name, (gsize) (dot - name)) : NULL;
  return stem != NULL && sohoa_is_dossier_code (stem) ? g_steal_pointer (&stem) : NULL;
}

char *
sohoa_path_dossier_code (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  guint n = g_strv_length (parts);
  char *code = n > 0 ? code_in_name (parts[n - 1]) : NULL;
  return code == NULL && n > 1 ? code_in_name (parts[n - 2]) : code;
}
