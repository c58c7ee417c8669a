/* strips.h - a page as the ink of narrow strips, from which its direction, skew and ink profiles follow.
 *
 * Summed once over strips a few millimetres wide, a page's row and column profiles at any small skew are sums
 * of shifted strips: no page is ever rotated.
 */
#ifndef SOHOA_STRIPS_H
#define SOHOA_STRIPS_H

#include "plane.h"

G_BEGIN_DECLS

/* Along one direction of the image: strips lie side by side, each holds the ink at every place along it. */
typedef struct {
  guint n;       /* strips */
  guint length;  /* places along a strip, pixels of the plane */
  double middle; /* place across the strips that shifts are counted from, in strips */
  guint32 *ink;  /* n * length, strip by strip */
} SohoaStrips;

typedef struct {
  SohoaStrips down;   /* upright strips: their sum is the row profile */
  SohoaStrips across; /* lying strips: their sum is the column profile */
  double step;        /* pixels of the original per pixel */
  double ink;         /* mean ink of a pixel, 0..255 */
} SohoaPageStrips;

/* One direction's reading of the lines that run across the strips. */
typedef struct {
  double skew_deg; /* clockwise turn of the lines */
  double energy;   /* how sharply lines and gaps alternate at that skew; comparable between both directions */
} SohoaSkew;

SohoaPageStrips *sohoa_page_strips_new (const SohoaPlane *plane);
void sohoa_page_strips_free (SohoaPageStrips *strips);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaPageStrips, sohoa_page_strips_free)

/* Skew within +-limit_deg of the lines across `strips`; for `across` they run down the page. */
SohoaSkew sohoa_strips_skew (const SohoaStrips *strips, gboolean lines_run_down, double limit_deg);
/* The ink along the strips, summed with the lines across them levelled; length values. */
void
sohoa_strips_profile (const SohoaStrips *strips, gboolean lines_run_down, double skew_deg, guint32 *profile);

G_END_DECLS

#endif
