/* page_signature.h - a small fingerprint of what is on a page, to see that the feeder took a sheet twice.
 *
 * The worker computes it from the upright, straightened page (in template millimetres where the page was
 * located); worker and supervisor compare with the same function, so both decide alike. Two sheets that
 * differ in the writing of a single field must NOT be called the same: a lost page does more harm than one
 * read twice.
 */
#ifndef SOHOA_PAGE_SIGNATURE_H
#define SOHOA_PAGE_SIGNATURE_H

#include <glib.h>

G_BEGIN_DECLS

enum { SOHOA_SIGNATURE_CELLS_MAX = 1 << 20 };

/* cells: ink in each, row by row, 0 (paper) .. 255 (all ink); about half a millimetre wide. NULL when so much
 * is on the page that it takes more than SOHOA_SIGNATURE_MAX bytes; such a page may be tried with fewer
 * cells. */
GBytes *sohoa_page_signature_new (guint cols, guint rows, const guint8 *cells);
/* TRUE when both are signatures of the same sheet. FALSE for NULL or malformed ones.
 * Symmetric. */
gboolean sohoa_page_signature_same (GBytes *a, GBytes *b);

G_END_DECLS

#endif
