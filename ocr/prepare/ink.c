/* ink.c - whether anybody put anything on a page.
 *
 * Connected dark pieces at 120 to 250 dpi, without those that nobody put there: pieces at the image's edge,
 * specks, punch holes, lines, alone or crossing (folds, dust on the glass, the edge of the paper). Print from
 * the other side keeps four fifths of the paper's brightness and is not dark in gray; in black and white it
 * is a cloud of dots, most of which do not join to strokes; pieces that do stand among specks, as no writing
 * does. What is left must amount to a word. Misleading: a page whose other side shows through in solid black
 * counts as written, so that a person sees it.
 */
#include "ink.h"

static const double INK_LEVEL = 0.62; /* of the paper's gray */
static const double MARK_MM = 1.2;    /* a piece this long is part of writing */
static const double WORD_MM2 = 16;    /* boxes of such pieces, together: two or three letters */
static const double HOLE_MIN_MM = 4, HOLE_MAX_MM = 9, HOLE_EDGE_MM = 20;
/* Longer than wide by this, and no thicker, falling by this: a line, not a stroke of a letter. */
static const double LINE_ASPECT = 8, LINE_THICK_MM = 1.5, LINE_FALL = 0.03;
/* Two lines that meet or cross, the longer of them at least so long; hardly any ink beside them. */
static const double CROSSING_MM = 8, CROSSING_REST = 0.05;
static const double SPECK_MM = 0.4;    /* dark spots up to this are specks */
static const double AROUND_MM = 1.0;   /* a piece is looked at with so much around it: */
static const double SPECKS_MM2 = 0.35; /* with that many specks per square millimetre it is part of a cloud */
enum { STROKE = 4 /* pixels in a row */ };
/* Pages with this share of ink are not looked at piece by piece: a page of clouds has half of it. */
static const double INK_SURE = 0.02;
static const double MARGIN = 0.04; /* of the page's size, to each side */

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

/* About 120 to 250 dpi, the dark pixels black. */
static Pix *
dark_pixels (Pix *gray, double *dpi)
{
  g_autoptr (Pix) small = pixClone (gray);
  while (*dpi >= 250) {
    Pix *half = pixScaleAreaMap2 (small);
    pixDestroy (&small);
    if (!half)
      return NULL;
    small = half;
    *dpi /= 2;
  }
  return pixThresholdToBinary (small, (int) (paper_gray (small) * INK_LEVEL));
}

/* Near any edge: the page may lie on its side. */
static gboolean
is_hole (const int box[4], double width_mm, double height_mm, double mm)
{
  double w = box[2] * mm, h = box[3] * mm, x = box[0] * mm, y = box[1] * mm;
  return w >= HOLE_MIN_MM && w <= HOLE_MAX_MM && h >= 0.8 * w && h <= 1.25 * w &&
         (x <= HOLE_EDGE_MM || x + w >= width_mm - HOLE_EDGE_MM || y <= HOLE_EDGE_MM ||
          y + h >= height_mm - HOLE_EDGE_MM);
}

static gboolean
is_line (const int box[4], double mm)
{
  double length = MAX (box[2], box[3]) * mm, thick = MIN (box[2], box[3]) * mm;
  return length >= LINE_ASPECT * (thick - LINE_FALL * length) && thick <= LINE_THICK_MM + LINE_FALL * length;
}

/* Where the band of so many neighbours begins that holds the most. */
static int
fullest_band (Numa *counts, int thick)
{
  l_float32 sum = 0, most = -1;
  int best = 0, n = numaGetCount (counts);
  const l_float32 *count = numaGetFArray (counts, L_NOCOPY);
  for (int i = 0; i < n; i++) {
    sum += count[i] - (i >= thick ? count[i - thick] : 0);
    if (sum > most)
      most = sum, best = MAX (i - thick + 1, 0);
  }
  return best;
}

/* Folds that meet in a corner or cross each other: all of the piece lies in one level and one upright band.
 */
static gboolean
is_crossing (Pix *piece, double mm)
{
  int width = pixGetWidth (piece), height = pixGetHeight (piece), thick[2];
  l_int32 all = 0, rest = 0;
  if (MAX (width, height) * mm < CROSSING_MM)
    return FALSE;
  for (int i = 0; i < 2; i++)
    thick[i] = (int) (LINE_THICK_MM / mm + LINE_FALL * (i ? height : width));
  g_autoptr (Numa) rows = pixCountPixelsByRow (piece, NULL);
  g_autoptr (Numa) columns = pixCountPixelsByColumn (piece);
  g_autoptr (Pix) left = pixCopy (NULL, piece);
  if (!rows || !columns || !left || pixCountPixels (piece, &all, NULL) != 0)
    return FALSE;
  pixRasterop (left, 0, fullest_band (rows, thick[0]), width, thick[0], PIX_CLR, NULL, 0, 0);
  pixRasterop (left, fullest_band (columns, thick[1]), 0, thick[1], height, PIX_CLR, NULL, 0, 0);
  return pixCountPixels (left, &rest, NULL) == 0 && rest <= CROSSING_REST * all;
}

/* What holds together over STROKE pixels in some direction: strokes of any width do, clouds of dots do not.
 */
static Pix *
strokes (Pix *dark)
{
  static const char *const falling = "X    x    x    x", *const rising = "   X  x  x  x   ";
  g_autoptr (Pix) all = pixOpenBrick (NULL, dark, STROKE, 1);
  g_autoptr (Pix) down = pixOpenBrick (NULL, dark, 1, STROKE);
  if (!all || !down || !pixOr (all, all, down))
    return NULL;
  for (int i = 0; i < 2; i++) {
    SEL *sel = selCreateFromString (i ? rising : falling, STROKE, STROKE, NULL);
    g_autoptr (Pix) diagonal = pixOpen (NULL, dark, sel);
    selDestroy (&sel);
    if (!diagonal || !pixOr (all, all, diagonal))
      return NULL;
  }
  return g_steal_pointer (&all);
}

/* A place on the page. */
typedef struct {
  double x_mm, y_mm;
} Spot;

static GArray *
find_specks (Pix *dark, double dpi)
{
  GArray *specks = g_array_new (FALSE, FALSE, sizeof (Spot));
  double mm = 25.4 / dpi;
  g_autoptr (Boxa) boxes = pixConnCompBB (dark, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    const Box *box = boxes->box[i];
    Spot spot = {box->x * mm, box->y * mm};
    if (MAX (box->w, box->h) * mm <= SPECK_MM)
      g_array_append_val (specks, spot);
  }
  return specks;
}

static gboolean
is_in_cloud (const int box[4], const GArray *specks, double mm)
{
  double x0 = box[0] * mm - AROUND_MM, y0 = box[1] * mm - AROUND_MM;
  double width = box[2] * mm + 2 * AROUND_MM, height = box[3] * mm + 2 * AROUND_MM;
  guint n = 0;
  for (guint i = 0; i < specks->len; i++) {
    const Spot *speck = &g_array_index (specks, Spot, i);
    n += speck->x_mm >= x0 && speck->x_mm < x0 + width && speck->y_mm >= y0 && speck->y_mm < y0 + height;
  }
  return n > SPECKS_MM2 * width * height;
}

/* Area of the boxes of pieces that somebody put there, square millimetres. */
static double
writing_mm2 (Boxa *boxes, Pixa *pieces, const GArray *specks, int width, int height, double dpi)
{
  double mm = 25.4 / dpi, area = 0;
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    int box[4];
    boxaGetBoxGeometry (boxes, i, &box[0], &box[1], &box[2], &box[3]);
    gboolean at_edge =
      box[0] <= 1 || box[1] <= 1 || box[0] + box[2] >= width - 1 || box[1] + box[3] >= height - 1;
    if (at_edge || MAX (box[2], box[3]) * mm < MARK_MM || is_hole (box, width * mm, height * mm, mm) ||
        is_line (box, mm) || is_in_cloud (box, specks, mm) || is_crossing (pieces->pix[i], mm))
      continue;
    area += box[2] * box[3] * mm * mm;
  }
  return area;
}

static gboolean
ink_inside_margins (Pix *dark, double *ret_ink)
{
  int width = pixGetWidth (dark), height = pixGetHeight (dark);
  int x = (int) (MARGIN * width), y = (int) (MARGIN * height);
  g_autoptr (Box) inside = boxCreate (x, y, MAX (1, width - 2 * x), MAX (1, height - 2 * y));
  g_autoptr (Pix) inner = pixClipRectangle (dark, inside, NULL);
  l_float32 share;
  if (!inner || pixForegroundFraction (inner, &share) != 0)
    return FALSE;
  *ret_ink = share;
  return TRUE;
}

gboolean
sohoa_ink_measure (Pix *gray, Pix *bits, double dpi, double *ret_ink, gboolean *ret_blank)
{
  double full_dpi = dpi;
  g_autoptr (Pix) dark = dark_pixels (gray, &dpi);
  double ink;
  if (!dark || !ink_inside_margins (dark, &ink))
    return FALSE;
  gboolean blank = FALSE;
  if (ink < INK_SURE) {
    g_autoptr (Pix) written = strokes (dark);
    g_autoptr (Pixa) pieces = NULL;
    g_autoptr (Boxa) boxes = written ? pixConnComp (written, &pieces, 8) : NULL;
    if (!boxes)
      return FALSE;
    g_autoptr (GArray) specks = bits != NULL ? find_specks (bits, full_dpi) : find_specks (dark, dpi);
    blank = writing_mm2 (boxes, pieces, specks, pixGetWidth (dark), pixGetHeight (dark), dpi) < WORD_MM2;
  }
  *ret_ink = ink;
  *ret_blank = blank;
  return TRUE;
}
