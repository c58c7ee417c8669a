/* The quality of reading on ten papers made by hand, against figures worked out by hand.
 *
 * Each has a name that is accepted with 0.995, a telephone that awaits a person with 0.6, and a blank e-mail.
 * A person looks at both of the first four: one name was wrong, and all telephones but one.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "pipeline/answers/quality.h"
#include "pipeline/store/dossier.h"
#include "pipeline/store/field.h"
#include "pipeline/store/page.h"
#include "pipeline/store/verification.h"
#include "tests/pipeline/page_maker.h"

static SohoaFormSet *forms;

static int
load_forms (void **state)
{
  forms = load_real_forms ();
  return 0;
}

static int
free_forms (void **state)
{
  sohoa_form_set_free (forms);
  return 0;
}

/* ---- making ---- */

static void
add_field (TempArchive *temp, gint64 page, const char *id, SohoaFieldState state, double probability)
{
  static const SohoaQuad quad = {{{1, 1}, {9, 1}, {9, 3}, {1, 3}}};
  g_autoptr (SohoaReading) reading = sohoa_reading_new (id, &quad);
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  SohoaValue value = {.json = (char *) "\"X\"", .plausibility = 1, .findings = findings};
  const SohoaFieldJudgement judgement = {.state = state, .probability = probability, .witnesses = "[]"};
  sohoa_reading_set (reading, "x", 1, "made");
  assert_ok (sohoa_field_store (temp->archive, page, "ct01", "2023-11-17", "none-1", 0, reading, &value,
                                &judgement, &error));
}

static void
say (TempArchive *temp, gint64 page, const char *field, gboolean right)
{
  assert_ok (sohoa_field_verify (temp->archive, page, field, right ? "\"X\"" : "\"y\"", "Lan", &error));
}

static void
fill (TempArchive *temp)
{
  for (guint n = 0; n < 10; n++) {
    g_autofree char *code = g_strdup_printf ("H29.26-25%02u11-0001", n + 1);
    g_autoptr (SohoaPageResult) result = make_form ("ct01", "2023-11-17", 1, 0);
    gint64 source = temp_record (temp, code, NULL), dossier;
    declare_pages (temp, source, 1);
    g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, source, 1, NULL);
    assert_ok (sohoa_page_store_result (temp->archive, page->id, result, &error));
    assert_ok (sohoa_dossier_ensure (temp->archive, code, SOHOA_CODE_COVER, NULL, &dossier, &error));
    assert_ok (sohoa_dossier_add_page (temp->archive, dossier, page->id, &error));
    add_field (temp, page->id, "applicant.full_name", SOHOA_FIELD_ACCEPTED, 0.995);
    add_field (temp, page->id, "applicant.phone", SOHOA_FIELD_REVIEW, 0.6);
    add_field (temp, page->id, "applicant.email", SOHOA_FIELD_EMPTY, 0.9);
    if (n < 4) {
      say (temp, page->id, "applicant.full_name", n != 2);
      say (temp, page->id, "applicant.phone", n == 0);
    }
  }
}

/* ---- asking ---- */

/* The cells of a row of a table, apart by spaces; "-" for one that is not told. Caller frees. */
static char *
row_of (const SohoaReport *report, const char *table_id, guint row)
{
  GString *text = g_string_new (NULL);
  for (guint t = 0; t < report->tables->len; t++) {
    const SohoaReportTable *table = g_ptr_array_index (report->tables, t);
    for (guint i = 0; strcmp (table->id, table_id) == 0 && i < table->n_columns; i++) {
      const SohoaCell *cell = sohoa_report_cell (table, row, i);
      g_string_append (text, i > 0 ? " " : "");
      if (cell->told && cell->text == NULL)
        g_string_append_printf (text, "%g", cell->number);
      else
        g_string_append (text, cell->told ? cell->text : "-");
    }
  }
  return g_string_free (text, FALSE);
}

static void
test_every_figure_is_as_worked_out_by_hand (void **state)
{
  TempArchive *temp = *state;
  static const struct {
    const char *table, *expected;
    guint row;
  } cases[] = {
    {"states", "accepted 6 30", 0},
    {"states", "review 6 30", 1},
    {"states", "verified 8 40", 2},
    {"states", "empty 10 -", 3},
    {"outcomes", "accepted 3 1 75", 0},
    {"outcomes", "review 1 3 25", 1},
    {"reliability", "0.5-0.8 4 25 60", 1},
    {"reliability", "0.99-0.998 4 75 99.5", 6},
    {"forms", "ct01 70 20 6 6 8 8 4 1", 0},
    {"fields", "ct01 applicant.phone 40 10 0 6 4 4 3 0", 0},
    {"fields", "ct01 applicant.full_name 100 10 6 0 4 4 1 1", 1},
  };
  const SohoaQuality what = {.form = NULL};
  SohoaReport *made = NULL;
  fill (temp);
  assert_ok ((made = sohoa_quality_report (temp->archive, forms, &what, &error)) != NULL);
  g_autoptr (SohoaReport) report = made;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *row = row_of (report, cases[i].table, cases[i].row);
    assert_string_equal (row, cases[i].expected);
  }
}

static void
test_a_period_leaves_out_what_was_received_at_other_times (void **state)
{
  TempArchive *temp = *state;
  SohoaQuality what = {.form = "ct01"};
  SohoaReport *made = NULL;
  fill (temp);
  assert_ok (sohoa_period_parse ("2025-03", "2025-05", &what.period, &error));
  assert_ok ((made = sohoa_quality_report (temp->archive, forms, &what, &error)) != NULL);
  g_autoptr (SohoaReport) report = made;
  g_autofree char *states = row_of (report, "states", SOHOA_FIELD_VERIFIED);
  g_autofree char *outcomes = row_of (report, "outcomes", 0);
  assert_string_equal (states, "verified 4 66.6667");
  assert_string_equal (outcomes, "accepted 1 1 50");
}

static void
test_what_was_never_read_is_told (void **state)
{
  TempArchive *temp = *state;
  SohoaQuality what = {.form = NULL};
  assert_fails (sohoa_quality_report (temp->archive, forms, &what, &error) != NULL, SOHOA_ERROR_NOT_FOUND);
  fill (temp);
  what.form = "no such form";
  assert_fails (sohoa_quality_report (temp->archive, forms, &what, &error) != NULL, SOHOA_ERROR_NOT_FOUND);
  what.form = "cc01";
  assert_fails (sohoa_quality_report (temp->archive, forms, &what, &error) != NULL, SOHOA_ERROR_NOT_FOUND);
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

static SohoaReport *
against (TempArchive *temp, const char *truth)
{
  const SohoaQuality what = {.truth = truth};
  SohoaReport *report = NULL;
  assert_ok ((report = sohoa_quality_report (temp->archive, forms, &what, &error)) != NULL);
  return report;
}

/* Of the last papers, which nobody looked at: a name that is right, a name that is wrong, a telephone that is
 * right and was asked about, an e-mail where something was read and nothing stands. */
static void
test_outcomes_can_be_held_against_the_truth (void **state)
{
  TempArchive *temp = *state;
  static const char truth[] = "field;dossier;form;value\n"
                              "applicant.full_name;H29.26-250911-0001;ct01;X\n"
                              "applicant.full_name;H29.26-251011-0001;ct01;y\n"
                              "applicant.phone;H29.26-250911-0001;ct01;X\n"
                              "applicant.email;H29.26-250911-0001;ct01;\n"
                              "applicant.full_name;H29.26-250111-0001;ct01;X\n"
                              "applicant.full_name;H29.26-259911-0001;ct01;X\n"
                              "applicant.nosuch;H29.26-250911-0001;ct01;X\n";
  fill (temp);
  g_autoptr (SohoaReport) report = against (temp, truth);
  g_autofree char *accepted = row_of (report, "outcomes", 0), *review = row_of (report, "outcomes", 1);
  assert_string_equal (((SohoaReportFact *) g_ptr_array_index (report->facts, 0))->text, "4");
  assert_string_equal (((SohoaReportFact *) g_ptr_array_index (report->facts, 1))->text, "2");
  assert_string_equal (((SohoaReportFact *) g_ptr_array_index (report->facts, 2))->text, "1");
  assert_string_equal (accepted, "accepted 1 2 33.3333");
  assert_string_equal (review, "review 1 0 100");
}

static void
test_a_table_that_is_no_truth_is_refused (void **state)
{
  TempArchive *temp = *state;
  static const char *const tables[] = {"", "dossier,form,field\n", "dossier,form,field,value\na,b\n",
                                       "dossier,form,field,value\n\"a\n"};
  fill (temp);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    const SohoaQuality what = {.truth = tables[i]};
    assert_fails (sohoa_quality_report (temp->archive, forms, &what, &error) != NULL, SOHOA_ERROR_USAGE);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_every_figure_is_as_worked_out_by_hand),
    WITH_ARCHIVE (test_a_period_leaves_out_what_was_received_at_other_times),
    WITH_ARCHIVE (test_what_was_never_read_is_told),
    WITH_ARCHIVE (test_outcomes_can_be_held_against_the_truth),
    WITH_ARCHIVE (test_a_table_that_is_no_truth_is_refused),
  };
  return cmocka_run_group_tests (tests, load_forms, free_forms);
}
