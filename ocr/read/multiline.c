/* multiline.c - a zone of several ruled or dotted lines, read one by one and joined by spaces. */
#include "lines.h"

static SohoaReading *
read_multiline (const SohoaReadContext *context, const SohoaZone *zone, GError **error)
{
  g_autoptr (SohoaReading) reading = sohoa_zone_reading (context, zone);
  g_autoptr (SohoaSpelling) spelling = sohoa_spelling_new ();
  for (guint i = 0; i < zone->parts->len; i++) {
    const SohoaZonePart *part = &g_array_index (zone->parts, SohoaZonePart, i);
    if (!sohoa_line_read (context, &part->box_mm, zone->charset, spelling, &reading->flags, error))
      return NULL;
  }
  sohoa_spelling_finish (spelling, reading);
  return g_steal_pointer (&reading);
}

const SohoaZoneReader sohoa_read_multiline = {SOHOA_ZONE_MULTILINE, "multiline", read_multiline};
