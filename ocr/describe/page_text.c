/* page_text.c - see page_text.h.
 *
 * The recognizer's cost goes with the lines it reads, so callers ask for bands of the page, and for no more
 * of them than they need. 150 dpi reads headings and the print of identity cards; 100 dpi loses the cards.
 */
#include "page_text.h"

#include <math.h>

static const double LeastSkewDeg = 0.3; /* the recognizer finds lines that are straighter than this */

/* Takes over pix. */
static Pix *
straighten (Pix *pix, guint quarters, double turn_deg)
{
  g_autoptr (Pix) turned = pix;
  g_autoptr (Pix) upright = pixRotateOrth (turned, (int) quarters);
  if (!upright || turn_deg == 0)
    return g_steal_pointer (&upright);
  return pixRotateAMGray (upright, (l_float32) (turn_deg * G_PI / 180), 255);
}

SohoaUpright *
sohoa_upright_new (const SohoaPrepared *prepared, guint rotation, double skew_deg, double dpi)
{
  const double scale = MIN (1, dpi / prepared->dpi);
  const guint quarters = (4 - rotation / 90) % 4;
  const double turn_deg = fabs (skew_deg) < LeastSkewDeg ? 0 : -skew_deg;
  Pix *small = pixScale (prepared->gray, (l_float32) scale, (l_float32) scale);
  Pix *pix = small ? straighten (small, quarters, turn_deg) : NULL;
  if (!pix)
    return NULL;
  SohoaUpright *upright = g_new (SohoaUpright, 1);
  *upright = (SohoaUpright){pix, prepared->dpi * scale, scale, quarters, turn_deg};
  return upright;
}

SohoaPoint
sohoa_upright_to_page (const SohoaUpright *upright, SohoaPoint at)
{
  const double back = -upright->straightened_deg * G_PI / 180, c = cos (back), s = sin (back);
  double width = pixGetWidth (upright->pix), height = pixGetHeight (upright->pix);
  const double x = at.x - width / 2, y = at.y - height / 2;
  SohoaPoint place = {c * x - s * y + width / 2, s * x + c * y + height / 2};
  for (guint quarter = 0; quarter < upright->quarters; quarter++) {
    const double before = width; /* height of what was turned */
    place = (SohoaPoint){place.y, before - 1 - place.x};
    width = height, height = before;
  }
  return (SohoaPoint){place.x / upright->scale, place.y / upright->scale};
}

void
sohoa_upright_free (SohoaUpright *upright)
{
  if (!upright)
    return;
  pixDestroy (&upright->pix);
  g_free (upright);
}

char *
sohoa_upright_read (const SohoaUpright *upright, double top, double bottom, SohoaEngine *engine,
                    GError **error)
{
  const int height = pixGetHeight (upright->pix);
  const int y0 = (int) (top * height), y1 = (int) (bottom * height);
  g_autoptr (Box) box = boxCreate (0, y0, pixGetWidth (upright->pix), MAX (1, y1 - y0));
  g_autoptr (Pix) band = pixClipRectangle (upright->pix, box, NULL);
  if (!band)
    return g_strdup ("");
  g_autofree char *text = sohoa_engine_read_block (engine, band, upright->dpi, error);
  return text ? g_utf8_make_valid (text, -1) : NULL;
}
