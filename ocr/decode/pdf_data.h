/* pdf_data.h - the stored data of a PDF image, decoded without a PDF library. Private to ocr/decode/.
 *
 * All give NULL (no error) unless the data are sound to the last byte: poppler then judges them. Pixels are
 * as stored: 1 bpp where 1 = black is the sample 0 of the PDF, 8 bpp gray, 32 bpp RGB.
 */
#ifndef SOHOA_DECODE_PDF_DATA_H
#define SOHOA_DECODE_PDF_DATA_H

#include "../page.h"

G_BEGIN_DECLS

typedef struct {
  guint width, height;
  guint bits;     /* of a sample: 1 or 8 */
  guint channels; /* 1 gray, 3 RGB, then 8 bits */
} SohoaPdfShape;

Pix *sohoa_pdf_data_from_flate (GBytes *data, const SohoaPdfShape *shape, gboolean png_predictors);
/* two_dimensional: K < 0; otherwise K = 0. */
Pix *sohoa_pdf_data_from_fax (GBytes *data, const SohoaPdfShape *shape, gboolean two_dimensional);

G_END_DECLS

#endif
