/* value_internal.h - what field types do to a value beside setting a string. */
#ifndef SOHOA_SCHEMAS_VALUE_INTERNAL_H
#define SOHOA_SCHEMAS_VALUE_INTERNAL_H

#include <json-glib/json-glib.h>

#include <sohoa/value.h>

/* "Not understood": json is raw, plausibility 0, no findings. */
SohoaValue *sohoa_value_new (const char *raw);
void sohoa_value_set_boolean (SohoaValue *value, gboolean truth, double plausibility);
void sohoa_value_set_node (SohoaValue *value, JsonNode *node, double plausibility);

#endif
