/* dictionary.c - see dictionary.h: dictionary.json, read and checked as a whole.
 *
 * The first fault refuses the whole file: with half a dictionary, reuse would be counted wrong.
 */
#include <sohoa/dictionary.h>

#include <string.h>

#include <sohoa/codelist.h>
#include <sohoa/form.h>

#include "cursor.h"
#include "derivation.h"

struct SohoaDictionary {
  GPtrArray *elements;    /* of SohoaElement */
  GHashTable *by_id;      /* id -> SohoaElement, borrowed from elements */
  GPtrArray *derivations; /* of SohoaDerivation */
};

enum { ELEMENTS_MAX = 5000, FRESH_DAYS_MAX = 36500, FROM_MAX = 8 };

static void
element_free (gpointer data)
{
  SohoaElement *element = data;

  g_free (element->id);
  g_free (element->label_vi);
  g_free (element->label_en);
  g_free (element->code_list);
  g_free (element->law);
  g_free (element->source);
  g_free (element);
}

static void
derivation_free (gpointer data)
{
  SohoaDerivation *derivation = data;

  g_free (derivation->element);
  g_strfreev (derivation->from);
  g_free (derivation->how);
  g_free (derivation);
}

void
sohoa_dictionary_free (SohoaDictionary *dictionary)
{
  if (dictionary == NULL)
    return;
  g_hash_table_unref (dictionary->by_id);
  g_ptr_array_unref (dictionary->elements);
  g_ptr_array_unref (dictionary->derivations);
  g_free (dictionary);
}

/* Elements */

static char *
read_text (const SohoaCursor *object, const char *key)
{
  SohoaCursor member = sohoa_cursor_member (object, key);

  return g_strdup (sohoa_cursor_string (&member));
}

static char *
read_optional_text (const SohoaCursor *object, const char *key)
{
  SohoaCursor member = sohoa_cursor_member (object, key);

  return member.node == NULL ? NULL : g_strdup (sohoa_cursor_string (&member));
}

static SohoaSensitivity
read_sensitivity (const SohoaCursor *object)
{
  static const char *const nicks[] = {"none", "basic", "sensitive"};
  SohoaCursor member = sohoa_cursor_member (object, "sensitivity");
  const char *nick = sohoa_cursor_string (&member);

  for (guint i = 0; nick != NULL && i < G_N_ELEMENTS (nicks); i++)
    if (strcmp (nick, nicks[i]) == 0)
      return (SohoaSensitivity) i;
  if (nick != NULL)
    sohoa_cursor_fault (&member, "is the unknown sensitivity '%s'; known are none, basic, sensitive", nick);
  return SOHOA_SENSITIVITY_NONE;
}

static void
check_element (const SohoaDictionary *dictionary, const SohoaElement *element, const SohoaCursor *at)
{
  SohoaCursor id = sohoa_cursor_member (at, "id"), list = sohoa_cursor_member (at, "code_list");
  SohoaCursor law = sohoa_cursor_member (at, "law");

  if (element->id != NULL && g_hash_table_contains (dictionary->by_id, element->id))
    sohoa_cursor_fault (&id, "is there twice; every element has its own id");
  if (element->code_list != NULL && sohoa_code_list_lookup (element->code_list) == NULL)
    sohoa_cursor_fault (&list, "is the unknown code list '%s'; the lists are the files of codelists/",
                        element->code_list);
  if (element->sensitivity != SOHOA_SENSITIVITY_NONE && element->law == NULL && law.node == NULL)
    sohoa_cursor_fault (&law, "is missing; name the law that makes it personal data");
}

static SohoaElement *
read_element (const SohoaCursor *at)
{
  static const char *const keys[] = {"id",          "vi",  "en",         "type",   "code_list",
                                     "sensitivity", "law", "fresh_days", "source", NULL};
  SohoaElement *element = g_new0 (SohoaElement, 1);
  SohoaCursor type = sohoa_cursor_member (at, "type"), fresh = sohoa_cursor_member (at, "fresh_days");
  const char *name;

  if (!sohoa_cursor_is_object (at, keys))
    return element;
  element->id = read_text (at, "id");
  element->label_vi = read_text (at, "vi");
  element->label_en = read_text (at, "en");
  name = sohoa_cursor_string (&type);
  element->type = name != NULL ? sohoa_field_type_lookup (name) : NULL;
  if (name != NULL && element->type == NULL)
    sohoa_cursor_fault (&type, "is the unknown type '%s'; docs/forms.md has the table of types", name);
  element->code_list = read_optional_text (at, "code_list");
  element->sensitivity = read_sensitivity (at);
  element->law = read_optional_text (at, "law");
  element->fresh_days = fresh.node != NULL ? sohoa_cursor_count (&fresh, FRESH_DAYS_MAX) : 0;
  element->source = read_text (at, "source");
  return element;
}

static void
read_elements (SohoaDictionary *dictionary, const SohoaCursor *document)
{
  SohoaCursor member = sohoa_cursor_member (document, "elements");
  guint length;

  if (!sohoa_cursor_is_array (&member, ELEMENTS_MAX, &length))
    return;
  for (guint i = 0; i < length; i++) {
    SohoaCursor at = sohoa_cursor_element (&member, i);
    SohoaElement *element = NULL;

    if (at.node == NULL || !JSON_NODE_HOLDS_OBJECT (at.node)) {
      sohoa_cursor_fault (&at, "is no object");
      continue;
    }
    element = read_element (&at);
    check_element (dictionary, element, &at);
    g_ptr_array_add (dictionary->elements, element);
    if (element->id != NULL)
      g_hash_table_insert (dictionary->by_id, element->id, element);
  }
}

/* Derivations */

static const char *
read_known_element (const SohoaDictionary *dictionary, const SohoaCursor *at)
{
  const char *id = sohoa_cursor_string (at);

  if (id != NULL && sohoa_dictionary_lookup (dictionary, id) == NULL)
    sohoa_cursor_fault (at, "is the unknown element '%s'; \"elements\" has them all", id);
  return id != NULL ? id : "";
}

static SohoaDerivation *
read_derivation (const SohoaDictionary *dictionary, const SohoaCursor *at)
{
  static const char *const keys[] = {"element", "from", "how", NULL};
  SohoaDerivation *derivation = g_new0 (SohoaDerivation, 1);
  SohoaCursor element = sohoa_cursor_member (at, "element"), from = sohoa_cursor_member (at, "from");
  SohoaCursor how = sohoa_cursor_member (at, "how");
  g_autoptr (GStrvBuilder) sources = g_strv_builder_new ();
  guint length = 0;

  if (!sohoa_cursor_is_object (at, keys))
    return derivation;
  derivation->element = g_strdup (read_known_element (dictionary, &element));
  if (sohoa_cursor_is_array (&from, FROM_MAX, &length))
    for (guint i = 0; i < length; i++) {
      SohoaCursor source = sohoa_cursor_element (&from, i);

      g_strv_builder_add (sources, read_known_element (dictionary, &source));
    }
  derivation->from = g_strv_builder_end (sources);
  derivation->how = read_text (at, "how");
  if (derivation->how != NULL && sohoa_derivation_n_sources (derivation->how) != length)
    sohoa_cursor_fault (&how, "is unknown, or needs another number of elements in \"from\"");
  return derivation;
}

static void
read_derivations (SohoaDictionary *dictionary, const SohoaCursor *document)
{
  SohoaCursor member = sohoa_cursor_member (document, "derivations");
  guint length;

  if (!sohoa_cursor_is_array (&member, ELEMENTS_MAX, &length))
    return;
  for (guint i = 0; i < length; i++) {
    SohoaCursor at = sohoa_cursor_element (&member, i);

    if (at.node != NULL && JSON_NODE_HOLDS_OBJECT (at.node))
      g_ptr_array_add (dictionary->derivations, read_derivation (dictionary, &at));
    else
      sohoa_cursor_fault (&at, "is no object");
  }
}

/* Loading */

static void
read_document (SohoaDictionary *dictionary, const SohoaCursor *document)
{
  static const char *const keys[] = {"$schema", "elements", "derivations", NULL};

  if (!sohoa_cursor_is_object (document, keys))
    return;
  read_elements (dictionary, document);
  read_derivations (dictionary, document);
}

SohoaDictionary *
sohoa_dictionary_load (const char *path, GError **error)
{
  g_autoptr (SohoaDictionary) dictionary = g_new0 (SohoaDictionary, 1);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_form_fault_free);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) trouble = NULL;
  SohoaCursor document = {.file = "dictionary.json", .faults = faults};

  dictionary->elements = g_ptr_array_new_with_free_func (element_free);
  dictionary->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  dictionary->derivations = g_ptr_array_new_with_free_func (derivation_free);
  if (json_parser_load_from_file (parser, path, &trouble)) {
    document.node = json_parser_get_root (parser);
    read_document (dictionary, &document);
  } else {
    sohoa_cursor_fault (&document, "cannot be read (%s)", trouble->message);
  }
  if (faults->len == 0)
    return g_steal_pointer (&dictionary);
  const SohoaFormFault *first = g_ptr_array_index (faults, 0);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORM, "the dictionary '%s' is wrong: %s%s %s", path,
               *first->pointer != '\0' ? "at " : "", first->pointer, first->message);
  return NULL;
}

const SohoaDictionary *
sohoa_dictionary_get (GError **error)
{
  static SohoaDictionary *dictionary; /* read-only once it is there */

  if (dictionary == NULL) {
    g_autofree char *folder = sohoa_schemas_folder ();
    g_autofree char *path = g_build_filename (folder, "dictionary.json", NULL);

    dictionary = sohoa_dictionary_load (path, error);
  }
  return dictionary;
}

guint
sohoa_dictionary_size (const SohoaDictionary *dictionary)
{
  return dictionary->elements->len;
}

const SohoaElement *
sohoa_dictionary_peek (const SohoaDictionary *dictionary, guint index)
{
  return g_ptr_array_index (dictionary->elements, index);
}

const SohoaElement *
sohoa_dictionary_lookup (const SohoaDictionary *dictionary, const char *id)
{
  return g_hash_table_lookup (dictionary->by_id, id);
}

guint
sohoa_dictionary_n_derivations (const SohoaDictionary *dictionary)
{
  return dictionary->derivations->len;
}

const SohoaDerivation *
sohoa_dictionary_peek_derivation (const SohoaDictionary *dictionary, guint index)
{
  return g_ptr_array_index (dictionary->derivations, index);
}
