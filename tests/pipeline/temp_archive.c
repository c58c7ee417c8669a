/* temp_archive.c - see temp_archive.h. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "temp_archive.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

#include "pipeline/store/run.h"

void
remove_tree (const char *path)
{
  struct stat status;
  if (lstat (path, &status) == 0 && S_ISDIR (status.st_mode)) {
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;) {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  }
  g_remove (path);
}

int
temp_archive_setup (void **state)
{
  TempArchive *temp = g_new0 (TempArchive, 1);
  temp->root = g_dir_make_tmp ("sohoa-test-XXXXXX", NULL);
  temp->folder = g_build_filename (temp->root, "archive", NULL);
  temp->inbox = g_build_filename (temp->root, "inbox", NULL);
  g_mkdir (temp->inbox, 0700);
  g_unsetenv ("SOHOA_KEY_FILE");
  assert_ok (sohoa_archive_create (temp->folder, &error));
  assert_ok ((temp->archive = sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_WRITE, &error)) != NULL);
  assert_ok (sohoa_run_begin (temp->archive, &temp->run, &error));
  *state = temp;
  return 0;
}

int
temp_archive_teardown (void **state)
{
  TempArchive *temp = *state;
  sohoa_archive_free (temp->archive);
  remove_tree (temp->root);
  g_free (temp->root);
  g_free (temp->folder);
  g_free (temp->inbox);
  g_free (temp);
  return 0;
}

void
temp_archive_reopen (TempArchive *temp)
{
  sohoa_archive_free (temp->archive);
  assert_ok ((temp->archive = sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_WRITE, &error)) != NULL);
}

char *
temp_inbox_path (TempArchive *temp, const char *path)
{
  return g_build_filename (temp->inbox, path, NULL);
}

void
temp_inbox_write_bytes (TempArchive *temp, const char *path, const void *data, gsize size)
{
  g_autofree char *full = temp_inbox_path (temp, path);
  g_autofree char *folder = g_path_get_dirname (full);
  g_mkdir_with_parents (folder, 0700);
  assert_true (g_file_set_contents (full, data, (gssize) size, NULL));
}

void
temp_inbox_write (TempArchive *temp, const char *path, const char *content)
{
  temp_inbox_write_bytes (temp, path, content, strlen (content));
}

static void
add_file (SohoaSource *source, const char *name)
{
  const char *content = name != NULL ? name : source->path;
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);
  sohoa_source_add_file (source, name, sha256, strlen (content), NULL);
}

gint64
temp_record (TempArchive *temp, const char *path, const char *const *names)
{
  g_autoptr (SohoaSource) source =
    sohoa_source_new (path, names != NULL ? SOHOA_SOURCE_FOLDER : SOHOA_SOURCE_FILE);
  gint64 inbox, id;
  gboolean is_new;

  if (names == NULL)
    add_file (source, NULL);
  for (; names != NULL && *names != NULL; names++)
    add_file (source, *names);
  source->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  source->stamp = g_strdup (path);
  assert_ok (sohoa_source_inbox (temp->archive, temp->inbox, &inbox, &error));
  assert_ok (sohoa_source_record (temp->archive, temp->run, inbox, source, &id, &is_new, &error));
  return id;
}
