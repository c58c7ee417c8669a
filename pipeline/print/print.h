/* print.h - how a report looks: one row a format in print.c, one file each.
 *
 * A printer knows reports (answers/report.h), not what they are about: each report is written once and looks
 * right in every format. The same report gives the same bytes.
 */
#ifndef SOHOA_PRINT_H
#define SOHOA_PRINT_H

#include <sohoa/error.h>

#include "../answers/report.h"

G_BEGIN_DECLS

typedef struct {
  const char *format; /* "text" */
  const char *description;
  gboolean binary; /* for a file only */
  /* NULL: it cannot be made (error). */
  GBytes *(*print) (const SohoaReport *report, GError **error);
} SohoaPrinter;

/* All formats, the default first, ended by one with format NULL; borrowed. */
const SohoaPrinter *sohoa_printers (void);
/* NULL when there is no such format. */
const SohoaPrinter *sohoa_printer_lookup (const char *format);

G_END_DECLS

#endif
