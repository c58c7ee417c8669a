/* evidence.h - pictures that show a person what the machine found, drawn with cairo. */
#ifndef SOHOA_EVIDENCE_H
#define SOHOA_EVIDENCE_H

#include <sohoa/page_result.h>
#include <sohoa/template.h>

#include "../page.h"

G_BEGIN_DECLS

/* The page at about dpi, turned upright, with the template page's outline, each zone (coloured by confidence)
 * and the value read above it; codes, kind and heading for pages that are no form. PNG bytes. template may be
 * NULL. */
GBytes *sohoa_evidence_page (const SohoaPage *page, const SohoaPageResult *result,
                             const SohoaTemplate *template, double dpi, GError **error);
/* A blank's page with its zones, parts and field ids. blank: 8 bpp at dpi. PNG bytes. */
GBytes *
sohoa_evidence_blank (Pix *blank, const SohoaTemplate *template, guint form_page, double dpi, GError **error);
/* The place of one value (quad: pixels as decoded) with some millimetres around it, upright; never larger
 * than scanned. PNG bytes. SOHOA_ERROR_LIMIT when it does not lie on the page. */
GBytes *sohoa_evidence_crop (const SohoaPage *page, const SohoaQuad *quad, guint rotation, double dpi,
                             GError **error);

G_END_DECLS

#endif
