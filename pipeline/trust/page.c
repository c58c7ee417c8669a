/* page.c - see page.h. */
#include "page.h"

#include <string.h>

#include <sohoa/correction.h>

static void
value_free (gpointer value)
{
  sohoa_value_free (value);
}

static const SohoaField *
field_at (const SohoaForm *form, const GPtrArray *readings, guint i)
{
  const SohoaReading *reading = g_ptr_array_index (readings, i);
  return sohoa_form_lookup_field (form, reading->field);
}

/* A name, outside of tables, where every row is another person. */
static gboolean
is_name (const SohoaField *field)
{
  return strcmp (field->type->name, "person_name") == 0 && field->role != NULL &&
         strchr (field->id, '[') == NULL;
}

/* Families write their address more than once. */
static gboolean
is_address (const SohoaField *field)
{
  return strcmp (field->type->name, "address") == 0;
}

static gboolean
is_same_name (const SohoaField *field, const SohoaField *other)
{
  return is_name (field) && is_name (other) && strcmp (field->role, other->role) == 0 &&
         g_strcmp0 (field->element, other->element) == 0;
}

/* A name that nobody is asked to declare is that of who signs, mostly one of those whom the form names: the
 * head of household may own the house as well. Others that look alike are brothers. */
static gboolean
may_be_same (const SohoaField *field, const SohoaField *other)
{
  return (is_name (field) && is_name (other) && !field->declared) ||
         (is_address (field) && is_address (other));
}

/* The value by what the page says elsewhere, of what must be the same or only may be; NULL when it says
 * nothing. */
static SohoaValue *
value_by_copy (const SohoaForm *form, const GPtrArray *readings, guint i, SohoaCopyKind kind)
{
  const SohoaReading *reading = g_ptr_array_index (readings, i);
  const SohoaField *field = field_at (form, readings, i);
  for (guint k = 0; k < readings->len && *reading->raw != '\0'; k++) {
    const SohoaField *other = field_at (form, readings, k);
    gboolean fits =
      other != NULL && (kind == SOHOA_COPY_SAME ? is_same_name (field, other) : may_be_same (field, other));
    if (k == i || !fits)
      continue;
    SohoaValue *value = sohoa_correct_by_copy (field->type, reading, g_ptr_array_index (readings, k), kind);
    if (value != NULL)
      return value;
  }
  return NULL;
}

/* What the page says of a person elsewhere; NULL when it does not. */
static const SohoaReading *
find_of_person (const SohoaForm *form, const GPtrArray *readings, const char *party, const char *element)
{
  for (guint k = 0; k < readings->len; k++) {
    const SohoaField *other = field_at (form, readings, k);
    if (other == NULL || g_strcmp0 (other->element, element) != 0)
      continue;
    g_autofree char *theirs = sohoa_trust_party (other);
    if (strcmp (theirs, party) == 0)
      return g_ptr_array_index (readings, k);
  }
  return NULL;
}

static SohoaValue *
value_by_birth (const SohoaForm *form, const GPtrArray *readings, guint i)
{
  const SohoaField *field = field_at (form, readings, i);
  if (strcmp (field->type->name, "citizen_id") != 0)
    return NULL;
  g_autofree char *party = sohoa_trust_party (field);
  const SohoaReading *birth = find_of_person (form, readings, party, "person.birth_date");
  return birth != NULL && *party != '\0'
           ? sohoa_correct_by_birth (g_ptr_array_index (readings, i), birth,
                                     find_of_person (form, readings, party, "person.sex"))
           : NULL;
}

SohoaValue *
sohoa_trust_value (const SohoaForm *form, const GPtrArray *readings, guint i)
{
  SohoaValue *value = value_by_copy (form, readings, i, SOHOA_COPY_SAME);
  if (value == NULL)
    value = value_by_copy (form, readings, i, SOHOA_COPY_LIKELY);
  if (value == NULL)
    value = value_by_birth (form, readings, i);
  if (value != NULL)
    return value;
  return sohoa_field_type_normalize_reading (field_at (form, readings, i)->type,
                                             g_ptr_array_index (readings, i));
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
    const SohoaField *field = field_at (form, result->readings, i);
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
