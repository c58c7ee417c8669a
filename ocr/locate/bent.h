/* bent.h - laying one page of a blank over a photographed sheet that does not lie flat. */
#ifndef SOHOA_BENT_H
#define SOHOA_BENT_H

#include "registration.h"

G_BEGIN_DECLS

/* As sohoa_register_coarse(), but the page may bend by some millimetres: the result has a surface, its map is
 * the flat map nearest to it. */
gboolean sohoa_bent_coarse (const GArray *anchors, const SohoaPlane *plane, const SohoaAffine *guess,
                            SohoaRegistration *ret_registration) G_GNUC_WARN_UNUSED_RESULT;
/* Refines it; the plane should have at least 120 dpi. */
gboolean sohoa_bent_fine (const GArray *anchors, const SohoaPlane *plane, const SohoaRegistration *guess,
                          SohoaRegistration *ret_registration) G_GNUC_WARN_UNUSED_RESULT;
/* The map of a registration, a mesh when it has a surface, for a template of this size. */
SohoaTransform *
sohoa_registration_transform (const SohoaRegistration *registration, double width_mm, double height_mm);

G_END_DECLS

#endif
