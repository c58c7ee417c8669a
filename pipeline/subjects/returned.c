/* returned.c - see returned.h.
 *
 * To read exactly what was offered is proof enough that it stands there: the machine does not know what was.
 * While a reading is not believed, its other spellings count as much: it is far likelier that print was
 * misread than that a person wrote what looks the same. To read something else is a correction only once it
 * is believed.
 */
#include "returned.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "../store/field.h"
#include "../store/page.h"
#include "../store/prefill.h"
#include "printed_code.h"

/* The release that a page says it is of; *ret_prefill 0 when there is none. */
static gboolean
find_release (SohoaArchive *archive, const SohoaPageRow *page, gint64 *ret_prefill, GError **error)
{
  g_autoptr (GPtrArray) codes = sohoa_field_list_codes (archive, page->id, error);
  *ret_prefill = 0;
  for (guint i = 0; codes != NULL && *ret_prefill == 0 && i < codes->len; i++) {
    const SohoaCode *code = g_ptr_array_index (codes, i);
    const char *release = sohoa_printed_code_release (code->data, page->form, page->form_version);
    if (release != NULL && !sohoa_release_find (archive, release, ret_prefill, error))
      return FALSE;
  }
  return codes != NULL;
}

/* Whether a field was offered, and one of the spellings that the machine saw is exactly this. */
static gboolean
compare_spellings (SohoaArchive *archive, gint64 prefill, const SohoaField *field, const SohoaFieldRow *row,
                   SohoaOffered *ret_offered, GError **error)
{
  if (!sohoa_release_compare (archive, prefill, row->field, row->value, ret_offered, error))
    return FALSE;
  g_autoptr (JsonNode) list = json_from_string (row->alternatives, NULL);
  JsonArray *others = list != NULL && JSON_NODE_HOLDS_ARRAY (list) ? json_node_get_array (list) : NULL;
  guint n = others != NULL && row->state == SOHOA_FIELD_REVIEW ? json_array_get_length (others) : 0;
  for (guint i = 0; *ret_offered == SOHOA_OFFERED_OTHER && i < n; i++) {
    const char *raw = json_array_get_string_element (json_array_get_array_element (others, i), 0);
    g_autoptr (SohoaValue) value = sohoa_field_type_normalize (field->type, raw);
    if (!sohoa_release_compare (archive, prefill, row->field, value->json, ret_offered, error))
      return FALSE;
  }
  return TRUE;
}

/* FALSE: the item is not counted. */
static gboolean
judge (const SohoaFieldRow *row, SohoaOffered offered, SohoaReturnedOutcome *ret_outcome)
{
  gboolean written =
    row->state != SOHOA_FIELD_EMPTY && strcmp (row->value, "\"\"") != 0 && strcmp (row->value, "false") != 0;
  switch (offered) {
  case SOHOA_OFFERED_NOTHING:
    *ret_outcome = SOHOA_RETURNED_DECLARED;
    return written;
  case SOHOA_OFFERED_THIS:
    *ret_outcome = SOHOA_RETURNED_UNCHANGED;
    return TRUE;
  case SOHOA_OFFERED_OTHER:
    *ret_outcome = row->state == SOHOA_FIELD_REVIEW ? SOHOA_RETURNED_UNKNOWN : SOHOA_RETURNED_CORRECTED;
    return TRUE;
  }
  return FALSE;
}

static gboolean
write_page (SohoaProjection *projection, const SohoaPageRow *page, gint64 prefill, GError **error)
{
  SohoaArchive *archive = projection->archive;
  const SohoaForm *form = sohoa_form_set_lookup (projection->forms, page->form, page->form_version);
  g_autoptr (GPtrArray) rows = form != NULL ? sohoa_field_list_page (archive, page->id, error) : NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const SohoaFieldRow *row = g_ptr_array_index (rows, i);
    const SohoaField *field = sohoa_form_lookup_field (form, row->field);
    SohoaOffered offered;
    SohoaReturnedOutcome outcome;
    if (field == NULL || !sohoa_field_is_item (field))
      continue;
    if (!compare_spellings (archive, prefill, field, row, &offered, error))
      return FALSE;
    if (judge (row, offered, &outcome) &&
        !sohoa_returned_put (archive, page->id, row->field, field->element, prefill, outcome, error))
      return FALSE;
  }
  return form == NULL || rows != NULL;
}

gboolean
sohoa_returned_write (SohoaProjection *projection, gint64 dossier, GError **error)
{
  g_autoptr (GPtrArray) pages = sohoa_page_list_dossier (projection->archive, dossier, error);
  if (pages == NULL || !sohoa_returned_clear (projection->archive, dossier, error))
    return FALSE;
  for (guint i = 0; i < pages->len; i++) {
    const SohoaPageRow *page = g_ptr_array_index (pages, i);
    gint64 prefill = 0;
    if (page->form == NULL || page->state == SOHOA_PAGE_STATE_DUPLICATE)
      continue;
    if (!find_release (projection->archive, page, &prefill, error) ||
        (prefill != 0 && !write_page (projection, page, prefill, error)))
      return FALSE;
  }
  return TRUE;
}
