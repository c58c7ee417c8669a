/* wording_internal.h - what the files of this room say to each other. */
#ifndef SOHOA_WORDING_INTERNAL_H
#define SOHOA_WORDING_INTERNAL_H

#include "likeness.h"

G_BEGIN_DECLS

/* own_print.c. index: of the version's blank. seen: of SohoaComparedWord. scale: of the page's print against
 * the version's. transform: from millimetres of the upright page to pixels of the page. NULL when out of
 * memory. */
SohoaOwnPrint *sohoa_own_print_new (SohoaTemplateIndex *index, const SohoaWordingQuestion *question,
                                    const SohoaLikeness *likeness, const GArray *seen, SohoaPoint scale,
                                    const SohoaTransform *transform);

G_END_DECLS

#endif
