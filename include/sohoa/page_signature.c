/* page_signature.c - packing and comparing the fingerprints of pages.
 *
 * A cell is surely ink, surely paper, or neither. Two pages differ as soon as one of them surely has ink
 * where the other surely has paper: noise, threshold and a shift by half a cell make cells doubtful, but do
 * not turn one into the other, while a changed digit or a lost diacritic does (measured on pages scanned
 * twice with independent noise: no such cell; on pages that differ in one character: 2 and more; in one
 * diacritic: 1 and more). A mean or a sum over the page would see neither.
 *
 * Bytes: version, fit, cols and rows (16 bits each, high byte first), then deflated two planes of bits, row
 * after row without gaps: cells with any ink, cells that are surely ink.
 */
#include <sohoa/page_signature.h>

#include <string.h>

#include <gio/gio.h>

#include <sohoa/page_result.h>

enum { SIGNATURE_VERSION = 2, HEADER_SIZE = 6, SIDE_MAX = 0xffff, DEFLATE_LEVEL = 9 };
enum { SURELY_PAPER = 38, SURELY_INK = 77 }; /* of 255: up to, and from */
/* Loose grids are compared block by block, each at the shift where it fits best. */
enum { BLOCK = 20, SHIFT_MAX = 3 };

typedef enum { CELL_PAPER, CELL_DOUBTFUL, CELL_INK } CellState;

typedef struct {
  SohoaGridFit fit;
  int cols, rows;
  guint8 *state; /* of CellState */
} Grid;

static void
grid_clear (Grid *grid)
{
  g_free (grid->state);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grid, grid_clear)

static gsize
plane_size (gsize cells)
{
  return (cells + 7) / 8;
}

/* Runs all input through the converter into a buffer that must hold the result; the number of bytes, or -1.
 */
static gssize
convert (GConverter *converter, const guint8 *in, gsize in_size, guint8 *out, gsize out_size)
{
  gsize read = 0, written = 0;
  for (;;) {
    gsize n_read = 0, n_written = 0;
    const GConverterResult step =
      g_converter_convert (converter, in + read, in_size - read, out + written, out_size - written,
                           G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
    if (step == G_CONVERTER_ERROR)
      return -1;
    read += n_read;
    written += n_written;
    if (step == G_CONVERTER_FINISHED)
      return (gssize) written;
  }
}

GBytes *
sohoa_page_signature_new_fit (SohoaGridFit fit, guint cols, guint rows, const guint8 *cells)
{
  const gsize n = (gsize) cols * rows, size = plane_size (n);
  g_return_val_if_fail (cols > 0 && cols <= SIDE_MAX && rows > 0 && rows <= SIDE_MAX, NULL);
  g_return_val_if_fail (n <= SOHOA_SIGNATURE_CELLS_MAX, NULL);
  g_autofree guint8 *planes = g_malloc0 (2 * size);
  for (gsize i = 0; i < n; i++) {
    const guint8 bit = (guint8) (1 << (i % 8));
    planes[i / 8] |= cells[i] > SURELY_PAPER ? bit : 0;
    planes[size + i / 8] |= cells[i] >= SURELY_INK ? bit : 0;
  }
  g_autofree guint8 *packed = g_malloc (SOHOA_SIGNATURE_MAX);
  const guint8 header[HEADER_SIZE] = {SIGNATURE_VERSION,     (guint8) fit,         (guint8) (cols >> 8),
                                      (guint8) (cols & 255), (guint8) (rows >> 8), (guint8) (rows & 255)};
  memcpy (packed, header, HEADER_SIZE);
  g_autoptr (GZlibCompressor) deflate = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, DEFLATE_LEVEL);
  const gssize length = convert (G_CONVERTER (deflate), planes, 2 * size, packed + HEADER_SIZE,
                                 SOHOA_SIGNATURE_MAX - HEADER_SIZE);
  return length < 0 ? NULL : g_bytes_new (packed, HEADER_SIZE + (gsize) length);
}

GBytes *
sohoa_page_signature_new (guint cols, guint rows, const guint8 *cells)
{
  return sohoa_page_signature_new_fit (SOHOA_GRID_EXACT, cols, rows, cells);
}

static guint8 *
states_new (const guint8 *planes, gsize n)
{
  guint8 *state = g_malloc (n);
  for (gsize i = 0; i < n; i++) {
    const int ink = planes[i / 8] >> (i % 8) & 1, surely = planes[plane_size (n) + i / 8] >> (i % 8) & 1;
    state[i] = surely ? CELL_INK : ink ? CELL_DOUBTFUL : CELL_PAPER;
  }
  return state;
}

/* Believes nothing: bytes may come from a hostile worker. */
static gboolean
grid_unpack (GBytes *signature, Grid *ret_grid)
{
  gsize size = 0;
  const guint8 *packed = signature ? g_bytes_get_data (signature, &size) : NULL;
  if (!packed || size <= HEADER_SIZE || size > SOHOA_SIGNATURE_MAX || packed[0] != SIGNATURE_VERSION ||
      packed[1] > SOHOA_GRID_LOOSE)
    return FALSE;
  const int cols = packed[2] << 8 | packed[3], rows = packed[4] << 8 | packed[5];
  const gsize n = (gsize) cols * (gsize) rows;
  if (n == 0 || n > SOHOA_SIGNATURE_CELLS_MAX)
    return FALSE;
  g_autofree guint8 *planes = g_malloc0 (2 * plane_size (n));
  g_autoptr (GZlibDecompressor) inflate = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);
  if (convert (G_CONVERTER (inflate), packed + HEADER_SIZE, size - HEADER_SIZE, planes, 2 * plane_size (n)) !=
      (gssize) (2 * plane_size (n)))
    return FALSE;
  *ret_grid = (Grid){(SohoaGridFit) packed[1], cols, rows, states_new (planes, n)};
  return TRUE;
}

/* Upside down. */
static void
grid_turn (Grid *grid)
{
  const gsize n = (gsize) grid->cols * (gsize) grid->rows;
  for (gsize i = 0; i < n / 2; i++) {
    const guint8 state = grid->state[i];
    grid->state[i] = grid->state[n - 1 - i];
    grid->state[n - 1 - i] = state;
  }
}

/* Cells outside the grid are paper. */
static int
state_at (const Grid *grid, int col, int row)
{
  const gboolean inside = col >= 0 && row >= 0 && col < grid->cols && row < grid->rows;
  return inside ? grid->state[row * grid->cols + col] : CELL_PAPER;
}

/* TRUE when no cell of the block contradicts the other grid, shifted so far. */
static gboolean
block_fits (const Grid *a, const Grid *b, int col, int row, int dx, int dy)
{
  for (int y = row; y < MIN (row + BLOCK, a->rows); y++)
    for (int x = col; x < MIN (col + BLOCK, a->cols); x++)
      if (ABS (state_at (a, x, y) - state_at (b, x + dx, y + dy)) == CELL_INK)
        return FALSE;
  return TRUE;
}

static gboolean
block_fits_near (const Grid *a, const Grid *b, int col, int row, int reach)
{
  for (int dy = -reach; dy <= reach; dy++)
    for (int dx = -reach; dx <= reach; dx++)
      if (block_fits (a, b, col, row, dx, dy))
        return TRUE;
  return FALSE;
}

static gboolean
grids_fit (const Grid *a, const Grid *b)
{
  const int reach = a->fit == SOHOA_GRID_LOOSE ? SHIFT_MAX : 0;
  for (int row = 0; row < a->rows; row += BLOCK)
    for (int col = 0; col < a->cols; col += BLOCK)
      if (!block_fits_near (a, b, col, row, reach))
        return FALSE;
  return TRUE;
}

/* Both ways, so that the order does not matter: blocks of either are looked for in the other. */
static gboolean
grids_same (const Grid *a, const Grid *b)
{
  return grids_fit (a, b) && grids_fit (b, a);
}

gboolean
sohoa_page_signature_same (GBytes *a, GBytes *b)
{
  g_auto (Grid) grid_a = {0}, grid_b = {0};
  if (!grid_unpack (a, &grid_a) || !grid_unpack (b, &grid_b) || grid_a.fit != grid_b.fit ||
      grid_a.cols != grid_b.cols || grid_a.rows != grid_b.rows)
    return FALSE;
  if (grids_same (&grid_a, &grid_b))
    return TRUE;
  grid_turn (&grid_b);
  return grid_a.fit == SOHOA_GRID_LOOSE && grids_same (&grid_a, &grid_b);
}
