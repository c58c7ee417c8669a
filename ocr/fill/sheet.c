/* sheet.c - see sheet.h: one function a kind of zone. */
#include "sheet.h"

#include <math.h>
#include <string.h>

#include "lettering.h"

static const double PtPerMm = 72 / 25.4;
static const double PadMm = 0.8;     /* from the ends of a line, and from the rules of a cell */
static const double TickInset = 0.2; /* of a box's side */
static const double TickLineMm = 0.5;
static const double AfterMm = 2;        /* clear behind a text, before its leader goes on */
static const double DotMaxMm = 1;       /* of a leader */
static const double LineLeading = 1.25; /* from line to line in a cell, in sizes */

/* A dotted or ruled line has at least that share of its length dark; less are marks of letters around. */
static const double LeaderShare = 0.1;
enum { INK_BELOW = 160 };

/* ---- the line that one writes on ---- */

typedef struct {
  double top_mm, bottom_mm; /* of its ink */
} Leader;

static guint
count_dark (Pix *blank, int y, int x0, int x1)
{
  const l_uint32 *row = pixGetData (blank) + (gsize) y * (gsize) pixGetWpl (blank);
  guint n = 0;
  for (int x = MAX (0, x0); x < MIN (x1, pixGetWidth (blank)); x++)
    n += GET_DATA_BYTE (row, x) < INK_BELOW;
  return n;
}

/* The darkest row in the lower part of the box, with its neighbours; FALSE when nothing is printed there. */
static gboolean
find_leader (const SohoaSheet *sheet, const SohoaRect *box, Leader *ret_leader)
{
  const double px_per_mm = SOHOA_FILL_DPI / 25.4;
  const int x0 = (int) (box->x * px_per_mm), x1 = (int) ((box->x + box->w) * px_per_mm);
  const int y0 = (int) ((box->y + box->h / 3) * px_per_mm);
  const int y1 = MIN ((int) ((box->y + box->h) * px_per_mm), pixGetHeight (sheet->blank));
  const guint least = (guint) (LeaderShare * (x1 - x0));
  guint most = 0;
  int darkest = -1;

  for (int y = MAX (0, y0); y < y1; y++) {
    guint dark = count_dark (sheet->blank, y, x0, x1);
    if (dark > most)
      most = dark, darkest = y;
  }
  if (darkest < 0 || most < least)
    return FALSE;
  int top = darkest, bottom = darkest + 1;
  while (top > y0 && count_dark (sheet->blank, top - 1, x0, x1) * 4 > most)
    top--;
  while (bottom < y1 && count_dark (sheet->blank, bottom, x0, x1) * 4 > most)
    bottom++;
  *ret_leader = (Leader){top / px_per_mm, bottom / px_per_mm};
  return TRUE;
}

/* The first place from x on, in steps of 1 or -1, around which the leader has no ink: dots are taken whole,
 * half a one reads as a full stop. x itself where there is none near: a rule. */
static int
between_dots (const SohoaSheet *sheet, const Leader *leader, int x, int step)
{
  enum { AROUND_PX = 2 }; /* what smoothing leaves of a dot's edge */
  const double px_per_mm = SOHOA_FILL_DPI / 25.4;
  const int near_px = (int) (DotMaxMm * px_per_mm);
  const int y0 = (int) lround (leader->top_mm * px_per_mm), y1 = (int) lround (leader->bottom_mm * px_per_mm);
  for (int i = 0; i <= near_px; i++) {
    const int place = x + i * step;
    guint dark = 0;
    for (int y = y0; y < y1; y++)
      dark += count_dark (sheet->blank, y, place - AROUND_PX, place + AROUND_PX + 1);
    if (dark == 0)
      return place;
  }
  return x;
}

/* Dots between letters make both hard to read: they make room for the text. */
static void
clear_leader (const SohoaSheet *sheet, const Leader *leader, double x_mm, double width_mm)
{
  static const double AroundMm = 0.15;
  const double px_per_mm = SOHOA_FILL_DPI / 25.4;
  const int x0 = between_dots (sheet, leader, (int) floor (x_mm * px_per_mm), -1);
  const int x1 = between_dots (sheet, leader, (int) ceil ((x_mm + width_mm) * px_per_mm), 1);
  cairo_rectangle (sheet->cairo, x0 / px_per_mm * PtPerMm, (leader->top_mm - AroundMm) * PtPerMm,
                   (x1 - x0) / px_per_mm * PtPerMm,
                   (leader->bottom_mm - leader->top_mm + 2 * AroundMm) * PtPerMm);
  cairo_set_source_rgb (sheet->cairo, 1, 1, 1);
  cairo_fill (sheet->cairo);
  cairo_set_source_rgb (sheet->cairo, 0, 0, 0);
}

/* A line of text in a box, from its left end or in its middle. */
typedef enum { LEFT, MIDDLE } Alignment;

static void
write_line (const SohoaSheet *sheet, const SohoaRect *box, const char *text, SohoaLetterSize size,
            Alignment alignment)
{
  const double width_mm = sohoa_lettering_width (sheet->cairo, text, size) / PtPerMm;
  const double capitals_mm = SOHOA_CAPITAL_HEIGHT * size.size_pt / PtPerMm;
  const double x_mm = box->x + (alignment == LEFT ? PadMm : (box->w - width_mm) / 2);
  double base_mm = box->y + (box->h + capitals_mm) / 2;
  Leader leader;

  if (find_leader (sheet, box, &leader)) {
    base_mm = leader.bottom_mm;
    clear_leader (sheet, &leader, box->x,
                  alignment == LEFT ? MIN (PadMm + width_mm + AfterMm, box->w) : box->w);
  }
  sohoa_lettering_draw (sheet->cairo, x_mm * PtPerMm, base_mm * PtPerMm, text, size);
}

/* ---- kinds ---- */

static gboolean
write_lines (SohoaSheet *sheet, const SohoaRect *boxes, guint n_boxes, const char *text)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree double *widths = g_new (double, n_boxes);
  SohoaLetterSize size;

  for (guint i = 0; i < n_boxes; i++)
    widths[i] = (boxes[i].w - 2 * PadMm) * PtPerMm;
  if (!sohoa_lettering_break (sheet->cairo, text, widths, n_boxes, &size, lines))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    write_line (sheet, &boxes[i], g_ptr_array_index (lines, i), size, LEFT);
  return TRUE;
}

static gboolean
write_text (SohoaSheet *sheet, const SohoaZone *zone, const char *text)
{
  return write_lines (sheet, &zone->box_mm, 1, text);
}

static gboolean
write_multiline (SohoaSheet *sheet, const SohoaZone *zone, const char *text)
{
  g_autofree SohoaRect *boxes = g_new (SohoaRect, zone->parts->len);
  for (guint i = 0; i < zone->parts->len; i++)
    boxes[i] = g_array_index (zone->parts, SohoaZonePart, i).box_mm;
  return write_lines (sheet, boxes, zone->parts->len, text);
}

/* As many lines as a cell is high at some size. */
static gboolean
break_into_cell (SohoaSheet *sheet, const SohoaRect *cell, const char *text, SohoaLetterSize *ret_size,
                 GPtrArray *lines)
{
  enum { LINES_MAX = 8 };
  double widths[LINES_MAX];
  for (guint i = 0; i < LINES_MAX; i++)
    widths[i] = (cell->w - 2 * PadMm) * PtPerMm;
  for (guint n = 1; n <= LINES_MAX; n++)
    if (sohoa_lettering_break (sheet->cairo, text, widths, n, ret_size, lines) &&
        lines->len * LineLeading * ret_size->size_pt <= cell->h * PtPerMm)
      return TRUE;
  return FALSE;
}

static gboolean
write_cell (SohoaSheet *sheet, const SohoaZone *zone, const char *text)
{
  const SohoaRect *cell = &zone->box_mm;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  SohoaLetterSize size;

  if (!break_into_cell (sheet, cell, text, &size, lines))
    return FALSE;
  const double leading_pt = LineLeading * size.size_pt;
  const double below_first = (lines->len - 1) * leading_pt;
  double y = (cell->y + cell->h / 2) * PtPerMm + (SOHOA_CAPITAL_HEIGHT * size.size_pt - below_first) / 2;
  for (guint i = 0; i < lines->len; i++, y += leading_pt)
    sohoa_lettering_draw (sheet->cairo, (cell->x + PadMm) * PtPerMm, y, g_ptr_array_index (lines, i), size);
  return TRUE;
}

static gboolean
write_comb (SohoaSheet *sheet, const SohoaZone *zone, const char *text)
{
  guint i = 0;
  if (g_utf8_strlen (text, -1) > (glong) zone->parts->len)
    return FALSE;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c), i++) {
    const SohoaRect *cell = &g_array_index (zone->parts, SohoaZonePart, i).box_mm;
    g_autofree char *letter = g_strndup (c, (gsize) (g_utf8_next_char (c) - c));
    const SohoaLetterSize size = sohoa_letter_sizes[0];
    const double width_pt = sohoa_lettering_width (sheet->cairo, letter, size);
    sohoa_lettering_draw (sheet->cairo, (cell->x + cell->w / 2) * PtPerMm - width_pt / 2,
                          (cell->y + cell->h / 2) * PtPerMm + SOHOA_CAPITAL_HEIGHT * size.size_pt / 2, letter,
                          size);
  }
  return TRUE;
}

static const SohoaRect *
find_part (const SohoaZone *zone, const char *name)
{
  for (guint i = 0; i < zone->parts->len; i++) {
    const SohoaZonePart *part = &g_array_index (zone->parts, SohoaZonePart, i);
    if (strcmp (part->name, name) == 0)
      return &part->box_mm;
  }
  return NULL;
}

/* "01/08/1998", "08/1998" or "1998": the year comes last. */
static gboolean
write_date (SohoaSheet *sheet, const SohoaZone *zone, const char *text)
{
  static const char *const names[] = {"y", "m", "d"};
  g_auto (GStrv) numbers = g_strsplit (text, "/", -1);
  const guint n = g_strv_length (numbers);
  const SohoaLetterSize size = sohoa_letter_sizes[0];

  if (n > G_N_ELEMENTS (names))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    const SohoaRect *part = find_part (zone, names[n - 1 - i]);
    if (part == NULL || sohoa_lettering_width (sheet->cairo, numbers[i], size) > part->w * PtPerMm)
      return FALSE;
  }
  for (guint i = 0; i < n; i++)
    write_line (sheet, find_part (zone, names[n - 1 - i]), numbers[i], size, MIDDLE);
  return TRUE;
}

static gboolean
tick (SohoaSheet *sheet, const SohoaRect *box)
{
  const double inset = TickInset * MIN (box->w, box->h);
  const double x0 = (box->x + inset) * PtPerMm, x1 = (box->x + box->w - inset) * PtPerMm;
  const double y0 = (box->y + inset) * PtPerMm, y1 = (box->y + box->h - inset) * PtPerMm;
  cairo_move_to (sheet->cairo, x0, y0);
  cairo_line_to (sheet->cairo, x1, y1);
  cairo_move_to (sheet->cairo, x0, y1);
  cairo_line_to (sheet->cairo, x1, y0);
  cairo_set_line_width (sheet->cairo, TickLineMm * PtPerMm);
  cairo_stroke (sheet->cairo);
  return TRUE;
}

static gboolean
write_choice (SohoaSheet *sheet, const SohoaZone *zone, const char *text)
{
  const SohoaRect *option = find_part (zone, text);
  return option != NULL && tick (sheet, option);
}

static gboolean
write_checkbox (SohoaSheet *sheet, const SohoaZone *zone, const char *text)
{
  return strcmp (text, "true") == 0 && tick (sheet, &zone->box_mm);
}

/* Nobody signs for another, and codes are not copied. */
static gboolean
refuse (SohoaSheet *sheet, const SohoaZone *zone, const char *text)
{
  return FALSE;
}

gboolean
sohoa_sheet_write (SohoaSheet *sheet, const SohoaZone *zone, const char *text)
{
  static gboolean (*const writers[]) (SohoaSheet *, const SohoaZone *, const char *) = {
    [SOHOA_ZONE_TEXT] = write_text,       [SOHOA_ZONE_MULTILINE] = write_multiline,
    [SOHOA_ZONE_COMB] = write_comb,       [SOHOA_ZONE_DATE] = write_date,
    [SOHOA_ZONE_CHOICE] = write_choice,   [SOHOA_ZONE_CHECKBOX] = write_checkbox,
    [SOHOA_ZONE_TABLE_CELL] = write_cell, [SOHOA_ZONE_SIGNATURE] = refuse,
    [SOHOA_ZONE_BARCODE] = refuse,
  };
  cairo_set_source_rgb (sheet->cairo, 0, 0, 0);
  return *text != '\0' && writers[zone->kind](sheet, zone, text);
}
