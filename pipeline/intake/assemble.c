/* assemble.c - see assemble.h and the rules in separate.h. */
#include "assemble.h"

#include <string.h>

#include "../store/field.h"
#include "../store/page.h"

/* ---- documents ---- */

static gboolean
belongs_to_document (const SohoaPageRow *page)
{
  return (page->state == SOHOA_PAGE_STATE_DONE || page->state == SOHOA_PAGE_STATE_REVIEW) &&
         page->kind != SOHOA_PAGE_BLANK && page->kind != SOHOA_PAGE_UNKNOWN;
}

/* previous: the last page of the open document. */
static gboolean
continues (const SohoaPageRow *previous, const SohoaPageRow *page)
{
  if (previous == NULL || previous->kind != page->kind)
    return FALSE;
  if (page->kind == SOHOA_PAGE_FORM)
    return g_strcmp0 (previous->form, page->form) == 0 &&
           g_strcmp0 (previous->form_version, page->form_version) == 0 &&
           page->form_page > previous->form_page;
  if (page->kind == SOHOA_PAGE_ATTACHMENT)
    return page->heading == NULL;
  return page->kind == SOHOA_PAGE_ID_CARD;
}

static gboolean
build_documents (SohoaArchive *archive, gint64 dossier, const GPtrArray *pages, GError **error)
{
  const SohoaPageRow *previous = NULL;
  gint64 document = 0;
  guint seq = 0;

  if (!sohoa_document_clear (archive, dossier, error))
    return FALSE;
  for (guint i = 0; i < pages->len; i++) {
    const SohoaPageRow *page = g_ptr_array_index (pages, i);
    if (!belongs_to_document (page))
      continue;
    if (!continues (previous, page) && !sohoa_document_add (archive, dossier, ++seq, page->kind, page->form,
                                                            page->form_version, &document, error))
      return FALSE;
    if (!sohoa_document_add_page (archive, document, page->id, error))
      return FALSE;
    previous = page;
  }
  return TRUE;
}

/* ---- the procedure ---- */

/* A canonical value that is a JSON string of plain characters, without its quotes; NULL for anything else. */
static char *
plain_string (const char *json)
{
  gsize length = strlen (json);
  if (length < 3 || json[0] != '"' || json[length - 1] != '"' || memchr (json, '\\', length) != NULL)
    return NULL;
  return g_strndup (json + 1, length - 2);
}

/* A barcode checks itself; what was read from print must be believed. */
static gboolean
is_witness (const SohoaField *field, const SohoaFieldRow *row, const char *element)
{
  if (field == NULL || g_strcmp0 (field->element, element) != 0)
    return FALSE;
  return row->state == SOHOA_FIELD_ACCEPTED || row->state == SOHOA_FIELD_VERIFIED ||
         (field->kind == SOHOA_ZONE_BARCODE && row->plausibility >= 1);
}

gboolean
sohoa_page_element (SohoaArchive *archive, const SohoaFormSet *forms, gint64 page, const char *element,
                    char **ret_text, GError **error)
{
  g_autoptr (GPtrArray) rows = sohoa_field_list_page (archive, page, error);
  if (rows == NULL)
    return FALSE;
  *ret_text = NULL;
  for (guint i = 0; i < rows->len && *ret_text == NULL; i++) {
    const SohoaFieldRow *row = g_ptr_array_index (rows, i);
    const SohoaForm *form = sohoa_form_set_lookup (forms, row->form, row->form_version);
    const SohoaField *field = form != NULL ? sohoa_form_lookup_field (form, row->field) : NULL;
    if (is_witness (field, row, element))
      *ret_text = plain_string (row->value);
  }
  return TRUE;
}

/* The procedure that a cover of the dossier names; NULL when none does. */
static gboolean
procedure_of_cover (SohoaArchive *archive, const SohoaFormSet *forms, const GPtrArray *pages,
                    char **ret_procedure, GError **error)
{
  *ret_procedure = NULL;
  for (guint i = 0; i < pages->len && *ret_procedure == NULL; i++) {
    const SohoaPageRow *page = g_ptr_array_index (pages, i);
    if (page->kind == SOHOA_PAGE_COVER &&
        !sohoa_page_element (archive, forms, page->id, "dossier.procedure_code", ret_procedure, error))
      return FALSE;
  }
  return TRUE;
}

/* Keeps in candidates what the form serves; NULL candidates: all that it serves. */
static GPtrArray *
intersect (GPtrArray *candidates, const SohoaForm *form)
{
  GPtrArray *common = g_ptr_array_new ();
  for (char **procedure = form->procedures; *procedure != NULL; procedure++)
    if (candidates == NULL || g_ptr_array_find_with_equal_func (candidates, *procedure, g_str_equal, NULL))
      g_ptr_array_add (common, *procedure);
  g_clear_pointer (&candidates, g_ptr_array_unref);
  return common;
}

static char *
procedure_of_forms (const SohoaFormSet *forms, const GPtrArray *pages)
{
  g_autoptr (GPtrArray) common = NULL;
  for (guint i = 0; i < pages->len; i++) {
    const SohoaPageRow *page = g_ptr_array_index (pages, i);
    const SohoaForm *form =
      page->kind == SOHOA_PAGE_FORM ? sohoa_form_set_lookup (forms, page->form, page->form_version) : NULL;
    if (form != NULL)
      common = intersect (common, form);
  }
  return common != NULL && common->len == 1 ? g_strdup (g_ptr_array_index (common, 0)) : NULL;
}

/* ---- the whole ---- */

static gboolean
has_cover (const GPtrArray *pages)
{
  for (guint i = 0; i < pages->len; i++)
    if (((const SohoaPageRow *) g_ptr_array_index (pages, i))->kind == SOHOA_PAGE_COVER)
      return TRUE;
  return FALSE;
}

static gboolean
describe (SohoaArchive *archive, const SohoaFormSet *forms, gint64 id, const GPtrArray *pages, GError **error)
{
  g_autofree char *procedure = NULL;
  g_autoptr (SohoaDossier) dossier = sohoa_dossier_load_id (archive, id, error);

  if (dossier == NULL || !procedure_of_cover (archive, forms, pages, &procedure, error))
    return FALSE;
  if (procedure == NULL)
    procedure = procedure_of_forms (forms, pages);
  gboolean code_unread = dossier->origin == SOHOA_CODE_ISSUED && has_cover (pages);
  return sohoa_dossier_describe (archive, id, procedure, code_unread, error);
}

gboolean
sohoa_assemble_dossier (SohoaArchive *archive, const SohoaFormSet *forms, gint64 dossier, GError **error)
{
  g_autoptr (GPtrArray) pages = sohoa_page_list_dossier (archive, dossier, error);
  if (pages == NULL || !build_documents (archive, dossier, pages, error))
    return FALSE;
  return pages->len > 0 ? describe (archive, forms, dossier, pages, error)
                        : sohoa_dossier_remove (archive, dossier, error);
}
