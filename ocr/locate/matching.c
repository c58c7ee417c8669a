/* matching.c - the pieces of a blank's print looked for on a page, one by one.
 *
 * Each is looked for in a window sampled from the page through the map so far, so that it stands in the
 * window as it stands on the blank, whatever the page's size and turn.
 */
#include "matching.h"

#include <math.h>

enum {
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

gboolean
sohoa_anchor_find (const SohoaAnchor *anchor, const SohoaPlane *plane, const SohoaAffine *guess,
                   const SohoaSearch *search, SohoaPair *ret_pair)
{
  gint16 values[SOHOA_ANCHOR_WIDTH * SOHOA_ANCHOR_HEIGHT], window[WINDOW_MAX];
  int width = SOHOA_ANCHOR_WIDTH / search->shrink, height = SOHOA_ANCHOR_HEIGHT / search->shrink;
  int rx = search->radius_x, ry = search->radius_y;
  SohoaPatch patch =
    sohoa_patch_init (search->shrink == 1 ? anchor->fine : anchor->coarse, width, height, values);

  SohoaAffine to_mm = picture_to_mm (anchor, search->shrink), from_page = sohoa_plane_from_original (plane);
  SohoaAffine to_page = sohoa_affine_compose (guess, &to_mm);
  SohoaAffine to_plane = sohoa_affine_compose (&from_page, &to_page);
  SohoaAffine margin = {{1, 0, -rx, 0, 1, -ry}}, grid = sohoa_affine_compose (&to_plane, &margin);
  sohoa_plane_sample (plane, &grid, width + 2 * rx, height + 2 * ry, window);

  SohoaFind find;
  if (!sohoa_patch_find (&patch, window, rx, ry, &find) || find.score < search->score_min)
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

double
sohoa_inlier_spread (const GArray *anchors, const SohoaPair *pairs, guint n)
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
