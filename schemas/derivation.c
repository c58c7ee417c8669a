/* derivation.c - values that follow from others: the year of a date, an identity document from its parts.
 *
 * To add a way: one function, one row. A value that does not follow for certain is no value (NULL).
 */
#include "derivation.h"

#include <string.h>

#include <json-glib/json-glib.h>
#include <sohoa/dictionary.h>

#include "date_text.h"
#include "field_types.h"
#include "number_words.h"

/* Texts of the values; "" where a value is blank or no text. Result NULL or the caller's. */
typedef JsonNode *(*DeriveFunc) (const char *const *texts);

static JsonNode *
new_text (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
derive_same (const char *const *texts)
{
  return new_text (texts[0]);
}

static JsonNode *
derive_year (const char *const *texts)
{
  g_autofree char *year = g_strndup (texts[0], strlen ("2024"));

  return strlen (year) == 4 ? new_text (year) : NULL;
}

/* The day of a moment: "2025-07-11T14:06". */
static JsonNode *
derive_day (const char *const *texts)
{
  g_autofree char *day = g_strndup (texts[0], strlen ("2025-07-11"));

  return sohoa_date_is_iso (day) ? new_text (day) : NULL;
}

static JsonNode *
derive_date_words (const char *const *texts)
{
  SohoaDate date;

  if (sohoa_date_parse (texts[0], &date) != SOHOA_DATE_GOOD || date.day == 0)
    return NULL;
  g_autofree char *words = sohoa_date_to_words (&date);
  return new_text (words);
}

static JsonNode *
derive_id_document (const char *const *texts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, strlen (texts[0]) == 9 ? "cmnd" : "cccd");
  json_builder_set_member_name (builder, "number");
  json_builder_add_string_value (builder, texts[0]);
  json_builder_set_member_name (builder, "issued");
  json_builder_add_string_value (builder, texts[1]);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static JsonNode *
derive_citizen_sex (const char *const *texts)
{
  if (strlen (texts[0]) != 12 || !g_ascii_isdigit (texts[0][3]))
    return NULL;
  return new_text (sohoa_citizen_id_sex (texts[0]));
}

/* member: of the source, when that is an object. */
static const struct {
  const char *how, *member;
  guint n_sources;
  DeriveFunc derive;
} ways[] = {
  {"same", NULL, 1, derive_same},
  {"year", NULL, 1, derive_year},
  {"day", NULL, 1, derive_day},
  {"date_words", NULL, 1, derive_date_words},
  {"id_document", NULL, 3, derive_id_document},
  {"number", "number", 1, derive_same},
  {"issued", "issued", 1, derive_same},
  {"citizen_sex", NULL, 1, derive_citizen_sex},
};

guint
sohoa_derivation_n_sources (const char *how)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (strcmp (ways[i].how, how) == 0)
      return ways[i].n_sources;
  return 0;
}

/* "" unless value is a text, or an object whose member is one. */
static const char *
peek_text (JsonNode *value, const char *member)
{
  if (value != NULL && member != NULL)
    value =
      JSON_NODE_HOLDS_OBJECT (value) ? json_object_get_member (json_node_get_object (value), member) : NULL;
  if (value == NULL || !JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
    return "";
  return json_node_get_string (value);
}

static char *
apply_way (guint way, const char *const *values)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (JsonNode) derived = NULL;

  for (guint i = 0; i < ways[way].n_sources; i++) {
    JsonNode *node = json_from_string (values[i], NULL);

    g_ptr_array_add (nodes, node != NULL ? node : json_node_new (JSON_NODE_NULL));
    g_ptr_array_add (texts, (char *) peek_text (g_ptr_array_index (nodes, i), ways[way].member));
    if (*(const char *) g_ptr_array_index (texts, i) == '\0')
      return NULL;
  }
  derived = ways[way].derive ((const char *const *) texts->pdata);
  return derived != NULL ? json_to_string (derived, FALSE) : NULL;
}

char *
sohoa_derivation_apply (const SohoaDerivation *derivation, const char *const *values)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (strcmp (ways[i].how, derivation->how) == 0)
      return apply_way (i, values);
  return NULL;
}
