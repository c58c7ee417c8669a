/* tiff_fax.h - group 3 rows in which every pixel differs from the one before. Private to ocr/decode/.
 *
 * libtiff 4.5.0 has room for as many runs of one row as it has pixels (in one dimension; rounded up to 32). A
 * row of alternating pixels has one more, an empty run of white at its start, and is refused although it is
 * sound: dithered pictures are full of such. In an image that is declared wider there is room.
 */
#ifndef SOHOA_DECODE_TIFF_FAX_H
#define SOHOA_DECODE_TIFF_FAX_H

#include "../page.h"
#include "tiff_handle.h"

G_BEGIN_DECLS

/* Whether libtiff refused a row of the directory for having too many runs, and reading it wider can help:
 * data of one dimension whose rows have marks at their ends. */
gboolean sohoa_tiff_fax_has_busy_rows (const SohoaTiffHandle *handle, guint16 compression);
/* Reads the rows of the directory once more, into pix; invert: 1 is white. Gives how many rows are lost. */
guint sohoa_tiff_fax_read_wider (SohoaTiffHandle *handle, Pix *pix, gboolean invert);

G_END_DECLS

#endif
