/* photograph.h - a photographed sheet of paper as if it had been scanned.
 *
 * The page stays as it was decoded; the flat view is a working image for finding out what the page is. What
 * is found on it is brought back to the page's own pixels, from which the zones are read.
 */
#ifndef SOHOA_PHOTOGRAPH_H
#define SOHOA_PHOTOGRAPH_H

#include "prepare.h"
#include "sheet.h"

G_BEGIN_DECLS

typedef struct {
  SohoaSheet sheet;
  SohoaPrepared *flat; /* the sheet alone: perspective and the bend of its sides undone, light evened out */
} SohoaPhotograph;

/* *ret_photograph is NULL when the page shows no sheet on a ground. FALSE when memory is lacking. */
gboolean sohoa_photograph_find (const SohoaPrepared *page, SohoaPhotograph **ret_photograph, GError **error);
void sohoa_photograph_free (SohoaPhotograph *photograph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaPhotograph, sohoa_photograph_free)

/* From pixels of the flat view to pixels of the page. */
SohoaPoint sohoa_photograph_point (const SohoaPhotograph *photograph, SohoaPoint flat);
SohoaQuad sohoa_photograph_quad (const SohoaPhotograph *photograph, const SohoaQuad *flat);
/* From a map onto the flat view to one onto the page: a homography and a mesh, over what of the template the
 * view shows where the map has none of its own. */
SohoaTransform *sohoa_photograph_transform (const SohoaPhotograph *photograph, const SohoaTransform *flat);

G_END_DECLS

#endif
