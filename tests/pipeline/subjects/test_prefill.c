/* Prefill: what is offered is what is held and still fresh, every value leads back to its ink, what is blank
 * says why, every release is in the record before it is seen; and what declarants left of it is counted. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <string.h>

#include "pipeline/store/event.h"
#include "pipeline/store/prefill.h"
#include "pipeline/subjects/prefill.h"
#include "pipeline/subjects/printed_code.h"
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

#define JULY "H29.26-250711-0001"
#define AUGUST "H29.26-250811-0001"
#define DAY "2025-09-01"
#define PURPOSE "thử"

static const Paper july = {JULY,
                           CT01,
                           {AN,
                            {"applicant.birth_date", "\"1960-05-17\"", OK},
                            {"applicant.phone", "\"0901000001\"", OK},
                            {"applicant.email", "\"an@example.vn\"", DOUBT},
                            {"head.full_name", "\"Trần Thị Bình\"", OK},
                            {"head.citizen_id", "\"079160000002\"", OK}}};

static void
update (TempArchive *temp)
{
  assert_ok (sohoa_subjects_update (temp->archive, forms, NULL, &error));
}

static gint64
subject_of (TempArchive *temp, const char *number)
{
  gint64 subject;
  assert_ok (sohoa_subjects_find_number (temp->archive, number, &subject, &error));
  return subject;
}

static SohoaPrefill *
prefill (TempArchive *temp, const char *form, const char *version, const char *role, const char *number,
         const char *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) who = g_array_new (FALSE, FALSE, sizeof (SohoaPrefillPerson));
  const SohoaPrefillPerson person = {role, subject_of (temp, number)};
  g_array_append_val (who, person);
  SohoaPrefill *made =
    sohoa_prefill_new (temp->archive, forms, sohoa_form_set_lookup (forms, form, version), day, who, &error);
  if (made == NULL)
    fail_msg ("%s", error->message);
  return made;
}

static const SohoaPrefillItem *
item_of (const SohoaPrefill *made, const char *field)
{
  for (guint i = 0; i < made->items->len; i++) {
    const SohoaPrefillItem *item = g_ptr_array_index (made->items, i);
    if (strcmp (item->field->id, field) == 0)
      return item;
  }
  fail_msg ("no item '%s'", field);
  return NULL;
}

/* The first cell of the first row; NULL when there is none. */
static char *
ask (TempArchive *temp, const char *sql)
{
  g_autofree char *path = g_build_filename (temp->folder, "archive.db", NULL);
  sqlite3 *db;
  sqlite3_stmt *statement;
  assert_int_equal (sqlite3_open (path, &db), SQLITE_OK);
  assert_int_equal (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), SQLITE_OK);
  char *cell = sqlite3_step (statement) == SQLITE_ROW
                 ? g_strdup ((const char *) sqlite3_column_text (statement, 0))
                 : NULL;
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return cell;
}

static void
assert_answer (TempArchive *temp, const char *sql, const char *expected)
{
  g_autofree char *answer = ask (temp, sql);
  if (g_strcmp0 (answer, expected) != 0)
    fail_msg ("%s: '%s', expected '%s'", sql, answer, expected);
}

/* ---- offers ---- */

static void
test_each_item_is_offered_with_its_ink_or_says_why_not (void **state)
{
  static const struct {
    const char *field, *text;
    SohoaBlank blank;
  } rows[] = {
    {"applicant.full_name", "Nguyễn Văn An", SOHOA_BLANK_NOT_BLANK},
    {"applicant.birth_date", "17/05/1960", SOHOA_BLANK_NOT_BLANK},
    {"applicant.sex", "Nam", SOHOA_BLANK_NOT_BLANK}, /* follows from the number */
    {"applicant.phone", "0901000001", SOHOA_BLANK_NOT_BLANK},
    {"applicant.email", NULL, SOHOA_BLANK_DOUBTFUL},
    {"applicant.relation_to_head", NULL, SOHOA_BLANK_NOT_HELD},
    {"head.full_name", "Trần Thị Bình", SOHOA_BLANK_NOT_BLANK}, /* by relation */
    {"members[0].full_name", NULL, SOHOA_BLANK_NOBODY},
    {"dossier.request", NULL, SOHOA_BLANK_CASE},
  };
  TempArchive *temp = *state;
  digitize (temp, &july);
  update (temp);
  g_autoptr (SohoaPrefill) made = prefill (temp, CT01, NULL, "079060000001", DAY);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const SohoaPrefillItem *item = item_of (made, rows[i].field);
    print_message ("# %s\n", rows[i].field);
    assert_string_equal (sohoa_blank_nick (item->blank), sohoa_blank_nick (rows[i].blank));
    if (rows[i].text != NULL)
      assert_string_equal (item->text, rows[i].text);
    else
      assert_null (item->text);
  }
  const SohoaPrefillItem *phone = item_of (made, "applicant.phone");
  assert_string_equal (phone->ink->dossier, JULY);
  assert_string_equal (phone->ink->field, "applicant.phone");
  assert_true (phone->ink->has_quad && phone->ink->quad.corner[2].x == 9);
  assert_string_equal (phone->as_of, "2025-07-11");
  assert_string_equal (phone->fresh_until, "2026-07-11");
  assert_string_equal (item_of (made, "applicant.sex")->how, "citizen_sex");
}

static void
test_what_is_too_old_is_not_offered_and_says_since_when (void **state)
{
  TempArchive *temp = *state;
  digitize (temp, &july);
  update (temp);
  g_autoptr (SohoaPrefill) last = prefill (temp, CT01, NULL, "079060000001", "2026-07-11");
  g_autoptr (SohoaPrefill) over = prefill (temp, CT01, NULL, "079060000001", "2026-07-12");
  assert_string_equal (item_of (last, "applicant.phone")->text, "0901000001");
  assert_int_equal (item_of (over, "applicant.phone")->blank, SOHOA_BLANK_STALE);
  assert_string_equal (item_of (over, "applicant.phone")->as_of, "2025-07-11");
  assert_string_equal (item_of (over, "applicant.full_name")->text, "Nguyễn Văn An");
  /* and a head of household is as old as the paper that says so */
  assert_int_equal (item_of (over, "head.full_name")->blank, SOHOA_BLANK_NOBODY);
}

static void
test_a_relation_fills_a_role_only_when_papers_name_one (void **state)
{
  static const Paper other = {
    AUGUST,
    CT01,
    {AN, {"head.full_name", "\"Lê Thị Cúc\"", OK}, {"head.citizen_id", "\"079170000003\"", OK}}};
  TempArchive *temp = *state;
  digitize (temp, &july);
  digitize (temp, &other);
  update (temp);
  g_autoptr (SohoaPrefill) made = prefill (temp, CT01, NULL, "079060000001", DAY);
  assert_int_equal (item_of (made, "head.full_name")->blank, SOHOA_BLANK_NOBODY);
}

static void
test_a_mother_of_many_is_not_taken_for_one_of_theirs (void **state)
{
  static const Paper birth = {JULY,
                              "birth",
                              "2020-05-28",
                              {{"applicant.full_name", "\"Nguyễn Văn An\"", OK},
                               {"child.full_name", "\"Nguyễn Văn Con\"", OK},
                               {"child.birth_date", "\"2025-07-01\"", OK},
                               {"mother.full_name", "\"Trần Thị Bình\"", OK},
                               {"mother.birth_year", "\"1985\"", OK}}};
  static const Paper known = {AUGUST,
                              CT01,
                              {{"applicant.full_name", "\"Nguyễn Văn Con\"", OK},
                               {"applicant.birth_date", "\"2025-07-01\"", OK},
                               {"applicant.citizen_id", "\"079225000009\"", OK}}};
  TempArchive *temp = *state;
  digitize (temp, &birth);
  digitize (temp, &known);
  update (temp);
  /* The child of both papers is one, says a person. */
  g_autoptr (GArray) same = sohoa_subjects_find (temp->archive, "Nguyễn Văn Con", NULL);
  gint64 decision, child = subject_of (temp, "079225000009");
  for (guint i = 0; i < same->len; i++)
    if (g_array_index (same, gint64, i) != child)
      assert_ok (sohoa_subjects_merge (temp->archive, forms, child, g_array_index (same, gint64, i), "test",
                                       &decision, &error));
  g_autoptr (SohoaPrefill) of_child = prefill (temp, "birth", "2020-05-28", "child", "079225000009", DAY);
  assert_string_equal (item_of (of_child, "mother.full_name")->text, "Trần Thị Bình");
  /* An adult's form asks for the applicant's own mother. */
  g_autoptr (SohoaPrefill) record =
    prefill (temp, "judicial_record", "2024-06-19", NULL, "079225000009", DAY);
  assert_string_equal (item_of (record, "mother.full_name")->text, "Trần Thị Bình");

  g_autoptr (GArray) mothers = sohoa_subjects_find (temp->archive, "Trần Thị Bình", NULL);
  g_autoptr (GArray) who = g_array_new (FALSE, FALSE, sizeof (SohoaPrefillPerson));
  const SohoaPrefillPerson mother = {"mother", g_array_index (mothers, gint64, 0)};
  g_array_append_val (who, mother);
  g_autoptr (SohoaPrefill) of_mother = sohoa_prefill_new (
    temp->archive, forms, sohoa_form_set_lookup (forms, "birth", "2020-05-28"), DAY, who, NULL);
  assert_int_equal (item_of (of_mother, "child.full_name")->blank, SOHOA_BLANK_NOBODY);
}

static void
test_what_another_offer_makes_unnecessary_is_not_released (void **state)
{
  static const Paper paper = {
    JULY,
    "business",
    "2025-07-01",
    {AN, {"applicant.ethnicity", "\"Kinh\"", OK}, {"applicant.birth_date", "\"1960-05-17\"", OK}}};
  TempArchive *temp = *state;
  digitize (temp, &paper);
  update (temp);
  g_autoptr (SohoaPrefill) made = prefill (temp, "business", "2025-07-01-tt68", NULL, "079060000001", DAY);
  const SohoaPrefillItem *item = item_of (made, "applicant.ethnicity");
  assert_int_equal (item->blank, SOHOA_BLANK_NOT_NEEDED);
  assert_null (item->value);
}

/* ---- releases ---- */

static void
test_a_release_is_in_the_record_with_its_purpose_and_no_value (void **state)
{
  TempArchive *temp = *state;
  digitize (temp, &july);
  update (temp);
  g_autoptr (SohoaPrefill) made = prefill (temp, CT01, NULL, "079060000001", DAY);
  g_autofree char *code = sohoa_prefill_code (temp->archive, made, PURPOSE, "json");
  g_autofree char *printed = sohoa_prefill_code (temp->archive, made, PURPOSE, "pdf");
  assert_string_not_equal (code, printed);
  for (int i = 0; i < 2; i++)
    assert_ok (sohoa_prefill_release (temp->archive, made, code, PURPOSE, "json", &error));
  assert_answer (temp, "SELECT count (*) FROM prefill", "1");
  assert_answer (temp, "SELECT count (*) FROM event WHERE kind = 'prefill'", "2");
  g_autofree char *detail = ask (temp, "SELECT detail FROM event WHERE kind = 'prefill'");
  assert_true (g_str_has_prefix (detail, code));
  assert_non_null (strstr (detail, "purpose '" PURPOSE "'"));
  assert_null (strstr (detail, "0901000001"));
  assert_answer (temp, "SELECT element FROM v_prefill WHERE field = 'applicant.phone'", "person.phone");
  assert_answer (temp, "SELECT count (*) FROM v_prefill WHERE field = 'applicant.email'", "0");
  assert_ok (sohoa_event_verify (temp->archive, NULL, &error));
}

static void
test_subjects_and_roles_that_make_no_sense_are_refused (void **state)
{
  TempArchive *temp = *state;
  digitize (temp, &july);
  update (temp);
  gint64 an = subject_of (temp, "079060000001"), binh = subject_of (temp, "079160000002"), decision;
  const struct {
    const char *form, *version;
    SohoaPrefillPerson who[2];
    SohoaErrorCode code;
  } rows[] = {
    {CT01, {{NULL, 999}}, SOHOA_ERROR_NOT_FOUND},
    {CT01, {{"boss", an}}, SOHOA_ERROR_USAGE},
    {CT01, {{NULL, an}, {"applicant", binh}}, SOHOA_ERROR_USAGE},
    {"marriage", "2020-05-28", {{NULL, an}}, SOHOA_ERROR_USAGE},
    {"business", "2025-07-01", {{"business", an}}, SOHOA_ERROR_USAGE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GArray) who = g_array_new (FALSE, FALSE, sizeof (SohoaPrefillPerson));
    g_array_append_vals (who, rows[i].who, rows[i].who[1].subject != 0 ? 2 : 1);
    assert_fails (sohoa_prefill_new (temp->archive, forms,
                                     sohoa_form_set_lookup (forms, rows[i].form, rows[i].version), DAY, who,
                                     &error),
                  rows[i].code);
  }
  assert_ok (sohoa_subjects_merge (temp->archive, forms, an, binh, "test", &decision, &error));
  g_autoptr (GArray) who = g_array_new (FALSE, FALSE, sizeof (SohoaPrefillPerson));
  const SohoaPrefillPerson merged = {NULL, binh};
  g_array_append_val (who, merged);
  assert_fails (
    sohoa_prefill_new (temp->archive, forms, sohoa_form_set_lookup (forms, CT01), DAY, who, &error),
    SOHOA_ERROR_NOT_FOUND);
}

static void
test_only_versions_in_force_are_prefilled (void **state)
{
  static const struct {
    const char *id, *version, *day, *found;
    gboolean printable;
  } rows[] = {
    {"ct01", NULL, "2025-06-30", "2023-11-17", TRUE},  {"ct01", NULL, "2025-07-01", "2025-07-01", FALSE},
    {"ct01", NULL, "2025-07-01", NULL, TRUE},          {"ct01", "2023-11-17", "2025-07-01", NULL, FALSE},
    {"ct01", "2025-07-01", "2025-06-30", NULL, FALSE}, {"ct01", "2025-07-01", "2025-07-01", NULL, TRUE},
    {"ct01", NULL, "2000-01-01", NULL, FALSE},         {"business", NULL, "2025-07-01", "2025-07-01", TRUE},
    {"nosuch", NULL, "2025-07-01", NULL, FALSE},       {"ct01", "nosuch", "2025-07-01", NULL, FALSE},
    {"cover", NULL, "2025-07-01", NULL, FALSE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    const SohoaForm *form =
      sohoa_prefill_version (forms, rows[i].id, rows[i].version, rows[i].day, rows[i].printable, &error);
    print_message ("# %s %s on %s\n", rows[i].id, rows[i].version != NULL ? rows[i].version : "-",
                   rows[i].day);
    if (rows[i].found != NULL)
      assert_string_equal (form->version, rows[i].found);
    else
      assert_true (form == NULL && g_error_matches (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND));
  }
}

/* ---- what comes back ---- */

static void
test_what_declarants_left_of_a_prefill_is_counted (void **state)
{
  TempArchive *temp = *state;
  digitize (temp, &july);
  update (temp);
  g_autoptr (SohoaPrefill) made = prefill (temp, CT01, NULL, "079060000001", DAY);
  g_autofree char *release = sohoa_prefill_code (temp->archive, made, PURPOSE, "pdf");
  assert_ok (sohoa_prefill_release (temp->archive, made, release, PURPOSE, "pdf", &error));
  g_autofree char *code = sohoa_printed_code_new (CT01, release);
  g_autofree char *elsewhere = sohoa_printed_code_new (CONSTRUCTION, release);
  const Paper back = {AUGUST,
                      CT01,
                      {AN, /* unchanged, both */
                       {"applicant.phone", "\"0902000002\"", OK},
                       {"applicant.birth_date", "\"1960-05-11\"", DOUBT},
                       {"applicant.sex", "\"Nam\"", DOUBT}, /* what was offered: no doubt about it */
                       {"applicant.email", "\"an@example.vn\"", DOUBT},
                       {"members[0].sex", "\"\"", SOHOA_FIELD_EMPTY}}};
  const Paper odd = {"H29.26-250812-0002", CT01, {AN}};
  digitize_with_code (temp, &back, code);
  digitize_with_code (temp, &odd, elsewhere);
  update (temp);
  assert_answer (
    temp,
    "SELECT group_concat (field || ' ' || outcome, ', ') FROM (SELECT * FROM v_returned ORDER BY field)",
    "applicant.birth_date unknown, applicant.citizen_id unchanged, applicant.email declared, "
    "applicant.full_name unchanged, applicant.phone corrected, applicant.sex unchanged");
  assert_answer (temp, "SELECT papers || ' ' || measured FROM v_measured WHERE form = 'ct01'", "1 60.0");
  g_autoptr (GPtrArray) sums = sohoa_returned_list (temp->archive, "2025-08-01", "2025-08-31", NULL);
  assert_int_equal (sums->len, 1);
  assert_int_equal (((SohoaReturnedSum *) g_ptr_array_index (sums, 0))->outcome[SOHOA_RETURNED_UNCHANGED], 3);
  g_autoptr (GPtrArray) before = sohoa_returned_list (temp->archive, NULL, "2025-07-31", NULL);
  assert_int_equal (before->len, 0);
  assert_ok (sohoa_subjects_rebuild (temp->archive, forms, &error));
  assert_answer (temp, "SELECT papers || ' ' || measured FROM v_measured WHERE form = 'ct01'", "1 60.0");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
#define IN_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)
    IN_ARCHIVE (test_each_item_is_offered_with_its_ink_or_says_why_not),
    IN_ARCHIVE (test_what_is_too_old_is_not_offered_and_says_since_when),
    IN_ARCHIVE (test_a_relation_fills_a_role_only_when_papers_name_one),
    IN_ARCHIVE (test_a_mother_of_many_is_not_taken_for_one_of_theirs),
    IN_ARCHIVE (test_what_another_offer_makes_unnecessary_is_not_released),
    IN_ARCHIVE (test_a_release_is_in_the_record_with_its_purpose_and_no_value),
    IN_ARCHIVE (test_subjects_and_roles_that_make_no_sense_are_refused),
    IN_ARCHIVE (test_what_declarants_left_of_a_prefill_is_counted),
    cmocka_unit_test (test_only_versions_in_force_are_prefilled),
  };
  return cmocka_run_group_tests (tests, load_forms, free_forms);
}
