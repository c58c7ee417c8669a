/* page_maker.c - see page_maker.h. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "page_maker.h"

#include <string.h>

#include <sohoa/page_signature.h>

#include "pipeline/intake/accept.h"
#include "pipeline/store/page.h"

SohoaFormSet *
load_real_forms (void)
{
  g_autofree char *schemas = sohoa_schemas_folder ();
  g_autofree char *folder = g_build_filename (schemas, "forms", NULL);
  const char *const folders[] = {folder, NULL};
  SohoaFormSet *forms = NULL;
  assert_ok ((forms = sohoa_form_set_load (folders, &error)) != NULL);
  return forms;
}

SohoaPageResult *
make_page (SohoaPageKind kind, guint8 ink)
{
  guint8 cells[64 * 64];
  SohoaPageResult *result = sohoa_page_result_new (1);
  result->kind = kind;
  result->kind_confidence = 1;
  result->width = 1000;
  result->height = 1400;
  result->dpi = 120;
  if (ink == 0)
    return result;
  memset (cells, 0, sizeof cells);
  memset (cells + (ink % 60) * 64, 200, 4 * 64);
  result->signature = sohoa_page_signature_new (64, 64, cells);
  return result;
}

SohoaPageResult *
make_cover (const char *code, guint8 ink)
{
  const SohoaQuad quad = {{{0, 0}, {9, 0}, {9, 9}, {0, 9}}};
  SohoaPageResult *result = make_page (SOHOA_PAGE_COVER, ink);
  sohoa_page_result_add_code (result, "QR", "https://example.invalid/", &quad);
  if (code != NULL)
    sohoa_page_result_add_code (result, "Code128", code, &quad);
  return result;
}

SohoaPageResult *
make_form (const char *form, const char *version, guint form_page, guint8 ink)
{
  SohoaPageResult *result = make_page (SOHOA_PAGE_FORM, ink);
  result->form = g_strdup (form);
  result->form_version = g_strdup (version);
  result->form_page = form_page;
  return result;
}

void
add_reading (SohoaPageResult *result, const char *field, const char *raw, double confidence)
{
  const double y = 100.5 + 50 * result->readings->len;
  const SohoaQuad quad = {{{100, y}, {500, y}, {500, y + 40}, {100, y + 40}}};
  SohoaReading *reading = sohoa_reading_new (field, &quad);
  sohoa_reading_set (reading, raw, confidence, "text-layer");
  g_ptr_array_add (result->readings, reading);
}

void
declare_pages (TempArchive *temp, gint64 source, guint n_pages)
{
  g_autoptr (SohoaSource) loaded = NULL;
  assert_ok ((loaded = sohoa_source_load (temp->archive, source, &error)) != NULL);
  const SohoaSourceFile *file = g_ptr_array_index (loaded->files, 0);
  assert_ok (sohoa_source_begin (temp->archive, temp->run, source, &error));
  assert_ok (sohoa_source_declare (temp->archive, file->id, n_pages, &error));
}

void
finish_page (TempArchive *temp, const SohoaFormSet *forms, gint64 source, guint page_no,
             SohoaPageResult *result)
{
  g_autoptr (SohoaPageRow) page = NULL;
  assert_ok ((page = sohoa_page_load (temp->archive, source, page_no, &error)) != NULL);
  assert_ok (sohoa_accept_page (temp->archive, forms, page->id, "none-1", result, &error));
  sohoa_page_result_free (result);
}
