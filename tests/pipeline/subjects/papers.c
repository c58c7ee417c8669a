/* papers.c - see papers.h. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "papers.h"

#include "pipeline/store/dossier.h"
#include "pipeline/store/page.h"

static void
store (TempArchive *temp, gint64 page, const Paper *paper, const Said *said)
{
  static const SohoaQuad quad = {{{1, 1}, {9, 1}, {9, 3}, {1, 3}}};
  g_autoptr (SohoaReading) reading = sohoa_reading_new (said->field, &quad);
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  SohoaValue value = {.json = (char *) said->json, .plausibility = 1, .findings = findings};
  const SohoaFieldJudgement judgement = {.state = said->state,
                                         .reason = said->state == DOUBT ? "low-confidence" : NULL,
                                         .probability = said->state == DOUBT ? 0.5 : 1,
                                         .witnesses = "[]"};
  sohoa_reading_set (reading, said->json, judgement.probability, "text-layer");
  assert_ok (sohoa_field_store (temp->archive, page, paper->form, paper->version, "none-1", 0, reading,
                                &value, &judgement, &error));
}

void
digitize_with_code (TempArchive *temp, const Paper *paper, const char *code)
{
  g_autofree char *path = g_strdup_printf ("%s/%s", paper->dossier, paper->form);
  g_autoptr (SohoaPageResult) result = make_form (paper->form, paper->version, 1, 0);
  static const SohoaQuad corner = {{{90, 1}, {99, 1}, {99, 9}, {90, 9}}};
  gint64 source = temp_record (temp, path, NULL), dossier, document;
  declare_pages (temp, source, 1);
  g_autoptr (SohoaPageRow) page = sohoa_page_load (temp->archive, source, 1, NULL);
  assert_ok (sohoa_page_store_result (temp->archive, page->id, result, &error));
  if (code != NULL)
    sohoa_page_result_add_code (result, "QR", code, &corner);
  assert_ok (sohoa_field_store_codes (temp->archive, page->id, result->codes, &error));
  for (const Said *said = paper->said; said->field != NULL; said++)
    store (temp, page->id, paper, said);
  assert_ok (sohoa_dossier_ensure (temp->archive, paper->dossier, SOHOA_CODE_COVER, NULL, &dossier, &error));
  assert_ok (sohoa_dossier_add_page (temp->archive, dossier, page->id, &error));
  assert_ok (sohoa_document_add (temp->archive, dossier, (guint) source, SOHOA_PAGE_FORM, paper->form,
                                 paper->version, &document, &error));
  assert_ok (sohoa_document_add_page (temp->archive, document, page->id, &error));
}

void
digitize (TempArchive *temp, const Paper *paper)
{
  digitize_with_code (temp, paper, NULL);
}
