/* kernel.h - the inner loops of the networks, for several generations of processors. Private to ocr/engine/.
 *
 * Sums of bytes are exact, so every processor gives the same; the curves may differ in the last bit.
 */
#ifndef SOHOA_ENGINE_KERNEL_H
#define SOHOA_ENGINE_KERNEL_H

#include <glib.h>

G_BEGIN_DECLS

/* A matrix has so many times this of rows, and of inputs; what is missing is zero. */
enum { SOHOA_KERNEL_ROWS = 16, SOHOA_KERNEL_INPUTS = 8 };

static inline int
sohoa_kernel_padded_rows (int n)
{
  return (n + SOHOA_KERNEL_ROWS - 1) / SOHOA_KERNEL_ROWS * SOHOA_KERNEL_ROWS;
}

static inline int
sohoa_kernel_padded_inputs (int n)
{
  return (n + SOHOA_KERNEL_INPUTS - 1) / SOHOA_KERNEL_INPUTS * SOHOA_KERNEL_INPUTS;
}

/* What an LSTM layer's matrices give for each of its cells, before the curves are applied. */
typedef struct {
  float *input, *let_in, *keep, *let_out;
} SohoaCellGates;

/* Weights lie as the processor takes them: for each 16 rows, for each `group` inputs in turn, the weights of
 * that group row by row. */
typedef struct {
  int group;
  /* values[r] = scale[r] * (bias[r] + sum over i of inputs[i] * weight (r, i)). */
  void (*multiply) (const gint8 *weights, int n_rows, int n_inputs, const gint32 *bias, const float *scale,
                    const guint8 *inputs, float *ret_values);
  /* bytes = tanh (values), to 1e-4, as 128 + 127 x. */
  void (*tanh) (const float *values, int n, guint8 *ret_bytes);
  /* One step of n cells: state = keep * state + let_in * input, what is said = let_out * tanh (state). */
  void (*cells) (const SohoaCellGates *gates, int n, float *state, guint8 *ret_said);
} SohoaKernel;

/* The one for this processor. Static. */
const SohoaKernel *sohoa_kernel_get (void);
/* One by one: all that this processor can run; NULL past the last. */
const SohoaKernel *sohoa_kernel_peek (guint index);
/* Where the weight of a row and an input lies. */
gsize sohoa_kernel_place (const SohoaKernel *kernel, int n_inputs, int row, int input);

G_END_DECLS

#endif
