/* accept.c - see accept.h. */
#include "accept.h"

#include "../store/field.h"
#include "../store/page.h"
#include "../trust/page.h"
#include "../trust/stored_reading.h"

/* The form version the result claims; *ret_form NULL when it claims none. What it says of fields must be true
 * of that form before anything is written. */
static gboolean
check_claim (const SohoaFormSet *forms, const SohoaPageResult *result, const SohoaForm **ret_form,
             GError **error)
{
  *ret_form = result->form != NULL ? sohoa_form_set_lookup (forms, result->form, result->form_version) : NULL;
  gboolean right = result->form == NULL || (*ret_form != NULL && result->form_page <= (*ret_form)->n_pages);
  for (guint i = 0; right && i < result->readings->len; i++) {
    const SohoaReading *reading = g_ptr_array_index (result->readings, i);
    right = *ret_form != NULL && sohoa_form_lookup_field (*ret_form, reading->field) != NULL;
  }
  if (right)
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORMAT,
               "the worker answered with a form or a field that is not registered");
  return FALSE;
}

static gboolean
store_readings (SohoaArchive *archive, gint64 page, const SohoaForm *form, const char *recognizer,
                const SohoaPageResult *result, GError **error)
{
  g_autoptr (SohoaWeighedPage) weighed = sohoa_trust_page (form, recognizer, result);
  for (guint i = 0; i < result->readings->len; i++) {
    const SohoaTrustCase *found = g_ptr_array_index (weighed->cases, i);
    const SohoaFieldJudgement judgement = {
      .state = found->state, .reason = found->reason, .probability = found->probability, .witnesses = "[]"};
    if (!sohoa_field_store (archive, page, form->id, form->version, recognizer, i,
                            g_ptr_array_index (result->readings, i), g_ptr_array_index (weighed->values, i),
                            &judgement, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
sohoa_accept_page (SohoaArchive *archive, const SohoaFormSet *forms, gint64 page, const char *recognizer,
                   const SohoaPageResult *result, GError **error)
{
  const SohoaForm *form;
  if (!check_claim (forms, result, &form, error) || !sohoa_archive_begin (archive, error))
    return FALSE;
  gboolean ok = sohoa_field_clear_page (archive, page, error) &&
                store_readings (archive, page, form, recognizer, result, error) &&
                sohoa_field_store_codes (archive, page, result->codes, error) &&
                sohoa_page_store_result (archive, page, result, error);
  return sohoa_archive_end (archive, ok, error);
}

gboolean
sohoa_accept_readings (SohoaArchive *archive, const SohoaFormSet *forms, gint64 page, const char *recognizer,
                       const SohoaPageResult *result, GError **error)
{
  const SohoaForm *form;
  if (!check_claim (forms, result, &form, error) || !sohoa_archive_begin (archive, error))
    return FALSE;
  gboolean ok = sohoa_field_clear_page (archive, page, error) &&
                store_readings (archive, page, form, recognizer, result, error);
  return sohoa_archive_end (archive, ok, error);
}

/* ---- what is stored ---- */

/* The page as its reader answered; fields that forms does not hold any more are left out. */
static SohoaPageResult *
result_of_rows (const SohoaFormSet *forms, const GPtrArray *rows)
{
  const SohoaFieldRow *first = g_ptr_array_index (rows, 0);
  const SohoaForm *form = sohoa_form_set_lookup (forms, first->form, first->form_version);
  SohoaPageResult *result = sohoa_page_result_new (first->page_no);
  result->residual_mm = first->residual_mm;
  for (guint i = 0; form != NULL && i < rows->len; i++) {
    const SohoaFieldRow *row = g_ptr_array_index (rows, i);
    if (sohoa_form_lookup_field (form, row->field) != NULL)
      g_ptr_array_add (result->readings, sohoa_stored_reading (row));
  }
  return result;
}

gboolean
sohoa_accept_stored (SohoaArchive *archive, const SohoaFormSet *forms, gint64 page, GError **error)
{
  g_autoptr (GPtrArray) rows = sohoa_field_list_page (archive, page, error);
  if (rows == NULL || rows->len == 0)
    return rows != NULL;
  const SohoaFieldRow *first = g_ptr_array_index (rows, 0);
  const SohoaForm *form = sohoa_form_set_lookup (forms, first->form, first->form_version);
  g_autoptr (SohoaPageResult) result = result_of_rows (forms, rows);
  if (form == NULL)
    return TRUE;
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, store_readings (archive, page, form, first->recognizer, result, error),
                            error);
}
