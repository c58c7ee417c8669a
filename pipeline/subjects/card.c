/* card.c - see card.h. A code checks itself, so what it says is proof of its own kind; of an MRZ, what its
 * check digits cover. */
#include "card.h"

#include <string.h>

#include <sohoa/card.h>

#include "../store/field.h"
#include "../store/json_line.h"

static char *
to_json (const char *text)
{
  GString *json = g_string_new (NULL);
  sohoa_json_string (json, text);
  return g_string_free (json, FALSE);
}

/* The name of the holder's mention: of a mention with that number in the same document, else the next free.
 */
static char *
name_holder (const GPtrArray *sightings, gint64 first_page, const char *number)
{
  g_autofree char *json = to_json (number);
  guint holders = 0;
  for (guint i = 0; i < sightings->len; i++) {
    const SohoaSighting *sighting = g_ptr_array_index (sightings, i);
    if (sighting->mention->page != first_page ||
        strcmp (sighting->mention->role, SOHOA_ROLE_CARD_HOLDER) != 0)
      continue;
    holders++;
    for (guint k = 0; k < sighting->values->len; k++) {
      const SohoaSightedValue *value = g_ptr_array_index (sighting->values, k);
      if (strcmp (value->element, "person.citizen_id") == 0 && strcmp (value->value, json) == 0)
        return g_strdup (sighting->mention->name);
    }
  }
  return holders == 0 ? g_strdup (SOHOA_ROLE_CARD_HOLDER)
                      : g_strdup_printf (SOHOA_ROLE_CARD_HOLDER "[%u]", holders);
}

static void
take_text (GPtrArray *sightings, gint64 page, gint64 first_page, const char *name, const char *element,
           const char *json)
{
  SohoaSightedValue *value = g_new0 (SohoaSightedValue, 1);
  if (strcmp (json, "\"\"") == 0) {
    g_free (value);
    return;
  }
  value->element = g_strdup (element);
  value->item = g_strdup ("");
  value->value = g_strdup (json);
  value->confidence = 1;
  value->proof = SOHOA_PROOF_CARD;
  value->page = page;
  sohoa_sighting_take (sightings, first_page, name, SOHOA_ROLE_CARD_HOLDER, SOHOA_SUBJECT_PERSON, value);
}

static void
take_card (GPtrArray *sightings, GPtrArray *doubtful, gint64 page, gint64 first_page, const SohoaCard *card)
{
  const struct {
    const char *element, *text;
  } items[] = {
    {"person.citizen_id", card->citizen_id},
    {card->is_bare ? "person.bare_name" : "person.full_name", card->full_name},
    {"person.birth_date", card->birth_date},
    {"person.sex", card->sex},
    {"person.old_id_number", card->old_id_number},
    {"person.id_issue_date", card->issue_date},
  };
  g_autofree char *name = name_holder (sightings, first_page, card->citizen_id);
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++) {
    g_autofree char *json = to_json (items[i].text);
    gboolean is_checked = strcmp (items[i].element, "person.bare_name") != 0;
    take_text (is_checked ? sightings : doubtful, page, first_page, name, items[i].element, json);
  }
  g_autoptr (SohoaValue) residence =
    sohoa_field_type_normalize (sohoa_field_type_lookup ("address"), card->residence);
  take_text (sightings, page, first_page, name, "person.permanent_address", residence->json);
}

gboolean
sohoa_card_sightings (SohoaArchive *archive, gint64 page, gint64 first_page, GPtrArray *sightings,
                      GPtrArray *doubtful, GError **error)
{
  g_autoptr (GPtrArray) codes = sohoa_field_list_codes (archive, page, error);
  for (guint i = 0; codes != NULL && i < codes->len; i++) {
    const SohoaCode *code = g_ptr_array_index (codes, i);
    g_autoptr (SohoaCard) card = strcmp (code->symbology, "MRZ") == 0  ? sohoa_card_from_mrz (code->data)
                                 : strcmp (code->symbology, "QR") == 0 ? sohoa_card_from_qr (code->data)
                                                                       : NULL;
    if (card != NULL && *card->citizen_id != '\0')
      take_card (sightings, doubtful, page, first_page, card);
  }
  return codes != NULL;
}
