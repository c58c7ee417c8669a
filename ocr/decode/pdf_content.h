/* pdf_content.h - the content stream of a page that shows one image and nothing else. Private to ocr/decode/.
 *
 * Strict: whatever is not understood to the last byte is refused, and the page is then drawn.
 */
#ifndef SOHOA_DECODE_PDF_CONTENT_H
#define SOHOA_DECODE_PDF_CONTENT_H

#include <glib.h>

G_BEGIN_DECLS

/* (x, y) goes to (a x + c y + e, b x + d y + f). */
typedef struct {
  double a, b, c, d, e, f;
} SohoaPdfMatrix;

typedef struct {
  char name[64];         /* of the image, as a key of the resources: "/Im0" */
  SohoaPdfMatrix matrix; /* from the unit square, whose top edge is the image's first row, to the page */
} SohoaPdfContent;

/* FALSE unless the content places one object, once, changing nothing but matrices, and colours and pens that
 * no image uses. */
gboolean sohoa_pdf_content_parse (const char *text, gsize length, SohoaPdfContent *ret_content);

G_END_DECLS

#endif
