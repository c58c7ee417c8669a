/* value_internal.h - what field types do to a value beside setting a string. */
#ifndef SOHOA_SCHEMAS_VALUE_INTERNAL_H
#define SOHOA_SCHEMAS_VALUE_INTERNAL_H

#include <json-glib/json-glib.h>

#include <sohoa/value.h>

/* "Not understood": json is raw, plausibility 0, no findings. */
SohoaValue *sohoa_value_new (const char *raw);
void sohoa_value_set_boolean (SohoaValue *value, gboolean truth, double plausibility);
void sohoa_value_set_node (SohoaValue *value, JsonNode *node, double plausibility);
SohoaFinding *sohoa_finding_new (SohoaSeverity severity, const char *code, const char *message);
void sohoa_finding_free (gpointer finding);

#endif
