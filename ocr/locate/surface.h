/* surface.h - a smooth map of the plane through point pairs: bent paper as flat maps cannot have it. */
#ifndef SOHOA_SURFACE_H
#define SOHOA_SURFACE_H

#include "affine.h"

G_BEGIN_DECLS

enum { SOHOA_SURFACE_KNOTS_MAX = 64 };

/* A plain value: copied like one. */
typedef struct {
  guint n;                                        /* knots; 0: not set */
  SohoaPoint knot[SOHOA_SURFACE_KNOTS_MAX];       /* in units of KNOT_MM, see surface.c */
  SohoaPoint weight[SOHOA_SURFACE_KNOTS_MAX + 3]; /* of the knots, then of 1, x, y */
} SohoaSurface;

/* Through the inliers among the pairs, at most SOHOA_SURFACE_KNOTS_MAX of them, `from` in millimetres. A pair
 * is an inlier afterwards when the surface through the OTHERS comes within tolerance (units of `to`) of it;
 * pairs that were none join when they do. Returns their number, 0 when too few agree. */
guint sohoa_surface_fit_most (SohoaPair *pairs, guint n, double tolerance, SohoaSurface *ret_surface);
SohoaPoint sohoa_surface_map (const SohoaSurface *surface, double x_mm, double y_mm);
/* The flat map that is nearest to the surface around a point. */
SohoaAffine sohoa_surface_affine_at (const SohoaSurface *surface, double x_mm, double y_mm);
/* Root mean square distance of the inliers, in units of `to`. */
double sohoa_surface_rms (const SohoaSurface *surface, const SohoaPair *pairs, guint n);

G_END_DECLS

#endif
