/* test_network.c - the networks' arithmetic, whatever the processor, and model files that are damaged. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel.h"
#include "model.h"

#include <math.h>
#include <string.h>

enum { ROWS = 3 * SOHOA_KERNEL_ROWS, INPUTS = 5 * SOHOA_KERNEL_INPUTS };

static GBytes *
load_vie (void)
{
  char *data;
  gsize size;
  assert_true (
    g_file_get_contents ("/usr/share/tesseract-ocr/5/tessdata/vie.traineddata", &data, &size, NULL));
  return g_bytes_new_take (data, size);
}

static void
check_multiply (const SohoaKernel *kernel)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  gint8 weight[ROWS][INPUTS], laid[ROWS * INPUTS];
  guint8 input[INPUTS];
  gint32 bias[ROWS];
  float scale[ROWS], value[ROWS];
  for (int i = 0; i < INPUTS; i++)
    input[i] = i < 4 ? 255 : (guint8) g_rand_int_range (rand, 0, 256);
  for (int r = 0; r < ROWS; r++) {
    bias[r] = g_rand_int_range (rand, -100000, 100000);
    scale[r] = 1.0f / (float) (r + 1);
    for (int i = 0; i < INPUTS; i++) {
      weight[r][i] = (gint8) (i < 4 ? -127 : g_rand_int_range (rand, -127, 128));
      laid[sohoa_kernel_place (kernel, INPUTS, r, i)] = weight[r][i];
    }
  }
  kernel->multiply (laid, ROWS, INPUTS, bias, scale, input, value);
  for (int r = 0; r < ROWS; r++) {
    gint32 sum = bias[r];
    for (int i = 0; i < INPUTS; i++)
      sum += input[i] * weight[r][i];
    assert_float_equal (value[r], (float) sum * scale[r], 0);
  }
}

static void
every_processor_multiplies_exactly (void **state)
{
  for (guint i = 0; sohoa_kernel_peek (i) != NULL; i++)
    check_multiply (sohoa_kernel_peek (i));
  assert_ptr_equal (sohoa_kernel_get (), sohoa_kernel_peek (0));
}

static void
curves_are_those_of_the_library (void **state)
{
  enum { N = 161 };
  for (guint k = 0; sohoa_kernel_peek (k) != NULL; k++) {
    float x[N], ones[N], state_of[N];
    guint8 byte[N], said[N];
    for (int i = 0; i < N; i++) {
      x[i] = (float) (i - 80) / 10;
      ones[i] = 20; /* a gate wide open */
      state_of[i] = 0;
    }
    sohoa_kernel_peek (k)->tanh (x, N, byte);
    const SohoaCellGates gates = {.input = x, .let_in = ones, .keep = ones, .let_out = ones};
    sohoa_kernel_peek (k)->cells (&gates, N, state_of, said);
    for (int i = 0; i < N; i++) {
      assert_float_equal (byte[i], 128 + 127 * tanhf (x[i]), 0.6);
      assert_float_equal (state_of[i], tanhf (x[i]), 2e-4);
      assert_float_equal (said[i], 128 + 127 * tanhf (tanhf (x[i])), 0.6);
    }
  }
}

static void
cells_forget_what_is_not_kept (void **state)
{
  float shut[16], state_of[16];
  guint8 said[16];
  for (int i = 0; i < 16; i++) {
    shut[i] = -20;
    state_of[i] = 3;
  }
  const SohoaCellGates gates = {.input = shut, .let_in = shut, .keep = shut, .let_out = shut};
  sohoa_kernel_get ()->cells (&gates, 16, state_of, said);
  for (int i = 0; i < 16; i++) {
    assert_float_equal (state_of[i], 0, 1e-3);
    assert_int_equal (said[i], 128);
  }
}

static void
a_model_names_its_labels (void **state)
{
  g_autoptr (GBytes) bytes = load_vie ();
  g_autoptr (SohoaModel) model = sohoa_model_new (bytes, NULL);
  assert_non_null (model);
  assert_int_equal (model->text->len, sohoa_network_n_labels (model->network));
  assert_null (g_ptr_array_index (model->text, sohoa_network_blank (model->network)));
  guint found = 0;
  for (guint i = 0; i < model->text->len; i++)
    for (int k = 0; g_ptr_array_index (model->text, i) != NULL && k < 3; k++)
      found += g_str_equal (g_ptr_array_index (model->text, i), ((const char *[]){" ", "ệ", "7"})[k]);
  assert_int_equal (found, 3);
}

static void
probabilities_add_up_to_one (void **state)
{
  g_autoptr (GBytes) bytes = load_vie ();
  g_autoptr (SohoaModel) model = sohoa_model_new (bytes, NULL);
  enum { WIDTH = 60 };
  g_autofree gint8 *pixels = g_malloc (WIDTH * sohoa_network_height (model->network));
  memset (pixels, 127, WIDTH * sohoa_network_height (model->network));
  g_auto (SohoaNetworkAnswer) answer = {0};
  sohoa_network_run (model->network, pixels, WIDTH, &answer);
  assert_int_equal (answer.n_steps, WIDTH / answer.step);
  for (guint step = 0; step < answer.n_steps; step++) {
    double sum = 0;
    for (guint i = 0; i < answer.n_labels; i++)
      sum += answer.probabilities[step * answer.n_labels + i];
    assert_float_equal (sum, 1, 1e-4);
  }
}

static void
a_line_of_any_width_has_an_answer (void **state)
{
  g_autoptr (GBytes) bytes = load_vie ();
  g_autoptr (SohoaModel) model = sohoa_model_new (bytes, NULL);
  g_autofree gint8 *pixels = g_malloc0 (8 * sohoa_network_height (model->network));
  for (guint width = 1; width <= 8; width++) {
    g_auto (SohoaNetworkAnswer) answer = {0};
    sohoa_network_run (model->network, pixels, width, &answer);
    assert_true (answer.n_steps >= 1);
  }
}

static void
a_model_cut_off_anywhere_is_refused (void **state)
{
  g_autoptr (GBytes) whole = load_vie ();
  gsize size = g_bytes_get_size (whole);
  for (gsize end = 0; end < size; end += end < 600 ? 1 : 9973) {
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, end);
    g_autoptr (GError) error = NULL;
    g_autoptr (SohoaModel) model = sohoa_model_new (cut, &error);
    if (model == NULL)
      assert_true (g_error_matches (error, SOHOA_ERROR, SOHOA_ERROR_SETUP));
    else /* nothing that is used was cut */
      assert_true (end > size * 9 / 10);
  }
}

static void
a_damaged_model_never_crashes (void **state)
{
  g_autoptr (GBytes) whole = load_vie ();
  gsize size;
  const guint8 *data = g_bytes_get_data (whole, &size);
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  for (int i = 0; i < 200; i++) {
    guint8 *copy = g_memdup2 (data, size);
    for (int k = 0; k < 4; k++) /* heads of the file and of the network; the weights hardly matter */
      copy[g_rand_int_range (rand, 0, 2000)] = (guint8) g_rand_int_range (rand, 0, 256);
    g_autoptr (GBytes) damaged = g_bytes_new_take (copy, size);
    g_autoptr (SohoaModel) model = sohoa_model_new (damaged, NULL);
    gint8 pixels[256 * 8] = {0};
    g_auto (SohoaNetworkAnswer) answer = {0};
    if (model != NULL)
      sohoa_network_run (model->network, pixels, 8, &answer);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (every_processor_multiplies_exactly),
    cmocka_unit_test (curves_are_those_of_the_library),
    cmocka_unit_test (cells_forget_what_is_not_kept),
    cmocka_unit_test (a_model_names_its_labels),
    cmocka_unit_test (probabilities_add_up_to_one),
    cmocka_unit_test (a_line_of_any_width_has_an_answer),
    cmocka_unit_test (a_model_cut_off_anywhere_is_refused),
    cmocka_unit_test (a_damaged_model_never_crashes),
  };
  cmocka_set_message_output (CM_OUTPUT_TAP);
  return cmocka_run_group_tests_name ("network", tests, NULL, NULL);
}
