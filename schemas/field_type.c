/* field_type.c - the table of field types, and the one way to a canonical value.
 *
 * To add a type: one file with its `const SohoaFieldType`, declared in field_types.h, one row here, a test
 * with a table of raw and canonical values, one line in docs/forms.md. The test of this file then holds:
 * names are unique, every type is described, takes the blank, and survives any text.
 */
#include "field_types.h"

#include <string.h>

#include <json-glib/json-glib.h>
#include <sohoa/reading.h>

#include "value_internal.h"

static const SohoaFieldType *const field_types[] = {
  &sohoa_type_address,      &sohoa_type_administrative_unit,
  &sohoa_type_authority,    &sohoa_type_certificate_no,
  &sohoa_type_choice,       &sohoa_type_citizen_id,
  &sohoa_type_date,         &sohoa_type_date_words,
  &sohoa_type_datetime,     &sohoa_type_digits,
  &sohoa_type_dossier_code, &sohoa_type_email,
  &sohoa_type_ethnic_group, &sohoa_type_id_document,
  &sohoa_type_integer,      &sohoa_type_issuer,
  &sohoa_type_latin_date,   &sohoa_type_latin_digits,
  &sohoa_type_latin_text,   &sohoa_type_measure,
  &sohoa_type_money,        &sohoa_type_money_words,
  &sohoa_type_nationality,  &sohoa_type_old_id_number,
  &sohoa_type_ordinal,      &sohoa_type_person_name,
  &sohoa_type_phone,        &sohoa_type_procedure_code,
  &sohoa_type_relation,     &sohoa_type_religion,
  &sohoa_type_sex,          &sohoa_type_signature,
  &sohoa_type_tax_code,     &sohoa_type_text,
  &sohoa_type_unit_code,    &sohoa_type_year,
  &sohoa_type_yes_no,       NULL,
};

const SohoaFieldType *const *
sohoa_field_types (void)
{
  return field_types;
}

const SohoaFieldType *
sohoa_field_type_lookup (const char *name)
{
  for (const SohoaFieldType *const *type = field_types; *type != NULL; type++)
    if (strcmp ((*type)->name, name) == 0)
      return *type;
  return NULL;
}

SohoaValue *
sohoa_field_type_normalize (const SohoaFieldType *type, const char *raw)
{
  g_autofree char *folded = sohoa_text_fold (raw);
  SohoaValue *value = sohoa_value_new (folded);

  if (*folded == '\0')
    value->plausibility = 1;
  else
    type->normalize (folded, value);
  return value;
}

/* A string's text; any other value as JSON. */
static char *
text_of (const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  gboolean is_text =
    node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
  return is_text ? json_node_dup_string (node) : g_strdup (json);
}

char *
sohoa_field_type_write (const SohoaFieldType *type, const char *json)
{
  g_autofree char *text = text_of (json);
  g_autofree char *written = type->write != NULL ? type->write (text) : g_strdup (text);
  if (written == NULL || *text == '\0' || strcmp (json, "false") == 0)
    return NULL;
  g_autoptr (SohoaValue) again = sohoa_field_type_normalize (type, written);
  return sohoa_value_same (again->json, json) ? g_steal_pointer (&written) : NULL;
}
