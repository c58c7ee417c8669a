/* value.c - canonical values and findings: made, filled, given away. */
#include <sohoa/value.h>

#include <string.h>

#include <json-glib/json-glib.h>

#include "value_internal.h"

SohoaFinding *
sohoa_finding_new (SohoaSeverity severity, const char *code, const char *message)
{
  SohoaFinding *finding = g_new0 (SohoaFinding, 1);

  finding->severity = severity;
  finding->code = g_strdup (code);
  finding->message = g_strdup (message);
  return finding;
}

void
sohoa_finding_free (gpointer data)
{
  SohoaFinding *finding = data;

  g_free (finding->code);
  g_free (finding->message);
  g_free (finding);
}

/* A JSON string; json-glib would make an object for it, which costs more than all the rest. */
static char *
quote (const char *text)
{
  GString *json = g_string_sized_new (strlen (text) + 2);

  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (json, "\\%c", *p);
    else if (g_ascii_iscntrl (*p))
      g_string_append_printf (json, "\\u%04x", (guint) *p);
    else
      g_string_append_c (json, *p);
  g_string_append_c (json, '"');
  return g_string_free (json, FALSE);
}

SohoaValue *
sohoa_value_new (const char *raw)
{
  SohoaValue *value = g_new0 (SohoaValue, 1);

  value->json = quote (raw);
  value->findings = g_ptr_array_new_with_free_func (sohoa_finding_free);
  return value;
}

void
sohoa_value_free (SohoaValue *value)
{
  if (value == NULL)
    return;
  g_free (value->json);
  g_ptr_array_unref (value->findings);
  g_free (value);
}

void
sohoa_value_set_string (SohoaValue *value, const char *text, double plausibility)
{
  g_free (value->json);
  value->json = quote (text);
  value->plausibility = plausibility;
}

void
sohoa_value_set_boolean (SohoaValue *value, gboolean truth, double plausibility)
{
  g_free (value->json);
  value->json = g_strdup (truth ? "true" : "false");
  value->plausibility = plausibility;
}

void
sohoa_value_set_node (SohoaValue *value, JsonNode *node, double plausibility)
{
  g_free (value->json);
  value->json = json_to_string (node, FALSE);
  value->plausibility = plausibility;
}

void
sohoa_value_add_finding (SohoaValue *value, SohoaSeverity severity, const char *code, const char *message)
{
  g_ptr_array_add (value->findings, sohoa_finding_new (severity, code, message));
}

gboolean
sohoa_value_same (const char *one, const char *other)
{
  if (strcmp (one, other) == 0)
    return TRUE;
  g_autoptr (JsonNode) a = *one == '{' ? json_from_string (one, NULL) : NULL;
  g_autoptr (JsonNode) b = *other == '{' ? json_from_string (other, NULL) : NULL;
  return a != NULL && b != NULL && json_node_equal (a, b);
}
