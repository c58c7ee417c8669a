/* Taking: every entry ends in one state, the same bytes are taken once, a second night adds nothing. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipeline/intake/take.h"
#include "pipeline/store/page.h"
#include "tests/pipeline/temp_archive.h"

static SohoaTaken
take (TempArchive *temp, guint limit)
{
  g_autoptr (SohoaInbox) inbox = sohoa_inbox_open (temp->inbox, NULL);
  SohoaTaken taken = {0};
  assert_ok (sohoa_take_inbox (temp->archive, temp->run, inbox, 0, limit, NULL, &taken, &error));
  return taken;
}

static SohoaRun *
load_run (TempArchive *temp)
{
  SohoaRun *run = NULL;
  assert_ok ((run = sohoa_run_load (temp->archive, temp->run, &error)) != NULL);
  return run;
}

/* "path state reason", joined by semicolons, in order of receipt. */
static void
assert_sources (TempArchive *temp, const char *expected)
{
  g_autoptr (GPtrArray) sources = sohoa_source_list_run (temp->archive, temp->run, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < sources->len; i++) {
    const SohoaSource *source = g_ptr_array_index (sources, i);
    g_string_append_printf (text, "%s%s %s", i > 0 ? "; " : "", source->path,
                            sohoa_source_state_nick (source->state));
    if (source->reason != NULL)
      g_string_append_printf (text, " %s", source->reason);
  }
  assert_string_equal (text->str, expected);
}

static void
test_sources_are_taken_in_order_of_their_paths_and_duplicates_recorded (void **state)
{
  TempArchive *temp = *state;
  temp_inbox_write (temp, "c.tif", "same");
  temp_inbox_write (temp, "a.pdf", "other");
  temp_inbox_write (temp, "b/scan.pdf", "same");
  temp_inbox_write (temp, "empty.tif", "");
  temp_inbox_write (temp, "f/1.jpg", "one");
  temp_inbox_write (temp, "f/2.jpg", "two");
  assert_int_equal (take (temp, 0).new_sources, 5);
  assert_sources (temp,
                  "a.pdf waiting; b/scan.pdf waiting; c.tif duplicate; empty.tif rejected empty; f waiting");
  g_autoptr (SohoaRun) run = load_run (temp);
  assert_int_equal (run->entries.total, 6);
  assert_int_equal (run->entries.state[SOHOA_ENTRY_TAKEN], 6);
  assert_int_equal (run->sources_taken, 5);
}

static void
test_a_second_night_adds_nothing (void **state)
{
  TempArchive *temp = *state;
  temp_inbox_write (temp, "a.pdf", "one");
  temp_inbox_write (temp, "b.pdf", "one");
  temp_inbox_write (temp, "empty.pdf", "");
  take (temp, 0);
  g_autofree char *touched = temp_inbox_path (temp, "a.pdf");
  assert_int_equal (g_chmod (touched, 0640), 0); /* another stamp, the same bytes */
  assert_ok (sohoa_run_begin (temp->archive, &temp->run, &error));
  assert_int_equal (take (temp, 0).new_sources, 0);
  assert_sources (temp, "");
  g_autoptr (SohoaRun) run = load_run (temp);
  assert_int_equal (run->entries.state[SOHOA_ENTRY_KNOWN], 3);
}

static void
test_a_folder_scanned_again_under_another_name_is_a_duplicate (void **state)
{
  TempArchive *temp = *state;
  temp_inbox_write (temp, "f/1.jpg", "one");
  temp_inbox_write (temp, "f/2.jpg", "two");
  temp_inbox_write (temp, "g/a.jpg", "one");
  temp_inbox_write (temp, "g/b.jpg", "two");
  temp_inbox_write (temp, "h/a.jpg", "two");
  temp_inbox_write (temp, "h/b.jpg", "one");
  take (temp, 0);
  assert_sources (temp, "f waiting; g duplicate; h waiting");
}

static void
test_a_broken_file_does_not_reject_the_good_ones_of_its_folder (void **state)
{
  TempArchive *temp = *state;
  temp_inbox_write (temp, "f/1.jpg", "one");
  temp_inbox_write (temp, "f/2.jpg", "");
  take (temp, 0);
  assert_sources (temp, "f waiting");
  g_autoptr (SohoaSource) source = NULL;
  assert_ok (sohoa_source_next (temp->archive, 0, &source, &error));
  const SohoaSourceFile *broken = g_ptr_array_index (source->files, 1);
  assert_string_equal (broken->reason, "empty");
  assert_null (broken->sha256);
}

static void
test_the_inbox_is_not_changed (void **state)
{
  TempArchive *temp = *state;
  struct stat before, after;
  temp_inbox_write (temp, "a.pdf", "one");
  g_autofree char *path = temp_inbox_path (temp, "a.pdf");
  assert_int_equal (stat (path, &before), 0);
  take (temp, 0);
  assert_int_equal (stat (path, &after), 0);
  assert_memory_equal (&before.st_mtim, &after.st_mtim, sizeof before.st_mtim);
  assert_memory_equal (&before.st_ctim, &after.st_ctim, sizeof before.st_ctim);
}

static void
test_a_limit_leaves_the_rest_for_the_next_run (void **state)
{
  TempArchive *temp = *state;
  temp_inbox_write (temp, "a.pdf", "one");
  temp_inbox_write (temp, "b.pdf", "two");
  temp_inbox_write (temp, "c.pdf", "three");
  assert_int_equal (take (temp, 2).new_sources, 2);
  g_autoptr (SohoaRun) run = load_run (temp);
  assert_int_equal (run->entries.state[SOHOA_ENTRY_LEFT], 1);
  assert_int_equal (run->entries.total, 3);
}

static void
test_a_fresh_file_is_waited_for_and_then_taken (void **state)
{
  TempArchive *temp = *state;
  g_autoptr (SohoaInbox) inbox = sohoa_inbox_open (temp->inbox, NULL);
  SohoaTaken taken;
  temp_inbox_write (temp, "a.pdf", "one");
  assert_ok (sohoa_take_inbox (temp->archive, temp->run, inbox, 0.2, 0, NULL, &taken, &error));
  assert_int_equal (taken.new_sources, 1);
  assert_int_equal (taken.unsettled, 0);
}

static void
test_a_stop_is_heard_while_waiting (void **state)
{
  TempArchive *temp = *state;
  g_autoptr (SohoaInbox) inbox = sohoa_inbox_open (temp->inbox, NULL);
  SohoaTaken taken;
  const volatile int stop = 1;
  temp_inbox_write (temp, "a.pdf", "one");
  assert_fails (sohoa_take_inbox (temp->archive, temp->run, inbox, 3600, 0, &stop, &taken, &error),
                SOHOA_ERROR_STOPPED);
}

static void
finish (TempArchive *temp, gint64 id)
{
  g_autoptr (SohoaSource) source = sohoa_source_load (temp->archive, id, NULL);
  g_autoptr (SohoaPageResult) result = sohoa_page_result_new (1);
  const SohoaSourceFile *file = g_ptr_array_index (source->files, 0);
  result->kind = SOHOA_PAGE_BLANK;
  assert_ok (sohoa_source_begin (temp->archive, temp->run, id, &error));
  assert_ok (sohoa_source_declare (temp->archive, file->id, 1, &error));
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, id, 1, NULL);
  assert_ok (sohoa_page_store_result (temp->archive, page->id, result, &error));
}

static gboolean
exists (TempArchive *temp, const char *path)
{
  g_autofree char *full = temp_inbox_path (temp, path);
  return g_file_test (full, G_FILE_TEST_EXISTS);
}

static guint
put_away (TempArchive *temp)
{
  g_autoptr (SohoaInbox) inbox = sohoa_inbox_open (temp->inbox, NULL);
  guint moved = 0;
  assert_ok (sohoa_put_away (temp->archive, inbox, &moved, &error));
  return moved;
}

static void
test_finished_sources_are_put_away_and_nothing_else (void **state)
{
  TempArchive *temp = *state;
  temp_inbox_write (temp, "n/a.pdf", "one");
  temp_inbox_write (temp, "n/b.pdf", "two");
  temp_inbox_write (temp, "n/copy of a.pdf", "one");
  temp_inbox_write (temp, "n/empty.pdf", "");
  take (temp, 0);
  finish (temp, 1);
  assert_int_equal (put_away (temp), 2);
  assert_true (exists (temp, "done/n/a.pdf") && exists (temp, "done/n/copy of a.pdf"));
  assert_false (exists (temp, "n/a.pdf"));
  assert_true (exists (temp, "n/b.pdf") && exists (temp, "n/empty.pdf"));
  assert_int_equal (put_away (temp), 0);
  assert_ok (sohoa_run_begin (temp->archive, &temp->run, &error));
  assert_int_equal (take (temp, 0).new_sources, 0);
}

static void
test_nothing_is_moved_over_anything_and_nothing_changed_is_moved (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *there = temp_inbox_path (temp, "done/a.pdf");
  g_autofree char *content = NULL;
  temp_inbox_write (temp, "a.pdf", "one");
  temp_inbox_write (temp, "b.pdf", "two");
  temp_inbox_write (temp, "done/a.pdf", "older");
  take (temp, 0);
  finish (temp, 1);
  finish (temp, 2);
  temp_inbox_write (temp, "b.pdf", "two, changed");
  assert_int_equal (put_away (temp), 0);
  assert_true (g_file_get_contents (there, &content, NULL, NULL));
  assert_string_equal (content, "older");
  assert_true (exists (temp, "a.pdf") && exists (temp, "b.pdf"));
}

/* Takes the place of libc's (see meson.build): files of these endings lie on a share that went away, or are
 * not for this user. */
static gboolean is_back;
int __real_openat64 (int folder, const char *path, int flags, mode_t mode);
int __wrap_openat64 (int folder, const char *path, int flags, mode_t mode);

int
__wrap_openat64 (int folder, const char *path, int flags, mode_t mode)
{
  if (is_back || (!g_str_has_suffix (path, ".gone") && !g_str_has_suffix (path, ".forbidden")))
    return __real_openat64 (folder, path, flags, mode);
  errno = g_str_has_suffix (path, ".gone") ? EIO : EACCES;
  return -1;
}

static void
write_many (TempArchive *temp, const char *stem, const char *ending, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *name = g_strdup_printf ("%s%02u.%s", stem, i, ending);
    temp_inbox_write (temp, name, name);
  }
}

static void
test_25_files_out_of_reach_in_a_row_end_the_night (void **state)
{
  TempArchive *temp = *state;
  write_many (temp, "a", "gone", 24);
  write_many (temp, "b", "pdf", 1);
  assert_int_equal (take (temp, 0).new_sources, 25);
  write_many (temp, "c", "gone", 40);
  g_autoptr (SohoaInbox) inbox = sohoa_inbox_open (temp->inbox, NULL);
  SohoaTaken taken;
  assert_fails (sohoa_take_inbox (temp->archive, temp->run, inbox, 0, 0, NULL, &taken, &error),
                SOHOA_ERROR_STOPPED);
}

static void
test_what_was_out_of_reach_is_taken_when_it_is_back (void **state)
{
  TempArchive *temp = *state;
  write_many (temp, "a", "gone", 2);
  is_back = FALSE;
  take (temp, 0);
  assert_sources (temp, "a00.gone rejected unreadable; a01.gone rejected unreadable");
  is_back = TRUE;
  take (temp, 0);
  is_back = FALSE;
  assert_sources (temp, "a00.gone waiting; a01.gone waiting");
}

static void
test_files_that_nobody_may_read_end_nothing (void **state)
{
  TempArchive *temp = *state;
  write_many (temp, "a", "forbidden", 40);
  assert_int_equal (take (temp, 0).new_sources, 40);
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_sources_are_taken_in_order_of_their_paths_and_duplicates_recorded),
    WITH_ARCHIVE (test_a_second_night_adds_nothing),
    WITH_ARCHIVE (test_a_folder_scanned_again_under_another_name_is_a_duplicate),
    WITH_ARCHIVE (test_a_broken_file_does_not_reject_the_good_ones_of_its_folder),
    WITH_ARCHIVE (test_the_inbox_is_not_changed),
    WITH_ARCHIVE (test_a_limit_leaves_the_rest_for_the_next_run),
    WITH_ARCHIVE (test_a_fresh_file_is_waited_for_and_then_taken),
    WITH_ARCHIVE (test_a_stop_is_heard_while_waiting),
    WITH_ARCHIVE (test_25_files_out_of_reach_in_a_row_end_the_night),
    WITH_ARCHIVE (test_what_was_out_of_reach_is_taken_when_it_is_back),
    WITH_ARCHIVE (test_files_that_nobody_may_read_end_nothing),
    WITH_ARCHIVE (test_finished_sources_are_put_away_and_nothing_else),
    WITH_ARCHIVE (test_nothing_is_moved_over_anything_and_nothing_changed_is_moved),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
