/* Who is who, from pages to facts: what is merged, what is asked, what persons decide, whatever the order. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "pipeline/intake/separate.h"
#include "pipeline/store/event.h"
#include "pipeline/store/fact.h"
#include "pipeline/store/page.h"
#include "pipeline/store/question.h"
#include "pipeline/store/review.h"
#include "pipeline/store/verification.h"
#include "pipeline/subjects/subjects.h"
#include "tests/pipeline/page_maker.h"

#define CODE(day, n) "000.00.26.H29-" day "-000" n
#define AN_NUMBER "079060000001"
#define MRZ                                                                                                  \
  "IDVNM0600000019079060000001<<9\n"                                                                         \
  "6005177M3005176VNM<<<<<<<<<<<4\n"                                                                         \
  "NGUYEM<<V<AM<<<<<<<<<<<<<<<<<<"
#define BINH_NUMBER "079190000002"

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

/* ---- making nights ---- */

typedef struct {
  const char *field, *raw;
} Said;

/* A form page of a dossier: a file that bears its code; readings end with a NULL field. What begins with "?"
 * was hardly read. */
typedef struct {
  const char *path, *form, *version;
  Said said[12];
} Sheet;

static void
digitize (TempArchive *temp, const Sheet *sheet)
{
  gint64 source = temp_record (temp, sheet->path, NULL);
  SohoaPageResult *form = make_form (sheet->form, sheet->version, 1, 0);
  for (const Said *said = sheet->said; said->field != NULL; said++)
    add_reading (form, said->field, said->raw + (*said->raw == '?'), *said->raw == '?' ? 0.4 : 0.99);
  declare_pages (temp, source, 1);
  finish_page (temp, forms, source, 1, form);
  assert_ok (sohoa_separate_ready (temp->archive, forms, NULL, &error));
}

static void
update (TempArchive *temp)
{
  assert_ok (sohoa_subjects_update (temp->archive, forms, NULL, &error));
}

#define CT01(day, n, ...)                                                                                    \
  {                                                                                                          \
    CODE (day, n) ".tif", "ct01", "2023-11-17",                                                              \
    {                                                                                                        \
      __VA_ARGS__                                                                                            \
    }                                                                                                        \
  }
#define AN_NAME                                                                                              \
  {                                                                                                          \
    "applicant.full_name", "NGUYỄN VĂN AN"                                                                \
  }
#define AN_BORN                                                                                              \
  {                                                                                                          \
    "applicant.birth_date", "17/05/1960"                                                                     \
  }
#define AN_ID                                                                                                \
  {                                                                                                          \
    "applicant.citizen_id", AN_NUMBER                                                                        \
  }

/* ---- asking ---- */

static gint64
find_one (TempArchive *temp, const char *text)
{
  g_autoptr (GArray) found = sohoa_subjects_find (temp->archive, text, NULL);
  assert_non_null (found);
  assert_int_equal (found->len, 1);
  return g_array_index (found, gint64, 0);
}

static guint
count_found (TempArchive *temp, const char *text)
{
  g_autoptr (GArray) found = sohoa_subjects_find (temp->archive, text, NULL);
  assert_non_null (found);
  return found->len;
}

/* The current value of an element; NULL when there is none. */
static char *
fact_of (TempArchive *temp, gint64 subject, const char *element)
{
  g_autoptr (GPtrArray) facts = NULL;
  assert_ok ((facts = sohoa_fact_list (temp->archive, subject, &error)) != NULL);
  for (guint i = 0; i < facts->len; i++) {
    const SohoaFact *fact = g_ptr_array_index (facts, i);
    if (strcmp (fact->element, element) == 0 && fact->rank == 0)
      return g_strdup (fact->value);
  }
  return NULL;
}

static void
assert_fact (TempArchive *temp, gint64 subject, const char *element, const char *expected)
{
  g_autofree char *value = fact_of (temp, subject, element);
  if (g_strcmp0 (value, expected) != 0)
    fail_msg ("%s is %s, expected %s", element, value ? value : "missing", expected ? expected : "none");
}

/* Reasons of all questions about subjects, in order, apart by spaces. */
static char *
questions (TempArchive *temp)
{
  g_autoptr (GPtrArray) items = sohoa_review_list (temp->archive, 0, NULL);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < items->len; i++) {
    const SohoaReviewItem *item = g_ptr_array_index (items, i);
    if (item->kind == SOHOA_REVIEW_SUBJECT)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", item->reason);
  }
  return g_string_free (text, FALSE);
}

static void
assert_questions (TempArchive *temp, const char *expected)
{
  g_autofree char *text = questions (temp);
  assert_string_equal (text, expected);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
join_sorted (GPtrArray *lines)
{
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* All that is known of a subject, in words that do not depend on the order of receipt. */
static char *
tell_subject (TempArchive *temp, gint64 subject)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) facts = NULL;
  assert_ok ((facts = sohoa_fact_list (temp->archive, subject, &error)) != NULL);
  for (guint i = 0; i < facts->len; i++) {
    const SohoaFact *fact = g_ptr_array_index (facts, i);
    g_autoptr (SohoaSource) source = sohoa_source_load (temp->archive, fact->source, NULL);
    g_autofree char *target =
      fact->target_subject != 0 ? fact_of (temp, fact->target_subject, "person.full_name") : NULL;
    g_ptr_array_add (lines, g_strdup_printf ("%s[%s]#%u=%s@%s %s.%u/%s v%d %s", fact->element, fact->item,
                                             fact->rank, fact->value, fact->as_of, source->path,
                                             fact->page_no, fact->field, fact->verified, target));
  }
  return join_sorted (lines);
}

/* All subjects, and all questions by what they are about. */
static char *
tell_all (TempArchive *temp)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  for (gint64 id = 1;; id++) {
    SohoaSubject subject;
    if (!sohoa_subject_load (temp->archive, id, &subject, NULL))
      return join_sorted (lines);
    g_autofree char *told = tell_subject (temp, id);
    if (*told != '\0')
      g_ptr_array_add (lines, g_strdup (told));
    g_autoptr (GPtrArray) asked = sohoa_question_list (temp->archive, id, NULL);
    for (guint i = 0; i < asked->len; i++) {
      const SohoaQuestion *question = g_ptr_array_index (asked, i);
      g_ptr_array_add (lines, g_strdup_printf ("%s? %s %s", told, question->element, question->reason));
    }
  }
}

/* ---- merging ---- */

static void
test_one_number_is_one_person_and_the_newest_address_counts (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheets[] = {
    {CODE ("250711", "1") ".tif",
     "business",
     "2025-07-01",
     {AN_NAME, AN_ID, {"applicant.permanent_address", "12 Lê Lợi, phường Sài Gòn, thành phố Hồ Chí Minh"}}},
    {CODE ("250610", "2") ".tif",
     "business",
     "2025-07-01",
     {AN_NAME,
      AN_ID,
      {"applicant.permanent_address", "5 Hùng Vương, phường Sài Gòn, thành phố Hồ Chí Minh"}}},
  };
  digitize (temp, &sheets[0]);
  digitize (temp, &sheets[1]);
  update (temp);
  gint64 an = find_one (temp, AN_NUMBER);
  assert_int_equal (find_one (temp, "nguyen van an"), an);
  g_autofree char *address = fact_of (temp, an, "person.permanent_address");
  assert_non_null (strstr (address, "Lê Lợi"));
  assert_fact (temp, an, "person.full_name", "\"Nguyễn Văn An\"");
  assert_questions (temp, "");
}

static void
test_a_name_alone_merges_nobody (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheets[] = {CT01 ("250711", "1", AN_NAME), CT01 ("250711", "2", AN_NAME)};
  digitize (temp, &sheets[0]);
  digitize (temp, &sheets[1]);
  update (temp);
  assert_int_equal (count_found (temp, "Nguyễn Văn An"), 2);
  assert_questions (temp, "");
}

static void
test_a_name_and_a_birth_date_elsewhere_are_a_question (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheets[] = {CT01 ("250711", "1", AN_NAME, AN_BORN, AN_ID),
                                 CT01 ("250711", "2", AN_NAME, AN_BORN)};
  gint64 decision;
  digitize (temp, &sheets[0]);
  digitize (temp, &sheets[1]);
  update (temp);
  g_autoptr (GArray) found = sohoa_subjects_find (temp->archive, "Nguyễn Văn An", NULL);
  assert_int_equal (found->len, 2);
  assert_questions (temp, "alike");
  assert_ok (sohoa_subjects_keep_apart (temp->archive, forms, g_array_index (found, gint64, 0),
                                        g_array_index (found, gint64, 1), "Lan", &decision, &error));
  assert_questions (temp, "");
  assert_ok (sohoa_subjects_undo (temp->archive, forms, decision, "Lan", &error));
  assert_questions (temp, "alike");
}

static void
test_two_numbers_are_two_persons_however_alike (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheets[] = {
    CT01 ("250711", "1", AN_NAME, AN_BORN, AN_ID),
    CT01 ("250711", "2", AN_NAME, AN_BORN, {"applicant.citizen_id", "079060000009"})};
  digitize (temp, &sheets[0]);
  digitize (temp, &sheets[1]);
  update (temp);
  assert_int_equal (count_found (temp, "Nguyễn Văn An"), 2);
  assert_questions (temp, "");
}

static void
test_one_number_under_two_names_is_a_question (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheets[] = {CT01 ("250711", "1", AN_NAME, AN_ID),
                                 CT01 ("250711", "2", {"applicant.full_name", "LÊ VĂN TÁM"}, AN_ID)};
  digitize (temp, &sheets[0]);
  digitize (temp, &sheets[1]);
  update (temp);
  assert_int_equal (count_found (temp, AN_NUMBER), 2);
  assert_questions (temp, "number-shared");
}

static void
test_a_number_that_contradicts_the_paper_is_not_believed (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheets[] = {CT01 ("250711", "1", AN_NAME, AN_ID, {"applicant.birth_date", "17/05/1961"}),
                                 CT01 ("250711", "2", AN_NAME, AN_ID, {"applicant.sex", "Nữ"}),
                                 CT01 ("250711", "3", AN_NAME, AN_ID)};
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    digitize (temp, &sheets[i]);
  update (temp);
  assert_int_equal (count_found (temp, AN_NUMBER), 1);
  assert_int_equal (count_found (temp, "Nguyễn Văn An"), 3);
  assert_questions (temp, "number-doubtful number-doubtful");
}

/* Two papers about An, the first certain; what the second says of him, and how many there are then. */
static const struct {
  const char *what;
  Said said[4];
  guint n_persons;
} readings[] = {
  {"a number that is not believed, under his name", {AN_NAME, {"applicant.citizen_id", "?" AN_NUMBER}}, 1},
  {"neither is believed",
   {{"applicant.sex", "Nam"},
    {"applicant.full_name", "?NGUYỄN VĂN AN"},
    {"applicant.citizen_id", "?" AN_NUMBER}},
   1},
  {"number and birth, and a name that was misread",
   {{"applicant.full_name", "?NGLYẼN VẦN AM"}, AN_BORN, {"applicant.citizen_id", "?" AN_NUMBER}},
   1},
  {"the number alone", {{"applicant.sex", "Nam"}, {"applicant.citizen_id", "?" AN_NUMBER}}, 2},
  {"the number under another name",
   {{"applicant.full_name", "LÊ VĂN TÁM"}, {"applicant.citizen_id", "?" AN_NUMBER}},
   2},
  {"a number but for one figure, under his name", {AN_NAME, {"applicant.citizen_id", "?079060000007"}}, 1},
  {"a number of no province, but for one figure", {AN_NAME, {"applicant.citizen_id", "?579060000001"}}, 1},
  {"the number of another year than the paper's",
   {AN_NAME, {"applicant.birth_date", "17/05/1960"}, {"applicant.citizen_id", "?079061000001"}},
   1},
  {"a number but for two figures", {AN_NAME, {"applicant.citizen_id", "?079060000077"}}, 2},
  {"a number but for two figures, and his birth",
   {AN_NAME, AN_BORN, {"applicant.citizen_id", "?079060000077"}},
   1},
  {"a number but for three figures, and his birth",
   {AN_NAME, AN_BORN, {"applicant.citizen_id", "?079060000777"}},
   1},
  {"a number but for four figures, and his birth",
   {AN_NAME, AN_BORN, {"applicant.citizen_id", "?079060007777"}},
   2},
  {"a number that lost a figure", {AN_NAME, {"applicant.citizen_id", "?07906000001"}}, 1},
  {"a number with a figure too many", {AN_NAME, {"applicant.citizen_id", "?0790600000001"}}, 1},
  {"a number that lost a figure, under another name",
   {{"applicant.full_name", "LÊ VĂN TÁM"}, {"applicant.citizen_id", "?07906000001"}},
   2},
  {"a number but for one figure, under another name",
   {{"applicant.full_name", "LÊ VĂN TÁM"}, {"applicant.citizen_id", "?079060000007"}},
   2},
  {"a number but for one figure, and another birth",
   {AN_NAME, {"applicant.birth_date", "18/05/1960"}, {"applicant.citizen_id", "?079060000007"}},
   2},
  {"a number but for one figure, of the other sex",
   {AN_NAME, {"applicant.sex", "Nữ"}, {"applicant.citizen_id", "?079060000007"}},
   2},
  {"another number that is believed, but for one figure",
   {AN_NAME, {"applicant.citizen_id", "079060000007"}},
   2},
  {"his number, and a name but for one word",
   {{"applicant.sex", "Nam"},
    {"applicant.full_name", "?NGUYỄN VĂN AM"},
    {"applicant.citizen_id", "?" AN_NUMBER}},
   1},
  {"his number, and a name but for two words",
   {{"applicant.sex", "Nam"},
    {"applicant.full_name", "?NGÔ VĂN AM"},
    {"applicant.citizen_id", "?" AN_NUMBER}},
   2},
  {"his number, and another name that is believed, but for one word",
   {{"applicant.full_name", "NGUYỄN VĂN TÁM"}, {"applicant.citizen_id", "?" AN_NUMBER}},
   2},
  {"his name and birth, no number", {AN_NAME, AN_BORN}, 2},
  {"one word of a name",
   {{"applicant.sex", "Nam"}, {"applicant.full_name", "?AN"}, {"applicant.citizen_id", "?" AN_NUMBER}},
   2},
  {"of the other sex", {AN_NAME, {"applicant.sex", "Nữ"}, {"applicant.citizen_id", "?" AN_NUMBER}}, 2},
};

static guint
count_persons (TempArchive *temp)
{
  guint n = 0;
  for (gint64 id = 1;; id++) {
    SohoaSubject subject;
    if (!sohoa_subject_load (temp->archive, id, &subject, NULL))
      return n;
    g_autofree char *told = tell_subject (temp, id);
    n += *told != '\0';
  }
}

static void
test_what_is_only_read_brings_together_where_two_things_agree (void **state)
{
  static const Sheet certain = CT01 ("250711", "1", AN_NAME, AN_BORN, AN_ID);
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++) {
    void *fresh = NULL;
    Sheet sheet = {CODE ("250712", "2") ".tif", "ct01", "2023-11-17", {{0}}};
    memcpy (sheet.said, readings[i].said, sizeof readings[i].said);
    temp_archive_setup (&fresh);
    digitize (fresh, &certain);
    digitize (fresh, &sheet);
    update (fresh);
    if (count_persons (fresh) != readings[i].n_persons)
      fail_msg ("%s: %u persons, expected %u", readings[i].what, count_persons (fresh),
                readings[i].n_persons);
    temp_archive_teardown (&fresh);
  }
}

static void
test_a_name_that_was_hardly_read_is_told_by_number_and_a_word_less (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheets[] = {
    CT01 ("250711", "1", {"applicant.sex", "Nam"}, {"applicant.full_name", "?NGUYỄN VĂN AM"}, AN_ID),
    CT01 ("250712", "2", AN_NAME, {"applicant.citizen_id", "?" AN_NUMBER})};
  digitize (temp, &sheets[0]);
  digitize (temp, &sheets[1]);
  update (temp);
  assert_int_equal (count_persons (temp), 1);
}

static void
test_two_roles_of_a_paper_are_one_though_a_figure_was_misread (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheet = CT01 ("250711", "1", AN_NAME, AN_ID, {"head.full_name", "NGUYỄN VĂN AN"},
                                   {"head.citizen_id", "?079060000007"});
  digitize (temp, &sheet);
  update (temp);
  assert_int_equal (count_persons (temp), 1);
  assert_int_equal (find_one (temp, "Nguyễn Văn An"), find_one (temp, AN_NUMBER));
}

/* Of twins, who were registered one after the other. */
static void
test_two_names_on_a_paper_are_two_though_their_numbers_are_near (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheet = CT01 ("250711", "1", AN_NAME, AN_ID, {"head.full_name", "NGUYỄN VĂN ANH"},
                                   {"head.citizen_id", "?079060000002"});
  digitize (temp, &sheet);
  update (temp);
  assert_int_equal (count_persons (temp), 2);
}

#define NAMESAKE_NUMBER "079060000009"

/* Papers of An and of a namesake; one with a number that is either's but for one figure, and one with a
 * number that is An's. */
static const Sheet namesakes[] = {
  CT01 ("250711", "1", AN_NAME, AN_ID),
  CT01 ("250712", "2", AN_NAME, {"applicant.citizen_id", "?079060000007"}),
  CT01 ("250713", "3", AN_NAME, {"applicant.citizen_id", NAMESAKE_NUMBER}),
  CT01 ("250714", "4", AN_NAME, {"applicant.citizen_id", "?079060000101"}),
};

static void
test_a_misread_number_that_may_be_eithers_is_nobodys (void **state)
{
  TempArchive *temp = *state;
  for (guint i = 0; i < 3; i++)
    digitize (temp, &namesakes[i]);
  update (temp);
  assert_int_equal (count_persons (temp), 3);
  assert_questions (temp, "");
}

static void
test_it_is_the_others_when_one_is_told_to_be_far (void **state)
{
  TempArchive *temp = *state;
  for (guint i = 0; i < 3; i++)
    digitize (temp, &namesakes[i]);
  update (temp);
  g_autoptr (GPtrArray) namesake = NULL;
  g_autoptr (GBytes) number = sohoa_number_index (temp->archive, NAMESAKE_NUMBER);
  assert_ok ((namesake = sohoa_mention_list_number (temp->archive, number, &error)) != NULL);
  assert_int_equal (namesake->len, 1);
  assert_ok (sohoa_field_verify (temp->archive, ((SohoaMention *) g_ptr_array_index (namesake, 0))->page,
                                 "applicant.citizen_id", "\"079060123456\"", "Lan", &error));
  update (temp);
  assert_int_equal (count_persons (temp), 2);
}

/* The paper says when he was born, and a namesake when he was: it can only be An's. */
static void
test_who_is_contradicted_is_no_other_that_it_may_be (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheets[] = {
    CT01 ("250711", "1", AN_NAME, AN_ID),
    CT01 ("250712", "2", AN_NAME, AN_BORN, {"applicant.citizen_id", "?079060000007"}),
    CT01 ("250713", "3", AN_NAME, {"applicant.birth_date", "18/05/1960"},
          {"applicant.citizen_id", NAMESAKE_NUMBER})};
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    digitize (temp, &sheets[i]);
  update (temp);
  assert_int_equal (count_persons (temp), 2);
}

/* Nobody believes any of them: the second may be either of the others, which are not near each other. */
static void
test_a_row_of_misread_numbers_holds_nobody_together (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheets[] = {CT01 ("250711", "1", AN_NAME, {"applicant.citizen_id", "?" AN_NUMBER}),
                                 CT01 ("250712", "2", AN_NAME, {"applicant.citizen_id", "?079060000011"}),
                                 CT01 ("250713", "3", AN_NAME, {"applicant.citizen_id", "?079060000012"})};
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    digitize (temp, &sheets[i]);
  update (temp);
  assert_int_equal (count_persons (temp), 3);
}

/* Each is near to An's; that they are not near each other makes no difference. */
static void
test_numbers_misread_in_different_figures_are_one_persons (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheets[] = {CT01 ("250711", "1", AN_NAME, {"applicant.citizen_id", "?079060000011"}),
                                 CT01 ("250712", "2", AN_NAME, AN_ID),
                                 CT01 ("250713", "3", AN_NAME, {"applicant.citizen_id", "?079060000301"})};
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    digitize (temp, &sheets[i]);
  update (temp);
  assert_int_equal (count_persons (temp), 1);
}

/* Both are near to An's number, which knows no birth; but they were born in different years. */
static void
test_who_would_contradict_each_other_stay_apart (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheets[] = {
    CT01 ("250711", "1", AN_NAME, AN_ID),
    CT01 ("250712", "2", AN_NAME, AN_BORN, {"applicant.citizen_id", "?079060000011"}),
    CT01 ("250713", "3", AN_NAME, {"applicant.birth_date", "18/05/1960"},
          {"applicant.citizen_id", "?079060000301"})};
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    digitize (temp, &sheets[i]);
  update (temp);
  assert_int_equal (count_persons (temp), 3);
}

/* No check digit covers the third line of an MRZ: it was read as somebody else's name. */
static void
test_the_name_of_an_mrz_contradicts_nobody (void **state)
{
  TempArchive *temp = *state;
  static const SohoaQuad quad = {{{0, 0}, {9, 0}, {9, 9}, {0, 9}}};
  static const Sheet sheet = CT01 ("250711", "1", AN_NAME, AN_ID);
  SohoaPageResult *card = make_page (SOHOA_PAGE_ID_CARD, 0);
  gint64 source = temp_record (temp, CODE ("250712", "2") ".tif", NULL);
  sohoa_page_result_add_code (card, "MRZ", MRZ, &quad);
  declare_pages (temp, source, 1);
  finish_page (temp, forms, source, 1, card);
  digitize (temp, &sheet);
  update (temp);
  gint64 an = find_one (temp, AN_NUMBER);
  g_autoptr (GPtrArray) mentions = sohoa_mention_list_subject (temp->archive, an, NULL);
  assert_int_equal (mentions->len, 2);
  assert_questions (temp, "");
}

static void
test_a_declarant_who_is_the_father_is_the_father (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheet = {
    CODE ("250711", "1") ".tif",
    "birth",
    "2020-05-28",
    {{"applicant.full_name", "Nguyễn Văn An"},
     {"applicant.id_document", "CCCD số " AN_NUMBER " do Cục CSQLHC về TTXH cấp ngày 01/02/2022"},
     {"applicant.relation_to_child", "Cha"},
     {"child.full_name", "NGUYỄN AN KHANG"},
     {"father.full_name", "NGUYỄN VĂN AN"},
     {"father.birth_year", "1960"},
     {"mother.full_name", "TRẦN THỊ BÌNH"}}};
  digitize (temp, &sheet);
  update (temp);
  gint64 an = find_one (temp, AN_NUMBER), child = find_one (temp, "Nguyễn An Khang");
  assert_int_equal (find_one (temp, "Nguyễn Văn An"), an);
  assert_fact (temp, an, "person.birth_year", "\"1960\"");
  g_autoptr (GPtrArray) facts = sohoa_fact_list (temp->archive, an, NULL);
  gboolean father = FALSE;
  for (guint i = 0; i < facts->len; i++) {
    const SohoaFact *fact = g_ptr_array_index (facts, i);
    father |= strcmp (fact->element, "relation.father_of") == 0 && fact->target_subject == child;
  }
  assert_true (father);
}

/* A card names its holder by two codes; the form beside it is the same person's. */
static void
test_the_codes_of_a_card_are_facts_of_its_holder (void **state)
{
  TempArchive *temp = *state;
  static const SohoaQuad quad = {{{0, 0}, {9, 0}, {9, 9}, {0, 9}}};
  static const char payload[] =
    AN_NUMBER "|250123456|Nguyễn Văn An|17051960|Nam|12 Lê Lợi, Bến Nghé, Quận 1, TP.HCM|01022022";
  SohoaPageResult *form = make_form ("ct01", "2023-11-17", 1, 0), *card = make_page (SOHOA_PAGE_ID_CARD, 0);
  gint64 source = temp_record (temp, CODE ("250711", "1") ".tif", NULL);
  add_reading (form, "applicant.full_name", "NGUYỄN VĂN AN", 0.99);
  add_reading (form, "applicant.birth_date", "17/05/1960", 0.99);
  sohoa_page_result_add_code (card, "QR", payload, &quad);
  declare_pages (temp, source, 2);
  finish_page (temp, forms, source, 1, form);
  finish_page (temp, forms, source, 2, card);
  assert_ok (sohoa_separate_ready (temp->archive, forms, NULL, &error));
  update (temp);
  gint64 an = find_one (temp, AN_NUMBER);
  g_autoptr (GPtrArray) mentions = sohoa_mention_list_subject (temp->archive, an, NULL);
  assert_int_equal (mentions->len, 2);
  assert_fact (temp, an, "person.sex", "\"Nam\"");
  assert_fact (temp, an, "person.old_id_number", "\"250123456\"");
  assert_fact (temp, an, "person.id_issue_date", "\"2022-02-01\"");
  assert_questions (temp, "");
}

/* ---- what persons say ---- */

static void
test_a_merge_brings_all_facts_together_and_can_be_undone (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheets[] = {CT01 ("250711", "1", AN_NAME, AN_ID),
                                 CT01 ("250712", "2", AN_NAME, {"applicant.phone", "0901234567"})};
  gint64 decision;
  SohoaSubject gone;
  digitize (temp, &sheets[0]);
  digitize (temp, &sheets[1]);
  update (temp);
  g_autofree char *before = tell_all (temp);
  g_autoptr (GArray) found = sohoa_subjects_find (temp->archive, "Nguyễn Văn An", NULL);
  gint64 one = g_array_index (found, gint64, 1), other = g_array_index (found, gint64, 0);
  assert_ok (sohoa_subjects_merge (temp->archive, forms, one, other, "Lan", &decision, &error));
  assert_int_equal (find_one (temp, "Nguyễn Văn An"), one);
  assert_int_equal (find_one (temp, AN_NUMBER), one);
  assert_fact (temp, one, "person.citizen_id", "\"" AN_NUMBER "\"");
  g_autofree char *phone = fact_of (temp, one, "person.phone");
  assert_non_null (phone);
  assert_ok (sohoa_subject_load (temp->archive, other, &gone, &error));
  assert_int_equal (gone.joined, one);
  assert_ok (sohoa_subjects_rebuild (temp->archive, forms, &error));
  assert_int_equal (find_one (temp, "Nguyễn Văn An"), one);
  assert_ok (sohoa_subjects_undo (temp->archive, forms, decision, "Minh", &error));
  g_autofree char *after = tell_all (temp);
  assert_string_equal (after, before);
  assert_ok (sohoa_subject_load (temp->archive, other, &gone, &error));
  assert_int_equal (gone.joined, 0);
  assert_fails (sohoa_subjects_undo (temp->archive, forms, decision, "Minh", &error), SOHOA_ERROR_NOT_FOUND);
  assert_ok (sohoa_event_verify (temp->archive, NULL, &error));
}

static void
test_a_split_takes_mentions_out_and_can_be_undone (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheets[] = {CT01 ("250711", "1", AN_NAME, AN_ID),
                                 CT01 ("250712", "2", AN_NAME, AN_ID, {"applicant.phone", "0901234567"}),
                                 CT01 ("250713", "3", AN_NAME, AN_ID)};
  gint64 other, decision;
  digitize (temp, &sheets[0]);
  digitize (temp, &sheets[1]);
  update (temp);
  gint64 an = find_one (temp, AN_NUMBER);
  g_autoptr (GPtrArray) mentions = sohoa_mention_list_subject (temp->archive, an, NULL);
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (gint64));
  assert_int_equal (mentions->len, 2);
  g_array_append_val (out, ((SohoaMention *) g_ptr_array_index (mentions, 1))->id);
  assert_ok (sohoa_subjects_split (temp->archive, forms, an, out, "Lan", &other, &decision, &error));
  assert_int_equal (count_found (temp, AN_NUMBER), 2);
  assert_fact (temp, an, "person.phone", NULL);
  g_autofree char *phone = fact_of (temp, other, "person.phone");
  assert_non_null (phone);
  assert_questions (temp, "");
  digitize (temp, &sheets[2]);
  update (temp);
  g_autoptr (GPtrArray) stays = sohoa_mention_list_subject (temp->archive, an, NULL);
  assert_int_equal (stays->len, 2);
  assert_ok (sohoa_subjects_undo (temp->archive, forms, decision, "Lan", &error));
  g_autoptr (GPtrArray) all = sohoa_mention_list_subject (temp->archive, an, NULL);
  assert_int_equal (all->len, 3);
  assert_ok (sohoa_event_verify (temp->archive, NULL, &error));
}

static void
test_decisions_that_make_no_sense_are_refused (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheet = CT01 ("250711", "1", AN_NAME, AN_ID);
  gint64 decision, other;
  digitize (temp, &sheet);
  update (temp);
  gint64 an = find_one (temp, AN_NUMBER);
  g_autofree char *before = tell_all (temp);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
  assert_fails (sohoa_subjects_merge (temp->archive, forms, an, an, "Lan", &decision, &error),
                SOHOA_ERROR_USAGE);
  assert_fails (sohoa_subjects_merge (temp->archive, forms, an, 99, "Lan", &decision, &error),
                SOHOA_ERROR_NOT_FOUND);
  assert_fails (sohoa_subjects_split (temp->archive, forms, an, none, "Lan", &other, &decision, &error),
                SOHOA_ERROR_USAGE);
  g_autofree char *after = tell_all (temp);
  assert_string_equal (after, before);
}

static void
test_contradicting_birth_dates_are_asked_until_one_is_verified (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheets[] = {
    CT01 ("250711", "1", AN_NAME, AN_BORN, AN_ID),
    CT01 ("250712", "2", AN_NAME, {"applicant.birth_date", "18/05/1960"}, AN_ID)};
  digitize (temp, &sheets[0]);
  digitize (temp, &sheets[1]);
  update (temp);
  gint64 an = find_one (temp, AN_NUMBER);
  assert_questions (temp, "conflict");
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, 1, 1, NULL);
  assert_ok (
    sohoa_field_verify (temp->archive, page->id, "applicant.birth_date", "\"1960-05-17\"", "Lan", &error));
  update (temp);
  assert_questions (temp, "");
  assert_fact (temp, an, "person.birth_date", "\"1960-05-17\"");
}

/* ---- any order ---- */

/* Two papers of one dossier, a marriage, a birth, the same persons with and without numbers, a contradiction.
 */
static const Sheet nights[] = {
  CT01 ("250711", "1", AN_NAME, AN_BORN, AN_ID, {"applicant.phone", "0901234567"}),
  {"again/" CODE ("250711", "1") ".tif",
   "business",
   "2025-07-01",
   {AN_NAME,
    AN_BORN,
    {"applicant.phone", "0907654321"},
    {"members[0].full_name", "TRẦN THỊ BÌNH"},
    {"members[0].birth_date", "02/03/1990"},
    {"members[0].citizen_id", BINH_NUMBER}}},
  {CODE ("240101", "2") ".tif",
   "birth",
   "2020-05-28",
   {{"applicant.full_name", "TRẦN THỊ BÌNH"},
    {"applicant.id_document", "CCCD số " BINH_NUMBER " cấp ngày 01/02/2022"},
    {"applicant.relation_to_child", "Mẹ"},
    {"child.full_name", "NGUYỄN AN KHANG"},
    {"child.birth_date", "01/01/2024"},
    {"mother.full_name", "TRẦN THỊ BÌNH"},
    {"mother.birth_year", "1990"},
    {"father.full_name", "NGUYỄN VĂN AN"},
    {"father.birth_year", "1960"}}},
  {CODE ("230505", "3") ".tif",
   "marriage",
   "2020-05-28",
   {{"bride.full_name", "TRẦN THỊ BÌNH"},
    {"bride.birth_date", "02/03/1990"},
    {"groom.full_name", "NGUYỄN VĂN AN"},
    {"groom.birth_date", "18/05/1960"},
    {"groom.id_document", "CCCD số " AN_NUMBER " cấp ngày 01/02/2022"}}},
};

enum { N_NIGHTS = 4 };
G_STATIC_ASSERT (G_N_ELEMENTS (nights) == N_NIGHTS && G_N_ELEMENTS (namesakes) == N_NIGHTS);

/* The order with that number among all orders. */
static void
permute (guint number, guint order[N_NIGHTS])
{
  guint left[N_NIGHTS];
  for (guint i = 0; i < N_NIGHTS; i++)
    left[i] = i;
  for (guint i = 0; i < N_NIGHTS; i++) {
    guint n = (guint) N_NIGHTS - i, pick = number % n;
    order[i] = left[pick];
    left[pick] = left[n - 1];
    number /= n;
  }
}

static void
assert_any_order_says_the_same (const Sheet sheets[N_NIGHTS])
{
  g_autofree char *expected = NULL;
  for (guint number = 0; number < 24; number++) {
    guint order[N_NIGHTS];
    void *fresh = NULL;
    permute (number, order);
    temp_archive_setup (&fresh);
    TempArchive *temp = fresh;
    for (guint i = 0; i < N_NIGHTS; i++) {
      digitize (temp, &sheets[order[i]]);
      if (number % 3 != 0) /* also all at once */
        update (temp);
    }
    update (temp);
    g_autofree char *told = tell_all (temp);
    if (expected == NULL)
      expected = g_strdup (told);
    if (strcmp (told, expected) != 0)
      fail_msg ("order %u: %s\n---- expected ----\n%s", number, told, expected);
    if (number % 6 == 0)
      assert_ok (sohoa_subjects_rebuild (temp->archive, forms, &error));
    g_autofree char *rebuilt = tell_all (temp);
    assert_string_equal (rebuilt, expected);
    temp_archive_teardown (&fresh);
  }
}

static void
test_any_order_of_nights_gives_the_same_facts (void **state)
{
  assert_any_order_says_the_same (nights);
}

static void
test_any_order_tells_the_same_of_misread_numbers (void **state)
{
  assert_any_order_says_the_same (namesakes);
}

static void
test_a_page_that_is_read_anew_takes_its_old_facts_away (void **state)
{
  TempArchive *temp = *state;
  static const Sheet sheet = CT01 ("250711", "1", AN_NAME, AN_ID, {"applicant.phone", "0901234567"});
  digitize (temp, &sheet);
  update (temp);
  gint64 an = find_one (temp, AN_NUMBER);
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, 1, 1, NULL);
  assert_ok (sohoa_field_verify (temp->archive, page->id, "applicant.citizen_id", "\"" BINH_NUMBER "\"",
                                 "Lan", &error));
  assert_ok (sohoa_field_verify (temp->archive, page->id, "applicant.full_name", "\"\"", "Lan", &error));
  update (temp);
  assert_int_equal (count_found (temp, AN_NUMBER), 0);
  assert_int_equal (find_one (temp, BINH_NUMBER), an);
  assert_fact (temp, an, "person.full_name", NULL);
}

int
main (void)
{
#define TEST(name) cmocka_unit_test_setup_teardown (name, temp_archive_setup, temp_archive_teardown)
  const struct CMUnitTest tests[] = {
    TEST (test_one_number_is_one_person_and_the_newest_address_counts),
    TEST (test_a_name_alone_merges_nobody),
    TEST (test_a_name_and_a_birth_date_elsewhere_are_a_question),
    TEST (test_two_numbers_are_two_persons_however_alike),
    TEST (test_one_number_under_two_names_is_a_question),
    TEST (test_a_number_that_contradicts_the_paper_is_not_believed),
    TEST (test_what_is_only_read_brings_together_where_two_things_agree),
    TEST (test_a_name_that_was_hardly_read_is_told_by_number_and_a_word_less),
    TEST (test_two_roles_of_a_paper_are_one_though_a_figure_was_misread),
    TEST (test_two_names_on_a_paper_are_two_though_their_numbers_are_near),
    TEST (test_a_misread_number_that_may_be_eithers_is_nobodys),
    TEST (test_who_is_contradicted_is_no_other_that_it_may_be),
    TEST (test_it_is_the_others_when_one_is_told_to_be_far),
    TEST (test_a_row_of_misread_numbers_holds_nobody_together),
    TEST (test_numbers_misread_in_different_figures_are_one_persons),
    TEST (test_who_would_contradict_each_other_stay_apart),
    TEST (test_the_name_of_an_mrz_contradicts_nobody),
    TEST (test_a_declarant_who_is_the_father_is_the_father),
    TEST (test_the_codes_of_a_card_are_facts_of_its_holder),
    TEST (test_a_merge_brings_all_facts_together_and_can_be_undone),
    TEST (test_a_split_takes_mentions_out_and_can_be_undone),
    TEST (test_decisions_that_make_no_sense_are_refused),
    TEST (test_contradicting_birth_dates_are_asked_until_one_is_verified),
    TEST (test_a_page_that_is_read_anew_takes_its_old_facts_away),
    cmocka_unit_test (test_any_order_of_nights_gives_the_same_facts),
    cmocka_unit_test (test_any_order_tells_the_same_of_misread_numbers),
  };
  return cmocka_run_group_tests (tests, load_forms, free_forms);
}
