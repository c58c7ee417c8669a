/* signature.c - is there a signature? Ink of a certain amount and reach, whatever it shows. What comes from
 * elsewhere says that a person should look. */
#include "lines.h"

static const double ink_mm2 = 3.0;                  /* a short signature of a fine pen has 8 and more */
static const double reach_mm = 5.0;                 /* across its longer side */
static const double foreign_mm2 = 1.0;              /* of a stamp, a fold, another signature */
static const SohoaMargin around = {12, 12, 12, 12}; /* strokes are followed so far */

/* Ink of the zone, square millimetres; the longest side of its strokes. */
typedef struct {
  double own, foreign, reach;
} Strokes;

/* A stroke most of which lies elsewhere, such as of a stamp, a fold or the signature beside, is foreign. */
static Strokes
measure (const SohoaPatch *patch, Box *zone)
{
  Strokes strokes = {0};
  double px = sohoa_read_px (1);
  g_autoptr (Pix) inside = pixCreateTemplate (patch->ink);
  pixRasterop (inside, zone->x, zone->y, zone->w, zone->h, PIX_SRC, patch->ink, zone->x, zone->y);
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (patch->ink, &components, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    Box *box = boxes->box[i];
    g_autoptr (Pix) part = pixCopy (NULL, components->pix[i]);
    pixRasterop (part, 0, 0, box->w, box->h, PIX_SRC & PIX_DST, inside, box->x, box->y);
    l_int32 all, own;
    pixCountPixels (components->pix[i], &all, NULL);
    pixCountPixels (part, &own, NULL);
    if (2 * own < all) {
      strokes.foreign += own / (px * px);
      continue;
    }
    strokes.own += own / (px * px);
    strokes.reach = MAX (strokes.reach, MAX (box->w, box->h) / px);
  }
  return strokes;
}

static SohoaReading *
read_signature (const SohoaReadContext *context, const SohoaZone *zone, GError **error)
{
  g_autoptr (SohoaReading) reading = sohoa_zone_reading (context, zone);
  g_autoptr (SohoaPatch) patch = sohoa_patch_new (context, &zone->box_mm, &around, error);
  if (patch == NULL)
    return NULL;
  g_autoptr (Box) box = sohoa_patch_box (patch, &zone->box_mm);
  sohoa_patch_flatten (patch);
  sohoa_patch_clean (patch);
  const Strokes strokes = measure (patch, box);
  if (strokes.foreign >= foreign_mm2)
    reading->flags |= SOHOA_READING_COVERED;
  double strength = MIN (strokes.own / ink_mm2, strokes.reach / reach_mm); /* 1 = on the edge */
  gboolean is_signed = strength >= 1;
  double confidence = is_signed ? 1 - 0.5 / MAX (strength, 1) : 1 - 0.5 * MIN (strength, 1);
  sohoa_reading_set (reading, is_signed ? "signed" : "", confidence, "ink");
  return g_steal_pointer (&reading);
}

const SohoaZoneReader sohoa_read_signature = {SOHOA_ZONE_SIGNATURE, "signature", read_signature};
