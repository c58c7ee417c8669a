/* page.c - see page.h. */
#include "page.h"

#include "elsewhere.h"

static void
value_free (gpointer value)
{
  sohoa_value_free (value);
}

SohoaWeighedPage *
sohoa_trust_page (const SohoaForm *form, const char *recognizer, const SohoaPageResult *result)
{
  const SohoaTrustPlace place = {.page_no = result->page, .residual_mm = result->residual_mm};
  SohoaWeighedPage *page = g_new0 (SohoaWeighedPage, 1);
  page->values = g_ptr_array_new_with_free_func (value_free);
  page->cases = sohoa_trust_cases_new ();
  for (guint i = 0; i < result->readings->len; i++) {
    const SohoaReading *reading = g_ptr_array_index (result->readings, i);
    const SohoaField *field = sohoa_form_lookup_field (form, reading->field);
    SohoaValue *value = sohoa_trust_value (form, result->readings, i);
    g_ptr_array_add (page->values, value);
    g_ptr_array_add (page->cases, sohoa_trust_case_of_reading (field, &place, recognizer, reading, value));
  }
  sohoa_trust_weigh (page->cases);
  return page;
}

void
sohoa_weighed_page_free (SohoaWeighedPage *page)
{
  if (page == NULL)
    return;
  g_ptr_array_unref (page->values);
  g_ptr_array_unref (page->cases);
  g_free (page);
}
