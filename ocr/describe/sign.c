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
enum { CELLS_SHORT = 151, CELLS_LONG = 214, N_CELLS = CELLS_SHORT * CELLS_LONG };
enum { SAMPLES = 4 };                 /* along each side of a cell, 0.35 mm apart */
static const double LeastDpi = 100;   /* of the image that is sampled */
static const double PaperReachMm = 8; /* paper shows within this distance of any ink */
enum { PAPER_CELL = 8 };              /* pixels; the paper's brightness is kept that coarse */
enum { FAINTEST = 30 };               /* darkness, of 255, that is still paper: bleed-through, lamp, noise */
static const double InkTail =
  0.02; /* share of the ink beyond each side of the frame of pages that are no form */

/* Where the grid lies. */
typedef struct {
  Pix *ink; /* 8 bpp: 0 = paper .. 255 = all ink */
  guint cols, rows;
  SohoaRect box;                   /* the grid, in millimetres with a transform, else in pixels of ink */
  const SohoaTransform *transform; /* millimetres to page pixels, or NULL */
  double scale;                    /* pixels of ink per page pixel */
} Frame;

/* The page at 100 to 200 dpi: halving is the cheapest way to shrink. The caller destroys it. */
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

/* Ink of a gray image: how much darker than the brightest paper near by. */
static Pix *
ink_new (Pix *gray, double dpi)
{
  const int reach = 2 * (int) (PaperReachMm * dpi / 25.4 / PAPER_CELL) + 1;
  g_autoptr (Pix) brightest = pixScaleGrayMinMax (gray, PAPER_CELL, PAPER_CELL, L_CHOOSE_MAX);
  g_autoptr (Pix) paper = brightest ? pixDilateGray (brightest, reach, reach) : NULL;
  Pix *ink = paper ? pixCopy (NULL, gray) : NULL;
  for (int y = 0; ink && y < pixGetHeight (ink); y++) {
    const int paper_y = MIN (y / PAPER_CELL, pixGetHeight (paper) - 1);
    l_uint32 *line = pixGetData (ink) + (gsize) y * pixGetWpl (ink);
    const l_uint32 *white = pixGetData (paper) + (gsize) paper_y * pixGetWpl (paper);
    for (int x = 0; x < pixGetWidth (ink); x++) {
      const int bright = MAX (1, GET_DATA_BYTE (white, MIN (x / PAPER_CELL, pixGetWidth (paper) - 1)));
      const int dark = (bright - GET_DATA_BYTE (line, x)) * 255 / bright - FAINTEST;
      SET_DATA_BYTE (line, x, (guint8) (MAX (0, dark) * 255 / (255 - FAINTEST)));
    }
  }
  return ink;
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

/* A corner of a cell, in cells, as a pixel of the ink. */
static SohoaPoint
frame_point (const Frame *frame, double col, double row)
{
  const double x = frame->box.x + col / frame->cols * frame->box.w;
  const double y = frame->box.y + row / frame->rows * frame->box.h;
  if (!frame->transform)
    return (SohoaPoint){x, y};
  const SohoaPoint pixel = sohoa_transform_map (frame->transform, x, y);
  return (SohoaPoint){(pixel.x + 0.5) * frame->scale - 0.5, (pixel.y + 0.5) * frame->scale - 0.5};
}

/* Mean ink of a cell; within one, the map is as good as a parallelogram. */
static double
cell_mean (const Frame *frame, guint col, guint row)
{
  const SohoaPoint start = frame_point (frame, col, row);
  const SohoaPoint right = frame_point (frame, col + 1, row), below = frame_point (frame, col, row + 1);
  double sum = 0;
  for (int j = 0; j < SAMPLES; j++)
    for (int i = 0; i < SAMPLES; i++) {
      const double u = (i + 0.5) / SAMPLES, v = (j + 0.5) / SAMPLES;
      sum += ink_at (frame->ink, start.x + u * (right.x - start.x) + v * (below.x - start.x),
                     start.y + u * (right.y - start.y) + v * (below.y - start.y));
    }
  return sum / (SAMPLES * SAMPLES);
}

static GBytes *
frame_sign (const Frame *frame)
{
  g_autofree guint8 *cells = g_malloc (N_CELLS);
  for (guint row = 0; row < frame->rows; row++)
    for (guint col = 0; col < frame->cols; col++)
      cells[row * frame->cols + col] = (guint8) lround (cell_mean (frame, col, row));
  return sohoa_page_signature_new (frame->cols, frame->rows, cells);
}

static void
frame_orient (Frame *frame, gboolean landscape)
{
  frame->cols = landscape ? CELLS_LONG : CELLS_SHORT;
  frame->rows = landscape ? CELLS_SHORT : CELLS_LONG;
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
  g_autoptr (Pix) ink = small ? ink_new (small, prepared->dpi * frame.scale) : NULL;
  if (!ink)
    return NULL;
  const gboolean landscape = is_landscape (transform, prepared->gray);
  frame_orient (&frame, landscape);
  frame.ink = ink;
  frame.box =
    landscape ? (SohoaRect){0, 0, PaperLongMm, PaperShortMm} : (SohoaRect){0, 0, PaperShortMm, PaperLongMm};
  return frame_sign (&frame);
}

/* Places between which all but InkTail of the ink lies at each end; profile: ink per row or column. */
static gboolean
ink_extent (NUMA *profile, double *ret_start, double *ret_length)
{
  l_float32 total = 0;
  numaGetSum (profile, &total);
  double sum = 0, from = -1, to = -1;
  for (int i = 0; total > 0 && to < 0 && i < numaGetCount (profile); i++) {
    l_float32 here = 0;
    numaGetFValue (profile, i, &here);
    if (from < 0 && sum + here >= InkTail * total)
      from = i + (InkTail * total - sum) / here;
    if (sum + here >= (1 - InkTail) * total)
      to = i + ((1 - InkTail) * total - sum) / here;
    sum += here;
  }
  if (from < 0 || to - from < 1)
    return FALSE;
  *ret_start = from - 0.5;
  *ret_length = to - from;
  return TRUE;
}

/* The grid reaches a fifth beyond the extent on each side: ink in the tails counts too. */
static gboolean
frame_fit (Frame *frame)
{
  NUMA *across = pixAverageByColumn (frame->ink, NULL, L_WHITE_IS_MAX);
  NUMA *down = pixAverageByRow (frame->ink, NULL, L_WHITE_IS_MAX);
  const gboolean fits = across && down && ink_extent (across, &frame->box.x, &frame->box.w) &&
                        ink_extent (down, &frame->box.y, &frame->box.h);
  numaDestroy (&across);
  numaDestroy (&down);
  frame->box.x -= frame->box.w / 5;
  frame->box.y -= frame->box.h / 5;
  frame->box.w *= 1.4;
  frame->box.h *= 1.4;
  return fits;
}

static GBytes *
sign_upright (const SohoaPrepared *prepared, const SohoaLocation *location)
{
  g_autoptr (SohoaUpright) upright =
    sohoa_upright_new (prepared, location->rotation, location->skew_deg, LeastDpi);
  g_autoptr (Pix) ink = upright ? ink_new (upright->pix, upright->dpi) : NULL;
  if (!ink)
    return NULL;
  Frame frame = {.ink = ink};
  frame_orient (&frame, pixGetWidth (ink) > pixGetHeight (ink));
  return frame_fit (&frame) ? frame_sign (&frame) : NULL;
}

GBytes *
sohoa_sign_page (const SohoaPrepared *prepared, const SohoaLocation *location)
{
  if (prepared->blank)
    return NULL;
  return location->transform ? sign_located (prepared, location->transform)
                             : sign_upright (prepared, location);
}
