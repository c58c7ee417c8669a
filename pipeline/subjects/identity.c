/* identity.c - see identity.h. */
#include "identity.h"

#include <string.h>

#include <json-glib/json-glib.h>
#include <sohoa/codelist.h>

#include "../store/blind_index.h"

enum { NUMBER_LENGTH = 12, DAY_LENGTH = 10, YEAR_LENGTH = 4 };

/* ---- texts ---- */

/* Vietnamese letters lose their marks with their combining characters; đ has none. */
char *
sohoa_name_label (const char *name)
{
  g_autofree char *apart = g_utf8_normalize (name, -1, G_NORMALIZE_NFKD);
  GString *bare = g_string_new (NULL);
  for (const char *c = apart; c != NULL && *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = g_unichar_tolower (g_utf8_get_char (c));
    if (letter == 0x111) /* đ */
      letter = 'd';
    if (g_unichar_isalnum (letter))
      g_string_append_unichar (bare, letter);
    else if (!g_unichar_ismark (letter) && bare->len > 0 && bare->str[bare->len - 1] != ' ')
      g_string_append_c (bare, ' ');
  }
  return g_strchomp (g_string_free (bare, FALSE));
}

static gboolean
is_number (const char *text)
{
  return text != NULL && strlen (text) == NUMBER_LENGTH && strspn (text, "0123456789") == NUMBER_LENGTH;
}

GBytes *
sohoa_number_index (SohoaArchive *archive, const char *number)
{
  return is_number (number) ? sohoa_blind_index (archive, "person-number", number) : NULL;
}

GBytes *
sohoa_label_index (SohoaArchive *archive, const char *name)
{
  g_autofree char *label = name != NULL ? sohoa_name_label (name) : NULL;
  return sohoa_blind_index (archive, "label", label);
}

gboolean
sohoa_number_agrees (const char *number, guint year, const char *sex)
{
  guint digit = (guint) (number[3] - '0');
  guint born = 1900 + 100 * (digit / 2) + (guint) (number[4] - '0') * 10 + (guint) (number[5] - '0');
  if (year != 0 && year != born)
    return FALSE;
  return sex == NULL || strcmp (sex, digit % 2 == 0 ? "Nam" : "Nữ") == 0;
}

/* ---- values of a sighting ---- */

/* The best proved value of an element; NULL when there is none. */
static const SohoaSightedValue *
best_value (const SohoaSighting *sighting, const char *element)
{
  const SohoaSightedValue *best = NULL;
  for (guint i = 0; i < sighting->values->len; i++) {
    const SohoaSightedValue *value = g_ptr_array_index (sighting->values, i);
    if (strcmp (value->element, element) == 0 && (best == NULL || value->proof > best->proof))
      best = value;
  }
  return best;
}

static char *
best_text (const SohoaSighting *sighting, const char *element)
{
  const SohoaSightedValue *value = best_value (sighting, element);
  return value != NULL ? sohoa_plain_text (value->value) : NULL;
}

/* The number of an identity document that is a citizen's. */
static char *
number_of_document (const SohoaSighting *sighting)
{
  const SohoaSightedValue *value = best_value (sighting, "person.id_document");
  g_autoptr (JsonNode) node = value != NULL ? json_from_string (value->value, NULL) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  const char *number =
    json_object_get_string_member_with_default (json_node_get_object (node), "number", NULL);
  return is_number (number) ? g_strdup (number) : NULL;
}

/* ---- persons ---- */

static guint
set_birth (SohoaArchive *archive, SohoaSighting *sighting)
{
  g_autofree char *day = best_text (sighting, "person.birth_date");
  g_autofree char *year =
    day != NULL ? g_strndup (day, YEAR_LENGTH) : best_text (sighting, "person.birth_year");
  if (day != NULL && strlen (day) == DAY_LENGTH)
    sighting->mention->birth = sohoa_blind_index (archive, "birth", day);
  sighting->mention->birth_year = sohoa_blind_index (archive, "birth-year", year);
  return year != NULL ? (guint) g_ascii_strtoull (year, NULL, 10) : 0;
}

static void
set_number (SohoaArchive *archive, SohoaSighting *sighting, guint year)
{
  SohoaMention *mention = sighting->mention;
  g_autofree char *sex = best_text (sighting, "person.sex");
  g_autofree char *declared = best_text (sighting, "person.citizen_id");
  g_autofree char *on_document = number_of_document (sighting);
  const char *number = is_number (declared) ? declared : on_document;

  if (number == NULL)
    return;
  gboolean alone = on_document == NULL || strcmp (on_document, number) == 0;
  if (alone && sohoa_number_agrees (number, year, sex))
    mention->number = sohoa_number_index (archive, number);
  else
    mention->doubt = g_strdup ("number-doubtful");
}

/* A declarant who is the father says so in words: then two mentions of one paper are one person. */
static const struct {
  const char *element, *relation, *mention;
} selves[] = {
  {"person.relation_to_head", "head", "head"},      {"person.relation_to_head", "self", "head"},
  {"person.relation_to_child", "father", "father"}, {"person.relation_to_child", "mother", "mother"},
  {"person.relation_to_child", "self", "child"},    {"person.relation_to_subject", "self", "subject"},
};

static void
set_same (SohoaSighting *sighting)
{
  const SohoaCodeList *relations = sohoa_code_list_lookup ("relations");
  for (guint i = 0; relations != NULL && i < G_N_ELEMENTS (selves); i++) {
    g_autofree char *word = best_text (sighting, selves[i].element);
    int row = word != NULL ? sohoa_code_list_match (relations, word) : -1;
    int column = sohoa_code_list_column (relations, "code");
    if (row < 0 || column < 0 ||
        strcmp (sohoa_code_list_cell (relations, (guint) row, column), selves[i].relation) != 0)
      continue;
    g_free (sighting->mention->same_as);
    sighting->mention->same_as = g_strdup (selves[i].mention);
  }
}

void
sohoa_identify (SohoaArchive *archive, SohoaSighting *sighting)
{
  SohoaMention *mention = sighting->mention;
  switch (mention->kind) {
  case SOHOA_SUBJECT_PERSON: {
    g_autofree char *name = best_text (sighting, "person.full_name");
    mention->label = sohoa_label_index (archive, name);
    set_number (archive, sighting, set_birth (archive, sighting));
    set_same (sighting);
    break;
  }
  case SOHOA_SUBJECT_ORGANISATION: {
    g_autofree char *name = best_text (sighting, "business.name");
    mention->label = sohoa_label_index (archive, name);
    break;
  }
  case SOHOA_SUBJECT_LAND: {
    g_autofree char *certificate = best_text (sighting, "land.certificate_no");
    mention->number = sohoa_blind_index (archive, "land-certificate", certificate);
    break;
  }
  case SOHOA_SUBJECT_HOUSEHOLD:
  case SOHOA_SUBJECT_WORKS:
  case SOHOA_N_SUBJECT_KINDS:
    break;
  }
}
