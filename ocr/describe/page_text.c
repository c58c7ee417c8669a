/* page_text.c - reading parts of a page whose layout nobody knows.
 *
 * The recognizer's cost goes with the lines it reads, so callers ask for bands of the page, and for no more
 * of them than they need. 150 dpi reads headings and the print of identity cards; 100 dpi loses the cards.
 */
#include "describe_internal.h"

#include <math.h>

static const double LeastSkewDeg = 0.3; /* the recognizer finds lines that are straighter than this */

/* Pix turned back by rotation (quarter turns) and skew, both clockwise. Takes over pix. */
static Pix *
straighten (Pix *pix, guint rotation, double skew_deg)
{
  g_autoptr (Pix) turned = pix;
  const int quarters = (int) (4 - rotation / 90) % 4;
  g_autoptr (Pix) upright = pixRotateOrth (turned, quarters);
  if (!upright || fabs (skew_deg) < LeastSkewDeg)
    return g_steal_pointer (&upright);
  return pixRotateAMGray (upright, (l_float32) (-skew_deg * G_PI / 180), 255);
}

SohoaUpright *
sohoa_upright_new (const SohoaPrepared *prepared, guint rotation, double skew_deg, double dpi)
{
  const double scale = MIN (1, dpi / prepared->dpi);
  Pix *small = pixScale (prepared->gray, (l_float32) scale, (l_float32) scale);
  Pix *pix = small ? straighten (small, rotation, skew_deg) : NULL;
  if (!pix)
    return NULL;
  SohoaUpright *upright = g_new (SohoaUpright, 1);
  *upright = (SohoaUpright){pix, prepared->dpi * scale};
  return upright;
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
