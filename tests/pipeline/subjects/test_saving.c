/* What prefill would have saved: judged item by item, from what was received before and nothing else,
 * whatever the order in which papers are scanned. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <string.h>

#include "pipeline/store/dossier.h"
#include "pipeline/store/field.h"
#include "pipeline/store/page.h"
#include "pipeline/store/reuse.h"
#include "pipeline/store/verification.h"
#include "pipeline/subjects/subjects.h"
#include "tests/pipeline/subjects/papers.h"

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

static void
update (TempArchive *temp)
{
  assert_ok (sohoa_subjects_update (temp->archive, forms, NULL, &error));
}

/* ---- asking ---- */

/* "reused not-offered citizen_sex": outcome, strict outcome and derivation of an item; "" when it has no row.
 */
static char *
outcome_of (TempArchive *temp, const char *dossier, const char *form, const char *field)
{
  g_autofree char *path = g_build_filename (temp->folder, "archive.db", NULL);
  sqlite3 *db;
  sqlite3_stmt *statement;
  assert_int_equal (sqlite3_open (path, &db), SQLITE_OK);
  assert_int_equal (
    sqlite3_prepare_v2 (db,
                        "SELECT outcome || ' ' || strict || coalesce (' ' || how, '') FROM v_reuse"
                        " WHERE dossier = ? AND form = ? AND field = ?",
                        -1, &statement, NULL),
    SQLITE_OK);
  sqlite3_bind_text (statement, 1, dossier, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, form, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, field, -1, SQLITE_STATIC);
  char *found = sqlite3_step (statement) == SQLITE_ROW
                  ? g_strdup ((const char *) sqlite3_column_text (statement, 0))
                  : g_strdup ("");
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return found;
}

static void
assert_outcome (TempArchive *temp, const char *dossier, const char *form, const char *field,
                const char *expected)
{
  g_autofree char *found = outcome_of (temp, dossier, form, field);
  if (strcmp (found, expected) != 0)
    fail_msg ("%s %s %s: '%s', expected '%s'", dossier, form, field, found, expected);
}

#define JULY "H29.26-250711-0001"
#define AUGUST "H29.26-250811-0001"
#define LATER "H29.26-260901-0001"

static const Paper july = {
  JULY, CT01, {AN, {"applicant.phone", "\"0901000001\"", OK}, {"applicant.email", "\"an@example.vn\"", OK}}};
static const Paper august = {AUGUST,
                             CONSTRUCTION,
                             {AN,
                              {"applicant.phone", "\"0901000001\"", OK},
                              {"applicant.email", "\"other@example.vn\"", OK},
                              {"applicant.current_address", "\"1 Lê Lợi\"", OK}}};

static void
assert_july_and_august (TempArchive *temp)
{
  assert_outcome (temp, JULY, "ct01", "applicant.phone", "not-offered not-offered");
  assert_outcome (temp, JULY, "ct01", "applicant.full_name", "not-offered not-offered");
  assert_outcome (temp, AUGUST, "construction", "applicant.full_name", "reused reused");
  assert_outcome (temp, AUGUST, "construction", "applicant.citizen_id", "reused reused");
  assert_outcome (temp, AUGUST, "construction", "applicant.phone", "reused reused");
  assert_outcome (temp, AUGUST, "construction", "applicant.email", "different different");
  assert_outcome (temp, AUGUST, "construction", "applicant.current_address", "not-offered not-offered");
}

static void
test_a_paper_is_judged_by_those_received_before_it (void **state)
{
  TempArchive *temp = *state;
  digitize (temp, &july);
  digitize (temp, &august);
  update (temp);
  assert_july_and_august (temp);
}

static void
test_the_order_of_scanning_makes_no_difference (void **state)
{
  TempArchive *temp = *state;
  digitize (temp, &august);
  update (temp);
  assert_outcome (temp, AUGUST, "construction", "applicant.phone", "not-offered not-offered");
  digitize (temp, &july);
  update (temp);
  assert_july_and_august (temp);
  assert_ok (sohoa_subjects_rebuild (temp->archive, forms, &error));
  assert_july_and_august (temp);
}

static void
test_what_the_same_dossier_says_never_counts (void **state)
{
  TempArchive *temp = *state;
  Paper second = august;
  second.dossier = JULY;
  digitize (temp, &july);
  digitize (temp, &second);
  update (temp);
  assert_outcome (temp, JULY, "construction", "applicant.phone", "not-offered not-offered");
  assert_outcome (temp, JULY, "construction", "applicant.email", "not-offered not-offered");
}

static void
test_what_is_not_believed_on_either_side_is_unknown (void **state)
{
  TempArchive *temp = *state;
  static const Paper doubted = {
    JULY,
    CT01,
    {AN, {"applicant.phone", "\"0901000009\"", DOUBT}, {"applicant.email", "\"an@example.vn\"", OK}}};
  static const Paper doubting = {
    AUGUST,
    CONSTRUCTION,
    {AN, {"applicant.phone", "\"0901000001\"", OK}, {"applicant.email", "\"x\"", DOUBT}}};
  digitize (temp, &doubted);
  digitize (temp, &doubting);
  update (temp);
  assert_outcome (temp, JULY, "ct01", "applicant.phone", "unknown unknown");
  assert_outcome (temp, AUGUST, "construction", "applicant.phone", "unknown unknown");
  assert_outcome (temp, AUGUST, "construction", "applicant.email", "unknown unknown");
  assert_outcome (temp, AUGUST, "construction", "applicant.full_name", "reused reused");
}

static void
test_who_has_a_number_that_is_not_believed_is_unknown (void **state)
{
  TempArchive *temp = *state;
  static const Paper paper = {AUGUST,
                              CONSTRUCTION,
                              {{"applicant.full_name", "\"Nguyễn Văn An\"", OK},
                               {"applicant.citizen_id", "\"079060123456\"", DOUBT},
                               {"applicant.phone", "\"0901000001\"", OK}}};
  digitize (temp, &july);
  digitize (temp, &paper);
  update (temp);
  assert_outcome (temp, AUGUST, "construction", "applicant.phone", "unknown unknown");
  assert_outcome (temp, AUGUST, "construction", "applicant.full_name", "unknown unknown");
  assert_outcome (temp, AUGUST, "construction", "applicant.citizen_id", "unknown unknown");
}

static void
test_a_persons_answer_settles_what_was_unknown (void **state)
{
  TempArchive *temp = *state;
  static const Paper doubted = {JULY, CT01, {AN, {"applicant.phone", "\"0901000009\"", DOUBT}}};
  static const Paper sure = {AUGUST, CONSTRUCTION, {AN, {"applicant.phone", "\"0901000001\"", OK}}};
  digitize (temp, &doubted);
  digitize (temp, &sure);
  update (temp);
  assert_outcome (temp, AUGUST, "construction", "applicant.phone", "unknown unknown");
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, 1, 1, NULL);
  assert_ok (
    sohoa_field_verify (temp->archive, page->id, "applicant.phone", "\"0901000001\"", "Lan", &error));
  update (temp);
  assert_outcome (temp, JULY, "ct01", "applicant.phone", "not-offered not-offered");
  assert_outcome (temp, AUGUST, "construction", "applicant.phone", "reused reused");
}

static void
test_what_follows_from_other_elements_is_offered_and_told_apart (void **state)
{
  TempArchive *temp = *state;
  static const Paper first = {JULY, CONSTRUCTION, {AN}};
  static const Paper second = {AUGUST, CT01, {AN, {"applicant.sex", "\"Nam\"", OK}}};
  static const Paper third = {LATER, CT01, {AN, {"applicant.sex", "\"Nam\"", OK}}};
  digitize (temp, &first);
  digitize (temp, &second);
  digitize (temp, &third);
  update (temp);
  assert_outcome (temp, AUGUST, "ct01", "applicant.sex", "reused not-offered citizen_sex");
  assert_outcome (temp, LATER, "ct01", "applicant.sex", "reused reused");
}

static void
test_what_is_no_longer_fresh_is_not_offered (void **state)
{
  TempArchive *temp = *state;
  static const Paper later = {
    LATER,
    CONSTRUCTION,
    {AN, {"applicant.phone", "\"0901000001\"", OK}, {"applicant.email", "\"o@example.vn\"", OK}}};
  digitize (temp, &july); /* more than 365 days before */
  digitize (temp, &later);
  update (temp);
  assert_outcome (temp, LATER, "construction", "applicant.phone", "not-offered not-offered");
  assert_outcome (temp, LATER, "construction", "applicant.email", "not-offered not-offered");
  assert_outcome (temp, LATER, "construction", "applicant.full_name", "reused reused");
}

static void
test_the_newest_counts_for_what_ages (void **state)
{
  TempArchive *temp = *state;
  static const Paper september = {
    "H29.26-250911-0001", CT01, {AN, {"applicant.email", "\"other@example.vn\"", OK}}};
  digitize (temp, &july);
  digitize (temp, &august);
  digitize (temp, &september);
  update (temp);
  assert_outcome (temp, "H29.26-250911-0001", "ct01", "applicant.email", "reused reused");
}

/* The mother has no number on the paper: the declarant, who has one, may be her. */
static void
test_who_may_be_another_is_not_known_to_be_new (void **state)
{
  TempArchive *temp = *state;
  static const struct {
    const char *dossier, *declarant;
    SohoaFieldState relation;
    const char *expected;
  } cases[] = {
    {"H29.26-250811-0001", "\"Trần Thị Bình\"", OK,
     "not-offered not-offered"}, /* she is: by her number, nothing is held */
    {"H29.26-250812-0001", "\"Trần Thị Bình\"", DOUBT, "unknown unknown"}, /* one name: a person must look */
    {"H29.26-250813-0001", "\"Lê Văn Cường\"", DOUBT,
     "not-offered not-offered"}, /* nobody else could be she */
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Paper paper = {cases[i].dossier,
                         "birth",
                         "2024-06-06",
                         {{"applicant.full_name", cases[i].declarant, OK},
                          {"applicant.id_document", "{\"type\":\"cccd\",\"number\":\"079160000002\"}", OK},
                          {"applicant.relation_to_child", "\"Mẹ\"", cases[i].relation},
                          {"mother.full_name", "\"Trần Thị Bình\"", OK},
                          {"mother.ethnicity", "\"Kinh\"", OK}}};
    digitize (temp, &paper);
    update (temp);
    assert_outcome (temp, cases[i].dossier, "birth", "mother.ethnicity", cases[i].expected);
  }
}

static void
test_only_what_must_be_declared_and_is_filled_in_has_a_row (void **state)
{
  TempArchive *temp = *state;
  static const Paper paper = {JULY,
                              CT01,
                              {AN,
                               {"applicant.signature_name", "\"Nguyễn Văn An\"", OK},
                               {"dossier.authority", "\"Công an phường Bến Thành\"", OK},
                               {"dossier.request", "\"Đăng ký thường trú\"", OK},
                               {"applicant.phone", "\"\"", SOHOA_FIELD_EMPTY}}};
  digitize (temp, &paper);
  update (temp);
  assert_outcome (temp, JULY, "ct01", "applicant.signature_name", "");
  assert_outcome (temp, JULY, "ct01", "dossier.authority", "");
  assert_outcome (temp, JULY, "ct01", "applicant.phone", "");
  assert_outcome (temp, JULY, "ct01", "dossier.request",
                  "not-offered not-offered"); /* nobody could know it */
}

static void
test_a_dossier_of_which_nobody_knows_the_day_is_unknown (void **state)
{
  TempArchive *temp = *state;
  Paper issued = august;
  issued.dossier = "ISSUED";
  digitize (temp, &july);
  digitize (temp, &issued);
  update (temp);
  assert_outcome (temp, "ISSUED", "construction", "applicant.phone", "unknown unknown");
  assert_outcome (temp, JULY, "ct01", "applicant.phone", "not-offered not-offered");
}

static void
count (const SohoaReuseItem *item, gpointer counts)
{
  ((guint *) counts)[item->outcome]++;
}

static void
test_sums_add_up_by_form_element_and_period (void **state)
{
  TempArchive *temp = *state;
  static const struct {
    const char *from, *to;
    guint reused, different, not_offered;
  } cases[] = {{NULL, NULL, 3, 1, 5},
               {"2025-08-01", NULL, 3, 1, 1},
               {NULL, "2025-07-31", 0, 0, 4},
               {"2026-01-01", NULL, 0, 0, 0}};
  digitize (temp, &july);
  digitize (temp, &august);
  update (temp);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint n[SOHOA_N_REUSE_OUTCOMES] = {0};
    assert_ok (sohoa_reuse_walk (temp->archive, cases[i].from, cases[i].to, count, n, &error));
    assert_int_equal (n[SOHOA_REUSE_REUSED], cases[i].reused);
    assert_int_equal (n[SOHOA_REUSE_DIFFERENT], cases[i].different);
    assert_int_equal (n[SOHOA_REUSE_NOT_OFFERED], cases[i].not_offered);
    assert_int_equal (n[SOHOA_REUSE_UNKNOWN], 0);
  }
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_a_paper_is_judged_by_those_received_before_it),
    WITH_ARCHIVE (test_the_order_of_scanning_makes_no_difference),
    WITH_ARCHIVE (test_what_the_same_dossier_says_never_counts),
    WITH_ARCHIVE (test_what_is_not_believed_on_either_side_is_unknown),
    WITH_ARCHIVE (test_who_has_a_number_that_is_not_believed_is_unknown),
    WITH_ARCHIVE (test_a_persons_answer_settles_what_was_unknown),
    WITH_ARCHIVE (test_what_follows_from_other_elements_is_offered_and_told_apart),
    WITH_ARCHIVE (test_what_is_no_longer_fresh_is_not_offered),
    WITH_ARCHIVE (test_the_newest_counts_for_what_ages),
    WITH_ARCHIVE (test_who_may_be_another_is_not_known_to_be_new),
    WITH_ARCHIVE (test_only_what_must_be_declared_and_is_filled_in_has_a_row),
    WITH_ARCHIVE (test_a_dossier_of_which_nobody_knows_the_day_is_unknown),
    WITH_ARCHIVE (test_sums_add_up_by_form_element_and_period),
  };
  return cmocka_run_group_tests (tests, load_forms, free_forms);
}
