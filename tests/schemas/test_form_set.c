/* Sets of forms: later folders lie over earlier ones, a wrong version fails the whole, and the forms that
 * come with the program are good. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <json-glib/json-glib.h>

#include <sohoa/form.h>

#include "form_folder.h"

static const char blank[] = "%PDF-1.4\n";

typedef struct {
  char *installed, *office;
} Folders;

static int
setup (void **state)
{
  Folders *folders = g_new0 (Folders, 1);

  folders->installed = form_folder_new ();
  folders->office = form_folder_new ();
  *state = folders;
  return 0;
}

static int
teardown (void **state)
{
  Folders *folders = *state;

  form_folder_remove (folders->installed);
  form_folder_remove (folders->office);
  g_free (folders->installed);
  g_free (folders->office);
  g_free (folders);
  return 0;
}

/* The good form under another name, version and title. */
static void
put (const char *root, const char *id, const char *version, const char *title)
{
  g_autoptr (GString) json = g_string_new (good_form_json);

  g_string_replace (json, "sample", id, 1);
  g_string_replace (json, "2024-05-01", version, 1);
  g_string_replace (json, "Tờ khai mẫu", title, 1);
  g_free (form_folder_write (root, id, version, json->str, blank));
}

static SohoaFormSet *
load (const Folders *folders, GError **error)
{
  const char *const list[] = {folders->installed, folders->office, NULL};

  return sohoa_form_set_load (list, error);
}

static void
test_forms_come_in_order_of_id_and_version (void **state)
{
  const Folders *folders = *state;

  put (folders->installed, "b", "2024-05-01", "1");
  put (folders->installed, "a", "2024-05-01", "2");
  put (folders->office, "a", "2020-05-28", "3");
  put (folders->office, "a", "2024-05-01-hcm", "4");
  g_autoptr (SohoaFormSet) set = load (folders, NULL);
  assert_int_equal (sohoa_form_set_size (set), 4);
  assert_string_equal (sohoa_form_set_peek (set, 0)->title, "3");
  assert_string_equal (sohoa_form_set_peek (set, 1)->title, "2");
  assert_string_equal (sohoa_form_set_peek (set, 2)->title, "4");
  assert_string_equal (sohoa_form_set_peek (set, 3)->title, "1");
  assert_string_equal (sohoa_form_set_lookup (set, "a", NULL)->version, "2024-05-01-hcm");
  assert_string_equal (sohoa_form_set_lookup (set, "a", "2020-05-28")->title, "3");
  assert_null (sohoa_form_set_lookup (set, "a", "2021-01-01"));
  assert_null (sohoa_form_set_lookup (set, "c", NULL));
}

static void
test_the_office_wins_over_the_installed_form (void **state)
{
  const Folders *folders = *state;

  put (folders->installed, "a", "2024-05-01", "installed");
  put (folders->office, "a", "2024-05-01", "office");
  g_autoptr (SohoaFormSet) set = load (folders, NULL);
  assert_int_equal (sohoa_form_set_size (set), 1);
  assert_string_equal (sohoa_form_set_peek (set, 0)->title, "office");
}

static void
test_a_folder_that_does_not_exist_is_empty (void **state)
{
  const Folders *folders = *state;
  g_autofree char *nowhere = g_build_filename (folders->office, "nowhere", NULL);
  const char *const list[] = {nowhere, NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (SohoaFormSet) set = sohoa_form_set_load (list, &error);

  assert_null (error);
  assert_int_equal (sohoa_form_set_size (set), 0);
}

static void
test_files_and_dot_folders_are_not_forms (void **state)
{
  const Folders *folders = *state;
  g_autofree char *readme = g_build_filename (folders->installed, "README.md", NULL);

  assert_true (g_file_set_contents (readme, "x", -1, NULL));
  g_free (form_folder_write (folders->installed, ".git", "objects", "x", NULL));
  g_autoptr (SohoaFormSet) set = load (folders, NULL);
  assert_int_equal (sohoa_form_set_size (set), 0);
}

static void
test_one_wrong_version_fails_the_whole (void **state)
{
  const Folders *folders = *state;
  g_autoptr (GError) error = NULL;

  put (folders->installed, "a", "2024-05-01", "good");
  put (folders->office, "b", "2024-05-01", " ");
  assert_null (load (folders, &error));
  assert_true (g_error_matches (error, SOHOA_ERROR, SOHOA_ERROR_FORM));
  assert_non_null (strstr (error->message, "b/2024-05-01"));
  assert_non_null (strstr (error->message, "form.json at /title"));
}

/* The forms that come with the program */

static void
test_the_installed_forms_are_good (void **state)
{
  static const char *const ids[] = {"birth", "business", "construction", "cover",
                                    "ct01",  "death",    "marital",      "marriage"};
  g_autofree char *schemas = sohoa_schemas_folder ();
  g_autofree char *forms = g_build_filename (schemas, "forms", NULL);
  const char *const list[] = {forms, NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (SohoaFormSet) set = sohoa_form_set_load (list, &error);

  assert_null (error);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    const SohoaForm *form = sohoa_form_set_lookup (set, ids[i], NULL);

    assert_non_null (form);
    assert_non_null (form->blank_pdf);
    assert_int_equal (form->is_cover, strcmp (ids[i], "cover") == 0);
    assert_true (form->is_cover || form->procedures[0] != NULL);
  }
}

/* Two lists that designers and the program read must not drift apart. */
static void
assert_same_names (JsonObject *properties, const char *property, const char *const *names)
{
  JsonArray *listed =
    json_object_get_array_member (json_object_get_object_member (properties, property), "enum");
  guint n = 0;

  for (; names[n] != NULL; n++)
    assert_string_equal (json_array_get_string_element (listed, n), names[n]);
  assert_int_equal (json_array_get_length (listed), n);
}

/* All national forms count in every analysis, whether they can be read from paper or not. */
static void
test_the_twelve_national_forms_are_there (void **state)
{
  static const struct {
    const char *id, *version;
    guint n_declared, n_conditional;
  } forms[] = {
    {"birth", "2024-06-06", 31, 7},       {"business", "2025-07-01-tt68", 33, 3},
    {"cc01", "2019-10-01", 18, 0},        {"construction", "2024-12-30-nd175", 24, 0},
    {"ct01", "2025-07-01", 19, 0},        {"dc02", "2024-05-15", 20, 0},
    {"death", "2024-06-06", 20, 2},       {"judicial_record", "2024-06-19", 24, 0},
    {"land_change", "2025-07-01", 14, 0}, {"marital", "2024-06-06", 15, 2},
    {"marriage", "2024-06-06", 16, 0},    {"tk01", "2026-05-22", 23, 0},
  };
  g_autofree char *schemas = sohoa_schemas_folder ();
  g_autofree char *folder = g_build_filename (schemas, "forms", NULL);
  const char *const list[] = {folder, NULL};
  g_autoptr (SohoaFormSet) set = sohoa_form_set_load (list, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
    const SohoaForm *form = sohoa_form_set_lookup (set, forms[i].id, forms[i].version);
    guint n_declared = 0, n_conditional = 0;

    print_message ("# %s\n", forms[i].id);
    assert_non_null (form);
    assert_null (form->blank_pdf);
    assert_null (sohoa_form_template (form));
    for (guint k = 0; k < form->fields->len; k++) {
      const SohoaField *field = g_ptr_array_index (form->fields, k);

      n_declared += field->declared ? 1 : 0;
      n_conditional += field->declared_unless != NULL ? 1 : 0;
    }
    assert_int_equal (n_declared, forms[i].n_declared);
    assert_int_equal (n_conditional, forms[i].n_conditional);
  }
}

static void
test_the_newest_that_can_be_read_goes_before_a_schema (void **state)
{
  static const char schema_only[] =
    "{\"id\":\"a\",\"version\":\"2026-01-01\",\"title\":\"t\",\"legal_basis\":\"l\","
    "\"valid_from\":\"2026-01-01\",\"procedures\":[],\"roles\":[],\"pages\":0,"
    "\"fields\":[{\"id\":\"dossier.request\",\"label\":\"l\",\"element\":\"dossier.request\","
    "\"type\":\"text\",\"declared\":true}]}";
  const Folders *folders = *state;
  g_free (form_folder_write (folders->installed, "a", "2026-01-01", schema_only, NULL));

  put (folders->installed, "a", "2024-05-01", "1");
  g_autoptr (SohoaFormSet) set = load (folders, NULL);
  assert_non_null (set);
  assert_string_equal (sohoa_form_set_lookup (set, "a", NULL)->version, "2024-05-01");
  assert_string_equal (sohoa_form_set_lookup (set, "a", "2026-01-01")->version, "2026-01-01");
}

static void
test_the_editors_schema_lists_the_same_types_and_kinds (void **state)
{
#define X(name, nick) nick,
  static const char *const kinds[] = {SOHOA_ZONE_KIND_LIST (X) NULL};
#undef X
  g_autofree char *schemas = sohoa_schemas_folder ();
  g_autofree char *path = g_build_filename (schemas, "meta", "form.schema.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GPtrArray) types = g_ptr_array_new ();

  assert_true (json_parser_load_from_file (parser, path, NULL));
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  JsonObject *field = json_object_get_object_member (json_object_get_object_member (root, "$defs"), "field");
  JsonObject *properties = json_object_get_object_member (field, "properties");

  for (const SohoaFieldType *const *type = sohoa_field_types (); *type != NULL; type++)
    g_ptr_array_add (types, (char *) (*type)->name);
  g_ptr_array_add (types, NULL);
  assert_same_names (properties, "type", (const char *const *) types->pdata);
  assert_same_names (properties, "kind", kinds);
}

static void
test_the_designers_handbook_has_every_type_and_kind (void **state)
{
#define X(name, nick) nick,
  static const char *const kinds[] = {SOHOA_ZONE_KIND_LIST (X)};
#undef X
  g_autofree char *schemas = sohoa_schemas_folder ();
  g_autofree char *path = g_build_filename (schemas, "..", "docs", "forms.md", NULL);
  g_autofree char *handbook = NULL;

  assert_true (g_file_get_contents (path, &handbook, NULL, NULL));
  for (const SohoaFieldType *const *type = sohoa_field_types (); *type != NULL; type++) {
    g_autofree char *row = g_strdup_printf ("\n| `%s` |", (*type)->name);

    assert_non_null (strstr (handbook, row));
  }
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *row = g_strdup_printf ("\n| `%s` |", kinds[i]);

    assert_non_null (strstr (handbook, row));
  }
}

#define set_test(function) cmocka_unit_test_setup_teardown (function, setup, teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    set_test (test_forms_come_in_order_of_id_and_version),
    set_test (test_the_office_wins_over_the_installed_form),
    set_test (test_a_folder_that_does_not_exist_is_empty),
    set_test (test_files_and_dot_folders_are_not_forms),
    set_test (test_one_wrong_version_fails_the_whole),
    set_test (test_the_newest_that_can_be_read_goes_before_a_schema),
    cmocka_unit_test (test_the_installed_forms_are_good),
    cmocka_unit_test (test_the_twelve_national_forms_are_there),
    cmocka_unit_test (test_the_editors_schema_lists_the_same_types_and_kinds),
    cmocka_unit_test (test_the_designers_handbook_has_every_type_and_kind),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
