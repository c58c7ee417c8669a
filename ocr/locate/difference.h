/* difference.h - which of two pages that print nearly the same a page is: judged where they differ. */
#ifndef SOHOA_DIFFERENCE_H
#define SOHOA_DIFFERENCE_H

#include "index.h"
#include "registration.h"

G_BEGIN_DECLS

/* -1 .. 1: the page shows what `one` prints (> 0) or what `other` prints (< 0), both laid over it; 0 when
 * they differ nowhere or the page shows neither. plane: of the page, at least 120 dpi. */
double sohoa_difference_weigh (SohoaTemplateIndex *index, const SohoaIndexPage *one,
                               const SohoaRegistration *one_on_page, const SohoaIndexPage *other,
                               const SohoaRegistration *other_on_page, const SohoaPlane *plane);

G_END_DECLS

#endif
