/* choice.c - one tick box an option: the text of the one that is ticked. */
#include "mark.h"

/* The option that carries the answer. A box filled black beside a ticked one is a tick taken back. */
static int
choose (const SohoaMark *mark, guint n, gboolean *ret_doubtful)
{
  int best = -1;
  guint n_ticked = 0;
  for (guint i = 0; i < n; i++) {
    if (mark[i].state == SOHOA_MARK_EMPTY)
      continue;
    n_ticked++;
    gboolean beats = best < 0 || (mark[best].state == SOHOA_MARK_FILLED
                                    ? mark[i].state == SOHOA_MARK_TICKED
                                    : mark[i].state != SOHOA_MARK_FILLED && mark[i].ink > mark[best].ink);
    if (beats)
      best = (int) i;
  }
  *ret_doubtful =
    n_ticked > 1 || (best >= 0 && (mark[best].state != SOHOA_MARK_TICKED || mark[best].is_crossed));
  return best;
}

static SohoaReading *
read_choice (const SohoaReadContext *context, const SohoaZone *zone, GError **error)
{
  g_autoptr (SohoaReading) reading = sohoa_zone_reading (context, zone);
  guint n = zone->parts->len;
  g_autofree SohoaMark *mark = g_new0 (SohoaMark, n);
  for (guint i = 0; i < n; i++)
    if (!sohoa_mark_measure (context, &g_array_index (zone->parts, SohoaZonePart, i).box_mm, &mark[i], error))
      return NULL;
  gboolean doubtful;
  int chosen = choose (mark, n, &doubtful);
  double confidence = 1;
  for (guint i = 0; i < n; i++)
    confidence = MIN (confidence, mark[i].confidence);
  if (doubtful)
    reading->flags |= SOHOA_READING_DOUBTFUL;
  sohoa_reading_set (reading, chosen >= 0 ? g_array_index (zone->parts, SohoaZonePart, chosen).name : "",
                     doubtful ? MIN (confidence, 0.5) : confidence, "ink");
  for (guint i = 0; i < n; i++)
    if ((int) i != chosen && mark[i].state != SOHOA_MARK_EMPTY)
      sohoa_reading_add_alternative (reading, g_array_index (zone->parts, SohoaZonePart, i).name,
                                     1 - confidence);
  return g_steal_pointer (&reading);
}

const SohoaZoneReader sohoa_read_choice = {SOHOA_ZONE_CHOICE, "choice", read_choice};
