/* page_text.h - a page turned upright and straight, small enough to read cheaply, where nobody knows its
 * layout.
 */
#ifndef SOHOA_DESCRIBE_PAGE_TEXT_H
#define SOHOA_DESCRIBE_PAGE_TEXT_H

#include "../engine/engine.h"
#include "../prepare/prepare.h"

G_BEGIN_DECLS

typedef struct {
  Pix *pix; /* 8 bpp */
  double dpi;
  double scale;            /* pixels of pix per pixel of the page */
  guint quarters;          /* turns by 90 degrees, clockwise, that made it upright */
  double straightened_deg; /* by which it was then turned, clockwise, around its middle */
} SohoaUpright;

/* The page, whose content is turned by rotation (0, 90, 180, 270) and skew_deg, both clockwise. NULL when out
 * of memory. */
SohoaUpright *sohoa_upright_new (const SohoaPrepared *prepared, guint rotation, double skew_deg, double dpi);
void sohoa_upright_free (SohoaUpright *upright);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaUpright, sohoa_upright_free)

/* What stands between two heights of the page (0 = top, 1 = bottom), lines joined by "\n"; caller frees. */
char *sohoa_upright_read (const SohoaUpright *upright, double top, double bottom, SohoaEngine *engine,
                          GError **error);
/* A place on it as a place on the page, both in pixels. */
SohoaPoint sohoa_upright_to_page (const SohoaUpright *upright, SohoaPoint at);

G_END_DECLS

#endif
