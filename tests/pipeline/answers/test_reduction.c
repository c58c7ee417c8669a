/* The reduction on papers made by hand, against figures worked out by hand.
 *
 * Twelve persons, a ct01 each with five declared items. Of the first ten, name and number were offered and
 * right, the telephone was offered and wrong, the e-mail was not offered; of the last two nothing was
 * offered. The sex is unknown of all twelve. So 20 reused, 10 different, 10 + 8 not offered, 12 unknown.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <sqlite3.h>

#include "pipeline/answers/reduction.h"
#include "pipeline/answers/saved.h"
#include "pipeline/store/dossier.h"
#include "pipeline/store/field.h"
#include "pipeline/store/page.h"
#include "pipeline/store/reuse.h"
#include "pipeline/store/subject.h"
#include "tests/pipeline/page_maker.h"

static SohoaFormSet *forms;

static int
load_forms (void **state)
{
  forms = load_real_forms ();
  return 0;
}

static int
free_forms (void **state)
{
  sohoa_form_set_free (forms);
  return 0;
}

/* ---- making ---- */

static const struct {
  const char *field, *element;
  SohoaReuseOutcome known, strange; /* of the first ten, of the others */
} items[] = {
  {"applicant.full_name", "person.full_name", SOHOA_REUSE_REUSED, SOHOA_REUSE_NOT_OFFERED},
  {"applicant.citizen_id", "person.citizen_id", SOHOA_REUSE_REUSED, SOHOA_REUSE_NOT_OFFERED},
  {"applicant.phone", "person.phone", SOHOA_REUSE_DIFFERENT, SOHOA_REUSE_NOT_OFFERED},
  {"applicant.email", "person.email", SOHOA_REUSE_NOT_OFFERED, SOHOA_REUSE_NOT_OFFERED},
  {"applicant.sex", "person.sex", SOHOA_REUSE_UNKNOWN, SOHOA_REUSE_UNKNOWN},
};

static void
add_item (TempArchive *temp, gint64 page, gint64 subject, guint i, gboolean known)
{
  static const SohoaQuad quad = {{{1, 1}, {9, 1}, {9, 3}, {1, 3}}};
  g_autoptr (SohoaReading) reading = sohoa_reading_new (items[i].field, &quad);
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  SohoaValue value = {.json = (char *) "\"x\"", .plausibility = 1, .findings = findings};
  SohoaReuseOutcome outcome = known ? items[i].known : items[i].strange;
  const SohoaReuse reuse = {.page = page,
                            .field = items[i].field,
                            .element = items[i].element,
                            .subject = subject,
                            .outcome = outcome,
                            .strict = outcome};
  const SohoaFieldJudgement judgement = {.state = SOHOA_FIELD_ACCEPTED, .probability = 1, .witnesses = "[]"};
  sohoa_reading_set (reading, "x", 1, "text-layer");
  assert_ok (sohoa_field_store (temp->archive, page, "ct01", "2023-11-17", "none-1", i, reading, &value,
                                &judgement, &error));
  assert_ok (sohoa_reuse_put (temp->archive, &reuse, &error));
}

static void
fill (TempArchive *temp)
{
  for (guint n = 0; n < 12; n++) {
    g_autofree char *code = g_strdup_printf ("H29.26-25%02u11-0001", n + 1);
    g_autoptr (SohoaPageResult) result = make_form ("ct01", "2023-11-17", 1, 0);
    gint64 source = temp_record (temp, code, NULL), dossier, subject;
    declare_pages (temp, source, 1);
    g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, source, 1, NULL);
    assert_ok (sohoa_page_store_result (temp->archive, page->id, result, &error));
    assert_ok (sohoa_dossier_ensure (temp->archive, code, SOHOA_CODE_COVER, NULL, &dossier, &error));
    assert_ok (sohoa_dossier_add_page (temp->archive, dossier, page->id, &error));
    assert_ok (sohoa_subject_new (temp->archive, SOHOA_SUBJECT_PERSON, &subject, &error));
    for (guint i = 0; i < G_N_ELEMENTS (items); i++)
      add_item (temp, page->id, subject, i, n < 10);
  }
}

/* ---- asking ---- */

/* A cell of the row with that name in a table. Caller frees. */
static char *
cell_of (const SohoaReport *report, const char *table_id, const char *row_name, const char *column)
{
  for (guint t = 0; t < report->tables->len; t++) {
    const SohoaReportTable *table = g_ptr_array_index (report->tables, t);
    for (guint row = 0; strcmp (table->id, table_id) == 0 && row < sohoa_report_n_rows (table); row++)
      for (guint i = 0;
           strcmp (sohoa_report_cell (table, row, 0)->text, row_name) == 0 && i < table->n_columns; i++) {
        const SohoaCell *cell = sohoa_report_cell (table, row, i);
        if (strcmp (table->columns[i].id, column) != 0)
          continue;
        if (cell->text != NULL || !cell->told)
          return g_strdup (cell->text != NULL ? cell->text : "-");
        return g_strdup_printf (table->columns[i].kind == SOHOA_CELLS_COUNT ? "%.0f" : "%.2f", cell->number);
      }
  }
  return g_strdup ("no such row");
}

static SohoaReport *
report_on (TempArchive *temp, const char *form, const char *from, const char *to)
{
  SohoaReduction what = {.form = form};
  SohoaReport *report = NULL;
  assert_ok (sohoa_period_parse (from, to, &what.period, &error));
  assert_ok ((report = sohoa_reduction_report (temp->archive, forms, &what, &error)) != NULL);
  return report;
}

static void
test_shares_are_as_worked_out_by_hand (void **state)
{
  TempArchive *temp = *state;
  static const struct {
    const char *form, *from, *to, *table, *row, *column, *expected;
  } cases[] = {
    {NULL, NULL, NULL, "total", "all", "achieved", "41.67"}, /* 20 / 48 */
    {NULL, NULL, NULL, "total", "all", "coverage", "80.00"}, /* 48 / 60 */
    {NULL, NULL, NULL, "total", "all", "harm", "20.83"},     /* 10 / 48 */
    {NULL, NULL, NULL, "total", "all", "not_offered", "18"},
    {NULL, NULL, NULL, "total", "all", "unknown", "12"},
    {NULL, NULL, NULL, "total", "all", "persons", "12"},
    {NULL, NULL, NULL, "form", "ct01", "achieved", "41.67"},
    {NULL, NULL, NULL, "form", "ct01", "verdict", "PASS"},
    {NULL, NULL, NULL, "class", "person", "achieved", "83.33"}, /* 20 / 24 */
    {NULL, NULL, NULL, "class", "contact", "achieved", "0.00"},
    {NULL, NULL, NULL, "class", "contact", "harm", "41.67"}, /* 10 / 24 */
    {"ct01", NULL, NULL, "element", "person.phone", "different", "10"},
    {"ct01", NULL, NULL, "element", "person.sex", "achieved", "empty"},
    {"ct01", NULL, NULL, "element", "person.sex", "coverage", "0.00"},
    {NULL, NULL, NULL, "total", "all", "minutes", "14.40"},     /* 12 x (21 + 15 + 13 + 23) seconds */
    {NULL, NULL, NULL, "time", "all", "minutes_saved", "6.00"}, /* 10 x (21 + 15) */
    {NULL, NULL, NULL, "time", "contact", "time_percent", "0.00"},
    {NULL, NULL, NULL, "form", "ct01", "time_percent", "41.67"},
    {NULL, "2025-11", NULL, "total", "all", "achieved", "0.00"}, /* the last two alone */
    {NULL, "2025-11", NULL, "total", "all", "verdict", "too few"},
    {NULL, NULL, "2025-10", "total", "all", "achieved", "50.00"},
  };
  fill (temp);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SohoaReport) report = report_on (temp, cases[i].form, cases[i].from, cases[i].to);
    g_autofree char *cell = cell_of (report, cases[i].table, cases[i].row, cases[i].column);
    if (strcmp (cell, cases[i].expected) != 0)
      fail_msg ("%s of %s in %s: %s, not %s", cases[i].column, cases[i].row, cases[i].table, cell,
                cases[i].expected);
  }
}

static void
test_the_goal_is_passed_by_the_low_end_only (void **state)
{
  TempArchive *temp = *state;
  static const struct {
    const char *settings, *verdict;
  } cases[] = {
    {"{}", "PASS"},
    {"{\"reduction_goal\": 25}", "PASS"},
    {"{\"reduction_goal\": 40}", "FAIL"}, /* 41.67 is above, the low end is not */
    {"{\"reduction_goal\": 60}", "FAIL"},
  };
  g_autofree char *file = g_build_filename (temp->folder, "settings.json", NULL);
  fill (temp);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    assert_true (g_file_set_contents (file, cases[i].settings, -1, NULL));
    g_autoptr (SohoaReport) report = report_on (temp, NULL, NULL, NULL);
    g_autofree char *verdict = cell_of (report, "form", "ct01", "verdict");
    assert_string_equal (verdict, cases[i].verdict);
  }
}

/* Items that are about nobody stand for their dossiers: they count, but they are no persons. */
static void
test_what_is_about_nobody_is_no_person (void **state)
{
  TempArchive *temp = *state;
  fill (temp);
  for (gint64 page = 1; page <= 12; page++) {
    const SohoaReuse reuse = {.page = page,
                              .field = items[0].field,
                              .element = "dossier.request",
                              .outcome = SOHOA_REUSE_NOT_OFFERED,
                              .strict = SOHOA_REUSE_NOT_OFFERED};
    assert_ok (sohoa_reuse_put (temp->archive, &reuse, &error));
  }
  g_autoptr (SohoaReport) report = report_on (temp, NULL, NULL, NULL);
  g_autofree char *persons = cell_of (report, "class", "event", "persons");
  g_autofree char *verdict = cell_of (report, "class", "event", "verdict");
  g_autofree char *achieved = cell_of (report, "class", "event", "achieved");
  assert_string_equal (persons, "0");
  assert_string_equal (verdict, "too few");
  assert_string_equal (achieved, "0.00");
}

/* The definition, as anybody can write it down in SQL: of each form, class or element, how many items came to
 * what, and of each person how many of the known ones were reused. */
static void
assert_by_definition (TempArchive *temp, const SohoaSavedGroup *group, const char *which)
{
  g_autofree char *path = g_build_filename (temp->folder, "archive.db", NULL);
  g_autofree char *sql = g_strdup_printf (
    "SELECT coalesce (subject_id, -d.dossier_id), sum (outcome = 'reused'), sum (outcome = 'different'),"
    " sum (outcome = 'not-offered'), sum (outcome = 'unknown'), sum (strict = 'reused')"
    " FROM v_reuse r JOIN (SELECT id AS dossier_id, code FROM dossier) d ON d.code = r.dossier"
    " WHERE %s GROUP BY 1 ORDER BY 1",
    which);
  guint outcome[SOHOA_N_REUSE_OUTCOMES] = {0}, strict = 0, persons = 0;
  g_auto (SohoaClusters) clusters = {0};
  double low[2] = {0}, high[2] = {0};
  sqlite3_stmt *statement;
  sqlite3 *db;

  assert_int_equal (sqlite3_open (path, &db), SQLITE_OK);
  assert_int_equal (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW) {
    guint n[SOHOA_N_REUSE_OUTCOMES];
    for (int i = 0; i < SOHOA_N_REUSE_OUTCOMES; i++)
      outcome[i] += n[i] = (guint) sqlite3_column_int (statement, 1 + i);
    strict += (guint) sqlite3_column_int (statement, 1 + SOHOA_N_REUSE_OUTCOMES);
    if (sohoa_saved_known (n) == 0)
      continue;
    persons += sqlite3_column_int64 (statement, 0) > 0;
    sohoa_clusters_add (&clusters,
                        (SohoaCluster){.good = n[SOHOA_REUSE_REUSED], .all = sohoa_saved_known (n)});
  }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  assert_memory_equal (group->outcome, outcome, sizeof outcome);
  assert_int_equal (group->strict_reused, strict);
  assert_int_equal (group->persons, persons);
  assert_int_equal (sohoa_interval (&group->clusters, &low[0], &high[0]),
                    sohoa_interval (&clusters, &low[1], &high[1]));
  assert_true (low[0] == low[1] && high[0] == high[1]);
}

/* Persons on several papers, items about nobody in between, everything that can come out of an item. */
static void
test_one_walk_says_what_the_definition_says (void **state)
{
  TempArchive *temp = *state;
  static const char *const columns[] = {"1", "form = '%s'", NULL, "element = '%s'"};
  const SohoaDictionary *dictionary = sohoa_dictionary_get (NULL);
  SohoaSaved *saved = NULL;
  fill (temp);
  for (guint n = 0; n < 60; n++) {
    const SohoaReuse reuse = {.page = 1 + n / 5,
                              .field = items[n % 5].field,
                              .element = items[n % 5].element,
                              .subject = n % 7 == 0 ? 0 : 1 + n * n % 12,
                              .outcome = n * 5 % 11 % SOHOA_N_REUSE_OUTCOMES,
                              .strict = n * 3 % 7 % SOHOA_N_REUSE_OUTCOMES};
    assert_ok (sohoa_reuse_put (temp->archive, &reuse, &error));
  }
  assert_ok ((saved = sohoa_saved_load (temp->archive, dictionary, NULL, NULL, NULL, &error)) != NULL);
  for (guint by = 0; by < SOHOA_N_SAVED; by++)
    for (guint i = 0; columns[by] != NULL && i < saved->groups[by]->len; i++) {
      const SohoaSavedGroup *group = g_ptr_array_index (saved->groups[by], i);
      g_auto (GStrv) around = g_strsplit (columns[by], "%s", 2);
      g_autofree char *which = g_strjoinv (group->name, around);
      assert_by_definition (temp, group, which);
    }
  assert_int_equal (saved->groups[SOHOA_SAVED_ELEMENT]->len, G_N_ELEMENTS (items));
  sohoa_saved_free (saved);
}

static void
test_nothing_to_measure_is_told (void **state)
{
  TempArchive *temp = *state;
  SohoaReduction what = {0};
  assert_fails (sohoa_reduction_report (temp->archive, forms, &what, &error) != NULL, SOHOA_ERROR_NOT_FOUND);
  fill (temp);
  what.form = "nosuch";
  assert_fails (sohoa_reduction_report (temp->archive, forms, &what, &error) != NULL, SOHOA_ERROR_NOT_FOUND);
  what.form = "birth";
  assert_fails (sohoa_reduction_report (temp->archive, forms, &what, &error) != NULL, SOHOA_ERROR_NOT_FOUND);
  what.form = NULL;
  assert_ok (sohoa_period_parse ("2030", NULL, &what.period, &error));
  assert_fails (sohoa_reduction_report (temp->archive, forms, &what, &error) != NULL, SOHOA_ERROR_NOT_FOUND);
}

/* Of the 19 items of ct01, names and numbers (5 each) are achieved at 10 / 12: 8.33 items need not be
 * written. */
static void
test_a_redesigned_form_is_held_against_the_paper_of_now (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *now = NULL, *draft = g_build_filename (temp->root, "draft.json", NULL);
  static const struct {
    const char *drop;
    gboolean with;
    const char *row, *column, *expected;
  } cases[] = {
    {"person.email", FALSE, "now", "items", "19"},
    {"person.email", FALSE, "now", "percent", "43.86"},        /* 8.33 / 19 */
    {"person.email", FALSE, "redesigned", "percent", "49.12"}, /* 9.33 / 19 */
    {"applicant.email,person.sex", FALSE, "redesigned", "items", "16"},
    {"applicant.email,person.sex", FALSE, "redesigned", "verdict", "reached"},
    {NULL, TRUE, "redesigned", "items", "19"},
    {"head.full_name", TRUE, "redesigned", "items", "18"},
  };
  fill (temp);
  g_autofree char *file =
    g_build_filename (sohoa_form_set_lookup (forms, "ct01", "2025-07-01")->folder, "form.json", NULL);
  assert_true (g_file_get_contents (file, &now, NULL, NULL));
  assert_true (g_file_set_contents (draft, now, -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const SohoaReduction what = {
      .form = "ct01", .drop = cases[i].drop, .draft = cases[i].with ? draft : NULL};
    SohoaReport *made = NULL;
    assert_ok ((made = sohoa_reduction_report (temp->archive, forms, &what, &error)) != NULL);
    g_autoptr (SohoaReport) report = made;
    g_autofree char *cell = cell_of (report, "redesign", cases[i].row, cases[i].column);
    if (strcmp (cell, cases[i].expected) != 0)
      fail_msg ("case %zu: %s of %s is %s, not %s", i, cases[i].column, cases[i].row, cell,
                cases[i].expected);
  }
}

static void
test_a_redesign_that_makes_no_sense_is_refused (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *draft = g_build_filename (temp->root, "draft.json", NULL);
  SohoaReduction what = {.form = "ct01", .drop = "person.email,nosuch"};
  fill (temp);
  assert_fails (sohoa_reduction_report (temp->archive, forms, &what, &error) != NULL, SOHOA_ERROR_USAGE);
  what = (SohoaReduction){.form = "ct01", .draft = draft};
  assert_fails (sohoa_reduction_report (temp->archive, forms, &what, &error) != NULL, SOHOA_ERROR_FORM);
  assert_true (g_file_set_contents (draft, "{\"id\": 3", -1, NULL));
  assert_fails (sohoa_reduction_report (temp->archive, forms, &what, &error) != NULL, SOHOA_ERROR_FORM);
}

static void
test_the_fewest_items_that_reach_the_goal_are_suggested (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *settings = g_build_filename (temp->folder, "settings.json", NULL);
  const SohoaReduction what = {.form = "ct01", .suggest = TRUE};
  static const struct {
    const char *field, *column, *expected;
  } cases[] = {
    {"applicant.email", "action", "prefill"},
    {"applicant.email", "evidence", "business, judicial_record, land_change"},
    {"applicant.email", "risk", "low"},
    {"applicant.sex", "action", "drop"},
    {"applicant.sex", "evidence", "applicant.citizen_id"},
    {"members[0].sex", "risk", "none"},
    {"applicant.birth_date", "risk", "unknown"},
    {"applicant.email", "reaches", "64.91"}, /* 12.33 / 19, the fourth and last */
    {"applicant.phone", "action",
     "no such row"}, /* what is offered is mostly wrong: it gains next to nothing */
  };
  fill (temp);
  for (guint round = 0; round < 2; round++) {
    SohoaReport *made = NULL;
    assert_true (g_file_set_contents (settings, round == 0 ? "{}" : "{\"reduction_goal\": 60}", -1, NULL));
    assert_ok ((made = sohoa_reduction_report (temp->archive, forms, &what, &error)) != NULL);
    g_autoptr (SohoaReport) report = made;
    const SohoaReportTable *table = g_ptr_array_index (report->tables, report->tables->len - 1);
    assert_int_equal (sohoa_report_n_rows (table), round == 0 ? 0 : 4);
    for (gsize i = 0; round == 1 && i < G_N_ELEMENTS (cases); i++) {
      g_autofree char *cell = cell_of (report, "suggestions", cases[i].field, cases[i].column);
      if (strcmp (cell, cases[i].expected) != 0)
        fail_msg ("%s of %s: %s", cases[i].column, cases[i].field, cell);
    }
  }
}

static void
test_the_matrix_counts_items_of_the_newest_versions (void **state)
{
  g_autoptr (SohoaReport) report = NULL;
  assert_ok ((report = sohoa_reduction_matrix (forms, &error)) != NULL);
  static const struct {
    const char *element, *form, *expected;
  } cases[] = {
    {"person.email", "marital", "-"},
    {"person.email", "ct01", "1"},
    {"land.lot_no", "construction", "1"},
    {"land.lot_no", "birth", "-"},
    {"person.signature", "ct01", "no such row"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *cell = cell_of (report, "matrix", cases[i].element, cases[i].form);
    if (strcmp (cell, cases[i].expected) != 0)
      fail_msg ("%s in %s: %s", cases[i].element, cases[i].form, cell);
  }
}

/* Potential is information only: what is about the dossier itself can come from nowhere else. */
static void
test_potential_leaves_out_what_only_this_dossier_can_tell (void **state)
{
  TempArchive *temp = *state;
  fill (temp);
  g_autoptr (SohoaReport) report = report_on (temp, "ct01", NULL, NULL);
  g_autofree char *phone = cell_of (report, "element", "person.phone", "potential");
  g_autofree char *all = cell_of (report, "total", "all", "potential");
  assert_string_equal (phone, "100.00");
  assert_true (g_ascii_strtod (all, NULL) > 0 && g_ascii_strtod (all, NULL) < 100);
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_shares_are_as_worked_out_by_hand),
    WITH_ARCHIVE (test_the_goal_is_passed_by_the_low_end_only),
    WITH_ARCHIVE (test_what_is_about_nobody_is_no_person),
    WITH_ARCHIVE (test_one_walk_says_what_the_definition_says),
    WITH_ARCHIVE (test_nothing_to_measure_is_told),
    WITH_ARCHIVE (test_a_redesigned_form_is_held_against_the_paper_of_now),
    WITH_ARCHIVE (test_a_redesign_that_makes_no_sense_is_refused),
    WITH_ARCHIVE (test_the_fewest_items_that_reach_the_goal_are_suggested),
    cmocka_unit_test (test_the_matrix_counts_items_of_the_newest_versions),
    WITH_ARCHIVE (test_potential_leaves_out_what_only_this_dossier_can_tell),
  };
  return cmocka_run_group_tests (tests, load_forms, free_forms);
}
