/* registration.h - laying one page of a blank exactly over a page: from a rough map to a sub-pixel one. */
#ifndef SOHOA_REGISTRATION_H
#define SOHOA_REGISTRATION_H

#include "plane.h"
#include "surface.h"

G_BEGIN_DECLS

typedef struct {
  SohoaAffine map; /* template millimetres to page pixels */
  guint inliers;   /* anchors found where the map says */
  double
    spread; /* 0..1: how much of the anchors' extent the inliers span, in the direction they span least */
  double residual_mm;   /* RMS over the inliers */
  SohoaSurface surface; /* of sheets that bend (bent.h), from template millimetres to page pixels, too */
} SohoaRegistration;

/* anchors: of SohoaAnchor. guess: right to some 5 mm along and 2 mm across the lines, and a percent. FALSE
 * when nearly nothing was found there; *ret_registration then is not written. */
gboolean sohoa_register_coarse (const GArray *anchors, const SohoaPlane *plane, const SohoaAffine *guess,
                                SohoaRegistration *ret_registration) G_GNUC_WARN_UNUSED_RESULT;
/* Refines a coarse registration; the plane should have at least 120 dpi. */
gboolean sohoa_register_fine (const GArray *anchors, const SohoaPlane *plane, const SohoaRegistration *guess,
                              SohoaRegistration *ret_registration) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
