/* own_print.h - a page of a form as a print of its own: its fields, and what of it is print.
 */
#ifndef SOHOA_WORDING_OWN_PRINT_H
#define SOHOA_WORDING_OWN_PRINT_H

#include "../locate/locate.h"

G_BEGIN_DECLS

/* In millimetres of the upright page. */
typedef struct {
  SohoaTemplate *template;   /* a registered version with those of its fields that were found on this page,
                              * where they are, all on page 1 */
  SohoaTransform *transform; /* from these millimetres to the pixels of the page */
  Pix *blank;                /* the page without its writing: SOHOA_READ_DPI, 8 bpp */
} SohoaOwnPrint;

void sohoa_own_print_free (SohoaOwnPrint *own);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaOwnPrint, sohoa_own_print_free)

G_END_DECLS

#endif
