/* Personal values come back as they were stored, or not at all. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <string.h>

#include "pipeline/store/field.h"
#include "pipeline/store/page.h"
#include "tests/pipeline/temp_archive.h"

static const SohoaQuad quad = {{{1.5, 2.25}, {100, 2}, {100, 30}, {1, 30}}};

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
store (TempArchive *temp, gint64 page, const char *raw, const char *json, SohoaFieldState state)
{
  g_autoptr (SohoaReading) reading = sohoa_reading_new ("father.full_name", &quad);
  SohoaFinding finding = {SOHOA_FINDING_WARNING, (char *) "name-odd", (char *) "not a usual name"};
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  SohoaValue value = {.json = (char *) json, .plausibility = 0.75, .findings = findings};
  const SohoaFieldJudgement judgement = {.state = state,
                                         .reason = state == SOHOA_FIELD_REVIEW ? "low-confidence" : NULL,
                                         .probability = 0.625,
                                         .witnesses = "[]"};
  g_ptr_array_add (findings, &finding);
  sohoa_reading_set (reading, raw, 0.875, "tesseract-vie");
  sohoa_reading_add_alternative (reading, "a \"quoted\" one", 0.0625);
  reading->flags = SOHOA_READING_STRUCK;
  assert_ok (sohoa_field_store (temp->archive, page, "birth", "2020-05-28", "none-1", 3, reading, &value,
                                &judgement, &error));
}

static void
test_a_field_comes_back_as_it_was_stored (void **state)
{
  TempArchive *temp = *state;
  gint64 page = make_page (temp);
  store (temp, page, "NGUYỄN VĂN A", "\"Nguyễn Văn A\"", SOHOA_FIELD_REVIEW);
  g_autoptr (SohoaFieldRow) row = sohoa_field_load (temp->archive, page, "father.full_name", NULL);
  assert_non_null (row);
  assert_string_equal (row->raw, "NGUYỄN VĂN A");
  assert_string_equal (row->value, "\"Nguyễn Văn A\"");
  assert_string_equal (row->alternatives, "[[\"a \\\"quoted\\\" one\",0.0625]]");
  assert_string_equal (row->findings,
                       "[{\"severity\":\"warning\",\"code\":\"name-odd\",\"message\":\"not a usual name\"}]");
  assert_string_equal (row->method, "tesseract-vie");
  assert_string_equal (row->reason, "low-confidence");
  assert_true (row->confidence == 0.875 && row->plausibility == 0.75 && row->probability == 0.625);
  assert_memory_equal (&row->quad, &quad, sizeof quad);
  assert_int_equal (row->seq, 3);
  assert_int_equal (row->flags, SOHOA_READING_STRUCK);
  assert_int_equal (row->state, SOHOA_FIELD_REVIEW);
}

static void
test_a_second_reading_replaces_the_field_unless_a_person_verified_it (void **state)
{
  TempArchive *temp = *state;
  gint64 page = make_page (temp);
  store (temp, page, "one", "\"one\"", SOHOA_FIELD_REVIEW);
  store (temp, page, "two", "\"two\"", SOHOA_FIELD_ACCEPTED);
  g_autoptr (SohoaFieldRow) second = sohoa_field_load (temp->archive, page, "father.full_name", NULL);
  assert_string_equal (second->value, "\"two\"");
  store (temp, page, "two", "\"two\"", SOHOA_FIELD_VERIFIED);
  assert_ok (sohoa_field_clear_page (temp->archive, page, &error));
  g_autoptr (SohoaFieldRow) kept = sohoa_field_load (temp->archive, page, "father.full_name", NULL);
  assert_int_equal (kept->state, SOHOA_FIELD_VERIFIED);
}

static void
test_a_value_changed_outside_the_program_is_not_believed (void **state)
{
  TempArchive *temp = *state;
  static const char *const changes[] = {
    "UPDATE field SET value = '\"other\"'", "UPDATE reading SET raw = 'other'",
    "UPDATE field SET state = 'v'", "UPDATE page SET page_no = 2", "UPDATE field SET mac = zeroblob (16)"};
  g_autofree char *path = g_build_filename (temp->folder, "archive.db", NULL);
  gint64 page = make_page (temp);
  store (temp, page, "one", "\"one\"", SOHOA_FIELD_ACCEPTED);
  assert_ok (sohoa_field_verify_all (temp->archive, &error));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    sqlite3 *db;
    print_message ("%s\n", changes[i]);
    assert_int_equal (sqlite3_open (path, &db), SQLITE_OK);
    assert_int_equal (sqlite3_exec (db, "BEGIN", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal (sqlite3_exec (db, changes[i], NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    assert_fails (sohoa_field_list_page (temp->archive, page, &error) != NULL, SOHOA_ERROR_INTEGRITY);
    assert_fails (sohoa_field_verify_all (temp->archive, &error), SOHOA_ERROR_INTEGRITY);
    assert_int_equal (sqlite3_exec (db, "UPDATE page SET page_no = 1", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close (db);
    store (temp, page, "one", "\"one\"", SOHOA_FIELD_ACCEPTED);
    if (i == 2) /* a verified one is kept, forged or not: begin anew */
      assert_int_equal (sqlite3_open (path, &db) | sqlite3_exec (db, "DELETE FROM field", NULL, NULL, NULL) |
                          sqlite3_close (db),
                        SQLITE_OK);
    store (temp, page, "one", "\"one\"", SOHOA_FIELD_ACCEPTED);
  }
}

static void
test_codes_come_back_in_order (void **state)
{
  TempArchive *temp = *state;
  gint64 page = make_page (temp);
  g_autoptr (SohoaPageResult) result = sohoa_page_result_new (1);
  sohoa_page_result_add_code (result, "QR", "one|two", &quad);
  sohoa_page_result_add_code (result, "Code128", "three", &quad);
  assert_ok (sohoa_field_store_codes (temp->archive, page, result->codes, &error));
  assert_ok (sohoa_field_store_codes (temp->archive, page, result->codes, &error));
  g_autoptr (GPtrArray) codes = sohoa_field_list_codes (temp->archive, page, NULL);
  assert_int_equal (codes->len, 2);
  const SohoaCode *first = g_ptr_array_index (codes, 0), *second = g_ptr_array_index (codes, 1);
  assert_string_equal (first->data, "one|two");
  assert_string_equal (second->symbology, "Code128");
  assert_memory_equal (&second->quad, &quad, sizeof quad);
}

static void
test_a_missing_field_is_said_to_be_missing (void **state)
{
  TempArchive *temp = *state;
  assert_fails (sohoa_field_load (temp->archive, make_page (temp), "no.such", &error) != NULL,
                SOHOA_ERROR_NOT_FOUND);
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_a_field_comes_back_as_it_was_stored),
    WITH_ARCHIVE (test_a_second_reading_replaces_the_field_unless_a_person_verified_it),
    WITH_ARCHIVE (test_a_value_changed_outside_the_program_is_not_believed),
    WITH_ARCHIVE (test_codes_come_back_in_order),
    WITH_ARCHIVE (test_a_missing_field_is_said_to_be_missing),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
