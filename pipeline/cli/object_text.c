/* object_text.c - a JSON object for people: a member a line, indented. See command.h. */
#include "command.h"

#include <json-glib/json-glib.h>

static void append_node (GString *text, const char *name, JsonNode *node, guint depth);

static void
append_member (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  gpointer *to = data;
  append_node (to[0], name, node, GPOINTER_TO_UINT (to[1]));
}

static void
append_object (GString *text, JsonObject *object, guint depth)
{
  gpointer to[] = {text, GUINT_TO_POINTER (depth)};
  json_object_foreach_member (object, append_member, to);
}

/* A list of objects one below the other, set apart by a dash; of anything else on one line. */
static void
append_array (GString *text, JsonArray *array, guint depth)
{
  for (guint i = 0; i < json_array_get_length (array); i++) {
    gsize start = text->len;
    append_object (text, json_array_get_object_element (array, i), depth);
    if (text->len > start)
      text->str[start + 2 * (depth - 1)] = '-';
  }
}

static gboolean
holds_objects (JsonNode *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  return array && json_array_get_length (array) > 0 &&
         JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, 0));
}

/* A value on its line: texts as they are, numbers without digits that mean nothing. */
static void
append_value (GString *text, JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);
    for (guint i = 0; i < json_array_get_length (array); i++) {
      g_string_append (text, i > 0 ? ", " : "");
      append_value (text, json_array_get_element (array, i));
    }
  } else if (json_node_get_value_type (node) == G_TYPE_STRING) {
    g_string_append (text, json_node_get_string (node));
  } else if (json_node_get_value_type (node) == G_TYPE_DOUBLE) {
    g_string_append_printf (text, "%.7g", json_node_get_double (node));
  } else {
    g_autofree char *value = json_to_string (node, FALSE);
    g_string_append (text, value);
  }
}

static void
append_node (GString *text, const char *name, JsonNode *node, guint depth)
{
  gboolean empty = JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0;
  if (JSON_NODE_HOLDS_NULL (node) || empty)
    return;
  g_string_append_printf (text, "%*s%s:", (int) (2 * depth), "", name);
  if (JSON_NODE_HOLDS_OBJECT (node) || holds_objects (node)) {
    g_string_append_c (text, '\n');
    if (JSON_NODE_HOLDS_OBJECT (node))
      append_object (text, json_node_get_object (node), depth + 1);
    else
      append_array (text, json_node_get_array (node), depth + 1);
    return;
  }
  g_string_append_c (text, ' ');
  append_value (text, node);
  g_string_append_c (text, '\n');
}

static char *
lay_out (const char *json, GError **error)
{
  g_autoptr (JsonNode) root = json_from_string (json, error);
  if (!root)
    return NULL;
  GString *text = g_string_new (NULL);
  append_object (text, json_node_get_object (root), 0);
  return g_string_free (text, FALSE);
}

gboolean
sohoa_print_object (const char *json, gboolean as_json, GError **error)
{
  g_autofree char *text = as_json ? g_strconcat (json, "\n", NULL) : lay_out (json, error);
  return text != NULL && sohoa_print (text, error);
}
