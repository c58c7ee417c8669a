/* printed_code.c - see printed_code.h. */
#include "printed_code.h"

#include <string.h>

/* All but the release. */
static char *
make_head (const char *form, const char *version)
{
  g_autofree char *head = g_strdup_printf ("sohoa:%s:%s:", form, version);
  char *capitals = g_ascii_strup (head, -1);
  for (char *c = capitals; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-' && *c != ':')
      *c = '.';
  return capitals;
}

char *
sohoa_printed_code_new (const char *form, const char *version, const char *release)
{
  g_autofree char *head = make_head (form, version);
  return g_strconcat (head, release, NULL);
}

const char *
sohoa_printed_code_release (const char *text, const char *form, const char *version)
{
  g_autofree char *head = make_head (form, version);
  return g_str_has_prefix (text, head) ? text + strlen (head) : NULL;
}
