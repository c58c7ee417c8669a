/* surface.c - a smooth map of the plane through point pairs: bent paper as flat maps cannot have it.
 *
 * A thin-plate smoothing spline (Duchon, 1977; Wahba, 1990) for each coordinate: the least bent surface that
 * comes near the pairs. What the surface through all others says of a pair follows from the inverse of the
 * one system (w_i / B_ii, Wahba section 4.2): whoever has no neighbours to vouch for it is not believed.
 */
#include "surface.h"

#include <math.h>

enum { ORDER_MAX = SOHOA_SURFACE_KNOTS_MAX + 3, INLIERS_MIN = 6, ROUNDS = 8 };

static const double KNOT_MM = 100; /* keeps the system's numbers near 1 */
static const double STIFFNESS =
  0.004;                          /* against noise of a fraction of a pixel; 0 passes through all pairs */
static const double SLOPE_MM = 8; /* over which a slope is taken */

static double
kernel (SohoaPoint a, SohoaPoint b)
{
  double squared = (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
  return squared > 0 ? squared * log (squared) / 2 : 0;
}

/* Gauss and Jordan, with pivots; in place, order x order of rows ORDER_MAX long. FALSE when singular. */
static gboolean
invert (double (*m)[2 * ORDER_MAX], guint order)
{
  for (guint c = 0; c < order; c++) {
    guint pivot = c;
    for (guint r = c + 1; r < order; r++)
      if (fabs (m[r][c]) > fabs (m[pivot][c]))
        pivot = r;
    if (fabs (m[pivot][c]) < 1e-9)
      return FALSE;
    for (guint k = 0; k < 2 * order; k++) {
      double swapped = m[c][k];
      m[c][k] = m[pivot][k];
      m[pivot][k] = swapped;
    }
    double scale = 1 / m[c][c];
    for (guint k = c; k < 2 * order; k++)
      m[c][k] *= scale;
    for (guint r = 0; r < order; r++) {
      double factor = r == c ? 0 : m[r][c];
      for (guint k = c; factor != 0 && k < 2 * order; k++)
        m[r][k] -= factor * m[c][k];
    }
  }
  return TRUE;
}

/* Row by row: the kernel, stiffness on the diagonal, and 1, x, y to the side and below; the unit matrix
 * beside it. */
static void
set_system (double (*m)[2 * ORDER_MAX], const SohoaPoint *knot, guint n)
{
  guint order = n + 3;
  for (guint r = 0; r < order; r++)
    for (guint c = 0; c < 2 * order; c++)
      m[r][c] = c == order + r;
  for (guint r = 0; r < n; r++) {
    const double plane[3] = {1, knot[r].x, knot[r].y};
    for (guint c = 0; c < n; c++)
      m[r][c] = kernel (knot[r], knot[c]) + (r == c ? STIFFNESS : 0);
    for (guint k = 0; k < 3; k++)
      m[r][n + k] = m[n + k][r] = plane[k];
  }
}

/* Through the inliers. ret_apart: how far each inlier lies from the surface through the others. */
static gboolean
fit (const SohoaPair *pairs, guint n, SohoaSurface *surface, double *ret_apart)
{
  g_autofree double (*m)[2 * ORDER_MAX] = g_malloc (sizeof (double[ORDER_MAX][2 * ORDER_MAX]));
  SohoaPoint to[SOHOA_SURFACE_KNOTS_MAX];
  surface->n = 0;
  for (guint i = 0; i < n && surface->n < SOHOA_SURFACE_KNOTS_MAX; i++)
    if (pairs[i].inlier) {
      surface->knot[surface->n] = (SohoaPoint){pairs[i].from.x / KNOT_MM, pairs[i].from.y / KNOT_MM};
      to[surface->n++] = pairs[i].to;
    }
  guint order = surface->n + 3;
  set_system (m, surface->knot, surface->n);
  if (surface->n < INLIERS_MIN || !invert (m, order))
    return FALSE;
  for (guint r = 0; r < order; r++) {
    SohoaPoint weight = {0, 0};
    for (guint c = 0; c < surface->n; c++)
      weight.x += m[r][order + c] * to[c].x, weight.y += m[r][order + c] * to[c].y;
    surface->weight[r] = weight;
    if (r < surface->n)
      ret_apart[r] = hypot (weight.x, weight.y) / MAX (fabs (m[r][order + r]), 1e-12);
  }
  return TRUE;
}

SohoaPoint
sohoa_surface_map (const SohoaSurface *surface, double x_mm, double y_mm)
{
  SohoaPoint at = {x_mm / KNOT_MM, y_mm / KNOT_MM};
  const SohoaPoint *plane = surface->weight + surface->n;
  SohoaPoint point = {plane[0].x + plane[1].x * at.x + plane[2].x * at.y,
                      plane[0].y + plane[1].y * at.x + plane[2].y * at.y};
  for (guint i = 0; i < surface->n; i++) {
    double k = kernel (at, surface->knot[i]);
    point.x += k * surface->weight[i].x, point.y += k * surface->weight[i].y;
  }
  return point;
}

SohoaAffine
sohoa_surface_affine_at (const SohoaSurface *surface, double x_mm, double y_mm)
{
  SohoaPoint left = sohoa_surface_map (surface, x_mm - SLOPE_MM, y_mm),
             right = sohoa_surface_map (surface, x_mm + SLOPE_MM, y_mm),
             above = sohoa_surface_map (surface, x_mm, y_mm - SLOPE_MM),
             below = sohoa_surface_map (surface, x_mm, y_mm + SLOPE_MM),
             here = sohoa_surface_map (surface, x_mm, y_mm);
  SohoaAffine map = {{(right.x - left.x) / (2 * SLOPE_MM), (below.x - above.x) / (2 * SLOPE_MM), 0,
                      (right.y - left.y) / (2 * SLOPE_MM), (below.y - above.y) / (2 * SLOPE_MM), 0}};
  SohoaPoint origin = sohoa_affine_map (&map, x_mm, y_mm);
  map.a[2] = here.x - origin.x;
  map.a[5] = here.y - origin.y;
  return map;
}

static double
distance (const SohoaSurface *surface, const SohoaPair *pair)
{
  SohoaPoint p = sohoa_surface_map (surface, pair->from.x, pair->from.y);
  return hypot (p.x - pair->to.x, p.y - pair->to.y);
}

/* Drops the inliers that the others do not vouch for, the worst first as it may have pulled at its
 * neighbours; takes in whom the surface comes near. Returns whether anything changed. */
static gboolean
revise (SohoaPair *pairs, guint n, const SohoaSurface *surface, const double *apart, double tolerance)
{
  double worst = tolerance;
  for (guint i = 0; i < surface->n; i++)
    worst = MAX (worst, apart[i]);
  gboolean changed = FALSE;
  for (guint i = 0, knot = 0; i < n; i++) {
    gboolean keep = pairs[i].inlier ? apart[knot++] <= MAX (tolerance, worst / 2)
                                    : distance (surface, &pairs[i]) <= tolerance;
    changed |= keep != pairs[i].inlier;
    pairs[i].inlier = keep;
  }
  return changed || worst > tolerance;
}

guint
sohoa_surface_fit_most (SohoaPair *pairs, guint n, double tolerance, SohoaSurface *ret_surface)
{
  SohoaSurface surface;
  double apart[SOHOA_SURFACE_KNOTS_MAX];
  n = MIN (n, SOHOA_SURFACE_KNOTS_MAX);
  gboolean again = TRUE;
  for (guint round = 0; again && round < ROUNDS; round++) {
    if (!fit (pairs, n, &surface, apart))
      return 0;
    again = revise (pairs, n, &surface, apart, tolerance);
  }
  /* Whatever the last round changed or left: only vouched for pairs count. */
  if (!fit (pairs, n, &surface, apart))
    return 0;
  guint inliers = 0;
  for (guint i = 0, knot = 0; i < n; i++) {
    pairs[i].inlier = pairs[i].inlier && apart[knot++] <= tolerance;
    inliers += pairs[i].inlier;
  }
  if (inliers < INLIERS_MIN || !fit (pairs, n, &surface, apart))
    return 0;
  *ret_surface = surface;
  return inliers;
}

double
sohoa_surface_rms (const SohoaSurface *surface, const SohoaPair *pairs, guint n)
{
  double sum = 0;
  guint inliers = 0;
  for (guint i = 0; i < n; i++)
    if (pairs[i].inlier) {
      double d = distance (surface, &pairs[i]);
      sum += d * d;
      inliers++;
    }
  return inliers ? sqrt (sum / inliers) : 0;
}
