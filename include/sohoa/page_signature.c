/* page_signature.c - packing and comparing the fingerprints of pages.
 *
 * A cell is surely ink, surely paper, or neither. Two pages differ as soon as one of them surely has ink
 * where the other surely has paper: noise, threshold and a shift by half a cell make cells doubtful, but do
 * not turn one into the other, while a changed digit or a lost diacritic does (measured on pages scanned
 * twice with independent noise: no such cell; on pages that differ in one character: 2 and more; in one
 * diacritic: 1 and more). A mean or a sum over the page would see neither.
 *
 * Bytes: version, cols and rows (16 bits each, high byte first), then deflated two planes of bits, row
 * after row without gaps: cells with any ink, cells that are surely ink.
 */
#include <sohoa/page_signature.h>

#include <string.h>

#include <gio/gio.h>

#include <sohoa/page_result.h>

enum { SIGNATURE_VERSION = 1, HEADER_SIZE = 5, SIDE_MAX = 0xffff, DEFLATE_LEVEL = 6 };
enum { SURELY_PAPER = 38, SURELY_INK = 77 }; /* of 255: up to, and from */

typedef enum { CELL_PAPER, CELL_DOUBTFUL, CELL_INK } CellState;

typedef struct {
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
  while (written < out_size) {
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
  return -1;
}

GBytes *
sohoa_page_signature_new (guint cols, guint rows, const guint8 *cells)
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
  const guint8 header[HEADER_SIZE] = {SIGNATURE_VERSION, (guint8) (cols >> 8), (guint8) (cols & 255),
                                      (guint8) (rows >> 8), (guint8) (rows & 255)};
  memcpy (packed, header, HEADER_SIZE);
  g_autoptr (GZlibCompressor) deflate = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, DEFLATE_LEVEL);
  const gssize length = convert (G_CONVERTER (deflate), planes, 2 * size, packed + HEADER_SIZE,
                                 SOHOA_SIGNATURE_MAX - HEADER_SIZE);
  return length < 0 ? NULL : g_bytes_new (packed, HEADER_SIZE + (gsize) length);
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
  if (!packed || size <= HEADER_SIZE || size > SOHOA_SIGNATURE_MAX || packed[0] != SIGNATURE_VERSION)
    return FALSE;
  const int cols = packed[1] << 8 | packed[2], rows = packed[3] << 8 | packed[4];
  const gsize n = (gsize) cols * (gsize) rows;
  if (n == 0 || n > SOHOA_SIGNATURE_CELLS_MAX)
    return FALSE;
  /* A byte to spare: only then does the stream's end show, and a stream that goes on. */
  const gsize expected = 2 * plane_size (n);
  g_autofree guint8 *planes = g_malloc (expected + 1);
  g_autoptr (GZlibDecompressor) inflate = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);
  if (convert (G_CONVERTER (inflate), packed + HEADER_SIZE, size - HEADER_SIZE, planes, expected + 1) !=
      (gssize) expected)
    return FALSE;
  *ret_grid = (Grid){cols, rows, states_new (planes, n)};
  return TRUE;
}

/* TRUE when no cell is surely ink in one and surely paper in the other. */
static gboolean
grids_agree (const Grid *a, const Grid *b)
{
  const gsize n = (gsize) a->cols * (gsize) a->rows;
  for (gsize i = 0; i < n; i++)
    if (ABS (a->state[i] - b->state[i]) == CELL_INK)
      return FALSE;
  return TRUE;
}

gboolean
sohoa_page_signature_same (GBytes *a, GBytes *b)
{
  g_auto (Grid) grid_a = {0}, grid_b = {0};
  return grid_unpack (a, &grid_a) && grid_unpack (b, &grid_b) && grid_a.cols == grid_b.cols &&
         grid_a.rows == grid_b.rows && grids_agree (&grid_a, &grid_b);
}
