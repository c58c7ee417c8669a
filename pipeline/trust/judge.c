/* judge.c - see judge.h. */
#include "judge.h"

#include <string.h>

#include <sohoa/card.h>

#include "../store/json_line.h"
#include "../store/page.h"
#include "elsewhere.h"
#include "stored_reading.h"

/* ---- cards ---- */

static void
take_card (GPtrArray *cases, const SohoaTrustPlace *place, const SohoaCard *card)
{
  const struct {
    const char *element, *text;
  } items[] = {
    {"person.citizen_id", card->citizen_id},
    {card->is_bare ? "person.bare_name" : "person.full_name", card->full_name},
    {"person.birth_date", card->birth_date},
    {"person.sex", card->sex},
  };
  g_autofree char *party = g_strdup_printf ("card %s", card->citizen_id);
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    g_ptr_array_add (cases, sohoa_trust_case_of_card (items[i].element, party, place, items[i].text));
}

static gboolean
take_cards (SohoaArchive *archive, const SohoaPageRow *page, GPtrArray *cases, GError **error)
{
  const SohoaTrustPlace place = {.source = page->source, .page_no = page->page_no, .paper = page->document};
  g_autoptr (GPtrArray) codes = sohoa_field_list_codes (archive, page->id, error);
  for (guint i = 0; codes != NULL && i < codes->len; i++) {
    const SohoaCode *code = g_ptr_array_index (codes, i);
    g_autoptr (SohoaCard) card = strcmp (code->symbology, "MRZ") == 0  ? sohoa_card_from_mrz (code->data)
                                 : strcmp (code->symbology, "QR") == 0 ? sohoa_card_from_qr (code->data)
                                                                       : NULL;
    if (card != NULL && *card->citizen_id != '\0')
      take_card (cases, &place, card);
  }
  return codes != NULL;
}

/* ---- fields ---- */

/* rows and cases grow in step: a row for each case, NULL for a card's. */
typedef struct {
  GPtrArray *cases; /* of SohoaTrustCase */
  GPtrArray *rows;  /* of SohoaFieldRow or NULL */
  gboolean as_read; /* what persons answered does not count */
} Court;

static void
row_free (gpointer row)
{
  sohoa_field_row_free (row);
}

static void
court_init (Court *court)
{
  court->cases = sohoa_trust_cases_new ();
  court->rows = g_ptr_array_new_with_free_func (row_free);
}

static void
court_clear (Court *court)
{
  g_clear_pointer (&court->cases, g_ptr_array_unref);
  g_clear_pointer (&court->rows, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Court, court_clear)

static void
reading_free (gpointer reading)
{
  sohoa_reading_free (reading);
}

/* What was read, row by row. */
static GPtrArray *
readings_of (const GPtrArray *rows)
{
  GPtrArray *readings = g_ptr_array_new_with_free_func (reading_free);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (readings, sohoa_stored_reading (g_ptr_array_index (rows, i)));
  return readings;
}

/* What the program makes of a field that a person answered. readings: of all rows of the page. */
static SohoaTrustCase *
case_as_read (const SohoaForm *form, gint64 paper, const SohoaFieldRow *row, const GPtrArray *readings,
              guint i)
{
  const SohoaTrustPlace place = {
    .source = row->source, .page_no = row->page_no, .paper = paper, .residual_mm = row->residual_mm};
  g_autoptr (SohoaValue) value = sohoa_trust_value (form, readings, i);
  SohoaTrustCase *self =
    sohoa_trust_case_of_reading (sohoa_form_lookup_field (form, row->field), &place, row->recognizer,
                                 g_ptr_array_index (readings, i), value);
  self->answer = sohoa_value_same (value->json, row->value) ? SOHOA_ANSWER_CONFIRMED : SOHOA_ANSWER_CHANGED;
  return self;
}

static gboolean
take_page (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaPageRow *page, Court *court,
           GError **error)
{
  /* A page in no document is a paper of its own. */
  gint64 paper = page->document != 0 ? page->document : -page->id;
  g_autoptr (GPtrArray) rows = sohoa_field_list_page (archive, page->id, error);
  g_autoptr (GPtrArray) readings = rows != NULL && court->as_read ? readings_of (rows) : NULL;
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    SohoaFieldRow **row = (SohoaFieldRow **) &g_ptr_array_index (rows, i);
    const SohoaForm *form = sohoa_form_set_lookup (forms, (*row)->form, (*row)->form_version);
    const SohoaField *field = form != NULL ? sohoa_form_lookup_field (form, (*row)->field) : NULL;
    if (field == NULL)
      continue;
    gboolean as_read = readings != NULL && (*row)->state == SOHOA_FIELD_VERIFIED;
    g_ptr_array_add (court->cases, as_read ? case_as_read (form, paper, *row, readings, i)
                                           : sohoa_trust_case_of_row (field, paper, *row));
    g_ptr_array_add (court->rows, g_steal_pointer (row));
  }
  if (rows == NULL || !take_cards (archive, page, court->cases, error))
    return FALSE;
  g_ptr_array_set_size (court->rows, (int) court->cases->len);
  return TRUE;
}

static gboolean
assemble (SohoaArchive *archive, const SohoaFormSet *forms, gint64 dossier, Court *court, GError **error)
{
  g_autoptr (GPtrArray) pages = sohoa_page_list_dossier (archive, dossier, error);
  for (guint i = 0; pages != NULL && i < pages->len; i++) {
    const SohoaPageRow *page = g_ptr_array_index (pages, i);
    if (page->duplicate_of == 0 && !take_page (archive, forms, page, court, error))
      return FALSE;
  }
  if (pages != NULL)
    sohoa_trust_weigh (court->cases);
  return pages != NULL;
}

GPtrArray *
sohoa_trust_cases_as_read (SohoaArchive *archive, const SohoaFormSet *forms, gint64 dossier, GError **error)
{
  g_auto (Court) court = {.as_read = TRUE};
  court_init (&court);
  return assemble (archive, forms, dossier, &court, error) ? g_steal_pointer (&court.cases) : NULL;
}

/* ---- storing ---- */

static char *
witnesses_to_json (const GArray *witnesses)
{
  GString *json = g_string_new (NULL);
  sohoa_json_open (json, '[');
  for (guint i = 0; i < witnesses->len; i++) {
    const SohoaWitness *witness = &g_array_index (witnesses, SohoaWitness, i);
    sohoa_json_open (json, '{');
    sohoa_json_member (json, "id");
    sohoa_json_string (json, witness->id);
    sohoa_json_member (json, "code");
    sohoa_json_string (json, witness->code);
    sohoa_json_member (json, "agrees");
    sohoa_json_bool (json, witness->agrees);
    sohoa_json_close (json, '}');
  }
  sohoa_json_close (json, ']');
  return g_string_free (json, FALSE);
}

static gboolean
store (SohoaArchive *archive, const SohoaTrustCase *self, const SohoaFieldRow *row, GError **error)
{
  g_autofree char *witnesses = witnesses_to_json (self->witnesses);
  const SohoaFieldJudgement judgement = {
    .state = self->state, .reason = self->reason, .probability = self->probability, .witnesses = witnesses};
  return sohoa_field_judge (archive, row, &judgement, error);
}

gboolean
sohoa_trust_judge (SohoaArchive *archive, const SohoaFormSet *forms, gint64 dossier, GError **error)
{
  g_auto (Court) court = {0};
  court_init (&court);
  if (!assemble (archive, forms, dossier, &court, error))
    return FALSE;
  for (guint i = 0; i < court.cases->len; i++) {
    const SohoaFieldRow *row = g_ptr_array_index (court.rows, i);
    if (row != NULL && !store (archive, g_ptr_array_index (court.cases, i), row, error))
      return FALSE;
  }
  return TRUE;
}
