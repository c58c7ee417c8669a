/* bent.c - laying one page of a blank over a photographed sheet that does not lie flat.
 *
 * The flat map that most pieces roughly agree on comes first, then a smooth surface through them (surface.c),
 * along which all pieces are looked for again, ever closer: where the paper bends away from the flat map,
 * neighbours lead to neighbours. Pieces count only while those around them vouch for them, so a wrong form
 * gains nothing from the freedom to bend.
 */
#include "bent.h"

#include "matching.h"

#include <math.h>

/* One pass over the anchors along the surface so far. */
typedef struct {
  SohoaSearch search;
  double tolerance_mm; /* of agreement with the surface through the others */
} Pass;

static const SohoaSearch ROUGH = {.shrink = 2, .radius_x = 18, .radius_y = 10, .score_min = 0.40};
static const double ROUGH_TOLERANCE_MM = 2.0;
static const Pass COARSE[] = {
  {{.shrink = 2, .radius_x = 7, .radius_y = 7, .score_min = 0.40}, .tolerance_mm = 1.2},
  {{.shrink = 2, .radius_x = 5, .radius_y = 5, .score_min = 0.40}, .tolerance_mm = 0.8},
};
static const Pass FINE[] = {
  {{.shrink = 1, .radius_x = 5, .radius_y = 5, .score_min = 0.40}, .tolerance_mm = 0.5},
  {{.shrink = 1, .radius_x = 4, .radius_y = 4, .score_min = 0.40}, .tolerance_mm = 0.4},
};
enum { INLIERS_MIN = 6, MESH_MM = 10 /* between nodes: curls are some 100 mm long */ };

static double
px_per_mm (const SohoaAffine *map)
{
  return (sohoa_affine_scale_x (map) + sohoa_affine_scale_y (map)) / 2;
}

/* Fills in a registration from the pairs that agree on its surface. */
static gboolean
conclude (const GArray *anchors, SohoaPair *pairs, guint n, double tolerance_mm,
          SohoaRegistration *registration)
{
  double px = px_per_mm (&registration->map);
  registration->inliers = sohoa_surface_fit_most (pairs, n, tolerance_mm * px, &registration->surface);
  if (registration->inliers < INLIERS_MIN || !sohoa_affine_fit (pairs, n, &registration->map))
    return FALSE;
  registration->residual_mm = sohoa_surface_rms (&registration->surface, pairs, n) / px;
  registration->spread = sohoa_inlier_spread (anchors, pairs, n);
  return TRUE;
}

static gboolean
run_pass (const GArray *anchors, const SohoaPlane *plane, const Pass *pass, SohoaRegistration *registration)
{
  SohoaPair pairs[SOHOA_ANCHORS_MAX];
  guint n = 0;
  double tolerance = pass->tolerance_mm * px_per_mm (&registration->map);
  for (guint i = 0; i < anchors->len; i++) {
    const SohoaAnchor *anchor = &g_array_index (anchors, SohoaAnchor, i);
    SohoaPoint middle = sohoa_anchor_middle (anchor);
    SohoaAffine guess = sohoa_surface_affine_at (&registration->surface, middle.x, middle.y);
    if (!sohoa_anchor_find (anchor, plane, &guess, &pass->search, &pairs[n]))
      continue;
    SohoaPoint said = sohoa_affine_map (&guess, pairs[n].from.x, pairs[n].from.y);
    pairs[n].inlier = hypot (said.x - pairs[n].to.x, said.y - pairs[n].to.y) <= tolerance;
    n++;
  }
  return conclude (anchors, pairs, n, pass->tolerance_mm, registration);
}

gboolean
sohoa_bent_coarse (const GArray *anchors, const SohoaPlane *plane, const SohoaAffine *guess,
                   SohoaRegistration *ret_registration)
{
  SohoaPair pairs[SOHOA_ANCHORS_MAX];
  SohoaRegistration found = {.map = *guess};
  guint n = 0;
  for (guint i = 0; i < anchors->len; i++)
    n += sohoa_anchor_find (&g_array_index (anchors, SohoaAnchor, i), plane, guess, &ROUGH, &pairs[n]);
  if (sohoa_affine_fit_most (pairs, n, ROUGH_TOLERANCE_MM * px_per_mm (guess), &found.map) < INLIERS_MIN ||
      !conclude (anchors, pairs, n, ROUGH_TOLERANCE_MM, &found))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (COARSE); i++)
    if (!run_pass (anchors, plane, &COARSE[i], &found))
      return FALSE;
  *ret_registration = found;
  return TRUE;
}

gboolean
sohoa_bent_fine (const GArray *anchors, const SohoaPlane *plane, const SohoaRegistration *guess,
                 SohoaRegistration *ret_registration)
{
  SohoaRegistration found = *guess;
  for (guint i = 0; i < G_N_ELEMENTS (FINE); i++)
    if (!run_pass (anchors, plane, &FINE[i], &found))
      return FALSE;
  *ret_registration = found;
  return TRUE;
}

SohoaTransform *
sohoa_registration_transform (const SohoaRegistration *registration, double width_mm, double height_mm)
{
  SohoaTransform *transform = sohoa_transform_new_affine (registration->map.a);
  if (registration->surface.n == 0)
    return transform;
  guint cols = (guint) CLAMP (width_mm / MESH_MM + 1.5, 2, SOHOA_MESH_MAX);
  guint rows = (guint) CLAMP (height_mm / MESH_MM + 1.5, 2, SOHOA_MESH_MAX);
  SohoaMesh *mesh = sohoa_mesh_new (cols, rows, width_mm, height_mm);
  for (guint row = 0; row < rows; row++)
    for (guint col = 0; col < cols; col++) {
      double x = width_mm * col / (cols - 1), y = height_mm * row / (rows - 1);
      SohoaPoint right = sohoa_surface_map (&registration->surface, x, y),
                 plain = sohoa_affine_map (&registration->map, x, y);
      mesh->dx[row * cols + col] = right.x - plain.x;
      mesh->dy[row * cols + col] = right.y - plain.y;
    }
  transform->mesh = mesh;
  return transform;
}
