/* raster.h - the pixels of a page while they are decoded: capped, filled row by row, turned upright.
 *
 * Private to ocr/decode/. Every raster is a Pix of 1, 8 or 32 bpp without a colour map. Codecs deliver bytes
 * in reading order; Leptonica keeps 32-bit words whose top bits are the leftmost pixels: order_row makes one
 * of the other.
 */
#ifndef SOHOA_DECODE_RASTER_H
#define SOHOA_DECODE_RASTER_H

#include "../page.h"

G_BEGIN_DECLS

/* Refuses (SOHOA_ERROR_FORMAT, SOHOA_ERROR_LIMIT) what no honest scan has, before anything is allocated. */
gboolean sohoa_raster_check_size (guint64 width, guint64 height, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Checks the size; the pixels are not set. */
Pix *sohoa_raster_new (guint64 width, guint64 height, int depth, GError **error);
/* The row as bytes for a codec to write to: at least (width * depth + 7) / 8, rounded up to 4. */
guint8 *sohoa_raster_row (Pix *pix, guint row);
void sohoa_raster_order_row (Pix *pix, guint row);
void sohoa_raster_invert_row (Pix *pix, guint row);
/* White rows in the place of lost ones. */
void sohoa_raster_blank_rows (Pix *pix, guint first, guint count);

/* Takes pix and gives it back as a viewer shows it. orientation: 1 .. 8 as in TIFF and EXIF (others: as 1).
 * NULL when out of memory. */
Pix *sohoa_raster_orient (Pix *pix, int orientation);
/* Whether orientation swaps width and height. */
gboolean sohoa_orientation_transposes (int orientation);
/* Takes pix and gives back the smallest depth that shows the same: colour without colour becomes gray, gray
 * of black and white only becomes 1 bpp. NULL when out of memory. */
Pix *sohoa_raster_simplify (Pix *pix);

/* The error of a page that does not fit into memory. */
void sohoa_raster_set_memory_error (GError **error);

G_END_DECLS

#endif
