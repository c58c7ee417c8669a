/* page.h - what was just read on a page: normalized, and weighed by itself. */
#ifndef SOHOA_TRUST_PAGE_H
#define SOHOA_TRUST_PAGE_H

#include <sohoa/page_result.h>

#include "weigh.h"

G_BEGIN_DECLS

typedef struct {
  GPtrArray *values; /* of SohoaValue, one a reading */
  GPtrArray *cases;  /* of SohoaTrustCase, one a reading */
} SohoaWeighedPage;

/* form: holds every field that the result has a reading of; NULL when it has none. recognizer:
 * sohoa_ocr_recognizer_id() of the worker that read it. form and result must outlive it. */
SohoaWeighedPage *
sohoa_trust_page (const SohoaForm *form, const char *recognizer, const SohoaPageResult *result);
void sohoa_weighed_page_free (SohoaWeighedPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaWeighedPage, sohoa_weighed_page_free)

G_END_DECLS

#endif
