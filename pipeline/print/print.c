/* print.c - the table of formats; see print.h. */
#include "print_internal.h"

#include <string.h>

static const SohoaPrinter table[] = {
  {"text", "for reading, at most 100 columns wide where that is possible", FALSE, sohoa_print_text},
  {"csv", "the last table, for spreadsheets and programs", FALSE, sohoa_print_csv},
  {"json", "everything, for programs", FALSE, sohoa_print_json},
  {"html", "one page to look at and to print, Vietnamese and English", FALSE, sohoa_print_html},
  {"xlsx", "a workbook: a sheet a table, with a chart", TRUE, sohoa_print_xlsx},
  {NULL, NULL, FALSE, NULL},
};

const SohoaPrinter *
sohoa_printers (void)
{
  return table;
}

const SohoaPrinter *
sohoa_printer_lookup (const char *format)
{
  for (const SohoaPrinter *printer = table; printer->format != NULL; printer++)
    if (g_strcmp0 (printer->format, format) == 0)
      return printer;
  return NULL;
}

char *
sohoa_print_number (SohoaCellKind kind, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd (text, sizeof text, kind == SOHOA_CELLS_COUNT ? "%.0f" : "%.2f", number);
  gboolean minus_zero = *text == '-' && strspn (text, "-0.") == strlen (text);
  return g_strdup (minus_zero ? text + 1 : text);
}
