/* A scan without a code is offered the entries of the register that may be its own, and has the code of the
 * one that a person says it is, however often it is separated.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pipeline/intake/separate.h"
#include "pipeline/register/import.h"
#include "pipeline/store/assignment.h"
#include "pipeline/store/review.h"
#include "pipeline/subjects/answer.h"
#include "pipeline/subjects/subjects.h"
#include "tests/pipeline/page_maker.h"

#define NUMBER "079060000001"
#define ENTRY "H29.26-250711-0001"
#define HEADING "dossier_code,received_at,procedure_code,applicant_name,applicant_citizen_id\n"

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

/* The paper of an applicant, of 11 July 2025, in a file whose name tells nothing. */
static void
digitize (TempArchive *temp)
{
  gint64 source = temp_record (temp, "scan7.tif", NULL);
  SohoaPageResult *form = make_form ("marital", "2020-05-28", 1, 0);
  add_reading (form, "applicant.full_name", "NGUYỄN VĂN AN", 0.99);
  add_reading (form, "dossier.sign_date", "11/7/2025", 0.99);
  declare_pages (temp, source, 1);
  finish_page (temp, forms, source, 1, form);
  assert_ok (sohoa_separate_ready (temp->archive, forms, NULL, &error));
  assert_ok (sohoa_subjects_update (temp->archive, forms, NULL, &error));
}

static void
take (TempArchive *temp, const char *rows)
{
  g_autofree char *csv = g_strconcat (HEADING, rows, NULL);
  g_auto (SohoaRegisterImport) import = {0};
  assert_ok (sohoa_register_import (temp->archive, csv, NULL, FALSE, &import, &error));
  assert_int_equal (import.refused, 0);
}

/* The id of the one question about the register; NULL when there is none. Caller frees. */
static char *
question_of (TempArchive *temp)
{
  g_autoptr (GPtrArray) items = sohoa_review_list (temp->archive, 0, NULL);
  char *id = NULL;
  assert_non_null (items);
  for (guint i = 0; i < items->len; i++) {
    const SohoaReviewItem *item = g_ptr_array_index (items, i);
    if (item->kind != SOHOA_REVIEW_REGISTER)
      continue;
    assert_null (id);
    assert_string_equal (item->reason, "register-entry");
    id = g_strdup (item->id);
  }
  return id;
}

static gboolean
is_scanned (TempArchive *temp)
{
  SohoaRegisterTally tally;
  assert_ok (sohoa_register_tally (temp->archive, &tally, &error));
  return tally.unscanned == 0;
}

static void
test_only_the_same_procedure_applicant_and_day_is_offered (void **state)
{
  TempArchive *temp = *state;
  static const struct {
    const char *rows;
    gboolean offered;
  } cases[] = {
    {ENTRY ",2025-07-12,1.004873,Nguyễn Văn An,\n", FALSE},
    {ENTRY ",2025-07-11,1.004222,Nguyễn Văn An,\n", FALSE},
    {ENTRY ",2025-07-11,1.004873,Nguyễn Văn Anh,\n", FALSE},
    {ENTRY ",2025-07-11,1.004873,,\n", FALSE},
    {ENTRY ",2025-07-11,1.004873,NGUYEN VAN AN,\n", TRUE},
  };
  digitize (temp);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    take (temp, cases[i].rows);
    g_autofree char *id = question_of (temp);
    if ((id != NULL) != cases[i].offered)
      fail_msg ("case %zu: offered '%s'", i, id != NULL ? id : "nothing");
    assert_true (id == NULL || g_str_has_suffix (id, "/" ENTRY));
  }
}

static void
test_what_a_person_says_is_the_same_has_the_code_of_the_entry_for_good (void **state)
{
  TempArchive *temp = *state;
  digitize (temp);
  take (temp, ENTRY ",2025-07-11,1.004873,Nguyễn Văn An," NUMBER "\n");
  g_autofree char *id = question_of (temp);
  assert_non_null (id);
  assert_false (is_scanned (temp));
  assert_fails (sohoa_answer (temp->archive, forms, id, "maybe", "Lan", &error), SOHOA_ERROR_USAGE);
  assert_ok (sohoa_answer (temp->archive, forms, id, "same", "Lan", &error));
  assert_null (question_of (temp));
  assert_true (is_scanned (temp));
  assert_fails (sohoa_answer (temp->archive, forms, id, "same", "Lan", &error), SOHOA_ERROR_NOT_FOUND);
  const SohoaAssignment again = {.form = (char *) "marital",
                                 .form_version = (char *) "2020-05-28",
                                 .form_page = 1,
                                 .actor = (char *) "Lan"};
  assert_ok (sohoa_assignment_store (temp->archive, 1, &again, &error));
  assert_ok (sohoa_separate_ready (temp->archive, forms, NULL, &error));
  assert_ok (sohoa_subjects_update (temp->archive, forms, NULL, &error));
  assert_true (is_scanned (temp));
}

static void
test_what_a_person_says_is_another_is_not_offered_again (void **state)
{
  TempArchive *temp = *state;
  digitize (temp);
  take (temp, ENTRY ",2025-07-11,1.004873,Nguyễn Văn An,\n");
  g_autofree char *id = question_of (temp);
  assert_non_null (id);
  assert_ok (sohoa_answer (temp->archive, forms, id, "different", "Lan", &error));
  assert_null (question_of (temp));
  assert_false (is_scanned (temp));
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_only_the_same_procedure_applicant_and_day_is_offered),
    WITH_ARCHIVE (test_what_a_person_says_is_the_same_has_the_code_of_the_entry_for_good),
    WITH_ARCHIVE (test_what_a_person_says_is_another_is_not_offered_again),
  };
  return cmocka_run_group_tests (tests, load_forms, free_forms);
}
