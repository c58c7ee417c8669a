/* Every inbox entry is either a source or counted as something else, and none is taken before it is quiet. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipeline/intake/inbox.h"
#include "tests/pipeline/temp_archive.h"

static const char one_page_tiff[] = "II*\0\x08\0\0\0\x01\0\0\x01\x03\0\x01\0\0\0\x01\0\0\0\0\0\0\0";
static const char two_page_tiff[] = "II*\0\x08\0\0\0\x01\0\0\x01\x03\0\x01\0\0\0\x01\0\0\0\x08\0\0\0";

enum { SECOND = G_USEC_PER_SEC };

static void
write_tiff (TempArchive *temp, const char *path, gboolean two_pages)
{
  temp_inbox_write_bytes (temp, path, two_pages ? two_page_tiff : one_page_tiff, sizeof one_page_tiff - 1);
}

static SohoaInboxScan *
scan (TempArchive *temp)
{
  g_autoptr (SohoaInbox) inbox = NULL;
  SohoaInboxScan *found = NULL;
  assert_ok ((inbox = sohoa_inbox_open (temp->inbox, &error)) != NULL);
  assert_ok ((found = sohoa_inbox_scan (inbox, 0, g_get_real_time (), g_get_monotonic_time (), &error)) !=
             NULL);
  return found;
}

/* The candidates as "path" or "folder[names]", joined by spaces. */
static void
assert_candidates (TempArchive *temp, const char *expected)
{
  g_autoptr (SohoaInboxScan) found = scan (temp);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < found->candidates->len; i++) {
    const SohoaCandidate *candidate = g_ptr_array_index (found->candidates, i);
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", candidate->path);
    for (guint k = 0; k < candidate->names->len; k++)
      g_string_append_printf (text, "%s%s", k > 0 ? "," : "[",
                              (char *) g_ptr_array_index (candidate->names, k));
    g_string_append (text, candidate->kind == SOHOA_SOURCE_FOLDER ? "]" : "");
  }
  assert_string_equal (text->str, expected);
}

static void
test_a_folder_of_images_is_one_source_in_natural_order (void **state)
{
  TempArchive *temp = *state;
  static const char *const names[] = {"10.jpg", "2.PNG", "1.jpeg", "Thumbs.db", ".DS_Store"};
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename ("S0008", names[i], NULL);
    temp_inbox_write (temp, path, "x");
  }
  assert_candidates (temp, "S0008[1.jpeg,2.PNG,10.jpg]");
}

static void
test_one_long_tiff_may_lie_among_the_images_of_a_folder_but_not_two (void **state)
{
  TempArchive *temp = *state;
  write_tiff (temp, "one/1.tif", TRUE);
  write_tiff (temp, "one/2.tif", FALSE);
  write_tiff (temp, "two/1.tif", TRUE);
  write_tiff (temp, "two/2.tif", TRUE);
  assert_candidates (temp, "one[1.tif,2.tif] two/1.tif two/2.tif");
}

static void
test_a_folder_with_anything_else_is_just_a_folder (void **state)
{
  TempArchive *temp = *state;
  temp_inbox_write (temp, "pdf/1.jpg", "x");
  temp_inbox_write (temp, "pdf/2.pdf", "x");
  temp_inbox_write (temp, "sub/1.jpg", "x");
  temp_inbox_write (temp, "sub/deeper/1.jpg", "x");
  temp_inbox_write (temp, "coded/H29-250711-0001.jpg", "x");
  temp_inbox_write (temp, "coded/H29-250711-0002.jpg", "x");
  assert_candidates (temp, "coded/H29-250711-0001.jpg coded/H29-250711-0002.jpg pdf/1.jpg pdf/2.pdf sub/1.jpg"
                           " sub/deeper[1.jpg]");
}

static void
test_images_at_the_top_of_the_inbox_are_single_sources (void **state)
{
  TempArchive *temp = *state;
  temp_inbox_write (temp, "b.jpg", "x");
  temp_inbox_write (temp, "a.jpg", "x");
  assert_candidates (temp, "a.jpg b.jpg");
}

static void
test_what_is_no_scan_is_counted_and_never_opened (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *fifo = temp_inbox_path (temp, "pipe.tif"), *link = temp_inbox_path (temp, "link.tif");
  g_autofree char *loop = temp_inbox_path (temp, "loop");
  temp_inbox_write (temp, "a.tif", "x");
  temp_inbox_write (temp, ".hidden", "x");
  temp_inbox_write (temp, ".folder/b.tif", "x");
  temp_inbox_write (temp, "b.tif.part", "x");
  temp_inbox_write (temp, "thumbs.DB", "x");
  temp_inbox_write (temp, "done/old.tif", "x");
  assert_int_equal (mkfifo (fifo, 0600), 0);
  assert_int_equal (symlink ("/etc/passwd", link), 0);
  assert_int_equal (symlink (".", loop), 0);
  assert_candidates (temp, "a.tif");
  g_autoptr (SohoaInboxScan) found = scan (temp);
  assert_int_equal (found->entries.state[SOHOA_ENTRY_HIDDEN], 2);
  assert_int_equal (found->entries.state[SOHOA_ENTRY_TEMPORARY], 1);
  assert_int_equal (found->entries.state[SOHOA_ENTRY_LITTER], 1);
  assert_int_equal (found->entries.state[SOHOA_ENTRY_LINK], 2);
  assert_int_equal (found->entries.state[SOHOA_ENTRY_SPECIAL], 1);
  assert_int_equal (found->entries.state[SOHOA_ENTRY_PUT_AWAY], 1);
  assert_int_equal (found->entries.total, 9);
}

static void
test_a_link_on_the_way_is_not_followed (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *link = temp_inbox_path (temp, "link"), *fifo = temp_inbox_path (temp, "fifo");
  g_autoptr (SohoaInbox) inbox = sohoa_inbox_open (temp->inbox, NULL);
  temp_inbox_write (temp, "real/a.tif", "x");
  assert_int_equal (symlink ("real", link), 0);
  assert_int_equal (mkfifo (fifo, 0600), 0);
  assert_fails (sohoa_inbox_open_file (inbox, "link/a.tif", NULL, &error) >= 0, SOHOA_ERROR_UNREADABLE);
  assert_fails (sohoa_inbox_open_file (inbox, "fifo", NULL, &error) >= 0, SOHOA_ERROR_UNREADABLE);
  assert_fails (sohoa_inbox_open_file (inbox, "gone.tif", NULL, &error) >= 0, SOHOA_ERROR_UNREADABLE);
  int fd = sohoa_inbox_open_file (inbox, "real", "a.tif", NULL);
  assert_true (fd >= 0);
  close (fd);
}

/* Deeper than PATH_MAX: reached one component at a time. */
static void
test_no_path_is_too_long (void **state)
{
  TempArchive *temp = *state;
  char name[201];
  g_autoptr (GString) path = g_string_new (NULL);
  int fd = open (temp->inbox, O_RDONLY | O_DIRECTORY);
  memset (name, 'd', sizeof name - 1);
  name[sizeof name - 1] = '\0';
  for (int i = 0; i < 30; i++) {
    assert_int_equal (mkdirat (fd, name, 0700), 0);
    int next = openat (fd, name, O_RDONLY | O_DIRECTORY);
    close (fd);
    fd = next;
    g_string_append_printf (path, "%s/", name);
  }
  int file = openat (fd, "deep.pdf", O_WRONLY | O_CREAT, 0600);
  close (file);
  g_string_append (path, "deep.pdf");
  assert_candidates (temp, path->str);
  g_autoptr (SohoaInbox) inbox = sohoa_inbox_open (temp->inbox, NULL);
  int found = sohoa_inbox_open_file (inbox, path->str, NULL, NULL);
  assert_true (found >= 0);
  close (found);
  close (fd);
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'/d*", temp->inbox);
  assert_int_equal (system (command), 0);
}

static gint64
wait_of (SohoaInbox *inbox, gint64 wall_us, gint64 monotonic_us)
{
  g_autoptr (SohoaInboxScan) found = sohoa_inbox_scan (inbox, 5, wall_us, monotonic_us, NULL);
  assert_int_equal (found->candidates->len, 1);
  assert_int_equal (found->wait_us, ((SohoaCandidate *) g_ptr_array_index (found->candidates, 0))->wait_us);
  return found->wait_us;
}

static gint64
change_time (TempArchive *temp, const char *name)
{
  struct stat status;
  g_autofree char *path = temp_inbox_path (temp, name);
  assert_int_equal (stat (path, &status), 0);
  return (gint64) status.st_ctim.tv_sec * SECOND + status.st_ctim.tv_nsec / 1000;
}

static void
test_a_file_is_settled_when_its_last_change_is_long_enough_ago (void **state)
{
  TempArchive *temp = *state;
  temp_inbox_write (temp, "a.pdf", "x");
  gint64 changed = change_time (temp, "a.pdf");
  static const struct {
    gint64 after_us, expected_us;
  } cases[] = {{0, 5 * SECOND}, {2 * SECOND, 3 * SECOND}, {5 * SECOND, 0}, {3600 * (gint64) SECOND, 0}};
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SohoaInbox) inbox = sohoa_inbox_open (temp->inbox, NULL);
    assert_int_equal (wait_of (inbox, changed + cases[i].after_us, 0), cases[i].expected_us);
  }
}

static void
test_a_file_from_the_future_is_settled_when_it_was_watched_long_enough (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *path = temp_inbox_path (temp, "a.pdf");
  temp_inbox_write (temp, "a.pdf", "x");
  gint64 yesterday = change_time (temp, "a.pdf") - 86400 * (gint64) SECOND;
  g_autoptr (SohoaInbox) inbox = sohoa_inbox_open (temp->inbox, NULL);
  assert_int_equal (wait_of (inbox, yesterday, 100 * SECOND), 5 * SECOND);
  assert_int_equal (wait_of (inbox, yesterday, 103 * SECOND), 2 * SECOND);
  assert_true (g_file_set_contents_full (path, "xy", 2, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  assert_int_equal (wait_of (inbox, yesterday, 104 * SECOND), 5 * SECOND);
  assert_int_equal (wait_of (inbox, yesterday, 109 * SECOND), 0);
}

static void
test_a_folder_is_settled_when_all_of_it_is (void **state)
{
  TempArchive *temp = *state;
  temp_inbox_write (temp, "f/1.jpg", "x");
  g_usleep (20000);
  temp_inbox_write (temp, "f/2.jpg", "x");
  g_autoptr (SohoaInbox) inbox = sohoa_inbox_open (temp->inbox, NULL);
  gint64 last = MAX (change_time (temp, "f/2.jpg"), change_time (temp, "f"));
  assert_int_equal (wait_of (inbox, last + 2 * SECOND, 0), 3 * SECOND);
}

static void
test_an_inbox_that_is_not_there_is_named_a_mistake (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *missing = temp_inbox_path (temp, "missing"), *file = temp_inbox_path (temp, "file");
  temp_inbox_write (temp, "file", "x");
  assert_fails (sohoa_inbox_open (missing, &error) != NULL, SOHOA_ERROR_NOT_FOUND);
  assert_fails (sohoa_inbox_open (file, &error) != NULL, SOHOA_ERROR_USAGE);
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_a_folder_of_images_is_one_source_in_natural_order),
    WITH_ARCHIVE (test_one_long_tiff_may_lie_among_the_images_of_a_folder_but_not_two),
    WITH_ARCHIVE (test_a_folder_with_anything_else_is_just_a_folder),
    WITH_ARCHIVE (test_images_at_the_top_of_the_inbox_are_single_sources),
    WITH_ARCHIVE (test_what_is_no_scan_is_counted_and_never_opened),
    WITH_ARCHIVE (test_a_link_on_the_way_is_not_followed),
    WITH_ARCHIVE (test_no_path_is_too_long),
    WITH_ARCHIVE (test_a_file_is_settled_when_its_last_change_is_long_enough_ago),
    WITH_ARCHIVE (test_a_file_from_the_future_is_settled_when_it_was_watched_long_enough),
    WITH_ARCHIVE (test_a_folder_is_settled_when_all_of_it_is),
    WITH_ARCHIVE (test_an_inbox_that_is_not_there_is_named_a_mistake),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
