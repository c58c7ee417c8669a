/* Form versions: a good one loads and gives its geometry; every fault of a bad one is named with file, JSON
 * pointer, what is wrong and what is allowed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <sohoa/form.h>

#include "form_folder.h"

static const char blank[] = "%PDF-1.4\n";

static int
setup (void **state)
{
  *state = form_folder_new ();
  return 0;
}

static int
teardown (void **state)
{
  form_folder_remove (*state);
  g_free (*state);
  return 0;
}

static char *
replace_once (const char *text, const char *from, const char *to)
{
  GString *changed = g_string_new (text);

  assert_int_equal (g_string_replace (changed, from, to, 1), 1);
  return g_string_free (changed, FALSE);
}

static gboolean
has_fault (const GPtrArray *faults, const char *file, const char *pointer, const char *message)
{
  for (guint i = 0; i < faults->len; i++) {
    const SohoaFormFault *fault = g_ptr_array_index (faults, i);

    print_message ("#   %s %s %s\n", fault->file, fault->pointer, fault->message);
    if (strcmp (fault->file, file) == 0 && strcmp (fault->pointer, pointer) == 0 &&
        strstr (fault->message, message) != NULL)
      return TRUE;
  }
  return FALSE;
}

static void
assert_fault (const char *folder, const char *file, const char *pointer, const char *message)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;
  SohoaForm *form = sohoa_form_load (folder, &faults, &error);

  assert_null (form);
  assert_true (g_error_matches (error, SOHOA_ERROR, SOHOA_ERROR_FORM));
  assert_true (has_fault (faults, file, pointer, message));
}

/* A good version */

static void
test_a_good_version_loads (void **state)
{
  g_autofree char *folder = form_folder_write (*state, "sample", "2024-05-01", good_form_json, blank);
  g_autoptr (GError) error = NULL;
  g_autoptr (SohoaForm) form = sohoa_form_load (folder, NULL, &error);

  assert_null (error);
  assert_string_equal (form->id, "sample");
  assert_string_equal (form->valid_to, "2025-06-30");
  assert_false (form->is_cover);
  assert_string_equal (form->procedures[0], "1.004222");
  assert_string_equal (form->roles[1], "member");
  assert_int_equal (form->fields->len, 5);
  assert_int_equal (g_bytes_get_size (form->blank_pdf), strlen (blank));

  const SohoaField *field = sohoa_form_lookup_field (form, "members[0].citizen_id");
  assert_non_null (field);
  assert_string_equal (field->role, "member");
  assert_string_equal (field->type->name, "citizen_id");
  assert_true (field->declared);
  assert_null (sohoa_form_lookup_field (form, "members[1].citizen_id"));
  assert_null (sohoa_form_lookup_field (form, "dossier.request.x"));
  assert_null (((const SohoaField *) sohoa_form_lookup_field (form, "dossier.request"))->role);
}

static void
test_the_template_carries_the_geometry (void **state)
{
  g_autofree char *folder = form_folder_write (*state, "sample", "2024-05-01", good_form_json, blank);
  g_autoptr (SohoaForm) form = sohoa_form_load (folder, NULL, NULL);
  g_autoptr (SohoaTemplate) template = sohoa_form_template (form);

  assert_string_equal (template->form, "sample");
  assert_string_equal (template->version, "2024-05-01");
  assert_int_equal (template->n_pages, 1);
  assert_int_equal (template->zones->len, 5);

  const SohoaZone *comb = g_ptr_array_index (template->zones, 3);
  assert_string_equal (comb->field, "members[0].citizen_id");
  assert_int_equal (comb->kind, SOHOA_ZONE_COMB);
  assert_int_equal (comb->charset, SOHOA_CHARSET_DIGITS);
  assert_int_equal (comb->parts->len, 2);
  assert_string_equal (g_array_index (comb->parts, SohoaZonePart, 1).name, "1");
  assert_true (g_array_index (comb->parts, SohoaZonePart, 1).box_mm.x == 66);
}

static void
test_a_version_without_paper_has_no_template (void **state)
{
  static const char json[] =
    "{\"id\":\"sample\",\"version\":\"2024-05-01\",\"title\":\"T\",\"legal_basis\":\"L\",\"valid_from\":"
    "\"2024-06-01\","
    "\"procedures\":[],\"roles\":[],\"pages\":0,\"fields\":[{\"id\":\"dossier.request\",\"label\":\"N\","
    "\"element\":\"dossier.request\",\"type\":\"text\",\"declared\":true}]}";
  g_autofree char *folder = form_folder_write (*state, "sample", "2024-05-01", json, NULL);
  g_autoptr (SohoaForm) form = sohoa_form_load (folder, NULL, NULL);

  assert_non_null (form);
  assert_null (form->blank_pdf);
  assert_null (sohoa_form_template (form));
}

/* Faults of form.json: the good one with one place changed */

typedef struct {
  const char *name, *from, *to;
  const char *pointer, *message;
} Change;

static const Change changes[] = {
  {"unknown member", "\"title\":", "\"tytle\": 1, \"title\":", "/tytle", "unknown"},
  {"unknown member of a field", "\"label\": \"Họ tên\"", "\"label\": \"Họ tên\", \"a/b~\": 1",
   "/fields/0/a~1b~0", "unknown"},
  {"unknown member of a part", "{ \"name\": \"m\"", "{ \"nam\": 1, \"name\": \"m\"", "/fields/1/parts/1/nam",
   "unknown"},
  {"missing title", "\"title\": \"Tờ khai mẫu\",", "", "/title", "missing"},
  {"blank title", "\"Tờ khai mẫu\"", "\" \"", "/title", "blank"},
  {"number for a string", "\"Tờ khai mẫu\"", "7", "/title", "give a string"},
  {"string for a number", "\"pages\": 1", "\"pages\": \"1\"", "/pages", "whole number"},
  {"fraction of a page", "\"pages\": 1", "\"pages\": 1.5", "/pages", "whole number"},
  {"string for a boolean", "\"declared\": true", "\"declared\": \"yes\"", "/fields/0/declared",
   "true or false"},
  {"missing declared", "\"declared\": true, \"kind\": \"text\"", "\"kind\": \"text\"", "/fields/0/declared",
   "missing"},
  {"no array of roles", "\"roles\": [\"applicant\", \"member\"]", "\"roles\": \"applicant\"", "/roles",
   "give an array"},
  {"other characters in the id", "\"id\": \"sample\"", "\"id\": \"Sample 1\"", "/id", "allowed"},
  {"id unlike the folder", "\"id\": \"sample\"", "\"id\": \"simple\"", "/id", "folder"},
  {"version unlike the folder", "\"version\": \"2024-05-01\"", "\"version\": \"2024-05-02\"", "/version",
   "folder"},
  {"version that is no date", "\"version\": \"2024-05-01\"", "\"version\": \"v1\"", "/version", "YYYY-MM-DD"},
  {"bad date", "\"2024-06-01\"", "\"01/06/2024\"", "/valid_from", "YYYY-MM-DD"},
  {"date that does not exist", "\"2025-06-30\"", "\"2025-06-31\"", "/valid_to", "YYYY-MM-DD"},
  {"ends before it starts", "\"2025-06-30\"", "\"2024-05-31\"", "/valid_to", "before"},
  {"procedure code", "\"1.004222\"", "\"1.4222\"", "/procedures/0", "1.004222"},
  {"characters of a role", "\"roles\": [\"applicant\"", "\"roles\": [\"Người nộp\", \"applicant\"",
   "/roles/0", "allowed"},
  {"role that is not declared", "\"role\": \"member\"", "\"role\": \"owner\"", "/fields/3/role",
   "applicant, member"},
  {"no field", "\"fields\": [", "\"fields\": [], \"x\": [", "/fields", "at least one"},
  {"field that is no object", "\"fields\": [", "\"fields\": [ 7,", "/fields/0", "give an object"},
  {"duplicate field", "\"applicant.sex\"", "\"applicant.full_name\"", "/fields/2/id", "field 0"},
  {"characters of a field id", "\"applicant.sex\"", "\"applicant.Sex\"", "/fields/2/id", "father.full_name"},
  {"field id of one word", "\"applicant.sex\"", "\"sex\"", "/fields/2/id", "father.full_name"},
  {"open row of a field id", "members[0]", "members[0", "/fields/3/id", "members[0]"},
  {"element of three words", "\"person.sex\"", "\"person.sex.x\"", "/fields/2/element", "entity.attribute"},
  {"element with a row", "\"person.sex\"", "\"person[0].sex\"", "/fields/2/element", "entity.attribute"},
  {"condition on no field", "\"declared\": true, \"kind\": \"text\"",
   "\"declared\": true, \"declared_unless\": \"a.b\", \"kind\": \"text\"", "/fields/0/declared_unless",
   "the id of one"},
  {"condition on what is not declared", "\"declared\": true, \"kind\": \"text\"",
   "\"declared\": false, \"declared_unless\": \"applicant.sex\", \"kind\": \"text\"",
   "/fields/0/declared_unless", "not allowed"},
  {"unknown element", "\"person.sex\"", "\"person.gender\"", "/fields/2/element", "dictionary.json"},
  {"another type than the element's", "\"person_name\"", "\"text\"", "/fields/0/type", "person_name"},
  {"unknown type", "\"person_name\"", "\"name\"", "/fields/0/type", "person_name"},
  {"unknown kind", "\"kind\": \"text\"", "\"kind\": \"line\"", "/fields/0/kind", "multiline"},
  {"page 0", "\"kind\": \"text\", \"page\": 1", "\"kind\": \"text\", \"page\": 0", "/fields/0/page",
   "1 to 1"},
  {"page after the last", "\"kind\": \"text\", \"page\": 1", "\"kind\": \"text\", \"page\": 2",
   "/fields/0/page", "1 to 1"},
  {"box of three numbers", "[60, 40, 120, 8]", "[60, 40, 120]", "/fields/0/box_mm", "[x, y, width, height]"},
  {"box of five numbers", "[60, 40, 120, 8]", "[60, 40, 120, 8, 1]", "/fields/0/box_mm", "at most 4"},
  {"string in a box", "[60, 40, 120, 8]", "[60, 40, 120, \"8\"]", "/fields/0/box_mm/3", "give a number"},
  {"endless box", "[60, 40, 120, 8]", "[60, 40, 1e999, 8]", "/fields/0/box_mm/2", "finite"},
  {"empty box", "[60, 40, 120, 8]", "[60, 40, 0, 8]", "/fields/0/box_mm", "empty"},
  {"box outside the page", "[60, 40, 120, 8]", "[160, 40, 120, 8]", "/fields/0/box_mm", "210 x 297"},
  {"box above the page", "[60, 40, 120, 8]", "[60, -4, 120, 8]", "/fields/0/box_mm", "210 x 297"},
  {"page size", "\"pages\": 1,", "\"pages\": 1, \"page_size_mm\": [21, 29.7],", "/page_size_mm",
   "50 to 1200"},
  {"box outside a smaller page", "\"pages\": 1,", "\"pages\": 1, \"page_size_mm\": [148, 210],",
   "/fields/0/box_mm", "148 x 210"},
  {"zones on each other", "[60, 40, 120, 8]", "[60, 40, 120, 12]", "/fields/1/box_mm", "applicant.full_name"},
  {"parts of a text", "[60, 40, 120, 8]",
   "[60, 40, 120, 8], \"parts\": [{\"name\": \"0\", \"box_mm\": [60, 40, 9, 8]}]", "/fields/0/parts", "none"},
  {"date without parts", "\"kind\": \"text\"", "\"kind\": \"date\"", "/fields/0/parts",
   "\"d\", \"m\", \"y\""},
  {"comb without parts", "\"kind\": \"text\"", "\"kind\": \"comb\"", "/fields/0/parts", "cell"},
  {"multiline without parts", "\"kind\": \"text\"", "\"kind\": \"multiline\"", "/fields/0/parts", "line"},
  {"choice without parts", "\"kind\": \"text\"", "\"kind\": \"choice\"", "/fields/0/parts", "option"},
  {"month first", "{ \"name\": \"d\"", "{ \"name\": \"m\"", "/fields/1/parts/0/name", "\"d\", \"m\", \"y\""},
  {"cells out of order", "{ \"name\": \"1\", \"box_mm\": [66", "{ \"name\": \"2\", \"box_mm\": [66",
   "/fields/3/parts/1/name", "cell"},
  {"an option twice", "{ \"name\": \"Nữ\"", "{ \"name\": \"Nam\"", "/fields/2/parts/1/name", "another name"},
  {"part outside its field", "[90, 50, 15, 8]", "[90, 50, 16, 8]", "/fields/1/parts/2/box_mm",
   "hold all parts"},
  {"empty part", "[90, 50, 15, 8]", "[90, 50, 15, 0]", "/fields/1/parts/2/box_mm", "empty"},
  {"type unfit for its kind", "\"type\": \"date\"", "\"type\": \"text\"", "/fields/1/type", "\"date\""},
  {"option no value of the type", "{ \"name\": \"Nữ\"", "{ \"name\": \"Khác\"", "/fields/2/type", "Khác"},
  {"no object", "{\n", "[{\n", "", "JSON"},
};

static void
test_every_fault_is_named_with_its_place (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autofree char *json = replace_once (good_form_json, changes[i].from, changes[i].to);
    g_autofree char *folder = form_folder_write (*state, "sample", "2024-05-01", json, blank);

    print_message ("# %s\n", changes[i].name);
    assert_fault (folder, "form.json", changes[i].pointer, changes[i].message);
  }
}

static void
test_all_faults_are_found_at_once (void **state)
{
  g_autofree char *json = replace_once (good_form_json, "\"person_name\"", "\"name\"");
  g_autofree char *worse = replace_once (json, "\"1.004222\"", "\"1\"");
  g_autofree char *folder = form_folder_write (*state, "sample", "2024-05-01", worse, "PDF");
  g_autoptr (GPtrArray) faults = NULL;

  assert_null (sohoa_form_load (folder, &faults, NULL));
  assert_int_equal (faults->len, 3);
}

static void
test_a_wrong_page_count_is_one_fault (void **state)
{
  g_autofree char *json = replace_once (good_form_json, "\"pages\": 1", "\"pages\": \"one\"");
  g_autofree char *folder = form_folder_write (*state, "sample", "2024-05-01", json, blank);
  g_autoptr (GPtrArray) faults = NULL;

  assert_null (sohoa_form_load (folder, &faults, NULL));
  assert_int_equal (faults->len, 1);
}

static void
test_touching_zones_are_no_fault (void **state)
{
  g_autofree char *json = replace_once (good_form_json, "[60, 40, 120, 8]", "[60, 40, 120, 10.02]");
  g_autofree char *folder = form_folder_write (*state, "sample", "2024-05-01", json, blank);
  g_autoptr (SohoaForm) form = sohoa_form_load (folder, NULL, NULL);

  assert_non_null (form);
}

/* Faults of the files */

static void
test_files_that_cannot_be_a_form_are_named (void **state)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  const struct {
    const char *name, *json, *blank, *file, *message;
  } rows[] = {
    {"no blank", good_form_json, NULL, "blank.pdf", "missing"},
    {"empty blank", good_form_json, "", "blank.pdf", "0 bytes"},
    {"blank that is no PDF", good_form_json, "\x89PNG", "blank.pdf", "%PDF-"},
    {"empty form.json", "", blank, "form.json", "0 bytes"},
    {"not JSON", "{\"id\": }", blank, "form.json", "not JSON"},
    {"not UTF-8", "{\"id\": \"\xff\"}", blank, "form.json", "UTF-8"},
    {"nested without end", deep, blank, "form.json", "nested"},
    {"another document", "[1]", blank, "form.json", "give an object"},
    {"null", "null", blank, "form.json", "give an object"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *version = g_strdup_printf ("case%" G_GSIZE_FORMAT, i);
    g_autofree char *folder = form_folder_write (*state, "sample", version, rows[i].json, rows[i].blank);

    print_message ("# %s\n", rows[i].name);
    assert_fault (folder, rows[i].file, "", rows[i].message);
  }
}

static void
test_a_missing_folder_is_named (void **state)
{
  g_autofree char *folder = g_build_filename (*state, "sample", "2024-05-01", NULL);

  assert_fault (folder, "form.json", "", "missing");
}

/* ---- labels against print ---- */

/* The words of a page whose headings are set in columns. */
static const char *const print[] = {
  "1.",    "Họ,", "chữ",  "đệm", "và",   "tên:......", "2.",   "Ngày", "sinh:", "Ý",    "KIẾN",  "CỦA", "CHỦ",
  "HỘ(3)", "Ý",   "KIẾN", "CỦA", "CHA,", "MẸ",         "(Ký)", "HOẶC", "NGƯỜI", "GIÁM", "HỘ(5)", NULL};

static SohoaForm *
load_good (const char *root)
{
  g_autofree char *folder = form_folder_write (root, "sample", "2024-05-01", good_form_json, blank);
  SohoaForm *form = sohoa_form_load (folder, NULL, NULL);
  assert_non_null (form);
  return form;
}

static void
free_fault (gpointer fault)
{
  sohoa_form_fault_free (fault);
}

/* The first field, alone, with that label. */
static gboolean
label_is_good (SohoaForm *form, const char *label)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (free_fault);
  SohoaField *field = g_ptr_array_index (form->fields, 0);
  g_ptr_array_set_size (form->fields, 1);
  g_free (field->label);
  field->label = g_strdup (label);
  assert_true (sohoa_form_check_print (form, field->page, print, faults));
  assert_true (faults->len == 0 || has_fault (faults, "form.json", "/fields/0/label", "is not printed"));
  return faults->len == 0;
}

static void
test_a_label_that_the_blank_does_not_print_is_a_fault (void **state)
{
  static const struct {
    const char *label;
    gboolean good;
  } rows[] = {
    {"1. Họ, chữ đệm và tên", TRUE},
    {"Họ, chữ đệm và tên (bên nữ)", TRUE},
    {"Ngày sinh - của con", TRUE},
    {"Ý KIẾN CỦA CHA, MẸ HOẶC NGƯỜI GIÁM HỘ", TRUE}, /* apart in reading order */
    {"(Mã vạch)", TRUE},                             /* all the designer's own */
    {"Họ và chữ đệm", FALSE},                        /* another order */
    {"Họ, chữ đệm và tên con", FALSE},
    {"Nơi sinh", FALSE},
    {"3. Ngày sinh", FALSE},
  };
  g_autoptr (SohoaForm) form = load_good (*state);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (label_is_good (form, rows[i].label) != rows[i].good)
      fail_msg ("'%s' is %s", rows[i].label, rows[i].good ? "refused" : "taken");
}

static void
test_a_blank_that_is_a_picture_has_no_labels_to_compare (void **state)
{
  static const char *const nothing[] = {NULL}, *const leaders[] = {"......", ":", NULL};
  g_autoptr (SohoaForm) form = load_good (*state);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (free_fault);
  assert_false (sohoa_form_check_print (form, 1, nothing, faults));
  assert_false (sohoa_form_check_print (form, 1, leaders, faults));
  assert_int_equal (faults->len, 0);
}

#define form_test(function) cmocka_unit_test_setup_teardown (function, setup, teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    form_test (test_a_good_version_loads),
    form_test (test_the_template_carries_the_geometry),
    form_test (test_a_version_without_paper_has_no_template),
    form_test (test_every_fault_is_named_with_its_place),
    form_test (test_all_faults_are_found_at_once),
    form_test (test_a_wrong_page_count_is_one_fault),
    form_test (test_touching_zones_are_no_fault),
    form_test (test_files_that_cannot_be_a_form_are_named),
    form_test (test_a_missing_folder_is_named),
    form_test (test_a_label_that_the_blank_does_not_print_is_a_fault),
    form_test (test_a_blank_that_is_a_picture_has_no_labels_to_compare),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
