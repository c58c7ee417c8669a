/* fill.h - a blank with texts in its zones and a code in a corner, as a PDF to print.
 *
 * The blank is drawn as it is; texts stand on its lines, in fonts that are embedded. The same blank and texts
 * give the same bytes.
 */
#ifndef SOHOA_FILL_H
#define SOHOA_FILL_H

#include <sohoa/filling.h>
#include <sohoa/template.h>

#include "../page.h"

G_BEGIN_DECLS

/* One page of the blank, for the printer's eye. */
typedef struct {
  Pix *blank; /* 8 bpp at dpi, borrowed: where its lines are */
  gboolean has_code_place;
  SohoaRect code_place;
} SohoaFillPage;

enum { SOHOA_FILL_DPI = 300 };

/* pages: of SohoaFillPage, all of the template. unfit gets the fields (char *) whose texts have no zone or do
 * not fit there: they are left blank. NULL when the blank cannot be drawn, or has no place for the code. */
GBytes *sohoa_fill_blank (const SohoaTemplate *template, const GArray *pages, const SohoaFilling *filling,
                          GPtrArray *unfit, GError **error);

G_END_DECLS

#endif
