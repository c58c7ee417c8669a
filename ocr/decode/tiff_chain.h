/* tiff_chain.h - the chain of image file directories of a TIFF file: one directory, one page.
 *
 * Read from the bytes, not through libtiff, which stops counting at the first directory that it dislikes and
 * follows loops. Private to ocr/decode/.
 */
#ifndef SOHOA_DECODE_TIFF_CHAIN_H
#define SOHOA_DECODE_TIFF_CHAIN_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  GArray *offsets; /* of guint64, in page order; at least one. The last may lie outside of the file: a page
                      that is declared but lost */
  gboolean loops;  /* the last directory points back to an earlier one */
} SohoaTiffChain;

/* Whether the first bytes are those of a TIFF or BigTIFF file. */
gboolean sohoa_tiff_chain_probe (const guint8 *head, gsize length);
/* Refuses (SOHOA_ERROR_FORMAT, _EMPTY, _LIMIT) a file whose first directory cannot be there, and a chain of
 * more than SOHOA_PAGES_MAX. */
SohoaTiffChain *sohoa_tiff_chain_read (GBytes *bytes, GError **error);
void sohoa_tiff_chain_free (SohoaTiffChain *chain);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaTiffChain, sohoa_tiff_chain_free)

G_END_DECLS

#endif
