/* In = sum of the states, and a ledger that does not balance says so. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "pipeline/answers/ledger.h"
#include "pipeline/intake/separate.h"
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

static void
fill (TempArchive *temp)
{
  gint64 good = temp_record (temp, "a.tif", NULL), partial = temp_record (temp, "b.tif", NULL);
  temp_record (temp, "c.tif", NULL);
  SohoaPageResult *form = make_form ("ct01", "2023-11-17", 1, 10);
  const SohoaEntryCounts entries = {.total = 5, .state = {[SOHOA_ENTRY_TAKEN] = 3, [SOHOA_ENTRY_HIDDEN] = 2}};
  add_reading (form, "applicant.full_name", "NGUYỄN VĂN A", 0.5);
  declare_pages (temp, good, 1);
  declare_pages (temp, partial, 2);
  finish_page (temp, forms, good, 1, form);
  finish_page (temp, forms, partial, 1, make_page (SOHOA_PAGE_UNKNOWN, 3));
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, partial, 2, NULL);
  assert_ok (sohoa_page_quarantine (temp->archive, page->id, "crash", NULL, &error));
  assert_ok (sohoa_separate_ready (temp->archive, forms, NULL, &error));
  assert_ok (sohoa_run_count_entries (temp->archive, temp->run, &entries, &error));
}

static void
test_everything_that_came_in_is_accounted_for (void **state)
{
  TempArchive *temp = *state;
  SohoaLedger ledger;
  fill (temp);
  assert_ok (sohoa_ledger_load (temp->archive, temp->run, &ledger, &error));
  g_autofree char *text = sohoa_ledger_to_text (&ledger);
  assert_string_equal (text, "inbox            5 = 3 taken + 2 hidden\n"
                             "sources          3 = 1 waiting + 1 done + 1 partial\n"
                             "pages            3 = 1 done + 1 review + 1 quarantined\n"
                             "fields           1 = 1 review\n"
                             "dossiers         2\n"
                             "questions        2\n");
  assert_int_equal (ledger.reasons_left, 3);
}

static void
test_a_ledger_since_ever_covers_all_runs (void **state)
{
  TempArchive *temp = *state;
  SohoaLedger ever, second;
  fill (temp);
  assert_ok (sohoa_run_begin (temp->archive, &temp->run, &error));
  temp_record (temp, "d.tif", NULL);
  assert_ok (sohoa_ledger_load (temp->archive, temp->run, &second, &error));
  assert_ok (sohoa_ledger_load (temp->archive, 0, &ever, &error));
  assert_int_equal (second.sources, 1);
  assert_int_equal (ever.sources, 4);
  g_autofree char *json = sohoa_ledger_to_json (&ever);
  assert_non_null (
    strstr (json, "\"sources\":{\"total\":4,\"waiting\":2,\"working\":0,\"done\":1,\"partial\":1,"));
}

static void
test_an_entry_that_is_not_accounted_for_is_an_error (void **state)
{
  TempArchive *temp = *state;
  SohoaLedger ledger;
  const SohoaEntryCounts lost = {.total = 1};
  fill (temp);
  assert_ok (sohoa_run_count_entries (temp->archive, temp->run, &lost, &error));
  assert_fails (sohoa_ledger_load (temp->archive, temp->run, &ledger, &error), SOHOA_ERROR_INTEGRITY);
  assert_ok (sohoa_ledger_add_up (temp->archive, temp->run, &ledger, &error));
  assert_string_equal (ledger.imbalance, "inbox entries and what became of them, 6 against 5");
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_everything_that_came_in_is_accounted_for),
    WITH_ARCHIVE (test_a_ledger_since_ever_covers_all_runs),
    WITH_ARCHIVE (test_an_entry_that_is_not_accounted_for_is_an_error),
  };
  return cmocka_run_group_tests (tests, load_forms, free_forms);
}
