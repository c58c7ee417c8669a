/* table.c - see table.h. Widths are in characters: Vietnamese letters are one column each in NFC. */
#include "table.h"

#include "command.h"

#include <string.h>

static gboolean
is_number (const char *cell)
{
  return strspn (cell, "0123456789.,%") == strlen (cell);
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

char *
sohoa_table_to_text (const char *const *columns, GPtrArray *rows)
{
  guint n = g_strv_length ((char **) columns);
  g_autofree glong *widths = g_new0 (glong, n);
  g_autofree gboolean *numbers = g_new0 (gboolean, n);
  for (guint i = 0; i < n; i++) {
    widths[i] = g_utf8_strlen (columns[i], -1);
    numbers[i] = rows->len > 0;
    for (guint k = 0; k < rows->len; k++) {
      const char *cell = ((GStrv) g_ptr_array_index (rows, k))[i];
      widths[i] = MAX (widths[i], g_utf8_strlen (cell, -1));
      numbers[i] = numbers[i] && is_number (cell);
    }
  }
  GString *text = g_string_new (NULL);
  append_line (text, columns, n, widths, numbers);
  for (guint k = 0; k < rows->len; k++)
    append_line (text, (const char *const *) g_ptr_array_index (rows, k), n, widths, numbers);
  return g_string_free (text, FALSE);
}

int
sohoa_print_listing (const SohoaListing *listing, gboolean json, GError **error)
{
  g_autofree char *body =
    json ? sohoa_listing_to_json (listing) : sohoa_table_to_text (listing->columns, listing->rows);
  g_autofree char *text = g_strconcat (body, json ? "\n" : "", NULL);
  return sohoa_print (text, error) ? SOHOA_EXIT_CLEAN : -1;
}
