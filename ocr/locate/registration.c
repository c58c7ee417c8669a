/* registration.c - laying one page of a blank exactly over a page: from a rough map to a sub-pixel one.
 *
 * Every anchor is looked for near its place, in a window sampled from the page through the map so far; those
 * found and agreeing on one affine map (affine.c) are the inliers. Once at 75 dpi with room for what ink
 * profiles leave uncertain, once at 150 dpi for the last hundredths of a millimetre. What people wrote,
 * stamped or covered only costs inliers. A wrong form leaves none or one or two, so their number is also the
 * proof.
 */
#include "registration.h"

#include "matching.h"

/* One pass over the anchors. */
typedef struct {
  SohoaSearch search;
  double tolerance_mm; /* of agreement with the common map */
  guint tried_min;     /* of many anchors, every other, every third .. is tried, but so many at least */
  guint inliers_min;   /* fewer are chance */
} Pass;

static const Pass QUICK = {.search = {.shrink = 2, .radius_x = 18, .radius_y = 7, .score_min = 0.40},
                           .tolerance_mm = 0.7,
                           .tried_min = 18,
                           .inliers_min = 4};
static const Pass COARSE = {.search = {.shrink = 2, .radius_x = 5, .radius_y = 5, .score_min = 0.40},
                            .tolerance_mm = 0.5,
                            .tried_min = SOHOA_ANCHORS_MAX,
                            .inliers_min = 6};
static const Pass FINE = {.search = {.shrink = 1, .radius_x = 4, .radius_y = 4, .score_min = 0.45},
                          .tolerance_mm = 0.25,
                          .tried_min = SOHOA_ANCHORS_MAX,
                          .inliers_min = 6};

static gboolean
register_pass (const GArray *anchors, const SohoaPlane *plane, const SohoaAffine *guess, const Pass *pass,
               SohoaRegistration *ret_registration)
{
  SohoaPair pairs[SOHOA_ANCHORS_MAX];
  guint n = 0;
  guint every = MAX (1, anchors->len / pass->tried_min);
  for (guint i = 0; i < anchors->len; i += every)
    n += sohoa_anchor_find (&g_array_index (anchors, SohoaAnchor, i), plane, guess, &pass->search, &pairs[n]);

  double px_per_mm = (sohoa_affine_scale_x (guess) + sohoa_affine_scale_y (guess)) / 2;
  SohoaRegistration found;
  found.surface.n = 0;
  found.inliers = sohoa_affine_fit_most (pairs, n, pass->tolerance_mm * px_per_mm, &found.map);
  if (found.inliers < pass->inliers_min)
    return FALSE;
  found.residual_mm = sohoa_affine_rms (&found.map, pairs, n) / px_per_mm;
  found.spread = sohoa_inlier_spread (anchors, pairs, n);
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
sohoa_register_fine (const GArray *anchors, const SohoaPlane *plane, const SohoaRegistration *guess,
                     SohoaRegistration *ret_registration)
{
  return register_pass (anchors, plane, &guess->map, &FINE, ret_registration);
}
