/* grain.h - clouds of specks. Private to ocr/read/. */
#ifndef SOHOA_READ_GRAIN_H
#define SOHOA_READ_GRAIN_H

#include "patch.h"

G_BEGIN_DECLS

/* Takes clouds of specks out of ink (1 bpp): what a bilevel scanner makes of gray, such as print that shines
 * through from the back, a shadow, a fold. Returns how many specks went; with many of them, the dots and
 * accents of letters among them may have gone, too. */
guint sohoa_grain_erase (Pix *ink);

G_END_DECLS

#endif
