/* sighting.c - see sighting.h: from the documents of a dossier to mentions and their values. */
#include "sighting.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "../store/dossier.h"
#include "../store/field.h"
#include "../store/page.h"
#include "card.h"
#include "identity.h"

static void
value_free (gpointer data)
{
  SohoaSightedValue *value = data;
  g_free (value->element);
  g_free (value->item);
  g_free (value->value);
  g_free (value->field);
  g_free (value);
}

void
sohoa_sighting_free (SohoaSighting *sighting)
{
  if (sighting == NULL)
    return;
  sohoa_mention_free (sighting->mention);
  g_ptr_array_unref (sighting->values);
  g_ptr_array_unref (sighting->doubtful);
  g_free (sighting);
}

char *
sohoa_plain_text (const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  char *text = json_node_dup_string (node);
  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static const SohoaSightedValue *
best_proved (const GPtrArray *values, const char *element)
{
  const SohoaSightedValue *best = NULL;
  for (guint i = 0; i < values->len; i++) {
    const SohoaSightedValue *value = g_ptr_array_index (values, i);
    if (strcmp (value->element, element) == 0 && (best == NULL || value->proof > best->proof))
      best = value;
  }
  return best;
}

const SohoaSightedValue *
sohoa_sighting_value (const SohoaSighting *sighting, const char *element)
{
  return best_proved (sighting->values, element);
}

char *
sohoa_sighting_text (const SohoaSighting *sighting, const char *element)
{
  const SohoaSightedValue *value = sohoa_sighting_value (sighting, element);
  return value != NULL ? sohoa_plain_text (value->value) : NULL;
}

const SohoaSightedValue *
sohoa_sighting_doubtful (const SohoaSighting *sighting, const char *element)
{
  return best_proved (sighting->doubtful, element);
}

/* ---- collecting ---- */

static SohoaSighting *
lookup (const GPtrArray *sightings, gint64 page, const char *name)
{
  for (guint i = 0; i < sightings->len; i++) {
    SohoaSighting *sighting = g_ptr_array_index (sightings, i);
    if (sighting->mention->page == page && strcmp (sighting->mention->name, name) == 0)
      return sighting;
  }
  return NULL;
}

const SohoaSighting *
sohoa_sighting_find (const GPtrArray *sightings, const SohoaMention *mention)
{
  return lookup (sightings, mention->page, mention->name);
}

void
sohoa_sighting_take (GPtrArray *sightings, gint64 page, const char *name, const char *role,
                     SohoaSubjectKind kind, SohoaSightedValue *value)
{
  SohoaSighting *sighting = lookup (sightings, page, name);
  if (sighting == NULL) {
    sighting = g_new0 (SohoaSighting, 1);
    sighting->values = g_ptr_array_new_with_free_func (value_free);
    sighting->doubtful = g_ptr_array_new_with_free_func (value_free);
    sighting->mention = g_new0 (SohoaMention, 1);
    sighting->mention->page = page;
    sighting->mention->name = g_strdup (name);
    sighting->mention->role = g_strdup (role);
    sighting->mention->kind = kind;
    g_ptr_array_add (sightings, sighting);
  }
  g_ptr_array_add (sighting->values, value);
}

/* ---- fields ---- */

/* The elements of which kind of thing; persons also need a role. */
static const struct {
  const char *prefix;
  SohoaSubjectKind kind;
} element_kinds[] = {
  {"person.", SOHOA_SUBJECT_PERSON},       {"business.", SOHOA_SUBJECT_ORGANISATION},
  {"household.", SOHOA_SUBJECT_HOUSEHOLD}, {"land.", SOHOA_SUBJECT_LAND},
  {"works.", SOHOA_SUBJECT_WORKS},
};

/* "members[2].sex" -> "2"; "" where there are no rows. */
static char *
row_of_field (const char *field)
{
  const char *open = strchr (field, '[');
  const char *close = open != NULL ? strchr (open, ']') : NULL;
  return close != NULL ? g_strndup (open + 1, (gsize) (close - open - 1)) : g_strdup ("");
}

static gboolean
is_filled (const SohoaFieldRow *row)
{
  return row->state != SOHOA_FIELD_EMPTY && strcmp (row->value, "\"\"") != 0;
}

static gboolean
is_believed (const SohoaFieldRow *row)
{
  return (row->state == SOHOA_FIELD_ACCEPTED || row->state == SOHOA_FIELD_VERIFIED) && is_filled (row);
}

/* Some items need not be declared where another is filled in. A box that is not ticked says nothing. */
static gboolean
is_declared (const SohoaField *field, const SohoaFieldRow *row, const GPtrArray *rows)
{
  if (!field->declared || strcmp (row->value, "false") == 0 || strcmp (field->type->name, "signature") == 0)
    return FALSE;
  for (guint i = 0; field->declared_unless != NULL && i < rows->len; i++) {
    const SohoaFieldRow *other = g_ptr_array_index (rows, i);
    if (strcmp (other->field, field->declared_unless) == 0 && is_filled (other))
      return FALSE;
  }
  return TRUE;
}

static SohoaSightedValue *
make_value (const SohoaField *field, const SohoaFieldRow *row, const char *item, gboolean declared)
{
  SohoaSightedValue *value = g_new0 (SohoaSightedValue, 1);
  value->element = g_strdup (field->element);
  value->item = g_strdup (item);
  value->value = g_strdup (row->value);
  value->confidence = row->probability;
  value->proof = row->state == SOHOA_FIELD_VERIFIED ? SOHOA_PROOF_VERIFIED
                 : field->declared                  ? SOHOA_PROOF_DECLARED
                                                    : SOHOA_PROOF_PRINTED;
  value->page = row->page;
  value->field = g_strdup (row->field);
  value->declared = declared;
  return value;
}

void
sohoa_about_clear (SohoaAbout *about)
{
  g_clear_pointer (&about->name, g_free);
  g_clear_pointer (&about->item, g_free);
}

gboolean
sohoa_about_field (const SohoaField *field, SohoaAbout *ret_about)
{
  g_autofree char *row = row_of_field (field->id);
  *ret_about = (SohoaAbout){0};
  for (guint i = 0; field->element != NULL && i < G_N_ELEMENTS (element_kinds); i++) {
    const char *prefix = element_kinds[i].prefix;
    if (!g_str_has_prefix (field->element, prefix))
      continue;
    *ret_about = (SohoaAbout){.kind = element_kinds[i].kind};
    if (ret_about->kind != SOHOA_SUBJECT_PERSON) { /* rows of one thing */
      ret_about->role = ret_about->name = g_strndup (prefix, strlen (prefix) - 1);
      ret_about->item = g_steal_pointer (&row);
      return TRUE;
    }
    if (field->role == NULL)
      return FALSE;
    ret_about->role = field->role; /* rows are persons */
    ret_about->name = *row != '\0' ? g_strdup_printf ("%s[%s]", field->role, row) : g_strdup (field->role);
    ret_about->item = g_strdup ("");
    return TRUE;
  }
  return FALSE;
}

/* ---- documents ---- */

/* What is said of one document while its pages are looked through. */
typedef struct {
  gint64 first_page;
  char *signed_on; /* ISO day; NULL */
} Paper;

static void
take_loose (GPtrArray *loose, const Paper *paper, const SohoaField *field, const SohoaFieldRow *row,
            const SohoaAbout *about)
{
  SohoaLooseItem *item = g_new0 (SohoaLooseItem, 1);
  item->element = g_strdup (field->element);
  item->field = g_strdup (row->field);
  item->page = row->page;
  item->first_page = paper->first_page;
  item->name = g_strdup (about->name);
  item->believed = is_believed (row);
  g_ptr_array_add (loose, item);
}

void
sohoa_loose_item_free (SohoaLooseItem *item)
{
  g_free (item->element);
  g_free (item->field);
  g_free (item->name);
  g_free (item);
}

/* What is found on the pages of a dossier. doubtful: sightings apart, of what is not believed. */
typedef struct {
  GPtrArray *sightings, *doubtful, *loose;
} Findings;

/* Where a field of a paper goes. rows: of its page. */
static void
take_field (const Findings *found, const Paper *paper, const SohoaField *field, const SohoaFieldRow *row,
            const GPtrArray *rows)
{
  g_auto (SohoaAbout) about = {0};
  gboolean declared = is_declared (field, row, rows), known = sohoa_about_field (field, &about);

  if (field->element == NULL || strcmp (field->type->name, "signature") == 0)
    return;
  if (known)
    sohoa_sighting_take (is_believed (row) ? found->sightings : found->doubtful, paper->first_page,
                         about.name, about.role, about.kind, make_value (field, row, about.item, declared));
  if (declared && !(known && is_believed (row)))
    take_loose (found->loose, paper, field, row, &about);
}

/* What is not believed joins what is said of the same person; who is only doubtful is not there. */
static void
join_doubtful (const GPtrArray *sightings, const GPtrArray *doubtful)
{
  for (guint i = 0; i < sightings->len; i++) {
    SohoaSighting *sighting = g_ptr_array_index (sightings, i);
    SohoaSighting *other = lookup (doubtful, sighting->mention->page, sighting->mention->name);
    if (other != NULL)
      g_ptr_array_extend_and_steal (sighting->doubtful, g_ptr_array_ref (other->values));
  }
}

static void
paper_free (Paper *paper)
{
  g_free (paper->signed_on);
  g_free (paper);
}

static gboolean
take_page (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaPageRow *page, Paper *paper,
           const Findings *found, GError **error)
{
  g_autoptr (GPtrArray) rows = sohoa_field_list_page (archive, page->id, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const SohoaFieldRow *row = g_ptr_array_index (rows, i);
    const SohoaForm *form = sohoa_form_set_lookup (forms, row->form, row->form_version);
    const SohoaField *field = form != NULL ? sohoa_form_lookup_field (form, row->field) : NULL;
    if (field == NULL || !is_filled (row))
      continue;
    if (g_strcmp0 (field->element, "dossier.sign_date") == 0 && is_believed (row)) {
      g_free (paper->signed_on);
      paper->signed_on = sohoa_plain_text (row->value);
    }
    take_field (found, paper, field, row, rows);
  }
  return rows != NULL && sohoa_card_sightings (archive, page->id, paper->first_page, found->sightings,
                                               found->doubtful, error);
}

/* The day in a dossier's code ("000.00.26.H29-250711-0001": 2025-07-11); "" when it has none. */
char *
sohoa_day_of_code (const char *code)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("-(\\d\\d)(0\\d|1[0-2])([0-2]\\d|3[01])-\\d", 0, 0, NULL);
  if (!g_regex_match (regex, code, 0, &match))
    return g_strdup ("");
  return g_match_info_expand_references (match, "20\\1-\\2-\\3", NULL);
}

/* The day that a sighting speaks of: when the paper was signed, when the card was issued. NULL when the paper
 * says nothing. */
static char *
day_of_paper (const SohoaSighting *sighting, GHashTable *papers)
{
  GHashTableIter iter;
  gpointer key, paper;
  if (strcmp (sighting->mention->role, SOHOA_ROLE_CARD_HOLDER) == 0)
    return sohoa_sighting_text (sighting, "person.id_issue_date");
  g_hash_table_iter_init (&iter, papers);
  while (g_hash_table_iter_next (&iter, &key, &paper))
    if (((Paper *) paper)->first_page == sighting->mention->page)
      return g_strdup (((Paper *) paper)->signed_on);
  return NULL;
}

static void
finish_mentions (SohoaArchive *archive, const SohoaDossier *dossier, GHashTable *papers, GPtrArray *sightings)
{
  g_autofree char *day = sohoa_day_of_code (dossier->code);
  for (guint i = 0; i < sightings->len; i++) {
    SohoaSighting *sighting = g_ptr_array_index (sightings, i);
    sighting->mention->dossier = dossier->id;
    sighting->mention->as_of = day_of_paper (sighting, papers);
    if (sighting->mention->as_of == NULL)
      sighting->mention->as_of = g_strdup (day);
    sohoa_identify (archive, sighting);
  }
}

GPtrArray *
sohoa_sighting_list (SohoaArchive *archive, const SohoaFormSet *forms, gint64 dossier_id, GPtrArray *loose,
                     GError **error)
{
  g_autoptr (GPtrArray) sightings = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_sighting_free);
  g_autoptr (GPtrArray) doubtful = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_sighting_free);
  const Findings found = {sightings, doubtful, loose};
  g_autoptr (GHashTable) papers = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) paper_free);
  g_autoptr (SohoaDossier) dossier = sohoa_dossier_load_id (archive, dossier_id, error);
  g_autoptr (GPtrArray) pages = dossier != NULL ? sohoa_page_list_dossier (archive, dossier_id, error) : NULL;

  if (pages == NULL)
    return NULL;
  for (guint i = 0; i < pages->len; i++) {
    const SohoaPageRow *page = g_ptr_array_index (pages, i);
    if (page->document == 0)
      continue;
    Paper *paper = g_hash_table_lookup (papers, GSIZE_TO_POINTER (page->document));
    if (paper == NULL) {
      paper = g_new0 (Paper, 1);
      paper->first_page = page->id;
      g_hash_table_insert (papers, GSIZE_TO_POINTER (page->document), paper);
    }
    if (!take_page (archive, forms, page, paper, &found, error))
      return NULL;
  }
  join_doubtful (sightings, doubtful);
  finish_mentions (archive, dossier, papers, sightings);
  return g_steal_pointer (&sightings);
}
