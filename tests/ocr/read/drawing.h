/* drawing.h - a small form and filled copies of it, drawn for the tests of this room. */
#ifndef TESTS_READ_DRAWING_H
#define TESTS_READ_DRAWING_H

#include "../../../ocr/read/read.h"

/* Something somebody put on the form: text at a base line, or a stroke. Millimetres. */
typedef struct {
  const char *text;    /* NULL: a stroke from (x, y) to (x2, y2) */
  double x, y, x2, y2; /* y2 of a text: the size of its letters; 0: 4.2 */
} Ink;

/* The form: zones of every kind, see drawing.c. */
SohoaTemplate *draw_template (void);
/* The blank with the ink on it, as a scanner sees it. */
SohoaPage *
draw_page (const SohoaTemplate *template, const Ink *ink, gsize n_ink, double dpi, gboolean bilevel);
/* From template millimetres to the pixels of such a page. */
SohoaTransform *page_transform (double dpi);

#endif
