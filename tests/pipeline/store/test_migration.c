/* An archive that an older program made is brought up to date by whoever opens it first, and loses nothing.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "pipeline/store/dossier.h"
#include "pipeline/store/migrations.h"
#include "pipeline/store/review.h"
#include "pipeline/store/subject.h"
#include "tests/pipeline/temp_archive.h"

/* What version 1 knew of a page in review in a dossier. */
static const char content[] =
  "INSERT INTO setting VALUES ('program', '0.1.0');"
  "INSERT INTO inbox (id, path) VALUES (1, x'2f');"
  "INSERT INTO run (id, started) VALUES (1, 1);"
  "INSERT INTO source (id, inbox, path, kind, sha256, stamp, state, first_run, run, first_seen, separated)"
  " VALUES (1, 1, x'61', 'file', 'aa', 's', 'done', 1, 1, 1, 1);"
  "INSERT INTO source_file (id, source, seq, sha256, size, n_pages) VALUES (1, 1, 1, 'aa', 1, 1);"
  "INSERT INTO dossier (id, code, origin) VALUES (1, 'X', 'issued');"
  "INSERT INTO page (id, source, page_no, file, file_page, state, reason, dossier)"
  " VALUES (1, 1, 1, 1, 1, 'review', 'unknown', 1);";

/* The archive as the migrations before this one left it. */
static void
make_old (TempArchive *temp, int version)
{
  static const char *const parts[] = {"archive.db", "archive.db-wal", "archive.db-shm"};
  g_autofree char *path = g_build_filename (temp->folder, "archive.db", NULL);
  g_autofree char *pragmas = g_strdup_printf (
    "PRAGMA user_version = %d; PRAGMA application_id = 0x736f686f; PRAGMA journal_mode = WAL", version);
  sqlite3 *db;

  g_clear_pointer (&temp->archive, sohoa_archive_free);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *part = g_build_filename (temp->folder, parts[i], NULL);
    g_remove (part);
  }
  assert_int_equal (sqlite3_open (path, &db), SQLITE_OK);
  for (int i = 0; i < version; i++)
    assert_int_equal (sqlite3_exec (db, sohoa_migrations[i], NULL, NULL, NULL), SQLITE_OK);
  assert_int_equal (sqlite3_exec (db, content, NULL, NULL, NULL), SQLITE_OK);
  assert_int_equal (sqlite3_exec (db, pragmas, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close (db);
  g_chmod (path, 0600);
}

static void
test_an_archive_of_version_1_opens_with_what_it_held (void **state)
{
  TempArchive *temp = *state;
  gint64 stale;
  make_old (temp, 1);
  assert_ok ((temp->archive = sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_WRITE, &error)) != NULL);
  g_autoptr (GPtrArray) dossiers = sohoa_dossier_list (temp->archive, NULL);
  g_autoptr (GPtrArray) items = sohoa_review_list (temp->archive, 0, NULL);
  assert_int_equal (dossiers->len, 1);
  assert_int_equal (items->len, 1);
  assert_string_equal (((SohoaReviewItem *) g_ptr_array_index (items, 0))->id, "1.1");
  assert_ok (sohoa_subject_next_stale (temp->archive, &stale, &error));
  assert_int_equal (stale, 1);
}

static void
test_it_is_brought_up_to_date_by_a_reader_too (void **state)
{
  TempArchive *temp = *state;
  guint n;
  make_old (temp, 1);
  assert_ok ((temp->archive = sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_READ, &error)) != NULL);
  assert_ok (sohoa_review_count (temp->archive, &n, &error));
  assert_int_equal (n, 1);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_an_archive_of_version_1_opens_with_what_it_held, temp_archive_setup,
                                     temp_archive_teardown),
    cmocka_unit_test_setup_teardown (test_it_is_brought_up_to_date_by_a_reader_too, temp_archive_setup,
                                     temp_archive_teardown),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
