/* test_consensus.c - what two made-up networks say together of a line. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "consensus.h"

#include <math.h>

#include <string.h>

static SohoaModel *model;
static SohoaPrior *prior;
static gboolean *everything;

static int
set_up (void **state)
{
  char *data;
  gsize size;
  assert_true (
    g_file_get_contents ("/usr/share/tesseract-ocr/5/tessdata/eng.traineddata", &data, &size, NULL));
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);
  model = sohoa_model_new (bytes, NULL);
  prior = sohoa_prior_new (SOHOA_PRIOR_ENGLISH, model, NULL);
  assert_non_null (prior);
  everything = g_new0 (gboolean, model->text->len);
  for (guint i = 0; i < model->text->len; i++)
    everything[i] = g_ptr_array_index (model->text, i) != NULL;
  return 0;
}

static int
tear_down (void **state)
{
  sohoa_prior_free (prior);
  sohoa_model_free (model);
  g_free (everything);
  return 0;
}

static float *
probability_at (const SohoaNetworkAnswer *answer, gsize step, char letter)
{
  const char text[] = {letter, '\0'};
  guint label = 0;
  while (g_strcmp0 (g_ptr_array_index (model->text, label), text) != 0)
    label++;
  return answer->probabilities + step * answer->n_labels + label;
}

/* Sees one text, and another of the same length a little less; a blank parts the letters. */
static void
see (const char *text, const char *rival, SohoaNetworkAnswer *answer)
{
  gsize n = strlen (text);
  *answer = (SohoaNetworkAnswer){NULL, (guint) (2 * n), model->text->len, 3};
  answer->probabilities = g_new0 (float, 2 * n * answer->n_labels);
  for (gsize i = 0; i < n; i++) {
    *probability_at (answer, 2 * i, text[i]) += 0.55f;
    *probability_at (answer, 2 * i, rival[i]) += 0.45f;
    answer->probabilities[(2 * i + 1) * answer->n_labels + sohoa_network_blank (model->network)] = 1;
  }
}

/* What both say: each sees a text and a rival of it. NULL where they have too little in common. */
static char *
agreed (const char *text, const char *rival, const char *others_text, const char *others_rival)
{
  const SohoaCtcPlace place = {.step = 4};
  const SohoaCtcExpectation expectation = {NULL, NULL, NULL};
  double log_probability;
  g_auto (SohoaNetworkAnswer) one = {0}, other = {0};
  see (text, rival, &one);
  see (others_text, others_rival, &other);
  g_autoptr (SohoaLine) read =
    sohoa_ctc_decode (&one, model, everything, &expectation, &place, "one", &log_probability);
  g_autoptr (SohoaLine) others =
    sohoa_ctc_decode (&other, model, everything, &expectation, &place, "other", &log_probability);
  assert_string_equal (read->text, text);
  assert_string_equal (others->text, others_text);
  const SohoaTestimony by_one = {&one, model, &place, read, 1, 0.02},
                       by_other = {&other, model, &place, others, 1, 0.02};
  g_autoptr (SohoaLine) line = sohoa_consensus_find (&by_one, &by_other, prior, NULL);
  return line != NULL ? g_strdup (line->text) : NULL;
}

static void
letters_of_both_make_a_text_that_neither_read (void **state)
{
  g_autofree char *text = agreed ("garten", "garden", "gardem", "garden");
  assert_string_equal (text, "garden");
}

static void
what_both_read_stands (void **state)
{
  g_autofree char *text = agreed ("garden", "gardem", "garden", "garten");
  assert_string_equal (text, "garden");
}

static void
what_one_is_sure_of_stands_against_a_guess_of_the_other (void **state)
{
  g_autofree char *text = agreed ("garden", "garden", "gavden", "garden");
  assert_string_equal (text, "garden");
  g_autofree char *turned = agreed ("gavden", "garden", "garden", "garden");
  assert_string_equal (turned, "garden");
}

static void
those_with_little_in_common_agree_on_nothing (void **state)
{
  g_autofree char *text = agreed ("garden", "garden", "fix", "fix");
  assert_null (text);
}

static void
a_text_is_as_probable_as_all_ways_to_write_it (void **state)
{
  g_auto (SohoaNetworkAnswer) answer = {0};
  see ("a", "b", &answer);
  guint label = 0;
  while (g_strcmp0 (g_ptr_array_index (model->text, label), "a") != 0)
    label++;
  g_autoptr (GArray) text = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (text, label);
  double log_p = sohoa_ctc_log_probability (&answer, model, text, 1e-9);
  assert_float_equal (log_p, log (0.55), 1e-4);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (letters_of_both_make_a_text_that_neither_read),
    cmocka_unit_test (what_both_read_stands),
    cmocka_unit_test (what_one_is_sure_of_stands_against_a_guess_of_the_other),
    cmocka_unit_test (those_with_little_in_common_agree_on_nothing),
    cmocka_unit_test (a_text_is_as_probable_as_all_ways_to_write_it),
  };
  cmocka_set_message_output (CM_OUTPUT_TAP);
  return cmocka_run_group_tests_name ("consensus", tests, set_up, tear_down);
}
