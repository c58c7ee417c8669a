/* kernel.c - see kernel.h. The build optimizes this file for speed, whatever the rest is built for. */
#include "kernel.h"

#include <string.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#define INLINE static inline __attribute__ ((always_inline))

static const float state_max = 100; /* as the networks were trained */

/* Lambert's continued fraction of tanh, cut off at the seventh step; from `end` on it is 1. */
INLINE float
curve (float x)
{
  static const float end = 4.97f;
  x = x < -end ? -end : x;
  x = x > end ? end : x;
  float s = x * x;
  float above = x * (135135 + s * (17325 + s * (378 + s)));
  float below = 135135 + s * (62370 + s * (3150 + s * 28));
  return above / below;
}

INLINE float
logistic (float x)
{
  return 0.5f + 0.5f * curve (0.5f * x);
}

/* -1..1 as 1..255. */
INLINE guint8
to_byte (float value)
{
  return (guint8) (gint32) (value * 127 + 128.5f);
}

/* Written once and compiled for each kind of processor. */
#define CURVES(name, target)                                                                                 \
  target static void name##_tanh (const float *values, int n, guint8 *ret_bytes)                             \
  {                                                                                                          \
    for (int i = 0; i < n; i++)                                                                              \
      ret_bytes[i] = to_byte (curve (values[i]));                                                            \
  }                                                                                                          \
  target static void name##_cells (const SohoaCellGates *gates, int n, float *state, guint8 *ret_said)       \
  {                                                                                                          \
    const float *input = gates->input, *let_in = gates->let_in;                                              \
    const float *keep = gates->keep, *let_out = gates->let_out;                                              \
    for (int i = 0; i < n; i++) {                                                                            \
      float now = logistic (keep[i]) * state[i] + logistic (let_in[i]) * curve (input[i]);                   \
      now = now < -state_max ? -state_max : now;                                                             \
      state[i] = now > state_max ? state_max : now;                                                          \
      ret_said[i] = to_byte (logistic (let_out[i]) * curve (state[i]));                                      \
    }                                                                                                        \
  }

CURVES (plain, )

static void
plain_multiply (const gint8 *weights, int n_rows, int n_inputs, const gint32 *bias, const float *scale,
                const guint8 *inputs, float *ret_values)
{
  for (int row = 0; row < n_rows; row += SOHOA_KERNEL_ROWS) {
    gint32 sums[SOHOA_KERNEL_ROWS];
    memcpy (sums, bias + row, sizeof sums);
    for (int i = 0; i < n_inputs; i++, weights += SOHOA_KERNEL_ROWS)
      for (int r = 0; r < SOHOA_KERNEL_ROWS; r++)
        sums[r] += inputs[i] * weights[r];
    for (int r = 0; r < SOHOA_KERNEL_ROWS; r++)
      ret_values[row + r] = (float) sums[r] * scale[row + r];
  }
}

static const SohoaKernel plain = {1, plain_multiply, plain_tanh, plain_cells};

#ifdef __x86_64__
#define AVX2 __attribute__ ((target ("avx2,fma")))
#define VNNI __attribute__ ((target ("avx2,fma,avx512f,avx512bw,avx512vl,avx512vnni")))

CURVES (avx2, AVX2)

AVX2 static inline void
store (__m256i sums, const float *scale, float *ret_values)
{
  _mm256_storeu_ps (ret_values, _mm256_mul_ps (_mm256_cvtepi32_ps (sums), _mm256_loadu_ps (scale)));
}

/* Two inputs of eight rows at a time, as 16-bit products. */
AVX2 static void
avx2_multiply (const gint8 *weights, int n_rows, int n_inputs, const gint32 *bias, const float *scale,
               const guint8 *inputs, float *ret_values)
{
  for (int row = 0; row < n_rows; row += SOHOA_KERNEL_ROWS) {
    __m256i low = _mm256_loadu_si256 ((const __m256i *) (bias + row));
    __m256i high = _mm256_loadu_si256 ((const __m256i *) (bias + row + 8));
    for (int i = 0; i < n_inputs; i += 2, weights += 32) {
      __m256i pair = _mm256_set1_epi32 (inputs[i] | inputs[i + 1] << 16);
      __m256i w0 = _mm256_cvtepi8_epi16 (_mm_loadu_si128 ((const __m128i *) weights));
      __m256i w1 = _mm256_cvtepi8_epi16 (_mm_loadu_si128 ((const __m128i *) (weights + 16)));
      low = _mm256_add_epi32 (low, _mm256_madd_epi16 (pair, w0));
      high = _mm256_add_epi32 (high, _mm256_madd_epi16 (pair, w1));
    }
    store (low, scale + row, ret_values + row);
    store (high, scale + row + 8, ret_values + row + 8);
  }
}

static const SohoaKernel avx2 = {2, avx2_multiply, avx2_tanh, avx2_cells};

VNNI static inline __m256i
four_inputs (const guint8 *inputs)
{
  gint32 quad;
  memcpy (&quad, inputs, sizeof quad);
  return _mm256_set1_epi32 (quad);
}

/* Four inputs of eight rows at a time; four sums, so that none waits for the last. */
VNNI static void
vnni_multiply (const gint8 *weights, int n_rows, int n_inputs, const gint32 *bias, const float *scale,
               const guint8 *inputs, float *ret_values)
{
  for (int row = 0; row < n_rows; row += SOHOA_KERNEL_ROWS) {
    __m256i low0 = _mm256_loadu_si256 ((const __m256i *) (bias + row)), low1 = _mm256_setzero_si256 ();
    __m256i high0 = _mm256_loadu_si256 ((const __m256i *) (bias + row + 8)), high1 = low1;
    for (int i = 0; i < n_inputs; i += SOHOA_KERNEL_INPUTS, weights += 128) {
      __m256i first = four_inputs (inputs + i), second = four_inputs (inputs + i + 4);
      const __m256i *w = (const __m256i *) weights;
      low0 = _mm256_dpbusd_epi32 (low0, first, _mm256_loadu_si256 (w));
      high0 = _mm256_dpbusd_epi32 (high0, first, _mm256_loadu_si256 (w + 1));
      low1 = _mm256_dpbusd_epi32 (low1, second, _mm256_loadu_si256 (w + 2));
      high1 = _mm256_dpbusd_epi32 (high1, second, _mm256_loadu_si256 (w + 3));
    }
    store (_mm256_add_epi32 (low0, low1), scale + row, ret_values + row);
    store (_mm256_add_epi32 (high0, high1), scale + row + 8, ret_values + row + 8);
  }
}

static const SohoaKernel vnni = {4, vnni_multiply, avx2_tanh, avx2_cells};
#endif

const SohoaKernel *
sohoa_kernel_peek (guint index)
{
  const SohoaKernel *able[4] = {NULL};
  guint n = 0;
#ifdef __x86_64__
  gboolean can_avx2 = __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma");
  if (can_avx2 && __builtin_cpu_supports ("avx512bw") && __builtin_cpu_supports ("avx512vl") &&
      __builtin_cpu_supports ("avx512vnni"))
    able[n++] = &vnni;
  if (can_avx2)
    able[n++] = &avx2;
#endif
  able[n++] = &plain;
  return index < n ? able[index] : NULL;
}

const SohoaKernel *
sohoa_kernel_get (void)
{
  static const SohoaKernel *best = NULL; /* asked for at every step */
  if (best == NULL)
    best = sohoa_kernel_peek (0);
  return best;
}

gsize
sohoa_kernel_place (const SohoaKernel *kernel, int n_inputs, int row, int input)
{
  gsize block = (gsize) (row / SOHOA_KERNEL_ROWS) * (gsize) n_inputs * SOHOA_KERNEL_ROWS;
  gsize group = (gsize) (input / kernel->group) * (gsize) kernel->group * SOHOA_KERNEL_ROWS;
  return block + group + (gsize) (row % SOHOA_KERNEL_ROWS * kernel->group + input % kernel->group);
}
