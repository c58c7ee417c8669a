/* layer.c - see layer.h. */
#include "layer.h"

#include <string.h>

#include "kernel.h"

enum { DEPTH_MAX = 8 }; /* of layers in layers */

/* Names in the model file. */
static const char *const layer_names[] = {
  [SOHOA_LAYER_SERIES] = "Series",
  [SOHOA_LAYER_INPUT] = "Input",
  [SOHOA_LAYER_CONVOLVE] = "Convolve",
  [SOHOA_LAYER_MAXPOOL] = "Maxpool",
  [SOHOA_LAYER_TRANSPOSED] = "XYTranspose",
  [SOHOA_LAYER_REVERSED] = "RTLReversed",
  [SOHOA_LAYER_LSTM] = "LSTM",
  [SOHOA_LAYER_LSTM_SUMMARY] = "SummLSTM",
  [SOHOA_LAYER_TANH] = "Tanh",
  [SOHOA_LAYER_SOFTMAX] = "Softmax",
};

/* A string of the file when it is one of the layers' names, else -1. */
static int
take_layer_kind (SohoaCursor *cursor)
{
  int length;
  const char *name = sohoa_cursor_take_string (cursor, &length);
  for (gsize i = 0; i < G_N_ELEMENTS (layer_names); i++)
    if (strlen (layer_names[i]) == (gsize) length && memcmp (layer_names[i], name, (gsize) length) == 0)
      return (int) i;
  return -1;
}

static void
matrix_clear (SohoaMatrix *matrix)
{
  g_free (matrix->weights);
  g_free (matrix->bias);
  g_free (matrix->scale);
}

/* Flags of a stored matrix. */
enum { MATRIX_BYTES = 1, MATRIX_DOUBLES = 128 };

static void
take_matrix (SohoaCursor *cursor, SohoaMatrix *ret)
{
  int flags = sohoa_cursor_take_byte (cursor);
  ret->n_rows = sohoa_cursor_take_count (cursor);
  int n_columns = sohoa_cursor_take_count (cursor);
  sohoa_cursor_take_byte (cursor); /* the value of an empty place */
  gsize size = (gsize) ret->n_rows * (gsize) n_columns;
  if ((flags & MATRIX_BYTES) == 0 || (flags & MATRIX_DOUBLES) == 0 || n_columns < 1 ||
      size > (gsize) (cursor->end - cursor->at))
    cursor->failed = TRUE;
  if (cursor->failed)
    return;
  ret->n_inputs = n_columns - 1;
  int rows = sohoa_kernel_padded_rows (ret->n_rows), inputs = sohoa_kernel_padded_inputs (ret->n_inputs);
  ret->weights = g_malloc0 ((gsize) rows * (gsize) inputs);
  ret->bias = g_new0 (gint32, rows);
  ret->scale = g_new0 (float, rows);
  for (int row = 0; row < ret->n_rows; row++) {
    for (int i = 0; i < ret->n_inputs; i++) {
      gint8 weight = (gint8) sohoa_cursor_take_byte (cursor);
      ret->weights[sohoa_kernel_place (sohoa_kernel_get (), inputs, row, i)] = weight;
      ret->bias[row] -= SOHOA_OFFSET * weight;
    }
    ret->bias[row] += (gint8) sohoa_cursor_take_byte (cursor) * SOHOA_ACTIVATION;
  }
  int n_scales = sohoa_cursor_take_count (cursor);
  if (n_scales < ret->n_rows)
    cursor->failed = TRUE;
  for (int i = 0; i < n_scales; i++) {
    double scale = sohoa_cursor_take_double (cursor);
    if (i < ret->n_rows)
      ret->scale[i] = (float) (scale / SOHOA_ACTIVATION);
  }
}

void
sohoa_layer_free (SohoaLayer *layer)
{
  for (int i = 0; i < SOHOA_GATES; i++)
    matrix_clear (&layer->matrix[i]);
  g_clear_pointer (&layer->children, g_ptr_array_unref);
  g_free (layer);
}

static void
free_child (gpointer data)
{
  sohoa_layer_free (data);
}

enum { FLAG_RATES = 64 }; /* learning rates of the children follow them */

static SohoaLayer *take_layer (SohoaCursor *cursor, int depth);

static void
take_children (SohoaCursor *cursor, SohoaLayer *layer, int flags, int depth)
{
  layer->children = g_ptr_array_new_with_free_func (free_child);
  int n = sohoa_cursor_take_count (cursor);
  for (int i = 0; i < n && !cursor->failed; i++)
    g_ptr_array_add (layer->children, take_layer (cursor, depth + 1));
  if (n < 1 || (layer->kind != SOHOA_LAYER_SERIES && n != 1))
    cursor->failed = TRUE;
  for (int n_rates = (flags & FLAG_RATES) != 0 ? sohoa_cursor_take_count (cursor) : 0; n_rates > 0; n_rates--)
    sohoa_cursor_take_int (cursor);
}

static void
take_gates (SohoaCursor *cursor, SohoaLayer *layer)
{
  int n_inputs = sohoa_cursor_take_int (cursor);
  for (int i = 0; i < SOHOA_GATES; i++) {
    take_matrix (cursor, &layer->matrix[i]);
    if (layer->matrix[i].n_rows != layer->n_outputs || layer->matrix[i].n_inputs != n_inputs ||
        n_inputs != layer->n_inputs + layer->n_outputs)
      cursor->failed = TRUE;
  }
}

static void
take_body (SohoaCursor *cursor, SohoaLayer *layer, int flags, int depth)
{
  switch (layer->kind) {
  case SOHOA_LAYER_SERIES:
  case SOHOA_LAYER_TRANSPOSED:
  case SOHOA_LAYER_REVERSED:
    take_children (cursor, layer, flags, depth);
    return;
  case SOHOA_LAYER_INPUT: {
    gint32 shape[5]; /* batch, height, width, depth, loss */
    for (int i = 0; i < 5; i++)
      shape[i] = sohoa_cursor_take_int (cursor);
    layer->y = shape[1];
    if (shape[1] < 1 || shape[1] > 256 || shape[2] != 0 || shape[3] != 1)
      cursor->failed = TRUE;
    return;
  }
  case SOHOA_LAYER_CONVOLVE:
  case SOHOA_LAYER_MAXPOOL:
    layer->x = sohoa_cursor_take_int (cursor);
    layer->y = sohoa_cursor_take_int (cursor);
    if (layer->x < 1 || layer->x > 8 || layer->y < 1 || layer->y > 8)
      cursor->failed = TRUE;
    if (layer->kind == SOHOA_LAYER_CONVOLVE && !cursor->failed)
      layer->n_outputs = layer->n_inputs * (2 * layer->x + 1) * (2 * layer->y + 1);
    return;
  case SOHOA_LAYER_LSTM:
  case SOHOA_LAYER_LSTM_SUMMARY:
    take_gates (cursor, layer);
    return;
  case SOHOA_LAYER_TANH:
  case SOHOA_LAYER_SOFTMAX:
    take_matrix (cursor, &layer->matrix[0]);
    if (layer->matrix[0].n_rows != layer->n_outputs || layer->matrix[0].n_inputs != layer->n_inputs)
      cursor->failed = TRUE;
    return;
  }
}

static SohoaLayer *
take_layer (SohoaCursor *cursor, int depth)
{
  SohoaLayer *layer = g_new0 (SohoaLayer, 1);
  if (depth > DEPTH_MAX || sohoa_cursor_take_byte (cursor) != 0) /* files before version 4 number the kinds */
    cursor->failed = TRUE;
  int kind = take_layer_kind (cursor);
  sohoa_cursor_take_byte (cursor); /* two states of training */
  sohoa_cursor_take_byte (cursor);
  int flags = sohoa_cursor_take_int (cursor);
  layer->n_inputs = sohoa_cursor_take_int (cursor);
  layer->n_outputs = sohoa_cursor_take_int (cursor);
  sohoa_cursor_take_int (cursor); /* number of weights */
  int name_length;
  sohoa_cursor_take_string (cursor, &name_length);
  if (kind < 0 || layer->n_inputs < 1 || layer->n_inputs > 4096 || layer->n_outputs < 1 ||
      layer->n_outputs > 65536)
    cursor->failed = TRUE;
  if (cursor->failed)
    return layer;
  layer->kind = (SohoaLayerKind) kind;
  take_body (cursor, layer, flags, depth);
  return layer;
}

SohoaLayer *
sohoa_layer_take (SohoaCursor *cursor)
{
  return take_layer (cursor, 0);
}
