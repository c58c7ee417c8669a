/* sign.c - the fingerprint of a page: ink per cell of a grid laid over the content, not over the scan.
 *
 * The grid lies on the page through a map. That of a located page is its form's: two scans of one sheet then
 * agree to a tenth of a millimetre. Any other page is only turned upright and straight, by the direction of
 * its lines; where the feeder shifted or stretched it, its fingerprint is another (grids that follow the ink
 * were tried: those that forgive a feeder forgive a changed letter, too).
 */
#include "describe_internal.h"

#include <math.h>
#include <string.h>

#include <sohoa/page_signature.h>

#include "../locate/plane.h"

static const double PaperShortMm = 210, PaperLongMm = 297; /* the frame of located pages */
static const double FineCellMm = 0.5, CoarseCellMm = 0.7; /* coarse: where a page is too full for fine ones */
enum { TILE = 10 };                   /* cells; the map is taken as a parallelogram within so many, squared */
enum { SAMPLES = 3 };                 /* along each side of a cell */
static const double LeastDpi = 150;   /* of the image that is sampled */
static const double PaperReachMm = 8; /* paper shows within this distance of any ink */
enum { BLOCK_PX = 8 }; /* the paper's brightness, and where there is ink at all, are kept that coarse */
enum { FAINT = 38 };   /* of 255; below it a cell is paper */

/* One value for each block of a plane. */
typedef struct {
  int cols, rows;
  guint8 *value;
} Blocks;

static void
blocks_clear (Blocks *blocks)
{
  g_free (blocks->value);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Blocks, blocks_clear)

/* Where the grid lies. */
typedef struct {
  const SohoaPlane *light;         /* 255 = paper .. 0 = black */
  const Blocks *darkest;           /* of light */
  const SohoaTransform *transform; /* millimetres to page pixels */
  double width_mm, height_mm;
  guint cols, rows;
} Frame;

/* The page at 150 to 300 dpi: halving is the cheapest way to shrink. */
static SohoaPlane *
shrink (Pix *gray, double dpi)
{
  SohoaPlane *plane = sohoa_plane_new (gray);
  while (plane && dpi / plane->step >= 2 * LeastDpi) {
    SohoaPlane *half = sohoa_plane_new_half (plane);
    sohoa_plane_free (plane);
    plane = half;
  }
  return plane;
}

/* to[i] becomes the largest of it and from[i], whose bits are turned over where flip has ones. */
static void
raise_to (guint8 *restrict to, const guint8 *restrict from, int n, guint8 flip)
{
  for (int i = 0; i < n; i++)
    to[i] = MAX (to[i], from[i] ^ flip);
}

/* The brightest, else the darkest pixel of each block. */
static Blocks
blocks_of (const SohoaPlane *plane, gboolean brightest)
{
  const guint8 flip = brightest ? 0 : 255;
  Blocks blocks = {.cols = (plane->width + BLOCK_PX - 1) / BLOCK_PX,
                   .rows = (plane->height + BLOCK_PX - 1) / BLOCK_PX};
  g_autofree guint8 *most = g_malloc ((gsize) blocks.cols * BLOCK_PX);
  blocks.value = g_malloc ((gsize) blocks.cols * (gsize) blocks.rows);
  for (int row = 0; row < blocks.rows; row++) {
    memset (most, 0, (gsize) blocks.cols * BLOCK_PX);
    for (int y = row * BLOCK_PX; y < MIN (plane->height, (row + 1) * BLOCK_PX); y++)
      raise_to (most, plane->data + (gsize) y * (gsize) plane->width, plane->width, flip);
    for (int col = 0; col < blocks.cols; col++) {
      guint8 value = 0;
      for (int i = 0; i < BLOCK_PX; i++)
        value = MAX (value, most[col * BLOCK_PX + i]);
      blocks.value[(gsize) row * (gsize) blocks.cols + (gsize) col] = value ^ flip;
    }
  }
  return blocks;
}

/* Each block takes on the largest value within reach. */
static void
spread (Blocks *blocks, int reach)
{
  const gsize cols = (gsize) blocks->cols, n = cols * (gsize) blocks->rows;
  g_autofree guint8 *wide = g_memdup2 (blocks->value, n);
  for (int y = 0; y < blocks->rows; y++)
    for (int d = 1; d <= MIN (reach, blocks->cols - 1); d++) {
      raise_to (wide + (gsize) y * cols, blocks->value + (gsize) y * cols + d, blocks->cols - d, 0);
      raise_to (wide + (gsize) y * cols + d, blocks->value + (gsize) y * cols, blocks->cols - d, 0);
    }
  for (int y = 0; y < blocks->rows; y++) {
    memcpy (blocks->value + (gsize) y * cols, wide + (gsize) y * cols, cols);
    for (int near = MAX (0, y - reach); near <= MIN (blocks->rows - 1, y + reach); near++)
      raise_to (blocks->value + (gsize) y * cols, wide + (gsize) near * cols, blocks->cols, 0);
  }
}

/* What is left of the paper's light: white says how bright the paper is, scaled how to divide by that: it is
 * 2^24 / white, rounded up, which makes the division exact. */
static void
weigh_pixels (guint8 *restrict pixel, const guint8 *restrict white, const guint32 *restrict scaled, int n)
{
  for (int i = 0; i < n; i++) {
    const guint32 dark = (guint32) MAX (0, white[i] - pixel[i]);
    pixel[i] = (guint8) (255 - (dark * 255 * scaled[i] >> 24));
  }
}

/* As if the paper were white everywhere: its own brightness is the brightest near by. */
static void
lay_on_white (SohoaPlane *plane, double dpi)
{
  g_auto (Blocks) paper = blocks_of (plane, TRUE);
  g_autofree guint8 *white = g_malloc ((gsize) plane->width);
  g_autofree guint32 *scaled = g_new (guint32, plane->width);
  spread (&paper, (int) (PaperReachMm * dpi / 25.4 / BLOCK_PX));
  for (int y = 0; y < plane->height; y++) {
    const guint8 *bright = paper.value + (gsize) (y / BLOCK_PX) * (gsize) paper.cols;
    for (int x = 0; y % BLOCK_PX == 0 && x < plane->width; x++) {
      white[x] = MAX (1, bright[x / BLOCK_PX]);
      scaled[x] = (1u << 24) / white[x] + 1;
    }
    weigh_pixels (plane->data + (gsize) y * (gsize) plane->width, white, scaled, plane->width);
  }
}

/* A corner of a cell as a pixel of the plane. */
static SohoaPoint
frame_point (const Frame *frame, guint col, guint row)
{
  const SohoaAffine shrunk = sohoa_plane_from_original (frame->light);
  const SohoaPoint pixel = sohoa_transform_map (frame->transform, col * frame->width_mm / frame->cols,
                                                row * frame->height_mm / frame->rows);
  return sohoa_affine_map (&shrunk, pixel.x, pixel.y);
}

/* From cells, counted from the tile's first corner, to pixels of the plane. */
static SohoaAffine
frame_tile (const Frame *frame, guint col, guint row)
{
  const SohoaPoint start = frame_point (frame, col, row);
  const SohoaPoint right = frame_point (frame, col + TILE, row), below = frame_point (frame, col, row + TILE);
  return (SohoaAffine){{(right.x - start.x) / TILE, (below.x - start.x) / TILE, start.x,
                        (right.y - start.y) / TILE, (below.y - start.y) / TILE, start.y}};
}

/* TRUE when some block that the tile touches has more than faint ink. */
static gboolean
tile_has_ink (const Frame *frame, const SohoaAffine *tile)
{
  const SohoaPoint a = sohoa_affine_map (tile, 0, 0), b = sohoa_affine_map (tile, TILE, TILE);
  const SohoaPoint c = sohoa_affine_map (tile, TILE, 0), d = sohoa_affine_map (tile, 0, TILE);
  const Blocks *blocks = frame->darkest;
  const double x0 = floor (MIN (MIN (a.x, b.x), MIN (c.x, d.x)) / BLOCK_PX);
  const double y0 = floor (MIN (MIN (a.y, b.y), MIN (c.y, d.y)) / BLOCK_PX);
  const double x1 = floor ((MAX (MAX (a.x, b.x), MAX (c.x, d.x)) + 1) / BLOCK_PX);
  const double y1 = floor ((MAX (MAX (a.y, b.y), MAX (c.y, d.y)) + 1) / BLOCK_PX);
  for (int y = (int) CLAMP (y0, 0, blocks->rows); y < blocks->rows && y <= y1; y++)
    for (int x = (int) CLAMP (x0, 0, blocks->cols); x < blocks->cols && x <= x1; x++)
      if (blocks->value[(gsize) y * (gsize) blocks->cols + (gsize) x] < 255 - FAINT)
        return TRUE;
  return FALSE;
}

/* The ink in the cells of a tile, row by row. */
static void
tile_cells (const Frame *frame, const SohoaAffine *tile, guint8 *cells)
{
  enum { SIDE = TILE * SAMPLES };
  static const SohoaAffine sample = {{1.0 / SAMPLES, 0, 0.5 / SAMPLES, 0, 1.0 / SAMPLES, 0.5 / SAMPLES}};
  const SohoaAffine map = sohoa_affine_compose (tile, &sample);
  gint16 light[SIDE * SIDE];
  sohoa_plane_sample (frame->light, &map, SIDE, SIDE, light);
  for (int row = 0; row < TILE; row++)
    for (int col = 0; col < TILE; col++) {
      int sum = 0;
      for (int j = 0; j < SAMPLES; j++)
        for (int i = 0; i < SAMPLES; i++)
          sum += 255 - light[(row * SAMPLES + j) * SIDE + col * SAMPLES + i];
      cells[row * TILE + col] = (guint8) ((sum + SAMPLES * SAMPLES / 2) / (SAMPLES * SAMPLES));
    }
}

static GBytes *
frame_sign (const Frame *frame)
{
  g_autofree guint8 *cells = g_malloc0 ((gsize) frame->cols * frame->rows);
  for (guint row = 0; row < frame->rows; row += TILE)
    for (guint col = 0; col < frame->cols; col += TILE) {
      const SohoaAffine tile = frame_tile (frame, col, row);
      guint8 inked[TILE * TILE];
      if (!tile_has_ink (frame, &tile))
        continue;
      tile_cells (frame, &tile, inked);
      for (guint j = 0; j < MIN (TILE, frame->rows - row); j++)
        memcpy (cells + (row + j) * frame->cols + col, inked + j * TILE, MIN (TILE, frame->cols - col));
    }
  return sohoa_page_signature_new (frame->cols, frame->rows, cells);
}

/* With fine cells, or coarse ones where the page is too full for them. NULL when out of memory. */
static GBytes *
sign_through (const SohoaPrepared *prepared, const SohoaTransform *transform, double width_mm,
              double height_mm)
{
  const double cells_mm[] = {FineCellMm, CoarseCellMm};
  g_autoptr (SohoaPlane) light = shrink (prepared->gray, prepared->dpi);
  GBytes *signature = NULL;
  if (!light)
    return NULL;
  lay_on_white (light, prepared->dpi / light->step);
  g_auto (Blocks) darkest = blocks_of (light, FALSE);
  Frame frame = {light, &darkest, transform, width_mm, height_mm, 0, 0};
  const gboolean landscape = width_mm > height_mm;
  for (gsize i = 0; !signature && i < G_N_ELEMENTS (cells_mm); i++) {
    frame.cols = (guint) ((landscape ? PaperLongMm : PaperShortMm) / cells_mm[i]);
    frame.rows = (guint) ((landscape ? PaperShortMm : PaperLongMm) / cells_mm[i]);
    signature = frame_sign (&frame);
  }
  return signature;
}

/* TRUE when the template is wider than high, as far as the scan shows. */
static gboolean
is_landscape (const SohoaTransform *transform, Pix *gray)
{
  const double w = pixGetWidth (gray), h = pixGetHeight (gray);
  SohoaPoint middle, right, below;
  if (!sohoa_transform_unmap (transform, (SohoaPoint){w / 2, h / 2}, &middle) ||
      !sohoa_transform_unmap (transform, (SohoaPoint){w, h / 2}, &right) ||
      !sohoa_transform_unmap (transform, (SohoaPoint){w / 2, h}, &below))
    return FALSE;
  const double across = fabs (right.x - middle.x) + fabs (below.x - middle.x);
  const double down = fabs (right.y - middle.y) + fabs (below.y - middle.y);
  return across > down;
}

/* The page as it is when turned upright and straight about its middle. */
static GBytes *
sign_upright (const SohoaPrepared *prepared, guint rotation, double skew_deg)
{
  const double w = pixGetWidth (prepared->gray), h = pixGetHeight (prepared->gray);
  const double px = prepared->dpi / 25.4, turn = (rotation + skew_deg) * G_PI / 180;
  const double width_mm = (rotation % 180 == 0 ? w : h) / px, height_mm = (rotation % 180 == 0 ? h : w) / px;
  const double c = px * cos (turn), s = px * sin (turn);
  const double map[6] = {c, -s, (w - 1 - c * width_mm + s * height_mm) / 2,
                         s, c,  (h - 1 - s * width_mm - c * height_mm) / 2};
  g_autoptr (SohoaTransform) transform = sohoa_transform_new_affine (map);
  return sign_through (prepared, transform, width_mm, height_mm);
}

GBytes *
sohoa_sign_page (const SohoaPrepared *prepared, const SohoaLocation *location)
{
  if (prepared->blank)
    return NULL;
  if (!location->transform)
    return sign_upright (prepared, location->rotation, location->skew_deg);
  const gboolean landscape = is_landscape (location->transform, prepared->gray);
  return sign_through (prepared, location->transform, landscape ? PaperLongMm : PaperShortMm,
                       landscape ? PaperShortMm : PaperLongMm);
}
