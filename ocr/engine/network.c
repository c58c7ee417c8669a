/* network.c - see network.h. A tree of layers, each a function from one grid of activations to the next.
 *
 * A grid holds `depth` activations for each place of a height x width raster, as bytes v in -127..127 that
 * stand for v / 127. They are kept as v + 128, unsigned: the dot product of unsigned and signed bytes is the
 * one that processors have an instruction for. What the offset adds to a sum is taken off again beforehand,
 * from the bias.
 */
#include "network.h"

#include <math.h>
#include <string.h>

#include "kernel.h"

enum { ACTIVATION = 127, OFFSET = 128 };

typedef enum {
  LAYER_SERIES,
  LAYER_INPUT,
  LAYER_CONVOLVE,
  LAYER_MAXPOOL,
  LAYER_TRANSPOSED,
  LAYER_REVERSED,
  LAYER_LSTM,
  LAYER_LSTM_SUMMARY,
  LAYER_TANH,
  LAYER_SOFTMAX,
} LayerKind;

/* Names in the model file. */
static const char *const layer_names[] = {
  [LAYER_SERIES] = "Series",
  [LAYER_INPUT] = "Input",
  [LAYER_CONVOLVE] = "Convolve",
  [LAYER_MAXPOOL] = "Maxpool",
  [LAYER_TRANSPOSED] = "XYTranspose",
  [LAYER_REVERSED] = "RTLReversed",
  [LAYER_LSTM] = "LSTM",
  [LAYER_LSTM_SUMMARY] = "SummLSTM",
  [LAYER_TANH] = "Tanh",
  [LAYER_SOFTMAX] = "Softmax",
};

/* Rows of weights, as the kernel wants them. */
typedef struct {
  int n_rows, n_inputs; /* without what pads them */
  gint8 *weights;
  gint32 *bias; /* what a row adds to the sum, the offset of the inputs taken off */
  float *scale; /* of a row: from its sum to the value */
} Matrix;

enum { GATE_INPUT, GATE_LET_IN, GATE_KEEP, GATE_LET_OUT, N_GATES };

typedef struct Layer {
  LayerKind kind;
  int n_inputs, n_outputs;
  int x, y;               /* convolve: half sizes of the window; pool: its sizes; input: 0, height */
  Matrix matrix[N_GATES]; /* LSTM: all four; fully connected: the first */
  GPtrArray *children;    /* of Layer; may be NULL */
} Layer;

struct SohoaNetwork {
  Layer *root, *softmax; /* all but the last layer, and the last */
  guint height, blank;
};

typedef struct {
  int height, width, depth;
  guint8 *v; /* height x width x depth, and SOHOA_KERNEL_INPUTS more */
} Grid;

static void
grid_init (Grid *grid, int height, int width, int depth)
{
  *grid = (Grid){height, width, depth, NULL};
  grid->v = g_malloc0 ((gsize) height * width * depth + SOHOA_KERNEL_INPUTS);
}

static void
grid_clear (Grid *grid)
{
  g_clear_pointer (&grid->v, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grid, grid_clear)

static guint8 *
grid_at (const Grid *grid, int y, int x)
{
  return grid->v + ((gsize) y * grid->width + x) * grid->depth;
}

/* Reading: a cursor over bytes that fails once and for all. */
typedef struct {
  const guint8 *at, *end;
  gboolean failed;
} Cursor;

static void
take (Cursor *cursor, void *ret, gsize size)
{
  if (cursor->failed || (gsize) (cursor->end - cursor->at) < size) {
    cursor->failed = TRUE;
    memset (ret, 0, size);
    return;
  }
  memcpy (ret, cursor->at, size);
  cursor->at += size;
}

static guint8
take_byte (Cursor *cursor)
{
  guint8 byte;
  take (cursor, &byte, 1);
  return byte;
}

static gint32
take_int (Cursor *cursor)
{
  guint32 value;
  take (cursor, &value, sizeof value);
  return (gint32) GUINT32_FROM_LE (value);
}

static double
take_double (Cursor *cursor)
{
  guint64 bits;
  double value;
  take (cursor, &bits, sizeof bits);
  bits = GUINT64_FROM_LE (bits);
  memcpy (&value, &bits, sizeof value);
  return value;
}

/* A count that the rest of the file can hold, each item at least a byte. */
static int
take_count (Cursor *cursor)
{
  gint32 n = take_int (cursor);
  if (n >= 0 && n <= cursor->end - cursor->at)
    return n;
  cursor->failed = TRUE;
  return 0;
}

/* A string of the file when it is one of the layers' names, else -1. */
static int
take_layer_kind (Cursor *cursor)
{
  int length = take_count (cursor);
  const char *name = (const char *) cursor->at;
  cursor->at += length;
  for (gsize i = 0; i < G_N_ELEMENTS (layer_names); i++)
    if (strlen (layer_names[i]) == (gsize) length && memcmp (layer_names[i], name, (gsize) length) == 0)
      return (int) i;
  return -1;
}

static void
skip_string (Cursor *cursor)
{
  cursor->at += take_count (cursor);
}

static void
matrix_clear (Matrix *matrix)
{
  g_free (matrix->weights);
  g_free (matrix->bias);
  g_free (matrix->scale);
}

static int
padded_rows (int n)
{
  return (n + SOHOA_KERNEL_ROWS - 1) / SOHOA_KERNEL_ROWS * SOHOA_KERNEL_ROWS;
}

static int
padded_inputs (int n)
{
  return (n + SOHOA_KERNEL_INPUTS - 1) / SOHOA_KERNEL_INPUTS * SOHOA_KERNEL_INPUTS;
}

/* Flags of a stored matrix. */
enum { MATRIX_BYTES = 1, MATRIX_DOUBLES = 128 };

static void
take_matrix (Cursor *cursor, Matrix *ret)
{
  int flags = take_byte (cursor);
  ret->n_rows = take_count (cursor);
  int n_columns = take_count (cursor);
  take_byte (cursor); /* the value of an empty place */
  gsize size = (gsize) ret->n_rows * (gsize) n_columns;
  if ((flags & MATRIX_BYTES) == 0 || (flags & MATRIX_DOUBLES) == 0 || n_columns < 1 ||
      size > (gsize) (cursor->end - cursor->at))
    cursor->failed = TRUE;
  if (cursor->failed)
    return;
  ret->n_inputs = n_columns - 1;
  int rows = padded_rows (ret->n_rows), inputs = padded_inputs (ret->n_inputs);
  ret->weights = g_malloc0 ((gsize) rows * (gsize) inputs);
  ret->bias = g_new0 (gint32, rows);
  ret->scale = g_new0 (float, rows);
  for (int row = 0; row < ret->n_rows; row++) {
    for (int i = 0; i < ret->n_inputs; i++) {
      gint8 weight = (gint8) take_byte (cursor);
      ret->weights[sohoa_kernel_place (sohoa_kernel_get (), inputs, row, i)] = weight;
      ret->bias[row] -= OFFSET * weight;
    }
    ret->bias[row] += (gint8) take_byte (cursor) * ACTIVATION;
  }
  int n_scales = take_count (cursor);
  if (n_scales < ret->n_rows)
    cursor->failed = TRUE;
  for (int i = 0; i < n_scales; i++) {
    double scale = take_double (cursor);
    if (i < ret->n_rows)
      ret->scale[i] = (float) (scale / ACTIVATION);
  }
}

static void
layer_free (gpointer data)
{
  Layer *layer = data;
  for (int i = 0; i < N_GATES; i++)
    matrix_clear (&layer->matrix[i]);
  g_clear_pointer (&layer->children, g_ptr_array_unref);
  g_free (layer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Layer, layer_free)

enum { FLAG_RATES = 64 }; /* learning rates of the children follow them */

static Layer *take_layer (Cursor *cursor);

static void
take_children (Cursor *cursor, Layer *layer, int flags)
{
  layer->children = g_ptr_array_new_with_free_func (layer_free);
  int n = take_count (cursor);
  for (int i = 0; i < n && !cursor->failed; i++)
    g_ptr_array_add (layer->children, take_layer (cursor));
  if (n < 1 || (layer->kind != LAYER_SERIES && n != 1))
    cursor->failed = TRUE;
  for (int n_rates = (flags & FLAG_RATES) != 0 ? take_count (cursor) : 0; n_rates > 0; n_rates--)
    take_int (cursor);
}

static void
take_gates (Cursor *cursor, Layer *layer)
{
  int n_inputs = take_int (cursor);
  for (int i = 0; i < N_GATES; i++) {
    take_matrix (cursor, &layer->matrix[i]);
    if (layer->matrix[i].n_rows != layer->n_outputs || layer->matrix[i].n_inputs != n_inputs ||
        n_inputs != layer->n_inputs + layer->n_outputs)
      cursor->failed = TRUE;
  }
}

static void
take_body (Cursor *cursor, Layer *layer, int flags)
{
  switch (layer->kind) {
  case LAYER_SERIES:
  case LAYER_TRANSPOSED:
  case LAYER_REVERSED:
    take_children (cursor, layer, flags);
    return;
  case LAYER_INPUT: {
    gint32 shape[5]; /* batch, height, width, depth, loss */
    for (int i = 0; i < 5; i++)
      shape[i] = take_int (cursor);
    layer->y = shape[1];
    if (shape[1] < 1 || shape[1] > 256 || shape[2] != 0 || shape[3] != 1)
      cursor->failed = TRUE;
    return;
  }
  case LAYER_CONVOLVE:
  case LAYER_MAXPOOL:
    layer->x = take_int (cursor);
    layer->y = take_int (cursor);
    if (layer->x < 1 || layer->x > 8 || layer->y < 1 || layer->y > 8)
      cursor->failed = TRUE;
    if (layer->kind == LAYER_CONVOLVE && !cursor->failed)
      layer->n_outputs = layer->n_inputs * (2 * layer->x + 1) * (2 * layer->y + 1);
    return;
  case LAYER_LSTM:
  case LAYER_LSTM_SUMMARY:
    take_gates (cursor, layer);
    return;
  case LAYER_TANH:
  case LAYER_SOFTMAX:
    take_matrix (cursor, &layer->matrix[0]);
    if (layer->matrix[0].n_rows != layer->n_outputs || layer->matrix[0].n_inputs != layer->n_inputs)
      cursor->failed = TRUE;
    return;
  }
}

/* Never NULL; the cursor has failed when it is not whole. */
static Layer *
take_layer (Cursor *cursor)
{
  Layer *layer = g_new0 (Layer, 1);
  if (take_byte (cursor) != 0) /* files before version 4 number the kinds */
    cursor->failed = TRUE;
  int kind = take_layer_kind (cursor);
  take_byte (cursor); /* two states of training */
  take_byte (cursor);
  int flags = take_int (cursor);
  layer->n_inputs = take_int (cursor);
  layer->n_outputs = take_int (cursor);
  take_int (cursor); /* number of weights */
  skip_string (cursor);
  if (kind < 0 || layer->n_inputs < 1 || layer->n_inputs > 4096 || layer->n_outputs < 1 ||
      layer->n_outputs > 65536)
    cursor->failed = TRUE;
  if (cursor->failed)
    return layer;
  layer->kind = (LayerKind) kind;
  take_body (cursor, layer, flags);
  return layer;
}

/* values = matrix x inputs; values: of as many floats as the padded rows. */
static void
multiply (const Matrix *matrix, const guint8 *inputs, float *ret_values)
{
  sohoa_kernel_get ()->multiply (matrix->weights, padded_rows (matrix->n_rows),
                                 padded_inputs (matrix->n_inputs), matrix->bias, matrix->scale, inputs,
                                 ret_values);
}

static void run_layer (const Layer *layer, const Grid *in, Grid *ret_out);

/* Windows around each place, column by column. Outside the image lies paper. */
static void
run_convolve (const Layer *layer, const Grid *in, Grid *ret_out)
{
  grid_init (ret_out, in->height, in->width, layer->n_outputs);
  guint8 *to = ret_out->v;
  for (int y = 0; y < in->height; y++)
    for (int x = 0; x < in->width; x++)
      for (int u = x - layer->x; u <= x + layer->x; u++)
        for (int v = y - layer->y; v <= y + layer->y; v++, to += in->depth)
          if (u < 0 || u >= in->width || v < 0 || v >= in->height)
            for (int i = 0; i < in->depth; i++)
              to[i] = OFFSET + ACTIVATION;
          else
            for (int i = 0; i < in->depth; i++)
              to[i] = grid_at (in, v, u)[i];
}

static void
run_maxpool (const Layer *layer, const Grid *in, Grid *ret_out)
{
  grid_init (ret_out, MAX (in->height / layer->y, 1), MAX (in->width / layer->x, 1), in->depth);
  for (int y = 0; y < ret_out->height; y++)
    for (int x = 0; x < ret_out->width; x++) {
      guint8 *to = grid_at (ret_out, y, x);
      for (int v = y * layer->y; v < MIN ((y + 1) * layer->y, in->height); v++)
        for (int u = x * layer->x; u < MIN ((x + 1) * layer->x, in->width); u++) {
          const guint8 *from = grid_at (in, v, u);
          for (int i = 0; i < in->depth; i++)
            to[i] = MAX (to[i], from[i]);
        }
    }
}

static void
transpose (const Grid *in, Grid *ret_out)
{
  grid_init (ret_out, in->width, in->height, in->depth);
  for (int y = 0; y < in->height; y++)
    for (int x = 0; x < in->width; x++)
      memcpy (grid_at (ret_out, x, y), grid_at (in, y, x), (gsize) in->depth);
}

static void
reverse (const Grid *in, Grid *ret_out)
{
  grid_init (ret_out, in->height, in->width, in->depth);
  for (int y = 0; y < in->height; y++)
    for (int x = 0; x < in->width; x++)
      memcpy (grid_at (ret_out, y, in->width - 1 - x), grid_at (in, y, x), (gsize) in->depth);
}

static void
run_turned (const Layer *layer, void (*turn) (const Grid *, Grid *), const Grid *in, Grid *ret_out)
{
  g_auto (Grid) turned = {0}, out = {0};
  turn (in, &turned);
  run_layer (g_ptr_array_index (layer->children, 0), &turned, &out);
  turn (&out, ret_out);
}

static void
run_series (const Layer *layer, const Grid *in, Grid *ret_out)
{
  g_auto (Grid) last = {0};
  for (guint i = 0; i < layer->children->len; i++) {
    g_auto (Grid) next = {0};
    run_layer (g_ptr_array_index (layer->children, i), i == 0 ? in : &last, &next);
    grid_clear (&last);
    last = next;
    next.v = NULL;
  }
  *ret_out = last;
  last.v = NULL;
}

static void
run_tanh (const Layer *layer, const Grid *in, Grid *ret_out)
{
  int n = layer->n_outputs;
  grid_init (ret_out, in->height, in->width, n);
  g_autofree float *values = g_new (float, padded_rows (n));
  for (int y = 0; y < in->height; y++)
    for (int x = 0; x < in->width; x++) {
      multiply (&layer->matrix[0], grid_at (in, y, x), values);
      sohoa_kernel_get ()->tanh (values, n, grid_at (ret_out, y, x));
    }
}

/* Scratch of an LSTM layer: its input is what comes in, followed by what the cells said before. */
typedef struct {
  guint8 *input;
  SohoaCellGates gates;
  float *state, *all; /* all: owns the gates' and the state's */
} Memory;

static void
memory_init (Memory *memory, const Layer *layer)
{
  int n = padded_rows (layer->n_outputs);
  memory->input = g_malloc0 ((gsize) padded_inputs (layer->matrix[0].n_inputs));
  float *all = memory->all = g_new0 (float, (N_GATES + 1) * n);
  memory->gates = (SohoaCellGates){all, all + n, all + 2 * n, all + 3 * n};
  memory->state = all + 4 * n;
}

static void
memory_clear (Memory *memory)
{
  g_free (memory->input);
  g_free (memory->all);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Memory, memory_clear)

/* One place further. */
static void
step (const Layer *layer, const guint8 *in, Memory *memory)
{
  memcpy (memory->input, in, (gsize) layer->n_inputs);
  multiply (&layer->matrix[GATE_INPUT], memory->input, memory->gates.input);
  multiply (&layer->matrix[GATE_LET_IN], memory->input, memory->gates.let_in);
  multiply (&layer->matrix[GATE_KEEP], memory->input, memory->gates.keep);
  multiply (&layer->matrix[GATE_LET_OUT], memory->input, memory->gates.let_out);
  sohoa_kernel_get ()->cells (&memory->gates, layer->n_outputs, memory->state,
                              memory->input + layer->n_inputs);
}

/* Along each row; a summary keeps what is said at its end. */
static void
run_lstm (const Layer *layer, const Grid *in, Grid *ret_out)
{
  gboolean summary = layer->kind == LAYER_LSTM_SUMMARY;
  gsize n = (gsize) layer->n_outputs;
  g_auto (Memory) memory = {0};
  memory_init (&memory, layer);
  grid_init (ret_out, in->height, summary ? 1 : in->width, layer->n_outputs);
  for (int y = 0; y < in->height; y++) {
    memset (memory.state, 0, n * sizeof *memory.state);
    memset (memory.input + layer->n_inputs, OFFSET, n);
    for (int x = 0; x < in->width; x++) {
      step (layer, grid_at (in, y, x), &memory);
      if (!summary || x == in->width - 1)
        memcpy (grid_at (ret_out, y, summary ? 0 : x), memory.input + layer->n_inputs, n);
    }
  }
}

static void
run_layer (const Layer *layer, const Grid *in, Grid *ret_out)
{
  switch (layer->kind) {
  case LAYER_SERIES:
    run_series (layer, in, ret_out);
    return;
  case LAYER_CONVOLVE:
    run_convolve (layer, in, ret_out);
    return;
  case LAYER_MAXPOOL:
    run_maxpool (layer, in, ret_out);
    return;
  case LAYER_TRANSPOSED:
    run_turned (layer, transpose, in, ret_out);
    return;
  case LAYER_REVERSED:
    run_turned (layer, reverse, in, ret_out);
    return;
  case LAYER_LSTM:
  case LAYER_LSTM_SUMMARY:
    run_lstm (layer, in, ret_out);
    return;
  case LAYER_TANH:
    run_tanh (layer, in, ret_out);
    return;
  case LAYER_INPUT:
    grid_init (ret_out, in->height, in->width, in->depth);
    memcpy (ret_out->v, in->v, (gsize) in->height * in->width * in->depth);
    return;
  case LAYER_SOFTMAX:
    g_assert_not_reached (); /* taken off by sohoa_network_new */
  }
}

/* Do the layers fit together, given `depth` activations coming in? Returns what comes out, 0 when not. */
static int
fit (const Layer *layer, int depth, Layer **ret_input)
{
  if (layer->kind == LAYER_INPUT) {
    *ret_input = *ret_input == NULL ? (Layer *) layer : *ret_input;
    return depth;
  }
  if (layer->kind == LAYER_SOFTMAX || depth == 0)
    return 0;
  if (layer->children == NULL)
    return layer->n_inputs == depth ? layer->n_outputs : 0;
  for (guint i = 0; i < layer->children->len; i++)
    depth = fit (g_ptr_array_index (layer->children, i), depth, ret_input);
  return depth;
}

static gboolean
assemble (SohoaNetwork *self, Cursor *cursor)
{
  self->root = take_layer (cursor);
  if (cursor->failed || self->root->kind != LAYER_SERIES || self->root->children->len < 2)
    return FALSE;
  self->softmax = g_ptr_array_steal_index (self->root->children, self->root->children->len - 1);
  if (self->softmax->kind != LAYER_SOFTMAX)
    return FALSE;
  Layer *input = NULL;
  int depth = fit (self->root, 1, &input);
  skip_string (cursor); /* the network in words */
  take_int (cursor);    /* states of training: flags, iterations, */
  take_int (cursor);
  take_int (cursor);
  self->blank = (guint) take_int (cursor);
  if (cursor->failed || input == NULL || depth != self->softmax->n_inputs ||
      self->blank >= (guint) self->softmax->n_outputs)
    return FALSE;
  self->height = (guint) input->y;
  return TRUE;
}

SohoaNetwork *
sohoa_network_new (const guint8 *data, gsize size, GError **error)
{
  g_autoptr (SohoaNetwork) self = g_new0 (SohoaNetwork, 1);
  Cursor cursor = {data, data + size, FALSE};
  if (assemble (self, &cursor))
    return g_steal_pointer (&self);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_SETUP,
               "the network of the model is damaged or of another kind");
  return NULL;
}

void
sohoa_network_free (SohoaNetwork *network)
{
  if (network == NULL)
    return;
  g_clear_pointer (&network->root, layer_free);
  g_clear_pointer (&network->softmax, layer_free);
  g_free (network);
}

guint
sohoa_network_height (const SohoaNetwork *network)
{
  return network->height;
}

guint
sohoa_network_n_labels (const SohoaNetwork *network)
{
  return (guint) network->softmax->n_outputs;
}

guint
sohoa_network_blank (const SohoaNetwork *network)
{
  return network->blank;
}

void
sohoa_network_answer_clear (SohoaNetworkAnswer *answer)
{
  g_clear_pointer (&answer->probabilities, g_free);
}

static void
soften (float *values, int n)
{
  float most = values[0], sum = 0;
  for (int i = 1; i < n; i++)
    most = MAX (most, values[i]);
  for (int i = 0; i < n; i++)
    sum += values[i] = expf (values[i] - most);
  for (int i = 0; i < n; i++)
    values[i] /= sum;
}

void
sohoa_network_run (const SohoaNetwork *network, const gint8 *pixels, guint width,
                   SohoaNetworkAnswer *ret_answer)
{
  int n = network->softmax->n_outputs;
  g_auto (Grid) in = {0}, out = {0};
  grid_init (&in, (int) network->height, (int) width, 1);
  for (gsize i = 0; i < (gsize) network->height * width; i++)
    in.v[i] = (guint8) (pixels[i] + OFFSET);
  run_series (network->root, &in, &out);
  float *to = g_new (float, (gsize) out.width *(gsize) n + SOHOA_KERNEL_ROWS);
  *ret_answer = (SohoaNetworkAnswer){to, (guint) out.width, (guint) n, MAX (width / (guint) out.width, 1)};
  for (int x = 0; x < out.width; x++, to += n) {
    multiply (&network->softmax->matrix[0], grid_at (&out, 0, x), to);
    soften (to, n);
  }
}
