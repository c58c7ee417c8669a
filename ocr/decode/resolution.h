/* resolution.h - pixels per inch that can be believed. Private to ocr/decode/. */
#ifndef SOHOA_DECODE_RESOLUTION_H
#define SOHOA_DECODE_RESOLUTION_H

#include "../page.h"

G_BEGIN_DECLS

/* Keeps the page's resolution when it makes a plausible sheet of paper. Else takes it from the pixels, as if
 * the page were A4, sets dpi_inferred and adds the warning "no-resolution". */
void sohoa_resolution_settle (SohoaPage *page);

G_END_DECLS

#endif
