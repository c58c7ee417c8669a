/* export.h - handing data on. The formats are a contract with other tools: they only grow (docs, "Export").
 *
 * The same archive content gives the same bytes: order of receipt, then code; pages in order; fields in form
 * order; fixed numbers of decimals; no times, no ids.
 */
#ifndef SOHOA_EXPORT_H
#define SOHOA_EXPORT_H

#include <gio/gio.h>

#include <sohoa/form.h>

#include "../store/archive.h"

G_BEGIN_DECLS

typedef struct SohoaExport {
  const char *what;   /* "fields", "dossiers", "facts", "trust" */
  const char *format; /* "jsonl", "csv" */
  const char *description;
  /* forms: those that the archive was read with. */
  gboolean (*write) (SohoaArchive *archive, const SohoaFormSet *forms, GOutputStream *out, GError **error);
} SohoaExport;

/* All exports, ended by one with what NULL; borrowed. */
const SohoaExport *sohoa_exports (void);
/* NULL when there is no such one. */
const SohoaExport *sohoa_export_lookup (const char *what, const char *format);

G_END_DECLS

#endif
