/* The export contract, byte for byte. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "pipeline/answers/export.h"
#include "pipeline/intake/separate.h"
#include "pipeline/store/page.h"
#include "tests/pipeline/page_maker.h"

#define A "000.00.26.H29-250711-0001"
#define B "H29.7-250711-0002"

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

static char *export(TempArchive *temp, const char *what, const char *format)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  const SohoaExport *export = sohoa_export_lookup (what, format);
  assert_non_null (export);
  assert_ok (export->write (temp->archive, forms, out, &error));
  assert_ok (g_output_stream_write_all (out, "", 1, NULL, NULL, &error) &&
             g_output_stream_close (out, NULL, &error));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (out));
}

static SohoaPageResult *
make_filled_form (void)
{
  SohoaPageResult *form = make_form ("ct01", "2023-11-17", 1, 10);
  form->rotation = 90;
  add_reading (form, "applicant.full_name", "NGUYỄN VĂN A", 0.98765);
  add_reading (form, "applicant.birth_date", "3/4/1990", 0.5);
  add_reading (form, "applicant.phone", "", 1);
  return form;
}

/* The second source first, and its pages backwards: what a fast worker may do. */
static void
fill (TempArchive *temp)
{
  static const char *const names[] = {"1.jpg", NULL};
  gint64 first = temp_record (temp, "batch\xff/1.tif", NULL), second = temp_record (temp, A, names);
  declare_pages (temp, first, 3);
  declare_pages (temp, second, 2);
  finish_page (temp, forms, second, 2, make_filled_form ());
  finish_page (temp, forms, second, 1, make_page (SOHOA_PAGE_BLANK, 0));
  finish_page (temp, forms, first, 3, make_cover (B, 5));
  finish_page (temp, forms, first, 2, make_filled_form ());
  finish_page (temp, forms, first, 1, make_cover (A, 1));
  assert_ok (sohoa_separate_ready (temp->archive, forms, NULL, &error));
}

#define PAGE(source, page, file, kind, form, rotation, duplicate, state)                                     \
  "{\"source\":\"" source "\",\"page\":" page ",\"file\":" file ",\"kind\":\"" kind "\"," form               \
  ",\"rotation\":" rotation ",\"size\":[1000,1400],\"duplicate_of\":" duplicate ",\"state\":\"" state "\""
#define NO_FORM "\"form\":null,\"form_version\":null,\"form_page\":null"
#define CT01 "\"form\":\"ct01\",\"form_version\":\"2023-11-17\",\"form_page\":1"
#define FIELD(field, raw, value, confidence, state, box, quad)                                               \
  "{\"source\":\"batch\\\\xff/1.tif\",\"page\":2,\"form\":\"ct01\",\"field\":\"" field "\",\"raw\":\"" raw   \
  "\",\"value\":\"" value "\",\"confidence\":" confidence ",\"state\":\"" state "\",\"box\":" box            \
  ",\"quad\":" quad "}"

static const char expected_fields[] =
  "{\"v\":1,\"dossier\":\"" A "\",\"procedure\":\"1.004222\",\"unit\":\"000.00.26.H29\",\"pages\":[" //
  PAGE ("batch\\\\xff/1.tif", "1", "null", "cover", NO_FORM, "0", "null", "done") "},"               //
  PAGE ("batch\\\\xff/1.tif", "2", "null", "form", CT01, "90", "null", "done") "},"                  //
  PAGE (A, "1", "\"1.jpg\"", "blank", NO_FORM, "0", "null", "done") "},"                             //
  PAGE (A, "2", "\"1.jpg\"", "form", CT01, "90", "2",
        "duplicate") ",\"duplicate_source\":\"batch\\\\xff/1.tif\"}"
                     "],\"fields\":[" //
  FIELD ("applicant.full_name", "NGUYỄN VĂN A", "Nguyễn Văn A", "0.9877", "accepted", "[100,100,500,141]",
         "[100,100.5,500,100.5,500,140.5,100,140.5]") "," //
  FIELD ("applicant.birth_date", "3/4/1990", "1990-04-03", "0.5", "review", "[100,150,500,191]",
         "[100,150.5,500,150.5,500,190.5,100,190.5]") "," //
  FIELD ("applicant.phone", "", "", "1", "empty", "[100,200,500,241]",
         "[100,200.5,500,200.5,500,240.5,100,240.5]") //
  "]}\n"
  "{\"v\":1,\"dossier\":\"" B "\",\"procedure\":null,\"unit\":\"H29.7\",\"pages\":[" //
  PAGE ("batch\\\\xff/1.tif", "3", "null", "cover", NO_FORM, "0", "null", "done") "}],\"fields\":[]}\n";

static void
test_fields_are_exported_to_the_letter (void **state)
{
  TempArchive *temp = *state;
  fill (temp);
  g_autofree char *text = export(temp, "fields", "jsonl");
  assert_string_equal (text, expected_fields);
}

static void
test_fields_are_exported_as_a_table (void **state)
{
  TempArchive *temp = *state;
  fill (temp);
  g_autofree char *text = export(temp, "fields", "csv");
  assert_string_equal (
    text,
    "dossier,procedure,unit,source,page,form,form_version,field,raw,value,confidence,state,x0,y0,x1,y1\n" A
    ",1.004222,000.00.26.H29,batch\\xff/1.tif,2,ct01,2023-11-17,applicant.full_name,NGUYỄN VĂN A,Nguyễn Văn "
    "A,0.9877,accepted,100,100,500,141\n" A ",1.004222,000.00.26.H29,batch\\xff/1.tif,2,ct01,2023-11-17,"
    "applicant.birth_date,3/4/1990,1990-04-03,0.5,review,100,150,500,191\n" A
    ",1.004222,000.00.26.H29,batch\\xff/"
    "1.tif,2,ct01,2023-11-17,applicant.phone,\"\",\"\",1,empty,100,200,500,"
    "241\n");
}

static void
test_dossiers_are_exported_with_what_they_consist_of (void **state)
{
  TempArchive *temp = *state;
  fill (temp);
  g_autofree char *json = export(temp, "dossiers", "jsonl"), *csv = export(temp, "dossiers", "csv");
  assert_true (g_str_has_prefix (
    json, "{\"v\":1,\"dossier\":\"" A
          "\",\"origin\":\"cover\",\"procedure\":\"1.004222\",\"unit\":\"000.00.26.H29\","
          "\"pages\":{\"waiting\":0,\"done\":3,\"duplicate\":1,\"review\":0,\"quarantined\":0},"
          "\"fields\":{\"accepted\":1,\"review\":1,\"verified\":0,\"empty\":1},\"documents\":["
          "{\"kind\":\"cover\",\"form\":null,\"form_version\":null,\"pages\":1},"
          "{\"kind\":\"form\",\"form\":\"ct01\",\"form_version\":\"2023-11-17\",\"pages\":1}]}\n"));
  assert_string_equal (
    csv, "dossier,origin,procedure,unit,pages,pages_review,pages_quarantined,documents,accepted,"
         "review,verified,empty\n" A ",cover,1.004222,000.00.26.H29,4,0,0,2,1,1,0,1\n" B
         ",cover,\"\",H29.7,1,0,0,1,0,0,0,0\n");
}

static void
test_an_empty_archive_exports_no_line_but_the_head (void **state)
{
  TempArchive *temp = *state;
  g_autofree char *json = export(temp, "fields", "jsonl"), *csv = export(temp, "dossiers", "csv");
  assert_string_equal (json, "");
  assert_int_equal (strchr (csv, '\n') - csv, strlen (csv) - 1);
}

static void
test_every_export_is_found_by_its_names (void **state)
{
  for (const SohoaExport *row = sohoa_exports (); row->what != NULL; row++) {
    assert_ptr_equal (sohoa_export_lookup (row->what, row->format), row);
    assert_non_null (row->description);
    assert_non_null (row->write);
  }
  assert_null (sohoa_export_lookup ("fields", "xml"));
  assert_null (sohoa_export_lookup ("rates", "jsonl"));
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_fields_are_exported_to_the_letter),
    WITH_ARCHIVE (test_fields_are_exported_as_a_table),
    WITH_ARCHIVE (test_dossiers_are_exported_with_what_they_consist_of),
    WITH_ARCHIVE (test_an_empty_archive_exports_no_line_but_the_head),
    cmocka_unit_test (test_every_export_is_found_by_its_names),
  };
  return cmocka_run_group_tests (tests, load_forms, free_forms);
}
