/* When a value is believed without a person. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pipeline/trust/acceptance.h"

static const struct {
  const char *name, *raw;
  double confidence, plausibility;
  guint flags;
  int finding; /* severity; -1: none */
  SohoaFieldState expected;
  const char *reason;
} cases[] = {
  {"sure and understood", "x", 0.95, 1, 0, -1, SOHOA_FIELD_ACCEPTED, NULL},
  {"just sure enough", "x", 0.90, 0.5, 0, -1, SOHOA_FIELD_ACCEPTED, NULL},
  {"not sure enough", "x", 0.89, 1, 0, -1, SOHOA_FIELD_REVIEW, "low-confidence"},
  {"not understood", "x", 0.99, 0.49, 0, -1, SOHOA_FIELD_REVIEW, "not-understood"},
  {"an error", "x", 0.99, 1, 0, SOHOA_FINDING_ERROR, SOHOA_FIELD_REVIEW, "value-error"},
  {"a warning", "x", 0.99, 1, 0, SOHOA_FINDING_WARNING, SOHOA_FIELD_ACCEPTED, NULL},
  {"nothing written", "", 1, 1, 0, -1, SOHOA_FIELD_EMPTY, NULL},
  {"struck writing left out", "x", 0.99, 1, SOHOA_READING_STRUCK, -1, SOHOA_FIELD_ACCEPTED, NULL},
  {"a doubtful mark", "x", 0.99, 1, SOHOA_READING_DOUBTFUL, -1, SOHOA_FIELD_REVIEW, "doubtful"},
  {"ink that could not be read is not nothing", "", 1, 1, SOHOA_READING_DOUBTFUL, -1, SOHOA_FIELD_REVIEW,
   "doubtful"},
  {"a stamp over it", "x", 0.99, 1, SOHOA_READING_COVERED, -1, SOHOA_FIELD_REVIEW, "covered"},
};

static void
test_values_are_believed_by_the_rule (void **state)
{
  const SohoaQuad quad = {0};
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SohoaReading) reading = sohoa_reading_new ("a.b", &quad);
    g_autoptr (GPtrArray) findings = g_ptr_array_new ();
    SohoaFinding finding = {(SohoaSeverity) cases[i].finding, (char *) "code", (char *) "message"};
    SohoaValue value = {(char *) "\"x\"", cases[i].plausibility, findings};
    const char *reason = "unset";
    print_message ("%s\n", cases[i].name);
    sohoa_reading_set (reading, cases[i].raw, cases[i].confidence, "none");
    reading->flags = cases[i].flags;
    if (cases[i].finding >= 0)
      g_ptr_array_add (findings, &finding);
    assert_int_equal (sohoa_trust_state (reading, &value, &reason), cases[i].expected);
    assert_true (g_strcmp0 (reason, cases[i].reason) == 0);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test (test_values_are_believed_by_the_rule)};
  return cmocka_run_group_tests (tests, NULL, NULL);
}
