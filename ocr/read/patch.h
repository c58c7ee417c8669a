/* patch.h - a rectangle of the paper, lifted off the scan and laid straight. Private to ocr/read/.
 *
 * A patch lies on the pixel grid of the blank rendered at SOHOA_READ_DPI, so scan and blank can be compared
 * pixel by pixel. Stages change it in place: sampled, flattened, cleaned of the template's print.
 */
#ifndef SOHOA_READ_PATCH_H
#define SOHOA_READ_PATCH_H

#include "read.h"

G_BEGIN_DECLS

typedef struct {
  Pix *gray;        /* 8 bpp, dark on light; after flattening 255 = paper, 0 = full ink */
  Pix *ink;         /* 1 bpp: where something is written; NULL before flattening */
  Pix *print;       /* 1 bpp: what the blank prints here, moved onto the scan by cleaning */
  int x0, y0;       /* of the patch's top left pixel on the blank's grid */
  gboolean bilevel; /* the scan has no gray to speak of */
  double foreign;   /* share of the selected ink in strokes that come from beyond the patch, 0..1 */
  gboolean dotted;  /* cleaning took printed dots out from under the writing */
  guint flags;      /* SohoaReadingFlags gathered on the way */
} SohoaPatch;

/* Samples rect, widened by margin_mm on each side (left, top, right, bottom), through the context's map.
 * Paper beyond the page is white. Saturated red is stamp ink and is taken off colour scans. */
typedef struct {
  double left, top, right, bottom;
} SohoaMargin;
SohoaPatch *sohoa_patch_new (const SohoaReadContext *context, const SohoaRect *rect_mm,
                             const SohoaMargin *margin_mm, GError **error);
void sohoa_patch_free (SohoaPatch *patch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaPatch, sohoa_patch_free)

/* A rectangle in the patch's pixels, not clipped to it; and the length of millimetres in pixels. */
Box *sohoa_patch_box (const SohoaPatch *patch, const SohoaRect *rect_mm);
static inline double
sohoa_read_px (double mm)
{
  return mm * SOHOA_READ_DPI / 25.4;
}

/* flatten.c: paper to 255 and ink to 0, whatever the light and the pen; sets ink. */
void sohoa_patch_flatten (SohoaPatch *patch);

/* clean.c: takes the blank's print out of ink and gray, except where writing crosses it. */
void sohoa_patch_clean (SohoaPatch *patch);

G_END_DECLS

#endif
