/* clean.c - taking the template's own print out of a patch, by what the blank says is there.
 *
 * The print is moved onto the scan first: the best of a few pixels each way, since no map is perfect
 * everywhere. Rules and words go with a pixel around them, leaders as leaders.c says; where a stroke crosses
 * print, the pixels that bridge it are given back. What remains of outlines close around print goes last.
 * Misleads when a stroke runs along a rule: that stretch of it is lost.
 */
#include "leaders.h"

#include <stdlib.h>

enum {
  SHIFT = 4,      /* px that print may lie off after the page's map: 0.4 mm */
  BRIDGE = 9,     /* px: strokes are followed across print up to this high */
  PRINT_MIN = 12, /* px of print that are needed to move it */
};

static const double upright_mm = 7;      /* upright strokes of letters are shorter */
static const double level_mm = 20;       /* lines through words too */
static const double fold_width_mm = 0.7; /* and wider strokes are no fold */
static const double through = 0.6;       /* of the patch's height */

/* How many of the component's pixels lie in the mask. component: its own image, at box. */
static int
count_inside (Pix *component, Box *box, Pix *mask)
{
  g_autoptr (Pix) clip = pixClipRectangle (mask, box, NULL);
  l_int32 n = 0;
  pixAnd (clip, clip, component);
  pixCountPixels (clip, &n, NULL);
  return n;
}

static void
erase_component (Pix *image, Pix *component, Box *box)
{
  pixRasterop (image, box->x, box->y, box->w, box->h, PIX_DST & PIX_NOT (PIX_SRC), component, 0, 0);
}

static Pix *
dilate (Pix *image, int size)
{
  return pixDilateBrick (NULL, image, size, size);
}

/* A shift of the print, px, and how well it fits. */
typedef struct {
  int dx, dy, score;
} Shift;

/* Word w, 32 pixels, of a row that was moved dx pixels to the right, |dx| < 32; white comes in. */
static l_uint32
shifted_word (const l_uint32 *row, int wpl, int w, int dx)
{
  if (dx == 0)
    return row[w];
  l_uint32 other =
    dx > 0 ? (w > 0 ? row[w - 1] << (32 - dx) : 0) : (w + 1 < wpl ? row[w + 1] >> (32 + dx) : 0);
  return (dx > 0 ? row[w] >> dx : row[w] << -dx) | other;
}

/* How many pixels of the print, so far shifted, are ink. */
static int
count_common (const SohoaPatch *patch, int dx, int dy)
{
  int wpl = pixGetWpl (patch->ink), height = pixGetHeight (patch->ink), n = 0;
  const l_uint32 *ink = pixGetData (patch->ink), *print = pixGetData (patch->print);
  for (int y = MAX (dy, 0); y < MIN (height, height + dy); y++)
    for (int w = 0; w < wpl; w++)
      n += __builtin_popcount (ink[y * wpl + w] & shifted_word (print + (y - dy) * wpl, wpl, w, dx));
  return n;
}

/* Takes over a shift that has more common ink; small shifts preferred. */
static void
try_shift (const SohoaPatch *patch, int dx, int dy, Shift *best)
{
  if (abs (dx) > SHIFT || abs (dy) > SHIFT)
    return;
  int score = count_common (patch, dx, dy) * 16 - (dx * dx + dy * dy) * 2;
  if (score > best->score)
    *best = (Shift){dx, dy, score};
}

/* Moves the print onto the scan: every other shift is tried, then those around the best. */
static void
align_print (SohoaPatch *patch)
{
  l_int32 n_print = 0;
  pixCountPixels (patch->print, &n_print, NULL);
  if (n_print < PRINT_MIN)
    return;
  pixSetPadBits (patch->ink, 0);
  pixSetPadBits (patch->print, 0);
  Shift best = {0, 0, G_MININT};
  for (int dy = -SHIFT; dy <= SHIFT; dy += 2)
    for (int dx = -SHIFT; dx <= SHIFT; dx += 2)
      try_shift (patch, dx, dy, &best);
  const Shift centre = best;
  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++)
      if (dx != 0 || dy != 0)
        try_shift (patch, centre.dx + dx, centre.dy + dy, &best);
  pixTranslate (patch->print, patch->print, best.dx, best.dy, L_BRING_IN_WHITE);
}

/* Rules and printed words under writing: gone, except where a stroke crosses them. */
static void
subtract_solid (Pix *ink, Pix *solid)
{
  g_autoptr (Pix) print = dilate (solid, 3);
  g_autoptr (Pix) rest = pixSubtract (NULL, ink, print);
  g_autoptr (Pix) bridged = pixCloseSafeBrick (NULL, rest, 1, BRIDGE);
  pixAnd (bridged, bridged, ink);
  pixOr (ink, rest, bridged);
}

/* Slivers of print left around its outlines. */
static void
erase_residue (Pix *ink, Pix *solid)
{
  g_autoptr (Pix) near_solid = dilate (solid, 9);
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (ink, &components, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    l_int32 size;
    pixCountPixels (components->pix[i], &size, NULL);
    if (100 * count_inside (components->pix[i], boxes->box[i], near_solid) >= 85 * size)
      erase_component (ink, components->pix[i], boxes->box[i]);
  }
}

/* Only what lies in runs of `length` ink pixels in one direction stays: the image is laid over itself, each
 * time as far shifted as the runs are long already. */
static void
keep_runs (Pix *image, int length, gboolean upright)
{
  int sign[] = {1, -1}; /* shrinks runs to their ends, grows them back */
  for (int pass = 0; pass < 2; pass++)
    for (int have = 1; have < length;) {
      int shift = sign[pass] * MIN (have, length - have);
      g_autoptr (Pix) moved =
        pixTranslate (NULL, image, upright ? 0 : shift, upright ? shift : 0, L_BRING_IN_WHITE);
      if (pass == 0)
        pixAnd (image, image, moved);
      else
        pixOr (image, image, moved);
      have += abs (shift);
    }
}

/* Does this line, with its other parts in the same columns, come from beyond the patch or go through most of
 * it? */
static gboolean
goes_through (const Boxa *boxes, int which, int height)
{
  int sum = 0;
  for (int i = 0; i < boxes->n; i++) {
    const Box *box = boxes->box[i], *line = boxes->box[which];
    if (MAX (box->x, line->x) >= MIN (box->x + box->w, line->x + line->w))
      continue;
    if (box->y == 0 || box->y + box->h == height)
      return TRUE;
    sum += box->h;
  }
  return sum >= through * height;
}

/* A stroke of large writing in a high place does not. */
static void
keep_through (Pix *lines)
{
  int height = pixGetHeight (lines);
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (lines, &components, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++)
    if (!goes_through (boxes, i, height))
      erase_component (lines, components->pix[i], boxes->box[i]);
}

/* Fold lines and the edges of shadows: thin, and longer than any stroke of a letter upright or than any word
 * is struck out level. Strokes that cross them are bridged. */
static void
erase_folds (Pix *ink, gboolean upright)
{
  int length = (int) sohoa_read_px (upright ? upright_mm : level_mm),
      width = (int) sohoa_read_px (fold_width_mm);
  g_autoptr (Pix) line = pixCloseSafeBrick (NULL, ink, upright ? 1 : 3, upright ? BRIDGE : 1);
  keep_runs (line, length, upright);
  if (upright)
    keep_through (line);
  l_int32 none;
  pixZero (line, &none);
  if (none)
    return;
  g_autoptr (Pix) thick = pixOpenBrick (NULL, line, upright ? width : 1, upright ? 1 : width);
  pixSubtract (line, line, thick);
  pixAnd (line, line, ink);
  pixDilateBrick (line, line, upright ? 3 : 1, upright ? 1 : 3);
  g_autoptr (Pix) rest = pixSubtract (NULL, ink, line);
  g_autoptr (Pix) bridged =
    upright ? pixCloseSafeBrick (NULL, rest, BRIDGE, 1) : pixCloseSafeBrick (NULL, rest, 1, BRIDGE);
  pixAnd (bridged, bridged, ink);
  pixOr (ink, rest, bridged);
}

void
sohoa_patch_clean (SohoaPatch *patch)
{
  g_autoptr (Pix) dots = NULL, solid = NULL;
  align_print (patch);
  sohoa_leader_split (patch->print, &dots, &solid);
  subtract_solid (patch->ink, solid);
  erase_folds (patch->ink, TRUE);
  patch->dotted = sohoa_leader_erase (patch->ink, patch->gray, dots) > 0;
  erase_folds (patch->ink, FALSE); /* not before the leaders: closely set dots make a line */
  erase_residue (patch->ink, solid);
  sohoa_leader_erase_moved (patch->ink);
}
