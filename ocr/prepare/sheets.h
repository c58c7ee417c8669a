/* sheets.h - how many sheets of paper a picture shows. */
#ifndef SOHOA_SHEETS_H
#define SOHOA_SHEETS_H

#include "../page.h"

G_BEGIN_DECLS

/* TRUE when the picture (8 bpp) shows light sheets that lie apart from each other on a darker ground, the
 * second not much smaller than the first. What touches or overlaps is one; FALSE when memory is lacking. */
gboolean sohoa_sheets_several (Pix *gray);

G_END_DECLS

#endif
