/* reduction.h - how much less a form asks for, thanks to what is already held.
 *
 * Achieved (store/reuse.h): reused / (reused + different + not offered) of the declared items on digitized
 * forms; what is unknown is left out and shown as lower coverage. The goal is passed when the lower end of
 * its 95 % interval reaches it. Potential: declared items whose element some other form or a card supplies /
 * declared items of the newest version; information only.
 */
#ifndef SOHOA_ANSWERS_REDUCTION_H
#define SOHOA_ANSWERS_REDUCTION_H

#include <sohoa/form.h>

#include "../store/archive.h"
#include "period.h"
#include "report.h"

G_BEGIN_DECLS

typedef struct {
  SohoaPeriod period; /* of receipt */
  const char *form;   /* its elements one by one; NULL: all forms */
  /* Of one form: what it would ask for without some items (fields or elements, apart by commas), or as a
   * draft has it (a form.json); NULL: not asked. Or the fewest items to change. */
  const char *drop, *draft;
  gboolean suggest;
} SohoaReduction;

/* With drop, draft and suggest: SOHOA_ERROR_USAGE or SOHOA_ERROR_FORM when they make no sense. forms must
 * outlive the report. SOHOA_ERROR_NOT_FOUND for a form that is none, or when nothing is digitized.
 */
SohoaReport *sohoa_reduction_report (SohoaArchive *archive, const SohoaFormSet *forms,
                                     const SohoaReduction *what, GError **error);
/* Which elements are asked by which forms, how often. forms must outlive the report. */
SohoaReport *sohoa_reduction_matrix (const SohoaFormSet *forms, GError **error);

G_END_DECLS

#endif
