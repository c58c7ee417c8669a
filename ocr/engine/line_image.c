/* line_image.c - see line_image.h. Prepared as the networks were trained: with a little paper around the ink,
 * and black and white where the middle row has them. They are touchy about the paper: with much of it beside
 * a line they read nothing, and how much there is above and below decides about marks and digits, which is
 * why lines are looked at in several views.
 */
#include "line_image.h"

#include <math.h>

enum { INK_BELOW = 128 };           /* gray that is ink */
static const double beside = 0.055; /* paper before and after the line, in parts of its height */
static const double above_core = 1.6, below_core = 1.0; /* how far letters and marks reach, in bodies */

struct SohoaLineSource {
  Pix *gray; /* dark on light */
  Box *box;  /* of the line's ink */
};

void
sohoa_line_image_clear (SohoaLineImage *image)
{
  g_clear_pointer (&image->pixels, g_free);
}

void
sohoa_line_source_free (SohoaLineSource *source)
{
  if (source == NULL)
    return;
  pixDestroy (&source->gray);
  boxDestroy (&source->box);
  g_free (source);
}

/* Rows of the small letters' bodies, or of capitals and digits where there are no others: those with at least
 * half as much ink as the fullest. */
static void
find_core (Pix *ink, int *ret_top, int *ret_bottom)
{
  struct Numa *rows = pixCountPixelsByRow (ink, NULL);
  l_float32 most = 0, n;
  numaGetMax (rows, &most, NULL);
  *ret_top = *ret_bottom = -1;
  for (int y = 0; y < numaGetCount (rows); y++) {
    numaGetFValue (rows, y, &n);
    if (2 * n < most)
      continue;
    if (*ret_top < 0)
      *ret_top = y;
    *ret_bottom = y;
  }
  numaDestroy (&rows);
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* The median height of the strokes that reach into these rows. */
static int
usual_height (Pix *ink, int top, int bottom)
{
  g_autoptr (Boxa) boxes = pixConnCompBB (ink, 8);
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (int));
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    const Box *box = boxes->box[i];
    if (box->y <= bottom && box->y + box->h > top)
      g_array_append_val (heights, box->h);
  }
  g_array_sort (heights, compare_ints);
  return heights->len > 0 ? g_array_index (heights, int, heights->len / 2) : 0;
}

/* What stands further above or below the line than letters and their marks reach is no part of it. Where the
 * fullest rows are but a bar, as in "4" and "12", the letters themselves say how high bodies are. */
static void
clear_beyond (Pix *ink)
{
  int top, bottom;
  find_core (ink, &top, &bottom);
  int core = MAX (bottom - top + 1, usual_height (ink, top, bottom)), height = pixGetHeight (ink);
  int above = top - (int) (above_core * core), below = bottom + 1 + (int) (below_core * core);
  if (above > 0)
    pixRasterop (ink, 0, 0, pixGetWidth (ink), above, PIX_CLR, NULL, 0, 0);
  if (below < height)
    pixRasterop (ink, 0, below, pixGetWidth (ink), height - below, PIX_CLR, NULL, 0, 0);
}

/* Is everything around the box inside some letter? */
static gboolean
enclosed (Pix *filled, const Box *box)
{
  for (int y = box->y - 1; y <= box->y + box->h; y++)
    for (int x = box->x - 1; x <= box->x + box->w; x++) {
      l_uint32 inside = 0;
      if (pixGetPixel (filled, x, y, &inside) != 0 || !inside)
        return FALSE;
    }
  return TRUE;
}

/* The dots in zeros, as typewriters and consoles write them: nothing else stands inside of a letter on its
 * own. The networks take such zeros for 6, 8 or 9. */
static void
erase_zero_dots (Pix *line, Pix *ink)
{
  g_autoptr (Boxa) boxes = pixConnCompBB (ink, 8);
  g_autoptr (Pix) holes = pixHolesByFilling (ink, 4);
  pixOr (holes, holes, ink);
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    Box *box = boxes->box[i];
    if (!enclosed (holes, box))
      continue;
    pixRasterop (line, box->x - 1, box->y - 1, box->w + 2, box->h + 2, PIX_SET, NULL, 0, 0);
    pixClearInRect (ink, box);
  }
}
SohoaLineSource *
sohoa_line_source_new (Pix *line)
{
  g_autoptr (SohoaLineSource) source = g_new0 (SohoaLineSource, 1);
  g_autoptr (Pix) ink = pixThresholdToBinary (line, INK_BELOW);
  l_int32 none;
  pixZero (ink, &none);
  if (none)
    return NULL;
  source->gray = pixCopy (NULL, line);
  erase_zero_dots (source->gray, ink);
  clear_beyond (ink);
  pixClipToForeground (ink, NULL, &source->box);
  return source->box != NULL ? g_steal_pointer (&source) : NULL;
}

/* The line on paper: parts beyond the picture are white. */
static Pix *
cut (Pix *line, int x, int y, int width, int height)
{
  Pix *cut = pixCreate (width, height, 8);
  pixSetAll (cut);
  pixRasterop (cut, MAX (-x, 0), MAX (-y, 0), width, height, PIX_SRC, line, MAX (x, 0), MAX (y, 0));
  return cut;
}

/* Gray values by how often the middle row dips to them, or rises to them. */
typedef struct {
  guint dips[256], peaks[256], n_dips, n_peaks;
} Swing;

static void
follow (Pix *pix, Swing *swing)
{
  const l_uint32 *row = pixGetData (pix) + (gsize) (pixGetHeight (pix) / 2) * (gsize) pixGetWpl (pix);
  for (int x = 1; x + 1 < pixGetWidth (pix); x++) {
    int before = GET_DATA_BYTE (row, x - 1), here = GET_DATA_BYTE (row, x),
        after = GET_DATA_BYTE (row, x + 1);
    if ((here < before && here <= after) || (here <= before && here < after)) {
      swing->dips[here]++;
      swing->n_dips++;
    }
    if ((here > before && here >= after) || (here >= before && here > after)) {
      swing->peaks[here]++;
      swing->n_peaks++;
    }
  }
}

/* The gray below which a share of the values lies. */
static double
quantile (const guint count[256], guint n, double share)
{
  double sum = 0;
  for (int gray = 0; gray < 256; gray++) {
    if (sum + count[gray] >= share * n && count[gray] > 0)
      return gray + (share * n - sum) / count[gray];
    sum += count[gray];
  }
  return 255;
}

static gint8 *
stretch (Pix *pix)
{
  int width = pixGetWidth (pix), height = pixGetHeight (pix);
  Swing swing = {{0}, {0}, 0, 0};
  follow (pix, &swing);
  double black = swing.n_dips > 0 ? quantile (swing.dips, swing.n_dips, 0.25) : 0;
  double white = swing.n_peaks > 0 ? quantile (swing.peaks, swing.n_peaks, 0.75) : 255;
  double contrast = white > black ? (white - black) / 2 : 1;
  gint8 value[256];
  for (int gray = 0; gray < 256; gray++)
    value[gray] = (gint8) CLAMP (lround (128 * ((gray - black) / contrast - 1)), -127, 127);
  gint8 *pixels = g_new (gint8, (gsize) width * (gsize) height), *to = pixels;
  for (int y = 0; y < height; y++) {
    const l_uint32 *row = pixGetData (pix) + (gsize) y * (gsize) pixGetWpl (pix);
    for (int x = 0; x < width; x++)
      *to++ = value[GET_DATA_BYTE (row, x)];
  }
  return pixels;
}

void
sohoa_line_source_view (const SohoaLineSource *source, const SohoaLineView *view, guint height,
                        SohoaLineImage *ret_image)
{
  const Box *box = source->box;
  int margin = (int) lround (beside * box->h), above = (int) lround (view->above * box->h);
  int below = (int) lround (view->below * box->h);
  g_autoptr (Pix) line =
    cut (source->gray, box->x - margin, box->y - above, box->w + 2 * margin, box->h + above + below);
  float scale = (float) height / (float) (box->h + above + below);
  int width = MAX (1, (int) lroundf (scale * (float) pixGetWidth (line)));
  g_autoptr (Pix) scaled = pixScaleToSize (line, width, (int) height);
  *ret_image = (SohoaLineImage){stretch (scaled), (guint) width, scale, box->x - margin};
}
