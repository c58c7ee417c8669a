/* digitization.h - how much of what was received is digitized: every rate under its own name, by unit (with
 * its children), procedure, month of receipt and channel, against its target.
 *
 * Definitions: store/rate.h and the views of the database; docs/reports.md.
 */
#ifndef SOHOA_ANSWERS_DIGITIZATION_H
#define SOHOA_ANSWERS_DIGITIZATION_H

#include "../store/rate.h"
#include "period.h"
#include "report.h"

G_BEGIN_DECLS

typedef enum {
  SOHOA_BY_UNIT = 1 << 0,
  SOHOA_BY_PROCEDURE = 1 << 1,
  SOHOA_BY_MONTH = 1 << 2,
  SOHOA_BY_CHANNEL = 1 << 3,
} SohoaBy;

typedef struct {
  guint by; /* SohoaBy; 0: the total alone */
  SohoaPeriod period;
  const char *unit, *procedure, *channel; /* only these; NULL: all */
} SohoaDigitization;

/* "unit,month"; SOHOA_ERROR_USAGE. */
gboolean sohoa_by_parse (const char *text, guint *ret_by, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* NULL when there is nothing to report on (SOHOA_ERROR_NOT_FOUND), or a target is wrong
 * (SOHOA_ERROR_ARCHIVE). */
SohoaReport *sohoa_digitization_report (SohoaArchive *archive, const SohoaDigitization *what, GError **error);
/* The dossiers behind one rate. rate: "scanned", "4.2" ...; SOHOA_ERROR_USAGE for another word. */
SohoaReport *sohoa_digitization_explain (SohoaArchive *archive, const char *rate,
                                         const SohoaDigitization *what, GError **error);

G_END_DECLS

#endif
