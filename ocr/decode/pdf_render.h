/* pdf_render.h - drawing of PDF pages into rasters. Private to ocr/decode/. */
#ifndef SOHOA_DECODE_PDF_RENDER_H
#define SOHOA_DECODE_PDF_RENDER_H

#include "../page.h"

#include <cairo.h>
#include <poppler.h>

G_BEGIN_DECLS

/* poppler-glib 22.12 does not define its own. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

/* A raster of width x height pixels, 32 bpp; the page is laid on white at scale_x, scale_y pixels a point,
 * its top left corner at (origin_x, origin_y) pixels. As a viewer shows it, with annotations. */
Pix *sohoa_pdf_render_at (PopplerPage *page, guint width, guint height, double scale_x, double scale_y,
                          double origin_x, double origin_y, GError **error);
/* The whole page at dpi. */
Pix *sohoa_pdf_render (PopplerPage *page, double dpi, GError **error);
/* The pixels of an ARGB32 image surface over white, 32 bpp; NULL without an error for any other surface. */
Pix *sohoa_pdf_surface_pixels (cairo_surface_t *surface, GError **error);

G_END_DECLS

#endif
