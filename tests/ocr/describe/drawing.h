/* drawing.h - pages that the tests of this room draw for themselves. */
#ifndef TESTS_DESCRIBE_DRAWING_H
#define TESTS_DESCRIBE_DRAWING_H

#include "../../../ocr/describe/describe.h"

/* White, 8 bpp. */
Pix *draw_paper (int width, int height);
/* A QR code of the bytes, its modules so many pixels wide; its top left at (x, y). Returns its side in
 * pixels. */
int draw_qr (Pix *pix, const char *data, size_t length, int x, int y, int module);
/* Code 128 B of the ASCII text. Returns its width in pixels. */
int draw_code128 (Pix *pix, const char *text, int x, int y, int module, int height);
/* A line of small print at (x, y), letters about 20 pixels high. */
void draw_text (Pix *pix, const char *text, int x, int y);
/* What prepare would say of the page; takes over pix, which dies with sohoa_prepared_free(). */
SohoaPrepared *prepared_page (Pix *pix, double dpi);

#endif
