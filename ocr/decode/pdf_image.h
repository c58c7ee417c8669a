/* pdf_image.h - the scanned image that a PDF page consists of. Private to ocr/decode/. */
#ifndef SOHOA_DECODE_PDF_IMAGE_H
#define SOHOA_DECODE_PDF_IMAGE_H

#include "../page.h"

#include <poppler.h>

G_BEGIN_DECLS

/* The page as its one image, at the image's own resolution and turned as the page shows it. NULL (no error)
 * when the page is anything else: it must then be drawn. */
SohoaPage *sohoa_pdf_image_page (PopplerPage *page);
/* Where images lie on the page, in points from the top left corner; of PopplerRectangle. */
GArray *sohoa_pdf_image_areas (PopplerPage *page);

G_END_DECLS

#endif
