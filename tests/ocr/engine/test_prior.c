/* test_prior.c - how much what is likely may say beside the picture. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "forms_model.h"
#include "latin_model.h"
#include "prior.h"

static SohoaModel *model, *latin;
static SohoaPrior *prior, *english;

static int
load (void **state)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (sohoa_forms_model, sohoa_forms_model_size);
  model = sohoa_model_new (bytes, NULL);
  assert_non_null (model);
  prior = sohoa_prior_new (SOHOA_PRIOR_VIETNAMESE, model, NULL);
  assert_non_null (prior);
  g_autoptr (GBytes) latin_bytes = g_bytes_new_static (sohoa_latin_model, sohoa_latin_model_size);
  latin = sohoa_model_new (latin_bytes, NULL);
  assert_non_null (latin);
  english = sohoa_prior_new (SOHOA_PRIOR_ENGLISH, latin, NULL);
  assert_non_null (english);
  return 0;
}

static int
unload (void **state)
{
  sohoa_prior_free (prior);
  sohoa_prior_free (english);
  sohoa_model_free (model);
  sohoa_model_free (latin);
  return 0;
}

static guint
label_in (const SohoaModel *of, const char *character)
{
  for (guint label = 0; label < of->text->len; label++)
    if (g_strcmp0 (g_ptr_array_index (of->text, label), character) == 0)
      return label;
  fail_msg ("the model has no '%s'", character);
  return 0;
}

static guint
label_of (const char *character)
{
  return label_in (model, character);
}

/* The factor of the last character of the text. */
static double
weigh_by (const SohoaPrior *language, const SohoaModel *of, const char *text, const char *before)
{
  guint labels[SOHOA_LANGUAGE_REACH], n = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    char character[8] = {0};
    g_utf8_strncpy (character, p, 1);
    assert_true (n < SOHOA_LANGUAGE_REACH);
    labels[n++] = label_in (of, character);
  }
  return sohoa_prior_weigh (language, labels, n, before);
}

static double
weigh (const char *text, const char *before)
{
  return weigh_by (prior, model, text, before);
}

static void
each_language_has_letters_of_its_own (void **state)
{
  assert_true (weigh_by (english, latin, "ernment", NULL) > 2 * weigh_by (english, latin, "ernmenh", NULL));
  assert_true (weigh_by (english, latin, "Directo", NULL) > 2 * weigh_by (english, latin, "Directe", NULL));
  assert_true (weigh ("sinh", NULL) > 2 * weigh_by (english, latin, "sinh", NULL));
}

static void
the_likely_letter_weighs_more (void **state)
{
  assert_true (weigh ("nh Thị ", NULL) > weigh ("nh Thi ", NULL));
  assert_true (weigh ("nh phố", NULL) > weigh ("nh phô", NULL));
}

static void
no_letter_is_out_of_question (void **state)
{
  assert_true (weigh ("TTX", NULL) > 0.1);
  assert_true (weigh ("Hùq", NULL) > 0.1);
}

static void
what_the_line_before_says_counts (void **state)
{
  assert_true (weigh ("mẹ", "con theo cha") > weigh ("mẹ", NULL));
}

static void
capitals_stand_at_the_beginning_or_throughout (void **state)
{
  assert_true (weigh ("Hun", NULL) > 5 * weigh ("HuN", NULL));
  assert_true (weigh ("HUN", NULL) > 5 * weigh ("HUn", NULL));
  assert_true (weigh ("HUN", NULL) == weigh ("hun", NULL));
}

static void
hidden_dots_are_supposed (void **state)
{
  g_autofree float *row = g_new0 (float, model->text->len);
  row[label_of ("i")] = 0.8f;
  row[label_of ("á")] = 0.2f;
  sohoa_prior_suppose_dots (prior, row);
  assert_true (row[label_of ("ị")] > 0.05f && row[label_of ("ị")] < 0.2f);
  assert_true (row[label_of ("i")] == 0.8f && row[label_of ("á")] == 0.2f);
  assert_true (row[label_of ("ạ")] == 0); /* an acute is not hidden by a dotted line */
}

int
main (void)
{
  cmocka_set_message_output (CM_OUTPUT_TAP);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_likely_letter_weighs_more),
    cmocka_unit_test (each_language_has_letters_of_its_own),
    cmocka_unit_test (no_letter_is_out_of_question),
    cmocka_unit_test (what_the_line_before_says_counts),
    cmocka_unit_test (capitals_stand_at_the_beginning_or_throughout),
    cmocka_unit_test (hidden_dots_are_supposed),
  };
  return cmocka_run_group_tests (tests, load, unload);
}
