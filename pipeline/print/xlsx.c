/* xlsx.c - a report as a workbook: a sheet a table, as a real table with number formats, and a chart of the
 * first shares.
 *
 * libxlsxwriter writes to a path: that of a file in memory, so that nothing is left behind however this ends.
 * The date inside is fixed, so that the same report gives the same bytes.
 */
#include "print_internal.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "xlsx_chart.h"

/* Title and facts stand above the table. */
enum { TITLE_ROW = 0, FACTS_ROW = 1, TEXT_WIDTH_MIN = 12, TEXT_WIDTH_MAX = 48 };

static const time_t made_on = 1751328000; /* 2025-07-01: says nothing of when it was made */

typedef struct {
  lxw_workbook *book;
  lxw_format *title, *count, *number, *percent, *day, *text;
} Book;

static lxw_format *
make_format (lxw_workbook *book, const char *pattern)
{
  lxw_format *format = workbook_add_format (book);
  if (pattern != NULL)
    format_set_num_format (format, pattern);
  return format;
}

static Book
open_book (const char *path)
{
  lxw_workbook *book = workbook_new (path);
  lxw_doc_properties properties = {.created = made_on};
  Book made = {.book = book,
               .title = make_format (book, NULL),
               .count = make_format (book, "#,##0"),
               .number = make_format (book, "0.00"),
               .percent = make_format (book, "0.00%"),
               .day = make_format (book, "yyyy-mm-dd"),
               .text = make_format (book, "@")};
  format_set_bold (made.title);
  format_set_font_size (made.title, 14);
  workbook_set_properties (book, &properties);
  return made;
}

/* ---- cells ---- */

static lxw_format *
format_of (const Book *book, SohoaCellKind kind)
{
  switch (kind) {
  case SOHOA_CELLS_DAY:
    return book->day;
  case SOHOA_CELLS_COUNT:
    return book->count;
  case SOHOA_CELLS_NUMBER:
    return book->number;
  case SOHOA_CELLS_PERCENT:
    return book->percent;
  case SOHOA_CELLS_TEXT:
    break;
  }
  return book->text;
}

/* What is not told is a word, or nothing: never a number. */
static void
write_cell (const Book *book, lxw_worksheet *sheet, guint row, guint column, const SohoaCell *cell,
            SohoaCellKind kind)
{
  const char *text = cell->label.vi != NULL ? cell->label.vi : cell->text;
  lxw_col_t place = (lxw_col_t) column;
  GDate day;

  if (!cell->told || kind == SOHOA_CELLS_TEXT) {
    if (text != NULL)
      worksheet_write_string (sheet, row, place, text, book->text);
    return;
  }
  if (kind != SOHOA_CELLS_DAY) {
    double number = kind == SOHOA_CELLS_PERCENT ? cell->number / 100 : cell->number;
    worksheet_write_number (sheet, row, place, number, format_of (book, kind));
    return;
  }
  g_date_set_parse (&day, cell->text);
  lxw_datetime date = {
    .year = g_date_get_year (&day), .month = g_date_get_month (&day), .day = g_date_get_day (&day)};
  worksheet_write_datetime (sheet, row, place, &date, book->day);
}

/* ---- tables ---- */

static char *
both_languages (SohoaLabel label)
{
  return strcmp (label.vi, label.en) == 0 ? g_strdup (label.vi)
                                          : g_strdup_printf ("%s (%s)", label.vi, label.en);
}

static void
set_width (const Book *book, lxw_worksheet *sheet, const SohoaReportTable *table, guint column,
           const char *heading)
{
  glong width = g_utf8_strlen (heading, -1) + 3; /* the button of the filter */
  for (guint row = 0; row < sohoa_report_n_rows (table); row++) {
    const SohoaCell *cell = sohoa_report_cell (table, row, column);
    const char *text = cell->label.vi != NULL ? cell->label.vi : cell->text;
    width = MAX (width, text != NULL ? g_utf8_strlen (text, -1) + 1 : 0);
  }
  worksheet_set_column (sheet, (lxw_col_t) column, (lxw_col_t) column,
                        (double) CLAMP (width, TEXT_WIDTH_MIN, TEXT_WIDTH_MAX), NULL);
}

/* The heading's row; the table's cells begin below it. */
static void
write_table (const Book *book, lxw_worksheet *sheet, const SohoaReportTable *table, guint heading)
{
  guint n_rows = sohoa_report_n_rows (table);
  g_autofree lxw_table_column *columns = g_new0 (lxw_table_column, table->n_columns);
  g_autofree lxw_table_column **list = g_new0 (lxw_table_column *, table->n_columns + 1);
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < table->n_columns; i++) {
    char *text = both_languages (table->columns[i].label);
    g_ptr_array_add (headings, text);
    columns[i].header = text;
    list[i] = &columns[i];
    set_width (book, sheet, table, i, text);
    for (guint row = 0; row < n_rows; row++)
      write_cell (book, sheet, heading + 1 + row, i, sohoa_report_cell (table, row, i),
                  table->columns[i].kind);
  }
  lxw_table_options options = {.columns = list};
  worksheet_add_table (sheet, heading, 0, heading + MAX (n_rows, 1), (lxw_col_t) (table->n_columns - 1),
                       &options);
  worksheet_freeze_panes (sheet, heading + 1, 1);
}

static guint
write_head (const Book *book, lxw_worksheet *sheet, const SohoaReport *report, const SohoaReportTable *table)
{
  g_autofree char *title = both_languages (report->title), *what = both_languages (table->title);
  g_autofree char *whole = g_strdup_printf ("%s: %s", title, what);
  worksheet_write_string (sheet, TITLE_ROW, 0, whole, book->title);
  for (guint i = 0; i < report->facts->len; i++) {
    const SohoaReportFact *fact = g_ptr_array_index (report->facts, i);
    g_autofree char *label = both_languages (fact->label);
    worksheet_write_string (sheet, FACTS_ROW + i, 0, label, NULL);
    worksheet_write_string (sheet, FACTS_ROW + i, 1, fact->text, book->text);
  }
  return FACTS_ROW + report->facts->len + 1;
}

/* ---- the chart ---- */

static int
find_percent (const SohoaReportTable *table, const char *id)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].kind == SOHOA_CELLS_PERCENT &&
        (id == NULL || strcmp (table->columns[i].id, id) == 0))
      return (int) i;
  return -1;
}

static void
add_series (lxw_chart *chart, const SohoaReportTable *table, guint heading, int column)
{
  lxw_row_t first = heading + 1, last = heading + sohoa_report_n_rows (table);
  lxw_chart_series *series = chart_add_series (chart, NULL, NULL);
  chart_series_set_categories (series, table->id, first, 0, last, 0);
  chart_series_set_values (series, table->id, first, (lxw_col_t) column, last, (lxw_col_t) column);
  chart_series_set_name (series, table->columns[column].label.vi);
}

/* The first share of each row, beside its target where there is one; below the table. */
static void
add_chart (const Book *book, lxw_worksheet *sheet, const SohoaReportTable *table, guint heading)
{
  int share = find_percent (table, NULL), target = find_percent (table, "target");
  if (share < 0 || sohoa_report_n_rows (table) == 0)
    return;
  lxw_chart *chart = workbook_add_chart (book->book, LXW_CHART_BAR);
  add_series (chart, table, heading, share);
  if (target >= 0)
    add_series (chart, table, heading, target);
  chart_title_set_name (chart, table->title.vi);
  chart_axis_set_reverse (chart->y_axis); /* the first row on top, as in the table */
  chart_axis_set_min (chart->x_axis, 0);
  chart_axis_set_max (chart->x_axis, 1);
  worksheet_insert_chart (sheet, heading + sohoa_report_n_rows (table) + 2, 0, chart);
}

/* ---- the workbook ---- */

static gboolean
write_book (const SohoaReport *report, const char *path, GError **error)
{
  Book book = open_book (path);
  for (guint i = 0; i < report->tables->len; i++) {
    const SohoaReportTable *table = g_ptr_array_index (report->tables, i);
    lxw_worksheet *sheet = workbook_add_worksheet (book.book, table->id);
    guint heading = write_head (&book, sheet, report, table);
    write_table (&book, sheet, table, heading);
    sohoa_xlsx_shade (sheet, report, table, heading);
    if (i == 0)
      add_chart (&book, sheet, table, heading);
    worksheet_set_landscape (sheet);
    worksheet_fit_to_pages (sheet, 1, 0);
  }
  sohoa_xlsx_add_charts (book.book, report);
  lxw_error failed = workbook_close (book.book);
  if (failed == LXW_NO_ERROR)
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot make the workbook: %s", lxw_strerror (failed));
  return FALSE;
}

GBytes *
sohoa_print_xlsx (const SohoaReport *report, GError **error)
{
  int memory = memfd_create ("report.xlsx", MFD_CLOEXEC);
  if (memory < 0) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot make the workbook: %s", g_strerror (errno));
    return NULL;
  }
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", memory), *content = NULL;
  gsize size = 0;
  gboolean written = write_book (report, path, error);
  gboolean read = written && g_file_get_contents (path, &content, &size, NULL);
  close (memory);
  if (written && !read)
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot read the workbook that was just made");
  return read ? g_bytes_new_take (g_steal_pointer (&content), size) : NULL;
}
