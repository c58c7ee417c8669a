/* identity.c - see identity.h. */
#include "identity.h"

#include <string.h>

#include <json-glib/json-glib.h>
#include <sohoa/agreement.h>
#include <sohoa/codelist.h>

#include "../store/blind_index.h"
#include "nearness.h"
#include "subjects.h"

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

/* A figure was lost, or one is too many. */
static gboolean
is_nearly_number (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;
  return (length == NUMBER_LENGTH - 1 || length == NUMBER_LENGTH + 1) &&
         strspn (text, "0123456789") == length;
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

/* ---- persons ---- */

/* The number of an identity document that is a citizen's; NULL for none. */
static char *
number_of_document (const SohoaSightedValue *document)
{
  g_autoptr (JsonNode) node = document != NULL ? json_from_string (document->value, NULL) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  const char *number =
    json_object_get_string_member_with_default (json_node_get_object (node), "number", NULL);
  return is_number (number) ? g_strdup (number) : NULL;
}

static void
set_birth (SohoaArchive *archive, SohoaSighting *sighting)
{
  g_autofree char *day = sohoa_sighting_text (sighting, "person.birth_date");
  g_autofree char *year =
    day != NULL ? g_strndup (day, YEAR_LENGTH) : sohoa_sighting_text (sighting, "person.birth_year");
  if (day != NULL && strlen (day) == DAY_LENGTH)
    sighting->mention->birth = sohoa_blind_index (archive, "birth", day);
  sighting->mention->birth_year = sohoa_blind_index (archive, "birth-year", year);
}

/* What tells the year of birth. */
static const char *const births[] = {"person.birth_date", "person.birth_year"};

/* What else the paper says of the person speaks against the number. */
static gboolean
is_contradicted (const SohoaSighting *sighting, const char *number)
{
  g_autoptr (GPtrArray) findings = sohoa_findings_new ();
  g_autofree char *sex = sohoa_sighting_text (sighting, "person.sex");
  g_autofree char *on_document = number_of_document (sohoa_sighting_value (sighting, "person.id_document"));

  sohoa_agree_citizen_sex (number, sex != NULL ? sex : "", findings);
  for (gsize i = 0; i < G_N_ELEMENTS (births); i++) {
    g_autofree char *birth = sohoa_sighting_text (sighting, births[i]);
    sohoa_agree_citizen_birth (number, birth != NULL ? birth : "", findings);
  }
  return findings->len > 0 || (on_document != NULL && strcmp (on_document, number) != 0);
}

static char *
doubtful_text (const SohoaSighting *sighting, const char *element)
{
  const SohoaSightedValue *value = sohoa_sighting_doubtful (sighting, element);
  return value != NULL ? sohoa_plain_text (value->value) : NULL;
}

/* What was read of a name that is not believed; NULL when nothing was. */
static char *
doubtful_name (const SohoaSighting *sighting)
{
  char *name = doubtful_text (sighting, "person.full_name");
  return name != NULL ? name : doubtful_text (sighting, "person.bare_name");
}

static GBytes *
near_number_of (SohoaArchive *archive, const SohoaSighting *sighting, const char *number, guint wrong)
{
  g_autofree char *believed = sohoa_sighting_text (sighting, "person.full_name");
  g_autofree char *name = believed != NULL ? NULL : doubtful_name (sighting);
  return sohoa_near_number (archive, believed != NULL ? believed : name, number, wrong);
}

static void
set_number (SohoaArchive *archive, SohoaSighting *sighting)
{
  g_autofree char *declared = sohoa_sighting_text (sighting, "person.citizen_id");
  g_autofree char *on_document = number_of_document (sohoa_sighting_value (sighting, "person.id_document"));
  const char *number = is_number (declared) ? declared : on_document;

  if (number == NULL)
    return;
  if (is_contradicted (sighting, number)) {
    sighting->mention->doubt = g_strdup ("number-doubtful");
    return;
  }
  sighting->mention->number = sohoa_number_index (archive, number);
  sighting->mention->near_number = near_number_of (archive, sighting, number, 0);
}

/* ---- what is only read ---- */

/* The figures that cannot be right beside the sex and the birth that are believed: the fourth tells century
 * and sex, the next two the year. As bits. */
static guint
wrong_figures (const SohoaSighting *sighting, const char *number)
{
  guint century = 19 + (guint) (number[3] - '0') / 2, wrong = 0;
  g_autoptr (GPtrArray) findings = sohoa_findings_new ();
  g_autofree char *sex = sohoa_sighting_text (sighting, "person.sex");

  sohoa_agree_citizen_sex (number, sex != NULL ? sex : "", findings);
  if (findings->len > 0)
    wrong |= 1u << 3;
  for (gsize i = 0; i < G_N_ELEMENTS (births); i++) {
    g_autofree char *birth = sohoa_sighting_text (sighting, births[i]);
    if (birth == NULL || strspn (birth, "0123456789") < YEAR_LENGTH)
      continue;
    if ((guint) (birth[0] - '0') * 10 + (guint) (birth[1] - '0') != century)
      wrong |= 1u << 3;
    for (guint k = 0; k < 2; k++)
      if (birth[2 + k] != number[4 + k])
        wrong |= 1u << (4 + k);
  }
  return wrong;
}

/* A number that could be one, and that nothing believed speaks against; and what is near to it, which is also
 * known of one that cannot be right because a figure was misread. */
static void
set_read_number (SohoaArchive *archive, SohoaSighting *sighting)
{
  g_autofree char *declared = doubtful_text (sighting, "person.citizen_id");
  g_autofree char *on_document =
    number_of_document (sohoa_sighting_doubtful (sighting, "person.id_document"));
  const char *number = is_number (declared) ? declared : on_document;

  if (number == NULL && is_nearly_number (declared))
    sighting->mention->near_number = near_number_of (archive, sighting, declared, 0);
  if (number == NULL)
    return;
  sighting->mention->near_number =
    near_number_of (archive, sighting, number, wrong_figures (sighting, number));
  g_autoptr (SohoaValue) value = sohoa_field_type_normalize (sohoa_field_type_lookup ("citizen_id"), number);
  if (value->findings->len == 0 && !is_contradicted (sighting, number))
    sighting->mention->read_number = sohoa_number_index (archive, number);
}

static void
set_label (SohoaArchive *archive, SohoaSighting *sighting)
{
  g_autofree char *name = sohoa_sighting_text (sighting, "person.full_name");
  g_autofree char *label = name != NULL ? sohoa_name_label (name) : NULL;
  sighting->mention->label = sohoa_blind_index (archive, "label", label);
  sighting->mention->near_label = label != NULL ? sohoa_near_label (archive, label) : NULL;
}

/* A single word is no name to tell anybody by: of hardly legible writing there is often one. */
static void
set_read_label (SohoaArchive *archive, SohoaSighting *sighting)
{
  g_autofree char *name = doubtful_name (sighting);
  g_autofree char *label = name != NULL ? sohoa_name_label (name) : NULL;
  if (label == NULL || strchr (label, ' ') == NULL)
    return;
  sighting->mention->read_label = sohoa_blind_index (archive, "label", label);
  sighting->mention->near_label = sohoa_near_label (archive, label);
}

static void
set_read (SohoaArchive *archive, SohoaSighting *sighting)
{
  SohoaMention *mention = sighting->mention;
  g_autofree char *day = doubtful_text (sighting, "person.birth_date");
  if (mention->number == NULL && mention->doubt == NULL)
    set_read_number (archive, sighting);
  if (mention->label == NULL)
    set_read_label (archive, sighting);
  if (mention->birth == NULL && day != NULL && strlen (day) == DAY_LENGTH)
    mention->read_birth = sohoa_blind_index (archive, "birth", day);
}

/* ---- what the paper says it is ---- */

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
    g_autofree char *word = sohoa_sighting_text (sighting, selves[i].element);
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
  case SOHOA_SUBJECT_PERSON:
    set_label (archive, sighting);
    set_birth (archive, sighting);
    set_number (archive, sighting);
    set_read (archive, sighting);
    set_same (sighting);
    break;
  case SOHOA_SUBJECT_ORGANISATION: {
    g_autofree char *name = sohoa_sighting_text (sighting, "business.name");
    mention->label = sohoa_label_index (archive, name);
    break;
  }
  case SOHOA_SUBJECT_LAND: {
    g_autofree char *certificate = sohoa_sighting_text (sighting, "land.certificate_no");
    mention->number = sohoa_blind_index (archive, "land-certificate", certificate);
    break;
  }
  case SOHOA_SUBJECT_HOUSEHOLD:
  case SOHOA_SUBJECT_WORKS:
  case SOHOA_N_SUBJECT_KINDS:
    break;
  }
}
