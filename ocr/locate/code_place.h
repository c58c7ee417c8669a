/* code_place.h - where on a page of a form the code of a filled-in copy is printed, and looked for.
 *
 * The clear square nearest to a corner: nothing is printed there, and nobody writes there. It follows from
 * the blank and its zones alone, so printing and reading need not tell each other.
 */
#ifndef SOHOA_LOCATE_CODE_PLACE_H
#define SOHOA_LOCATE_CODE_PLACE_H

#include <sohoa/template.h>

#include "plane.h"

G_BEGIN_DECLS

/* Side of the square in millimetres: a code of 29 modules and its quiet zone of four around it are 3.4 pixels
 * a module at 200 dpi. Below it is room for a line of small print. */
enum { SOHOA_CODE_PLACE_MM = 16, SOHOA_CODE_CAPTION_MM = 3 };

/* blank: at dpi. FALSE when the page has no such place. */
gboolean sohoa_code_place_find (const SohoaPlane *blank, double dpi, const SohoaTemplate *template,
                                guint form_page, SohoaRect *ret_mm);

G_END_DECLS

#endif
