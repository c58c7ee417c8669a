/* The life of a source: recorded once, worked on page by page, never losing a page, and put back when asked.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <sohoa/page_signature.h>

#include "pipeline/store/page.h"
#include "pipeline/store/run.h"
#include "tests/pipeline/temp_archive.h"

static gint64
record (TempArchive *temp, const char *path, const char *content, const char *reason, gboolean *ret_new)
{
  g_autoptr (SohoaSource) source = sohoa_source_new (path, SOHOA_SOURCE_FILE);
  gint64 inbox, id;
  source->sha256 = content != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1) : NULL;
  source->reason = g_strdup (reason);
  source->stamp = g_strconcat (path, content, NULL);
  sohoa_source_add_file (source, NULL, source->sha256, 3, reason);
  assert_ok (sohoa_source_inbox (temp->archive, temp->inbox, &inbox, &error));
  assert_ok (sohoa_source_record (temp->archive, temp->run, inbox, source, &id, ret_new, &error));
  return id;
}

static void
assert_source (TempArchive *temp, gint64 id, SohoaSourceState state, const char *reason, gint64 duplicate_of)
{
  g_autoptr (SohoaSource) source = NULL;
  assert_ok ((source = sohoa_source_load (temp->archive, id, &error)) != NULL);
  assert_string_equal (sohoa_source_state_nick (source->state), sohoa_source_state_nick (state));
  assert_true (g_strcmp0 (source->reason, reason) == 0);
  assert_int_equal (source->duplicate_of, duplicate_of);
}

static SohoaPageRow *
load_page (TempArchive *temp, gint64 source, guint page_no)
{
  SohoaPageRow *row = NULL;
  assert_ok ((row = sohoa_page_load (temp->archive, source, page_no, &error)) != NULL);
  return row;
}

static gint64
page_id (TempArchive *temp, gint64 source, guint page_no)
{
  g_autoptr (SohoaPageRow) row = load_page (temp, source, page_no);
  return row->id;
}

static gint64
file_id (TempArchive *temp, gint64 source, guint index)
{
  g_autoptr (SohoaSource) loaded = NULL;
  assert_ok ((loaded = sohoa_source_load (temp->archive, source, &error)) != NULL);
  return ((SohoaSourceFile *) g_ptr_array_index (loaded->files, index))->id;
}

static void
finish_page (TempArchive *temp, gint64 source, guint page_no)
{
  g_autoptr (SohoaPageResult) result = sohoa_page_result_new (page_no);
  result->kind = SOHOA_PAGE_ATTACHMENT;
  assert_ok (sohoa_page_store_result (temp->archive, page_id (temp, source, page_no), result, &error));
}

static gint64
begin_with_pages (TempArchive *temp, const char *path, guint n_pages)
{
  gint64 source = temp_record (temp, path, NULL);
  assert_ok (sohoa_source_begin (temp->archive, temp->run, source, &error));
  assert_ok (sohoa_source_declare (temp->archive, file_id (temp, source, 0), n_pages, &error));
  return source;
}

static void
test_the_same_bytes_under_another_name_are_a_duplicate (void **state)
{
  TempArchive *temp = *state;
  gboolean is_new;
  gint64 first = record (temp, "a.tif", "abc", NULL, &is_new);
  gint64 second = record (temp, "b.tif", "abc", NULL, &is_new);
  assert_true (is_new);
  assert_source (temp, first, SOHOA_SOURCE_WAITING, NULL, 0);
  assert_source (temp, second, SOHOA_SOURCE_DUPLICATE, NULL, first);
  assert_source (temp, record (temp, "c.tif", "abc", NULL, &is_new), SOHOA_SOURCE_DUPLICATE, NULL, first);
}

static void
test_the_same_bytes_at_the_same_place_are_the_same_source (void **state)
{
  TempArchive *temp = *state;
  gboolean is_new;
  gint64 first = record (temp, "a.tif", "abc", NULL, &is_new);
  assert_int_equal (record (temp, "a.tif", "abc", NULL, &is_new), first);
  assert_false (is_new);
  assert_int_not_equal (record (temp, "a.tif", "other", NULL, &is_new), first);
  assert_true (is_new);
}

static void
test_a_path_that_could_not_be_read_keeps_its_id_when_it_can (void **state)
{
  TempArchive *temp = *state;
  gboolean is_new;
  gint64 first = record (temp, "a.tif", NULL, "unreadable", &is_new);
  assert_source (temp, first, SOHOA_SOURCE_REJECTED, "unreadable", 0);
  assert_int_equal (record (temp, "a.tif", "abc", NULL, &is_new), first);
  assert_true (is_new);
  assert_source (temp, first, SOHOA_SOURCE_WAITING, NULL, 0);
}

static void
test_names_are_bytes (void **state)
{
  TempArchive *temp = *state;
  gboolean is_new;
  g_autoptr (SohoaSource) source = NULL;
  gint64 id = record (temp, "\xff\xfe\n'.tif", "abc", NULL, &is_new);
  assert_ok ((source = sohoa_source_load (temp->archive, id, &error)) != NULL);
  assert_string_equal (source->path, "\xff\xfe\n'.tif");
}

static void
test_paths_are_shown_printable_and_unmistakable (void **state)
{
  static const struct {
    const char *path, *shown;
  } cases[] = {{"batch/scan 1.tif", "batch/scan 1.tif"}, {"hồ sơ.tif", "hồ sơ.tif"},
               {"\xff\x41.tif", "\\xffA.tif"},           {"\\xff.tif", "\\\\xff.tif"},
               {"a\nb\x1b[2J", "a\\x0ab\\x1b[2J"},       {"rtl-\xe2\x80\xae", "rtl-\\xe2\\x80\\xae"},
               {"half-\xe1\xba", "half-\\xe1\\xba"}};
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *shown = sohoa_path_escape (cases[i].path);
    assert_string_equal (shown, cases[i].shown);
  }
}

static void
test_the_last_page_ends_the_source (void **state)
{
  TempArchive *temp = *state;
  gint64 source = begin_with_pages (temp, "a.tif", 2);
  finish_page (temp, source, 1);
  assert_source (temp, source, SOHOA_SOURCE_WORKING, NULL, 0);
  finish_page (temp, source, 2);
  assert_source (temp, source, SOHOA_SOURCE_DONE, NULL, 0);
}

static void
test_quarantined_pages_make_a_source_partial_or_quarantined (void **state)
{
  TempArchive *temp = *state;
  gint64 some = begin_with_pages (temp, "a.tif", 2), all = begin_with_pages (temp, "b.tif", 1);
  finish_page (temp, some, 1);
  assert_ok (sohoa_page_quarantine (temp->archive, page_id (temp, some, 2), "crash", NULL, &error));
  assert_ok (sohoa_page_quarantine (temp->archive, page_id (temp, all, 1), "timeout", NULL, &error));
  assert_source (temp, some, SOHOA_SOURCE_PARTIAL, NULL, 0);
  assert_source (temp, all, SOHOA_SOURCE_QUARANTINED, NULL, 0);
}

static void
test_a_file_that_is_no_scan_ends_as_its_reason_says (void **state)
{
  TempArchive *temp = *state;
  static const struct {
    const char *path, *reason;
    SohoaSourceState state;
  } cases[] = {{"a", "format", SOHOA_SOURCE_REJECTED},
               {"b", "encrypted", SOHOA_SOURCE_REJECTED},
               {"c", "crash", SOHOA_SOURCE_QUARANTINED},
               {"d", "timeout", SOHOA_SOURCE_QUARANTINED}};
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gint64 source = temp_record (temp, cases[i].path, NULL);
    assert_ok (sohoa_source_begin (temp->archive, temp->run, source, &error));
    assert_ok (sohoa_source_refuse (temp->archive, file_id (temp, source, 0), cases[i].reason, NULL, &error));
    assert_source (temp, source, cases[i].state, cases[i].reason, 0);
  }
}

static void
test_the_pages_of_a_folder_are_numbered_through_and_a_broken_file_counts_as_one (void **state)
{
  TempArchive *temp = *state;
  static const char *const names[] = {"1.jpg", "2.tif", "3.jpg", "4.jpg", NULL};
  gint64 source = temp_record (temp, "folder", names);
  assert_ok (sohoa_source_begin (temp->archive, temp->run, source, &error));
  assert_ok (sohoa_source_declare (temp->archive, file_id (temp, source, 0), 1, &error));
  assert_ok (sohoa_source_declare (temp->archive, file_id (temp, source, 1), 3, &error));
  assert_ok (sohoa_source_refuse (temp->archive, file_id (temp, source, 2), "format", NULL, &error));
  assert_ok (sohoa_source_declare (temp->archive, file_id (temp, source, 3), 1, &error));
  g_autoptr (SohoaPageRow) third_of_tiff = load_page (temp, source, 4), broken = load_page (temp, source, 5);
  assert_string_equal (third_of_tiff->file_name, "2.tif");
  assert_int_equal (third_of_tiff->file_page, 3);
  assert_int_equal (broken->state, SOHOA_PAGE_STATE_QUARANTINED);
  assert_string_equal (broken->reason, "format");
  for (guint page = 1; page <= 6; page++)
    if (page != 5)
      finish_page (temp, source, page);
  assert_source (temp, source, SOHOA_SOURCE_PARTIAL, NULL, 0);
}

static void
test_files_are_declared_in_their_order_and_within_the_limit (void **state)
{
  TempArchive *temp = *state;
  static const char *const names[] = {"1.jpg", "2.jpg", NULL};
  gint64 source = temp_record (temp, "folder", names);
  gint64 first = file_id (temp, source, 0), second = file_id (temp, source, 1);
  assert_fails (sohoa_source_declare (temp->archive, second, 1, &error), SOHOA_ERROR_INTERNAL);
  assert_fails (sohoa_source_declare (temp->archive, first, 0, &error), SOHOA_ERROR_EMPTY);
  assert_fails (sohoa_source_declare (temp->archive, first, 10001, &error), SOHOA_ERROR_LIMIT);
}

static void
test_a_killed_run_is_resumed_where_it_stopped (void **state)
{
  TempArchive *temp = *state;
  gint64 source = begin_with_pages (temp, "a.tif", 3);
  finish_page (temp, source, 1);
  temp_archive_reopen (temp);
  assert_ok (sohoa_run_begin (temp->archive, &temp->run, &error));
  assert_source (temp, source, SOHOA_SOURCE_WAITING, NULL, 0);
  g_autoptr (SohoaSource) next = NULL;
  assert_ok (sohoa_source_next (temp->archive, 0, &next, &error));
  assert_int_equal (next->id, source);
  assert_ok (sohoa_source_begin (temp->archive, temp->run, source, &error));
  assert_ok (sohoa_source_declare (temp->archive, file_id (temp, source, 0), 3, &error));
  g_autoptr (GPtrArray) pages = sohoa_page_list_source (temp->archive, source, NULL);
  assert_int_equal (pages->len, 3);
  assert_int_equal (((SohoaPageRow *) g_ptr_array_index (pages, 0))->state, SOHOA_PAGE_STATE_DONE);
  assert_int_equal (((SohoaPageRow *) g_ptr_array_index (pages, 1))->state, SOHOA_PAGE_STATE_WAITING);
  g_autoptr (SohoaRun) run = sohoa_run_load (temp->archive, temp->run, NULL);
  assert_int_equal (run->sources_resumed, 1);
  assert_int_equal (run->sources_taken, 0);
}

static void
test_waiting_sources_come_in_order_of_receipt (void **state)
{
  TempArchive *temp = *state;
  gint64 after = 0, expected[3] = {temp_record (temp, "c", NULL), temp_record (temp, "a", NULL),
                                   temp_record (temp, "b", NULL)};
  for (int i = 0; i < 4; i++) {
    g_autoptr (SohoaSource) next = NULL;
    assert_ok (sohoa_source_next (temp->archive, after, &next, &error));
    if (i == 3) {
      assert_null (next);
      break;
    }
    assert_int_equal (next->id, expected[i]);
    after = next->id;
  }
}

static void
test_what_still_waits_is_counted (void **state)
{
  TempArchive *temp = *state;
  static const char *const names[] = {"1.jpg", "2.jpg", NULL};
  guint sources, pages;
  finish_page (temp, begin_with_pages (temp, "a.tif", 4), 1);
  temp_record (temp, "folder", names);
  assert_ok (sohoa_source_count_waiting (temp->archive, &sources, &pages, &error));
  assert_int_equal (sources, 2);
  assert_int_equal (pages, 3 + 2);
}

static void
test_a_lost_attempt_is_counted_and_the_page_waits_on (void **state)
{
  TempArchive *temp = *state;
  guint attempts;
  gint64 source = begin_with_pages (temp, "a.tif", 1), page = page_id (temp, source, 1);
  assert_ok (sohoa_page_count_attempt (temp->archive, page, &attempts, &error));
  assert_ok (sohoa_page_count_attempt (temp->archive, page, &attempts, &error));
  assert_int_equal (attempts, 2);
  g_autoptr (SohoaPageRow) row = load_page (temp, source, 1);
  assert_int_equal (row->state, SOHOA_PAGE_STATE_WAITING);
}

static void
test_retry_puts_back_exactly_what_is_asked_for (void **state)
{
  TempArchive *temp = *state;
  guint n;
  gint64 source = begin_with_pages (temp, "a.tif", 3), refused = temp_record (temp, "b.pdf", NULL);
  finish_page (temp, source, 1);
  assert_ok (sohoa_page_quarantine (temp->archive, page_id (temp, source, 2), "crash", NULL, &error));
  assert_ok (sohoa_page_quarantine (temp->archive, page_id (temp, source, 3), "crash", NULL, &error));
  assert_ok (sohoa_source_begin (temp->archive, temp->run, refused, &error));
  assert_ok (sohoa_source_refuse (temp->archive, file_id (temp, refused, 0), "format", NULL, &error));
  assert_fails (sohoa_source_retry (temp->archive, source, 1, &n, &error), SOHOA_ERROR_NOT_FOUND);
  assert_ok (sohoa_source_retry (temp->archive, source, 3, &n, &error));
  assert_int_equal (n, 1);
  assert_source (temp, source, SOHOA_SOURCE_WAITING, NULL, 0);
  assert_source (temp, refused, SOHOA_SOURCE_REJECTED, "format", 0);
  assert_ok (sohoa_source_retry (temp->archive, 0, 0, &n, &error));
  assert_int_equal (n, 2);
  assert_source (temp, refused, SOHOA_SOURCE_WAITING, NULL, 0);
  g_autoptr (SohoaPageRow) kept = load_page (temp, source, 1), back = load_page (temp, source, 2);
  assert_int_equal (kept->state, SOHOA_PAGE_STATE_DONE);
  assert_int_equal (back->state, SOHOA_PAGE_STATE_WAITING);
  assert_ok (sohoa_source_retry (temp->archive, 0, 0, &n, &error));
  assert_int_equal (n, 0);
}

static void
test_what_was_found_on_a_page_comes_back (void **state)
{
  TempArchive *temp = *state;
  gint64 source = begin_with_pages (temp, "a.tif", 1), page = page_id (temp, source, 1);
  const double affine[6] = {11.8, 0.1, 5, -0.1, 11.8, 7};
  const guint8 cells[4] = {1, 2, 3, 4};
  g_autoptr (SohoaPageResult) result = sohoa_page_result_new (1);
  result->kind = SOHOA_PAGE_FORM;
  result->form = g_strdup ("ct01");
  result->form_version = g_strdup ("2023-11-17");
  result->form_page = 1;
  result->rotation = 90;
  result->width = 2480;
  result->height = 3508;
  result->transform = sohoa_transform_new_affine (affine);
  result->signature = sohoa_page_signature_new (2, 2, cells);
  assert_ok (sohoa_page_store_result (temp->archive, page, result, &error));
  g_autoptr (SohoaPageRow) row = load_page (temp, source, 1);
  assert_string_equal (row->form_version, "2023-11-17");
  assert_int_equal (row->rotation, 90);
  g_autoptr (SohoaTransform) transform = NULL;
  g_autoptr (GBytes) signature = NULL;
  assert_ok (sohoa_page_load_transform (temp->archive, page, &transform, &error));
  assert_memory_equal (transform->m, result->transform->m, sizeof transform->m);
  assert_ok (sohoa_page_load_signature (temp->archive, page, &signature, &error));
  assert_true (g_bytes_equal (signature, result->signature));
}

static void
test_a_page_is_finished_as_its_result_says (void **state)
{
  TempArchive *temp = *state;
  static const struct {
    const char *name;
    SohoaPageKind kind;
    const char *reason;
    gboolean incomplete;
    guint duplicate_of;
    SohoaPageState expected;
    const char *stored_reason;
  } cases[] = {
    {"form", SOHOA_PAGE_FORM, NULL, FALSE, 0, SOHOA_PAGE_STATE_DONE, NULL},
    {"unknown", SOHOA_PAGE_UNKNOWN, "unknown-form", FALSE, 0, SOHOA_PAGE_STATE_REVIEW, "unknown-form"},
    {"unknown, no reason", SOHOA_PAGE_UNKNOWN, NULL, FALSE, 0, SOHOA_PAGE_STATE_REVIEW, "unknown"},
    {"incomplete", SOHOA_PAGE_FORM, NULL, TRUE, 0, SOHOA_PAGE_STATE_REVIEW, "incomplete"},
    {"copy", SOHOA_PAGE_FORM, NULL, FALSE, 1, SOHOA_PAGE_STATE_DUPLICATE, NULL},
    {"copy of itself", SOHOA_PAGE_FORM, NULL, FALSE, 6, SOHOA_PAGE_STATE_DONE, NULL},
  };
  gint64 source = begin_with_pages (temp, "a.tif", G_N_ELEMENTS (cases));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("%s\n", cases[i].name);
    g_autoptr (SohoaPageResult) result = sohoa_page_result_new (i + 1);
    result->kind = cases[i].kind;
    result->reason = g_strdup (cases[i].reason);
    result->duplicate_of = cases[i].duplicate_of;
    if (cases[i].incomplete)
      sohoa_page_result_add_warning (result, "decode", "truncated", TRUE);
    assert_ok (sohoa_page_store_result (temp->archive, page_id (temp, source, i + 1), result, &error));
    g_autoptr (SohoaPageRow) row = load_page (temp, source, i + 1);
    assert_string_equal (sohoa_page_state_nick (row->state), sohoa_page_state_nick (cases[i].expected));
    assert_true (g_strcmp0 (row->reason, cases[i].stored_reason) == 0);
  }
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_the_same_bytes_under_another_name_are_a_duplicate),
    WITH_ARCHIVE (test_the_same_bytes_at_the_same_place_are_the_same_source),
    WITH_ARCHIVE (test_a_path_that_could_not_be_read_keeps_its_id_when_it_can),
    WITH_ARCHIVE (test_names_are_bytes),
    cmocka_unit_test (test_paths_are_shown_printable_and_unmistakable),
    WITH_ARCHIVE (test_the_last_page_ends_the_source),
    WITH_ARCHIVE (test_quarantined_pages_make_a_source_partial_or_quarantined),
    WITH_ARCHIVE (test_a_file_that_is_no_scan_ends_as_its_reason_says),
    WITH_ARCHIVE (test_the_pages_of_a_folder_are_numbered_through_and_a_broken_file_counts_as_one),
    WITH_ARCHIVE (test_files_are_declared_in_their_order_and_within_the_limit),
    WITH_ARCHIVE (test_a_killed_run_is_resumed_where_it_stopped),
    WITH_ARCHIVE (test_waiting_sources_come_in_order_of_receipt),
    WITH_ARCHIVE (test_what_still_waits_is_counted),
    WITH_ARCHIVE (test_a_lost_attempt_is_counted_and_the_page_waits_on),
    WITH_ARCHIVE (test_retry_puts_back_exactly_what_is_asked_for),
    WITH_ARCHIVE (test_what_was_found_on_a_page_comes_back),
    WITH_ARCHIVE (test_a_page_is_finished_as_its_result_says),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
