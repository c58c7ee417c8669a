/* canvas.c - the picture of a page under cairo. Text goes cairo's own way: Vietnamese in composed letters
 * needs no layout engine, and pango would start a thread, which a worker in its cage must not. */
#include "canvas.h"

#include <math.h>

static const double LabelMm = 2.4;       /* height of small print, as a font size */
static const double CaptionMm = 3.4;     /* font size in the caption */
static const double CaptionLineMm = 5.2; /* from line to line */
static const double MarginMm = 2.5;
static const char FontFamily[] = "Noto Sans";

static double
px (const SohoaCanvas *canvas, double mm)
{
  return mm * canvas->dpi / 25.4;
}

/* Leptonica keeps RGBA in a word, cairo xRGB. */
static cairo_surface_t *
image_surface (Pix *image)
{
  g_autoptr (Pix) colour = pixConvertTo32 (image);
  if (!colour)
    return NULL;
  const int w = pixGetWidth (colour), h = pixGetHeight (colour);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, w, h);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS) {
    const int stride = cairo_image_surface_get_stride (surface);
    guint8 *pixels = cairo_image_surface_get_data (surface);
    for (int y = 0; y < h; y++) {
      const l_uint32 *from = pixGetData (colour) + (gsize) y * pixGetWpl (colour);
      guint32 *to = (guint32 *) (void *) (pixels + (gsize) y * stride);
      for (int x = 0; x < w; x++)
        to[x] = from[x] >> 8;
    }
    cairo_surface_mark_dirty (surface);
  }
  return surface;
}

static gboolean
canvas_prepare (SohoaCanvas *canvas, cairo_surface_t *image)
{
  if (!image || cairo_surface_status (image) != CAIRO_STATUS_SUCCESS)
    return FALSE;
  canvas->surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, canvas->width, canvas->height + canvas->caption_height);
  canvas->cr = cairo_create (canvas->surface);
  cairo_set_source_rgb (canvas->cr, 1, 1, 1);
  cairo_paint (canvas->cr);
  cairo_translate (canvas->cr, 0, canvas->caption_height);
  cairo_set_source_surface (canvas->cr, image, 0, 0);
  cairo_paint (canvas->cr);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  return cairo_status (canvas->cr) == CAIRO_STATUS_SUCCESS;
}

SohoaCanvas *
sohoa_canvas_new (Pix *image, double dpi, guint caption_lines, GError **error)
{
  g_autoptr (SohoaCanvas) canvas = g_new0 (SohoaCanvas, 1);
  canvas->dpi = dpi;
  canvas->width = pixGetWidth (image);
  canvas->height = pixGetHeight (image);
  if (caption_lines > 0)
    canvas->caption_height = (int) ceil (px (canvas, 2 * MarginMm + caption_lines * CaptionLineMm));
  cairo_surface_t *surface = image_surface (image);
  const gboolean ready = canvas_prepare (canvas, surface);
  cairo_surface_destroy (surface);
  if (!ready) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_LIMIT,
                 "cannot draw a picture of %d x %d pixels; ask for fewer dpi", canvas->width, canvas->height);
    return NULL;
  }
  return g_steal_pointer (&canvas);
}

void
sohoa_canvas_free (SohoaCanvas *canvas)
{
  if (!canvas)
    return;
  cairo_destroy (canvas->cr);
  cairo_surface_destroy (canvas->surface);
  g_free (canvas);
}

void
sohoa_canvas_outline (SohoaCanvas *canvas, const SohoaQuad *quad, SohoaColour colour, double width_mm,
                      double tint)
{
  cairo_t *cr = canvas->cr;
  cairo_new_path (cr);
  for (int i = 0; i < 4; i++)
    cairo_line_to (cr, quad->corner[i].x, quad->corner[i].y);
  cairo_close_path (cr);
  if (tint > 0) {
    cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, tint);
    cairo_fill_preserve (cr);
  }
  cairo_set_source_rgb (cr, colour.red, colour.green, colour.blue);
  cairo_set_line_width (cr, MAX (1, px (canvas, width_mm)));
  cairo_stroke (cr);
}

/* Chooses the font, and shortens a text that is wider than there is room. The text as it fits; free it. */
static char *
fit_text (SohoaCanvas *canvas, const char *text, double size_mm, double max_width)
{
  cairo_t *cr = canvas->cr;
  cairo_select_font_face (cr, FontFamily, CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, px (canvas, size_mm));
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  char *fitting = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  for (glong length = g_utf8_strlen (fitting, -1); length > 0; length--) {
    cairo_text_extents_t extents;
    cairo_text_extents (cr, fitting, &extents);
    if (extents.x_advance <= max_width)
      break;
    g_autofree char *shorter = g_utf8_substring (fitting, 0, length - 1);
    g_free (fitting);
    fitting = g_strconcat (shorter, "…", NULL);
  }
  return fitting;
}

void
sohoa_canvas_label (SohoaCanvas *canvas, SohoaPoint at, const char *text, SohoaColour colour,
                    double max_width)
{
  cairo_t *cr = canvas->cr;
  g_autofree char *fitting = fit_text (canvas, text, LabelMm, max_width);
  cairo_text_extents_t extents;
  cairo_font_extents_t font;
  cairo_text_extents (cr, fitting, &extents);
  cairo_font_extents (cr, &font);
  const double width = extents.x_advance, height = font.ascent + font.descent;
  const double pad = px (canvas, 0.4);
  const double x = CLAMP (at.x - width - pad, pad, MAX (pad, canvas->width - width - pad));
  const double y = CLAMP (at.y - height, 0, MAX (0, canvas->height - height));
  cairo_rectangle (cr, x - pad, y, width + 2 * pad, height);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.88);
  cairo_fill (cr);
  cairo_move_to (cr, x, y + font.ascent);
  cairo_set_source_rgb (cr, colour.red * 0.75, colour.green * 0.75, colour.blue * 0.75);
  cairo_show_text (cr, fitting);
}

void
sohoa_canvas_caption (SohoaCanvas *canvas, guint line, const SohoaColour *mark, const char *text)
{
  cairo_t *cr = canvas->cr;
  const double y = px (canvas, MarginMm + line * CaptionLineMm) - canvas->caption_height;
  double x = px (canvas, MarginMm);
  if (mark) {
    const double side = px (canvas, CaptionMm);
    cairo_rectangle (cr, x, y + side * 0.25, side, side);
    cairo_set_source_rgb (cr, mark->red, mark->green, mark->blue);
    cairo_fill (cr);
    x += 1.6 * side;
  }
  g_autofree char *fitting = fit_text (canvas, text, CaptionMm, canvas->width - x - px (canvas, MarginMm));
  cairo_font_extents_t font;
  cairo_font_extents (cr, &font);
  cairo_move_to (cr, x, y + font.ascent);
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
  cairo_show_text (cr, fitting);
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
sohoa_canvas_png (SohoaCanvas *canvas, GError **error)
{
  g_autoptr (GByteArray) png = g_byte_array_new ();
  const cairo_status_t status = cairo_surface_write_to_png_stream (canvas->surface, append_bytes, png);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTERNAL, "cannot write the picture as PNG: %s",
                 cairo_status_to_string (status));
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&png));
}
