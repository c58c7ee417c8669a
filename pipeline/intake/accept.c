/* accept.c - see accept.h. */
#include "accept.h"

#include <sohoa/correction.h>

#include "../store/field.h"
#include "../store/page.h"
#include "../trust/acceptance.h"

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
store_reading (SohoaArchive *archive, gint64 page, const SohoaForm *form, const char *recognizer, guint seq,
               const SohoaReading *reading, GError **error)
{
  const char *reason;
  const SohoaField *field = sohoa_form_lookup_field (form, reading->field);
  g_autoptr (SohoaValue) value = sohoa_field_type_normalize_reading (field->type, reading);
  SohoaFieldState state = sohoa_trust_state (reading, value, &reason);
  return sohoa_field_store (archive, page, form->id, form->version, recognizer, seq, reading, value, state,
                            reason, error);
}

static gboolean
store_readings (SohoaArchive *archive, gint64 page, const SohoaForm *form, const char *recognizer,
                const GPtrArray *readings, GError **error)
{
  for (guint i = 0; i < readings->len; i++)
    if (!store_reading (archive, page, form, recognizer, i, g_ptr_array_index (readings, i), error))
      return FALSE;
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
                store_readings (archive, page, form, recognizer, result->readings, error) &&
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
                store_readings (archive, page, form, recognizer, result->readings, error);
  return sohoa_archive_end (archive, ok, error);
}
