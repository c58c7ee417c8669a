/* A table of another system becomes the register: taken whatever its shape, never doubled, refused row by
 * row. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <string.h>

#include "pipeline/register/import.h"
#include "tests/pipeline/temp_archive.h"

#define HEAD "dossier_code,received_at,procedure_code"
#define A "000.00.26.H29-250711-0001"
#define B "000.00.31.H29-250712-0001"

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
    for (int i = 0; i < sqlite3_column_count (statement); i++) {
      const char *cell = (const char *) sqlite3_column_text (statement, i);
      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", cell != NULL ? cell : "");
    }
  }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

static void
assert_says (TempArchive *temp, const char *name, const char *sql, const char *expected)
{
  g_autofree char *answer = ask (temp, sql);
  if (strcmp (answer, expected) != 0)
    fail_msg ("%s: '%s', expected '%s'", name, answer, expected);
}

static void
take (TempArchive *temp, const char *csv, guint added, guint changed, guint same, guint refused)
{
  g_auto (SohoaRegisterImport) import = {0};
  assert_ok (sohoa_register_import (temp->archive, csv, NULL, FALSE, &import, &error));
  assert_int_equal (import.added, added);
  assert_int_equal (import.changed, changed);
  assert_int_equal (import.same, same);
  assert_int_equal (import.refused, refused);
  assert_int_equal (import.rows, added + changed + same + refused);
}

static void
test_tables_are_taken_whatever_their_shape (void **state)
{
  TempArchive *temp = *state;
  static const char all[] =
    "SELECT received, procedure, coalesce (finished, '-'), coalesce (electronic_result, '-'),"
    " coalesce (channel, '-') FROM register";
  static const struct {
    const char *name, *csv, *expected;
  } cases[] = {
    {"the needed columns", HEAD "\n" A ",2025-07-11,1.004222\n", "2025-07-11|1.004222|-|-|-"},
    {"an hour is left out", HEAD "\n" A ",2025-07-11T14:06:00,1.004222\n", "2025-07-11|1.004222|-|-|-"},
    {"day first, with an hour", HEAD "\n" A ",11/07/2025 14:06,1.004222\n", "2025-07-11|1.004222|-|-|-"},
    {"hour first", HEAD "\n" A ",14:06:30 ngày 11/07/2025,1.004222\n", "2025-07-11|1.004222|-|-|-"},
    {"in words", HEAD "\n" A ",ngày 11 tháng 7 năm 2025,1.004222\n", "2025-07-11|1.004222|-|-|-"},
    {"semicolons, a mark, Vietnamese headings",
     "\xef\xbb\xbfMÃ HỒ SƠ;Ngày tiếp nhận;Mã TTHC;Kết quả điện tử;Kênh thực hiện;Ngày trả\r\n" A
     ";11-7-2025;1.004222;có;Trực tuyến;15/07/2025\r\n",
     "2025-07-11|1.004222|2025-07-15|1|online"},
    {"names of the national exchange",
     "MaHoSo\tNgayTiepNhan\tMaTTHC\tKenhThucHien\tNgayTra\n" A "\t11/07/2025\t1.000656.000.00.00.H29\t3\t\n",
     "2025-07-11|1.000656.000.00.00.H29|-|-|post"},
    {"a small code, spaces",
     HEAD ",electronic_result\n 000.00.26.h29-250711-0001 , 2025-07-11 , 1.004222 , 0\n",
     "2025-07-11|1.004222|-|0|-"},
    {"columns that nobody knows", "x," HEAD ",y\n1," A ",2025-07-11,1.004222,2\n",
     "2025-07-11|1.004222|-|-|-"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (SohoaRegisterImport) import = {0};
    assert_ok (sohoa_register_import (temp->archive, cases[i].csv, NULL, FALSE, &import, &error));
    assert_says (temp, cases[i].name, all, cases[i].expected);
    temp_archive_teardown (state);
    temp_archive_setup (state);
    temp = *state;
  }
}

static void
test_rows_that_make_no_sense_are_refused_with_line_and_column (void **state)
{
  TempArchive *temp = *state;
  static const struct {
    const char *cells, *column;
  } cases[] = {
    {"nonsense,2025-07-11,1.004222,,", "dossier_code"},
    {",2025-07-11,1.004222,,", "dossier_code"},
    {"000.00.26.H29-250231-0001,2025-07-11,1.004222,,", "dossier_code"},
    {A ",31/02/2025,1.004222,,", "received_at"},
    {A ",11/07/25,1.004222,,", "received_at"},
    {A ",7/2025,1.004222,,", "received_at"},
    {A ",,1.004222,,", "received_at"},
    {A ",2025-07-11,abc,,", "procedure_code"},
    {A ",2025-07-11", "procedure_code"},
    {A ",2025-07-11,1.004222,pigeon,", "channel"},
    {A ",2025-07-11,1.004222,,maybe", "electronic_result"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *csv = g_strconcat (HEAD ",channel,electronic_result\n\n", cases[i].cells,
                                        "\n" B ",2025-07-12,1.001193,,\n", NULL);
    g_auto (SohoaRegisterImport) import = {0};
    assert_ok (sohoa_register_import (temp->archive, csv, NULL, FALSE, &import, &error));
    assert_int_equal (import.refused, 1);
    assert_int_equal (import.rows, 2);
    const SohoaRegisterRefusal *refusal = &g_array_index (import.refusals, SohoaRegisterRefusal, 0);
    assert_int_equal (refusal->line, 3);
    if (strcmp (refusal->column, cases[i].column) != 0)
      fail_msg ("'%s' was refused for '%s'", cases[i].cells, refusal->column);
  }
  assert_says (temp, "the other row is taken", "SELECT dossier FROM register", B);
}

static void
test_importing_again_updates_and_never_doubles (void **state)
{
  TempArchive *temp = *state;
  static const char one[] = HEAD ",channel,result_date,electronic_result\n" A
                                 ",2025-07-11,1.004222,online,,\n" B ",2025-07-12,1.001193,direct,,\n";
  static const char later[] = HEAD ",result_date,electronic_result\n" A ",2025-07-11,1.004222,2025-07-15,1\n";
  static const char all[] = "SELECT dossier, channel, finished, electronic_result FROM register ORDER BY 1";
  take (temp, one, 2, 0, 0, 0);
  take (temp, one, 0, 0, 2, 0);
  take (temp, later, 0, 1, 0, 0); /* a column that it does not have stays */
  assert_says (temp, "updated", all, A "|online|2025-07-15|1\n" B "|direct||");
  take (temp, one, 0, 1, 1, 0); /* a cell that is empty now is empty */
  assert_says (temp, "emptied", all, A "|online||\n" B "|direct||");
}

static void
test_a_dossier_that_stands_twice_in_a_table_is_refused_the_second_time (void **state)
{
  TempArchive *temp = *state;
  take (temp, HEAD "\n" A ",2025-07-11,1.004222\n" A ",2025-07-12,1.004222\n", 1, 0, 0, 1);
  assert_says (temp, "the first counts", "SELECT received FROM register", "2025-07-11");
}

static void
test_a_dry_run_tells_and_keeps_nothing (void **state)
{
  TempArchive *temp = *state;
  g_auto (SohoaRegisterImport) import = {0};
  assert_ok (sohoa_register_import (temp->archive, HEAD "\n" A ",2025-07-11,1.004222\nx,y,z\n", NULL, TRUE,
                                    &import, &error));
  assert_int_equal (import.added, 1);
  assert_int_equal (import.refused, 1);
  assert_int_equal (import.after.entries, 1);
  assert_says (temp, "entries", "SELECT count (*) FROM register", "0");
  assert_says (temp, "units", "SELECT count (*) FROM unit", "0");
  assert_says (temp, "events", "SELECT count (*) FROM event WHERE kind = 'register-import'", "0");
}

static void
test_tables_that_cannot_be_understood_change_nothing (void **state)
{
  TempArchive *temp = *state;
  static const struct {
    const char *csv, *map[2];
  } cases[] = {
    {"", {NULL}},
    {"\n\n", {NULL}},
    {"a,b,c\n1,2,3\n", {NULL}},
    {"dossier_code,received_at\n" A ",2025-07-11\n", {NULL}},
    {HEAD ",MaHoSo\n", {NULL}},
    {HEAD "\n" A ",2025-07-11,\"1.004222\n", {NULL}},
    {HEAD "\n", {"received_at=no such heading", NULL}},
    {HEAD "\n", {"no_such_column=received_at", NULL}},
    {HEAD "\n", {"received_at", NULL}},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (SohoaRegisterImport) import = {0};
    assert_fails (sohoa_register_import (temp->archive, cases[i].csv, cases[i].map, FALSE, &import, &error),
                  SOHOA_ERROR_USAGE);
  }
  assert_says (temp, "nothing", "SELECT count (*) FROM register", "0");
}

static void
test_a_column_is_what_the_person_says (void **state)
{
  TempArchive *temp = *state;
  static const char *const map[] = {"received_at=due_date", "dossier_code=Nr", NULL};
  static const char csv[] = "Nr,procedure_code,received_at,due_date\n" A ",1.004222,2025-01-01,2025-07-11\n";
  g_auto (SohoaRegisterImport) import = {0};
  assert_ok (sohoa_register_import (temp->archive, csv, map, FALSE, &import, &error));
  assert_says (temp, "mapped", "SELECT received, due FROM register", "2025-07-11|");
}

static void
test_units_stand_in_a_tree_and_papers_are_known_by_procedure (void **state)
{
  TempArchive *temp = *state;
  take (temp,
        "dossier_code,received_at,procedure_code,unit_code,unit_name,yields_document\n" A
        ",2025-07-11,1.004222,,Bến Thành,\n" B ",2025-07-12,1.003197,000.03.31.H29,,1\n"
        "H29.5-250711-0001,2025-07-11,9.999999,,,\nH29.5-250711-0002,2025-07-11,1.003197,,,\n",
        4, 0, 0, 0);
  assert_says (temp, "units", "SELECT code, parent, name FROM unit ORDER BY code",
               "000.00.00.H29||\n000.00.26.H29|000.00.00.H29|Bến Thành\n000.00.31.H29|000.00.00.H29|\n"
               "000.03.31.H29|000.00.31.H29|\nH29||\nH29.5|H29|");
  assert_says (temp, "above", "SELECT counts_for FROM v_unit_above WHERE unit = '000.03.31.H29' ORDER BY 1",
               "000.00.00.H29\n000.00.31.H29\n000.03.31.H29");
  assert_says (temp, "papers", "SELECT dossier, yields_document FROM register ORDER BY 1",
               A "|1\n" B "|1\nH29.5-250711-0001|\nH29.5-250711-0002|0");
}

static void
test_the_register_holds_no_personal_value (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *path = g_build_filename (temp->folder, "archive.db", NULL);
  g_autofree char *content = NULL;
  gsize size;
  take (temp,
        HEAD ",applicant_name,applicant_citizen_id\n" A ",2025-07-11,1.004222,Kanarienvogel,079060000001\n",
        1, 0, 0, 0);
  assert_says (temp, "indices", "SELECT length (applicant_number), length (applicant_label) FROM register",
               "16|16");
  sohoa_archive_free (g_steal_pointer (&temp->archive)); /* the log goes into the database */
  assert_true (g_file_get_contents (path, &content, &size, NULL));
  assert_null (memmem (content, size, "Kanarienvogel", strlen ("Kanarienvogel")));
  assert_null (memmem (content, size, "kanarienvogel", strlen ("kanarienvogel")));
  assert_null (memmem (content, size, "079060000001", strlen ("079060000001")));
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_tables_are_taken_whatever_their_shape),
    WITH_ARCHIVE (test_rows_that_make_no_sense_are_refused_with_line_and_column),
    WITH_ARCHIVE (test_importing_again_updates_and_never_doubles),
    WITH_ARCHIVE (test_a_dossier_that_stands_twice_in_a_table_is_refused_the_second_time),
    WITH_ARCHIVE (test_a_dry_run_tells_and_keeps_nothing),
    WITH_ARCHIVE (test_tables_that_cannot_be_understood_change_nothing),
    WITH_ARCHIVE (test_a_column_is_what_the_person_says),
    WITH_ARCHIVE (test_units_stand_in_a_tree_and_papers_are_known_by_procedure),
    WITH_ARCHIVE (test_the_register_holds_no_personal_value),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
