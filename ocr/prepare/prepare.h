/* prepare.h - what every page needs before anybody looks for a form on it.
 *
 * The page itself is never rotated or binarized: this room says what it found out, and makes the small
 * working images that the others share.
 */
#ifndef SOHOA_PREPARE_H
#define SOHOA_PREPARE_H

#include "../page.h"

G_BEGIN_DECLS

typedef struct {
  Pix *gray;        /* 8 bpp, full size, as decoded; bilevel scans: specks and fold lines removed */
  double dpi;       /* of gray, mean of both axes */
  gboolean bilevel; /* the scan itself had only black and white */
  gboolean blank;   /* no ink that anybody put there: bleed-through, specks, holes and borders do not count */
  double ink;       /* share of dark pixels inside the page's margins, 0..1 */
} SohoaPrepared;

SohoaPrepared *sohoa_prepare (const SohoaPage *page, GError **error);
void sohoa_prepared_free (SohoaPrepared *prepared);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaPrepared, sohoa_prepared_free)

G_END_DECLS

#endif
