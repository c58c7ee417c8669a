/* clean.c - taking the template's own print out of a patch, by what the blank says is there.
 *
 * 1. The print is moved onto the scan: the best of a few pixels each way, since no map is perfect everywhere.
 * 2. Leader dots that stand alone go as a whole. A blob on the leader that is clearly larger than its fellows
 * is a dot somebody wrote (the Vietnamese nang sits exactly there) and stays.
 * 3. Where writing touches print, the print's pixels go, but those that bridge a stroke from above to below
 * are given back.
 * 4. What remains of outlines close around print goes.
 * 5. Forms filled in a word processor shift their leaders: small equal blobs at equal distances in one row
 * that the template does not know go too. Misleads when a stroke runs along a rule or a leader: that stretch
 * of it is lost.
 */
#include "patch.h"

#include <stdlib.h>

enum {
  SHIFT = 3,      /* px that print may lie off after the page's map: 0.4 mm */
  BRIDGE = 7,     /* px: strokes are followed across print up to this high */
  PRINT_MIN = 12, /* px of print that are needed to move it */
};
static const double dot_mm = 1.1; /* leader dots are smaller, letters larger */

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

static gboolean
is_dot (const Box *box)
{
  return box->w <= sohoa_read_px (dot_mm) && box->h <= sohoa_read_px (dot_mm);
}

static Pix *
dilate (Pix *image, int size)
{
  return pixDilateBrick (NULL, image, size, size);
}

/* Moves the print onto the scan: the shift with the most common ink, small shifts preferred. */
static void
align_print (SohoaPatch *patch)
{
  l_int32 n_print = 0;
  pixCountPixels (patch->print, &n_print, NULL);
  if (n_print < PRINT_MIN)
    return;
  int best = G_MININT, best_dx = 0, best_dy = 0;
  for (int dy = -SHIFT; dy <= SHIFT; dy++)
    for (int dx = -SHIFT; dx <= SHIFT; dx++) {
      g_autoptr (Pix) moved = pixTranslate (NULL, patch->print, dx, dy, L_BRING_IN_WHITE);
      l_int32 common = 0;
      pixAnd (moved, moved, patch->ink);
      pixCountPixels (moved, &common, NULL);
      int score = common * 16 - (dx * dx + dy * dy) * 2;
      if (score > best) {
        best = score;
        best_dx = dx;
        best_dy = dy;
      }
    }
  pixTranslate (patch->print, patch->print, best_dx, best_dy, L_BRING_IN_WHITE);
}

/* Leader dots apart from everything else that is printed. */
static void
split_print (Pix *print, Pix **ret_dots, Pix **ret_solid)
{
  Pix *dots = pixCopy (NULL, print), *solid = pixCreateTemplate (print);
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (print, &components, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    Box *box = boxes->box[i];
    if (is_dot (box))
      continue;
    erase_component (dots, components->pix[i], box);
    pixRasterop (solid, box->x, box->y, box->w, box->h, PIX_SRC | PIX_DST, components->pix[i], 0, 0);
  }
  *ret_dots = dots;
  *ret_solid = solid;
}

static int
compare_ints (const void *a, const void *b)
{
  return *(const int *) a - *(const int *) b;
}

/* Blobs that stand alone on a leader dot: those of ordinary size go, larger ones were written. */
static void
erase_lone_dots (Pix *ink, Pix *dots)
{
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (ink, &components, 8);
  g_autoptr (Pix) near_dots = dilate (dots, 3);
  int n = boxaGetCount (boxes), n_lone = 0;
  g_autofree int *area = g_new0 (int, n + 1), *sorted = g_new0 (int, n + 1);
  for (int i = 0; i < n; i++) {
    l_int32 size;
    pixCountPixels (components->pix[i], &size, NULL);
    if (is_dot (boxes->box[i]) && 2 * count_inside (components->pix[i], boxes->box[i], near_dots) > size)
      sorted[n_lone++] = area[i] = size;
  }
  if (n_lone == 0)
    return;
  qsort (sorted, n_lone, sizeof *sorted, compare_ints);
  int usual = sorted[n_lone / 2];
  for (int i = 0; i < n; i++)
    if (area[i] > 0 && (n_lone < 4 || area[i] * 10 <= usual * 17))
      erase_component (ink, components->pix[i], boxes->box[i]);
}

/* Print under writing: gone, except where a stroke crosses it. */
static void
subtract_print (Pix *ink, Pix *dots, Pix *solid)
{
  g_autoptr (Pix) print = dilate (solid, 3);
  pixOr (print, print, dots);
  g_autoptr (Pix) rest = pixSubtract (NULL, ink, print);
  g_autoptr (Pix) bridged = pixCloseSafeBrick (NULL, rest, 1, BRIDGE);
  pixAnd (bridged, bridged, ink);
  pixOr (ink, rest, bridged);
}

/* Slivers of print left around its outlines. */
static void
erase_residue (Pix *ink, Pix *dots, Pix *solid)
{
  g_autoptr (Pix) near_dots = dilate (dots, 5), near_solid = dilate (solid, 7);
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (ink, &components, 8);
  int dot_area = (int) (sohoa_read_px (0.45) * sohoa_read_px (0.45));
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    Pix *component = components->pix[i];
    Box *box = boxes->box[i];
    l_int32 size;
    pixCountPixels (component, &size, NULL);
    gboolean on_solid = 100 * count_inside (component, box, near_solid) >= 85 * size;
    gboolean on_dots = size <= dot_area && 100 * count_inside (component, box, near_dots) >= 80 * size;
    if (on_solid || on_dots)
      erase_component (ink, component, box);
  }
}

/* Small blobs of a row: centres in half pixels, and whose they are. */
typedef struct {
  int x, y, index;
} Blob;

static int
compare_blobs (const void *a, const void *b)
{
  return ((const Blob *) a)->x - ((const Blob *) b)->x;
}

/* The row with the most blobs; compacts it to the front, sorted by x. */
static int
fullest_row (Blob *blob, int n)
{
  int best = 0, best_y = 0, row = (int) sohoa_read_px (0.6);
  for (int i = 0; i < n; i++) {
    int count = 0;
    for (int j = 0; j < n; j++)
      count += abs (blob[j].y - blob[i].y) <= row;
    if (count > best) {
      best = count;
      best_y = blob[i].y;
    }
  }
  int kept = 0;
  for (int i = 0; i < n; i++)
    if (abs (blob[i].y - best_y) <= row)
      blob[kept++] = blob[i];
  qsort (blob, kept, sizeof *blob, compare_blobs);
  return kept;
}

/* A leader that the template does not know: five or more blobs in a row at equal distances. */
static void
erase_moved_leader (Pix *ink)
{
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (ink, &components, 8);
  int n = boxaGetCount (boxes), n_blobs = 0;
  g_autofree Blob *blob = g_new (Blob, n + 1);
  for (int i = 0; i < n; i++) {
    const Box *box = boxes->box[i];
    if (is_dot (box))
      blob[n_blobs++] = (Blob){2 * box->x + box->w, 2 * box->y + box->h, i};
  }
  n_blobs = fullest_row (blob, n_blobs);
  int longest = 2 * (int) sohoa_read_px (2.4);
  for (int i = 0; i < n_blobs;) {
    int end = i + 1;
    while (end + 1 < n_blobs && blob[end].x - blob[i].x <= longest * (end - i) &&
           abs (blob[end + 1].x - 2 * blob[end].x + blob[end - 1].x) <= 4)
      end++;
    if (end - i >= 5)
      for (int k = i; k <= end && k < n_blobs; k++)
        erase_component (ink, components->pix[blob[k].index], boxes->box[blob[k].index]);
    i = MAX (end, i + 1);
  }
}

void
sohoa_patch_clean (SohoaPatch *patch)
{
  g_autoptr (Pix) dots = NULL, solid = NULL;
  align_print (patch);
  split_print (patch->print, &dots, &solid);
  erase_lone_dots (patch->ink, dots);
  subtract_print (patch->ink, dots, solid);
  erase_residue (patch->ink, dots, solid);
  erase_moved_leader (patch->ink);
}
