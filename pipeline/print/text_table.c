/* text_table.c - see text_table.h. Widths are in characters: Vietnamese letters are one column each in NFC.
 */
#include "text_table.h"

#include <string.h>

/* A number, nothing, or why there is none. */
static gboolean
is_number (const char *cell)
{
  return strspn (cell, "-0123456789.,%") == strlen (cell) || strcmp (cell, "n/a") == 0 ||
         strcmp (cell, "empty") == 0;
}

static void
append_cell (GString *line, const char *cell, glong width, gboolean to_right)
{
  glong padding = MAX (width - g_utf8_strlen (cell, -1), 0);
  if (line->len > 0)
    g_string_append (line, "  ");
  if (to_right)
    g_string_append_printf (line, "%*s", (int) padding, "");
  g_string_append (line, cell);
  if (!to_right)
    g_string_append_printf (line, "%*s", (int) padding, "");
}

static void
append_line (GString *text, const char *const *cells, guint n, const glong *widths, const gboolean *numbers)
{
  g_autoptr (GString) line = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    append_cell (line, cells[i], widths[i], numbers[i]);
  while (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);
  g_string_append_printf (text, "%s\n", line->str);
}

glong
sohoa_table_width (const char *heading, GPtrArray *rows, guint column)
{
  glong width = g_utf8_strlen (heading, -1);
  for (guint i = 0; i < rows->len; i++)
    width = MAX (width, g_utf8_strlen (((GStrv) g_ptr_array_index (rows, i))[column], -1));
  return width;
}

char *
sohoa_table_to_text (const char *const *columns, GPtrArray *rows)
{
  guint n = g_strv_length ((char **) columns);
  g_autofree glong *widths = g_new0 (glong, n);
  g_autofree gboolean *numbers = g_new0 (gboolean, n);
  for (guint i = 0; i < n; i++) {
    widths[i] = sohoa_table_width (columns[i], rows, i);
    numbers[i] = rows->len > 0;
    for (guint k = 0; k < rows->len; k++)
      numbers[i] = numbers[i] && is_number (((GStrv) g_ptr_array_index (rows, k))[i]);
  }
  GString *text = g_string_new (NULL);
  append_line (text, columns, n, widths, numbers);
  for (guint k = 0; k < rows->len; k++)
    append_line (text, (const char *const *) g_ptr_array_index (rows, k), n, widths, numbers);
  return g_string_free (text, FALSE);
}
