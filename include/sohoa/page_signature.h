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

/* Ink per cell, row by row: cols * rows bytes, 0 (paper) .. 255 (all ink). Layout: version, cols, rows,
 * cells. */
GBytes *sohoa_page_signature_new (guint cols, guint rows, const guint8 *cells);
/* TRUE when both are signatures of the same sheet. FALSE for NULL or malformed ones. Symmetric. */
gboolean sohoa_page_signature_same (GBytes *a, GBytes *b);

G_END_DECLS

#endif
