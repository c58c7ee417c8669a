/* text.c - a zone of one line. */
#include "lines.h"

static SohoaReading *
read_text (const SohoaReadContext *context, const SohoaZone *zone, GError **error)
{
  g_autoptr (SohoaReading) reading = sohoa_zone_reading (context, zone);
  g_autoptr (SohoaSpelling) spelling = sohoa_spelling_new ();
  if (!sohoa_line_read (context, &zone->box_mm, zone->charset, spelling, &reading->flags, error))
    return NULL;
  sohoa_spelling_finish (spelling, reading);
  return g_steal_pointer (&reading);
}

const SohoaZoneReader sohoa_read_text = {SOHOA_ZONE_TEXT, "text", read_text};
