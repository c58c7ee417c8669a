/* comb.c - one character a cell: cells pasted into one line. A blank cell is a space. */
#include "paste.h"

/* Between the characters of two cells as in print, where a recognizer learnt them. */
static const SohoaPasteLayout cells = {.gap_mm = 0.7, .are_cells = TRUE};

static SohoaReading *
read_comb (const SohoaReadContext *context, const SohoaZone *zone, GError **error)
{
  g_autoptr (SohoaReading) reading = sohoa_zone_reading (context, zone);
  g_autoptr (SohoaPaste) paste = sohoa_paste_read (context, zone, zone->charset, &cells, error);
  if (paste == NULL)
    return NULL;
  reading->flags |= paste->flags;
  reading->confidence = 1;
  if (paste->line == NULL)
    return g_steal_pointer (&reading);
  g_autoptr (GString) raw = g_string_new (NULL);
  for (guint i = 0; i < zone->parts->len; i++) {
    g_string_append (raw, paste->inked[i] ? paste->text[i] : " ");
    if (paste->inked[i] && g_utf8_strlen (paste->text[i], -1) != 1)
      reading->flags |= SOHOA_READING_DOUBTFUL;
  }
  sohoa_reading_set (reading, raw->str, paste->line->confidence, "comb");
  return g_steal_pointer (&reading);
}

const SohoaZoneReader sohoa_read_comb = {SOHOA_ZONE_COMB, "comb", read_comb};
