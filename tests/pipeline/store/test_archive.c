/* An archive is private, has one writer at a time, and is never mistaken for another. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pipeline/store/event.h"
#include "pipeline/store/setting.h"
#include "pipeline/store/run.h"
#include "tests/pipeline/temp_archive.h"

static void
assert_mode (const char *folder, const char *name, mode_t expected)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct stat status;
  print_message ("%s\n", name);
  assert_int_equal (lstat (path, &status), 0);
  assert_int_equal (status.st_mode & 07777, expected);
}

static void
test_a_new_archive_is_readable_by_its_owner_alone (void **state)
{
  TempArchive *temp = *state;
  static const struct {
    const char *name;
    mode_t mode;
  } parts[] = {{"", 0700},           {"objects", 0700},        {"schemas", 0700},
               {"archive.db", 0600}, {"archive.db-wal", 0600}, {"key", 0600},
               {"lock", 0600},       {"settings.json", 0600}};
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    assert_mode (temp->folder, parts[i].name, parts[i].mode);
}

static void
test_an_archive_is_not_made_over_another (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *key = g_build_filename (temp->folder, "key", NULL);
  g_autofree char *before = NULL, *after = NULL;
  gsize n;
  assert_true (g_file_get_contents (key, &before, &n, NULL));
  assert_fails (sohoa_archive_create (temp->folder, &error), SOHOA_ERROR_ARCHIVE);
  assert_true (g_file_get_contents (key, &after, &n, NULL));
  assert_memory_equal (before, after, n);
}

static void
test_an_archive_is_not_made_in_a_folder_that_holds_something (void **state)
{
  TempArchive *temp = *state;
  temp_inbox_write (temp, "scan.tif", "x");
  assert_fails (sohoa_archive_create (temp->inbox, &error), SOHOA_ERROR_ARCHIVE);
}

static void
test_an_empty_folder_becomes_an_archive (void **state)
{
  TempArchive *temp = *state;
  g_chmod (temp->inbox, 0755);
  assert_ok (sohoa_archive_create (temp->inbox, &error));
  assert_mode (temp->inbox, "", 0700);
}

static void
test_a_folder_without_an_archive_is_refused (void **state)
{
  TempArchive *temp = *state;
  assert_fails (sohoa_archive_open (temp->inbox, SOHOA_ARCHIVE_READ, &error) != NULL, SOHOA_ERROR_ARCHIVE);
}

static void
execute_outside (TempArchive *temp, const char *sql)
{
  g_autofree char *path = g_build_filename (temp->folder, "archive.db", NULL);
  sqlite3 *db;
  assert_int_equal (sqlite3_open (path, &db), SQLITE_OK);
  assert_int_equal (sqlite3_exec (db, sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close (db);
}

static void
test_an_archive_of_a_newer_program_is_refused_by_name_of_the_version (void **state)
{
  TempArchive *temp = *state;
  g_autoptr (GError) why = NULL;
  execute_outside (temp,
                   "PRAGMA user_version = 999; UPDATE setting SET value = '7.5.3' WHERE name = 'program'");
  assert_null (sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_READ, &why));
  assert_true (g_error_matches (why, SOHOA_ERROR, SOHOA_ERROR_ARCHIVE));
  assert_non_null (strstr (why->message, "7.5.3"));
}

static void
test_another_database_is_no_archive (void **state)
{
  TempArchive *temp = *state;
  execute_outside (temp, "PRAGMA application_id = 1");
  assert_fails (sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_READ, &error) != NULL, SOHOA_ERROR_ARCHIVE);
}

static void
test_an_archive_that_others_can_read_is_refused (void **state)
{
  TempArchive *temp = *state;
  static const char *const parts[] = {"", "archive.db", "key"};
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *path = g_build_filename (temp->folder, parts[i], NULL);
    struct stat status;
    assert_int_equal (stat (path, &status), 0);
    g_chmod (path, (int) (status.st_mode | 0040));
    assert_fails (sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_READ, &error) != NULL, SOHOA_ERROR_ARCHIVE);
    g_chmod (path, (int) (status.st_mode & 07777));
  }
}

static void
test_a_missing_or_cut_key_is_refused (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *key = g_build_filename (temp->folder, "key", NULL);
  assert_int_equal (truncate (key, 31), 0);
  assert_fails (sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_READ, &error) != NULL, SOHOA_ERROR_ARCHIVE);
  g_remove (key);
  assert_fails (sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_READ, &error) != NULL, SOHOA_ERROR_ARCHIVE);
}

static void
test_the_key_may_live_elsewhere (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *elsewhere = g_build_filename (temp->root, "the-key", NULL);
  g_autofree char *inside = g_build_filename (temp->inbox, "key", NULL);
  g_setenv ("SOHOA_KEY_FILE", elsewhere, TRUE);
  assert_ok (sohoa_archive_create (temp->inbox, &error));
  g_autoptr (SohoaArchive) archive = NULL;
  assert_ok ((archive = sohoa_archive_open (temp->inbox, SOHOA_ARCHIVE_WRITE, &error)) != NULL);
  g_unsetenv ("SOHOA_KEY_FILE");
  assert_mode (temp->root, "the-key", 0600);
  assert_false (g_file_test (inside, G_FILE_TEST_EXISTS));
}

static void
test_a_second_writer_is_told_that_the_archive_is_busy_and_a_reader_is_not (void **state)
{
  TempArchive *temp = *state;
  assert_fails (sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_WRITE, &error) != NULL, SOHOA_ERROR_BUSY);
  g_autoptr (SohoaArchive) reader = NULL;
  assert_ok ((reader = sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_READ, &error)) != NULL);
}

static void
test_a_reader_cannot_write (void **state)
{
  TempArchive *temp = *state;
  g_autoptr (SohoaArchive) reader = NULL;
  gint64 run;
  assert_ok ((reader = sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_READ, &error)) != NULL);
  assert_fails (sohoa_run_begin (reader, &run, &error), SOHOA_ERROR_DISK);
}

static void
test_the_lock_dies_with_a_killed_holder (void **state)
{
  TempArchive *temp = *state;
  int told[2];
  char byte;
  g_clear_pointer (&temp->archive, sohoa_archive_free);
  assert_int_equal (pipe (told), 0);
  pid_t child = fork ();
  if (child == 0) {
    SohoaArchive *held = sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_WRITE, NULL);
    if (held == NULL || write (told[1], "x", 1) != 1)
      _exit (1);
    for (;;)
      pause ();
  }
  assert_int_equal (read (told[0], &byte, 1), 1);
  assert_fails (sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_WRITE, &error) != NULL, SOHOA_ERROR_BUSY);
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  close (told[0]);
  close (told[1]);
  assert_ok ((temp->archive = sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_WRITE, &error)) != NULL);
}

static void
test_what_was_not_committed_is_gone_and_what_was_is_there (void **state)
{
  TempArchive *temp = *state;
  gint64 first, second;
  assert_ok (sohoa_run_begin (temp->archive, &first, &error));
  assert_ok (sohoa_archive_begin (temp->archive, &error));
  assert_ok (sohoa_run_begin (temp->archive, &second, &error));
  temp_archive_reopen (temp);
  g_autoptr (SohoaRun) run = NULL;
  assert_ok ((run = sohoa_run_load (temp->archive, first, &error)) != NULL);
  assert_fails (sohoa_run_load (temp->archive, second, &error) != NULL, SOHOA_ERROR_NOT_FOUND);
}

static void
test_an_inner_failure_undoes_the_whole_transaction (void **state)
{
  TempArchive *temp = *state;
  gint64 run;
  assert_ok (sohoa_archive_begin (temp->archive, &error));
  assert_ok (sohoa_run_begin (temp->archive, &run, &error));
  assert_ok (sohoa_archive_begin (temp->archive, &error));
  assert_false (sohoa_archive_end (temp->archive, FALSE, NULL));
  assert_fails (sohoa_archive_end (temp->archive, TRUE, &error), SOHOA_ERROR_INTERNAL);
  assert_fails (sohoa_run_load (temp->archive, run, &error) != NULL, SOHOA_ERROR_NOT_FOUND);
}

static void
test_settings_are_numbers_with_defaults (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *file = g_build_filename (temp->folder, "settings.json", NULL);
  static const struct {
    const char *json;
    gboolean ok;
    double expected;
  } cases[] = {{"{\"settle_s\": 5}", TRUE, 5},      {"{\"settle_s\": 0.5}", TRUE, 0.5}, {"{}", TRUE, 9},
               {"{\"settle_s\": \"5\"}", FALSE, 0}, {"{\"settle_s\": 5", FALSE, 0},     {"", FALSE, 0},
               {"{\"settle_s\": {}}", FALSE, 0}};
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    double value = -1;
    print_message ("%s\n", cases[i].json);
    assert_true (g_file_set_contents (file, cases[i].json, -1, NULL));
    if (cases[i].ok)
      assert_ok (sohoa_setting_number (temp->archive, "settle_s", 9, &value, &error));
    else
      assert_fails (sohoa_setting_number (temp->archive, "settle_s", 9, &value, &error), SOHOA_ERROR_ARCHIVE);
    assert_true (!cases[i].ok || value == cases[i].expected);
  }
}

static void
test_every_way_to_forge_the_record_of_events_is_found (void **state)
{
  TempArchive *temp = *state;
  static const char *const forgeries[] = {
    "UPDATE event SET detail = 'other' WHERE seq = 3",
    "UPDATE event SET ts = ts + 1 WHERE seq = 3",
    "DELETE FROM event WHERE seq = 3",
    ("UPDATE event SET seq = 100 WHERE seq = 3; UPDATE event SET seq = 3 WHERE seq = 4;"
     " UPDATE event SET seq = 4 WHERE seq = 100"),
    "UPDATE event SET hash = zeroblob (32) WHERE seq = 5",
    "UPDATE event SET prev_hash = zeroblob (32) WHERE seq = 4",
  };
  for (int i = 0; i < 4; i++)
    assert_ok (sohoa_event_add (temp->archive, "test", 0, i % 2 ? "odd" : NULL, &error));
  assert_ok (sohoa_event_verify (temp->archive, NULL, &error));
  g_autofree char *path = g_build_filename (temp->folder, "archive.db", NULL);
  g_clear_pointer (&temp->archive, sohoa_archive_free);
  g_autofree char *good = NULL;
  gsize size;
  assert_true (g_file_get_contents (path, &good, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++) {
    print_message ("%s\n", forgeries[i]);
    execute_outside (temp, "DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete");
    execute_outside (temp, forgeries[i]);
    assert_ok ((temp->archive = sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_READ, &error)) != NULL);
    assert_fails (sohoa_event_verify (temp->archive, NULL, &error), SOHOA_ERROR_INTEGRITY);
    g_clear_pointer (&temp->archive, sohoa_archive_free);
    assert_true (g_file_set_contents_full (path, good, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  }
}

static void
test_events_cannot_be_changed_through_the_database (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *path = g_build_filename (temp->folder, "archive.db", NULL);
  sqlite3 *db;
  assert_int_equal (sqlite3_open (path, &db), SQLITE_OK);
  assert_int_equal (sqlite3_exec (db, "UPDATE event SET ts = 0", NULL, NULL, NULL), SQLITE_CONSTRAINT);
  assert_int_equal (sqlite3_exec (db, "DELETE FROM event", NULL, NULL, NULL), SQLITE_CONSTRAINT);
  sqlite3_close (db);
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_a_new_archive_is_readable_by_its_owner_alone),
    WITH_ARCHIVE (test_an_archive_is_not_made_over_another),
    WITH_ARCHIVE (test_an_archive_is_not_made_in_a_folder_that_holds_something),
    WITH_ARCHIVE (test_an_empty_folder_becomes_an_archive),
    WITH_ARCHIVE (test_a_folder_without_an_archive_is_refused),
    WITH_ARCHIVE (test_an_archive_of_a_newer_program_is_refused_by_name_of_the_version),
    WITH_ARCHIVE (test_another_database_is_no_archive),
    WITH_ARCHIVE (test_an_archive_that_others_can_read_is_refused),
    WITH_ARCHIVE (test_a_missing_or_cut_key_is_refused),
    WITH_ARCHIVE (test_the_key_may_live_elsewhere),
    WITH_ARCHIVE (test_a_second_writer_is_told_that_the_archive_is_busy_and_a_reader_is_not),
    WITH_ARCHIVE (test_a_reader_cannot_write),
    WITH_ARCHIVE (test_the_lock_dies_with_a_killed_holder),
    WITH_ARCHIVE (test_what_was_not_committed_is_gone_and_what_was_is_there),
    WITH_ARCHIVE (test_an_inner_failure_undoes_the_whole_transaction),
    WITH_ARCHIVE (test_settings_are_numbers_with_defaults),
    WITH_ARCHIVE (test_every_way_to_forge_the_record_of_events_is_found),
    WITH_ARCHIVE (test_events_cannot_be_changed_through_the_database),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
