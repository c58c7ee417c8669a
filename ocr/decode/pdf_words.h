/* pdf_words.h - the words that a PDF page carries as text. Private to ocr/decode/. */
#ifndef SOHOA_DECODE_PDF_WORDS_H
#define SOHOA_DECODE_PDF_WORDS_H

#include "../page.h"

#include <poppler.h>

G_BEGIN_DECLS

/* All words in reading order, visible or not; boxes in points from the top left corner. Of SohoaWord. */
GPtrArray *sohoa_pdf_words (PopplerPage *page);
void sohoa_pdf_words_scale (GPtrArray *words, double factor);
/* Removes the words that the page may not show: without ink inside of their box, on an image, or on top of
 * each other. image_areas: of PopplerRectangle. gray: the page, 8 bpp, drawn at scale pixels a point. */
void sohoa_pdf_words_keep_visible (GPtrArray *words, const GArray *image_areas, Pix *gray, double scale);

G_END_DECLS

#endif
