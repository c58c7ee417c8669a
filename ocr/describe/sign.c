/* sign.c - the fingerprint of a page: ink per cell of a grid laid over the content, not over the scan.
 *
 * A located page is sampled in template millimetres: two scans of one sheet then agree to a tenth of a
 * millimetre. Any other page is turned upright and straight, and its grid is stretched between the places
 * where the first and the last few per cent of its ink lie, which follows the paper through shifts and
 * through the feeder's changes of scale.
 */
#include "describe_internal.h"

#include <math.h>

#include <sohoa/page_signature.h>

static const double PaperShortMm = 210, PaperLongMm = 297; /* the frame of located pages */
static const double FineCellMm = 0.5, CoarseCellMm = 0.7; /* coarse: where a page is too full for fine ones */
enum { TILE = 10 };                   /* cells; the map is taken as a parallelogram within so many, squared */
enum { SAMPLES = 3 };                 /* along each side of a cell */
static const double LeastDpi = 150;   /* of the image that is sampled */
static const double PaperReachMm = 8; /* paper shows within this distance of any ink */
enum { BLOCK_PX = 8 }; /* the paper's brightness, and where there is ink at all, are kept that coarse */
enum { FAINT = 38 };   /* of 255; below it a cell is paper */

/* Where the grid lies. */
typedef struct {
  Pix *ink;                        /* 8 bpp: 0 = paper .. 255 = black */
  Pix *most;                       /* the most ink in each block of it */
  double scale;                    /* pixels of ink per page pixel */
  const SohoaTransform *transform; /* millimetres to page pixels; NULL: the box is in pixels of ink */
  SohoaRect box;
  guint cols, rows;
} Frame;

/* The page at 150 to 300 dpi: halving is the cheapest way to shrink. The caller destroys it. */
static Pix *
shrink (Pix *gray, double dpi, double *ret_scale)
{
  Pix *small = pixClone (gray);
  *ret_scale = 1;
  while (small && dpi * *ret_scale >= 2 * LeastDpi) {
    Pix *half = pixScaleAreaMap2 (small);
    pixDestroy (&small);
    small = half;
    *ret_scale /= 2;
  }
  return small;
}

/* Gray turned into ink: how much darker than the brightest paper near by. */
static gboolean
find_ink (Pix *gray, double dpi)
{
  const int reach = 2 * (int) (PaperReachMm * dpi / 25.4 / BLOCK_PX) + 1;
  g_autoptr (Pix) brightest = pixScaleGrayMinMax (gray, BLOCK_PX, BLOCK_PX, L_CHOOSE_MAX);
  g_autoptr (Pix) paper = brightest ? pixDilateGray (brightest, reach, reach) : NULL;
  for (int y = 0; paper && y < pixGetHeight (gray); y++) {
    l_uint32 *line = pixGetData (gray) + (gsize) y * pixGetWpl (gray);
    const int row = MIN (y / BLOCK_PX, pixGetHeight (paper) - 1);
    const l_uint32 *white = pixGetData (paper) + (gsize) row * pixGetWpl (paper);
    for (int x = 0; x < pixGetWidth (gray); x++) {
      const int bright = MAX (1, GET_DATA_BYTE (white, MIN (x / BLOCK_PX, pixGetWidth (paper) - 1)));
      const int dark = MAX (0, bright - GET_DATA_BYTE (line, x));
      SET_DATA_BYTE (line, x, (guint8) (dark * 255 / bright));
    }
  }
  return paper != NULL;
}

static double
ink_at (Pix *ink, double x, double y)
{
  const int x0 = (int) floor (x), y0 = (int) floor (y);
  if (x0 < 0 || y0 < 0 || x0 + 1 >= pixGetWidth (ink) || y0 + 1 >= pixGetHeight (ink))
    return 0;
  const l_uint32 *line = pixGetData (ink) + (gsize) y0 * pixGetWpl (ink), *below = line + pixGetWpl (ink);
  const double fx = x - x0, fy = y - y0;
  return (1 - fy) * ((1 - fx) * GET_DATA_BYTE (line, x0) + fx * GET_DATA_BYTE (line, x0 + 1)) +
         fy * ((1 - fx) * GET_DATA_BYTE (below, x0) + fx * GET_DATA_BYTE (below, x0 + 1));
}

/* A corner of a cell as a pixel of the ink. */
static SohoaPoint
frame_point (const Frame *frame, guint col, guint row)
{
  const double x = frame->box.x + (double) col / frame->cols * frame->box.w;
  const double y = frame->box.y + (double) row / frame->rows * frame->box.h;
  if (!frame->transform)
    return (SohoaPoint){x, y};
  const SohoaPoint pixel = sohoa_transform_map (frame->transform, x, y);
  return (SohoaPoint){(pixel.x + 0.5) * frame->scale - 0.5, (pixel.y + 0.5) * frame->scale - 0.5};
}

/* A tile of the grid on the ink: its first corner and the steps from cell to cell along a row and down. */
typedef struct {
  SohoaPoint start, along, down;
} Tile;

static Tile
frame_tile (const Frame *frame, guint col, guint row)
{
  const SohoaPoint start = frame_point (frame, col, row);
  const SohoaPoint right = frame_point (frame, col + TILE, row), below = frame_point (frame, col, row + TILE);
  return (Tile){start,
                {(right.x - start.x) / TILE, (right.y - start.y) / TILE},
                {(below.x - start.x) / TILE, (below.y - start.y) / TILE}};
}

static SohoaPoint
tile_point (const Tile *tile, double col, double row)
{
  return (SohoaPoint){tile->start.x + col * tile->along.x + row * tile->down.x,
                      tile->start.y + col * tile->along.y + row * tile->down.y};
}

/* TRUE when some block that the tile touches has more than faint ink. */
static gboolean
tile_has_ink (const Frame *frame, const Tile *tile)
{
  const SohoaPoint a = tile->start, b = tile_point (tile, TILE, TILE);
  const SohoaPoint c = tile_point (tile, TILE, 0), d = tile_point (tile, 0, TILE);
  const int x0 = (int) floor (MIN (MIN (a.x, b.x), MIN (c.x, d.x)) / BLOCK_PX);
  const int y0 = (int) floor (MIN (MIN (a.y, b.y), MIN (c.y, d.y)) / BLOCK_PX);
  const int x1 = (int) floor ((MAX (MAX (a.x, b.x), MAX (c.x, d.x)) + 1) / BLOCK_PX);
  const int y1 = (int) floor ((MAX (MAX (a.y, b.y), MAX (c.y, d.y)) + 1) / BLOCK_PX);
  for (int y = y0; y <= y1; y++)
    for (int x = x0; x <= x1; x++) {
      l_uint32 most = 0;
      if (pixGetPixel (frame->most, x, y, &most) == 0 && most > FAINT)
        return TRUE;
    }
  return FALSE;
}

static guint8
tile_cell (const Frame *frame, const Tile *tile, guint col, guint row)
{
  double sum = 0;
  for (int j = 0; j < SAMPLES; j++)
    for (int i = 0; i < SAMPLES; i++) {
      const SohoaPoint p = tile_point (tile, col + (i + 0.5) / SAMPLES, row + (j + 0.5) / SAMPLES);
      sum += ink_at (frame->ink, p.x, p.y);
    }
  return (guint8) lround (sum / (SAMPLES * SAMPLES));
}

static GBytes *
frame_sign (const Frame *frame)
{
  g_autofree guint8 *cells = g_malloc0 ((gsize) frame->cols * frame->rows);
  for (guint row = 0; row < frame->rows; row += TILE)
    for (guint col = 0; col < frame->cols; col += TILE) {
      const Tile tile = frame_tile (frame, col, row);
      if (!tile_has_ink (frame, &tile))
        continue;
      for (guint j = 0; j < TILE && row + j < frame->rows; j++)
        for (guint i = 0; i < TILE && col + i < frame->cols; i++)
          cells[(row + j) * frame->cols + col + i] = tile_cell (frame, &tile, i, j);
    }
  return sohoa_page_signature_new (frame->cols, frame->rows, cells);
}

/* With fine cells, or coarse ones where the page is too full for them. */
static GBytes *
frame_sign_sized (Frame *frame, gboolean landscape)
{
  const double cells_mm[] = {FineCellMm, CoarseCellMm};
  GBytes *signature = NULL;
  frame->most = pixScaleGrayMinMax (frame->ink, BLOCK_PX, BLOCK_PX, L_CHOOSE_MAX);
  for (gsize i = 0; frame->most && !signature && i < G_N_ELEMENTS (cells_mm); i++) {
    frame->cols = (guint) ((landscape ? PaperLongMm : PaperShortMm) / cells_mm[i]);
    frame->rows = (guint) ((landscape ? PaperShortMm : PaperLongMm) / cells_mm[i]);
    signature = frame_sign (frame);
  }
  pixDestroy (&frame->most);
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

static GBytes *
sign_located (const SohoaPrepared *prepared, const SohoaTransform *transform)
{
  Frame frame = {.transform = transform};
  g_autoptr (Pix) small = shrink (prepared->gray, prepared->dpi, &frame.scale);
  g_autoptr (Pix) ink = small ? pixCopy (NULL, small) : NULL;
  if (!ink || !find_ink (ink, prepared->dpi * frame.scale))
    return NULL;
  const gboolean landscape = is_landscape (transform, prepared->gray);
  frame.ink = ink;
  frame.box =
    landscape ? (SohoaRect){0, 0, PaperLongMm, PaperShortMm} : (SohoaRect){0, 0, PaperShortMm, PaperLongMm};
  return frame_sign_sized (&frame, landscape);
}

static GBytes *
sign_upright (const SohoaPrepared *prepared, const SohoaLocation *location)
{
  g_autoptr (SohoaUpright) upright =
    sohoa_upright_new (prepared, location->rotation, location->skew_deg, LeastDpi);
  if (!upright || !find_ink (upright->pix, upright->dpi))
    return NULL;
  const int width = pixGetWidth (upright->pix), height = pixGetHeight (upright->pix);
  Frame frame = {.ink = upright->pix, .scale = 1, .box = {0, 0, width, height}};
  return frame_sign_sized (&frame, width > height);
}

GBytes *
sohoa_sign_page (const SohoaPrepared *prepared, const SohoaLocation *location)
{
  if (prepared->blank)
    return NULL;
  return location->transform ? sign_located (prepared, location->transform)
                             : sign_upright (prepared, location);
}
