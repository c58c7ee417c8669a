/* proposal.c - zones for a designer to finish: lines where people write, boxes and ovals that they mark.
 *
 * Writing of all scans together fills its places with smears; letters and words of a line run together, lines
 * stay apart. Boxes and ovals are told by their own print: a closed line about as large as a tick box around
 * nothing.
 */
#include "learn_internal.h"

#include <math.h>

static const double px_per_mm = SOHOA_LEARN_DPI / 25.4;
/* Gaps that one line of writing bridges. */
static const double word_gap_mm = 7, stroke_gap_mm = 0.8;
/* Smears less than this are no place to write. */
static const double line_w_least_mm = 7, line_h_least_mm = 1.8;
/* Room above and below the writing that was seen. */
static const double margin_mm = 1.0;
/* Higher than this are several lines: no single zone can be proposed for them by itself. */
static const double line_h_most_mm = 11;
/* A tick box or oval: sides, how much of it is line and how much nothing; and how alike those of a form are.
 */
static const double mark_least_mm = 2.4, mark_most_mm = 8.5, aspect_most = 2.5;
static const double mark_line_most = 0.62, mark_hole_least = 0.25, alike_mm = 0.5;

static SohoaRect
rect_of (const Box *box, double margin)
{
  int x, y, w, h;
  boxGetGeometry ((Box *) box, &x, &y, &w, &h);
  return (SohoaRect){x / px_per_mm - margin, y / px_per_mm - margin, w / px_per_mm + 2 * margin,
                     h / px_per_mm + 2 * margin};
}

static gboolean
touches (const GArray *zones, guint first, const SohoaRect *rect)
{
  for (guint i = first; i < zones->len; i++) {
    const SohoaRect *other = &g_array_index (zones, SohoaLearnedZone, i).box_mm;
    if (MIN (rect->x + rect->w, other->x + other->w) > MAX (rect->x, other->x) &&
        MIN (rect->y + rect->h, other->y + other->h) > MAX (rect->y, other->y))
      return TRUE;
  }
  return FALSE;
}

static void
add_zone (GArray *zones, guint page, SohoaZoneKind kind, const SohoaRect *rect)
{
  const SohoaLearnedZone zone = {.page = page, .kind = kind, .box_mm = *rect};
  g_array_append_val (zones, zone);
}

/* A closed line around nothing, of a mark's size. piece: 1 bpp, cut out. */
static gboolean
is_mark (Pix *piece)
{
  const double w = pixGetWidth (piece) / px_per_mm, h = pixGetHeight (piece) / px_per_mm;
  l_float32 line = 1, hole = 0;
  if (MIN (w, h) < mark_least_mm || MAX (w, h) > mark_most_mm || MAX (w, h) > aspect_most * MIN (w, h))
    return FALSE;
  g_autoptr (Pix) holes = pixHolesByFilling (piece, 4);
  if (holes == NULL || pixForegroundFraction (piece, &line) != 0 || pixForegroundFraction (holes, &hole) != 0)
    return FALSE;
  return line <= mark_line_most && hole >= mark_hole_least;
}

/* The boxes of a form are of one size; a large O of a heading is alone. */
static gboolean
has_twin (const GArray *marks, guint index)
{
  const SohoaRect *own = &g_array_index (marks, SohoaRect, index);
  for (guint i = 0; i < marks->len; i++) {
    const SohoaRect *other = &g_array_index (marks, SohoaRect, i);
    if (i != index && fabs (own->w - other->w) < alike_mm && fabs (own->h - other->h) < alike_mm)
      return TRUE;
  }
  return FALSE;
}

static gboolean
propose_marks (Pix *print, guint page, GArray *zones)
{
  Pixa *found = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (print, &found, 8);
  g_autoptr (Pixa) pieces = found;
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (SohoaRect));
  if (boxes == NULL || pieces == NULL)
    return FALSE;
  for (int i = 0; i < pixaGetCount (pieces); i++) {
    g_autoptr (Pix) piece = pixaGetPix (pieces, i, L_CLONE);
    g_autoptr (Box) box = boxaGetBox (boxes, i, L_CLONE);
    const SohoaRect rect = rect_of (box, 0);
    if (is_mark (piece))
      g_array_append_val (marks, rect);
  }
  for (guint i = 0; i < marks->len; i++)
    if (has_twin (marks, i))
      add_zone (zones, page, SOHOA_ZONE_CHECKBOX, &g_array_index (marks, SohoaRect, i));
  return TRUE;
}

static gboolean
propose_lines (Pix *writing, guint page, guint first, GArray *zones)
{
  const int gap = (int) (word_gap_mm * px_per_mm), stroke = (int) (stroke_gap_mm * px_per_mm);
  g_autoptr (Pix) smeared = pixCloseSafeBrick (NULL, writing, gap, stroke);
  g_autoptr (Pix) lines = smeared != NULL ? pixOpenBrick (NULL, smeared, 2 * stroke, stroke) : NULL;
  g_autoptr (Boxa) boxes = lines != NULL ? pixConnCompBB (lines, 8) : NULL;
  const double width_mm = pixGetWidth (writing) / px_per_mm, height_mm = pixGetHeight (writing) / px_per_mm;
  if (boxes == NULL)
    return FALSE;
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    g_autoptr (Box) box = boxaGetBox (boxes, i, L_CLONE);
    const SohoaRect tight = rect_of (box, 0), rect = rect_of (box, margin_mm);
    if (tight.w >= line_w_least_mm && tight.h >= line_h_least_mm && tight.h <= line_h_most_mm &&
        rect.x >= 0 && rect.y >= 0 && rect.x + rect.w <= width_mm && rect.y + rect.h <= height_mm &&
        !touches (zones, first, &rect))
      add_zone (zones, page, SOHOA_ZONE_TEXT, &rect);
  }
  return TRUE;
}

gboolean
sohoa_propose_zones (Pix *print, Pix *writing, guint page, GArray *zones)
{
  const guint first = zones->len;
  return propose_marks (print, page, zones) && propose_lines (writing, page, first, zones);
}
