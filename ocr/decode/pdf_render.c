/* pdf_render.c - see pdf_render.h. cairo draws straight into the Pix: its RGB24 words are 0x00RRGGBB, those
 * of a Pix 0xRRGGBB00. */
#include "pdf_render.h"

#include "raster.h"

#include <math.h>

static void
pix_words_from_cairo (Pix *pix)
{
  guint32 *words = pixGetData (pix);
  gsize count = (gsize) pixGetWpl (pix) * (gsize) pixGetHeight (pix);
  for (gsize i = 0; i < count; i++)
    words[i] <<= 8;
}

static gboolean
draw (PopplerPage *page, cairo_surface_t *surface, const cairo_matrix_t *matrix)
{
  cairo_t *cairo = cairo_create (surface);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_set_matrix (cairo, matrix);
  poppler_page_render (page, cairo);
  cairo_status_t status = cairo_status (cairo);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  return status == CAIRO_STATUS_SUCCESS;
}

Pix *
sohoa_pdf_render_at (PopplerPage *page, guint width, guint height, double scale_x, double scale_y,
                     double origin_x, double origin_y, GError **error)
{
  g_autoptr (Pix) pix = sohoa_raster_new (width, height, 32, error);
  if (pix == NULL)
    return NULL;
  cairo_matrix_t matrix;
  cairo_matrix_init (&matrix, scale_x, 0, 0, scale_y, origin_x, origin_y);
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
    sohoa_raster_row (pix, 0), CAIRO_FORMAT_RGB24, (int) width, (int) height, 4 * (int) width);
  gboolean drawn = draw (page, surface, &matrix);
  cairo_surface_destroy (surface);
  if (!drawn) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_FORMAT,
                         "cannot draw the PDF page: the library failed half way; print it to a new PDF");
    return NULL;
  }
  pix_words_from_cairo (pix);
  return g_steal_pointer (&pix);
}

Pix *
sohoa_pdf_render (PopplerPage *page, double dpi, GError **error)
{
  double width_pt, height_pt, scale = dpi / 72;
  poppler_page_get_size (page, &width_pt, &height_pt);
  double width = ceil (width_pt * scale - 0.01), height = ceil (height_pt * scale - 0.01);
  if (!(width >= 1 && height >= 1 && width < G_MAXUINT32 && height < G_MAXUINT32)) {
    g_set_error_literal (
      error, SOHOA_ERROR, SOHOA_ERROR_LIMIT,
      "cannot draw the PDF page: its page size is none that paper has; print it to a new PDF");
    return NULL;
  }
  if (!sohoa_raster_check_size ((guint64) width, (guint64) height, error))
    return NULL;
  return sohoa_pdf_render_at (page, (guint) width, (guint) height, scale, scale, 0, 0, error);
}

/* Colours that are multiplied by their alpha already, over white; as words of a Pix. */
static void
lay_on_white (guint32 *to, const guint32 *from, gsize count)
{
  for (gsize i = 0; i < count; i++) {
    guint32 white = 255 - (from[i] >> 24);
    to[i] = (from[i] + white * 0x010101) << 8;
  }
}

Pix *
sohoa_pdf_surface_pixels (cairo_surface_t *surface, GError **error)
{
  if (cairo_surface_get_type (surface) != CAIRO_SURFACE_TYPE_IMAGE ||
      cairo_image_surface_get_format (surface) != CAIRO_FORMAT_ARGB32)
    return NULL;
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  Pix *pix = sohoa_raster_new (width, height, 32, error);
  if (pix == NULL)
    return NULL;
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++) {
    const guint8 *row =
      cairo_image_surface_get_data (surface) + (gsize) y * (gsize) cairo_image_surface_get_stride (surface);
    lay_on_white ((guint32 *) sohoa_raster_row (pix, y), (const guint32 *) row, width);
  }
  return pix;
}
