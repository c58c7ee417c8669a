/* light.c - uneven light taken off a picture of paper.
 *
 * The paper's level is a high quantile of small blocks, the highest of each block's neighbours, so that bold
 * print does not count; blocks darker than half of what lies around them are pictures or codes, not shadow,
 * and take their surroundings' level. Between blocks it is interpolated; light is a factor, so pixels are
 * divided by it.
 */
#include "light.h"

#include <math.h>

enum { PAPER = 245 /* what the paper's level becomes */, LEVEL_MIN = 24 };

static const double BLOCK_MM = 4, AROUND_MM = 16;
static const double PAPER_SHARE = 0.85; /* quantile of a block that is paper */
static const double PICTURE_BELOW = 0.5;

typedef struct {
  int cols, rows, block;
  guint8 *level;
} Levels;

static guint8
block_level (Pix *gray, int x0, int y0, int size)
{
  int x1 = MIN (x0 + size, pixGetWidth (gray)), y1 = MIN (y0 + size, pixGetHeight (gray));
  int histogram[256] = {0}, above = 0, level = 255;
  for (int y = y0; y < y1; y++) {
    const l_uint32 *row = pixGetData (gray) + (gsize) y * pixGetWpl (gray);
    for (int x = x0; x < x1; x++)
      histogram[GET_DATA_BYTE (row, x)]++;
  }
  for (; level > LEVEL_MIN; level--)
    if ((above += histogram[level]) > (1 - PAPER_SHARE) * (x1 - x0) * (y1 - y0))
      break;
  return (guint8) level;
}

/* The highest level within reach blocks, or the mean of them. */
static int
around (const Levels *levels, const guint8 *level, int col, int row, int reach, gboolean mean)
{
  int highest = 0, sum = 0, n = 0;
  for (int r = MAX (0, row - reach); r <= MIN (levels->rows - 1, row + reach); r++)
    for (int c = MAX (0, col - reach); c <= MIN (levels->cols - 1, col + reach); c++) {
      int value = level[r * levels->cols + c];
      highest = MAX (highest, value);
      sum += value, n++;
    }
  return mean ? sum / n : highest;
}

/* Each level replaced by what is around it. */
static void
spread (Levels *levels, int reach, gboolean mean, double least)
{
  g_autofree guint8 *before = g_memdup2 (levels->level, (gsize) levels->cols * levels->rows);
  for (int row = 0; row < levels->rows; row++)
    for (int col = 0; col < levels->cols; col++) {
      guint8 *level = &levels->level[row * levels->cols + col];
      int value = around (levels, before, col, row, reach, mean);
      if (*level < least * value || least >= 1)
        *level = (guint8) value;
    }
}

static Levels
measure_levels (Pix *gray, double dpi)
{
  int block = MAX (8, (int) lround (BLOCK_MM / 25.4 * dpi));
  int cols = (pixGetWidth (gray) + block - 1) / block, rows = (pixGetHeight (gray) + block - 1) / block;
  Levels levels = {cols, rows, block, g_try_malloc_n ((gsize) cols, (gsize) rows)};
  if (!levels.level)
    return levels;
  for (int row = 0; row < rows; row++)
    for (int col = 0; col < cols; col++)
      levels.level[row * cols + col] = block_level (gray, col * block, row * block, block);
  spread (&levels, (int) (AROUND_MM / BLOCK_MM), FALSE, PICTURE_BELOW);
  spread (&levels, 1, FALSE, 1);
  spread (&levels, 1, TRUE, 1);
  return levels;
}

/* The level at a place, in 1/256, between the middles of blocks. */
static int
level_at (const Levels *levels, double col, const guint8 *above, const guint8 *below, int down)
{
  double at = CLAMP (col, 0, levels->cols - 1.0);
  int left = (int) at, right = MIN (left + 1, levels->cols - 1), across = (int) ((at - left) * 256);
  int upper = above[left] * (256 - across) + above[right] * across;
  int lower = below[left] * (256 - across) + below[right] * across;
  return (upper * (256 - down) + lower * down) >> 16;
}

gboolean
sohoa_even_light (Pix *gray, double dpi)
{
  enum { RUN = 8 /* pixels that share a level */ };
  Levels levels = measure_levels (gray, dpi);
  if (!levels.level)
    return FALSE;
  int width = pixGetWidth (gray);
  for (int y = 0; y < pixGetHeight (gray); y++) {
    l_uint32 *line = pixGetData (gray) + (gsize) y * pixGetWpl (gray);
    double row = CLAMP ((y + 0.5) / levels.block - 0.5, 0, levels.rows - 1.0);
    const guint8 *above = levels.level + (gsize) (int) row * levels.cols;
    const guint8 *below = levels.level + (gsize) MIN ((int) row + 1, levels.rows - 1) * levels.cols;
    int down = (int) ((row - (int) row) * 256), factor = 0;
    for (int x = 0; x < width; x++) {
      if (x % RUN == 0)
        factor =
          PAPER * 256 / MAX (1, level_at (&levels, (x + RUN / 2.0) / levels.block - 0.5, above, below, down));
      int value = (GET_DATA_BYTE (line, x) * factor) >> 8;
      SET_DATA_BYTE (line, x, (l_uint8) MIN (value, 255));
    }
  }
  g_free (levels.level);
  return TRUE;
}
