/* jpeg.h - JPEG data that stand in another container. Private to ocr/decode/. */
#ifndef SOHOA_DECODE_JPEG_H
#define SOHOA_DECODE_JPEG_H

#include "../page.h"

G_BEGIN_DECLS

/* The pixels as stored: no EXIF turns them. NULL (no error) unless the data are sound. ret_channels: of what
 * is stored, 1 gray, 3 colour, 4 CMYK. */
Pix *sohoa_jpeg_pixels (GBytes *bytes, guint *ret_channels);

G_END_DECLS

#endif
