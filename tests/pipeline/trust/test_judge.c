/* A dossier's fields weighed together, from what is stored. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "pipeline/intake/separate.h"
#include "pipeline/store/field.h"
#include "pipeline/store/page.h"
#include "pipeline/store/verification.h"
#include "pipeline/subjects/subjects.h"
#include "pipeline/trust/judge.h"
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

/* A declaration whose number is that of somebody else's sex, as a recognizer read it; the name under the
 * signature poorly. */
static void
fill (TempArchive *temp)
{
  SohoaPageResult *form = make_form ("ct01", "2023-11-17", 1, 10);
  gint64 source = temp_record (temp, "a.pdf", NULL);
  add_reading (form, "applicant.full_name", "Nguyễn Văn An", 1);
  add_reading (form, "applicant.sex", "Nữ", 1);
  add_reading (form, "applicant.citizen_id", "079090990001", 1);
  add_reading (form, "applicant.signature_name", "Nguyên Văn Ân", 0.9);
  for (guint i = 0; i < form->readings->len; i++) {
    SohoaReading *reading = g_ptr_array_index (form->readings, i);
    g_free (reading->method);
    reading->method = g_strdup ("tesseract-vie");
  }
  declare_pages (temp, source, 1);
  finish_page (temp, forms, source, 1, form);
  assert_ok (sohoa_separate_ready (temp->archive, forms, NULL, &error));
  assert_ok (sohoa_subjects_update (temp->archive, forms, NULL, &error));
}

static SohoaFieldRow *
load (TempArchive *temp, const char *field)
{
  SohoaFieldRow *row = NULL;
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, 1, 1, NULL);
  assert_non_null (page);
  assert_ok ((row = sohoa_field_load (temp->archive, page->id, field, &error)) != NULL);
  return row;
}

static void
test_fields_that_contradict_each_other_show_each_other (void **state)
{
  TempArchive *temp = *state;
  fill (temp);
  g_autoptr (SohoaFieldRow) sex = load (temp, "applicant.sex");
  g_autoptr (SohoaFieldRow) number = load (temp, "applicant.citizen_id");
  assert_string_equal (
    sex->witnesses, "[{\"id\":\"1.1/applicant.citizen_id\",\"code\":\"citizen-id-sex\",\"agrees\":false}]");
  assert_string_equal (number->witnesses,
                       "[{\"id\":\"1.1/applicant.sex\",\"code\":\"citizen-id-sex\",\"agrees\":false}]");
  assert_int_equal (sex->state, SOHOA_FIELD_REVIEW);
  assert_int_equal (number->state, SOHOA_FIELD_REVIEW);
}

static void
test_a_dossier_judged_again_says_the_same (void **state)
{
  TempArchive *temp = *state;
  fill (temp);
  g_autoptr (SohoaFieldRow) before = load (temp, "applicant.sex");
  assert_ok (sohoa_subjects_rebuild (temp->archive, forms, &error));
  g_autoptr (SohoaFieldRow) after = load (temp, "applicant.sex");
  assert_string_equal (before->witnesses, after->witnesses);
  assert_string_equal (before->reason, after->reason);
  assert_true (before->probability == after->probability);
  assert_ok (sohoa_field_verify_all (temp->archive, &error));
}

static void
test_what_a_person_verified_is_not_judged_but_bears_witness (void **state)
{
  TempArchive *temp = *state;
  fill (temp);
  g_autoptr (SohoaFieldRow) wrong = load (temp, "applicant.sex");
  assert_ok (sohoa_field_verify (temp->archive, wrong->page, "applicant.sex", "\"Nam\"", "Lan", &error));
  assert_ok (sohoa_subjects_update (temp->archive, forms, NULL, &error));
  g_autoptr (SohoaFieldRow) sex = load (temp, "applicant.sex");
  g_autoptr (SohoaFieldRow) number = load (temp, "applicant.citizen_id");
  assert_int_equal (sex->state, SOHOA_FIELD_VERIFIED);
  assert_true (sex->probability == 1);
  assert_non_null (strstr (number->witnesses, "\"agrees\":true"));
  assert_true (g_strcmp0 (number->reason, "contradiction") != 0);
}

/* The answer to a field, in what the cases say as the program alone weighs them. */
static SohoaAnswer
answer_of (const GPtrArray *cases, const char *field)
{
  for (guint i = 0; i < cases->len; i++) {
    const SohoaTrustCase *self = g_ptr_array_index (cases, i);
    if (strcmp (self->field->id, field) == 0) {
      assert_int_equal (self->means, SOHOA_MEANS_RECOGNIZED);
      return self->answer;
    }
  }
  fail_msg ("no such field");
  return SOHOA_ANSWER_NONE;
}

static void
test_an_answer_tells_whether_what_was_read_is_right_and_does_not_change_what_was_read (void **state)
{
  TempArchive *temp = *state;
  fill (temp);
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, 1, 1, NULL);
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  assert_ok ((before = sohoa_trust_cases_as_read (temp->archive, forms, 1, &error)) != NULL);
  assert_ok (sohoa_field_verify (temp->archive, page->id, "applicant.sex", "\"Nam\"", "Lan", &error));
  assert_ok (
    sohoa_field_verify (temp->archive, page->id, "applicant.full_name", "\"Nguyễn Văn An\"", "Lan", &error));
  assert_ok (sohoa_field_verify (temp->archive, page->id, "applicant.signature_name", "\"Nguyễn Văn An\"",
                                 "Lan", &error));
  assert_ok ((after = sohoa_trust_cases_as_read (temp->archive, forms, 1, &error)) != NULL);
  assert_int_equal (answer_of (before, "applicant.sex"), SOHOA_ANSWER_NONE);
  assert_int_equal (answer_of (after, "applicant.sex"), SOHOA_ANSWER_CHANGED);
  assert_int_equal (answer_of (after, "applicant.full_name"), SOHOA_ANSWER_CONFIRMED);
  assert_int_equal (answer_of (after, "applicant.signature_name"), SOHOA_ANSWER_CONFIRMED); /* by its copy */
  assert_int_equal (answer_of (after, "applicant.citizen_id"), SOHOA_ANSWER_NONE);
  assert_int_equal (before->len, after->len);
  for (guint i = 0; i < before->len; i++) {
    const SohoaTrustCase *one = g_ptr_array_index (before, i), *other = g_ptr_array_index (after, i);
    assert_memory_equal (one->features, other->features, sizeof one->features);
  }
}

static void
test_a_doubtful_signer_is_one_of_those_the_page_names (void **state)
{
  static const struct {
    const char *field, *read;
    double confidence;
    const char *value;
  } rows[] = {
    {"applicant.full_name", "Tống Quang Lam", 0.9, "\"Tống Quang Lam\""}, /* a brother */
    {"head.full_name", "Tống Quang Lâm", 1, "\"Tống Quang Lâm\""},
    {"head.signature_name", "Tống Quang Lam", 0.9, "\"Tống Quang Lâm\""},
    {"owner.signature_name", "tổng Quang Lâm", 0.9, "\"Tống Quang Lâm\""},
    {"applicant.signature_name", "Lê Thị Huệ", 1, "\"Lê Thị Huệ\""},       /* well read */
    {"members[0].full_name", "Tống Quang Lam", 0.9, "\"Tống Quang Lam\""}, /* a row is somebody else */
  };
  TempArchive *temp = *state;
  SohoaPageResult *form = make_form ("ct01", "2023-11-17", 1, 10);
  gint64 source = temp_record (temp, "a.pdf", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    add_reading (form, rows[i].field, rows[i].read, rows[i].confidence);
  declare_pages (temp, source, 1);
  finish_page (temp, forms, source, 1, form);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (SohoaFieldRow) row = load (temp, rows[i].field);
    assert_string_equal (row->raw, rows[i].read);
    assert_string_equal (row->value, rows[i].value);
  }
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_fields_that_contradict_each_other_show_each_other),
    WITH_ARCHIVE (test_a_dossier_judged_again_says_the_same),
    WITH_ARCHIVE (test_a_doubtful_signer_is_one_of_those_the_page_names),
    WITH_ARCHIVE (test_what_a_person_verified_is_not_judged_but_bears_witness),
    WITH_ARCHIVE (test_an_answer_tells_whether_what_was_read_is_right_and_does_not_change_what_was_read),
  };
  return cmocka_run_group_tests (tests, load_forms, free_forms);
}
