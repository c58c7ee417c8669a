/* signature.c - is there a signature? Ink of a certain amount and reach, whatever it shows. */
#include "lines.h"

static const double ink_mm2 = 3.0;  /* a short signature of a fine pen has 8 and more */
static const double reach_mm = 5.0; /* across its longer side */

static SohoaReading *
read_signature (const SohoaReadContext *context, const SohoaZone *zone, GError **error)
{
  g_autoptr (SohoaReading) reading = sohoa_zone_reading (context, zone);
  const SohoaMargin none = {0};
  g_autoptr (SohoaPatch) patch = sohoa_patch_new (context, &zone->box_mm, &none, error);
  if (patch == NULL)
    return NULL;
  sohoa_patch_flatten (patch);
  sohoa_patch_clean (patch);
  double px = sohoa_read_px (1), ink = 0, reach = 0;
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (patch->ink, &components, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    l_int32 n;
    pixCountPixels (components->pix[i], &n, NULL);
    ink += n / (px * px);
    reach = MAX (reach, MAX (boxes->box[i]->w, boxes->box[i]->h) / px);
  }
  gboolean is_signed = ink >= ink_mm2 && reach >= reach_mm;
  double strength = MIN (ink / ink_mm2, reach / reach_mm); /* 1 = on the edge */
  double confidence = is_signed ? 1 - 0.5 / MAX (strength, 1) : 1 - 0.5 * MIN (strength, 1);
  sohoa_reading_set (reading, is_signed ? "signed" : "", confidence, "ink");
  return g_steal_pointer (&reading);
}

const SohoaZoneReader sohoa_read_signature = {SOHOA_ZONE_SIGNATURE, "signature", read_signature};
