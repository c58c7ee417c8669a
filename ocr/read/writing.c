/* writing.c - telling the writing of a zone from everything else that is still there after cleaning. */
#include "writing.h"

#include "grain.h"

static const double body_mm = 1.0;  /* strokes that large make writing; accents and stops belong to one */
static const double stray_mm = 3.0; /* small marks further than this from any body are not writing */
static const double above_mm = 1.3; /* or that far above or below; marks on marks of capitals are nearer */
static const double overhang_mm = 0.25; /* middles may lie that far above or below the zone */
static const double lead_in_mm = 1.0;   /* and that far to its left */

static const double word_gap_mm = 2.0;   /* words of one value are not further apart */
static const double strike_mm = 2.6;     /* no letter has a level stroke that long at half height */
static const l_float32 full_rank = 0.6f; /* share of the inked rows that have less than a full one */

static const double joined_mm = 4.0; /* letters joined to a stroke from elsewhere are that near to others */
static const double tall_mm = 5.5;   /* strokes that leave the patch and are taller than letters, */
static const double wide_mm = 4.0;   /* or wider, come from elsewhere */
static const double mostly = 0.7;    /* share of the ink of large writing that lies in its zone */
static const double gap_mm = 6.0;    /* the words of a value are nearer */
static const double covered_from =
  0.25; /* share of strokes from elsewhere that makes a stamp or a signature likely */

static const guint cloud_from = 8; /* specks that can hide a letter's marks */

static gboolean
is_body (const Box *box)
{
  return box->h >= sohoa_read_px (body_mm) || box->w >= sohoa_read_px (body_mm * 1.2);
}

static gboolean
is_speck (const Box *box)
{
  return box->w * box->h <= 2;
}

/* Does the stroke lie in the zone? */
static gboolean
belongs (const Box *box, const Box *zone)
{
  double overhang = sohoa_read_px (overhang_mm);
  double x = box->x + box->w / 2.0, y = box->y + box->h / 2.0;
  return x >= zone->x - sohoa_read_px (lead_in_mm) && y >= zone->y - overhang &&
         y <= zone->y + zone->h + overhang;
}

/* Rows of a patch: within top .. bottom a stroke is the zone's own if it lies there; beyond, it may come from
 * elsewhere. */
typedef struct {
  int top, bottom, height;
} Rows;

static Rows
rows_of (const SohoaPatch *patch, const Box *zone, int near)
{
  int height = pixGetHeight (patch->ink);
  return (Rows){MAX (zone->y - near, 0), MIN (zone->y + zone->h + near, height), height};
}

/* Does it reach so far, and is it not like a letter of the zone? */
static gboolean
is_suspect (const Box *box, const Box *zone, const Rows *rows)
{
  if (box->y > rows->top && box->y + box->h < rows->bottom)
    return FALSE;
  int inside = MIN (box->y + box->h, zone->y + zone->h) - MAX (box->y, zone->y);
  return 3 * inside < 2 * box->h || box->h >= sohoa_read_px (tall_mm) || box->w >= sohoa_read_px (wide_mm);
}

static gboolean
is_mostly_inside (Pix *component, const Box *box, const Box *zone)
{
  int y0 = CLAMP (zone->y - box->y, 0, box->h), y1 = CLAMP (zone->y + zone->h - box->y, 0, box->h);
  if (y1 <= y0)
    return FALSE;
  Box rows = {.x = 0, .y = y0, .w = box->w, .h = y1 - y0};
  g_autoptr (Pix) part = pixClipRectangle (component, &rows, NULL);
  l_int32 all = 0, inside = 0;
  pixCountPixels (component, &all, NULL);
  pixCountPixels (part, &inside, NULL);
  return inside >= mostly * all;
}

/* Does it come from elsewhere: a stamp, a signature, a neighbour's stroke? Large writing of the zone's own
 * ends within the patch and has most of its ink in the zone. */
static gboolean
is_foreign (Pix *component, const Box *box, const Box *zone, const Rows *rows)
{
  if (!is_suspect (box, zone, rows))
    return FALSE;
  return box->y == 0 || box->y + box->h == rows->height || !is_mostly_inside (component, box, zone);
}

static void
erase (Pix *ink, Pixa *components, int i, const Box *box)
{
  pixRasterop (ink, box->x, box->y, box->w, box->h, PIX_DST & PIX_NOT (PIX_SRC), components->pix[i], 0, 0);
}

/* Gap in px between two boxes along x; 0 when they overlap. */
static int
gap (const Box *a, const Box *b)
{
  return MAX (0, MAX (a->x, b->x) - MIN (a->x + a->w, b->x + b->w));
}

/* Along y. */
static int
gap_between_rows (const Box *a, const Box *b)
{
  return MAX (0, MAX (a->y, b->y) - MIN (a->y + a->h, b->y + b->h));
}

static gboolean
near_body (const Boxa *boxes, int i)
{
  for (int j = 0; j < boxes->n; j++)
    if (is_body (boxes->box[j]) && gap (boxes->box[i], boxes->box[j]) <= sohoa_read_px (stray_mm) &&
        gap_between_rows (boxes->box[i], boxes->box[j]) <= sohoa_read_px (above_mm))
      return TRUE;
  return FALSE;
}

static void
erase_strays (Pix *ink)
{
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (ink, &components, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++)
    if (!is_body (boxes->box[i]) && !near_body (boxes, i))
      erase (ink, components, i, boxes->box[i]);
}

/* The right end of what belongs together: from the zone's end on, strokes count while no gap is wider than a
 * word space. */
static int
right_end (const Boxa *boxes, const Box *zone)
{
  int end = zone->x + zone->w;
  for (gboolean grown = TRUE; grown;) {
    grown = FALSE;
    for (int i = 0; i < boxes->n; i++) {
      const Box *box = boxes->box[i];
      if (box->x + box->w > end && box->x <= end + sohoa_read_px (word_gap_mm) && is_body (box)) {
        end = box->x + box->w;
        grown = TRUE;
      }
    }
  }
  return end;
}

/* Does anything of the writing cross the zone's right end, or end just before it? */
gboolean
sohoa_writing_runs_on (const SohoaPatch *patch, const Box *zone)
{
  g_autoptr (Boxa) boxes = pixConnCompBB (patch->ink, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    const Box *box = boxes->box[i];
    if (is_body (box) && box->x + box->w > zone->x + zone->w - sohoa_read_px (word_gap_mm))
      return TRUE;
  }
  return FALSE;
}

/* Grows a box to hold another; `all` is empty at first. */
static void
take_in (Box *all, const Box *box)
{
  int x0 = all->w > 0 ? MIN (all->x, box->x) : box->x, y0 = all->w > 0 ? MIN (all->y, box->y) : box->y;
  int x1 = MAX (all->x + all->w, box->x + box->w), y1 = MAX (all->y + all->h, box->y + box->h);
  *all = (Box){.x = x0, .y = y0, .w = x1 - x0, .h = y1 - y0};
}

/* Erases what lies outside of a box. */
static void
erase_around (Pix *ink, Pixa *components, int i, const Box *box, const Box *around)
{
  g_autoptr (Pix) part = pixCopy (NULL, components->pix[i]);
  Box inside = {.x = around->x - box->x, .y = around->y - box->y, .w = around->w, .h = around->h};
  pixClearInRect (part, &inside);
  pixRasterop (ink, box->x, box->y, box->w, box->h, PIX_DST & PIX_NOT (PIX_SRC), part, 0, 0);
}

/* What the strokes in the zone's reach are: how much ink is its own, how much comes from elsewhere, and where
 * its own letters stand. */
typedef struct {
  double own, foreign;
  Box letters; /* hull of the own bodies; empty when there are none */
} Strokes;

static gboolean
overlap (const Box *a, const Box *b)
{
  return MAX (a->x, b->x) < MIN (a->x + a->w, b->x + b->w) &&
         MAX (a->y, b->y) < MIN (a->y + a->h, b->y + b->h);
}

static Strokes
weigh (const Boxa *boxes, Pixa *components, const Box *zone, const Rows *rows)
{
  Strokes strokes = {0};
  for (int i = 0; i < boxes->n; i++) {
    const Box *box = boxes->box[i];
    if (is_speck (box) || !belongs (box, zone))
      continue;
    gboolean foreign = is_foreign (components->pix[i], box, zone, rows);
    l_int32 size = 0;
    pixCountPixels (components->pix[i], &size, NULL);
    *(foreign ? &strokes.foreign : &strokes.own) += size;
    if (!foreign && is_body (box))
      take_in (&strokes.letters, box);
  }
  return strokes;
}

/* Erases what does not belong to the zone. Of what comes from elsewhere the part among the zone's own letters
 * stays: it may hold some of them, joined to a stamp or a signature, which a recognizer can look through; all
 * of it stays where there is nothing else. */
static void
erase_others (SohoaPatch *patch, const Box *zone, const Rows *rows)
{
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (patch->ink, &components, 8);
  int beside = (int) sohoa_read_px (joined_mm);
  const Strokes strokes = weigh (boxes, components, zone, rows);
  patch->foreign = strokes.own + strokes.foreign > 0 ? strokes.foreign / (strokes.own + strokes.foreign) : 0;
  Box among = strokes.letters;
  among.x -= beside;
  among.w += 2 * beside;
  for (int i = 0; i < boxes->n; i++) {
    const Box *box = boxes->box[i];
    gboolean foreign = is_foreign (components->pix[i], box, zone, rows);
    if (is_speck (box) || (!foreign && !belongs (box, zone)))
      erase (patch->ink, components, i, box);
    else if (foreign && strokes.letters.w > 0) {
      erase_around (patch->ink, components, i, box, &among);
      if (overlap (box, &strokes.letters))
        patch->flags |= SOHOA_READING_COVERED;
    } else if (!belongs (box, zone))
      erase (patch->ink, components, i, box);
  }
}

/* By column of the patch. */
static gboolean *
inked_columns (const Boxa *boxes, int width)
{
  gboolean *inked = g_new0 (gboolean, width);
  for (int i = 0; i < boxes->n; i++)
    for (int x = MAX (boxes->box[i]->x, 0); x < MIN (boxes->box[i]->x + boxes->box[i]->w, width); x++)
      inked[x] = TRUE;
  return inked;
}

/* From column x0 on, where the first wide gap in the writing begins; `width` when there is none. */
static int
first_gap (const gboolean *inked, int x0, int width)
{
  int last = -1, widest = (int) sohoa_read_px (gap_mm);
  for (int x = x0; x < width; x++) {
    if (inked[x])
      last = x;
    if (last >= 0 && x - last > widest)
      return last + 1;
  }
  return width;
}

gboolean
sohoa_writing_is_cut (const SohoaPatch *patch, const Box *zone)
{
  const Rows rows = rows_of (patch, zone, pixGetHeight (patch->ink));
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (patch->ink, &components, 8);
  for (int i = 0; i < boxes->n; i++)
    if (belongs (boxes->box[i], zone) && is_suspect (boxes->box[i], zone, &rows) &&
        is_mostly_inside (components->pix[i], boxes->box[i], zone))
      return TRUE;
  return FALSE;
}

void
sohoa_writing_select (SohoaPatch *patch, const Box *zone, int near)
{
  if (sohoa_grain_erase (patch->ink) >= cloud_from)
    patch->flags |= SOHOA_READING_COVERED;
  const Rows rows = rows_of (patch, zone, near);
  erase_others (patch, zone, &rows);
  g_autoptr (Boxa) kept = pixConnCompBB (patch->ink, 8);
  int width = pixGetWidth (patch->ink), end = right_end (kept, zone);
  if (patch->foreign >= covered_from) {
    g_autofree gboolean *inked = inked_columns (kept, width);
    patch->flags |= SOHOA_READING_COVERED;
    end = MIN (end, first_gap (inked, 0, width)); /* what follows it under a stamp is the stamp's */
  }
  g_autoptr (Box) beyond = boxCreate (end, 0, MAX (width - end, 0), pixGetHeight (patch->ink));
  pixClearInRect (patch->ink, beyond);
  erase_strays (patch->ink);
}

static int
count_bodies (const Boxa *boxes, int x0, int x1)
{
  int n = 0;
  for (int i = 0; i < boxes->n; i++)
    n += is_body (boxes->box[i]) && boxes->box[i]->x >= x0 && boxes->box[i]->x < x1;
  return n;
}

/* Erases all but the columns x0 .. x1 - 1; TRUE when there was ink in the others. */
static gboolean
keep_columns (Pix *ink, int x0, int x1)
{
  g_autoptr (Box) kept = boxCreate (x0, 0, x1 - x0, pixGetHeight (ink));
  g_autoptr (Pix) rest = pixCopy (NULL, ink);
  pixClearInRect (rest, kept);
  l_int32 none = TRUE;
  pixZero (rest, &none);
  pixSubtract (ink, ink, rest);
  return !none;
}

void
sohoa_writing_keep_number (SohoaPatch *patch)
{
  g_autoptr (Boxa) boxes = pixConnCompBB (patch->ink, 8);
  int width = pixGetWidth (patch->ink);
  g_autofree gboolean *inked = inked_columns (boxes, width);
  int x0 = 0, x1 = first_gap (inked, 0, width);
  while (x1 < width && count_bodies (boxes, x0, x1) < 2) { /* a stroke before the number */
    x0 = x1;
    x1 = first_gap (inked, x0, width);
  }
  if (count_bodies (boxes, x0, x1) < 2) { /* there are only figures that stand alone */
    x0 = 0;
    x1 = first_gap (inked, 0, width);
  }
  if (x1 - x0 < width && keep_columns (patch->ink, x0, x1))
    patch->flags |= SOHOA_READING_DOUBTFUL;
}

/* The rows of the small letters' bodies: those with at least half as much ink as a full one. The fullest may
 * be those of a bar through two figures, or of a leader: three fifths of all have less than a full one. */
static void
find_core (Pix *ink, int *ret_y0, int *ret_y1)
{
  g_autoptr (Numa) rows = pixCountPixelsByRow (ink, NULL);
  g_autoptr (Numa) inked = numaCreate (0);
  l_float32 full = 0, n;
  for (int y = 0; y < numaGetCount (rows); y++) {
    numaGetFValue (rows, y, &n);
    if (n > 0)
      numaAddNumber (inked, n);
  }
  if (numaGetCount (inked) > 0)
    numaGetRankValue (inked, full_rank, NULL, 0, &full);
  *ret_y0 = *ret_y1 = -1;
  for (int y = 0; y < numaGetCount (rows); y++) {
    numaGetFValue (rows, y, &n);
    if (n == 0 || 2 * n < full)
      continue;
    if (*ret_y0 < 0)
      *ret_y0 = y;
    *ret_y1 = y;
  }
}

/* Lines drawn through words, as full columns: level, thin, in the inner half of the small letters, and longer
 * than any letter is wide. */
static Pix *
find_strikes (Pix *ink)
{
  int y0, y1;
  find_core (ink, &y0, &y1);
  int core = y1 - y0 + 1, length = (int) MAX (sohoa_read_px (strike_mm), 2.0 * core);
  g_autoptr (Pix) runs = pixOpenBrick (NULL, ink, length, 1);
  Pix *strikes = pixCreateTemplate (ink);
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (runs, &components, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    const Box *box = boxes->box[i];
    int middle = 2 * box->y + box->h;
    if (2 * box->h <= core && middle >= 2 * (y0 + core / 4) && middle <= 2 * (y1 + 1 - core / 4))
      pixRasterop (strikes, box->x, 0, box->w, pixGetHeight (ink), PIX_SET, NULL, 0, 0);
  }
  return strikes;
}

void
sohoa_writing_drop_struck (SohoaPatch *patch)
{
  if (patch->flags & SOHOA_READING_COVERED) /* the arms of a star are level strokes, too */
    return;
  g_autoptr (Pix) strikes = find_strikes (patch->ink);
  l_int32 none;
  pixZero (strikes, &none);
  if (none)
    return;
  patch->flags |= SOHOA_READING_STRUCK;
  g_autoptr (Pix) rest = pixCopy (NULL, patch->ink);
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (patch->ink, &components, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    const Box *box = boxes->box[i];
    l_uint32 struck = 0;
    pixGetPixel (strikes, box->x + box->w / 2, box->y + box->h / 2, &struck);
    if (struck)
      erase (rest, components, i, box);
  }
  SohoaPatch view = *patch;
  view.ink = rest;
  if (sohoa_writing_present (&view))
    pixCopy (patch->ink, rest);
  else
    patch->flags |= SOHOA_READING_DOUBTFUL; /* all of it is struck, or one line belongs to something else */
}

gboolean
sohoa_writing_present (const SohoaPatch *patch)
{
  g_autoptr (Boxa) boxes = pixConnCompBB (patch->ink, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++)
    if (is_body (boxes->box[i]))
      return TRUE;
  return FALSE;
}

/* The gray of the ink and its soft edges; what was erased from the ink stays out, with its own edges. */
static Pix *
paint (const SohoaPatch *patch)
{
  g_autoptr (Pix) erased = pixThresholdToBinary (patch->gray, SOHOA_INK_BELOW);
  pixSubtract (erased, erased, patch->ink);
  g_autoptr (Pix) near_erased = pixDilateBrick (NULL, erased, 3, 3);
  g_autoptr (Pix) keep = pixDilateBrick (NULL, patch->ink, 5, 5);
  pixSubtract (keep, keep, near_erased);
  g_autoptr (Pix) edge = pixDilateBrick (NULL, patch->ink, 3, 3);
  pixSubtract (edge, edge, erased);
  pixOr (keep, keep, edge);
  pixInvert (keep, keep);
  Pix *gray = pixCopy (NULL, patch->gray);
  pixSetMasked (gray, keep, 255);
  return gray;
}

Pix *
sohoa_writing_image (const SohoaPatch *patch, const Box *box)
{
  g_autoptr (Pix) ink = pixCopy (NULL, patch->ink);
  if (box != NULL) {
    g_autoptr (Box) window = boxCopy ((Box *) box);
    g_autoptr (Pix) mask = pixCreateTemplate (ink);
    pixSetInRect (mask, window);
    pixAnd (ink, ink, mask);
  }
  g_autoptr (Box) hull = NULL;
  if (pixClipToForeground (ink, NULL, &hull) != 0 || hull == NULL)
    return NULL;
  g_autoptr (Pix) gray = paint (patch);
  g_autoptr (Pix) trimmed = pixClipRectangle (gray, hull, NULL);
  return pixAddBorder (trimmed, SOHOA_WRITING_BORDER, 255);
}
