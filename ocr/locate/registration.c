/* registration.c - laying one page of a blank exactly over a page: from a rough map to a sub-pixel one.
 *
 * Every anchor is looked for near its place, in a window sampled from the page through the map so far; those
 * found and agreeing on one affine map (affine.c) are the inliers. Once at 75 dpi with room for what ink
 * profiles leave uncertain, once at 150 dpi for the last hundredths of a millimetre. What people wrote,
 * stamped or covered only costs inliers. A wrong form leaves none or one or two, so their number is also the
 * proof.
 */
#include "registration.h"

#include "anchors.h"

#include <math.h>

/* One pass over the anchors. */
typedef struct {
  int shrink;          /* of the anchors' fine pictures */
  int radius_x;        /* pixels of the shrunk picture searched to each side, along the lines */
  int radius_y;        /* and across them */
  double score_min;    /* correlation that counts as found */
  double tolerance_mm; /* of agreement with the common map */
  guint tried_min;     /* of many anchors, every other, every third .. is tried, but so many at least */
  guint inliers_min;   /* fewer are chance */
} Pass;

static const Pass QUICK = {.shrink = 2,
                           .radius_x = 18,
                           .radius_y = 7,
                           .score_min = 0.40,
                           .tolerance_mm = 0.7,
                           .tried_min = 18,
                           .inliers_min = 4};
static const Pass COARSE = {.shrink = 2,
                            .radius_x = 5,
                            .radius_y = 5,
                            .score_min = 0.40,
                            .tolerance_mm = 0.5,
                            .tried_min = SOHOA_ANCHORS_MAX,
                            .inliers_min = 6};
static const Pass FINE = {.shrink = 1,
                          .radius_x = 4,
                          .radius_y = 4,
                          .score_min = 0.45,
                          .tolerance_mm = 0.25,
                          .tried_min = SOHOA_ANCHORS_MAX,
                          .inliers_min = 6};

enum {
  INLIERS_MIN = 6,
  WINDOW_MAX = (SOHOA_ANCHOR_WIDTH + 2 * SOHOA_SEARCH_X_MAX) * (SOHOA_ANCHOR_HEIGHT + 2 * SOHOA_SEARCH_Y_MAX)
};

/* From pixels of an anchor's shrunk picture to template millimetres. */
static SohoaAffine
picture_to_mm (const SohoaAnchor *anchor, int shrink)
{
  const double mm = 25.4 / SOHOA_ANCHOR_DPI;
  double start = (shrink - 1) / 2.0 * mm; /* the first shrunk pixel's centre from the first fine pixel's */
  return (SohoaAffine){
    {mm * shrink, 0, anchor->corner_mm.x + start, 0, mm * shrink, anchor->corner_mm.y + start}};
}

static gboolean
find_anchor (const SohoaAnchor *anchor, const SohoaPlane *plane, const SohoaAffine *guess, const Pass *pass,
             SohoaPair *ret_pair)
{
  gint16 values[SOHOA_ANCHOR_WIDTH * SOHOA_ANCHOR_HEIGHT], window[WINDOW_MAX];
  int width = SOHOA_ANCHOR_WIDTH / pass->shrink, height = SOHOA_ANCHOR_HEIGHT / pass->shrink;
  int rx = pass->radius_x, ry = pass->radius_y;
  SohoaPatch patch =
    sohoa_patch_init (pass->shrink == 1 ? anchor->fine : anchor->coarse, width, height, values);

  SohoaAffine to_mm = picture_to_mm (anchor, pass->shrink), from_page = sohoa_plane_from_original (plane);
  SohoaAffine to_page = sohoa_affine_compose (guess, &to_mm);
  SohoaAffine to_plane = sohoa_affine_compose (&from_page, &to_page);
  SohoaAffine margin = {{1, 0, -rx, 0, 1, -ry}}, grid = sohoa_affine_compose (&to_plane, &margin);
  sohoa_plane_sample (plane, &grid, width + 2 * rx, height + 2 * ry, window);

  SohoaFind find;
  if (!sohoa_patch_find (&patch, window, rx, ry, &find) || find.score < pass->score_min)
    return FALSE;
  double x = (width - 1) / 2.0, y = (height - 1) / 2.0;
  ret_pair->from = sohoa_affine_map (&to_mm, x, y);
  ret_pair->to = sohoa_affine_map (&to_page, x + find.dx, y + find.dy);
  return TRUE;
}

/* Standard deviations of points along their long and short axis. */
static void
extent (const SohoaPoint *points, guint n, double *ret_long, double *ret_short)
{
  double mx = 0, my = 0, xx = 0, xy = 0, yy = 0;
  for (guint i = 0; i < n; i++)
    mx += points[i].x / n, my += points[i].y / n;
  for (guint i = 0; i < n; i++) {
    double x = points[i].x - mx, y = points[i].y - my;
    xx += x * x / n, xy += x * y / n, yy += y * y / n;
  }
  double mean = (xx + yy) / 2, turn = hypot ((xx - yy) / 2, xy);
  *ret_long = sqrt (mean + turn);
  *ret_short = sqrt (MAX (0, mean - turn));
}

static double
inlier_spread (const GArray *anchors, const SohoaPair *pairs, guint n)
{
  SohoaPoint all[SOHOA_ANCHORS_MAX], found[SOHOA_ANCHORS_MAX];
  guint inliers = 0;
  for (guint i = 0; i < anchors->len; i++)
    all[i] = g_array_index (anchors, SohoaAnchor, i).corner_mm;
  for (guint i = 0; i < n; i++)
    if (pairs[i].inlier)
      found[inliers++] = pairs[i].from;
  double all_long, all_short, found_long, found_short;
  extent (all, anchors->len, &all_long, &all_short);
  extent (found, inliers, &found_long, &found_short);
  return CLAMP (MIN (found_long / MAX (all_long, 1e-9), found_short / MAX (all_short, 1e-9)), 0, 1);
}

static gboolean
register_pass (const GArray *anchors, const SohoaPlane *plane, const SohoaAffine *guess, const Pass *pass,
               SohoaRegistration *ret_registration)
{
  SohoaPair pairs[SOHOA_ANCHORS_MAX];
  guint n = 0;
  guint every = MAX (1, anchors->len / pass->tried_min);
  for (guint i = 0; i < anchors->len; i += every)
    n += find_anchor (&g_array_index (anchors, SohoaAnchor, i), plane, guess, pass, &pairs[n]);

  double px_per_mm = (sohoa_affine_scale_x (guess) + sohoa_affine_scale_y (guess)) / 2;
  SohoaRegistration found;
  found.inliers = sohoa_affine_fit_most (pairs, n, pass->tolerance_mm * px_per_mm, &found.map);
  if (found.inliers < pass->inliers_min)
    return FALSE;
  found.residual_mm = sohoa_affine_rms (&found.map, pairs, n) / px_per_mm;
  found.spread = inlier_spread (anchors, pairs, n);
  *ret_registration = found;
  return TRUE;
}

gboolean
sohoa_register_coarse (const GArray *anchors, const SohoaPlane *plane, const SohoaAffine *guess,
                       SohoaRegistration *ret_registration)
{
  SohoaRegistration quick;
  return register_pass (anchors, plane, guess, &QUICK, &quick) &&
         register_pass (anchors, plane, &quick.map, &COARSE, ret_registration);
}

gboolean
sohoa_register_fine (const GArray *anchors, const SohoaPlane *plane, const SohoaAffine *guess,
                     SohoaRegistration *ret_registration)
{
  return register_pass (anchors, plane, guess, &FINE, ret_registration);
}
