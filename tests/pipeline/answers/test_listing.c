/* Where everything stands, row by row, and everything about one thing. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "pipeline/answers/listing.h"
#include "pipeline/intake/separate.h"
#include "pipeline/store/page.h"
#include "pipeline/store/register.h"
#include "pipeline/store/unit.h"
#include "tests/pipeline/page_maker.h"

#define A "000.00.26.H29-250711-0001"
#define B "000.00.31.H29-250712-0001"

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

/* An entry of the register. */
static void
register_one (TempArchive *temp, const char *dossier, const char *unit)
{
  const SohoaRegisterEntry entry = {
    .dossier = dossier, .unit = unit, .procedure = "1.001193", .received = "2025-07-12"};
  gboolean changed;
  g_autoptr (SohoaRegisterWriter) writer = NULL;
  assert_ok (sohoa_unit_put (temp->archive, unit, NULL, NULL, &error));
  assert_ok ((writer = sohoa_register_writer_new (temp->archive, 0, &error)) != NULL);
  assert_ok (sohoa_register_write (writer, &entry, &changed, &error));
}

static void
fill (TempArchive *temp)
{
  gint64 scan = temp_record (temp, "secret name.tif", NULL), refused = temp_record (temp, "b.pdf", NULL);
  g_autoptr (SohoaSource) source = sohoa_source_load (temp->archive, refused, NULL);
  const SohoaSourceFile *file = g_ptr_array_index (source->files, 0);
  SohoaPageResult *form = make_form ("ct01", "2023-11-17", 1, 10);
  add_reading (form, "applicant.full_name", "NGUYỄN VĂN A", 0.5);
  declare_pages (temp, scan, 3);
  finish_page (temp, forms, scan, 1, make_cover (A, 1));
  finish_page (temp, forms, scan, 2, form);
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, scan, 3, NULL);
  assert_ok (sohoa_page_quarantine (
    temp->archive, page->id, "crash",
    "cannot read page 3: the worker died (signal 11), twice; 'sohoa retry' tries it again", &error));
  assert_ok (sohoa_source_begin (temp->archive, temp->run, refused, &error));
  assert_ok (sohoa_source_refuse (temp->archive, file->id, "encrypted", NULL, &error));
  assert_ok (sohoa_separate_ready (temp->archive, forms, NULL, &error));
  register_one (temp, B, "000.00.31.H29");
}

static void
test_listings_have_a_row_for_each_thing_and_no_names (void **state)
{
  TempArchive *temp = *state;
  static const struct {
    const char *what, *expected;
  } cases[] = {
    {"dossiers", "[{\"dossier\":\"" A "\",\"code_from\":\"cover\",\"procedure\":\"1.004222\","
                 "\"unit\":\"000.00.26.H29\",\"documents\":\"2\",\"pages\":\"3\",\"question\":\"\"}]"},
    {"review", "[{\"id\":\"1.2/applicant.full_name\",\"about\":\"field\",\"reason\":\"low-confidence\","
               "\"form\":\"ct01\",\"dossier\":\"" A "\"}]"},
    {"quarantine", "[{\"id\":\"1.3\",\"state\":\"quarantined\",\"reason\":\"crash\",\"tried\":\"1\","
                   "\"what\":\"cannot read page 3: the worker died (signal 11), twice\","
                   "\"remedy\":\"'sohoa retry' tries it again\"},"
                   "{\"id\":\"2\",\"state\":\"rejected\",\"reason\":\"encrypted\",\"tried\":\"1\","
                   "\"what\":\"protected by a password\","
                   "\"remedy\":\"save it without its password, put that into the inbox\"}]"},
    {"unscanned", "[{\"dossier\":\"" B "\",\"received\":\"2025-07-12\",\"procedure\":\"1.001193\","
                  "\"unit\":\"000.00.31.H29\"}]"},
    {"unregistered", "[{\"dossier\":\"" A "\",\"code_from\":\"cover\",\"procedure\":\"1.004222\","
                     "\"unit\":\"000.00.26.H29\"}]"},
  };
  fill (temp);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SohoaListing) listing = NULL;
    assert_ok ((listing = sohoa_listing_load (temp->archive, cases[i].what, &error)) != NULL);
    g_autofree char *json = sohoa_listing_to_json (listing);
    assert_string_equal (json, cases[i].expected);
  }
  g_autoptr (SohoaListing) pages = sohoa_listing_load (temp->archive, "pages", NULL);
  assert_int_equal (pages->rows->len, 3);
  assert_fails (sohoa_listing_load (temp->archive, "nonsense", &error) != NULL, SOHOA_ERROR_USAGE);
}

static void
test_every_row_has_a_cell_for_each_column (void **state)
{
  TempArchive *temp = *state;
  static const char *const whats[] = {"dossiers",   "pages",     "review",
                                      "quarantine", "unscanned", "unregistered"};
  fill (temp);
  for (guint i = 0; i < G_N_ELEMENTS (whats); i++) {
    g_autoptr (SohoaListing) listing = sohoa_listing_load (temp->archive, whats[i], NULL);
    assert_true (listing->rows->len > 0);
    for (guint k = 0; k < listing->rows->len; k++)
      assert_int_equal (g_strv_length (g_ptr_array_index (listing->rows, k)),
                        g_strv_length ((char **) listing->columns));
  }
}

static void
test_things_are_shown_by_their_ids (void **state)
{
  TempArchive *temp = *state;
  static const struct {
    const char *id, *holds;
  } cases[] = {{"1", "\"path\":\"secret name.tif\""},
               {"2", "\"reason\":\"encrypted\""},
               {"1.2", "\"raw\":\"NGUYỄN VĂN A\""},
               {"1.2/applicant.full_name", "\"value\":\"Nguyễn Văn A\""},
               {A, "\"dossier\":\"" A "\""}};
  static const char *const missing[] = {"9", "1.9", "1.2/no.such", "H29-250711-0009", "", "1.", "1.2/", "1x"};
  fill (temp);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *json = NULL;
    print_message ("%s\n", cases[i].id);
    assert_ok ((json = sohoa_show_json (temp->archive, cases[i].id, &error)) != NULL);
    assert_non_null (strstr (json, cases[i].holds));
    assert_true (json[0] == '{' && json[strlen (json) - 1] == '}');
  }
  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    assert_fails (sohoa_show_json (temp->archive, missing[i], &error) != NULL, SOHOA_ERROR_NOT_FOUND);
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_listings_have_a_row_for_each_thing_and_no_names),
    WITH_ARCHIVE (test_every_row_has_a_cell_for_each_column),
    WITH_ARCHIVE (test_things_are_shown_by_their_ids),
  };
  return cmocka_run_group_tests (tests, load_forms, free_forms);
}
