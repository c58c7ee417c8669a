/* anchors.c - the pieces of a blank's print by which its place on a page is found.
 *
 * A piece is good when gray changes in it both along and down (corners; after Shi and Tomasi, 1994), when it
 * holds none of the places where people write, and when nothing nearby looks like it: a row of leader dots
 * fits itself at every dot. The best are taken first, not too close to each other and only a few from each
 * part of the page, so that stamps, torn corners and missing thirds leave enough.
 */
#include "anchors.h"

enum {
  COARSE_WIDTH = SOHOA_ANCHOR_WIDTH / 2,
  COARSE_HEIGHT = SOHOA_ANCHOR_HEIGHT / 2,
  GRID_X = 8, /* spacing of the places tried, coarse pixels; a piece is so many of them by so many */
  GRID_Y = 4,
  APART_X = COARSE_WIDTH,
  APART_Y = COARSE_HEIGHT + 2,
  TILE_COLUMNS = 6,
  TILE_ROWS = 8,
  TILE_ANCHORS = 2,
  ALIKE_RADIUS = 10, /* coarse pixels: 3.4 mm */
  ALIKE_NEAR = 3,    /* so close to the middle everything looks like itself */
};

static const double WRITING_MAX = 0.35; /* share of a piece that may lie in fields */
static const double CONTRAST_MIN = 60;  /* mean squared gray step, each way */
static const double ALIKE_MAX = 0.80;   /* correlation with another place nearby */

typedef struct {
  int x, y; /* corner in the coarse picture */
  double score;
} Place;

static double
writing_share (const SohoaTemplate *template, guint page, const SohoaRect *piece)
{
  double covered = 0;
  for (guint z = 0; z < template->zones->len; z++) {
    const SohoaZone *zone = g_ptr_array_index (template->zones, z);
    const SohoaRect *box = &zone->box_mm;
    double w = MIN (box->x + box->w, piece->x + piece->w) - MAX (box->x, piece->x);
    double h = MIN (box->y + box->h, piece->y + piece->h) - MAX (box->y, piece->y);
    if (zone->page == page && w > 0 && h > 0)
      covered += w * h;
  }
  return MIN (1, covered / (piece->w * piece->h));
}

/* Sums of the squared steps along and down in one cell of the grid. */
typedef struct {
  gint32 along, down;
} Steps;

static Steps
cell_steps (const SohoaPlane *coarse, int x, int y)
{
  Steps steps = {0, 0};
  for (int v = y; v < y + GRID_Y; v++) {
    const guint8 *row = coarse->data + (gsize) v * coarse->width, *next = row + coarse->width;
    for (int u = x; u < x + GRID_X; u++) {
      int right = row[u + 1] - row[u], below = next[u] - row[u];
      steps.along += right * right;
      steps.down += below * below;
    }
  }
  return steps;
}

/* Of all cells that have neighbours to the right and below, row by row. */
static Steps *
all_steps (const SohoaPlane *coarse, int columns, int rows)
{
  Steps *steps = g_new (Steps, (gsize) columns * rows);
  for (int row = 0; row < rows; row++)
    for (int column = 0; column < columns; column++)
      steps[row * columns + column] = cell_steps (coarse, column * GRID_X, row * GRID_Y);
  return steps;
}

/* The smaller of the mean squared steps along and down, of the piece that begins with this cell. */
static double
contrast (const Steps *cell, int columns)
{
  Steps sum = {0, 0};
  for (int row = 0; row < COARSE_HEIGHT / GRID_Y; row++)
    for (int column = 0; column < COARSE_WIDTH / GRID_X; column++) {
      sum.along += cell[row * columns + column].along;
      sum.down += cell[row * columns + column].down;
    }
  return MIN (sum.along, sum.down) / (double) (COARSE_WIDTH * COARSE_HEIGHT);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  double p = ((const Place *) a)->score, q = ((const Place *) b)->score;
  return (p < q) - (p > q);
}

static GArray *
candidate_places (const SohoaPlane *coarse, const SohoaTemplate *template, guint page)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
  const double mm = 25.4 * 2 / SOHOA_ANCHOR_DPI;
  const int columns = (coarse->width - 1) / GRID_X, rows = (coarse->height - 1) / GRID_Y;
  g_autofree Steps *steps = all_steps (coarse, MAX (columns, 0), MAX (rows, 0));
  for (int y = GRID_Y; y + COARSE_HEIGHT + GRID_Y < coarse->height; y += GRID_Y)
    for (int x = GRID_X; x + COARSE_WIDTH + GRID_X < coarse->width; x += GRID_X) {
      double score = contrast (steps + y / GRID_Y * columns + x / GRID_X, columns);
      if (score < CONTRAST_MIN)
        continue;
      SohoaRect piece = {x * mm, y * mm, COARSE_WIDTH * mm, COARSE_HEIGHT * mm};
      double writing = writing_share (template, page, &piece);
      Place place = {x, y, score * (1 - writing) * (1 - writing)};
      if (writing <= WRITING_MAX)
        g_array_append_val (places, place);
    }
  g_array_sort (places, compare_places);
  return places;
}

static void
copy_piece (const SohoaPlane *plane, int x, int y, int width, int height, guint8 *gray)
{
  for (int v = 0; v < height; v++)
    memcpy (gray + v * width, plane->data + (gsize) (y + v) * plane->width + x, (gsize) width);
}

/* The same where part of it may lie outside, which is white. */
static void
copy_window (const SohoaPlane *plane, int x, int y, int width, int height, gint16 *gray)
{
  for (int v = y; v < y + height; v++)
    for (int u = x; u < x + width; u++) {
      gboolean inside = u >= 0 && v >= 0 && u < plane->width && v < plane->height;
      *gray++ = inside ? plane->data[(gsize) v * plane->width + u] : 255;
    }
}

/* Whether the piece fits only where it is: its best fit elsewhere nearby stays below ALIKE_MAX. */
static gboolean
is_unmistakable (const SohoaPlane *coarse, const Place *place)
{
  guint8 gray[COARSE_WIDTH * COARSE_HEIGHT];
  gint16 values[COARSE_WIDTH * COARSE_HEIGHT];
  gint16 around[(COARSE_WIDTH + 2 * ALIKE_NEAR) * (COARSE_HEIGHT + 2 * ALIKE_NEAR)];
  copy_piece (coarse, place->x, place->y, COARSE_WIDTH, COARSE_HEIGHT, gray);
  SohoaPatch patch = sohoa_patch_init (gray, COARSE_WIDTH, COARSE_HEIGHT, values);
  const int stride = 2 * ALIKE_NEAR + 1, width = COARSE_WIDTH + 2 * ALIKE_NEAR,
            height = COARSE_HEIGHT + 2 * ALIKE_NEAR;
  for (int v = -ALIKE_RADIUS; v <= ALIKE_RADIUS; v += stride)
    for (int u = -ALIKE_RADIUS; u <= ALIKE_RADIUS; u += stride) {
      if (ABS (u) <= ALIKE_NEAR && ABS (v) <= ALIKE_NEAR)
        continue;
      copy_window (coarse, place->x + u - ALIKE_NEAR, place->y + v - ALIKE_NEAR, width, height, around);
      SohoaFind find;
      if (sohoa_patch_find (&patch, around, ALIKE_NEAR, ALIKE_NEAR, &find) && find.score > ALIKE_MAX)
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_room (const Place *place, const GArray *taken, const SohoaPlane *coarse)
{
  int column = place->x * TILE_COLUMNS / coarse->width, row = place->y * TILE_ROWS / coarse->height;
  guint in_tile = 0;
  for (guint i = 0; i < taken->len; i++) {
    const Place *other = &g_array_index (taken, Place, i);
    if (ABS (other->x - place->x) < APART_X && ABS (other->y - place->y) < APART_Y)
      return FALSE;
    in_tile +=
      other->x * TILE_COLUMNS / coarse->width == column && other->y * TILE_ROWS / coarse->height == row;
  }
  return in_tile < TILE_ANCHORS;
}

static void
append_anchor (GArray *anchors, const SohoaPlane *blank, const SohoaPlane *coarse, const Place *place)
{
  g_array_set_size (anchors, anchors->len + 1);
  SohoaAnchor *anchor = &g_array_index (anchors, SohoaAnchor, anchors->len - 1);
  const double mm = 25.4 / SOHOA_ANCHOR_DPI;
  anchor->corner_mm = (SohoaPoint){(2 * place->x + 0.5) * mm, (2 * place->y + 0.5) * mm};
  copy_piece (blank, 2 * place->x, 2 * place->y, SOHOA_ANCHOR_WIDTH, SOHOA_ANCHOR_HEIGHT, anchor->fine);
  copy_piece (coarse, place->x, place->y, COARSE_WIDTH, COARSE_HEIGHT, anchor->coarse);
}

GArray *
sohoa_anchors_choose (const SohoaPlane *blank, const SohoaTemplate *template, guint page)
{
  GArray *anchors = g_array_new (FALSE, FALSE, sizeof (SohoaAnchor));
  g_autoptr (SohoaPlane) coarse = sohoa_plane_new_half (blank);
  if (!coarse)
    return anchors;
  g_autoptr (GArray) places = candidate_places (coarse, template, page);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (Place));
  for (guint i = 0; i < places->len && taken->len < SOHOA_ANCHORS_MAX; i++) {
    const Place *place = &g_array_index (places, Place, i);
    if (has_room (place, taken, coarse) && is_unmistakable (coarse, place)) {
      g_array_append_val (taken, *place);
      append_anchor (anchors, blank, coarse, place);
    }
  }
  return anchors;
}
