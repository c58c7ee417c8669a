/* path.c - names are bytes; this is how they are shown. */
#include "source.h"

#include <string.h>

/* Control characters and the invisible ones that turn or hide text (categories Cc and Cf), and lone
 * surrogates. */
static gboolean
printable (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);
  return type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && type != G_UNICODE_LINE_SEPARATOR &&
         type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* How many bytes at text can be shown as they are: one character, or 0. */
static gsize
shown_as_is (const char *text)
{
  gunichar c = g_utf8_get_char_validated (text, -1);
  if (c == (gunichar) -1 || c == (gunichar) -2 || !printable (c) || c == '\\')
    return 0;
  return (gsize) (g_utf8_next_char (text) - text);
}

char *
sohoa_path_escape (const char *path)
{
  GString *escaped = g_string_sized_new (strlen (path) + 16);
  while (*path != '\0') {
    gsize n = shown_as_is (path);
    if (n > 0)
      g_string_append_len (escaped, path, (gssize) n);
    else if (*path == '\\')
      g_string_append (escaped, "\\\\");
    else
      g_string_append_printf (escaped, "\\x%02x", (guchar) *path);
    path += MAX (n, 1);
  }
  return g_string_free (escaped, FALSE);
}
