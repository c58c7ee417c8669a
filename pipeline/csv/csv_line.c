/* csv_line.c - see csv_line.h. */
#include "csv_line.h"

#include <string.h>

static gboolean
looks_like_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

void
sohoa_csv_cell (GString *out, const char *text)
{
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, ',');
  if (text == NULL)
    text = "";
  /* An empty first cell must not look like the beginning of a line. */
  gboolean quoted = *text == '\0' || strpbrk (text, ",\"\r\n") != NULL;
  if (quoted)
    g_string_append_c (out, '"');
  if (looks_like_formula (text))
    g_string_append_c (out, '\'');
  for (; *text != '\0'; text++) {
    if (*text == '"')
      g_string_append_c (out, '"');
    g_string_append_c (out, *text);
  }
  if (quoted)
    g_string_append_c (out, '"');
}

void
sohoa_csv_number (GString *out, const char *number)
{
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, ',');
  g_string_append (out, number);
}

void
sohoa_csv_int (GString *out, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  sohoa_csv_number (out, text);
}

void
sohoa_csv_end (GString *out)
{
  g_string_append_c (out, '\n');
}
