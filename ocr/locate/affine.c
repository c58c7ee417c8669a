/* affine.c - flat maps of the plane, and the one that most of a set of point pairs agrees on.
 *
 * Random sample consensus (Fischler and Bolles, 1981) with three pairs a sample. Samples come from a
 * generator with a fixed seed: the same pairs give the same map on every run and every machine.
 */
#include "affine.h"

#include <math.h>

/* At 30 % right pairs, 400 samples miss an all-right one with a chance of 2e-5. */
enum { SAMPLES = 400, REFITS = 4, PAIRS_MIN = 4 };

/* A sheet on glass or through a feeder: its axes stay square and of one scale but for motor slip. */
static const double ANISOTROPY_MAX = 0.04;
static const double SHEAR_MAX_DEG = 2.0;

SohoaAffine
sohoa_affine_compose (const SohoaAffine *second, const SohoaAffine *first)
{
  const double *s = second->a, *f = first->a;
  return (SohoaAffine){{s[0] * f[0] + s[1] * f[3], s[0] * f[1] + s[1] * f[4],
                        s[0] * f[2] + s[1] * f[5] + s[2], s[3] * f[0] + s[4] * f[3],
                        s[3] * f[1] + s[4] * f[4], s[3] * f[2] + s[4] * f[5] + s[5]}};
}

double
sohoa_affine_scale_x (const SohoaAffine *map)
{
  return hypot (map->a[0], map->a[3]);
}

double
sohoa_affine_scale_y (const SohoaAffine *map)
{
  return hypot (map->a[1], map->a[4]);
}

double
sohoa_affine_shear_deg (const SohoaAffine *map)
{
  double sine = (map->a[0] * map->a[4] - map->a[1] * map->a[3]);
  double cosine = map->a[0] * map->a[1] + map->a[3] * map->a[4];
  return sine <= 0 ? 180 : fabs (90 - atan2 (sine, cosine) * 180 / G_PI);
}

double
sohoa_affine_turn_deg (const SohoaAffine *map)
{
  return atan2 (map->a[3], map->a[0]) * 180 / G_PI;
}

static gboolean
affine_is_flat (const SohoaAffine *map)
{
  double x = sohoa_affine_scale_x (map), y = sohoa_affine_scale_y (map);
  return fabs (x - y) <= ANISOTROPY_MAX * MAX (x, y) && sohoa_affine_shear_deg (map) <= SHEAR_MAX_DEG;
}

gboolean
sohoa_affine_fit (const SohoaPair *pairs, guint n, SohoaAffine *ret_map)
{
  double count = 0, mx = 0, my = 0, mu = 0, mv = 0;
  for (guint i = 0; i < n; i++)
    if (pairs[i].inlier) {
      count++, mx += pairs[i].from.x, my += pairs[i].from.y;
      mu += pairs[i].to.x, mv += pairs[i].to.y;
    }
  if (count < 3)
    return FALSE;
  mx /= count, my /= count, mu /= count, mv /= count;

  /* Normal equations around the means: two unknowns for each target coordinate. */
  double xx = 0, xy = 0, yy = 0, xu = 0, yu = 0, xv = 0, yv = 0;
  for (guint i = 0; i < n; i++)
    if (pairs[i].inlier) {
      double x = pairs[i].from.x - mx, y = pairs[i].from.y - my, u = pairs[i].to.x - mu,
             v = pairs[i].to.y - mv;
      xx += x * x, xy += x * y, yy += y * y;
      xu += x * u, yu += y * u, xv += x * v, yv += y * v;
    }
  double det = xx * yy - xy * xy;
  if (det <= 1e-6 * xx * yy || !isfinite (det))
    return FALSE;
  double a = (xu * yy - yu * xy) / det, b = (yu * xx - xu * xy) / det;
  double d = (xv * yy - yv * xy) / det, e = (yv * xx - xv * xy) / det;
  *ret_map = (SohoaAffine){{a, b, mu - a * mx - b * my, d, e, mv - d * mx - e * my}};
  return TRUE;
}

static guint
mark_inliers (const SohoaAffine *map, SohoaPair *pairs, guint n, double tolerance)
{
  guint inliers = 0;
  for (guint i = 0; i < n; i++) {
    SohoaPoint p = sohoa_affine_map (map, pairs[i].from.x, pairs[i].from.y);
    pairs[i].inlier = hypot (p.x - pairs[i].to.x, p.y - pairs[i].to.y) <= tolerance;
    inliers += pairs[i].inlier;
  }
  return inliers;
}

/* A linear congruential generator (constants of Numerical Recipes); the high bits are the good ones. */
static guint
next_random (guint32 *state, guint below)
{
  *state = *state * 1664525u + 1013904223u;
  return (guint) (((guint64) *state * below) >> 32);
}

static gboolean
fit_three (const SohoaPair *pairs, guint n, guint32 *random, SohoaAffine *ret_map)
{
  guint i = next_random (random, n), j = next_random (random, n), k = next_random (random, n);
  if (i == j || j == k || i == k)
    return FALSE;
  SohoaPair sample[3] = {pairs[i], pairs[j], pairs[k]};
  for (guint s = 0; s < 3; s++)
    sample[s].inlier = TRUE;
  return sohoa_affine_fit (sample, 3, ret_map) && affine_is_flat (ret_map);
}

guint
sohoa_affine_fit_most (SohoaPair *pairs, guint n, double tolerance, SohoaAffine *ret_map)
{
  if (n < PAIRS_MIN)
    return 0;
  guint best = 0;
  SohoaAffine map, best_map = {{0}};
  guint32 random = 1;
  for (guint s = 0; s < SAMPLES; s++) {
    if (!fit_three (pairs, n, &random, &map))
      continue;
    guint inliers = mark_inliers (&map, pairs, n, tolerance);
    if (inliers > best)
      best = inliers, best_map = map;
  }
  if (best < PAIRS_MIN)
    return 0;
  mark_inliers (&best_map, pairs, n, tolerance);
  for (guint r = 0; r < REFITS; r++) {
    if (!sohoa_affine_fit (pairs, n, &best_map))
      return 0;
    best = mark_inliers (&best_map, pairs, n, tolerance);
  }
  if (best < PAIRS_MIN || !affine_is_flat (&best_map))
    return 0;
  *ret_map = best_map;
  return best;
}

double
sohoa_affine_rms (const SohoaAffine *map, const SohoaPair *pairs, guint n)
{
  double sum = 0;
  guint inliers = 0;
  for (guint i = 0; i < n; i++)
    if (pairs[i].inlier) {
      SohoaPoint p = sohoa_affine_map (map, pairs[i].from.x, pairs[i].from.y);
      double dx = p.x - pairs[i].to.x, dy = p.y - pairs[i].to.y;
      sum += dx * dx + dy * dy;
      inliers++;
    }
  return inliers ? sqrt (sum / inliers) : 0;
}
