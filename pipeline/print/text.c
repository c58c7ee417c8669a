/* text.c - a report for a terminal: facts, then each table. What is optional goes first where there is no
 * room. */
#include "print_internal.h"

#include "text_table.h"

enum { WIDTH = 100, GAP = 2 };

static gboolean
is_text (SohoaCellKind kind)
{
  return kind == SOHOA_CELLS_TEXT || kind == SOHOA_CELLS_DAY;
}

static char *
cell_to_text (const SohoaCell *cell, SohoaCellKind kind)
{
  if (!cell->told || is_text (kind))
    return g_strdup (cell->text != NULL ? cell->text : "");
  return sohoa_print_number (kind, cell->number);
}

static GPtrArray *
rows_to_text (const SohoaReportTable *table)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint row = 0; row < sohoa_report_n_rows (table); row++) {
    char **cells = g_new0 (char *, table->n_columns + 1);
    for (guint i = 0; i < table->n_columns; i++)
      cells[i] = cell_to_text (sohoa_report_cell (table, row, i), table->columns[i].kind);
    g_ptr_array_add (rows, cells);
  }
  return rows;
}

static gboolean
is_blank (GPtrArray *rows, guint column)
{
  for (guint i = 0; i < rows->len; i++)
    if (*((GStrv) g_ptr_array_index (rows, i))[column] != '\0')
      return FALSE;
  return TRUE;
}

/* Which columns are shown: none that says nothing, and of the optional ones as many as there is room for. */
static void
choose_columns (const SohoaReportTable *table, GPtrArray *rows, gboolean *ret_shown)
{
  glong width = 0;
  for (guint i = 0; i < table->n_columns; i++) {
    ret_shown[i] = rows->len == 0 || !is_blank (rows, i);
    if (ret_shown[i])
      width += GAP + sohoa_table_width (table->columns[i].label.en, rows, i);
  }
  for (guint i = table->n_columns; i > 0 && width - GAP > WIDTH; i--)
    if (table->columns[i - 1].optional && ret_shown[i - 1]) {
      ret_shown[i - 1] = FALSE;
      width -= GAP + sohoa_table_width (table->columns[i - 1].label.en, rows, i - 1);
    }
}

/* The columns of part, n of them; where that is not the whole table, rows that have nothing in them but their
 * first column are left out. */
static void
append_part (GString *text, const SohoaReportTable *table, GPtrArray *all, const guint *part, guint n,
             gboolean is_whole)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free); /* cells are borrowed from all */
  g_autofree const char **columns = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    columns[i] = table->columns[part[i]].label.en;
  for (guint row = 0; row < all->len; row++) {
    GStrv cells = g_ptr_array_index (all, row);
    const char **kept = g_new0 (const char *, n + 1);
    gboolean blank = !is_whole;
    for (guint i = 0; i < n; i++) {
      kept[i] = cells[part[i]];
      blank = blank && (i == 0 || *kept[i] == '\0');
    }
    if (blank)
      g_free (kept);
    else
      g_ptr_array_add (rows, kept);
  }
  g_autofree char *body = sohoa_table_to_text (columns, rows);
  g_string_append_printf (text, "\n%s\n%s", table->title.en, body);
}

/* What is too wide even without its optional columns comes in parts, one below the other. */
static void
append_table (GString *text, const SohoaReportTable *table)
{
  g_autoptr (GPtrArray) all = rows_to_text (table);
  g_autofree gboolean *shown = g_new0 (gboolean, table->n_columns);
  g_autofree guint *part = g_new0 (guint, table->n_columns);
  glong first = sohoa_table_width (table->columns[0].label.en, all, 0), width = first;
  gboolean is_whole = TRUE;
  guint n = 1; /* of the part, with the first column */

  choose_columns (table, all, shown);
  for (guint i = 1; i < table->n_columns; i++) {
    glong more = GAP + sohoa_table_width (table->columns[i].label.en, all, i);
    if (!shown[i])
      continue;
    if (n > 1 && width + more > WIDTH) {
      append_part (text, table, all, part, n, FALSE);
      n = 1;
      width = first;
      is_whole = FALSE;
    }
    part[n++] = i;
    width += more;
  }
  append_part (text, table, all, part, n, is_whole);
}

GBytes *
sohoa_print_text (const SohoaReport *report, GError **error)
{
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, "%s\n", report->title.en);
  for (guint i = 0; i < report->facts->len; i++) {
    const SohoaReportFact *fact = g_ptr_array_index (report->facts, i);
    g_string_append_printf (text, "%s: %s\n", fact->label.en, fact->text);
  }
  for (guint i = 0; i < report->tables->len; i++)
    append_table (text, g_ptr_array_index (report->tables, i));
  return g_string_free_to_bytes (text);
}
