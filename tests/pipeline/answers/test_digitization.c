/* Every rate on a register made by hand, against figures worked out by hand: empty denominators, columns that
 * are missing, units with children, quarantined and unanswered pages.
 *
 *   dossier unit        procedure        received   finished   e  r  store synced  channel  its scan
 *   A1      26          yields a paper   2025-07-11 2025-07-15 1  1  0     1       online   all fields
 * believed A2      26          yields a paper   2025-07-31 2025-08-02 0  0  0     0       direct   a page is
 * quarantined A3      26, child   yields none      2025-08-01 -          0  0  0     0       direct   a page
 * is not answered A4      26, child   yields none      2025-08-01 2025-08-05 0  1  0     0       post     a
 * field awaits a person A5      31          yields a paper   2025-08-31 2025-09-01 1  0  1     0       online
 * none A6      31          yields none      2025-09-01 -          0  0  0     0       direct   all fields
 * verified A7      31 (not in the register)                                               all fields believed
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <string.h>

#include "pipeline/answers/digitization.h"
#include "pipeline/register/import.h"
#include "pipeline/store/dossier.h"
#include "pipeline/store/field.h"
#include "pipeline/store/page.h"
#include "pipeline/store/subject.h"
#include "tests/pipeline/temp_archive.h"

#define PROVINCE "000.00.00.H29"
#define U26 "000.00.26.H29"
#define CHILD "000.03.26.H29"
#define U31 "000.00.31.H29"
#define CODE(n) "000.00.26.H29-250711-000" n
#define PAPER "1.004222"
#define NO_PAPER "1.003197"

static const char heading[] =
  "dossier_code,unit_code,procedure_code,received_at,result_date,electronic_result,reused,"
  "from_store,synced,channel\n";
static const char *const rows[] = {
  CODE ("1") "," U26 "," PAPER ",2025-07-11,2025-07-15,1,1,0,1,online\n",
  CODE ("2") "," U26 "," PAPER ",2025-07-31,2025-08-02,0,0,0,0,direct\n",
  CODE ("3") "," CHILD "," NO_PAPER ",2025-08-01,,0,0,0,0,direct\n",
  CODE ("4") "," CHILD "," NO_PAPER ",2025-08-01,2025-08-05,0,1,0,0,post\n",
  CODE ("5") "," U31 "," PAPER ",2025-08-31,2025-09-01,1,0,1,0,online\n",
  CODE ("6") "," U31 "," NO_PAPER ",2025-09-01,,0,0,0,0,direct\n",
};

/* ---- making ---- */

typedef enum { BELIEVED, QUARANTINED, UNANSWERED, AWAITED, VERIFIED } Scan;

static void
add_field (TempArchive *temp, gint64 page, const char *id, SohoaFieldState state)
{
  static const SohoaQuad quad = {{{1, 1}, {9, 1}, {9, 3}, {1, 3}}};
  g_autoptr (SohoaReading) reading = sohoa_reading_new (id, &quad);
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  SohoaValue value = {.json = (char *) "\"x\"", .plausibility = 1, .findings = findings};
  const SohoaFieldJudgement judgement = {.state = state,
                                         .reason = state == SOHOA_FIELD_REVIEW ? "low-confidence" : NULL,
                                         .probability = 1,
                                         .witnesses = "[]"};
  sohoa_reading_set (reading, "x", 1, "made");
  assert_ok (sohoa_field_store (temp->archive, page, "ct01", "2023-11-17", "none-1", 0, reading, &value,
                                &judgement, &error));
}

static void
end_page (TempArchive *temp, gint64 page, Scan scan)
{
  static const SohoaFieldState states[] = {
    [BELIEVED] = SOHOA_FIELD_ACCEPTED, [AWAITED] = SOHOA_FIELD_REVIEW, [VERIFIED] = SOHOA_FIELD_VERIFIED};
  g_autoptr (SohoaPageResult) result = sohoa_page_result_new (1);
  if (scan == QUARANTINED) {
    assert_ok (sohoa_page_quarantine (temp->archive, page, "crash", NULL, &error));
    return;
  }
  result->kind = scan == UNANSWERED ? SOHOA_PAGE_UNKNOWN : SOHOA_PAGE_FORM;
  if (scan != UNANSWERED) {
    result->form = g_strdup ("ct01");
    result->form_version = g_strdup ("2023-11-17");
    result->form_page = 1;
  }
  assert_ok (sohoa_page_store_result (temp->archive, page, result, &error));
  if (scan == UNANSWERED)
    return;
  add_field (temp, page, "applicant.full_name", states[scan]);
  add_field (temp, page, "applicant.phone", SOHOA_FIELD_EMPTY);
}

/* A dossier of two pages: one that is clean, and one as told. */
static void
scan (TempArchive *temp, const char *code, Scan what)
{
  gint64 source = temp_record (temp, code, NULL), dossier;
  g_autoptr (SohoaSource) loaded = sohoa_source_load (temp->archive, source, NULL);
  const SohoaSourceFile *file = g_ptr_array_index (loaded->files, 0);
  assert_ok (sohoa_source_begin (temp->archive, temp->run, source, &error));
  assert_ok (sohoa_source_declare (temp->archive, file->id, 2, &error));
  assert_ok (sohoa_dossier_ensure (temp->archive, code, SOHOA_CODE_COVER, NULL, &dossier, &error));
  for (guint i = 1; i <= 2; i++) {
    g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, source, i, NULL);
    assert_ok (sohoa_dossier_add_page (temp->archive, dossier, page->id, &error));
    end_page (temp, page->id, i == 1 && what != VERIFIED ? BELIEVED : what);
  }
}

static void
take_register (TempArchive *temp, const char *csv)
{
  g_auto (SohoaRegisterImport) import = {0};
  assert_ok (sohoa_register_import (temp->archive, csv, NULL, FALSE, &import, &error));
  assert_int_equal (import.refused, 0);
}

static void
take_rows (TempArchive *temp)
{
  g_autoptr (GString) csv = g_string_new (heading);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_string_append (csv, rows[i]);
  take_register (temp, csv->str);
}

static void
scan_all (TempArchive *temp)
{
  scan (temp, CODE ("1"), BELIEVED);
  scan (temp, CODE ("2"), QUARANTINED);
  scan (temp, CODE ("3"), UNANSWERED);
  scan (temp, CODE ("4"), AWAITED);
  scan (temp, CODE ("6"), VERIFIED);
  scan (temp, CODE ("7"), BELIEVED);
}

static void
fill (TempArchive *temp)
{
  take_rows (temp);
  scan_all (temp);
}

static void
set_all_fresh (TempArchive *temp)
{
  g_autoptr (GPtrArray) dossiers = sohoa_dossier_list (temp->archive, NULL);
  for (guint i = 0; i < dossiers->len; i++)
    assert_ok (sohoa_subject_set_fresh (
      temp->archive, ((const SohoaDossier *) g_ptr_array_index (dossiers, i))->id, &error));
}

/* ---- asking ---- */

static guint
column_of (const SohoaReportTable *table, const char *id)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (strcmp (table->columns[i].id, id) == 0)
      return i;
  fail_msg ("no column '%s'", id);
  return 0;
}

static char *
cell_text (const SohoaReportTable *table, guint row, const char *id)
{
  guint column = column_of (table, id);
  const SohoaCell *cell = sohoa_report_cell (table, row, column);
  if (!cell->told || cell->text != NULL)
    return g_strdup (cell->text != NULL ? cell->text : "-");
  return g_strdup_printf (table->columns[column].kind == SOHOA_CELLS_COUNT ? "%.0f" : "%.2f", cell->number);
}

/* "3/6 50.00" of the row with that group ("" for the total) and rate; NULL when there is no such row. */
static char *
figure_of (const SohoaReport *report, const char *group, const char *rate)
{
  const SohoaReportTable *table = g_ptr_array_index (report->tables, report->tables->len - 1);
  for (guint row = 0; row < sohoa_report_n_rows (table); row++) {
    GString *name = g_string_new (NULL);
    for (guint i = 0; strcmp (table->columns[i].id, "rate") != 0; i++)
      g_string_append_printf (name, "%s%s", i > 0 ? " " : "", sohoa_report_cell (table, row, i)->text);
    g_autofree char *found = g_string_free (name, FALSE);
    g_autofree char *nick = cell_text (table, row, "rate");
    if (strcmp (found, group) != 0 || strcmp (nick, rate) != 0)
      continue;
    g_autofree char *counted = cell_text (table, row, "counted"), *base = cell_text (table, row, "base");
    g_autofree char *percent = cell_text (table, row, "percent");
    return g_strdup_printf ("%s/%s %s", counted, base, percent);
  }
  return NULL;
}

static SohoaReport *
report_on (TempArchive *temp, const char *by, const char *from, const char *to, const char *unit)
{
  SohoaDigitization what = {.unit = unit};
  SohoaReport *report = NULL;
  if (*by != '\0')
    assert_ok (sohoa_by_parse (by, &what.by, &error));
  assert_ok (sohoa_period_parse (from, to, &what.period, &error));
  assert_ok ((report = sohoa_digitization_report (temp->archive, &what, &error)) != NULL);
  return report;
}

typedef struct {
  const char *by, *from, *to, *unit, *group, *rate, *expected; /* expected NULL: no such group */
} Case;

static void
check (TempArchive *temp, const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    const Case *c = &cases[i];
    g_autoptr (SohoaReport) report = report_on (temp, c->by, c->from, c->to, c->unit);
    g_autofree char *figure = figure_of (report, c->group, c->rate);
    if (g_strcmp0 (figure, c->expected) != 0)
      fail_msg ("by '%s' from %s to %s: '%s' %s is %s, not %s", c->by, c->from, c->to, c->group, c->rate,
                figure, c->expected);
  }
}

static void
test_every_rate_is_as_worked_out_by_hand (void **state)
{
  TempArchive *temp = *state;
  static const Case cases[] = {
    {"", NULL, NULL, NULL, "", "scanned", "5/6 83.33"},
    {"", NULL, NULL, NULL, "", "checked", "3/6 50.00"},
    {"", NULL, NULL, NULL, "", "extracted", "2/6 33.33"},
    {"", NULL, NULL, NULL, "", "verified", "1/6 16.67"},
    {"", NULL, NULL, NULL, "", "electronic", "2/4 50.00"},
    {"", NULL, NULL, NULL, "", "4.1", "2/3 66.67"},
    {"", NULL, NULL, NULL, "", "4.2", "3/6 50.00"},
    {"", NULL, NULL, NULL, "", "4.3", "2/6 33.33"},
    {"", NULL, NULL, NULL, "", "4.4", "2/6 33.33"},
  };
  fill (temp);
  check (temp, cases, G_N_ELEMENTS (cases));
}

/* What was worked out when a dossier was looked at holds until one of its pages or fields changes. */
static void
test_kept_standings_are_those_that_would_be_worked_out (void **state)
{
  TempArchive *temp = *state;
  static const Case before[] = {
    {"", NULL, NULL, NULL, "", "scanned", "5/6 83.33"},   {"", NULL, NULL, NULL, "", "checked", "3/6 50.00"},
    {"", NULL, NULL, NULL, "", "extracted", "2/6 33.33"}, {"", NULL, NULL, NULL, "", "verified", "1/6 16.67"},
    {"", NULL, NULL, NULL, "", "4.2", "3/6 50.00"},
  };
  static const Case after[] = {
    {"", NULL, NULL, NULL, "", "scanned", "5/6 83.33"},
    {"", NULL, NULL, NULL, "", "checked", "3/6 50.00"},
    {"", NULL, NULL, NULL, "", "extracted", "1/6 16.67"},
  };
  fill (temp);
  set_all_fresh (temp);
  check (temp, before, G_N_ELEMENTS (before));
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, 1, 2, NULL);
  add_field (temp, page->id, "applicant.birth_date", SOHOA_FIELD_REVIEW);
  check (temp, after, G_N_ELEMENTS (after));
}

/* Entries that do not know their scan, or whose dossier is not dated by them. */
static int
count_late (TempArchive *temp)
{
  g_autofree char *path = g_build_filename (temp->folder, "archive.db", NULL);
  sqlite3 *db;
  sqlite3_stmt *statement;
  assert_int_equal (sqlite3_open (path, &db), SQLITE_OK);
  assert_int_equal (
    sqlite3_prepare_v2 (db,
                        "SELECT count (*) FROM dossier d JOIN register r ON r.dossier = d.code"
                        " WHERE d.received IS NOT r.received OR r.scan IS NOT d.id",
                        -1, &statement, NULL),
    SQLITE_OK);
  assert_int_equal (sqlite3_step (statement), SQLITE_ROW);
  int late = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return late;
}

/* A register may come long after the scans, or again: the rates are the same, and a dossier was received when
 * the register says so, whatever its code says. */
static void
test_a_register_that_comes_after_the_scans_gives_the_same_rates (void **state)
{
  TempArchive *temp = *state;
  static const Case cases[] = {
    {"", NULL, NULL, NULL, "", "scanned", "5/6 83.33"},   {"", NULL, NULL, NULL, "", "checked", "3/6 50.00"},
    {"", NULL, NULL, NULL, "", "extracted", "2/6 33.33"}, {"", NULL, NULL, NULL, "", "verified", "1/6 16.67"},
    {"", NULL, NULL, NULL, "", "4.2", "3/6 50.00"},
  };
  scan_all (temp);
  take_rows (temp); /* nothing was looked at so far: standings are worked out anew */
  check (temp, cases, G_N_ELEMENTS (cases));
  set_all_fresh (temp);
  check (temp, cases, G_N_ELEMENTS (cases));
  take_rows (temp);
  check (temp, cases, G_N_ELEMENTS (cases));
  assert_int_equal (count_late (temp), 0);
}

static void
test_a_unit_counts_with_its_children (void **state)
{
  TempArchive *temp = *state;
  static const Case cases[] = {
    {"unit", NULL, NULL, NULL, PROVINCE, "scanned", "5/6 83.33"},
    {"unit", NULL, NULL, NULL, U26, "scanned", "4/4 100.00"},
    {"unit", NULL, NULL, NULL, CHILD, "scanned", "2/2 100.00"},
    {"unit", NULL, NULL, NULL, U31, "scanned", "1/2 50.00"},
    {"unit", NULL, NULL, NULL, U26, "4.2", "2/4 50.00"},
    {"unit", NULL, NULL, NULL, CHILD, "4.1", "0/0 empty"},
    {"unit", NULL, NULL, NULL, CHILD, "electronic", "0/1 0.00"},
    {"unit", NULL, NULL, U26, U31, "scanned", NULL},
    {"", NULL, NULL, U26, "", "scanned", "4/4 100.00"},
    {"", NULL, NULL, CHILD, "", "checked", "1/2 50.00"},
  };
  fill (temp);
  check (temp, cases, G_N_ELEMENTS (cases));
}

static void
test_groups_and_periods_combine (void **state)
{
  TempArchive *temp = *state;
  static const Case cases[] = {
    {"month", NULL, NULL, NULL, "2025-07", "scanned", "2/2 100.00"},
    {"month", NULL, NULL, NULL, "2025-08", "scanned", "2/3 66.67"},
    {"month", NULL, NULL, NULL, "2025-09", "electronic", "0/0 empty"},
    {"procedure", NULL, NULL, NULL, NO_PAPER, "4.1", "0/0 empty"},
    {"procedure", NULL, NULL, NULL, NO_PAPER, "4.2", "2/3 66.67"},
    {"channel", NULL, NULL, NULL, "online", "4.4", "2/2 100.00"},
    {"channel", NULL, NULL, NULL, "post", "4.3", "1/1 100.00"},
    {"unit,procedure,month,channel", NULL, NULL, NULL, U26 " " NO_PAPER " 2025-08 post", "checked",
     "1/1 100.00"},
    {"unit,procedure,month,channel", NULL, NULL, NULL, CHILD " " NO_PAPER " 2025-08 direct", "checked",
     "0/1 0.00"},
    {"", "2025-07-31", "2025-08-01", NULL, "", "scanned", "3/3 100.00"},
    {"", "2025-08", "2025-08", NULL, "", "scanned", "2/3 66.67"},
    {"", "2025-09", NULL, NULL, "", "electronic", "0/0 empty"},
    {"", NULL, "31/07/2025", NULL, "", "4.1", "1/2 50.00"},
    {"", "2025", "2025", NULL, "", "scanned", "5/6 83.33"},
  };
  fill (temp);
  check (temp, cases, G_N_ELEMENTS (cases));
}

static void
test_what_the_register_does_not_tell_is_not_available (void **state)
{
  TempArchive *temp = *state;
  static const Case cases[] = {
    {"", NULL, NULL, NULL, "", "scanned", "1/3 33.33"}, /* needs no column */
    {"", NULL, NULL, NULL, "", "electronic", "n/a/n/a n/a"},
    {"", NULL, NULL, NULL, "", "4.1", "n/a/n/a n/a"},
    {"", NULL, NULL, NULL, "", "4.2", "n/a/n/a n/a"},
    {"", NULL, NULL, NULL, "", "4.3", "n/a/n/a n/a"},
    {"procedure", NULL, NULL, NULL, NO_PAPER, "4.1", "0/0 empty"},
    {"procedure", NULL, NULL, NULL, NO_PAPER, "4.2",
     "0/1 0.00"}, /* not scanned: nothing more need be known */
    {"procedure", NULL, NULL, NULL, PAPER, "4.2", "n/a/n/a n/a"},
    {"procedure", NULL, NULL, NULL, "9.999999", "4.1",
     "n/a/n/a n/a"}, /* whether it yields a paper is unknown */
    {"procedure", NULL, NULL, NULL, "9.999999", "4.2", "0/1 0.00"},
    {"procedure", NULL, NULL, NULL, "9.999999", "electronic", "0/0 empty"},
    {"channel", NULL, NULL, NULL, "untold", "scanned", "1/3 33.33"},
  };
  take_register (temp, "dossier_code,procedure_code,received_at,result_date\n" CODE (
                         "1") "," PAPER
                              ",2025-07-11,2025-07-12\n" CODE ("2") "," NO_PAPER ",2025-07-11,\n" CODE (
                                "3") ",9.999999,2025-07-11,\n");
  scan (temp, CODE ("1"), BELIEVED);
  check (temp, cases, G_N_ELEMENTS (cases));
}

static void
test_one_entry_that_does_not_tell_is_enough (void **state)
{
  TempArchive *temp = *state;
  static const Case cases[] = {
    {"", NULL, NULL, NULL, "", "4.3", "n/a/n/a n/a"},
    {"", NULL, NULL, NULL, "", "4.4",
     "1/2 50.00"}, /* from the store: whether it was synced need not be known */
    {"month", NULL, NULL, NULL, "2025-07", "4.3", "1/1 100.00"},
  };
  take_register (temp, "dossier_code,procedure_code,received_at,reused,from_store,synced\n" CODE (
                         "1") "," PAPER ",2025-07-11,1,1,\n" CODE ("2") "," PAPER ",2025-08-11,,0,0\n");
  check (temp, cases, G_N_ELEMENTS (cases));
}

static void
test_explaining_lists_exactly_the_dossiers_behind_a_rate (void **state)
{
  TempArchive *temp = *state;
  static const struct {
    const char *rate, *unit, *expected;
  } cases[] = {
    {"4.1", NULL,
     "1 yes yes extracted;2 no yes quarantined;3 no no unanswered;4 no no checked;"
     "5 yes yes not-scanned;6 no no verified;"},
    {"scanned", U31, "5 no yes not-scanned;6 yes yes verified;"},
    {"4.2", CHILD, "3 no yes unanswered;4 yes yes checked;"},
  };
  fill (temp);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const SohoaDigitization what = {.unit = cases[i].unit};
    g_autoptr (SohoaReport) report = NULL;
    g_autoptr (GString) text = g_string_new (NULL);
    assert_ok ((report = sohoa_digitization_explain (temp->archive, cases[i].rate, &what, &error)) != NULL);
    const SohoaReportTable *table = g_ptr_array_index (report->tables, 0);
    for (guint row = 0; row < sohoa_report_n_rows (table); row++) {
      g_autofree char *dossier = cell_text (table, row, "dossier"),
                      *counted = cell_text (table, row, "counted");
      g_autofree char *base = cell_text (table, row, "base"), *scan_state = cell_text (table, row, "scan");
      g_string_append_printf (text, "%s %s %s %s;", dossier + strlen (CODE ("")), counted, base, scan_state);
    }
    assert_string_equal (text->str, cases[i].expected);
  }
}

/* ---- targets ---- */

static void
settings (TempArchive *temp, const char *json)
{
  g_autofree char *file = g_build_filename (temp->folder, "settings.json", NULL);
  assert_true (g_file_set_contents (file, json, -1, NULL));
}

/* Cells of the total of a rate. */
static char *
against_target (TempArchive *temp, const char *rate, const char *to, const char *const ids[5])
{
  g_autoptr (SohoaReport) report = report_on (temp, "", NULL, to, NULL);
  const SohoaReportTable *table = g_ptr_array_index (report->tables, 0);
  GString *text = g_string_new (NULL);
  for (guint row = 0; row < sohoa_report_n_rows (table); row++)
    if (strcmp (sohoa_report_cell (table, row, 0)->text, rate) == 0)
      for (guint i = 0; i < 5 && ids[i] != NULL; i++) {
        g_autofree char *cell = cell_text (table, row, ids[i]);
        g_string_append_printf (text, "%s%s", i > 0 ? " " : "", cell);
      }
  return g_string_free (text, FALSE);
}

static void
test_targets_give_gap_and_score (void **state)
{
  TempArchive *temp = *state;
  static const struct {
    const char *settings, *rate, *expected;
  } cases[] = {
    {"{}", "scanned", "- - - - -"},
    {"{\"targets\": {\"scanned\": 100}}", "scanned", "100.00 -16.67 1 - -"},
    {"{\"targets\": {\"scanned\": 80}}", "scanned", "80.00 3.33 0 - -"},
    {"{\"targets\": {\"4.2\": 100}}", "4.2", "100.00 -50.00 3 2.50 4.00"}, /* 4 x 50 / 80 */
    {"{\"full_from\": {\"4.2\": 100}}", "4.2", "- - - 2.00 4.00"},
    {"{\"full_from\": {\"4.2\": 40}}", "4.2", "- - - 4.00 4.00"},
    {"{}", "4.1", "- - - 4.00 6.00"},
    {"{}", "4.3", "- - - 0.83 2.00"},
    {"{}", "4.4", "- - - 1.33 4.00"},
  };
  static const char *const ids[] = {"target", "gap", "missing", "score", "points"};
  fill (temp);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    settings (temp, cases[i].settings);
    g_autofree char *text = against_target (temp, cases[i].rate, NULL, ids);
    if (strcmp (text, cases[i].expected) != 0)
      fail_msg ("%s of %s: %s", cases[i].rate, cases[i].settings, text);
  }
}

/* In the four weeks up to 1 September one of one that was received became electronic: 1 - 0.7 x 1 = 0.3
 * nearer to the target in 28 days; 0.7 x 4 - 2 = 0.8 are missing: 75 days. */
static void
test_the_pace_of_the_last_weeks_tells_when_the_target_is_reached (void **state)
{
  TempArchive *temp = *state;
  static const struct {
    const char *settings, *rate, *expected;
  } cases[] = {
    {"{\"targets\": {\"electronic\": 70}}", "electronic", "1 0.25 2025-11-15"},
    {"{\"targets\": {\"electronic\": 100}}", "electronic", "2 0.25 never"},
    {"{\"targets\": {\"electronic\": 50}}", "electronic", "0 0.25 reached"},
    {"{}", "electronic", "- 0.25 -"},
    {"{\"targets\": {\"4.3\": 70}}", "4.3", "3 - -"}, /* nothing tells since when */
  };
  static const char *const ids[5] = {"missing", "per_week", "reached"};
  fill (temp);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    settings (temp, cases[i].settings);
    g_autofree char *text = against_target (temp, cases[i].rate, "2025-09-01", ids);
    if (strcmp (text, cases[i].expected) != 0)
      fail_msg ("%s of %s: %s", cases[i].rate, cases[i].settings, text);
  }
}

static void
test_targets_that_make_no_sense_are_refused (void **state)
{
  TempArchive *temp = *state;
  static const char *const cases[] = {
    "{\"targets\": {\"scaned\": 80}}",
    "{\"targets\": {\"scanned\": \"80\"}}",
    "{\"targets\": {\"scanned\": 0}}",
    "{\"targets\": {\"scanned\": 101}}",
    "{\"targets\": 80}",
    "{\"targets\": [80]}",
    "{\"full_from\": {\"scanned\": null}}",
    "not JSON",
  };
  const SohoaDigitization what = {0};
  fill (temp);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    settings (temp, cases[i]);
    assert_fails (sohoa_digitization_report (temp->archive, &what, &error) != NULL, SOHOA_ERROR_ARCHIVE);
  }
}

static void
test_nothing_to_report_on_is_told (void **state)
{
  TempArchive *temp = *state;
  SohoaDigitization what = {0};
  SohoaPeriod period;
  assert_fails (sohoa_digitization_report (temp->archive, &what, &error) != NULL, SOHOA_ERROR_NOT_FOUND);
  fill (temp);
  assert_ok (sohoa_period_parse ("2030", NULL, &what.period, &error));
  assert_fails (sohoa_digitization_report (temp->archive, &what, &error) != NULL, SOHOA_ERROR_NOT_FOUND);
  what = (SohoaDigitization){.unit = "no such unit"};
  assert_fails (sohoa_digitization_report (temp->archive, &what, &error) != NULL, SOHOA_ERROR_NOT_FOUND);
  what = (SohoaDigitization){0};
  assert_fails (sohoa_digitization_explain (temp->archive, "4.9", &what, &error) != NULL, SOHOA_ERROR_USAGE);
  assert_fails (sohoa_by_parse ("unit,colour", &what.by, &error), SOHOA_ERROR_USAGE);
  assert_fails (sohoa_period_parse ("yesterday", NULL, &period, &error), SOHOA_ERROR_USAGE);
  assert_fails (sohoa_period_parse ("2025-09", "2025-08", &period, &error), SOHOA_ERROR_USAGE);
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_every_rate_is_as_worked_out_by_hand),
    WITH_ARCHIVE (test_kept_standings_are_those_that_would_be_worked_out),
    WITH_ARCHIVE (test_a_register_that_comes_after_the_scans_gives_the_same_rates),
    WITH_ARCHIVE (test_a_unit_counts_with_its_children),
    WITH_ARCHIVE (test_groups_and_periods_combine),
    WITH_ARCHIVE (test_what_the_register_does_not_tell_is_not_available),
    WITH_ARCHIVE (test_one_entry_that_does_not_tell_is_enough),
    WITH_ARCHIVE (test_explaining_lists_exactly_the_dossiers_behind_a_rate),
    WITH_ARCHIVE (test_targets_give_gap_and_score),
    WITH_ARCHIVE (test_the_pace_of_the_last_weeks_tells_when_the_target_is_reached),
    WITH_ARCHIVE (test_targets_that_make_no_sense_are_refused),
    WITH_ARCHIVE (test_nothing_to_report_on_is_told),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
