/* writing.c - telling the writing of a zone from everything else that is still there after cleaning. */
#include "writing.h"

#include <stdlib.h>

static const double speck_mm = 0.3, /* a full stop is 0.35 mm or more */
  body_mm = 1.0,                    /* strokes that large make writing; accents and stops belong to one */
  stray_mm = 3.0,                   /* small marks further than this from any body are not writing */
  overhang_mm = 0.25,               /* middles may lie that far above or below the zone */
  lead_in_mm = 1.0;                 /* and that far to its left */

static gboolean
is_body (const Box *box)
{
  return box->h >= sohoa_read_px (body_mm) || box->w >= sohoa_read_px (body_mm * 1.2);
}

static gboolean
is_speck (const Box *box)
{
  return box->w < sohoa_read_px (speck_mm) && box->h < sohoa_read_px (speck_mm);
}

/* Does the stroke belong to the zone by its place? */
static gboolean
belongs (const Box *box, const Box *zone, int height)
{
  double overhang = sohoa_read_px (overhang_mm);
  double x = box->x + box->w / 2.0, y = box->y + box->h / 2.0;
  if (x < zone->x - sohoa_read_px (lead_in_mm) || y < zone->y - overhang || y > zone->y + zone->h + overhang)
    return FALSE;
  gboolean leaves = box->y <= 0 || box->y + box->h >= height;
  int inside = MIN (box->y + box->h, zone->y + zone->h) - MAX (box->y, zone->y);
  return !leaves || 3 * inside >= 2 * box->h;
}

static void
erase (Pix *ink, Pixa *components, int i, const Box *box)
{
  pixRasterop (ink, box->x, box->y, box->w, box->h, PIX_DST & PIX_NOT (PIX_SRC), components->pix[i], 0, 0);
}

/* Gap in px between two boxes along x; 0 when they overlap. */
static int
gap (const Box *a, const Box *b)
{
  return MAX (0, MAX (a->x, b->x) - MIN (a->x + a->w, b->x + b->w));
}

static gboolean
near_body (const Boxa *boxes, int i)
{
  for (int j = 0; j < boxes->n; j++)
    if (is_body (boxes->box[j]) && gap (boxes->box[i], boxes->box[j]) <= sohoa_read_px (stray_mm))
      return TRUE;
  return FALSE;
}

static void
erase_strays (Pix *ink)
{
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (ink, &components, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++)
    if (!is_body (boxes->box[i]) && !near_body (boxes, i))
      erase (ink, components, i, boxes->box[i]);
}

void
sohoa_writing_select (SohoaPatch *patch, const Box *zone)
{
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (patch->ink, &components, 8);
  int height = pixGetHeight (patch->ink);
  for (int i = 0; i < boxaGetCount (boxes); i++)
    if (is_speck (boxes->box[i]) || !belongs (boxes->box[i], zone, height))
      erase (patch->ink, components, i, boxes->box[i]);
  erase_strays (patch->ink);
}

gboolean
sohoa_writing_present (const SohoaPatch *patch)
{
  g_autoptr (Boxa) boxes = pixConnCompBB (patch->ink, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++)
    if (is_body (boxes->box[i]))
      return TRUE;
  return FALSE;
}

/* The gray of the ink and its soft edges; what was erased from the ink stays out. */
static Pix *
paint (const SohoaPatch *patch)
{
  g_autoptr (Pix) all = pixThresholdToBinary (patch->gray, 150);
  g_autoptr (Pix) keep = pixDilateBrick (NULL, patch->ink, 5, 5);
  pixSubtract (all, all, patch->ink);
  pixSubtract (keep, keep, all);
  pixInvert (keep, keep);
  Pix *gray = pixCopy (NULL, patch->gray);
  pixSetMasked (gray, keep, 255);
  return gray;
}

Pix *
sohoa_writing_image (const SohoaPatch *patch, const Box *box)
{
  g_autoptr (Pix) ink = pixCopy (NULL, patch->ink);
  if (box != NULL) {
    g_autoptr (Box) window = boxCopy ((Box *) box);
    g_autoptr (Pix) mask = pixCreateTemplate (ink);
    pixSetInRect (mask, window);
    pixAnd (ink, ink, mask);
  }
  g_autoptr (Box) hull = NULL;
  if (pixClipToForeground (ink, NULL, &hull) != 0 || hull == NULL)
    return NULL;
  g_autoptr (Pix) gray = paint (patch);
  g_autoptr (Pix) trimmed = pixClipRectangle (gray, hull, NULL);
  return pixAddBorder (trimmed, SOHOA_WRITING_BORDER, 255);
}
