/* case.c - see case.h: cases of what was just read, and of what is stored. */
#include "case.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "stored_reading.h"

const char *
sohoa_feature_nick (SohoaFeature feature)
{
  static const char *const nicks[] = {
#define X(name, nick) nick,
    SOHOA_FEATURE_LIST (X)
#undef X
  };
  return nicks[feature];
}

static void
witness_clear (gpointer data)
{
  g_free (((SohoaWitness *) data)->id);
}

static SohoaTrustCase *
case_new (const SohoaField *field, const SohoaTrustPlace *place)
{
  SohoaTrustCase *self = g_new0 (SohoaTrustCase, 1);
  self->field = field;
  self->element = field != NULL && field->element != NULL ? field->element : "";
  self->source = place->source;
  self->page_no = place->page_no;
  self->paper = place->paper;
  self->residual_mm = place->residual_mm;
  self->witnesses = g_array_new (FALSE, FALSE, sizeof (SohoaWitness));
  g_array_set_clear_func (self->witnesses, witness_clear);
  return self;
}

void
sohoa_trust_case_free (SohoaTrustCase *self)
{
  if (self == NULL)
    return;
  g_free (self->party);
  g_free (self->id);
  g_free (self->recognizer);
  g_free (self->text);
  g_free (self->issued);
  g_array_unref (self->witnesses);
  g_free (self);
}

GPtrArray *
sohoa_trust_cases_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_trust_case_free);
}

/* ---- what is read off a field ---- */

char *
sohoa_trust_party (const SohoaField *field)
{
  const char *open = strchr (field->id, '['), *close = open != NULL ? strchr (open, ']') : NULL;
  const char *role = field->role != NULL ? field->role : "";
  return close != NULL ? g_strdup_printf ("%s%.*s", role, (int) (close + 1 - open), open) : g_strdup (role);
}

static SohoaMeans
means_of (const SohoaField *field, const char *method)
{
  if (field->kind == SOHOA_ZONE_BARCODE || g_strcmp0 (method, "text-layer") == 0)
    return SOHOA_MEANS_EXACT;
  return g_strcmp0 (method, "ink") == 0 ? SOHOA_MEANS_INK : SOHOA_MEANS_RECOGNIZED;
}

/* The text of a canonical value: a string itself, an identity document's number. */
static void
set_value (SohoaTrustCase *self, const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  const char *text = NULL, *issued = NULL;
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node)) {
    text = json_object_get_string_member_with_default (json_node_get_object (node), "number", NULL);
    issued = json_object_get_string_member_with_default (json_node_get_object (node), "issued", NULL);
  } else if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_get_string (node);
  self->text = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  self->issued = g_strdup (issued);
}

/* An alternative's confidence is the whole's times how likely its one other character is. */
static void
add_rivals (SohoaTrustCase *self, const GArray *alternatives)
{
  for (guint i = 0; i < alternatives->len; i++) {
    double confidence = g_array_index (alternatives, SohoaAlternative, i).confidence;
    double share = self->confidence > 0 ? CLAMP (confidence / self->confidence, 0, 1) : 1;
    self->rival = MAX (self->rival, share);
    self->spread += share;
  }
}

static void
add_finding (SohoaTrustCase *self, SohoaSeverity severity, const char *code)
{
  self->n_errors += severity == SOHOA_FINDING_ERROR;
  self->n_warnings += severity == SOHOA_FINDING_WARNING;
  self->is_corrected |= strcmp (code, "corrected") == 0;
}

SohoaTrustCase *
sohoa_trust_case_of_reading (const SohoaField *field, const SohoaTrustPlace *place, const char *recognizer,
                             const SohoaReading *reading, const SohoaValue *value)
{
  SohoaTrustCase *self = case_new (field, place);
  self->party = sohoa_trust_party (field);
  self->id = g_strdup_printf ("%" G_GINT64_FORMAT ".%u/%s", place->source, place->page_no, field->id);
  self->means = means_of (field, reading->method);
  self->recognizer = g_strdup (recognizer);
  self->is_blank = reading->raw[0] == '\0';
  set_value (self, value->json);
  self->confidence = reading->confidence;
  self->chance = sohoa_reading_chance (reading->confidence);
  self->plausibility = value->plausibility;
  self->length = (double) g_utf8_strlen (reading->raw, -1);
  self->flags = reading->flags;
  add_rivals (self, reading->alternatives);
  for (guint i = 0; i < value->findings->len; i++) {
    const SohoaFinding *finding = g_ptr_array_index (value->findings, i);
    add_finding (self, finding->severity, finding->code);
  }
  return self;
}

/* ---- what is stored ---- */

static void
take_findings (SohoaTrustCase *self, const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonArray *all = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (guint i = 0; all != NULL && i < json_array_get_length (all); i++) {
    JsonObject *finding = json_array_get_object_element (all, i);
    const char *severity = json_object_get_string_member_with_default (finding, "severity", "");
    add_finding (self,
                 strcmp (severity, "error") == 0     ? SOHOA_FINDING_ERROR
                 : strcmp (severity, "warning") == 0 ? SOHOA_FINDING_WARNING
                                                     : SOHOA_FINDING_INFO,
                 json_object_get_string_member_with_default (finding, "code", ""));
  }
}

SohoaTrustCase *
sohoa_trust_case_of_row (const SohoaField *field, gint64 paper, const SohoaFieldRow *row)
{
  const SohoaTrustPlace place = {
    .source = row->source, .page_no = row->page_no, .paper = paper, .residual_mm = row->residual_mm};
  g_autoptr (SohoaReading) reading = sohoa_stored_reading (row);
  SohoaTrustCase *self = case_new (field, &place);
  self->party = sohoa_trust_party (field);
  self->id = g_strdup_printf ("%" G_GINT64_FORMAT ".%u/%s", row->source, row->page_no, row->field);
  self->means = row->state == SOHOA_FIELD_VERIFIED ? SOHOA_MEANS_PERSON : means_of (field, row->method);
  self->recognizer = g_strdup (row->recognizer);
  self->is_blank = row->raw[0] == '\0';
  set_value (self, row->value);
  self->confidence = row->confidence;
  self->chance = sohoa_reading_chance (row->confidence);
  self->plausibility = row->plausibility;
  self->length = (double) g_utf8_strlen (row->raw, -1);
  self->flags = row->flags;
  add_rivals (self, reading->alternatives);
  take_findings (self, row->findings);
  return self;
}

SohoaTrustCase *
sohoa_trust_case_of_card (const char *element, const char *party, const SohoaTrustPlace *place,
                          const char *text)
{
  SohoaTrustCase *self = case_new (NULL, place);
  self->element = element;
  self->party = g_strdup (party);
  self->id = g_strdup_printf ("%" G_GINT64_FORMAT ".%u", place->source, place->page_no);
  self->means = SOHOA_MEANS_EXACT;
  self->text = *text != '\0' ? g_strdup (text) : NULL;
  self->confidence = self->chance = self->plausibility = 1;
  return self;
}
