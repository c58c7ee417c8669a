/* csv_read.c - see csv_read.h. */
#include "csv_read.h"

#include <string.h>

static const char byte_order_mark[] = "\xef\xbb\xbf";

/* A cell inside quotes, up to behind the closing one; NULL when there is none. */
static const char *
take_quoted (const char *text, GString *cell)
{
  for (; *text != '\0'; text++) {
    if (*text == '"' && text[1] != '"')
      return text + 1;
    text += *text == '"';
    g_string_append_c (cell, *text);
  }
  return NULL;
}

static const char *
take_cell (const char *text, GString *cell)
{
  if (*text == '"' && (text = take_quoted (text + 1, cell)) == NULL)
    return NULL;
  gsize plain = strcspn (text, ",\r\n");
  g_string_append_len (cell, text, (gssize) plain);
  return text + plain;
}

static char *
unguard (GString *cell)
{
  if (cell->len > 1 && cell->str[0] == '\'' && strchr ("=+-@\t\r", cell->str[1]) != NULL)
    g_string_erase (cell, 0, 1);
  return g_string_free (cell, FALSE);
}

/* A row, up to behind its line end; NULL: a quote is not closed. */
static const char *
take_row (const char *text, GStrvBuilder *row)
{
  for (;;) {
    GString *cell = g_string_new (NULL);
    text = take_cell (text, cell);
    g_autofree char *content = unguard (cell);
    if (text == NULL)
      return NULL;
    g_strv_builder_add (row, content);
    if (*text != ',')
      break;
    text++;
  }
  text += *text == '\r';
  return text + (*text == '\n');
}

GPtrArray *
sohoa_csv_read (const char *text, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  if (g_str_has_prefix (text, byte_order_mark))
    text += strlen (byte_order_mark);
  while (*text != '\0') {
    g_autoptr (GStrvBuilder) row = g_strv_builder_new ();
    text = take_row (text, row);
    if (text == NULL) {
      g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, "cannot read row %u: a quote is not closed",
                   rows->len + 1);
      return NULL;
    }
    GStrv cells = g_strv_builder_end (row);
    if (g_strv_length (cells) > 1 || *cells[0] != '\0')
      g_ptr_array_add (rows, cells);
    else
      g_strfreev (cells);
  }
  return g_steal_pointer (&rows);
}
