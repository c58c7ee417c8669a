/* anchors.h - the pieces of a blank's print by which its place on a page is found. */
#ifndef SOHOA_ANCHORS_H
#define SOHOA_ANCHORS_H

#include <sohoa/template.h>

#include "correlation.h"
#include "plane.h"

G_BEGIN_DECLS

/* Blanks are rendered at SOHOA_ANCHOR_DPI; a coarse picture of half the size finds a piece, the fine one says
 * where exactly. */
enum {
  SOHOA_ANCHOR_DPI = 150,
  SOHOA_ANCHOR_WIDTH = SOHOA_PATCH_WIDTH_MAX, /* of the fine picture; 21.7 x 6.8 mm: a word or two */
  SOHOA_ANCHOR_HEIGHT = SOHOA_PATCH_HEIGHT_MAX,
  SOHOA_ANCHORS_MAX = 56,
};

typedef struct {
  SohoaPoint corner_mm; /* centre of the fine picture's first pixel */
  guint8 fine[SOHOA_ANCHOR_WIDTH * SOHOA_ANCHOR_HEIGHT];
  guint8 coarse[SOHOA_ANCHOR_WIDTH * SOHOA_ANCHOR_HEIGHT / 4];
} SohoaAnchor;

/* The middle of an anchor on the template, millimetres. */
static inline SohoaPoint
sohoa_anchor_middle (const SohoaAnchor *anchor)
{
  const double mm = 25.4 / SOHOA_ANCHOR_DPI;
  return (SohoaPoint){anchor->corner_mm.x + (SOHOA_ANCHOR_WIDTH - 1) / 2.0 * mm,
                      anchor->corner_mm.y + (SOHOA_ANCHOR_HEIGHT - 1) / 2.0 * mm};
}

/* Pieces of the page of a blank, drawn at SOHOA_ANCHOR_DPI, spread over it, away from where people write.
 * Returns a GArray of SohoaAnchor, maybe empty. */
GArray *sohoa_anchors_choose (const SohoaPlane *blank, const SohoaTemplate *template, guint page);

G_END_DECLS

#endif
