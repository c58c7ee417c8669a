/* ink.h - whether anybody put anything on a page. */
#ifndef SOHOA_INK_H
#define SOHOA_INK_H

#include "../page.h"

G_BEGIN_DECLS

/* gray: 8 bpp. bits: the page as it was scanned (1 = ink) where that is bilevel, else NULL. *ret_ink: share
 * of dark pixels inside the margins, 0..1. *ret_blank: nothing on the page but what shows through from the
 * other side, specks, holes, folds and borders. FALSE when out of memory. */
gboolean sohoa_ink_measure (Pix *gray, Pix *bits, double dpi, double *ret_ink,
                            gboolean *ret_blank) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
