/* blank_draw.h - the page of a blank as it is printed: text stays text, lines stay lines. */
#ifndef SOHOA_DECODE_BLANK_DRAW_H
#define SOHOA_DECODE_BLANK_DRAW_H

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Of a page; points of 1/72 inch. */
gboolean sohoa_blank_size (GBytes *pdf, guint page, double *ret_width_pt, double *ret_height_pt,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Draws a page at (0, 0), one unit a point. */
gboolean sohoa_blank_draw (GBytes *pdf, guint page, cairo_t *cairo, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
