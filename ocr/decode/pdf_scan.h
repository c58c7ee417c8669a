/* pdf_scan.h - pages that are one scanned image, proven by the structure of the file. Private to ocr/decode/.
 *
 * The fast way: nothing is drawn, the image is decoded once. It knows only the plainest pages, of files that
 * qpdf finds nothing wrong with; all others are poppler's.
 */
#ifndef SOHOA_DECODE_PDF_SCAN_H
#define SOHOA_DECODE_PDF_SCAN_H

#include "../page.h"

G_BEGIN_DECLS

typedef struct SohoaPdfScan SohoaPdfScan; /* the whole document */

/* Keeps a reference to bytes. NULL (no error) when the document is encrypted, counts other than n_pages
 * pages, or gives qpdf any reason to complain. */
SohoaPdfScan *sohoa_pdf_scan_open (GBytes *bytes, guint n_pages);
/* A page, 1-based, as sohoa_pdf_image_page() gives it. NULL (no error): it must go the slow way. */
SohoaPage *sohoa_pdf_scan_page (SohoaPdfScan *scan, guint number);
void sohoa_pdf_scan_close (SohoaPdfScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaPdfScan, sohoa_pdf_scan_close)

G_END_DECLS

#endif
