/* crop.c - the place of one value, cut out of its page: what a person needs to see to answer for it. */
#include "evidence.h"

#include <math.h>

/* Around the place: enough to see a stroke that leaves it, and the words beside it. */
static const double MarginMm = 2;

/* The pixels of the page around the quadrilateral; NULL when none lie there. */
static Box *
place_of (const SohoaPage *page, const SohoaQuad *quad)
{
  const double margin_x = MarginMm * page->dpi_x / 25.4, margin_y = MarginMm * page->dpi_y / 25.4;
  const double width = pixGetWidth (page->pix), height = pixGetHeight (page->pix);
  double x0 = width, y0 = height, x1 = 0, y1 = 0;
  for (int i = 0; i < 4; i++) {
    x0 = fmin (x0, quad->corner[i].x - margin_x);
    y0 = fmin (y0, quad->corner[i].y - margin_y);
    x1 = fmax (x1, quad->corner[i].x + margin_x);
    y1 = fmax (y1, quad->corner[i].y + margin_y);
  }
  x0 = fmax (x0, 0);
  y0 = fmax (y0, 0);
  x1 = fmin (x1, width);
  y1 = fmin (y1, height);
  return x1 - x0 >= 1 && y1 - y0 >= 1 ? boxCreate ((int) x0, (int) y0, (int) (x1 - x0), (int) (y1 - y0))
                                      : NULL;
}

/* The piece at dpi, or as it was scanned where that is less; upright. */
static Pix *
upright_piece (const SohoaPage *page, const Box *box, guint rotation, double dpi)
{
  g_autoptr (Pix) piece = pixClipRectangle (page->pix, (Box *) box, NULL);
  g_autoptr (Pix) deep = piece && pixGetDepth (piece) == 1 ? pixConvert1To8 (NULL, piece, 255, 0)
                         : piece                           ? pixClone (piece)
                                                           : NULL;
  const double scale_x = fmin (dpi / page->dpi_x, 1), scale_y = fmin (dpi / page->dpi_y, 1);
  g_autoptr (Pix) scaled = deep ? pixScale (deep, (l_float32) scale_x, (l_float32) scale_y) : NULL;
  return scaled ? pixRotateOrth (scaled, (int) (4 - rotation / 90) % 4) : NULL;
}

GBytes *
sohoa_evidence_crop (const SohoaPage *page, const SohoaQuad *quad, guint rotation, double dpi, GError **error)
{
  g_autoptr (Box) box = place_of (page, quad);
  g_autoptr (Pix) piece = box ? upright_piece (page, box, rotation, dpi) : NULL;
  l_uint8 *data = NULL;
  size_t size = 0;
  if (!piece || pixWriteMemPng (&data, &size, piece, 0) != 0) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_LIMIT,
                         "cannot cut out the place: it does not lie on the page, or is too large");
    return NULL;
  }
  GBytes *png = g_bytes_new (data, size);
  lept_free (data);
  return png;
}
