/* When a value is believed without a person: rules and directions, whatever the numbers of the calibration.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <sohoa/correction.h>

#include "pipeline/trust/calibration.h"
#include "pipeline/trust/weigh.h"

/* ---- fields without a form ---- */

static SohoaField *
make_field (const char *id, const char *role, const char *element, const char *type)
{
  SohoaField *field = g_new0 (SohoaField, 1);
  field->id = (char *) id;
  field->role = (char *) role;
  field->element = (char *) element;
  field->type = sohoa_field_type_lookup (type);
  assert_non_null (field->type);
  return field;
}

typedef struct {
  GPtrArray *cases, *fields;
} Papers;

static void
papers_init (Papers *papers)
{
  papers->cases = sohoa_trust_cases_new ();
  papers->fields = g_ptr_array_new_with_free_func (g_free);
}

static void
papers_clear (Papers *papers)
{
  g_clear_pointer (&papers->cases, g_ptr_array_unref);
  g_clear_pointer (&papers->fields, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Papers, papers_clear)

/* A reading of the recognizer that the calibration is made for. */
static SohoaTrustCase *
add (Papers *papers, gint64 paper, SohoaField *field, const char *raw, double confidence)
{
  static const SohoaQuad quad;
  const SohoaTrustPlace place = {.source = paper, .paper = paper, .page_no = 1};
  g_autoptr (SohoaReading) reading = sohoa_reading_new (field->id, &quad);
  sohoa_reading_set (reading, raw, confidence, "tesseract-vie");
  g_autoptr (SohoaValue) value = sohoa_field_type_normalize_reading (field->type, reading);
  SohoaTrustCase *self =
    sohoa_trust_case_of_reading (field, &place, sohoa_calibration_recognizer (), reading, value);
  g_ptr_array_add (papers->fields, field);
  g_ptr_array_add (papers->cases, self);
  return self;
}

static SohoaTrustCase *
add_name (Papers *papers, gint64 paper, const char *role, const char *raw, double confidence)
{
  g_autofree char *id = g_strdup_printf ("%s.full_name", role);
  return add (papers, paper,
              make_field (g_intern_string (id), g_intern_string (role), "person.full_name", "person_name"),
              raw, confidence);
}

static SohoaTrustCase *
add_number (Papers *papers, gint64 paper, const char *raw)
{
  return add (papers, paper, make_field ("owner.citizen_id", "owner", "person.citizen_id", "citizen_id"), raw,
              0.99);
}

static const SohoaWitness *
witness_of (const SohoaTrustCase *self, const char *id)
{
  for (guint i = 0; i < self->witnesses->len; i++) {
    const SohoaWitness *witness = &g_array_index (self->witnesses, SohoaWitness, i);
    if (strcmp (witness->id, id) == 0)
      return witness;
  }
  return NULL;
}

/* ---- what was not recognized ---- */

static const struct {
  const char *name, *raw;
  double confidence, plausibility;
  guint flags;
  int finding; /* severity; -1: none */
  SohoaFieldState expected;
  const char *reason;
} exact[] = {
  {"sure and understood", "x", 1, 1, 0, -1, SOHOA_FIELD_ACCEPTED, NULL},
  {"not sure enough", "x", 0.89, 1, 0, -1, SOHOA_FIELD_REVIEW, "low-confidence"},
  {"not understood", "x", 1, 0.49, 0, -1, SOHOA_FIELD_REVIEW, "not-understood"},
  {"an error", "x", 1, 1, 0, SOHOA_FINDING_ERROR, SOHOA_FIELD_REVIEW, "value-error"},
  {"a warning", "x", 1, 1, 0, SOHOA_FINDING_WARNING, SOHOA_FIELD_ACCEPTED, NULL},
  {"nothing written", "", 1, 1, 0, -1, SOHOA_FIELD_EMPTY, NULL},
  {"struck writing left out", "x", 1, 1, SOHOA_READING_STRUCK, -1, SOHOA_FIELD_ACCEPTED, NULL},
  {"a doubtful mark", "x", 1, 1, SOHOA_READING_DOUBTFUL, -1, SOHOA_FIELD_REVIEW, "doubtful"},
  {"ink that could not be read is not nothing", "", 1, 1, SOHOA_READING_DOUBTFUL, -1, SOHOA_FIELD_REVIEW,
   "doubtful"},
  {"in a print that is not registered", "x", 1, 1, SOHOA_READING_UNREGISTERED, -1, SOHOA_FIELD_REVIEW,
   "unregistered-version"},
  {"empty in a print that is not registered", "", 1, 1, SOHOA_READING_UNREGISTERED, -1, SOHOA_FIELD_REVIEW,
   "unregistered-version"},
  {"a stamp over it", "x", 1, 1, SOHOA_READING_COVERED, -1, SOHOA_FIELD_REVIEW, "covered"},
};

static void
test_text_of_the_file_is_believed_by_the_rule (void **state)
{
  static const SohoaQuad quad;
  const SohoaTrustPlace place = {.paper = 1};
  for (guint i = 0; i < G_N_ELEMENTS (exact); i++) {
    g_auto (Papers) papers = {0};
    papers_init (&papers);
    SohoaField *field = make_field ("a.b", NULL, NULL, "text");
    g_autoptr (SohoaReading) reading = sohoa_reading_new ("a.b", &quad);
    g_autoptr (GPtrArray) findings = g_ptr_array_new ();
    SohoaFinding finding = {(SohoaSeverity) exact[i].finding, (char *) "code", (char *) "message"};
    const SohoaValue value = {(char *) "\"x\"", exact[i].plausibility, findings};
    print_message ("# %s\n", exact[i].name);
    sohoa_reading_set (reading, exact[i].raw, exact[i].confidence, "text-layer");
    reading->flags = exact[i].flags;
    if (exact[i].finding >= 0)
      g_ptr_array_add (findings, &finding);
    SohoaTrustCase *self = sohoa_trust_case_of_reading (field, &place, "none-1", reading, &value);
    g_ptr_array_add (papers.fields, field);
    g_ptr_array_add (papers.cases, self);
    sohoa_trust_weigh (papers.cases);
    assert_int_equal (self->state, exact[i].expected);
    assert_true (g_strcmp0 (self->reason, exact[i].reason) == 0);
  }
}

/* ---- the calibration ---- */

static void
test_what_another_recognizer_read_goes_to_a_person (void **state)
{
  g_auto (Papers) papers = {0};
  papers_init (&papers);
  SohoaTrustCase *self = add_name (&papers, 1, "owner", "Nguyễn Văn An", 1);
  g_free (self->recognizer);
  self->recognizer = g_strdup ("somebody else's");
  sohoa_trust_weigh (papers.cases);
  assert_int_equal (self->state, SOHOA_FIELD_REVIEW);
  assert_string_equal (self->reason, "not-calibrated");
}

static void
test_a_type_without_evidence_has_no_threshold (void **state)
{
  assert_true (sohoa_calibration_threshold ("no such type") > 1);
}

/* What speaks against a value never makes it surer, what speaks for it never less sure. */
static void
test_no_doubt_is_taken_for_praise (void **state)
{
  static const SohoaFeature doubts[] = {SOHOA_FEATURE_RIVAL,    SOHOA_FEATURE_SPREAD,   SOHOA_FEATURE_WARNED,
                                        SOHOA_FEATURE_STRUCK,   SOHOA_FEATURE_OVERFLOW, SOHOA_FEATURE_WEAKEST,
                                        SOHOA_FEATURE_TROUBLE,  SOHOA_FEATURE_RESIDUAL, SOHOA_FEATURE_DIFFERS,
                                        SOHOA_FEATURE_CORRECTED};
  static const SohoaFeature praises[] = {
    SOHOA_FEATURE_SURE,    SOHOA_FEATURE_SURER,    SOHOA_FEATURE_SUREST,  SOHOA_FEATURE_FIGURES,
    SOHOA_FEATURE_CLEARER, SOHOA_FEATURE_CLEAREST, SOHOA_FEATURE_COMPANY, SOHOA_FEATURE_UNDERSTOOD,
    SOHOA_FEATURE_MARK,    SOHOA_FEATURE_REPEATED, SOHOA_FEATURE_FITS};
  double x[SOHOA_N_FEATURES] = {0};
  const double before = sohoa_calibration_probability ("person_name", x);
  for (guint i = 0; i < G_N_ELEMENTS (doubts); i++) {
    x[doubts[i]] = 0.5;
    assert_true (sohoa_calibration_probability ("person_name", x) <= before);
    x[doubts[i]] = 0;
  }
  for (guint i = 0; i < G_N_ELEMENTS (praises); i++) {
    x[praises[i]] = 0.5;
    assert_true (sohoa_calibration_probability ("person_name", x) >= before);
    x[praises[i]] = 0;
  }
}

static void
test_a_surer_reading_is_more_probable_and_poor_company_less (void **state)
{
  g_auto (Papers) papers = {0};
  papers_init (&papers);
  SohoaTrustCase *sure = add_name (&papers, 1, "owner", "Nguyễn Văn An", 0.9999);
  SohoaTrustCase *unsure = add_name (&papers, 1, "head", "Trần Thị Bình", 0.9);
  SohoaTrustCase *alone = add_name (&papers, 2, "owner", "Lê Quang Minh", 0.9999);
  unsure->flags |= SOHOA_READING_COVERED;
  sohoa_trust_weigh (papers.cases);
  assert_true (sure->probability > unsure->probability);
  assert_true (alone->probability > sure->probability);
}

/* ---- witnesses ---- */

static void
test_the_same_name_read_twice_is_surer (void **state)
{
  g_auto (Papers) papers = {0};
  papers_init (&papers);
  SohoaTrustCase *alone = add_name (&papers, 1, "owner", "Lê Quang Minh", 0.99);
  SohoaTrustCase *twice = add_name (&papers, 2, "owner", "Nguyễn Văn An", 0.99);
  add_name (&papers, 3, "owner", "Nguyễn Văn An", 0.99);
  sohoa_trust_weigh (papers.cases);
  assert_true (witness_of (twice, "3.1/owner.full_name")->agrees);
  assert_true (twice->probability > alone->probability);
}

static void
test_a_number_and_the_birth_beside_it_judge_each_other (void **state)
{
  static const struct {
    const char *birth, *sex;
    const char *contradicts; /* id; NULL: nothing */
  } cases[] = {
    {"3/4/1990", "Nam", NULL},
    {"3/4/1996", "Nam", "1.1/owner.birth_date"},
    {"3/4/1990", "Nữ", "1.1/owner.sex"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Papers) papers = {0};
    papers_init (&papers);
    SohoaTrustCase *number = add_number (&papers, 1, "079090990001");
    SohoaTrustCase *birth =
      add (&papers, 1, make_field ("owner.birth_date", "owner", "person.birth_date", "date"), cases[i].birth,
           0.99);
    SohoaTrustCase *sex =
      add (&papers, 1, make_field ("owner.sex", "owner", "person.sex", "sex"), cases[i].sex, 0.99);
    sohoa_trust_weigh (papers.cases);
    print_message ("# %s, %s\n", cases[i].birth, cases[i].sex);
    assert_int_equal (witness_of (number, "1.1/owner.birth_date")->agrees, i != 1);
    assert_int_equal (witness_of (number, "1.1/owner.sex")->agrees, i != 2);
    assert_int_equal (g_strcmp0 (number->reason, "contradiction") == 0, cases[i].contradicts != NULL);
    assert_int_equal (g_strcmp0 (birth->reason, "contradiction") == 0, i == 1);
    assert_int_equal (g_strcmp0 (sex->reason, "contradiction") == 0, i == 2);
  }
}

static void
test_days_that_cannot_follow_each_other_contradict (void **state)
{
  static const struct {
    const char *birth, *issued, *signed_on;
    gboolean wrong_birth, wrong_issue, wrong_signature;
  } cases[] = {
    {"3/4/1990", "15/08/2021", "20/10/2025", FALSE, FALSE, FALSE},
    {"3/4/1990", "15/08/2031", "20/10/2025", FALSE, TRUE, TRUE},
    {"3/4/1990", "15/08/1981", "20/10/2025", TRUE, TRUE, FALSE},
    {"3/4/2090", "15/08/2091", "20/10/2025", TRUE, TRUE, TRUE},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Papers) papers = {0};
    papers_init (&papers);
    g_autofree char *document = g_strdup_printf ("CCCD số 079090990001 cấp ngày %s", cases[i].issued);
    SohoaTrustCase *birth =
      add (&papers, 1, make_field ("owner.birth_date", "owner", "person.birth_date", "date"), cases[i].birth,
           0.99);
    SohoaTrustCase *issue =
      add (&papers, 1, make_field ("owner.id_document", "owner", "person.id_document", "id_document"),
           document, 0.99);
    SohoaTrustCase *signature =
      add (&papers, 1, make_field ("dossier.sign_date", "", "dossier.sign_date", "date"), cases[i].signed_on,
           0.99);
    sohoa_trust_weigh (papers.cases);
    print_message ("# %s, %s, %s\n", cases[i].birth, cases[i].issued, cases[i].signed_on);
    assert_int_equal (g_strcmp0 (birth->reason, "contradiction") == 0, cases[i].wrong_birth);
    assert_int_equal (g_strcmp0 (issue->reason, "contradiction") == 0, cases[i].wrong_issue);
    assert_int_equal (g_strcmp0 (signature->reason, "contradiction") == 0, cases[i].wrong_signature);
  }
}

/* Births are registered in other provinces often enough. */
static void
test_the_province_of_birth_speaks_for_a_number_and_never_against (void **state)
{
  static const struct {
    const char *element, *place;
    guint n_witnesses;
  } cases[] = {{"person.birth_place", "phường Bến Thành, Thành phố Hồ Chí Minh", 1},
               {"person.birth_registration_place", "xã Nậm Mười, huyện Văn Chấn, tỉnh Yên Bái", 0},
               {"person.current_address", "phường Bến Thành, Thành phố Hồ Chí Minh", 0}};
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Papers) papers = {0};
    papers_init (&papers);
    SohoaTrustCase *number = add_number (&papers, 1, "079090990001");
    add (&papers, 1, make_field ("owner.place", "owner", cases[i].element, "address"), cases[i].place, 0.99);
    sohoa_trust_weigh (papers.cases);
    print_message ("# %s\n", cases[i].place);
    assert_int_equal (number->witnesses->len, cases[i].n_witnesses);
    if (number->witnesses->len > 0)
      assert_string_equal (witness_of (number, "1.1/owner.place")->code, "citizen-id-province");
  }
}

/* No check digit covers the name of an MRZ: there it may be the MRZ that was misread. */
static void
test_the_name_of_an_mrz_speaks_for_a_name_and_never_against (void **state)
{
  const SohoaTrustPlace card = {.source = 9, .page_no = 2, .paper = 9};
  g_auto (Papers) papers = {0};
  papers_init (&papers);
  SohoaTrustCase *name = add_name (&papers, 1, "owner", "Nguyễn Văn An", 0.99);
  add_number (&papers, 1, "079090990001");
  g_ptr_array_add (papers.cases,
                   sohoa_trust_case_of_card ("person.citizen_id", "card 1", &card, "079090990001"));
  g_ptr_array_add (papers.cases, sohoa_trust_case_of_card ("person.bare_name", "card 1", &card, "NGUVEN AN"));
  sohoa_trust_weigh (papers.cases);
  assert_int_equal (name->witnesses->len, 0);
}

static void
test_two_papers_that_name_one_person_otherwise_contradict (void **state)
{
  g_auto (Papers) papers = {0};
  papers_init (&papers);
  SohoaTrustCase *one = add_name (&papers, 1, "owner", "Nguyễn Văn An", 0.99);
  add_number (&papers, 1, "079090990001");
  SohoaTrustCase *other = add_name (&papers, 2, "owner", "Nguyễn Văn Ân", 0.99);
  add_number (&papers, 2, "079090990001");
  sohoa_trust_weigh (papers.cases);
  assert_false (witness_of (one, "2.1/owner.full_name")->agrees);
  assert_string_equal (one->reason, "contradiction");
  assert_string_equal (other->reason, "contradiction");
}

static void
test_different_persons_do_not_contradict (void **state)
{
  g_auto (Papers) papers = {0};
  papers_init (&papers);
  SohoaTrustCase *one = add_name (&papers, 1, "owner", "Nguyễn Văn An", 0.99);
  SohoaTrustCase *other = add_name (&papers, 1, "head", "Trần Thị Bình", 0.99);
  sohoa_trust_weigh (papers.cases);
  assert_int_equal (one->witnesses->len + other->witnesses->len, 0);
}

static void
test_what_was_hardly_read_contradicts_nobody (void **state)
{
  g_auto (Papers) papers = {0};
  papers_init (&papers);
  SohoaTrustCase *sure = add_name (&papers, 1, "owner", "Nguyễn Văn An", 0.9999);
  SohoaTrustCase *hardly =
    add (&papers, 1, make_field ("owner.signature_name", "owner", "person.full_name", "person_name"),
         "Ngu Văn Au", 0.8);
  sohoa_trust_weigh (papers.cases);
  assert_true (g_strcmp0 (sure->reason, "contradiction") != 0);
  assert_string_equal (hardly->reason, "contradiction");
}

static void
test_a_card_speaks_for_its_holder_and_against_a_misreading (void **state)
{
  const SohoaTrustPlace card = {.source = 9, .page_no = 2, .paper = 9};
  g_auto (Papers) papers = {0};
  papers_init (&papers);
  SohoaTrustCase *name = add_name (&papers, 1, "owner", "Nguyễn Văn An", 0.99);
  SohoaTrustCase *number = add_number (&papers, 1, "079090990001");
  SohoaTrustCase *birth = add (
    &papers, 1, make_field ("owner.birth_date", "owner", "person.birth_date", "date"), "13/4/1990", 0.99);
  g_ptr_array_add (papers.cases,
                   sohoa_trust_case_of_card ("person.citizen_id", "card 1", &card, "079090990001"));
  g_ptr_array_add (papers.cases,
                   sohoa_trust_case_of_card ("person.bare_name", "card 1", &card, "NGUYEN VAN AN"));
  g_ptr_array_add (papers.cases,
                   sohoa_trust_case_of_card ("person.birth_date", "card 1", &card, "1990-04-03"));
  sohoa_trust_weigh (papers.cases);
  assert_true (witness_of (number, "9.2")->repeats);
  assert_true (witness_of (name, "9.2")->agrees && !witness_of (name, "9.2")->repeats);
  assert_string_equal (birth->reason, "contradiction");
}

static void
test_figures_and_words_judge_each_other (void **state)
{
  static const struct {
    const char *words;
    gboolean agrees;
  } cases[] = {{"Năm mươi triệu đồng", TRUE}, {"Năm mươi lăm triệu đồng", FALSE}};
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Papers) papers = {0};
    papers_init (&papers);
    SohoaTrustCase *figures =
      add (&papers, 1, make_field ("business.capital", NULL, "business.capital", "money"), "50.000.000 đồng",
           0.99);
    add (&papers, 1, make_field ("business.capital_words", NULL, "business.capital_words", "money_words"),
         cases[i].words, 0.99);
    sohoa_trust_weigh (papers.cases);
    assert_int_equal (witness_of (figures, "1.1/business.capital_words")->agrees, cases[i].agrees);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_text_of_the_file_is_believed_by_the_rule),
    cmocka_unit_test (test_what_another_recognizer_read_goes_to_a_person),
    cmocka_unit_test (test_a_type_without_evidence_has_no_threshold),
    cmocka_unit_test (test_no_doubt_is_taken_for_praise),
    cmocka_unit_test (test_a_surer_reading_is_more_probable_and_poor_company_less),
    cmocka_unit_test (test_the_same_name_read_twice_is_surer),
    cmocka_unit_test (test_a_number_and_the_birth_beside_it_judge_each_other),
    cmocka_unit_test (test_days_that_cannot_follow_each_other_contradict),
    cmocka_unit_test (test_the_province_of_birth_speaks_for_a_number_and_never_against),
    cmocka_unit_test (test_the_name_of_an_mrz_speaks_for_a_name_and_never_against),
    cmocka_unit_test (test_two_papers_that_name_one_person_otherwise_contradict),
    cmocka_unit_test (test_different_persons_do_not_contradict),
    cmocka_unit_test (test_what_was_hardly_read_contradicts_nobody),
    cmocka_unit_test (test_a_card_speaks_for_its_holder_and_against_a_misreading),
    cmocka_unit_test (test_figures_and_words_judge_each_other),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
