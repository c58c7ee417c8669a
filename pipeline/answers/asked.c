/* asked.c - see asked.h. */
#include "asked.h"

#include <string.h>

GPtrArray *
sohoa_asked_forms (const SohoaFormSet *forms)
{
  GPtrArray *newest = g_ptr_array_new ();
  for (guint i = 0; i < sohoa_form_set_size (forms); i++) {
    const SohoaForm *form = sohoa_form_set_peek (forms, i);
    const SohoaForm *last = newest->len > 0 ? g_ptr_array_index (newest, newest->len - 1) : NULL;
    if (form->is_cover)
      continue;
    if (last == NULL || strcmp (last->id, form->id) != 0)
      g_ptr_array_add (newest, (gpointer) form);
    else if (strcmp (last->valid_from, form->valid_from) <= 0)
      g_ptr_array_index (newest, newest->len - 1) = (gpointer) form;
  }
  return newest;
}

gboolean
sohoa_asked_is_item (const SohoaField *field)
{
  return sohoa_field_is_item (field);
}

/* ---- where else ---- */

/* What the code of an identity card tells. */
static const char *const on_card[] = {
  "person.citizen_id", "person.old_id_number",     "person.full_name",     "person.birth_date",
  "person.sex",        "person.permanent_address", "person.id_issue_date", NULL,
};

static gboolean
has_element (const SohoaForm *form, const char *element)
{
  for (guint i = 0; i < form->fields->len; i++) {
    const SohoaField *field = g_ptr_array_index (form->fields, i);
    if (g_strcmp0 (field->element, element) == 0 && strcmp (field->type->name, "signature") != 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_supplied (const GPtrArray *forms, const SohoaForm *form, const char *element)
{
  if (g_strv_contains (on_card, element))
    return TRUE;
  for (guint i = 0; i < forms->len; i++) {
    const SohoaForm *other = g_ptr_array_index (forms, i);
    if (strcmp (other->id, form->id) != 0 && has_element (other, element))
      return TRUE;
  }
  return FALSE;
}

static gboolean
all_supplied (const GPtrArray *forms, const SohoaForm *form, char **elements)
{
  for (; *elements != NULL; elements++)
    if (!is_supplied (forms, form, *elements))
      return FALSE;
  return TRUE;
}

gboolean
sohoa_asked_elsewhere (const GPtrArray *forms, const SohoaDictionary *dictionary, const SohoaForm *form,
                       const char *element)
{
  if (g_str_has_prefix (element, "dossier.")) /* about this dossier alone */
    return FALSE;
  if (is_supplied (forms, form, element))
    return TRUE;
  for (guint i = 0; i < sohoa_dictionary_n_derivations (dictionary); i++) {
    const SohoaDerivation *derivation = sohoa_dictionary_peek_derivation (dictionary, i);
    if (strcmp (derivation->element, element) == 0 && all_supplied (forms, form, derivation->from))
      return TRUE;
  }
  return FALSE;
}

char *
sohoa_asked_suppliers (const GPtrArray *forms, const SohoaForm *form, const char *element)
{
  GString *names = g_string_new (g_strv_contains (on_card, element) ? "card" : NULL);
  for (guint i = 0; i < forms->len; i++) {
    const SohoaForm *other = g_ptr_array_index (forms, i);
    if (strcmp (other->id, form->id) != 0 && has_element (other, element))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", other->id);
  }
  return g_string_free (names, FALSE);
}

/* ---- classes ---- */

enum { PERSON, CONTACT, RELATION, ASSET, EVENT };

static const SohoaLabel classes[] = {
  [PERSON] = {"person", "Nhân thân"},      [CONTACT] = {"contact", "Liên hệ, nơi ở"},
  [RELATION] = {"relation", "Quan hệ"},    [ASSET] = {"asset", "Tài sản, kinh doanh"},
  [EVENT] = {"event", "Sự kiện, yêu cầu"},
};

/* The first that fits; an element that none fits is of the person. */
static const struct {
  const char *begins;
  guint class;
} beginnings[] = {
  {"person.phone", CONTACT},
  {"person.email", CONTACT},
  {"person.residence", CONTACT},
  {"person.permanent_address", CONTACT},
  {"person.temporary_address", CONTACT},
  {"person.current_address", CONTACT},
  {"person.contact_address", CONTACT},
  {"person.relation_", RELATION},
  {"person.family", RELATION},
  {"person.representative", RELATION},
  {"household.", RELATION},
  {"business.", ASSET},
  {"land.", ASSET},
  {"works.", ASSET},
  {"person.bank_account", ASSET},
  {"person.death_", EVENT},
  {"person.notice_", EVENT},
  {"marriage.", EVENT},
  {"dossier.", EVENT},
};

SohoaLabel
sohoa_asked_class (const char *element)
{
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (element, beginnings[i].begins))
      return classes[beginnings[i].class];
  return classes[PERSON];
}
