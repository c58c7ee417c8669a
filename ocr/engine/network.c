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
#include "layer.h"

struct SohoaNetwork {
  SohoaLayer *root, *softmax; /* all but the last layer, and the last */
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

/* values = matrix x inputs; values: of as many floats as the padded rows. */
static void
multiply (const SohoaMatrix *matrix, const guint8 *inputs, float *ret_values)
{
  sohoa_kernel_get ()->multiply (matrix->weights, sohoa_kernel_padded_rows (matrix->n_rows),
                                 sohoa_kernel_padded_inputs (matrix->n_inputs), matrix->bias, matrix->scale,
                                 inputs, ret_values);
}

static void run_layer (const SohoaLayer *layer, const Grid *in, Grid *ret_out);

/* Windows around each place, column by column. Outside the image lies paper: `framed` has so much of it
 * around that every window lies inside, and is turned, so that a column of a window is one stretch of bytes.
 */
static void
run_convolve (const SohoaLayer *layer, const Grid *in, Grid *ret_out)
{
  grid_init (ret_out, in->height, in->width, layer->n_outputs);
  g_auto (Grid) framed = {0};
  grid_init (&framed, in->width + 2 * layer->x, in->height + 2 * layer->y, in->depth);
  memset (framed.v, SOHOA_OFFSET + SOHOA_ACTIVATION, (gsize) framed.height * framed.width * framed.depth);
  for (int y = 0; y < in->height; y++)
    for (int x = 0; x < in->width; x++)
      memcpy (grid_at (&framed, x + layer->x, y + layer->y), grid_at (in, y, x), (gsize) in->depth);
  gsize column = (gsize) (2 * layer->y + 1) * in->depth;
  guint8 *to = ret_out->v;
  for (int y = 0; y < in->height; y++)
    for (int x = 0; x < in->width; x++)
      for (int u = 0; u <= 2 * layer->x; u++, to += column)
        memcpy (to, grid_at (&framed, x + u, y), column);
}

static void
run_maxpool (const SohoaLayer *layer, const Grid *in, Grid *ret_out)
{
  grid_init (ret_out, MAX (in->height / layer->y, 1), MAX (in->width / layer->x, 1), in->depth);
  const int depth = in->depth;
  for (int y = 0; y < ret_out->height; y++)
    for (int x = 0; x < ret_out->width; x++) {
      guint8 *restrict to = grid_at (ret_out, y, x);
      for (int v = y * layer->y; v < MIN ((y + 1) * layer->y, in->height); v++)
        for (int u = x * layer->x; u < MIN ((x + 1) * layer->x, in->width); u++) {
          const guint8 *from = grid_at (in, v, u);
          for (int i = 0; i < depth; i++)
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
run_turned (const SohoaLayer *layer, void (*turn) (const Grid *, Grid *), const Grid *in, Grid *ret_out)
{
  g_auto (Grid) turned = {0}, out = {0};
  turn (in, &turned);
  run_layer (g_ptr_array_index (layer->children, 0), &turned, &out);
  turn (&out, ret_out);
}

static void
run_series (const SohoaLayer *layer, const Grid *in, Grid *ret_out)
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
run_tanh (const SohoaLayer *layer, const Grid *in, Grid *ret_out)
{
  int n = layer->n_outputs;
  grid_init (ret_out, in->height, in->width, n);
  g_autofree float *values = g_new (float, sohoa_kernel_padded_rows (n));
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
memory_init (Memory *memory, const SohoaLayer *layer)
{
  int n = sohoa_kernel_padded_rows (layer->n_outputs);
  memory->input = g_malloc0 ((gsize) sohoa_kernel_padded_inputs (layer->matrix[0].n_inputs));
  float *all = memory->all = g_new0 (float, (SOHOA_GATES + 1) * n);
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
step (const SohoaLayer *layer, const guint8 *in, Memory *memory)
{
  memcpy (memory->input, in, (gsize) layer->n_inputs);
  multiply (&layer->matrix[SOHOA_GATE_INPUT], memory->input, memory->gates.input);
  multiply (&layer->matrix[SOHOA_GATE_LET_IN], memory->input, memory->gates.let_in);
  multiply (&layer->matrix[SOHOA_GATE_KEEP], memory->input, memory->gates.keep);
  multiply (&layer->matrix[SOHOA_GATE_LET_OUT], memory->input, memory->gates.let_out);
  sohoa_kernel_get ()->cells (&memory->gates, layer->n_outputs, memory->state,
                              memory->input + layer->n_inputs);
}

/* Along each row; a summary keeps what is said at its end. */
static void
run_lstm (const SohoaLayer *layer, const Grid *in, Grid *ret_out)
{
  gboolean summary = layer->kind == SOHOA_LAYER_LSTM_SUMMARY;
  gsize n = (gsize) layer->n_outputs;
  g_auto (Memory) memory = {0};
  memory_init (&memory, layer);
  grid_init (ret_out, in->height, summary ? 1 : in->width, layer->n_outputs);
  for (int y = 0; y < in->height; y++) {
    memset (memory.state, 0, n * sizeof *memory.state);
    memset (memory.input + layer->n_inputs, SOHOA_OFFSET, n);
    for (int x = 0; x < in->width; x++) {
      step (layer, grid_at (in, y, x), &memory);
      if (!summary || x == in->width - 1)
        memcpy (grid_at (ret_out, y, summary ? 0 : x), memory.input + layer->n_inputs, n);
    }
  }
}

static void
run_layer (const SohoaLayer *layer, const Grid *in, Grid *ret_out)
{
  switch (layer->kind) {
  case SOHOA_LAYER_SERIES:
    run_series (layer, in, ret_out);
    return;
  case SOHOA_LAYER_CONVOLVE:
    run_convolve (layer, in, ret_out);
    return;
  case SOHOA_LAYER_MAXPOOL:
    run_maxpool (layer, in, ret_out);
    return;
  case SOHOA_LAYER_TRANSPOSED:
    run_turned (layer, transpose, in, ret_out);
    return;
  case SOHOA_LAYER_REVERSED:
    run_turned (layer, reverse, in, ret_out);
    return;
  case SOHOA_LAYER_LSTM:
  case SOHOA_LAYER_LSTM_SUMMARY:
    run_lstm (layer, in, ret_out);
    return;
  case SOHOA_LAYER_TANH:
    run_tanh (layer, in, ret_out);
    return;
  case SOHOA_LAYER_INPUT:
    grid_init (ret_out, in->height, in->width, in->depth);
    memcpy (ret_out->v, in->v, (gsize) in->height * in->width * in->depth);
    return;
  case SOHOA_LAYER_SOFTMAX:
    g_assert_not_reached (); /* taken off by sohoa_network_new */
  }
}

/* Do the layers fit together, given `depth` activations coming in? Returns what comes out, 0 when not. */
static int
fit (const SohoaLayer *layer, int depth, SohoaLayer **ret_input)
{
  if (layer->kind == SOHOA_LAYER_INPUT) {
    *ret_input = *ret_input == NULL ? (SohoaLayer *) layer : *ret_input;
    return depth;
  }
  if (layer->kind == SOHOA_LAYER_SOFTMAX || depth == 0)
    return 0;
  if (layer->children == NULL)
    return layer->n_inputs == depth ? layer->n_outputs : 0;
  for (guint i = 0; i < layer->children->len; i++)
    depth = fit (g_ptr_array_index (layer->children, i), depth, ret_input);
  return depth;
}

static gboolean
assemble (SohoaNetwork *self, SohoaCursor *cursor)
{
  self->root = sohoa_layer_take (cursor);
  if (cursor->failed || self->root->kind != SOHOA_LAYER_SERIES || self->root->children->len < 2)
    return FALSE;
  self->softmax = g_ptr_array_steal_index (self->root->children, self->root->children->len - 1);
  if (self->softmax->kind != SOHOA_LAYER_SOFTMAX)
    return FALSE;
  SohoaLayer *input = NULL;
  int depth = fit (self->root, 1, &input);
  int length;
  sohoa_cursor_take_string (cursor, &length); /* the network in words */
  sohoa_cursor_take_int (cursor);             /* states of training: flags, iterations, */
  sohoa_cursor_take_int (cursor);
  sohoa_cursor_take_int (cursor);
  self->blank = (guint) sohoa_cursor_take_int (cursor);
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
  SohoaCursor cursor = {data, data + size, FALSE};
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
  g_clear_pointer (&network->root, sohoa_layer_free);
  g_clear_pointer (&network->softmax, sohoa_layer_free);
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
    in.v[i] = (guint8) (pixels[i] + SOHOA_OFFSET);
  run_series (network->root, &in, &out);
  float *to = g_new (float, (gsize) out.width *(gsize) n + SOHOA_KERNEL_ROWS);
  *ret_answer = (SohoaNetworkAnswer){to, (guint) out.width, (guint) n, MAX (width / (guint) out.width, 1)};
  for (int x = 0; x < out.width; x++, to += n) {
    multiply (&network->softmax->matrix[0], grid_at (&out, 0, x), to);
    soften (to, n);
  }
}
