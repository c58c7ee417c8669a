/* bilevel.h - cleaning of scans that have only black and white. */
#ifndef SOHOA_BILEVEL_H
#define SOHOA_BILEVEL_H

#include "../page.h"

G_BEGIN_DECLS

/* The page as 1 bpp (1 = black) when it has no grays: it is 1 bpp, or 8 bpp with two values at most. The
 * caller destroys it. NULL for everything else. */
Pix *sohoa_bilevel_from_page (Pix *pix);
/* A copy without specks, pinholes and lines of folds; dots of letters, leaders and thin strokes stay. bits:
 * 1 bpp. NULL when out of memory. */
Pix *sohoa_bilevel_clean (Pix *bits, double dpi);

G_END_DECLS

#endif
