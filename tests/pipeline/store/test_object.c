/* The object store keeps exactly the bytes that were hashed, or says why not. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pipeline/store/object.h"
#include "tests/pipeline/temp_archive.h"

static int
open_inbox_file (TempArchive *temp, const char *name, int flags)
{
  g_autofree char *path = temp_inbox_path (temp, name);
  int fd = open (path, flags);
  assert_true (fd >= 0);
  return fd;
}

static void
test_an_object_is_what_the_file_was (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *sha256 = NULL;
  guint64 size;
  char back[8] = "";
  temp_inbox_write (temp, "a.tif", "abc");
  int fd = open_inbox_file (temp, "a.tif", O_RDONLY);
  assert_ok (sohoa_object_add (temp->archive, fd, &sha256, &size, &error));
  close (fd);
  assert_string_equal (sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert_int_equal (size, 3);
  fd = sohoa_object_open (temp->archive, sha256, NULL);
  assert_int_equal (read (fd, back, sizeof back), 3);
  assert_string_equal (back, "abc");
  close (fd);
}

static void
test_an_object_is_private_and_leaves_nothing_beside_it (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *sha256 = NULL;
  guint64 size;
  struct stat status;
  temp_inbox_write (temp, "a.tif", "abc");
  int fd = open_inbox_file (temp, "a.tif", O_RDONLY);
  assert_ok (sohoa_object_add (temp->archive, fd, &sha256, &size, &error));
  close (fd);
  g_autofree char *path = g_strdup_printf ("%s/objects/%.2s/%s", temp->folder, sha256, sha256 + 2);
  g_autofree char *incoming = g_build_filename (temp->folder, "objects", "incoming", NULL);
  assert_int_equal (stat (path, &status), 0);
  assert_int_equal (status.st_mode & 07777, 0600);
  assert_int_equal (access (incoming, F_OK), -1);
}

static void
test_the_same_bytes_are_kept_once (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *first = NULL, *second = NULL;
  guint64 size;
  temp_inbox_write (temp, "a.tif", "same");
  temp_inbox_write (temp, "b.tif", "same");
  int a = open_inbox_file (temp, "a.tif", O_RDONLY), b = open_inbox_file (temp, "b.tif", O_RDONLY);
  assert_ok (sohoa_object_add (temp->archive, a, &first, &size, &error));
  assert_ok (sohoa_object_add (temp->archive, b, &second, &size, &error));
  close (a);
  close (b);
  assert_string_equal (first, second);
}

static void
test_empty_and_special_files_are_refused_with_their_reason (void **state)
{
  TempArchive *temp = *state;
  char *sha256;
  guint64 size;
  temp_inbox_write (temp, "empty.tif", "");
  int fd = open_inbox_file (temp, "empty.tif", O_RDONLY);
  assert_fails (sohoa_object_add (temp->archive, fd, &sha256, &size, &error), SOHOA_ERROR_EMPTY);
  close (fd);
  fd = open (temp->inbox, O_RDONLY);
  assert_fails (sohoa_object_add (temp->archive, fd, &sha256, &size, &error), SOHOA_ERROR_UNREADABLE);
  close (fd);
}

static void
test_a_file_beyond_the_limit_is_refused_unread (void **state)
{
  TempArchive *temp = *state;
  char *sha256;
  guint64 size;
  temp_inbox_write (temp, "huge.tif", "x");
  int fd = open_inbox_file (temp, "huge.tif", O_RDWR);
  assert_int_equal (ftruncate (fd, (off_t) SOHOA_OBJECT_BYTES_MAX + 1), 0);
  assert_fails (sohoa_object_add (temp->archive, fd, &sha256, &size, &error), SOHOA_ERROR_LIMIT);
  close (fd);
}

/* A scanner that goes on writing: the child changes the file all the time while the parent copies it. */
static void
test_a_file_that_changes_while_it_is_copied_is_not_kept (void **state)
{
  TempArchive *temp = *state;
  char *sha256;
  guint64 size;
  struct stat status;
  temp_inbox_write (temp, "busy.tif", "x");
  int fd = open_inbox_file (temp, "busy.tif", O_RDWR);
  assert_int_equal (ftruncate (fd, 16 << 20), 0);
  pid_t child = fork ();
  if (child == 0)
    for (off_t at = 16 << 20;; at++)
      if (pwrite (fd, "y", 1, at) != 1)
        _exit (1);
  do
    assert_int_equal (fstat (fd, &status), 0);
  while (status.st_size == 16 << 20);
  assert_fails (sohoa_object_add (temp->archive, fd, &sha256, &size, &error), SOHOA_ERROR_CHANGED);
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  close (fd);
  g_autofree char *incoming = g_build_filename (temp->folder, "objects", "incoming", NULL);
  assert_int_equal (access (incoming, F_OK), -1);
}

static void
test_a_damaged_or_missing_object_is_found (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *sha256 = NULL;
  guint64 size;
  temp_inbox_write (temp, "a.tif", "abc");
  int fd = open_inbox_file (temp, "a.tif", O_RDONLY);
  assert_ok (sohoa_object_add (temp->archive, fd, &sha256, &size, &error));
  close (fd);
  assert_ok (sohoa_object_check (temp->archive, sha256, &error));
  g_autofree char *path = g_strdup_printf ("%s/objects/%.2s/%s", temp->folder, sha256, sha256 + 2);
  assert_true (g_file_set_contents (path, "abd", 3, NULL));
  assert_fails (sohoa_object_check (temp->archive, sha256, &error), SOHOA_ERROR_INTEGRITY);
  unlink (path);
  assert_fails (sohoa_object_open (temp->archive, sha256, &error) >= 0, SOHOA_ERROR_INTEGRITY);
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_an_object_is_what_the_file_was),
    WITH_ARCHIVE (test_an_object_is_private_and_leaves_nothing_beside_it),
    WITH_ARCHIVE (test_the_same_bytes_are_kept_once),
    WITH_ARCHIVE (test_empty_and_special_files_are_refused_with_their_reason),
    WITH_ARCHIVE (test_a_file_beyond_the_limit_is_refused_unread),
    WITH_ARCHIVE (test_a_file_that_changes_while_it_is_copied_is_not_kept),
    WITH_ARCHIVE (test_a_damaged_or_missing_object_is_found),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
