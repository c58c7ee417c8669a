/* Questions out as a table, answers back: each for itself, kept with who said it, and what is verified stays.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "pipeline/cli/review_sheet.h"
#include "pipeline/intake/accept.h"
#include "pipeline/intake/separate.h"
#include "pipeline/store/assignment.h"
#include "pipeline/store/dossier.h"
#include "pipeline/store/event.h"
#include "pipeline/store/field.h"
#include "pipeline/store/page.h"
#include "pipeline/store/verification.h"
#include "pipeline/subjects/answer.h"
#include "pipeline/subjects/subjects.h"
#include "tests/pipeline/page_maker.h"

#define CODE "000.00.26.H29-250711-0001"

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

/* Two fields in doubt on page 1.1; the raw text of one is a formula. */
static SohoaDesk
fill (TempArchive *temp)
{
  gint64 source = temp_record (temp, CODE ".tif", NULL);
  SohoaPageResult *form = make_form ("ct01", "2023-11-17", 1, 0);
  add_reading (form, "applicant.full_name", "=NGUYỄN VĂN 4", 0.2);
  add_reading (form, "applicant.birth_date", "17/05/1960", 0.2);
  declare_pages (temp, source, 1);
  finish_page (temp, forms, source, 1, form);
  assert_ok (sohoa_separate_ready (temp->archive, forms, NULL, &error));
  return (SohoaDesk){.archive = temp->archive, .forms = forms, .actor = "Lan"};
}

static void
assert_field (TempArchive *temp, const char *name, SohoaFieldState expected_state, const char *expected)
{
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, 1, 1, NULL);
  g_autoptr (SohoaFieldRow) field = sohoa_field_load (temp->archive, page->id, name, NULL);
  assert_int_equal (field->state, expected_state);
  assert_string_equal (field->value, expected);
}

static void
test_the_table_has_the_questions_and_no_formula (void **state)
{
  TempArchive *temp = *state;
  fill (temp);
  g_autofree char *csv = sohoa_review_sheet (temp->archive, forms, NULL);
  assert_non_null (csv);
  assert_non_null (strstr (csv, "\n1.1/applicant.full_name,field,not-understood,ct01," CODE ","));
  assert_non_null (strstr (csv, ",'=NGUYỄN VĂN 4,"));
  assert_null (strstr (csv, ",=NGUYỄN"));
}

static void
test_answers_are_taken_each_for_itself (void **state)
{
  TempArchive *temp = *state;
  SohoaDesk desk = fill (temp);
  SohoaReviewCounts counts;
  static const char csv[] = "answer,id\r\n"
                            "TRẦN THỊ B,1.1/applicant.full_name\r\n"
                            "no date,1.1/applicant.birth_date\r\n"
                            ",1.1/applicant.phone\r\n"
                            "x,1.1/no.such_field\r\n"
                            "x,nonsense\r\n";
  assert_ok (sohoa_review_sheet_take (&desk, csv, &counts, &error));
  assert_int_equal (counts.taken, 1);
  assert_int_equal (counts.refused, 3);
  assert_field (temp, "applicant.full_name", SOHOA_FIELD_VERIFIED, "\"Trần Thị B\"");
  assert_field (temp, "applicant.birth_date", SOHOA_FIELD_REVIEW, "\"1960-05-17\"");
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, 1, 1, NULL);
  g_autoptr (GPtrArray) said = sohoa_verification_list (temp->archive, page->id, "applicant.full_name", NULL);
  assert_int_equal (said->len, 1);
  assert_string_equal (((SohoaVerification *) g_ptr_array_index (said, 0))->actor, "Lan");
  assert_ok (sohoa_event_verify (temp->archive, NULL, &error));
}

static void
test_a_table_without_the_columns_is_refused (void **state)
{
  TempArchive *temp = *state;
  SohoaDesk desk = fill (temp);
  SohoaReviewCounts counts;
  assert_fails (sohoa_review_sheet_take (&desk, "id,value\n1,2\n", &counts, &error), SOHOA_ERROR_USAGE);
  assert_fails (sohoa_review_sheet_take (&desk, "", &counts, &error), SOHOA_ERROR_USAGE);
}

static void
test_an_answer_survives_a_reread_and_other_fields_change (void **state)
{
  TempArchive *temp = *state;
  fill (temp);
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, 1, 1, NULL);
  g_autoptr (SohoaPageResult) again = make_form ("ct01", "2023-11-17", 1, 0);
  assert_ok (sohoa_answer (temp->archive, forms, "1.1/applicant.full_name", "TRẦN THỊ B", "Lan", &error));
  add_reading (again, "applicant.full_name", "LÊ VĂN C", 0.99);
  add_reading (again, "applicant.birth_date", "18/05/1960", 0.99);
  assert_ok (sohoa_accept_readings (temp->archive, forms, page->id, "none-2", again, &error));
  assert_field (temp, "applicant.full_name", SOHOA_FIELD_VERIFIED, "\"Trần Thị B\"");
  assert_field (temp, "applicant.birth_date", SOHOA_FIELD_ACCEPTED, "\"1960-05-18\"");
  assert_ok (sohoa_field_verify_all (temp->archive, &error));
}

/* The word on a page outlives every separation. */
static void
test_a_page_goes_to_the_dossier_that_a_person_names (void **state)
{
  TempArchive *temp = *state;
  static const SohoaAssignment said = {.form = (char *) "ct01",
                                       .form_version = (char *) "2023-11-17",
                                       .form_page = 1,
                                       .dossier = (char *) "000.00.26.H29-250101-0007",
                                       .actor = (char *) "Lan"};
  fill (temp);
  assert_ok (sohoa_answer (temp->archive, forms, "1.1/applicant.full_name", "TRẦN THỊ B", "Lan", &error));
  assert_ok (sohoa_subjects_update (temp->archive, forms, NULL, &error));
  g_autoptr (GArray) before = sohoa_subjects_find (temp->archive, "Trần Thị B", NULL);
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, 1, 1, NULL);
  assert_ok (sohoa_assignment_store (temp->archive, page->id, &said, &error));
  assert_ok (sohoa_separate_ready (temp->archive, forms, NULL, &error));
  g_autoptr (GPtrArray) dossiers = sohoa_dossier_list (temp->archive, NULL);
  assert_int_equal (dossiers->len, 1);
  const SohoaDossier *dossier = g_ptr_array_index (dossiers, 0);
  assert_string_equal (dossier->code, said.dossier);
  assert_string_equal (dossier->unit, "000.00.26.H29");
  assert_int_equal (dossier->n_pages, 1);
  /* Its dossier is gone; who stands on the page is who it was. */
  assert_ok (sohoa_subjects_update (temp->archive, forms, NULL, &error));
  g_autoptr (GArray) after = sohoa_subjects_find (temp->archive, "Trần Thị B", NULL);
  assert_int_equal (before->len, 1);
  assert_int_equal (after->len, 1);
  assert_int_equal (g_array_index (after, gint64, 0), g_array_index (before, gint64, 0));
}

int
main (void)
{
#define TEST(name) cmocka_unit_test_setup_teardown (name, temp_archive_setup, temp_archive_teardown)
  const struct CMUnitTest tests[] = {
    TEST (test_the_table_has_the_questions_and_no_formula),
    TEST (test_answers_are_taken_each_for_itself),
    TEST (test_a_table_without_the_columns_is_refused),
    TEST (test_an_answer_survives_a_reread_and_other_fields_change),
    TEST (test_a_page_goes_to_the_dossier_that_a_person_names),
  };
  return cmocka_run_group_tests (tests, load_forms, free_forms);
}
