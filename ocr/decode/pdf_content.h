/* pdf_content.h - the content stream of a page that shows one image and nothing else. Private to ocr/decode/.
 *
 * Text in rendering mode 3, which recognizers lay over scans for searching, shows nothing. Strict: whatever
 * is not understood to the last byte is refused, and the page is then drawn.
 */
#ifndef SOHOA_DECODE_PDF_CONTENT_H
#define SOHOA_DECODE_PDF_CONTENT_H

#include <glib.h>

G_BEGIN_DECLS

/* (x, y) goes to (a x + c y + e, b x + d y + f). */
typedef struct {
  double a, b, c, d, e, f;
} SohoaPdfMatrix;

enum { SOHOA_PDF_NAME_SIZE = 64, SOHOA_PDF_FONTS_MAX = 8 };

typedef struct {
  char name[SOHOA_PDF_NAME_SIZE]; /* of the image, as a key of the resources: "/Im0" */
  SohoaPdfMatrix matrix; /* from the unit square, whose top edge is the image's first row, to the page */
  char fonts[SOHOA_PDF_FONTS_MAX][SOHOA_PDF_NAME_SIZE]; /* of the text: "/F1" */
  guint n_fonts;
} SohoaPdfContent;

/* FALSE unless the content places one object, once, changing nothing but matrices, and colours, pens and text
 * states that no image uses, and all its text is invisible (as long as no font is of Type 3, which has no
 * rendering modes). */
gboolean sohoa_pdf_content_parse (const char *text, gsize length, SohoaPdfContent *ret_content);

G_END_DECLS

#endif
