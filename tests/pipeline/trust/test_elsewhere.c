/* What a page says in one place corrects what was misread in another, and nothing else. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pipeline/trust/elsewhere.h"
#include "tests/pipeline/page_maker.h"

enum { PLACES_MAX = 4 };

/* Chances that a confidence stands for: 1 is 1, 0.98 two in three, 0.95 one in three, 0.9 one in seven. */
typedef struct {
  const char *field, *raw;
  double confidence;
  guint flags;
} Place;

/* Of one page; the value is that of the first place. */
static const struct {
  const char *about;
  Place places[PLACES_MAX];
  const char *value;
} pages[] = {
  {"a name that a stamp hides is the one under the signature",
   {{"applicant.full_name", "LÊ TH_", 0.9, SOHOA_READING_COVERED},
    {"applicant.signature_name", "Lê Thị Huệ", 1, 0}},
   "\"Lê Thị Huệ\""},
  {"a name of which nothing is seen is",
   {{"applicant.full_name", "", 0, SOHOA_READING_COVERED}, {"applicant.signature_name", "Lê Thị Huệ", 1, 0}},
   "\"Lê Thị Huệ\""},
  {"what was left blank is not",
   {{"applicant.full_name", "", 1, 0}, {"applicant.signature_name", "Lê Thị Huệ", 1, 0}},
   "\"\""},
  {"nobody is made to have signed",
   {{"applicant.signature_name", "", 0, SOHOA_READING_COVERED}, {"applicant.full_name", "Lê Thị Huệ", 1, 0}},
   "\"\""},
  {"a blank corrects nothing",
   {{"applicant.full_name", "Lê Thị H#", 0.9, SOHOA_READING_COVERED}, {"applicant.signature_name", "", 1, 0}},
   "\"Lê Thị H#\""},
  {"another's name corrects nothing",
   {{"applicant.full_name", "LÊ TH_", 0.9, SOHOA_READING_COVERED}, {"subject.full_name", "Lê Thị Huệ", 1, 0}},
   "\"Lê Th_\""},
  {"the number of one person in two roles",
   {{"applicant.id_document", "CCCD số 079190990011 cấp ngày 01/02/2022", 0.95, 0},
    {"subject.id_document", "CCCD số 079190990001 cấp ngày 01/02/2022", 1, 0},
    {"applicant.full_name", "Lê Thị Huệ", 1, 0},
    {"subject.full_name", "LÊ THỊ HUỆ", 1, 0}},
   "{\"type\":\"cccd\",\"number\":\"079190990001\",\"issued\":\"2022-02-01\"}"},
  {"the number of a brother, whose name differs by a mark",
   {{"applicant.id_document", "CCCD số 079190990011 cấp ngày 01/02/2022", 0.95, 0},
    {"subject.id_document", "CCCD số 079190990001 cấp ngày 01/02/2022", 1, 0},
    {"applicant.full_name", "Lê Văn Hùng", 1, 0},
    {"subject.full_name", "LÊ VĂN HƯNG", 1, 0}},
   "{\"type\":\"cccd\",\"number\":\"079190990011\",\"issued\":\"2022-02-01\"}"},
  {"the number of another",
   {{"applicant.id_document", "CCCD số 079190990011 cấp ngày 01/02/2022", 0.95, 0},
    {"subject.id_document", "CCCD số 079190990001 cấp ngày 01/02/2022", 1, 0},
    {"applicant.full_name", "Lê Thị Huệ", 1, 0},
    {"subject.full_name", "LÊ VĂN HUẤN", 1, 0}},
   "{\"type\":\"cccd\",\"number\":\"079190990011\",\"issued\":\"2022-02-01\"}"},
  {"a number far from it is no misreading",
   {{"applicant.id_document", "CCCD số 079190554411 cấp ngày 01/02/2022", 0.95, 0},
    {"subject.id_document", "CCCD số 079190990001 cấp ngày 01/02/2022", 1, 0},
    {"applicant.full_name", "Lê Thị Huệ", 1, 0},
    {"subject.full_name", "LÊ THỊ HUỆ", 1, 0}},
   "{\"type\":\"cccd\",\"number\":\"079190554411\",\"issued\":\"2022-02-01\"}"},
  {"a sex that a stamp hides is in the number",
   {{"subject.sex", "9_", 0.9, 0}, {"subject.id_document", "CCCD số 079190990001", 1, 0}},
   "\"Nữ\""},
  {"a sex that is not declared is not made up",
   {{"subject.sex", "", 1, 0}, {"subject.id_document", "CCCD số 079190990001", 1, 0}},
   "\"\""},
  {"a sex that is read is not changed",
   {{"subject.sex", "Nam", 0.9, 0}, {"subject.id_document", "CCCD số 079190990001", 1, 0}},
   "\"Nam\""},
  {"another's number says nothing",
   {{"subject.sex", "9_", 0.9, 0}, {"applicant.id_document", "CCCD số 079190990001", 1, 0}},
   "\"9_\""},
  {"a number that cannot be one says nothing",
   {{"subject.sex", "9_", 0.9, 0}, {"subject.id_document", "CCCD số 999190990001", 1, 0}},
   "\"9_\""},
  {"a year that was misread is in the number",
   {{"subject.birth_date", "17/07/1998", 0.95, 0}, {"subject.id_document", "CCCD số 079190990001", 1, 0}},
   "\"1990-07-17\""},
  {"a year that lost a figure is",
   {{"subject.birth_date", "17/07/190", 0.95, 0}, {"subject.id_document", "CCCD số 079190990001", 1, 0}},
   "\"1990-07-17\""},
  {"a year that is well read is not changed",
   {{"subject.birth_date", "17/07/1998", 1, 0}, {"subject.id_document", "CCCD số 079190990001", 1, 0}},
   "\"1998-07-17\""},
  {"a number that is hardly read changes no year",
   {{"subject.birth_date", "17/07/1998", 0.95, 0}, {"subject.id_document", "CCCD số 079190990001", 0.98, 0}},
   "\"1998-07-17\""},
  {"a year that is no misreading is not changed",
   {{"subject.birth_date", "17/07/2024", 0.95, 0}, {"subject.id_document", "CCCD số 079190990001", 1, 0}},
   "\"2024-07-17\""},
  {"the office of the commune that the page names",
   {{"dossier.authority", "Công an phường Bến Th_", 0.9, SOHOA_READING_COVERED},
    {"applicant.residence", "12 đường Lê Lợi, phường Bến Thành, TP.HCM", 1, 0}},
   "\"Công an phường Bến Thành\""},
  {"the province that the page names is the place of signing",
   {{"dossier.place", "Thành phố Hồ Chí _", 0.9, SOHOA_READING_COVERED},
    {"applicant.residence", "12 đường Lê Lợi, phường Bến Thành, TP.HCM", 1, 0}},
   "\"Thành phố Hồ Chí Minh\""},
  {"a place that there is stays",
   {{"dossier.place", "phường Tân Bình", 0.9, SOHOA_READING_COVERED},
    {"applicant.residence", "12 đường Lê Lợi, phường Tân Định, TP.HCM", 1, 0}},
   "\"phường Tân Bình\""},
  {"an office of a commune that there is stays",
   {{"dossier.authority", "Công an phường Tân Bình", 0.9, SOHOA_READING_COVERED},
    {"applicant.residence", "12 đường Lê Lợi, phường Tân Định, TP.HCM", 1, 0}},
   "\"Công an phường Tân Bình\""},
  {"the office of a district is not the commune's of the same name",
   {{"dossier.authority", "Công an quận Tân Bình", 0.9, SOHOA_READING_COVERED},
    {"applicant.residence", "12 đường Lê Lợi, phường Tân Bình, TP.HCM", 1, 0}},
   "\"Công an quận Tân Bình\""},
  {"a page that names two communes does not say which",
   {{"dossier.authority", "Công an phường Tân B_nh", 0.9, SOHOA_READING_COVERED},
    {"applicant.residence", "12 đường Lê Lợi, phường Tân Định, TP.HCM", 1, 0},
    {"subject.residence", "5 đường Lê Lợi, phường Tân Hưng, TP.HCM", 1, 0}},
   "\"Công an phường Tân B_nh\""},
};

static void
test_what_a_page_says_elsewhere_corrects (void **state)
{
  static const SohoaQuad nowhere = {0};
  const SohoaForm *form = sohoa_form_set_lookup (*state, "marital", "2020-05-28");
  assert_non_null (form);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_autoptr (GPtrArray) readings = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_reading_free);
    for (guint k = 0; k < PLACES_MAX && pages[i].places[k].field != NULL; k++) {
      const Place *place = &pages[i].places[k];
      SohoaReading *reading = sohoa_reading_new (place->field, &nowhere);
      sohoa_reading_set (reading, place->raw, place->confidence, "lines");
      reading->flags = place->flags;
      g_ptr_array_add (readings, reading);
    }
    print_message ("# %s\n", pages[i].about);
    g_autoptr (SohoaValue) value = sohoa_trust_value (form, readings, 0);
    assert_string_equal (value->json, pages[i].value);
  }
}

static int
load_forms (void **state)
{
  *state = load_real_forms ();
  return 0;
}

static int
free_forms (void **state)
{
  sohoa_form_set_free (*state);
  return 0;
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_what_a_page_says_elsewhere_corrects),
  };
  return cmocka_run_group_tests (tests, load_forms, free_forms);
}
