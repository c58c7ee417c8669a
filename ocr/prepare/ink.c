/* ink.c - whether anybody put anything on a page.
 *
 * Connected dark pieces at 100 to 200 dpi, without those that nobody put there: pieces at the image's edge,
 * specks, punch holes, lines from edge to edge (folds, dust on the glass). Print from the other side keeps
 * four fifths of the paper's brightness and is not dark. What is left must amount to a word.
 */
#include "ink.h"

static const double INK_LEVEL = 0.62; /* of the paper's gray */
static const double MARK_MM = 1.2;    /* a piece this long is part of writing */
static const double WORD_MM2 = 16;    /* boxes of such pieces, together: two or three letters */
static const double HOLE_MIN_MM = 4, HOLE_MAX_MM = 9, HOLE_EDGE_MM = 20;
static const double LINE_WIDE = 0.6, LINE_THICK_MM = 3; /* share of the page; across */
static const double MARGIN = 0.04;                      /* of the page's size, to each side */

static int
paper_gray (Pix *gray)
{
  NUMA *histogram = pixGetGrayHistogram (gray, 2);
  int best = 255;
  l_float32 most = 0, count;
  for (int value = 255; histogram && value >= 64; value--)
    if (numaGetFValue (histogram, value, &count) == 0 && count > most)
      most = count, best = value;
  numaDestroy (&histogram);
  return best;
}

/* About 100 to 200 dpi, the dark pixels black. */
static Pix *
dark_pixels (Pix *gray, double *dpi)
{
  g_autoptr (Pix) small = pixClone (gray);
  while (*dpi >= 200) {
    Pix *half = pixScaleAreaMap2 (small);
    pixDestroy (&small);
    if (!half)
      return NULL;
    small = half;
    *dpi /= 2;
  }
  return pixThresholdToBinary (small, (int) (paper_gray (small) * INK_LEVEL));
}

static gboolean
is_hole (const int box[4], double page_mm, double mm)
{
  double w = box[2] * mm, h = box[3] * mm, x = box[0] * mm;
  return w >= HOLE_MIN_MM && w <= HOLE_MAX_MM && h >= 0.8 * w && h <= 1.25 * w &&
         (x <= HOLE_EDGE_MM || x + w >= page_mm - HOLE_EDGE_MM);
}

static gboolean
is_line (const int box[4], int width, int height, double mm)
{
  return (box[2] >= LINE_WIDE * width && box[3] * mm <= LINE_THICK_MM + 0.03 * box[2] * mm) ||
         (box[3] >= LINE_WIDE * height && box[2] * mm <= LINE_THICK_MM + 0.03 * box[3] * mm);
}

/* Area of the boxes of pieces that somebody put there, square millimetres. */
static double
writing_mm2 (Boxa *boxes, int width, int height, double dpi)
{
  double mm = 25.4 / dpi, area = 0;
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    int box[4];
    boxaGetBoxGeometry (boxes, i, &box[0], &box[1], &box[2], &box[3]);
    gboolean at_edge =
      box[0] <= 1 || box[1] <= 1 || box[0] + box[2] >= width - 1 || box[1] + box[3] >= height - 1;
    if (at_edge || MAX (box[2], box[3]) * mm < MARK_MM || is_hole (box, width * mm, mm) ||
        is_line (box, width, height, mm))
      continue;
    area += box[2] * box[3] * mm * mm;
  }
  return area;
}

gboolean
sohoa_ink_measure (Pix *gray, double dpi, double *ret_ink, gboolean *ret_blank)
{
  g_autoptr (Pix) dark = dark_pixels (gray, &dpi);
  g_autoptr (Boxa) boxes = dark ? pixConnCompBB (dark, 8) : NULL;
  if (!boxes)
    return FALSE;
  int width = pixGetWidth (dark), height = pixGetHeight (dark);
  int x = (int) (MARGIN * width), y = (int) (MARGIN * height);
  g_autoptr (Box) inside = boxCreate (x, y, MAX (1, width - 2 * x), MAX (1, height - 2 * y));
  g_autoptr (Pix) inner = pixClipRectangle (dark, inside, NULL);
  l_float32 share = 0;
  if (!inner || pixForegroundFraction (inner, &share) != 0)
    return FALSE;
  *ret_ink = share;
  *ret_blank = writing_mm2 (boxes, width, height, dpi) < WORD_MM2;
  return TRUE;
}
