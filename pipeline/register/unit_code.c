/* unit_code.c - see unit_code.h. */
#include "unit_code.h"

#include <string.h>

/* "DDD.DD.DD.LDD": D is a digit, L a capital. */
static gboolean
has_shape (const char *code, const char *shape)
{
  for (; *shape != '\0'; code++, shape++) {
    gboolean fits = *shape == 'D'   ? g_ascii_isdigit (*code)
                    : *shape == 'L' ? g_ascii_isupper (*code)
                                    : *code == *shape;
    if (!fits)
      return FALSE;
  }
  return *code == '\0';
}

/* The lowest level that is used becomes zero. */
static char *
parent_from_right (const char *code)
{
  static const struct {
    gsize start, length;
  } levels[] = {{0, 3}, {4, 2}, {7, 2}};
  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++) {
    const char *level = code + levels[i].start;
    if (strspn (level, "0") >= levels[i].length)
      continue;
    char *parent = g_strdup (code);
    memset (parent + levels[i].start, '0', levels[i].length);
    return parent;
  }
  return NULL;
}

char *
sohoa_unit_code_parent (const char *code)
{
  if (has_shape (code, "DDD.DD.DD.LDD"))
    return parent_from_right (code);
  const char *last = strrchr (code, '.');
  gboolean levels = g_ascii_isupper (code[0]) && g_ascii_isdigit (code[1]) && g_ascii_isdigit (code[2]);
  return levels && last != NULL ? g_strndup (code, (gsize) (last - code)) : NULL;
}

char *
sohoa_unit_code_of_dossier (const char *dossier)
{
  const char *end = strchr (dossier, '-');
  return end != NULL && end != dossier ? g_strndup (dossier, (gsize) (end - dossier)) : NULL;
}
