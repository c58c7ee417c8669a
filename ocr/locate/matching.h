/* matching.h - the pieces of a blank's print looked for on a page, one by one. */
#ifndef SOHOA_MATCHING_H
#define SOHOA_MATCHING_H

#include "anchors.h"

G_BEGIN_DECLS

typedef struct {
  int shrink;       /* of the anchors' fine pictures */
  int radius_x;     /* pixels of the shrunk picture searched to each side, along the lines */
  int radius_y;     /* and across them */
  double score_min; /* correlation that counts as found */
} SohoaSearch;

/* Looks for an anchor where guess (template millimetres to page pixels) says. FALSE when it is not there;
 * *ret_pair then is not written. */
gboolean sohoa_anchor_find (const SohoaAnchor *anchor, const SohoaPlane *plane, const SohoaAffine *guess,
                            const SohoaSearch *search, SohoaPair *ret_pair);
/* How much of the anchors' (GArray of SohoaAnchor) extent the inliers span, in the direction they span least:
 * 0..1. */
double sohoa_inlier_spread (const GArray *anchors, const SohoaPair *pairs, guint n);

G_END_DECLS

#endif
