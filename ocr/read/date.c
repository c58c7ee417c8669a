/* date.c - day, month and year, each in its own place; "d/m/y" as written, "" when all are empty. */
#include "paste.h"

/* Between the numbers room enough for a word space. */
static const SohoaPasteLayout numbers = {.gap_mm = 3.0};

static SohoaReading *
read_date (const SohoaReadContext *context, const SohoaZone *zone, GError **error)
{
  g_autoptr (SohoaReading) reading = sohoa_zone_reading (context, zone);
  g_autoptr (SohoaPaste) paste = sohoa_paste_read (context, zone, SOHOA_CHARSET_DIGITS, &numbers, error);
  if (paste == NULL)
    return NULL;
  reading->flags |= paste->flags;
  reading->confidence = 1;
  if (paste->line == NULL)
    return g_steal_pointer (&reading);
  for (guint i = 0; i < zone->parts->len; i++)
    if (paste->inked[i] && *paste->text[i] == '\0')
      reading->flags |= SOHOA_READING_DOUBTFUL;
  g_autofree char *raw = g_strjoinv ("/", paste->text);
  sohoa_reading_set (reading, raw, paste->line->confidence, "date");
  return g_steal_pointer (&reading);
}

const SohoaZoneReader sohoa_read_date = {SOHOA_ZONE_DATE, "date", read_date};
