/* affine.h - flat maps of the plane, and the one that most of a set of point pairs agrees on. */
#ifndef SOHOA_AFFINE_H
#define SOHOA_AFFINE_H

#include <sohoa/transform.h>

G_BEGIN_DECLS

/* x' = a[0] x + a[1] y + a[2], y' = a[3] x + a[4] y + a[5]. */
typedef struct {
  double a[6];
} SohoaAffine;

/* A point of the template and where it was found on the page. */
typedef struct {
  SohoaPoint from, to;
  gboolean inlier; /* agrees with the fitted map */
} SohoaPair;

static inline SohoaPoint
sohoa_affine_map (const SohoaAffine *map, double x, double y)
{
  return (SohoaPoint){map->a[0] * x + map->a[1] * y + map->a[2], map->a[3] * x + map->a[4] * y + map->a[5]};
}

/* first, then second. */
SohoaAffine sohoa_affine_compose (const SohoaAffine *second, const SohoaAffine *first);
/* Lengths of the images of both unit vectors, their ratio kept apart from turns and shear. */
double sohoa_affine_scale_x (const SohoaAffine *map);
double sohoa_affine_scale_y (const SohoaAffine *map);
/* Departure of the axes' images from a right angle, degrees, >= 0; a mirror image gives 180. */
double sohoa_affine_shear_deg (const SohoaAffine *map);
/* Clockwise turn of the x axis's image, degrees, -180 .. 180 (y points down). */
double sohoa_affine_turn_deg (const SohoaAffine *map);

/* Least squares over the inliers. FALSE when they do not determine a map (fewer than 3, or on one line). */
gboolean sohoa_affine_fit (const SohoaPair *pairs, guint n, SohoaAffine *ret_map) G_GNUC_WARN_UNUSED_RESULT;
/* The map that the most pairs agree on within tolerance (units of `to`) and that keeps within the bounds of a
 * flat scan (nearly equal scales, nearly right angles, no mirror image); refitted over all of them, which are
 * marked. Returns their number, 0 when there is none. Deterministic. */
guint sohoa_affine_fit_most (SohoaPair *pairs, guint n, double tolerance, SohoaAffine *ret_map);
/* Root mean square distance of the inliers, in units of `to`. */
double sohoa_affine_rms (const SohoaAffine *map, const SohoaPair *pairs, guint n);

G_END_DECLS

#endif
