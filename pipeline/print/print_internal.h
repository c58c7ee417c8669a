/* print_internal.h - what printers share. Private to this room. */
#ifndef SOHOA_PRINT_INTERNAL_H
#define SOHOA_PRINT_INTERNAL_H

#include "print.h"

G_BEGIN_DECLS

GBytes *sohoa_print_text (const SohoaReport *report, GError **error);
GBytes *sohoa_print_csv (const SohoaReport *report, GError **error);
GBytes *sohoa_print_json (const SohoaReport *report, GError **error);
GBytes *sohoa_print_html (const SohoaReport *report, GError **error);
GBytes *sohoa_print_xlsx (const SohoaReport *report, GError **error);

/* A number as a column shows it: whole, or with two decimals, a point before them whatever the locale. Caller
 * frees. */
char *sohoa_print_number (SohoaCellKind kind, double number);

G_END_DECLS

#endif
