/* checkbox.c - one tick box: "true" or "false". */
#include "mark.h"

static SohoaReading *
read_checkbox (const SohoaReadContext *context, const SohoaZone *zone, GError **error)
{
  g_autoptr (SohoaReading) reading = sohoa_zone_reading (context, zone);
  SohoaMark mark;
  if (!sohoa_mark_measure (context, &zone->box_mm, &mark, error))
    return NULL;
  if (mark.state == SOHOA_MARK_DOUBTFUL || mark.state == SOHOA_MARK_FILLED || mark.is_crossed)
    reading->flags |= SOHOA_READING_DOUBTFUL;
  gboolean ticked = mark.state == SOHOA_MARK_TICKED || mark.state == SOHOA_MARK_FILLED;
  sohoa_reading_set (reading, ticked ? "true" : "false", mark.confidence, "ink");
  sohoa_reading_add_alternative (reading, ticked ? "false" : "true", 1 - mark.confidence);
  return g_steal_pointer (&reading);
}

const SohoaZoneReader sohoa_read_checkbox = {SOHOA_ZONE_CHECKBOX, "checkbox", read_checkbox};
