/* own_zone.c - see own_zone.h. */
#include "own_zone.h"

#include <math.h>

static const double LABEL_GAP_MM = 5; /* between a label and the zone below it */
static const double LINE_MM = 3.5;    /* words of a line differ less in height */
static const double REACH_MM = 4; /* beside a zone of text people write as well, where nothing is printed */
static const double CLEARANCE_MM = 0.4, LEAST_MM = 3.5; /* from print; of a zone that print cuts */

static SohoaRect
moved_rect (const SohoaPlacing *placing, SohoaPoint move, const SohoaRect *rect)
{
  const SohoaRect box = sohoa_placing_scaled (placing, rect);
  return (SohoaRect){box.x + move.x, box.y + move.y, box.w, box.h};
}

static gboolean
overlap (double a, double length_a, double b, double length_b)
{
  return a < b + length_b && b < a + length_a;
}

/* Whether a word of the blank stands right above (or else right below) the zone. */
static gboolean
is_beside (const SohoaRect *word, const SohoaRect *zone, gboolean above)
{
  const double middle = word->y + word->h / 2;
  const double gap = above ? zone->y - word->y - word->h : word->y - zone->y - zone->h;
  return overlap (word->x, word->w, zone->x, zone->w) && gap <= LABEL_GAP_MM &&
         (above ? middle <= zone->y : middle >= zone->y + zone->h);
}

/* Where the line of print right above (below) the zone has its top on the page; FALSE when there is none. */
static gboolean
line_beside (const SohoaPlacing *placing, const SohoaRect *zone, gboolean above, double *ret_top)
{
  double nearest = INFINITY;
  gboolean found = FALSE;
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < placing->pairs->len; i++) {
      const SohoaWordPair *pair = &g_array_index (placing->pairs, SohoaWordPair, i);
      const SohoaRect from = sohoa_compared_word_box (sohoa_compared_word (placing->printed, pair->printed));
      const double top = sohoa_compared_word (placing->seen, pair->seen)->mm.y -
                         sohoa_compared_word (placing->seen, pair->seen)->height_mm / 2;
      const double apart = fabs (from.y + from.h / 2 - zone->y - zone->h / 2);
      if (!is_beside (&from, zone, above))
        continue;
      if (pass == 0)
        nearest = MIN (nearest, apart);
      else if (apart < nearest + LINE_MM) {
        *ret_top = found ? MIN (*ret_top, top) : top;
        found = TRUE;
      }
    }
  return found;
}

/* Whether the label stands before the zone, in its line. */
static gboolean
is_before (const SohoaRect *label, const SohoaRect *zone)
{
  const double middle = label->y + label->h / 2;
  return label->x < zone->x && middle > zone->y && middle < zone->y + zone->h;
}

/* Beside a zone people write as well, but not on its label. */
static void
reach_sideways (const SohoaFoundLabel *label, const SohoaRect *zone, SohoaRect *area)
{
  const double left = label && is_before (&label->printed, zone) ? 0 : REACH_MM;
  area->x -= left;
  area->w += left + REACH_MM;
}

/* From the line of a label above the zone, behind which something may be written, to the label below it. */
static void
reach_labels (const SohoaPlacing *placing, const SohoaFoundLabel *label, const SohoaRect *zone,
              SohoaRect *area)
{
  const double top = area->y, bottom = area->y + area->h;
  double above, below;
  if (label && is_before (&label->printed, zone))
    return;
  if (line_beside (placing, zone, TRUE, &above) && above < bottom - LEAST_MM) {
    area->y = MIN (top, above);
    area->h = bottom - area->y;
  }
  if (line_beside (placing, zone, FALSE, &below) && below > area->y + LEAST_MM)
    area->h = below - area->y;
}

/* Takes off what is on the other side of a word of print that stands below, right or left of the zone. */
static void
cut_at_word (const SohoaRect *zone, const SohoaRect *from, const SohoaRect *to, SohoaRect *area)
{
  const double right = area->x + area->w, bottom = area->y + area->h;
  const double x = from->x + from->w / 2, y = from->y + from->h / 2;
  if (!overlap (to->x, to->w, area->x, area->w) || !overlap (to->y, to->h, area->y, area->h))
    return;
  if (y > zone->y + zone->h && to->y > area->y + LEAST_MM)
    area->h = MIN (bottom, to->y - CLEARANCE_MM) - area->y;
  else if (x > zone->x + zone->w && to->x > area->x + LEAST_MM)
    area->w = MIN (right, to->x - CLEARANCE_MM) - area->x;
  else if (x < zone->x && y > zone->y && to->x + to->w < right - LEAST_MM) {
    area->x = MAX (area->x, to->x + to->w + CLEARANCE_MM);
    area->w = right - area->x;
  }
}

/* The cell around the middle of the zone. */
static void
cut_at_rules (const GArray *rules, SohoaRect *area)
{
  const double middle = area->x + area->w / 2;
  for (guint i = 0; i < rules->len; i++) {
    const SohoaRect *rule = &g_array_index (rules, SohoaRect, i);
    const double right = area->x + area->w;
    if (!overlap (rule->y, rule->h, area->y, area->h) || !overlap (rule->x, rule->w, area->x, area->w))
      continue;
    if (rule->x > middle)
      area->w = rule->x - area->x;
    else {
      area->x = rule->x + rule->w;
      area->w = right - area->x;
    }
  }
}

static gboolean
is_text (const SohoaZone *zone)
{
  return zone->kind == SOHOA_ZONE_TEXT || zone->kind == SOHOA_ZONE_MULTILINE ||
         zone->kind == SOHOA_ZONE_TABLE_CELL;
}

/* A zone that only moved, with its parts. */
static SohoaZone *
moved_zone (const SohoaPlacing *placing, const SohoaZone *zone, SohoaPoint move)
{
  const SohoaRect area = moved_rect (placing, move, &zone->box_mm);
  SohoaZone *moved = sohoa_zone_new (zone->field, zone->kind, zone->charset, 1, &area);
  for (guint i = 0; i < zone->parts->len; i++) {
    const SohoaZonePart *part = &g_array_index (zone->parts, SohoaZonePart, i);
    const SohoaRect box = moved_rect (placing, move, &part->box_mm);
    sohoa_zone_add_part (moved, part->name, &box);
  }
  return moved;
}

/* Where the text of a zone may stand: between the print around it. */
static SohoaRect
text_area (const SohoaPlacing *placing, const SohoaZone *zone, SohoaPoint move, const GArray *rules)
{
  const SohoaRect there = sohoa_placing_scaled (placing, &zone->box_mm);
  SohoaRect area = moved_rect (placing, move, &zone->box_mm);
  const SohoaFoundLabel *label = g_hash_table_lookup (placing->labels, zone);
  reach_sideways (label, &there, &area);
  reach_labels (placing, label, &there, &area);
  for (guint i = 0; i < placing->pairs->len; i++) {
    const SohoaWordPair *pair = &g_array_index (placing->pairs, SohoaWordPair, i);
    const SohoaRect from = sohoa_compared_word_box (sohoa_compared_word (placing->printed, pair->printed)),
                    to = sohoa_compared_word_box (sohoa_compared_word (placing->seen, pair->seen));
    cut_at_word (&there, &from, &to, &area);
  }
  cut_at_rules (rules, &area);
  area.w = MAX (area.w, LEAST_MM), area.h = MAX (area.h, LEAST_MM);
  return area;
}

SohoaZone *
sohoa_own_zone_new (const SohoaPlacing *placing, const SohoaZone *zone, const GArray *rules)
{
  if (g_hash_table_contains (placing->absent, zone))
    return NULL;
  const SohoaPoint move = sohoa_placing_zone_move (placing, zone);
  if (!is_text (zone))
    return moved_zone (placing, zone, move);
  const SohoaRect area = text_area (placing, zone, move, rules);
  return sohoa_zone_new (zone->field, SOHOA_ZONE_TABLE_CELL, zone->charset, 1, &area);
}
