/* picture.c - see learn_internal.h. Each page is a mask of one bit a pixel through which black is painted. */
#include "learn_internal.h"

#include <cairo-pdf.h>

static cairo_status_t
append_bytes (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
mask_of (Pix *page)
{
  const int width = pixGetWidth (page), height = pixGetHeight (page);
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A1, width, height);
  guint8 *data = cairo_image_surface_get_data (mask);
  const int stride = cairo_image_surface_get_stride (mask);

  for (int y = 0; data != NULL && y < height; y++)
    for (int x = 0; x < width; x++)
      if (GET_DATA_BIT (pixGetData (page) + (gsize) y * (gsize) pixGetWpl (page), x)) {
        guint32 *word = (guint32 *) (gpointer) (data + (gsize) y * (gsize) stride) + x / 32;
        *word |= G_BYTE_ORDER == G_LITTLE_ENDIAN ? 1u << (x % 32) : 0x80000000u >> (x % 32);
      }
  cairo_surface_mark_dirty (mask);
  return mask;
}

static void
draw_page (cairo_surface_t *surface, Pix *page)
{
  const double pt_per_px = 72 / SOHOA_LEARN_DPI;
  cairo_surface_t *mask = mask_of (page);

  cairo_pdf_surface_set_size (surface, pixGetWidth (page) * pt_per_px, pixGetHeight (page) * pt_per_px);
  cairo_t *cairo = cairo_create (surface);
  cairo_scale (cairo, pt_per_px, pt_per_px);
  cairo_mask_surface (cairo, mask, 0, 0);
  cairo_show_page (cairo);
  cairo_destroy (cairo);
  cairo_surface_destroy (mask);
}

GBytes *
sohoa_picture_pdf (const GPtrArray *pages, GError **error)
{
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, pdf, 1, 1);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  for (guint i = 0; i < pages->len; i++)
    draw_page (surface, g_ptr_array_index (pages, i));
  cairo_surface_finish (surface);
  const cairo_status_t status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTERNAL, "cannot write the blank as PDF: %s",
                 cairo_status_to_string (status));
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
}
