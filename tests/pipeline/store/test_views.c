/* The views that outsiders read with a plain sqlite3: their columns are a promise, their sums hold. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <string.h>

#include "pipeline/store/page.h"
#include "pipeline/store/rate.h"
#include "pipeline/store/run.h"
#include "tests/pipeline/temp_archive.h"

/* All rows of a query, cells joined by "|", rows by newlines. */
static char *
ask (TempArchive *temp, const char *sql)
{
  g_autofree char *path = g_build_filename (temp->folder, "archive.db", NULL);
  GString *text = g_string_new (NULL);
  sqlite3 *db;
  sqlite3_stmt *statement;
  assert_int_equal (sqlite3_open (path, &db), SQLITE_OK);
  assert_int_equal (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW) {
    if (text->len > 0)
      g_string_append_c (text, '\n');
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      g_string_append_printf (
        text, "%s%s", i > 0 ? "|" : "",
        sqlite3_column_text (statement, i) ? (const char *) sqlite3_column_text (statement, i) : "");
  }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

static void
fill (TempArchive *temp)
{
  static const char *const names[] = {"1.jpg", "2.jpg", NULL};
  gint64 folder = temp_record (temp, "f\xff", names);
  temp_record (temp, "a.tif", NULL);
  g_autoptr (SohoaSource) source = sohoa_source_load (temp->archive, folder, NULL);
  assert_ok (sohoa_source_begin (temp->archive, temp->run, folder, &error));
  for (guint i = 0; i < 2; i++) {
    const SohoaSourceFile *file = g_ptr_array_index (source->files, i);
    assert_ok (sohoa_source_declare (temp->archive, file->id, 1, &error));
  }
  g_autoptr (SohoaPageResult) result = sohoa_page_result_new (1);
  g_autoptr (SohoaPageRow) first = sohoa_page_load (temp->archive, folder, 1, NULL);
  g_autoptr (SohoaPageRow) second = sohoa_page_load (temp->archive, folder, 2, NULL);
  result->kind = SOHOA_PAGE_BLANK;
  assert_ok (sohoa_page_store_result (temp->archive, first->id, result, &error));
  assert_ok (sohoa_page_quarantine (temp->archive, second->id, "crash", NULL, &error));
  assert_ok (sohoa_run_end (temp->archive, temp->run, 3, &error));
}

static void
test_the_views_have_the_promised_columns (void **state)
{
  TempArchive *temp = *state;
  static const char *const queries[] = {
    "SELECT file_id, name_hex, bytes, sha256_hex, state, reason, first_seen, done_at FROM v_file",
    "SELECT file_id, page_no, state, reason, attempts FROM v_page",
    "SELECT file_id, page_no, field, state, value_mac FROM v_field",
    "SELECT seq, ts, kind, file_id, prev_hash, hash FROM v_event",
    "SELECT dossier, unit, procedure, channel, month, received, due, finished FROM v_register",
    "SELECT electronic_result, yields_document, reused, from_store, synced FROM v_register",
    "SELECT dossier_id, state, scanned_on FROM v_register",
    "SELECT unit, counts_for FROM v_unit_above",
    "SELECT dossier, unit, procedure, channel, received FROM v_unscanned",
    "SELECT dossier_id, dossier, origin, procedure, unit FROM v_unregistered",
    "SELECT run_id, started, ended, exit, files_in, files_done, files_failed, files_pending FROM v_run",
  };
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    g_free (ask (temp, queries[i]));
}

/* The point of a nick is _ in the name of its view. */
static void
test_every_rate_has_a_view_of_its_own (void **state)
{
  TempArchive *temp = *state;
  for (guint i = 0; i < SOHOA_N_RATES; i++) {
    g_autofree char *nick = g_strdelimit (g_strdup (sohoa_rate_nick ((SohoaRate) i)), ".", '_');
    g_autofree char *sql = g_strdup_printf (
      "SELECT dossier, unit, procedure, channel, month, received, counted, base FROM v_rate_%s", nick);
    g_free (ask (temp, sql));
  }
}

static void
test_every_file_of_a_source_has_its_row_and_its_pages (void **state)
{
  TempArchive *temp = *state;
  fill (temp);
  g_autofree char *files = ask (temp, "SELECT file_id, name_hex, bytes, state FROM v_file ORDER BY file_id");
  g_autofree char *pages =
    ask (temp, "SELECT file_id, page_no, state, reason, attempts FROM v_page ORDER BY 1, 2");
  g_autofree char *run =
    ask (temp, "SELECT exit, files_in, files_done, files_failed, files_pending FROM v_run");
  assert_string_equal (files,
                       "1|66FF2F312E6A7067|5|partial\n2|66FF2F322E6A7067|5|partial\n3|612E746966|5|waiting");
  assert_string_equal (pages, "1|1|done||0\n2|1|quarantined|crash|0");
  assert_string_equal (run, "3|3|0|2|1");
}

static void
test_the_database_is_sound (void **state)
{
  TempArchive *temp = *state;
  fill (temp);
  g_autofree char *check = ask (temp, "PRAGMA integrity_check");
  g_autofree char *keys = ask (temp, "PRAGMA foreign_key_check");
  assert_string_equal (check, "ok");
  assert_string_equal (keys, "");
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_the_views_have_the_promised_columns),
    WITH_ARCHIVE (test_every_rate_has_a_view_of_its_own),
    WITH_ARCHIVE (test_every_file_of_a_source_has_its_row_and_its_pages),
    WITH_ARCHIVE (test_the_database_is_sound),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
