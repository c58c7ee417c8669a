/* leaders.c - dotted lines.
 *
 * Every dot of the template is looked up in the scan: alone, touched by writing, or not there. Forms filled
 * in a word processor have no dots under the text, so a dot counts as printed only when its neighbours that
 * can be seen are printed too. A blob that stands alone on a printed dot but is clearly larger than its
 * fellows was written: the Vietnamese dot below falls exactly there, and where it hides the dot it still
 * makes it darker by a tenth. Of a dot that writing touches, what lies above the foot of that writing and
 * continues a stroke stays: nibbled letters are misread more often than letters with a bump.
 */
#include "leaders.h"

#include <stdlib.h>

enum {
  VOTERS = 3,      /* dots asked on each side whether the leader is printed here */
  REACH = 27,      /* px to each side in which the foot of the writing is looked for */
  NEIGHBOURS = 8,  /* dots to each side that tell what is usual */
  SIZE_UNITS = 32, /* of a blob's size, in a pixel of full ink */
  SPREADS = 4,     /* a written blob differs from the usual dot by so many times what nearly all dots do, */
  FINEST = 20,     /* and by this part of the dot at least; it may always differ by a third */
  ENOUGH = 4,      /* lone dots that are needed to learn the usual one from */
};
static const double dot_mm = 1.1;    /* leader dots are smaller, letters larger */
static const double beside_mm = 0.8; /* written dots are no further from a letter */
static const double near_mm = 5;     /* the next two dots of a leader are nearer than that */

typedef enum { DOT_ABSENT, DOT_ALONE, DOT_TOUCHED } DotState;

typedef struct {
  Box box; /* as the template prints it; later as the scan shows it */
  DotState state;
  int blob;         /* which of the ink's components stands alone on it, or -1 */
  int size;         /* of that blob, see blob_size */
  gboolean printed; /* part of a leader that the scan shows here */
} Dot;

/* The ink in its components. */
typedef struct {
  Pix *ink, *gray;
  Boxa *boxes;
  Pixa *components;
} Blobs;

gboolean
sohoa_leader_is_dot (const Box *box)
{
  return box->w <= sohoa_read_px (dot_mm) && box->h <= sohoa_read_px (dot_mm);
}

/* Two more of its size in its row close by. */
static gboolean
in_row (const Boxa *boxes, int i)
{
  const Box *dot = boxes->box[i];
  int n = 0;
  for (int k = 0; k < boxes->n; k++) {
    const Box *other = boxes->box[k];
    n += k != i && sohoa_leader_is_dot (other) && abs (other->y - dot->y) <= 1 &&
         abs (other->w - dot->w) <= 2 && abs (other->x - dot->x) <= sohoa_read_px (near_mm);
  }
  return n >= 2;
}

void
sohoa_leader_split (Pix *print, Pix **ret_dots, Pix **ret_solid)
{
  Pix *dots = pixCreateTemplate (print), *solid = pixCreateTemplate (print);
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (print, &components, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    const Box *box = boxes->box[i];
    Pix *into = sohoa_leader_is_dot (box) && in_row (boxes, i) ? dots : solid;
    pixRasterop (into, box->x, box->y, box->w, box->h, PIX_SRC | PIX_DST, components->pix[i], 0, 0);
  }
  *ret_dots = dots;
  *ret_solid = solid;
}

static int
pixel (Pix *image, int x, int y)
{
  if (x < 0 || y < 0 || x >= pixGetWidth (image) || y >= pixGetHeight (image))
    return 0;
  return GET_DATA_BIT (pixGetData (image) + (size_t) y * pixGetWpl (image), x);
}

static void
clear_pixel (Pix *image, int x, int y)
{
  CLEAR_DATA_BIT (pixGetData (image) + (size_t) y * pixGetWpl (image), x);
}

static int
count_box (Pix *image, const Box *box)
{
  int n = 0;
  for (int y = box->y; y < box->y + box->h; y++)
    for (int x = box->x; x < box->x + box->w; x++)
      n += pixel (image, x, y);
  return n;
}

/* Is ink of another component within a pixel? */
static gboolean
near_other (const Blobs *blobs, const Box *own, int x, int y)
{
  for (int v = y - 1; v <= y + 1; v++)
    for (int u = x - 1; u <= x + 1; u++)
      if (pixel (blobs->ink, u, v) &&
          (u < own->x || v < own->y || u >= own->x + own->w || v >= own->y + own->h))
        return TRUE;
  return FALSE;
}

/* The darkness of a blob and of the rim around it, in SIZE_UNITS of a pixel of full ink: the same for a dot
 * wherever it falls between the pixels. */
static int
blob_size (const Blobs *blobs, int i)
{
  const Box *box = blobs->boxes->box[i];
  int sum = 0, x1 = MIN (box->x + box->w + 1, pixGetWidth (blobs->gray)),
      y1 = MIN (box->y + box->h + 1, pixGetHeight (blobs->gray));
  for (int y = MAX (box->y - 1, 0); y < y1; y++)
    for (int x = MAX (box->x - 1, 0); x < x1; x++)
      if (!near_other (blobs, box, x, y))
        sum += 255 - GET_DATA_BYTE (pixGetData (blobs->gray) + (size_t) y * pixGetWpl (blobs->gray), x);
  return sum * SIZE_UNITS / 255;
}

/* The component, no larger than a dot, whose middle is nearest to the dot's and within a pixel of it; or -1.
 */
static int
lone_blob (const Blobs *blobs, const Box *dot)
{
  int best = -1, best_distance = G_MAXINT;
  for (int i = 0; i < blobs->boxes->n; i++) {
    const Box *box = blobs->boxes->box[i];
    int dx = abs (2 * box->x + box->w - 2 * dot->x - dot->w),
        dy = abs (2 * box->y + box->h - 2 * dot->y - dot->h);
    if (sohoa_leader_is_dot (box) && dx <= dot->w + 2 && dy <= dot->h + 2 && dx + dy < best_distance) {
      best = i;
      best_distance = dx + dy;
    }
  }
  return best;
}

static int
compare_dots (const void *a, const void *b)
{
  return ((const Dot *) a)->box.x - ((const Dot *) b)->box.x;
}

/* The template's dots, left to right, as they are found in the ink. */
static GArray *
look_up (const Blobs *blobs, Pix *template_dots)
{
  GArray *dots = g_array_new (FALSE, TRUE, sizeof (Dot));
  g_autoptr (Boxa) boxes = pixConnCompBB (template_dots, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    Dot dot = {.box = *boxes->box[i], .blob = lone_blob (blobs, boxes->box[i])};
    if (dot.blob >= 0) {
      dot.state = DOT_ALONE;
      dot.size = blob_size (blobs, dot.blob);
    } else if (4 * count_box (blobs->ink, &dot.box) >= dot.box.w * dot.box.h)
      dot.state = DOT_TOUCHED;
    g_array_append_val (dots, dot);
  }
  g_array_sort (dots, compare_dots);
  return dots;
}

/* Votes of the nearest visible or missing dots of the same row, in one direction. */
static int
votes (const GArray *dots, int i, int step)
{
  const Dot *dot = &g_array_index (dots, Dot, i);
  int sum = 0, asked = 0;
  for (int k = i + step; k >= 0 && k < (int) dots->len && asked < VOTERS; k += step) {
    const Dot *other = &g_array_index (dots, Dot, k);
    if (other->state == DOT_TOUCHED || abs (other->box.y - dot->box.y) > dot->box.h)
      continue;
    sum += other->state == DOT_ALONE ? 1 : -1;
    asked++;
  }
  return sum;
}

static void
decide_printed (GArray *dots)
{
  for (int i = 0; i < (int) dots->len; i++) {
    Dot *dot = &g_array_index (dots, Dot, i);
    int own = dot->state == DOT_ALONE ? 1 : 0;
    dot->printed = dot->state != DOT_ABSENT && votes (dots, i, -1) + votes (dots, i, 1) + own >= 0;
  }
}

static int
compare_ints (const void *a, const void *b)
{
  return *(const int *) a - *(const int *) b;
}

/* The median; fallback when there are too few numbers to trust one. */
static int
usual (GArray *numbers, int fallback)
{
  if (numbers->len < ENOUGH)
    return fallback;
  qsort (numbers->data, numbers->len, sizeof (int), compare_ints);
  return g_array_index (numbers, int, numbers->len / 2);
}

/* What the scan makes of the template's dots, learnt from those that stand alone. */
typedef struct {
  int left, top, right, bottom; /* px that it reaches beyond the template's */
} Growth;

static Growth
learn_growth (const GArray *dots, const Blobs *blobs)
{
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (int)),
                     top = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) right = g_array_new (FALSE, FALSE, sizeof (int)),
                     bottom = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < dots->len; i++) {
    const Dot *dot = &g_array_index (dots, Dot, i);
    if (!dot->printed || dot->blob < 0)
      continue;
    const Box *a = &dot->box, *b = blobs->boxes->box[dot->blob];
    int grown[] = {a->x - b->x, a->y - b->y, b->x + b->w - a->x - a->w, b->y + b->h - a->y - a->h};
    g_array_append_val (left, grown[0]);
    g_array_append_val (top, grown[1]);
    g_array_append_val (right, grown[2]);
    g_array_append_val (bottom, grown[3]);
  }
  return (Growth){usual (left, 0), usual (top, 0), usual (right, 0), usual (bottom, 0)};
}

static void
grow_boxes (GArray *dots, const Growth *growth)
{
  for (guint i = 0; i < dots->len; i++) {
    Box *box = &g_array_index (dots, Dot, i).box;
    box->x -= growth->left;
    box->y -= growth->top;
    box->w = MAX (box->w + growth->left + growth->right, 1);
    box->h = MAX (box->h + growth->top + growth->bottom, 1);
  }
}

/* The last row of the writing near the dot: where its ink falls off most. Columns with dots do not count.
 * Well above the dot when no writing stands on it. */
static int
foot_row (Pix *rest, const gboolean *dotted, const Box *dot)
{
  int best = 0, foot = dot->y - dot->h, last = -1;
  int x0 = MAX (dot->x - REACH, 0), x1 = MIN (dot->x + dot->w + REACH, pixGetWidth (rest));
  for (int y = dot->y - dot->h; y <= dot->y + dot->h + 1; y++) {
    int n = 0;
    for (int x = x0; x < x1; x++)
      n += !dotted[x] && pixel (rest, x, y);
    if (last >= 0 && last - n > best) {
      best = last - n;
      foot = y - 1;
    }
    last = n;
  }
  return foot;
}

/* Does the ink go on from (x, y) in a direction until it is writing? rest: the ink without dots. */
static gboolean
leads_on (Pix *ink, Pix *rest, int x, int y, int dx, int dy)
{
  for (x += dx, y += dy; pixel (ink, x, y); x += dx, y += dy)
    if (pixel (rest, x, y))
      return TRUE;
  return FALSE;
}

/* A stroke that goes on well below the dot: a descender, a comma, a dot written under a letter. */
static gboolean
descends (Pix *ink, const Box *dot, int x)
{
  return pixel (ink, x, dot->y + dot->h) && pixel (ink, x, dot->y + dot->h + 1);
}

/* Does a pixel of a dot belong to writing? What goes on well below the dot does. Above the writing's foot, or
 * where only a descender comes down to the dot, also what comes from above or leads from one stroke to
 * another. (Asking whether both are strokes of one letter was tried: bowls fall apart, 3 % fewer lines
 * right.) */
static gboolean
is_written (Pix *ink, Pix *rest, const Box *dot, int foot, int x, int y)
{
  if (descends (ink, dot, x))
    return TRUE;
  if (y > foot && dot->y - 1 <= foot)
    return FALSE;
  return leads_on (ink, rest, x, y, 0, -1) ||
         (leads_on (ink, rest, x, y, -1, 0) && leads_on (ink, rest, x, y, 1, 0));
}

/* Takes a touched dot and its rim out of result, but for what belongs to the writing. */
static void
carve (Pix *result, Pix *ink, Pix *rest, const Box *dot, int foot)
{
  for (int y = dot->y; y <= dot->y + dot->h; y++)
    for (int x = dot->x - 1; x <= dot->x + dot->w; x++) {
      gboolean rim = x < dot->x || x == dot->x + dot->w || y == dot->y + dot->h;
      gboolean kept = y <= foot && (rim || pixel (rest, x, y));
      if (pixel (ink, x, y) && !kept && !is_written (ink, rest, dot, foot, x, y))
        clear_pixel (result, x, y);
    }
}

/* Sizes of the lone dots within reach of one, in rising order. */
static GArray *
sizes_within (const GArray *dots, guint which, guint reach)
{
  GArray *sizes = g_array_new (FALSE, FALSE, sizeof (int));
  guint first = which > reach ? which - reach : 0;
  for (guint i = first; i < dots->len && i <= which + reach; i++) {
    const Dot *dot = &g_array_index (dots, Dot, i);
    if (i == which || !dot->printed || dot->blob < 0)
      continue;
    g_array_append_val (sizes, dot->size);
  }
  g_array_sort (sizes, compare_ints);
  return sizes;
}

/* The size from which a lone blob was written: clearly above the usual, by what the scan makes of equal dots.
 * The dots nearby know best, for shadows make some parts of a scan bolder; G_MAXINT when there are too few.
 */
static int
written_from (const GArray *dots, guint which)
{
  g_autoptr (GArray) near = sizes_within (dots, which, NEIGHBOURS);
  g_autoptr (GArray) all = near->len < ENOUGH ? sizes_within (dots, which, dots->len) : g_array_ref (near);
  if (all->len < ENOUGH)
    return G_MAXINT;
  int middle = g_array_index (all, int, all->len / 2), high = g_array_index (all, int, all->len * 9 / 10);
  int far = MAX (SPREADS * (high - middle), middle / FINEST);
  return MIN (middle + far, MAX (middle * 13 / 10, high * 11 / 10)) + 1;
}

/* Full stops, commas and dots below stand close to a letter. */
static gboolean
beside_writing (const Blobs *blobs, const Box *blob)
{
  int reach = (int) sohoa_read_px (beside_mm);
  for (int i = 0; i < blobs->boxes->n; i++) {
    const Box *box = blobs->boxes->box[i];
    if (!sohoa_leader_is_dot (box) && box->x <= blob->x + blob->w && box->x + box->w + reach >= blob->x &&
        box->y < blob->y + blob->h && box->y + box->h + reach >= blob->y)
      return TRUE;
  }
  return FALSE;
}

/* Takes a blob that stands alone on a dot out of ink; of a written one, what the dot adds below the writing's
 * foot: the columns that end with it. The tail of a comma goes on. */
static void
erase_blob (Pix *ink, const Blobs *blobs, const Dot *dot, int from, int foot)
{
  Box *box = blobs->boxes->box[dot->blob];
  if (dot->size < from || !beside_writing (blobs, box)) {
    pixClearInRect (ink, box);
    return;
  }
  int end = dot->box.y + dot->box.h;
  for (int x = box->x; x < box->x + box->w && box->y <= foot; x++)
    for (int y = foot + 1; y < end && !pixel (blobs->ink, x, end); y++)
      clear_pixel (ink, x, y);
}

/* The ink without the printed dots; marks the columns that they stand in. */
static Pix *
without_dots (Pix *ink, GArray *dots, gboolean *dotted)
{
  Pix *rest = pixCopy (NULL, ink);
  for (guint i = 0; i < dots->len; i++) {
    Dot *dot = &g_array_index (dots, Dot, i);
    if (!dot->printed)
      continue;
    pixClearInRect (rest, &dot->box);
    for (int x = MAX (dot->box.x, 0); x < MIN (dot->box.x + dot->box.w, pixGetWidth (ink)); x++)
      dotted[x] = TRUE;
  }
  return rest;
}

guint
sohoa_leader_erase (Pix *ink, Pix *gray, Pix *template_dots)
{
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (ink, &components, 8);
  g_autoptr (Pix) before = pixCopy (NULL, ink);
  const Blobs blobs = {before, gray, boxes, components};
  g_autoptr (GArray) dots = look_up (&blobs, template_dots);
  decide_printed (dots);
  Growth growth = learn_growth (dots, &blobs);
  grow_boxes (dots, &growth);
  g_autofree gboolean *dotted = g_new0 (gboolean, pixGetWidth (ink));
  g_autoptr (Pix) rest = without_dots (ink, dots, dotted);
  guint n_printed = 0;
  for (guint i = 0; i < dots->len; i++) {
    const Dot *dot = &g_array_index (dots, Dot, i);
    if (!dot->printed)
      continue;
    n_printed++;
    int foot = foot_row (rest, dotted, &dot->box);
    if (dot->state == DOT_TOUCHED)
      carve (ink, before, rest, &dot->box, foot);
    else
      erase_blob (ink, &blobs, dot, written_from (dots, i), foot);
  }
  return n_printed;
}
