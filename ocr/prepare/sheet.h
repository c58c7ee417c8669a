/* sheet.h - where the sheet of paper lies in a photograph. */
#ifndef SOHOA_SHEET_H
#define SOHOA_SHEET_H

#include "../page.h"

G_BEGIN_DECLS

enum { SOHOA_SHEET_TOP, SOHOA_SHEET_RIGHT, SOHOA_SHEET_BOTTOM, SOHOA_SHEET_LEFT, SOHOA_SHEET_SIDES };

/* A sheet as it lies in the image: names of sides are the image's, whatever way up the content is. */
typedef struct {
  double h[9];          /* from the unit square (u right, v down) to pixels, through the four corners */
  SohoaPoint corner[4]; /* top left, top right, bottom right, bottom left; may lie outside the image */
  /* How far each side bulges from the line between its corners, pixels down (top, bottom) or right (left,
   * right): coefficients of s (1 - s) and s (1 - s) (1 - 2 s), s = 0..1 along the side. */
  double bulge[SOHOA_SHEET_SIDES][2];
  gboolean cut[SOHOA_SHEET_SIDES]; /* not seen: the sheet is taken to go on beyond the image */
} SohoaSheet;

/* Looks for a light sheet on a darker ground. gray: 8 bpp. FALSE when there is no such outline, as on every
 * scan that shows nothing but the paper. */
gboolean sohoa_sheet_find (Pix *gray, SohoaSheet *ret_sheet) G_GNUC_WARN_UNUSED_RESULT;
/* The pixel at (u, v) of the sheet, 0..1 each way: through the corners, bent as its sides are. */
SohoaPoint sohoa_sheet_map (const SohoaSheet *sheet, double u, double v);
/* Mean lengths of the sides, pixels. */
double sohoa_sheet_width (const SohoaSheet *sheet);
double sohoa_sheet_height (const SohoaSheet *sheet);

G_END_DECLS

#endif
