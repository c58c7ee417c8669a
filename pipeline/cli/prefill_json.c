/* prefill_json.c - see prefill_json.h. */
#include "prefill_json.h"

#include "../store/json_line.h"

enum { JSON_VERSION = 1 };

static void
text_member (GString *json, const char *name, const char *text)
{
  sohoa_json_member (json, name);
  sohoa_json_string (json, text);
}

static void
bool_member (GString *json, const char *name, gboolean value)
{
  sohoa_json_member (json, name);
  sohoa_json_bool (json, value);
}

static void
int_member (GString *json, const char *name, gint64 number)
{
  sohoa_json_member (json, name);
  sohoa_json_int (json, number);
}

static void
subject_member (GString *json, gint64 id)
{
  g_autofree char *text = id != 0 ? g_strdup_printf ("S%" G_GINT64_FORMAT, id) : NULL;
  text_member (json, "subject", text);
}

static char *
page_name (const SohoaInk *ink)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%u", ink->source, ink->page_no);
}

/* Where it stands on paper; null when nowhere. */
static void
ink_member (GString *json, const SohoaInk *ink)
{
  g_autofree char *page = ink != NULL ? page_name (ink) : NULL;
  sohoa_json_member (json, "source");
  if (ink == NULL) {
    sohoa_json_raw (json, NULL);
    return;
  }
  sohoa_json_open (json, '{');
  text_member (json, "dossier", ink->dossier);
  text_member (json, "page", page);
  text_member (json, "form", ink->form);
  text_member (json, "form_version", ink->form_version);
  text_member (json, "field", ink->field);
  if (ink->has_quad) {
    sohoa_json_member (json, "box");
    sohoa_json_box (json, &ink->quad);
    sohoa_json_member (json, "quad");
    sohoa_json_quad (json, &ink->quad);
  }
  sohoa_json_close (json, '}');
}

static void
append_role (GString *json, const SohoaPrefillRole *role)
{
  sohoa_json_open (json, '{');
  text_member (json, "role", role->name);
  subject_member (json, role->subject);
  text_member (json, "relation", role->relation);
  ink_member (json, role->ink);
  sohoa_json_close (json, '}');
}

static void
append_offer (GString *json, const SohoaPrefillItem *item)
{
  sohoa_json_member (json, "value");
  sohoa_json_raw (json, item->value);
  text_member (json, "text", item->text);
  text_member (json, "how", item->how);
  sohoa_json_member (json, "confidence");
  sohoa_json_real (json, item->confidence, 4);
  bool_member (json, "verified", item->verified);
  bool_member (json, "contradicted", item->contradicted);
}

static void
append_item (GString *json, const SohoaPrefillItem *item)
{
  sohoa_json_open (json, '{');
  text_member (json, "field", item->field->id);
  text_member (json, "label", item->field->label);
  text_member (json, "element", item->field->element);
  subject_member (json, item->subject);
  text_member (json, "verdict", sohoa_blank_nick (item->blank));
  if (item->blank == SOHOA_BLANK_NOT_BLANK)
    append_offer (json, item);
  if (item->as_of != NULL)
    text_member (json, "as_of", *item->as_of != '\0' ? item->as_of : NULL);
  if (item->fresh_until != NULL)
    text_member (json, "fresh_until", item->fresh_until);
  if (item->ink != NULL)
    ink_member (json, item->ink);
  sohoa_json_close (json, '}');
}

char *
sohoa_prefill_to_json (const SohoaPrefill *prefill, const char *code, const char *purpose)
{
  GString *json = g_string_new (NULL);
  sohoa_json_open (json, '{');
  int_member (json, "v", JSON_VERSION);
  text_member (json, "prefill", code);
  text_member (json, "form", prefill->form->id);
  text_member (json, "form_version", prefill->form->version);
  text_member (json, "day", prefill->day);
  text_member (json, "purpose", purpose);
  int_member (json, "declared", prefill->items->len);
  int_member (json, "offered", sohoa_prefill_n_offered (prefill));
  sohoa_json_member (json, "roles");
  sohoa_json_open (json, '[');
  for (guint i = 0; i < prefill->roles->len; i++)
    append_role (json, g_ptr_array_index (prefill->roles, i));
  sohoa_json_close (json, ']');
  sohoa_json_member (json, "items");
  sohoa_json_open (json, '[');
  for (guint i = 0; i < prefill->items->len; i++)
    append_item (json, g_ptr_array_index (prefill->items, i));
  sohoa_json_close (json, ']');
  sohoa_json_close (json, '}');
  return g_string_free (json, FALSE);
}

/* ---- for people ---- */

/* "12.3 mother.full_name", and how it was derived. */
static char *
source_cell (const SohoaPrefillItem *item)
{
  g_autofree char *page = item->ink != NULL ? page_name (item->ink) : g_strdup ("");
  const char *field = item->ink != NULL && item->ink->field != NULL ? item->ink->field : "";
  return g_strdup_printf ("%s%s%s%s%s", page, *field != '\0' ? " " : "", field, item->how != NULL ? ", " : "",
                          item->how != NULL ? item->how : "");
}

static char *
trust_cell (const SohoaPrefillItem *item)
{
  if (item->blank != SOHOA_BLANK_NOT_BLANK)
    return g_strdup (sohoa_blank_text (item->blank));
  return g_strdup_printf ("%s%s", item->verified ? "verified" : "accepted",
                          item->contradicted ? ", papers contradict" : "");
}

SohoaListing
sohoa_prefill_to_listing (const SohoaPrefill *prefill)
{
  static const char *const columns[] = {"item", "value", "verdict", "as_of", "until", "from", NULL};
  SohoaListing listing = {columns, g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev)};
  for (guint i = 0; i < prefill->items->len; i++) {
    const SohoaPrefillItem *item = g_ptr_array_index (prefill->items, i);
    char **cells = g_new0 (char *, G_N_ELEMENTS (columns));
    cells[0] = g_strdup (item->field->id);
    cells[1] = g_strdup (item->text != NULL ? item->text : "");
    cells[2] = trust_cell (item);
    cells[3] = g_strdup (item->as_of != NULL ? item->as_of : "");
    cells[4] = g_strdup (item->fresh_until != NULL ? item->fresh_until : "");
    cells[5] = source_cell (item);
    g_ptr_array_add (listing.rows, cells);
  }
  return listing;
}
