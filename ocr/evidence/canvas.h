/* canvas.h - drawing on the picture of a page: outlines, labels, a caption above it, PNG out. */
#ifndef SOHOA_EVIDENCE_CANVAS_H
#define SOHOA_EVIDENCE_CANVAS_H

#include <cairo.h>

#include "../page.h"

G_BEGIN_DECLS

typedef struct {
  double red, green, blue; /* 0..1 */
} SohoaColour;

typedef struct {
  cairo_surface_t *surface;
  cairo_t *cr;       /* user space: pixels of the picture, (0, 0) its top left corner below the caption */
  double dpi;        /* of the picture; sizes of lines and letters follow it */
  int width, height; /* of the picture, without the caption */
  int caption_height;
} SohoaCanvas;

/* A canvas that shows the image (any depth) with room for so many caption lines above it. NULL when it cannot
 * be held in memory. */
SohoaCanvas *sohoa_canvas_new (Pix *image, double dpi, guint caption_lines, GError **error);
void sohoa_canvas_free (SohoaCanvas *canvas);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaCanvas, sohoa_canvas_free)

/* Outline of a quadrilateral in pixels of the picture, width in millimetres; filled with a breath of the
 * colour when tint is above 0 (1 = opaque). */
void sohoa_canvas_outline (SohoaCanvas *canvas, const SohoaQuad *quad, SohoaColour colour, double width_mm,
                           double tint);
/* One line of small print on white, its bottom left corner at the point, cut off with dots beyond max_width
 * px; moved to stay on the picture. */
void sohoa_canvas_label (SohoaCanvas *canvas, SohoaPoint at, const char *text, SohoaColour colour,
                         double max_width);
/* A line of the caption, counted from 0; colour of a mark before it, or NULL. */
void sohoa_canvas_caption (SohoaCanvas *canvas, guint line, const SohoaColour *mark, const char *text);

GBytes *sohoa_canvas_png (SohoaCanvas *canvas, GError **error);

G_END_DECLS

#endif
