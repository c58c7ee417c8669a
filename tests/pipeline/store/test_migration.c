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
#include "pipeline/store/mention.h"
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

/* What version 10 knew of a field, of the fact and the judged item that it gave. The seals are those of
 * nobody: only that they stay is looked at. */
static const char facts[] =
  "INSERT INTO subject (id, kind) VALUES (7, 'person');"
  "INSERT INTO mention (id, page, name, role, kind, dossier, as_of, subject)"
  " VALUES (3, 1, 'applicant', 'applicant', 'person', 1, '2025-07-11', 7);"
  "INSERT INTO reading VALUES (1, 'ct01', '2025-07-01', 'r-1', 'applicant.sex', 'Nam', '[]', 0.9731,"
  " 10.25, 20.5, 30.75, 20.5, 30.75, 40, 10.25, 40, 'line', 2);"
  "INSERT INTO field (page, field, seq, form, form_version, recognizer, value, plausibility, findings, "
  "state, mac,"
  " probability, witnesses) VALUES (1, 'applicant.sex', 4, 'ct01', '2025-07-01', 'r-1', '\"male\"', 0.5, "
  "'[]',"
  " 'accepted', zeroblob (32), 0.998765, '[]');"
  "INSERT INTO fact VALUES (7, 'person.sex', '', 0, '\"male\"', '2025-07-11', 3, 1, 'applicant.sex', NULL, "
  "0.998765,"
  " 0, zeroblob (32));"
  "INSERT INTO reuse VALUES (1, 'applicant.sex', 1, 'ct01', '2025-07-01', 'person.sex', 7, 'reused', "
  "'not-offered',"
  " 'citizen_sex', 1, NULL);";

/* What version 13 knew of a mention whose dossier was looked at. */
static const char mention[] =
  "INSERT INTO subject (id, kind) VALUES (7, 'person');"
  "INSERT INTO mention (id, page, name, role, kind, dossier, as_of, label, read_number, subject)"
  " VALUES (3, 1, 'applicant', 'applicant', 'person', 1, '2025-07-11', x'01', x'02', 7);"
  "UPDATE dossier SET subjects_stale = 0;";

/* The archive as the migrations before this one left it. more: beyond what version 1 could know; NULL:
 * nothing. */
static void
make_old (TempArchive *temp, int version, const char *more)
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
  assert_int_equal (sqlite3_exec (db, more != NULL ? more : "", NULL, NULL, NULL), SQLITE_OK);
  assert_int_equal (sqlite3_exec (db, pragmas, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close (db);
  g_chmod (path, 0600);
}

static void
test_an_archive_of_version_1_opens_with_what_it_held (void **state)
{
  TempArchive *temp = *state;
  gint64 stale;
  make_old (temp, 1, NULL);
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
  make_old (temp, 1, NULL);
  assert_ok ((temp->archive = sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_READ, &error)) != NULL);
  assert_ok (sohoa_review_count (temp->archive, &n, &error));
  assert_int_equal (n, 1);
}

/* The cells that a query gives. Caller frees. */
static char *
ask (TempArchive *temp, const char *sql)
{
  g_autofree char *path = g_build_filename (temp->folder, "archive.db", NULL);
  GString *text = g_string_new (NULL);
  sqlite3_stmt *statement;
  sqlite3 *db;
  assert_int_equal (sqlite3_open (path, &db), SQLITE_OK);
  assert_int_equal (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (statement); i++) {
      const unsigned char *cell = sqlite3_column_text (statement, i);
      g_string_append_printf (text, "%s|", cell != NULL ? (const char *) cell : "-");
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

static void
test_what_is_packed_says_what_it_said (void **state)
{
  TempArchive *temp = *state;
  static const char *const views[] = {
    "SELECT field, state, form, form_version, page_no FROM v_field",
    "SELECT subject_id, element, item, rank, as_of, round (confidence, 6), verified, mention_id, field FROM "
    "v_fact",
    "SELECT dossier, form, form_version, element, field, outcome, strict, how, subject_id, from_page_no, "
    "from_field"
    " FROM v_reuse",
    "SELECT * FROM v_reduction",
    "SELECT * FROM v_dossier_day",
  };
  static const char reading[] =
    "SELECT raw, confidence / 1e4, x0 / 4.0, y0 / 4.0, x1 / 4.0, y2 / 4.0, flags,"
    " length (mac), probability / 1e6 FROM reading JOIN field USING (page, field)";
  char *before[G_N_ELEMENTS (views)];
  make_old (temp, 10, facts);
  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    before[i] = ask (temp, views[i]);
  assert_ok ((temp->archive = sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_READ, &error)) != NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (views); i++) {
    g_autofree char *after = ask (temp, views[i]);
    assert_string_equal (after, before[i]);
    g_free (before[i]);
  }
  g_autofree char *kept = ask (temp, reading), *broken = ask (temp, "PRAGMA foreign_key_check");
  assert_string_equal (kept, "Nam|0.9731|10.25|20.5|30.75|40.0|2|16|0.998765|");
  assert_string_equal (broken, "");
}

/* What is near a number cannot be made of its blind index: the dossier is looked at again. */
static void
test_a_mention_of_version_13_is_kept_and_looked_at_again (void **state)
{
  TempArchive *temp = *state;
  g_autoptr (SohoaMention) row = NULL;
  gint64 stale;
  make_old (temp, 13, mention);
  assert_ok ((temp->archive = sohoa_archive_open (temp->folder, SOHOA_ARCHIVE_WRITE, &error)) != NULL);
  assert_ok (sohoa_mention_load (temp->archive, 1, "applicant", &row, &error));
  assert_int_equal (row->subject, 7);
  assert_non_null (row->read_number);
  assert_null (row->near_number);
  assert_null (row->near_label);
  assert_ok (sohoa_subject_next_stale (temp->archive, &stale, &error));
  assert_int_equal (stale, 1);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_an_archive_of_version_1_opens_with_what_it_held, temp_archive_setup,
                                     temp_archive_teardown),
    cmocka_unit_test_setup_teardown (test_it_is_brought_up_to_date_by_a_reader_too, temp_archive_setup,
                                     temp_archive_teardown),
    cmocka_unit_test_setup_teardown (test_what_is_packed_says_what_it_said, temp_archive_setup,
                                     temp_archive_teardown),
    cmocka_unit_test_setup_teardown (test_a_mention_of_version_13_is_kept_and_looked_at_again,
                                     temp_archive_setup, temp_archive_teardown),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
