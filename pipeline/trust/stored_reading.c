/* stored_reading.c - see stored_reading.h. */
#include "stored_reading.h"

#include <json-glib/json-glib.h>

static void
take_alternatives (SohoaReading *reading, const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonArray *all = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (guint i = 0; all != NULL && i < json_array_get_length (all); i++) {
    JsonArray *pair = json_array_get_array_element (all, i);
    sohoa_reading_add_alternative (reading, json_array_get_string_element (pair, 0),
                                   json_array_get_double_element (pair, 1));
  }
}

SohoaReading *
sohoa_stored_reading (const SohoaFieldRow *row)
{
  SohoaReading *reading = sohoa_reading_new (row->field, &row->quad);
  sohoa_reading_set (reading, row->raw, row->confidence, row->method);
  reading->flags = row->flags;
  take_alternatives (reading, row->alternatives);
  return reading;
}
