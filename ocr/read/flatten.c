/* flatten.c - paper to white and ink to black, whatever the light and the pen.
 *
 * The paper's level is the bright third of each column block, drawn straight between blocks: a lamp's falloff
 * and a shadow's edge disappear, writing (which covers less than half of a block) stays. Then the grays
 * between "paper minus its own noise" and "the ink's darkest fifth" are stretched; bleed-through lies above
 * and goes.
 */
#include "patch.h"

enum {
  BLOCK = 64,  /* px, about 9 mm */
  PAPER = 220, /* level that the paper is brought to before stretching: leaves room to see its noise */
  CONTRAST_FLOOR = 90, /* ink fainter than this against the paper is not made black */
};

/* The value below which `share` of the histogram lies. */
static int
quantile (const int histogram[256], double share)
{
  double total = 0, sum = 0;
  for (int i = 0; i < 256; i++)
    total += histogram[i];
  for (int i = 0; i < 256; i++)
    if ((sum += histogram[i]) > total * share)
      return i;
  return 255;
}

static void
add_histogram (Pix *gray, int x0, int x1, int histogram[256])
{
  const l_uint32 *row = pixGetData (gray);
  for (int y = 0, height = pixGetHeight (gray), wpl = pixGetWpl (gray); y < height; y++, row += wpl)
    for (int x = x0; x < x1; x++)
      histogram[GET_DATA_BYTE (row, x)]++;
}

/* The paper's level of each block; one more at the end, so that interpolation needs no special case. */
static int *
measure_paper (Pix *gray, int n_blocks)
{
  int *paper = g_new (int, n_blocks + 1);
  int width = pixGetWidth (gray);
  for (int i = 0; i < n_blocks; i++) {
    int histogram[256] = {0};
    add_histogram (gray, i * BLOCK, MIN ((i + 1) * BLOCK, width), histogram);
    paper[i] = MAX (quantile (histogram, 0.67), 40);
  }
  paper[n_blocks] = paper[n_blocks - 1];
  return paper;
}

/* The paper's level at each column, as PAPER / level in 32 binary digits after the point, rounded up: exact
 * for the product with a byte. */
static guint64 *
measure_gain (Pix *gray)
{
  int width = pixGetWidth (gray), n_blocks = (width + BLOCK - 1) / BLOCK;
  g_autofree int *paper = measure_paper (gray, n_blocks);
  guint64 *gain = g_new (guint64, width);
  for (int x = 0; x < width; x++) {
    int at = MAX (x - BLOCK / 2, 0), block = MIN (at / BLOCK, n_blocks - 1), part = at % BLOCK;
    guint64 level = (guint64) ((paper[block] * (BLOCK - part) + paper[block + 1] * part) / BLOCK);
    gain[x] = ((PAPER * G_GUINT64_CONSTANT (0x100000000)) + level - 1) / level;
  }
  return gain;
}

static void
level_paper (Pix *gray)
{
  g_autofree guint64 *gain = measure_gain (gray);
  int width = pixGetWidth (gray), height = pixGetHeight (gray), wpl = pixGetWpl (gray);
  l_uint32 *row = pixGetData (gray);
  for (int y = 0; y < height; y++, row += wpl)
    for (int x = 0; x < width; x++) {
      guint64 value = GET_DATA_BYTE (row, x) * gain[x] >> 32;
      SET_DATA_BYTE (row, x, (l_uint8) MIN (value, 255));
    }
}

static void
stretch (Pix *gray)
{
  int histogram[256] = {0}, bright[256] = {0}, dark[256] = {0};
  add_histogram (gray, 0, pixGetWidth (gray), histogram);
  for (int i = PAPER; i < 256; i++)
    bright[i] = histogram[i];
  int high = PAPER - (quantile (bright, 0.9) - PAPER) - 4;
  int n_dark = 0;
  for (int i = 0; i < high - 60; i++)
    n_dark += dark[i] = histogram[i];
  int low = n_dark > 0 ? quantile (dark, 0.2) : 0;
  low = CLAMP (low, 0, high - CONTRAST_FLOOR);
  pixGammaTRC (gray, gray, 1.0f, low, high);
}

void
sohoa_patch_flatten (SohoaPatch *patch)
{
  if (!patch->bilevel) {
    level_paper (patch->gray);
    stretch (patch->gray);
  }
  pixDestroy (&patch->ink);
  patch->ink = pixThresholdToBinary (patch->gray, SOHOA_INK_BELOW);
}
