/* grain.c - see grain.h. Dots of letters stand alone or in pairs; specks that have others all around are
 * grain. */
#include "grain.h"

#include <math.h>

static const double speck_mm = 0.45;     /* the longer side of a speck is shorter */
static const double blot_mm = 1.0;       /* specks that run together are shorter, or letters */
static const double near_mm = 1.5;       /* so near are the others of a cloud */
static const double large_blot_mm = 1.4; /* or so long in a dense cloud */
enum { COMPANY = 3, DENSE = 7 };         /* others that make a cloud */

typedef struct {
  double x, y; /* middle, px */
} Point;

static Point
middle_of (const Box *box)
{
  return (Point){box->x + box->w / 2.0, box->y + box->h / 2.0};
}

static gboolean
is_smaller (const Box *box, double mm)
{
  return MAX (box->w, box->h) < sohoa_read_px (mm);
}

/* Middles of all specks, from left to right. */
static GArray *
find_specks (const Boxa *boxes)
{
  GArray *specks = g_array_new (FALSE, FALSE, sizeof (Point));
  for (int i = 0; i < boxes->n; i++)
    if (is_smaller (boxes->box[i], speck_mm)) {
      Point middle = middle_of (boxes->box[i]);
      g_array_append_val (specks, middle);
    }
  return specks;
}

/* How many specks are near a place. */
static guint
count_near (const GArray *specks, Point place)
{
  guint n = 0;
  for (guint i = 0; i < specks->len && n <= DENSE; i++) {
    const Point *speck = &g_array_index (specks, Point, i);
    n += hypot (speck->x - place.x, speck->y - place.y) < sohoa_read_px (near_mm);
  }
  return n;
}

/* Does the blot stand right above or below a letter, as accents do? */
static gboolean
is_accent (const Boxa *boxes, const Box *blot)
{
  for (int i = 0; i < boxes->n; i++) {
    const Box *box = boxes->box[i];
    int apart = MAX (box->y - (blot->y + blot->h), blot->y - (box->y + box->h));
    int beside = MAX (box->x - (blot->x + blot->w / 2), blot->x + blot->w / 2 - (box->x + box->w));
    if (!is_smaller (box, large_blot_mm) && beside <= 0 && apart <= sohoa_read_px (blot_mm / 2))
      return TRUE;
  }
  return FALSE;
}

/* Specks, which are near themselves, and blots with enough specks around them. */
static gboolean
is_grain (const Boxa *boxes, const Box *box, const GArray *specks)
{
  if (!is_smaller (box, large_blot_mm))
    return FALSE;
  guint n = count_near (specks, middle_of (box));
  if (is_smaller (box, speck_mm))
    return n > COMPANY;
  return n >= (is_smaller (box, blot_mm) ? COMPANY : DENSE) && !is_accent (boxes, box);
}

guint
sohoa_grain_erase (Pix *ink)
{
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (ink, &components, 8);
  if (boxes == NULL)
    return 0;
  g_autoptr (GArray) specks = find_specks (boxes);
  guint n = 0;
  for (int i = 0; i < boxes->n && specks->len > COMPANY; i++) {
    const Box *box = boxes->box[i];
    if (!is_grain (boxes, box, specks))
      continue;
    pixRasterop (ink, box->x, box->y, box->w, box->h, PIX_DST & PIX_NOT (PIX_SRC), components->pix[i], 0, 0);
    n++;
  }
  return n;
}
