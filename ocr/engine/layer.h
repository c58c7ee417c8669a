/* layer.h - the layers of a network as the model file has them. Private to ocr/engine/. */
#ifndef SOHOA_ENGINE_LAYER_H
#define SOHOA_ENGINE_LAYER_H

#include "cursor.h"

G_BEGIN_DECLS

/* Activations are bytes v in -127..127 that stand for v / 127, kept as v + 128 (see network.c). */
enum { SOHOA_ACTIVATION = 127, SOHOA_OFFSET = 128 };

typedef enum {
  SOHOA_LAYER_SERIES,
  SOHOA_LAYER_INPUT,
  SOHOA_LAYER_CONVOLVE,
  SOHOA_LAYER_MAXPOOL,
  SOHOA_LAYER_TRANSPOSED,
  SOHOA_LAYER_REVERSED,
  SOHOA_LAYER_LSTM,
  SOHOA_LAYER_LSTM_SUMMARY,
  SOHOA_LAYER_TANH,
  SOHOA_LAYER_SOFTMAX,
} SohoaLayerKind;

/* Rows of weights, as the kernel wants them. */
typedef struct {
  int n_rows, n_inputs; /* without what pads them */
  gint8 *weights;
  gint32 *bias; /* what a row adds to the sum, the offset of the inputs taken off */
  float *scale; /* of a row: from its sum to the value */
} SohoaMatrix;

enum { SOHOA_GATE_INPUT, SOHOA_GATE_LET_IN, SOHOA_GATE_KEEP, SOHOA_GATE_LET_OUT, SOHOA_GATES };

typedef struct SohoaLayer {
  SohoaLayerKind kind;
  int n_inputs, n_outputs;
  int x, y;                        /* convolve: half sizes of the window; pool: its sizes; input: 0, height */
  SohoaMatrix matrix[SOHOA_GATES]; /* LSTM: all four; fully connected: the first */
  GPtrArray *children;             /* of SohoaLayer; may be NULL */
} SohoaLayer;

/* A layer with all below it. Never NULL; the cursor has failed when it is not whole, not of a known kind, or
 * its sizes do not agree. */
SohoaLayer *sohoa_layer_take (SohoaCursor *cursor);
void sohoa_layer_free (SohoaLayer *layer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaLayer, sohoa_layer_free)

G_END_DECLS

#endif
