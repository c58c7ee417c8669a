/* quality.h - how well papers are read: fields by state, what persons' words say of them, whether the
 * probabilities hold, and the worst forms and fields.
 */
#ifndef SOHOA_ANSWERS_QUALITY_H
#define SOHOA_ANSWERS_QUALITY_H

#include <sohoa/form.h>

#include "../store/archive.h"
#include "period.h"
#include "report.h"

G_BEGIN_DECLS

typedef struct {
  SohoaPeriod period; /* of receipt */
  const char *form;   /* NULL: all forms */
  const char *truth;  /* CSV: what stands on papers, for the outcomes (truth.h); NULL: what persons said */
} SohoaQuality;

/* forms: to tell a form that was never read from one that is none. SOHOA_ERROR_NOT_FOUND for either. */
SohoaReport *sohoa_quality_report (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaQuality *what,
                                   GError **error);

G_END_DECLS

#endif
