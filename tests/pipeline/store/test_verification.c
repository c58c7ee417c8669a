/* A person's word on a field: kept with who and what was before, never read over, found out when forged. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <string.h>

#include "pipeline/store/event.h"
#include "pipeline/store/field.h"
#include "pipeline/store/page.h"
#include "pipeline/store/verification.h"
#include "tests/pipeline/temp_archive.h"

#define FIELD "father.full_name"

static gint64
make_page (TempArchive *temp)
{
  gint64 source = temp_record (temp, "a.tif", NULL);
  g_autoptr (SohoaSource) loaded = sohoa_source_load (temp->archive, source, NULL);
  const SohoaSourceFile *file = g_ptr_array_index (loaded->files, 0);
  assert_ok (sohoa_source_declare (temp->archive, file->id, 1, &error));
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, source, 1, NULL);
  return page->id;
}

static void
read_field (TempArchive *temp, gint64 page, const char *recognizer, const char *json)
{
  static const SohoaQuad quad = {{{1, 2}, {100, 2}, {100, 30}, {1, 30}}};
  g_autoptr (SohoaReading) reading = sohoa_reading_new (FIELD, &quad);
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  SohoaValue value = {.json = (char *) json, .plausibility = 1, .findings = findings};
  const SohoaFieldJudgement judgement = {
    .state = SOHOA_FIELD_REVIEW, .reason = "low-confidence", .probability = 0.5, .witnesses = "[]"};
  sohoa_reading_set (reading, "raw", 0.5, recognizer);
  assert_ok (sohoa_field_clear_page (temp->archive, page, &error));
  assert_ok (sohoa_field_store (temp->archive, page, "birth", "2020-05-28", recognizer, 0, reading, &value,
                                &judgement, &error));
}

static void
test_a_verified_value_survives_being_read_again (void **state)
{
  TempArchive *temp = *state;
  gint64 page = make_page (temp);
  read_field (temp, page, "none-1", "\"Nguyễn Văn A\"");
  assert_ok (sohoa_field_verify (temp->archive, page, FIELD, "\"Nguyễn Văn Á\"", "Lan", &error));
  read_field (temp, page, "none-2", "\"Nguyễn Văn Ạ\"");
  g_autoptr (SohoaFieldRow) row = sohoa_field_load (temp->archive, page, FIELD, NULL);
  assert_non_null (row);
  assert_string_equal (row->value, "\"Nguyễn Văn Á\"");
  assert_int_equal (row->state, SOHOA_FIELD_VERIFIED);
  assert_null (row->reason);
  assert_string_equal (row->raw, "raw");
}

static void
test_who_said_what_and_what_was_before_is_kept_in_order (void **state)
{
  TempArchive *temp = *state;
  gint64 page = make_page (temp);
  read_field (temp, page, "none-1", "\"A\"");
  assert_ok (sohoa_field_verify (temp->archive, page, FIELD, "\"B\"", "Lan", &error));
  assert_ok (sohoa_field_verify (temp->archive, page, FIELD, "\"C\"", "Minh", &error));
  g_autoptr (GPtrArray) said = sohoa_verification_list (temp->archive, page, FIELD, NULL);
  assert_int_equal (said->len, 2);
  const SohoaVerification *first = g_ptr_array_index (said, 0), *second = g_ptr_array_index (said, 1);
  assert_string_equal (first->actor, "Lan");
  assert_string_equal (first->value_before, "\"A\"");
  assert_string_equal (first->state_before, "review");
  assert_string_equal (first->value_after, "\"B\"");
  assert_string_equal (second->value_before, "\"B\"");
  assert_string_equal (second->state_before, "verified");
  assert_ok (sohoa_event_verify (temp->archive, NULL, &error));
  assert_ok (sohoa_field_verify_all (temp->archive, &error));
}

static void
test_a_field_that_is_not_there_cannot_be_verified (void **state)
{
  TempArchive *temp = *state;
  gint64 page = make_page (temp);
  assert_fails (sohoa_field_verify (temp->archive, page, FIELD, "\"B\"", "Lan", &error),
                SOHOA_ERROR_NOT_FOUND);
}

static void
test_a_forged_verification_is_found_out (void **state)
{
  TempArchive *temp = *state;
  gint64 page = make_page (temp);
  g_autofree char *path = g_build_filename (temp->folder, "archive.db", NULL);
  sqlite3 *db;
  read_field (temp, page, "none-1", "\"A\"");
  assert_ok (sohoa_field_verify (temp->archive, page, FIELD, "\"B\"", "Lan", &error));
  assert_int_equal (sqlite3_open (path, &db), SQLITE_OK);
  assert_int_not_equal (sqlite3_exec (db, "UPDATE verification SET actor = 'X'", NULL, NULL, NULL),
                        SQLITE_OK);
  assert_int_equal (sqlite3_exec (db,
                                  "DROP TRIGGER verification_no_update;"
                                  "UPDATE verification SET actor = 'X'",
                                  NULL, NULL, NULL),
                    SQLITE_OK);
  sqlite3_close (db);
  assert_fails (sohoa_verification_list (temp->archive, page, FIELD, &error) != NULL, SOHOA_ERROR_INTEGRITY);
}

int
main (void)
{
#define TEST(name) cmocka_unit_test_setup_teardown (name, temp_archive_setup, temp_archive_teardown)
  const struct CMUnitTest tests[] = {
    TEST (test_a_verified_value_survives_being_read_again),
    TEST (test_who_said_what_and_what_was_before_is_kept_in_order),
    TEST (test_a_field_that_is_not_there_cannot_be_verified),
    TEST (test_a_forged_verification_is_found_out),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
