/* cursor.c - see cursor.h. */
#include "cursor.h"

#include <string.h>

#include <sohoa/form.h>

SohoaCursor
sohoa_cursor_member (const SohoaCursor *parent, const char *key)
{
  SohoaCursor member = {.parent = parent, .key = key, .file = parent->file, .faults = parent->faults};

  if (parent->node != NULL)
    member.node = json_object_get_member (json_node_get_object (parent->node), key);
  return member;
}

SohoaCursor
sohoa_cursor_element (const SohoaCursor *parent, guint index)
{
  SohoaCursor element = {.parent = parent, .index = index, .file = parent->file, .faults = parent->faults};

  if (parent->node != NULL)
    element.node = json_array_get_element (json_node_get_array (parent->node), index);
  return element;
}

/* RFC 6901: "~" and "/" in a key are written "~0" and "~1". */
static void
append_pointer (GString *pointer, const SohoaCursor *at)
{
  if (at->parent == NULL)
    return;
  append_pointer (pointer, at->parent);
  g_string_append_c (pointer, '/');
  if (at->key == NULL) {
    g_string_append_printf (pointer, "%u", at->index);
    return;
  }
  for (const char *p = at->key; *p != '\0'; p++)
    if (*p == '~' || *p == '/')
      g_string_append (pointer, *p == '~' ? "~0" : "~1");
    else
      g_string_append_c (pointer, *p);
}

void
sohoa_cursor_fault (const SohoaCursor *at, const char *format, ...)
{
  SohoaFormFault *fault = g_new0 (SohoaFormFault, 1);
  GString *pointer = g_string_new (NULL);
  va_list args;

  append_pointer (pointer, at);
  fault->file = g_strdup (at->file);
  fault->pointer = g_string_free (pointer, FALSE);
  va_start (args, format);
  fault->message = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (at->faults, fault);
}

/* Getters */

static void
fault_kind (const SohoaCursor *at, const char *wanted)
{
  if (at->node == NULL)
    sohoa_cursor_fault (at, "is missing; give %s", wanted);
  else
    sohoa_cursor_fault (at, "is %s; give %s", json_node_type_name (at->node), wanted);
}

gboolean
sohoa_cursor_is_object (const SohoaCursor *at, const char *const *keys)
{
  g_autoptr (GList) members = NULL;

  if (at->node == NULL || !JSON_NODE_HOLDS_OBJECT (at->node)) {
    fault_kind (at, "an object");
    return FALSE;
  }
  members = json_object_get_members (json_node_get_object (at->node));
  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (keys, l->data)) {
      SohoaCursor member = sohoa_cursor_member (at, l->data);
      g_autofree char *allowed = g_strjoinv (", ", (char **) keys);

      sohoa_cursor_fault (&member, "is unknown; allowed are %s", allowed);
    }
  return TRUE;
}

gboolean
sohoa_cursor_is_array (const SohoaCursor *at, guint max, guint *ret_length)
{
  guint length;

  if (at->node == NULL || !JSON_NODE_HOLDS_ARRAY (at->node)) {
    fault_kind (at, "an array");
    return FALSE;
  }
  length = json_array_get_length (json_node_get_array (at->node));
  if (length > max) {
    sohoa_cursor_fault (at, "has %u elements; at most %u are allowed", length, max);
    return FALSE;
  }
  *ret_length = length;
  return TRUE;
}

static gboolean
holds (const SohoaCursor *at, GType type)
{
  return at->node != NULL && JSON_NODE_HOLDS_VALUE (at->node) && json_node_get_value_type (at->node) == type;
}

const char *
sohoa_cursor_string (const SohoaCursor *at)
{
  const char *text;

  if (!holds (at, G_TYPE_STRING)) {
    fault_kind (at, "a string");
    return NULL;
  }
  text = json_node_get_string (at->node);
  if (text[strspn (text, " \t\r\n")] == '\0') {
    sohoa_cursor_fault (at, "is blank; give a text, or leave the member out where that is allowed");
    return NULL;
  }
  return text;
}

gboolean
sohoa_cursor_boolean (const SohoaCursor *at)
{
  if (holds (at, G_TYPE_BOOLEAN))
    return json_node_get_boolean (at->node);
  fault_kind (at, "true or false");
  return FALSE;
}

guint
sohoa_cursor_count (const SohoaCursor *at, guint max)
{
  gint64 count;

  if (!holds (at, G_TYPE_INT64)) {
    fault_kind (at, "a whole number");
    return 0;
  }
  count = json_node_get_int (at->node);
  if (count < 0 || count > max) {
    sohoa_cursor_fault (at, "is out of range; 0 to %u are allowed", max);
    return 0;
  }
  return (guint) count;
}

gboolean
sohoa_cursor_number (const SohoaCursor *at, double *ret_number)
{
  if (!holds (at, G_TYPE_INT64) && !holds (at, G_TYPE_DOUBLE)) {
    fault_kind (at, "a number");
    return FALSE;
  }
  *ret_number = json_node_get_double (at->node);
  return TRUE;
}
