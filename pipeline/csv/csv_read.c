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
take_cell (const char *text, char separator, GString *cell)
{
  const char ends[] = {separator, '\r', '\n', '\0'};
  if (*text == '"' && (text = take_quoted (text + 1, cell)) == NULL)
    return NULL;
  gsize plain = strcspn (text, ends);
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
take_row (const char *text, char separator, GStrvBuilder *row)
{
  for (;;) {
    GString *cell = g_string_new (NULL);
    text = take_cell (text, separator, cell);
    g_autofree char *content = unguard (cell);
    if (text == NULL)
      return NULL;
    g_strv_builder_add (row, content);
    if (*text != separator)
      break;
    text++;
  }
  text += *text == '\r';
  return text + (*text == '\n');
}

/* Quoted cells may hold any mark. */
static char
find_separator (const char *text)
{
  static const char marks[] = {',', ';', '\t'};
  guint counts[G_N_ELEMENTS (marks)] = {0}, best = 0;
  gboolean quoted = FALSE;

  for (; *text != '\0' && (quoted || strchr ("\r\n", *text) == NULL); text++) {
    quoted ^= *text == '"';
    for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
      counts[i] += !quoted && *text == marks[i];
  }
  for (guint i = 1; i < G_N_ELEMENTS (marks); i++)
    if (counts[i] > counts[best])
      best = i;
  return marks[best];
}

void
sohoa_csv_begin (SohoaCsvReader *reader, const char *text)
{
  if (g_str_has_prefix (text, byte_order_mark))
    text += strlen (byte_order_mark);
  *reader = (SohoaCsvReader){.text = text, .separator = find_separator (text), .line = 1};
}

static guint
count_lines (const char *from, const char *to)
{
  guint n = 0;
  for (; from < to; from++)
    n += *from == '\n';
  return n;
}

gboolean
sohoa_csv_next (SohoaCsvReader *reader, GStrv *ret_row, guint *ret_line, GError **error)
{
  while (*reader->text != '\0') {
    g_autoptr (GStrvBuilder) row = g_strv_builder_new ();
    const char *next = take_row (reader->text, reader->separator, row);
    if (next == NULL) {
      g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                   "cannot read the table: the quote in line %u is not closed", reader->line);
      return FALSE;
    }
    *ret_line = reader->line;
    reader->line += count_lines (reader->text, next);
    reader->text = next;
    GStrv cells = g_strv_builder_end (row);
    if (cells[1] != NULL || *cells[0] != '\0') {
      *ret_row = cells;
      return TRUE;
    }
    g_strfreev (cells);
  }
  *ret_row = NULL;
  return TRUE;
}

GPtrArray *
sohoa_csv_read (const char *text, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  SohoaCsvReader reader;
  guint line;

  sohoa_csv_begin (&reader, text);
  for (;;) {
    GStrv row;
    if (!sohoa_csv_next (&reader, &row, &line, error))
      return NULL;
    if (row == NULL)
      return g_steal_pointer (&rows);
    g_ptr_array_add (rows, row);
  }
}
