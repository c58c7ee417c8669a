/* prefill_pdf.h - a prefill on the blank of its form. */
#ifndef SOHOA_PREFILL_PDF_H
#define SOHOA_PREFILL_PDF_H

#include "../subjects/prefill.h"

G_BEGIN_DECLS

/* PDF bytes, made by a worker; code: the release. Offers whose text does not fit are withdrawn from the
 * prefill: they are not on the paper. */
GBytes *
sohoa_prefill_print (const SohoaFormSet *forms, SohoaPrefill *prefill, const char *code, GError **error);

G_END_DECLS

#endif
