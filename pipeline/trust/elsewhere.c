/* elsewhere.c - see elsewhere.h. */
#include "elsewhere.h"

#include <string.h>

#include <sohoa/correction.h>

#include "case.h"

static const double legible = 0.3;   /* chance of names that tell who is one person */
static const double well_read = 0.2; /* chance of a text whose unit another may have */

enum { UNITS_MAX = 32 }; /* of a page that are asked */

static const SohoaField *
field_at (const SohoaForm *form, const GPtrArray *readings, guint i)
{
  const SohoaReading *reading = g_ptr_array_index (readings, i);
  return sohoa_form_lookup_field (form, reading->field);
}

/* ---- persons ---- */

static gboolean
is_type (const SohoaField *field, const char *type)
{
  return field != NULL && strcmp (field->type->name, type) == 0;
}

/* Of a table, where every row is another person. */
static gboolean
is_in_row (const SohoaField *field)
{
  return strchr (field->id, '[') != NULL;
}

static gboolean
is_name (const SohoaField *field)
{
  return is_type (field, "person_name") && field->role != NULL && !is_in_row (field);
}

static gboolean
is_of_party (const SohoaField *field, const char *party)
{
  g_autofree char *theirs = sohoa_trust_party (field);
  return strcmp (theirs, party) == 0;
}

/* What is most surely read of the name of a person; NULL when the page does not name that one. */
static const SohoaReading *
name_of_party (const SohoaForm *form, const GPtrArray *readings, const char *party)
{
  const SohoaReading *best = NULL;
  for (guint k = 0; k < readings->len; k++) {
    const SohoaReading *reading = g_ptr_array_index (readings, k);
    const SohoaField *field = field_at (form, readings, k);
    if (is_type (field, "person_name") && *reading->raw != '\0' && is_of_party (field, party) &&
        (best == NULL || reading->confidence > best->confidence))
      best = reading;
  }
  return best;
}

/* Two roles of a page are one person's when they have one name: fathers and sons have two. */
static gboolean
bear_one_name (const SohoaForm *form, const GPtrArray *readings, const SohoaField *a, const SohoaField *b)
{
  g_autofree char *one = sohoa_trust_party (a), *other = sohoa_trust_party (b);
  if (strcmp (one, other) == 0 || *one == '\0' || *other == '\0')
    return FALSE;
  const SohoaReading *name = name_of_party (form, readings, one);
  const SohoaReading *same = name != NULL ? name_of_party (form, readings, other) : NULL;
  if (same == NULL || sohoa_reading_chance (MIN (name->confidence, same->confidence)) < legible)
    return FALSE;
  return sohoa_names_are_same (name->raw, same->raw);
}

/* ---- copies ---- */

static gboolean
is_same_name (const SohoaField *field, const SohoaField *other)
{
  return is_name (field) && is_name (other) && strcmp (field->role, other->role) == 0 &&
         g_strcmp0 (field->element, other->element) == 0;
}

/* What a person has one of. */
static gboolean
is_persons_own (const SohoaField *field)
{
  static const char *const types[] = {"citizen_id", "id_document", "address", NULL};
  return field->role != NULL && field->element != NULL && g_strv_contains (types, field->type->name);
}

/* Families write their address more than once. A name that nobody is asked to declare is that of who signs,
 * mostly one of those whom the form names: the head of household may own the house as well. Others that look
 * alike are brothers. */
static gboolean
may_be_same (const SohoaField *field, const SohoaField *other)
{
  return (is_name (field) && is_name (other) && !field->declared) ||
         (is_type (field, "address") && is_type (other, "address"));
}

static gboolean
is_copy (const SohoaForm *form, const GPtrArray *readings, const SohoaField *field, const SohoaField *other,
         SohoaCopyKind kind)
{
  switch (kind) {
  case SOHOA_COPY_SAME:
    return is_same_name (field, other);
  case SOHOA_COPY_PERSON:
    return is_persons_own (field) && g_strcmp0 (field->element, other->element) == 0 &&
           !(is_in_row (field) && is_in_row (other)) && bear_one_name (form, readings, field, other);
  case SOHOA_COPY_LIKELY:
    return may_be_same (field, other);
  }
  return FALSE;
}

/* NULL when the page says nothing. What is blank stays so, but where the reader saw that something is there.
 */
static SohoaValue *
value_by_copy (const SohoaForm *form, const GPtrArray *readings, guint i, SohoaCopyKind kind)
{
  const SohoaReading *reading = g_ptr_array_index (readings, i);
  const SohoaField *field = field_at (form, readings, i);
  if (*reading->raw == '\0' && (!field->declared || (reading->flags & SOHOA_READING_COVERED) == 0))
    return NULL;
  for (guint k = 0; k < readings->len; k++) {
    const SohoaField *other = field_at (form, readings, k);
    if (k == i || other == NULL || !is_copy (form, readings, field, other, kind))
      continue;
    SohoaValue *value = sohoa_correct_by_copy (field->type, reading, g_ptr_array_index (readings, k), kind);
    if (value != NULL)
      return value;
  }
  return NULL;
}

/* ---- numbers and births ---- */

/* What the page says of a person elsewhere; NULL when it does not. */
static const SohoaReading *
find_of_person (const SohoaForm *form, const GPtrArray *readings, const char *party, const char *element)
{
  for (guint k = 0; k < readings->len; k++) {
    const SohoaField *other = field_at (form, readings, k);
    if (other == NULL || g_strcmp0 (other->element, element) != 0)
      continue;
    if (is_of_party (other, party))
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

static SohoaValue *
value_by_number (const SohoaForm *form, const GPtrArray *readings, guint i)
{
  static const char *const births[] = {"person.sex", "person.birth_date", "person.birth_year", NULL};
  static const char *const numbers[] = {"person.citizen_id", "person.id_document"};
  const SohoaField *field = field_at (form, readings, i);
  if (field->element == NULL || !g_strv_contains (births, field->element))
    return NULL;
  g_autofree char *party = sohoa_trust_party (field);
  for (gsize k = 0; *party != '\0' && k < G_N_ELEMENTS (numbers); k++) {
    const SohoaReading *number = find_of_person (form, readings, party, numbers[k]);
    SohoaValue *value =
      number != NULL ? sohoa_correct_by_number (field->type, g_ptr_array_index (readings, i),
                                                sohoa_form_lookup_field (form, number->field)->type, number)
                     : NULL;
    if (value != NULL)
      return value;
  }
  return NULL;
}

/* ---- units ---- */

/* The unit that a well read address, office or sentence is in; NULL when it is in none. */
static char *
unit_at (const SohoaForm *form, const GPtrArray *readings, guint k, gboolean is_province)
{
  static const char *const types[] = {"address", "authority", "administrative_unit", "text", NULL};
  const SohoaReading *reading = g_ptr_array_index (readings, k);
  const SohoaField *field = field_at (form, readings, k);
  if (field == NULL || !g_strv_contains (types, field->type->name) ||
      sohoa_reading_chance (reading->confidence) < well_read)
    return NULL;
  return is_province ? sohoa_province_of_reading (field->type, reading)
                     : sohoa_commune_of_reading (field->type, reading);
}

/* Who lives in a commune mostly applies there: an office whose commune is half legible is in the one that the
 * page names, and so is the place of signing, unless it is the province. NULL when the page names several
 * that it could be. */
static SohoaValue *
value_by_unit (const SohoaForm *form, const GPtrArray *readings, guint i)
{
  const SohoaReading *reading = g_ptr_array_index (readings, i);
  const SohoaField *field = field_at (form, readings, i);
  guint n_levels = is_type (field, "authority") ? 1 : is_type (field, "administrative_unit") ? 2 : 0;
  g_autoptr (SohoaValue) found = NULL;
  if (n_levels == 0 || !sohoa_unit_is_doubtful (field->type, reading))
    return NULL;
  for (guint k = 0, n_units = 0; k < readings->len * n_levels && n_units < UNITS_MAX; k++) {
    g_autofree char *unit =
      k / n_levels != i ? unit_at (form, readings, k / n_levels, k % n_levels == 1) : NULL;
    n_units += unit != NULL;
    g_autoptr (SohoaValue) value = unit != NULL ? sohoa_correct_by_unit (field->type, reading, unit) : NULL;
    if (value == NULL)
      continue;
    if (found != NULL && strcmp (found->json, value->json) != 0)
      return NULL;
    g_clear_pointer (&found, sohoa_value_free);
    found = g_steal_pointer (&value);
  }
  return g_steal_pointer (&found);
}

SohoaValue *
sohoa_trust_value (const SohoaForm *form, const GPtrArray *readings, guint i)
{
  SohoaValue *value = NULL;
  for (SohoaCopyKind kind = SOHOA_COPY_SAME; value == NULL && kind <= SOHOA_COPY_LIKELY; kind++)
    value = value_by_copy (form, readings, i, kind);
  if (value == NULL)
    value = value_by_birth (form, readings, i);
  if (value == NULL)
    value = value_by_number (form, readings, i);
  if (value == NULL)
    value = value_by_unit (form, readings, i);
  if (value != NULL)
    return value;
  return sohoa_field_type_normalize_reading (field_at (form, readings, i)->type,
                                             g_ptr_array_index (readings, i));
}
