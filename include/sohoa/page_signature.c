/* page_signature.c - storing and comparing the fingerprints of pages.
 *
 * Cells are kept as 16 levels, two to a byte: scanning the same sheet twice disturbs a cell by more than such
 * a step, and finer cells tell more than finer levels do.
 *
 * Comparing asks for the one place where two pages differ most, never for a mean: a digit more or less
 * vanishes in the mean of a page, but not in the few cells where it stands.
 */
#include <sohoa/page_signature.h>

#include <sohoa/page_result.h>

enum { SIGNATURE_VERSION = 1, HEADER_SIZE = 3, SIDE_MAX = 255 };

/* A cell may differ by so many levels without anything being written there: paper, threshold, grid. */
static const int CellTolerance = 2;
/* Levels by which 2 x 2 cells may differ in sum beyond their tolerance. */
static const int WindowTolerance = 5;

typedef struct {
  guint cols, rows;
  guint8 *level; /* cols * rows, 0..15 */
} Grid;

static gsize
packed_size (guint cols, guint rows)
{
  return HEADER_SIZE + ((gsize) cols * rows + 1) / 2;
}

GBytes *
sohoa_page_signature_new (guint cols, guint rows, const guint8 *cells)
{
  g_return_val_if_fail (cols > 0 && cols <= SIDE_MAX && rows > 0 && rows <= SIDE_MAX, NULL);
  g_return_val_if_fail (packed_size (cols, rows) <= SOHOA_SIGNATURE_MAX, NULL);
  const gsize size = packed_size (cols, rows);
  guint8 *packed = g_malloc0 (size);
  packed[0] = SIGNATURE_VERSION;
  packed[1] = (guint8) cols;
  packed[2] = (guint8) rows;
  for (gsize i = 0; i < (gsize) cols * rows; i++)
    packed[HEADER_SIZE + i / 2] |= (guint8) ((cells[i] >> 4) << (i % 2 ? 4 : 0));
  return g_bytes_new_take (packed, size);
}

static gboolean
grid_unpack (GBytes *signature, Grid *ret_grid)
{
  gsize size = 0;
  const guint8 *packed = signature ? g_bytes_get_data (signature, &size) : NULL;
  if (!packed || size < HEADER_SIZE || packed[0] != SIGNATURE_VERSION || packed[1] == 0 || packed[2] == 0 ||
      size != packed_size (packed[1], packed[2]))
    return FALSE;
  const gsize n = (gsize) packed[1] * packed[2];
  guint8 *level = g_malloc (n);
  for (gsize i = 0; i < n; i++)
    level[i] = (guint8) ((packed[HEADER_SIZE + i / 2] >> (i % 2 ? 4 : 0)) & 15);
  *ret_grid = (Grid){packed[1], packed[2], level};
  return TRUE;
}

/* What a cell of one page differs from the same place of the other, beyond the tolerance, signed. */
static int
cell_excess (const Grid *a, const Grid *b, int col, int row)
{
  const gsize i = (gsize) row * a->cols + (gsize) col;
  const int difference = a->level[i] - b->level[i];
  return MAX (0, ABS (difference) - CellTolerance);
}

static gboolean
grids_same (const Grid *a, const Grid *b)
{
  if (a->cols != b->cols || a->rows != b->rows)
    return FALSE;
  for (int row = 0; row + 1 < (int) a->rows; row++)
    for (int col = 0; col + 1 < (int) a->cols; col++) {
      const int excess = cell_excess (a, b, col, row) + cell_excess (a, b, col + 1, row) +
                         cell_excess (a, b, col, row + 1) + cell_excess (a, b, col + 1, row + 1);
      if (excess > WindowTolerance)
        return FALSE;
    }
  return TRUE;
}

gboolean
sohoa_page_signature_same (GBytes *a, GBytes *b)
{
  Grid grid_a, grid_b;
  if (!grid_unpack (a, &grid_a))
    return FALSE;
  gboolean same = FALSE;
  if (grid_unpack (b, &grid_b)) {
    same = grids_same (&grid_a, &grid_b);
    g_free (grid_b.level);
  }
  g_free (grid_a.level);
  return same;
}
