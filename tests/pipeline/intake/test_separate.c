/* Pages of any number of sources come together as dossiers, the same way in whatever order they are finished.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pipeline/intake/accept.h"
#include "pipeline/intake/separate.h"
#include "pipeline/store/field.h"
#include "pipeline/store/page.h"
#include "pipeline/store/review.h"
#include "tests/pipeline/page_maker.h"

#define A "000.00.26.H29-250711-0001"
#define B "000.00.26.H29-250711-0002"

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

static guint
separate (TempArchive *temp)
{
  guint n = 0;
  assert_ok (sohoa_separate_ready (temp->archive, forms, &n, &error));
  return n;
}

/* "code procedure: source.page[=original].kind ..." a dossier, lines in order of receipt. */
static char *
describe (TempArchive *temp)
{
  g_autoptr (GPtrArray) dossiers = sohoa_dossier_list (temp->archive, NULL);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < dossiers->len; i++) {
    const SohoaDossier *dossier = g_ptr_array_index (dossiers, i);
    g_autoptr (GPtrArray) pages = sohoa_page_list_dossier (temp->archive, dossier->id, NULL);
    g_string_append_printf (text, "%s%s %s:", i > 0 ? "\n" : "", dossier->code,
                            dossier->procedure != NULL ? dossier->procedure : "-");
    for (guint k = 0; k < pages->len; k++) {
      const SohoaPageRow *page = g_ptr_array_index (pages, k);
      g_string_append_printf (text, " %d.%u", (int) page->source, page->page_no);
      if (page->duplicate_of != 0)
        g_string_append_printf (text, "=%d.%u", (int) page->duplicate_source, page->duplicate_page);
    }
  }
  return g_string_free (text, FALSE);
}

static void
assert_dossiers (TempArchive *temp, const char *expected)
{
  g_autofree char *found = describe (temp);
  assert_string_equal (found, expected);
}

static void
test_pages_of_one_dossier_come_together_from_two_nights (void **state)
{
  TempArchive *temp = *state;
  gint64 first = temp_record (temp, "S1.tif", NULL), second = temp_record (temp, A ".tif", NULL);
  declare_pages (temp, first, 2);
  finish_page (temp, forms, first, 1, make_cover (A, 1));
  finish_page (temp, forms, first, 2, make_form ("ct01", "2023-11-17", 1, 10));
  assert_int_equal (separate (temp), 1);
  assert_dossiers (temp, A " 1.004222: 1.1 1.2");
  temp_archive_reopen (temp);
  declare_pages (temp, second, 1);
  finish_page (temp, forms, second, 1, make_page (SOHOA_PAGE_ATTACHMENT, 20));
  assert_int_equal (separate (temp), 1);
  assert_dossiers (temp, A " 1.004222: 1.1 1.2 2.1");
}

static void
test_a_sheet_scanned_in_two_sources_is_read_once_where_it_came_first (void **state)
{
  TempArchive *temp = *state;
  gint64 first = temp_record (temp, "S1.tif", NULL), second = temp_record (temp, "S2.tif", NULL);
  declare_pages (temp, first, 2);
  declare_pages (temp, second, 3);
  /* The later source is finished first. */
  finish_page (temp, forms, second, 1, make_cover (A, 1));
  finish_page (temp, forms, second, 2, make_form ("ct01", "2023-11-17", 1, 10));
  finish_page (temp, forms, second, 3, make_form ("ct01", "2023-11-17", 1, 30));
  assert_int_equal (separate (temp), 0);
  finish_page (temp, forms, first, 1, make_cover (A, 1));
  finish_page (temp, forms, first, 2, make_form ("ct01", "2023-11-17", 1, 10));
  assert_int_equal (separate (temp), 2);
  assert_dossiers (temp, A " 1.004222: 1.1 1.2 2.1=1.1 2.2=1.2 2.3");
}

static void
test_the_same_sheet_in_another_dossier_is_no_copy (void **state)
{
  TempArchive *temp = *state;
  gint64 source = temp_record (temp, "S1.tif", NULL);
  declare_pages (temp, source, 4);
  finish_page (temp, forms, source, 1, make_cover (A, 1));
  finish_page (temp, forms, source, 2, make_page (SOHOA_PAGE_ATTACHMENT, 10));
  finish_page (temp, forms, source, 3, make_cover (B, 5));
  finish_page (temp, forms, source, 4, make_page (SOHOA_PAGE_ATTACHMENT, 10));
  separate (temp);
  assert_dossiers (temp, A " -: 1.1 1.2\n" B " -: 1.3 1.4");
}

static void
test_a_retried_page_that_came_first_takes_over_from_its_copy (void **state)
{
  TempArchive *temp = *state;
  gint64 first = temp_record (temp, A ".tif", NULL), second = temp_record (temp, "x/" A ".tif", NULL);
  guint n;
  declare_pages (temp, first, 1);
  declare_pages (temp, second, 1);
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, first, 1, NULL);
  assert_ok (sohoa_page_quarantine (temp->archive, page->id, "crash", NULL, &error));
  finish_page (temp, forms, second, 1, make_form ("birth", "2020-05-28", 1, 10));
  separate (temp);
  assert_dossiers (temp, A " 1.001193: 1.1 2.1");
  assert_ok (sohoa_source_retry (temp->archive, 0, 0, &n, &error));
  assert_ok (sohoa_source_begin (temp->archive, temp->run, first, &error));
  finish_page (temp, forms, first, 1, make_form ("birth", "2020-05-28", 1, 10));
  separate (temp);
  assert_dossiers (temp, A " 1.001193: 1.1 2.1=1.1");
  assert_int_equal (separate (temp), 0);
}

static void
test_a_retried_cover_moves_its_pages_and_leaves_no_empty_dossier (void **state)
{
  TempArchive *temp = *state;
  gint64 source = temp_record (temp, "S1.tif", NULL);
  guint n;
  declare_pages (temp, source, 2);
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, source, 1, NULL);
  assert_ok (sohoa_page_quarantine (temp->archive, page->id, "timeout", NULL, &error));
  finish_page (temp, forms, source, 2, make_form ("birth", "2020-05-28", 1, 10));
  separate (temp);
  g_autofree char *before = describe (temp);
  assert_true (g_str_has_prefix (before, "S-"));
  assert_ok (sohoa_source_retry (temp->archive, source, 0, &n, &error));
  assert_ok (sohoa_source_begin (temp->archive, temp->run, source, &error));
  finish_page (temp, forms, source, 1, make_cover (A, 1));
  separate (temp);
  assert_dossiers (temp, A " 1.001193: 1.1 1.2");
}

static void
test_a_cover_without_a_readable_code_is_a_question (void **state)
{
  TempArchive *temp = *state;
  gint64 source = temp_record (temp, "S1.tif", NULL), named = temp_record (temp, B ".tif", NULL);
  declare_pages (temp, source, 1);
  declare_pages (temp, named, 1);
  finish_page (temp, forms, source, 1, make_cover (NULL, 1));
  finish_page (temp, forms, named, 1, make_cover (NULL, 1));
  separate (temp);
  g_autoptr (GPtrArray) questions = sohoa_review_list (temp->archive, 0, NULL);
  assert_int_equal (questions->len, 1);
  const SohoaReviewItem *item = g_ptr_array_index (questions, 0);
  assert_string_equal (item->reason, "code-unread");
  assert_true (g_str_has_prefix (item->id, "S-"));
}

static void
test_a_code_printed_on_the_cover_is_a_witness_when_it_is_believed (void **state)
{
  TempArchive *temp = *state;
  static const double confidences[] = {0.99, 0.5};
  for (guint i = 0; i < 2; i++) {
    g_autofree char *path = g_strdup_printf ("S%u.tif", i);
    gint64 source = temp_record (temp, path, NULL);
    SohoaPageResult *cover = make_cover (NULL, (guint8) (1 + 20 * i));
    cover->form = g_strdup ("cover");
    cover->form_version = g_strdup ("2025-07-01");
    cover->form_page = 1;
    add_reading (cover, "dossier.code", i == 0 ? A : B, confidences[i]);
    add_reading (cover, "dossier.procedure_code", "1.000656", 0.99);
    declare_pages (temp, source, 1);
    finish_page (temp, forms, source, 1, cover);
  }
  separate (temp);
  g_autofree char *found = describe (temp);
  assert_true (g_str_has_prefix (found, A " 1.000656: 1.1\nS-"));
}

static void
test_the_procedure_is_the_one_that_all_forms_serve (void **state)
{
  TempArchive *temp = *state;
  gint64 source = temp_record (temp, "S1.tif", NULL);
  declare_pages (temp, source, 3);
  finish_page (temp, forms, source, 1, make_cover (A, 1));
  finish_page (temp, forms, source, 2, make_form ("birth", "2020-05-28", 1, 10));
  finish_page (temp, forms, source, 3, make_form ("death", "2020-05-28", 1, 30));
  separate (temp);
  assert_dossiers (temp, A " -: 1.1 1.2 1.3");
}

static void
test_pages_become_documents (void **state)
{
  TempArchive *temp = *state;
  gint64 source = temp_record (temp, "S1.tif", NULL);
  SohoaPageResult *letter = make_page (SOHOA_PAGE_ATTACHMENT, 30),
                  *next = make_page (SOHOA_PAGE_ATTACHMENT, 40);
  g_autoptr (GString) text = g_string_new (NULL);
  letter->heading = g_strdup ("ĐƠN TRÌNH BÀY");
  next->heading = g_strdup ("GIẤY ỦY QUYỀN");
  declare_pages (temp, source, 10);
  finish_page (temp, forms, source, 1, make_cover (A, 1));
  finish_page (temp, forms, source, 2, make_form ("business", "2025-07-01", 1, 10));
  finish_page (temp, forms, source, 3, make_page (SOHOA_PAGE_BLANK, 0));
  finish_page (temp, forms, source, 4, make_form ("business", "2025-07-01", 2, 10));
  finish_page (temp, forms, source, 5, make_form ("business", "2025-07-01", 1, 20));
  finish_page (temp, forms, source, 6, letter);
  finish_page (temp, forms, source, 7, make_page (SOHOA_PAGE_ATTACHMENT, 50));
  finish_page (temp, forms, source, 8, next);
  finish_page (temp, forms, source, 9, make_page (SOHOA_PAGE_ID_CARD, 5));
  finish_page (temp, forms, source, 10, make_page (SOHOA_PAGE_ID_CARD, 15));
  separate (temp);
  g_autoptr (GPtrArray) documents = sohoa_document_list (temp->archive, 1, NULL);
  for (guint i = 0; i < documents->len; i++) {
    const SohoaDocument *document = g_ptr_array_index (documents, i);
    g_string_append_printf (text, "%s%u %s %u", i > 0 ? ", " : "", document->seq,
                            sohoa_page_kind_nick (document->kind), document->n_pages);
  }
  assert_string_equal (text->str,
                       "1 cover 1, 2 form 2, 3 form 1, 4 attachment 2, 5 attachment 1, 6 id_card 2");
}

static void
test_an_answer_about_unknown_forms_or_fields_changes_nothing (void **state)
{
  TempArchive *temp = *state;
  gint64 source = temp_record (temp, "S1.tif", NULL);
  declare_pages (temp, source, 1);
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, source, 1, NULL);
  SohoaPageResult *hostile[] = {make_form ("no-such", "1", 1, 1), make_form ("ct01", "1999-01-01", 1, 1),
                                make_form ("ct01", "2023-11-17", 9, 1),
                                make_form ("ct01", "2023-11-17", 1, 1), make_page (SOHOA_PAGE_ATTACHMENT, 1)};
  add_reading (hostile[3], "no.such_field", "x", 1);
  add_reading (hostile[4], "applicant.full_name", "x", 1);
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++) {
    assert_fails (sohoa_accept_page (temp->archive, forms, page->id, "none-1", hostile[i], &error),
                  SOHOA_ERROR_FORMAT);
    sohoa_page_result_free (hostile[i]);
  }
  g_autoptr (SohoaPageRow) after = sohoa_page_load (temp->archive, source, 1, NULL);
  assert_int_equal (after->state, SOHOA_PAGE_STATE_WAITING);
}

static void
test_accepted_readings_are_normalized_and_judged (void **state)
{
  TempArchive *temp = *state;
  static const struct {
    const char *field, *raw;
    double confidence;
    const char *value;
    SohoaFieldState state;
  } cases[] = {{"applicant.full_name", "NGUYỄN VĂN A", 0.95, "\"Nguyễn Văn A\"", SOHOA_FIELD_ACCEPTED},
               {"applicant.birth_date", "3/4/1990", 0.95, "\"1990-04-03\"", SOHOA_FIELD_ACCEPTED},
               {"applicant.email", "a@example.vn", 0.5, "\"a@example.vn\"", SOHOA_FIELD_REVIEW},
               {"applicant.phone", "", 1, "\"\"", SOHOA_FIELD_EMPTY}};
  gint64 source = temp_record (temp, "S1.tif", NULL);
  SohoaPageResult *result = make_form ("ct01", "2023-11-17", 1, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    add_reading (result, cases[i].field, cases[i].raw, cases[i].confidence);
  declare_pages (temp, source, 1);
  finish_page (temp, forms, source, 1, result);
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, source, 1, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SohoaFieldRow) row = sohoa_field_load (temp->archive, page->id, cases[i].field, NULL);
    print_message ("%s\n", cases[i].field);
    assert_non_null (row);
    assert_string_equal (row->value, cases[i].value);
    assert_int_equal (row->state, cases[i].state);
    assert_int_equal (row->seq, i);
  }
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown (test, temp_archive_setup, temp_archive_teardown)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    WITH_ARCHIVE (test_pages_of_one_dossier_come_together_from_two_nights),
    WITH_ARCHIVE (test_a_sheet_scanned_in_two_sources_is_read_once_where_it_came_first),
    WITH_ARCHIVE (test_the_same_sheet_in_another_dossier_is_no_copy),
    WITH_ARCHIVE (test_a_retried_page_that_came_first_takes_over_from_its_copy),
    WITH_ARCHIVE (test_a_retried_cover_moves_its_pages_and_leaves_no_empty_dossier),
    WITH_ARCHIVE (test_a_cover_without_a_readable_code_is_a_question),
    WITH_ARCHIVE (test_a_code_printed_on_the_cover_is_a_witness_when_it_is_believed),
    WITH_ARCHIVE (test_the_procedure_is_the_one_that_all_forms_serve),
    WITH_ARCHIVE (test_pages_become_documents),
    WITH_ARCHIVE (test_an_answer_about_unknown_forms_or_fields_changes_nothing),
    WITH_ARCHIVE (test_accepted_readings_are_normalized_and_judged),
  };
  return cmocka_run_group_tests (tests, load_forms, free_forms);
}
