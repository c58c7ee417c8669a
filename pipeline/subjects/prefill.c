/* prefill.c - see prefill.h. */
#include "prefill.h"

#include <string.h>

#include "../store/prefill.h"
#include "holding.h"
#include "kin.h"
#include "offer.h"

/* The role of the one who fills a form in, where it has it. */
static const char main_role[] = "applicant";

static const struct {
  const char *nick, *text;
} blanks[] = {
#define X(name, nick, text) {nick, text},
  SOHOA_BLANK_LIST (X)
#undef X
};

const char *
sohoa_blank_nick (SohoaBlank blank)
{
  return blanks[blank].nick;
}

const char *
sohoa_blank_text (SohoaBlank blank)
{
  return blanks[blank].text;
}

/* ---- life cycle ---- */

static void
role_free (gpointer data)
{
  SohoaPrefillRole *role = data;
  g_free (role->name);
  sohoa_ink_free (role->ink);
  g_free (role);
}

static void
item_free (gpointer data)
{
  SohoaPrefillItem *item = data;
  g_free (item->value);
  g_free (item->text);
  g_free (item->as_of);
  g_free (item->fresh_until);
  sohoa_ink_free (item->ink);
  g_free (item);
}

void
sohoa_prefill_free (SohoaPrefill *prefill)
{
  if (prefill == NULL)
    return;
  g_ptr_array_unref (prefill->roles);
  g_ptr_array_unref (prefill->items);
  g_free (prefill->day);
  g_free (prefill);
}

void
sohoa_prefill_withdraw (SohoaPrefillItem *item, SohoaBlank why)
{
  item->blank = why;
  item->how = NULL;
  g_clear_pointer (&item->value, g_free);
  g_clear_pointer (&item->text, g_free);
}

guint
sohoa_prefill_n_offered (const SohoaPrefill *prefill)
{
  guint n = 0;
  for (guint i = 0; i < prefill->items->len; i++)
    n += ((const SohoaPrefillItem *) g_ptr_array_index (prefill->items, i))->blank == SOHOA_BLANK_NOT_BLANK;
  return n;
}

/* ---- the form ---- */

static gboolean
has_role (gpointer data, const char *name)
{
  const SohoaForm *form = data;
  for (guint i = 0; i < form->fields->len; i++) {
    const SohoaField *field = g_ptr_array_index (form->fields, i);
    g_auto (SohoaAbout) about = {0};
    if (sohoa_field_is_item (field) && sohoa_about_field (field, &about) && strcmp (about.name, name) == 0)
      return TRUE;
  }
  return FALSE;
}

/* The names that a form's items are said of, each once; of SohoaAbout. */
static GArray *
list_names (const SohoaForm *form)
{
  GArray *names = g_array_new (FALSE, FALSE, sizeof (SohoaAbout));
  g_array_set_clear_func (names, (GDestroyNotify) sohoa_about_clear);
  for (guint i = 0; i < form->fields->len; i++) {
    const SohoaField *field = g_ptr_array_index (form->fields, i);
    SohoaAbout about;
    gboolean known = FALSE;
    if (!sohoa_field_is_item (field) || !sohoa_about_field (field, &about))
      continue;
    for (guint k = 0; !known && k < names->len; k++)
      known = strcmp (g_array_index (names, SohoaAbout, k).name, about.name) == 0;
    if (known)
      sohoa_about_clear (&about);
    else
      g_array_append_val (names, about);
  }
  return names;
}

/* ---- who is who on it ---- */

typedef struct {
  SohoaArchive *archive;
  const SohoaFormSet *forms;
  const SohoaDictionary *dictionary;
  GArray *names;        /* of SohoaAbout */
  GHashTable *holdings; /* subject -> SohoaHolding */
  SohoaPrefill *prefill;
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->names, g_array_unref);
  g_clear_pointer (&work->holdings, g_hash_table_unref);
  g_clear_pointer (&work->prefill, sohoa_prefill_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* What is held of a subject, read once. Borrowed; NULL on failure. */
static SohoaHolding *
hold (Work *work, gint64 subject, GError **error)
{
  SohoaHolding *holding = g_hash_table_lookup (work->holdings, GSIZE_TO_POINTER (subject));
  if (holding != NULL)
    return holding;
  holding = sohoa_holding_new (work->archive, subject, error);
  if (holding != NULL)
    g_hash_table_insert (work->holdings, GSIZE_TO_POINTER (subject), holding);
  return holding;
}

static const SohoaPrefillRole *
find_role (const SohoaPrefill *prefill, const char *name)
{
  for (guint i = 0; i < prefill->roles->len; i++) {
    const SohoaPrefillRole *role = g_ptr_array_index (prefill->roles, i);
    if (strcmp (role->name, name) == 0)
      return role;
  }
  return NULL;
}

static void
take_role (SohoaPrefill *prefill, const char *name, gint64 subject, const char *relation, SohoaInk *ink)
{
  SohoaPrefillRole *role = g_new0 (SohoaPrefillRole, 1);
  *role = (SohoaPrefillRole){.name = g_strdup (name), .subject = subject, .relation = relation, .ink = ink};
  g_ptr_array_add (prefill->roles, role);
}

/* The name that a subject stands under when nobody said: who fills the form in, or the one thing of its kind.
 */
static const SohoaAbout *
choose_name (const Work *work, const char *given, SohoaSubjectKind kind)
{
  for (guint i = 0; i < work->names->len; i++) {
    const SohoaAbout *about = &g_array_index (work->names, SohoaAbout, i);
    gboolean meant = given != NULL                  ? strcmp (about->name, given) == 0
                     : kind == SOHOA_SUBJECT_PERSON ? strcmp (about->name, main_role) == 0
                                                    : about->kind == kind;
    if (meant)
      return about;
  }
  return NULL;
}

static gboolean
fail_name (const Work *work, const char *given, gint64 subject, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);
  for (guint i = 0; i < work->names->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", g_array_index (work->names, SohoaAbout, i).name);
  if (given != NULL)
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, "form '%s' has no role '%s', only %s",
                 work->prefill->form->id, given, all->str);
  else
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                 "cannot tell who S%" G_GINT64_FORMAT " is on form '%s': say ROLE=S%" G_GINT64_FORMAT
                 ", ROLE one of %s",
                 subject, work->prefill->form->id, subject, all->str);
  return FALSE;
}

static gboolean
assign (Work *work, const SohoaPrefillPerson *person, GError **error)
{
  const SohoaHolding *holding = hold (work, person->subject, error);
  const SohoaAbout *about = holding != NULL ? choose_name (work, person->role, holding->kind) : NULL;

  if (holding == NULL)
    return FALSE;
  if (about == NULL)
    return fail_name (work, person->role, person->subject, error);
  if (about->kind == holding->kind && find_role (work->prefill, about->name) == NULL) {
    take_role (work->prefill, about->name, person->subject, NULL, NULL);
    return TRUE;
  }
  if (about->kind == holding->kind)
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, "role '%s' is given twice: give it once",
                 about->name);
  else
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                 "S%" G_GINT64_FORMAT " is of kind '%s', role '%s' is for '%s'", person->subject,
                 sohoa_subject_kind_nick (holding->kind), about->name, sohoa_subject_kind_nick (about->kind));
  return FALSE;
}

/* Who is left, as far as relations tell. */
static gboolean
assign_relative (Work *work, const char *name, GError **error)
{
  const char *of = sohoa_kin_of (name, has_role, (gpointer) work->prefill->form);
  const SohoaPrefillRole *known = of != NULL ? find_role (work->prefill, of) : NULL;
  g_autoptr (SohoaFact) fact = NULL;

  if (known == NULL || find_role (work->prefill, name) != NULL)
    return TRUE;
  if (!sohoa_kin_find (work->archive, work->dictionary, name, known->subject, work->prefill->day, &fact,
                       error))
    return FALSE;
  if (fact == NULL)
    return TRUE;
  SohoaInk *ink = sohoa_ink_load (work->archive, fact->page, NULL, error);
  if (ink == NULL)
    return FALSE;
  take_role (work->prefill, name, fact->subject, g_intern_string (fact->element), ink);
  return TRUE;
}

static gboolean
assign_all (Work *work, const GArray *who, GError **error)
{
  for (guint i = 0; i < who->len; i++)
    if (!assign (work, &g_array_index (who, SohoaPrefillPerson, i), error))
      return FALSE;
  for (guint i = 0; i < work->names->len; i++)
    if (!assign_relative (work, g_array_index (work->names, SohoaAbout, i).name, error))
      return FALSE;
  return TRUE;
}

/* ---- items ---- */

static void
set_age (SohoaPrefillItem *item, const SohoaDictionary *dictionary, const SohoaFact *fact)
{
  guint days = sohoa_offer_lasts (dictionary, item->field->element, fact->element);
  GDate day;
  char text[11];
  item->as_of = g_strdup (fact->as_of);
  g_date_set_parse (&day, fact->as_of);
  if (days == 0 || *fact->as_of == '\0' || !g_date_valid (&day))
    return;
  g_date_add_days (&day, days);
  g_date_strftime (text, sizeof text, "%Y-%m-%d", &day);
  item->fresh_until = g_strdup (text);
}

/* Why it cannot be written at its place; NOT_BLANK when it can. */
static SohoaBlank
try_to_write (SohoaPrefillItem *item, const char *value)
{
  const SohoaField *field = item->field;
  gboolean fits = field->kind != SOHOA_ZONE_CHOICE || field->parts->len == 0;
  if (strcmp (value, "false") == 0)
    return SOHOA_BLANK_NOTHING;
  item->text = sohoa_field_type_write (field->type, value);
  for (guint i = 0; item->text != NULL && !fits && i < field->parts->len; i++)
    fits = strcmp (g_array_index (field->parts, SohoaZonePart, i).name, item->text) == 0;
  return item->text != NULL && fits ? SOHOA_BLANK_NOT_BLANK : SOHOA_BLANK_NO_ROOM;
}

static gboolean
take_offer (Work *work, SohoaHolding *holding, SohoaPrefillItem *item, SohoaOffer *offer, GError **error)
{
  const SohoaFact *fact = sohoa_holding_fact (holding, offer->claim);
  item->blank = try_to_write (item, offer->value);
  item->value = g_steal_pointer (&offer->value);
  item->how = offer->how;
  item->from_page = fact->page;
  item->confidence = fact->confidence;
  item->verified = fact->verified;
  item->contradicted = sohoa_holding_is_contradicted (holding, fact->element);
  set_age (item, work->dictionary, fact);
  item->ink = sohoa_ink_load (work->archive, fact->page, fact->field, error);
  if (item->blank != SOHOA_BLANK_NOT_BLANK)
    sohoa_prefill_withdraw (item, item->blank);
  return item->ink != NULL;
}

static SohoaInk *
copy_ink (const SohoaInk *ink)
{
  SohoaInk *copy = g_memdup2 (ink, sizeof *ink);
  copy->dossier = g_strdup (ink->dossier);
  copy->form = g_strdup (ink->form);
  copy->form_version = g_strdup (ink->form_version);
  copy->mention = g_strdup (ink->mention);
  copy->field = g_strdup (ink->field);
  return copy;
}

/* Nothing is offered: why. */
static gboolean
explain (Work *work, SohoaHolding *holding, SohoaPrefillItem *item, const char *row, GError **error)
{
  const char *element = item->field->element;
  const SohoaFact *aged = sohoa_holding_aged (holding, work->dictionary, element, row);
  const SohoaInk *doubtful;

  if (!sohoa_holding_doubt (holding, work->archive, work->forms, work->dictionary, element, &doubtful, error))
    return FALSE;
  item->blank = doubtful != NULL ? SOHOA_BLANK_DOUBTFUL : SOHOA_BLANK_NOT_HELD;
  if (doubtful != NULL) {
    item->ink = copy_ink (doubtful);
    return TRUE;
  }
  if (aged == NULL || sohoa_offer_lasts (work->dictionary, element, aged->element) == 0)
    return TRUE;
  item->blank = SOHOA_BLANK_STALE;
  set_age (item, work->dictionary, aged);
  item->ink = sohoa_ink_load (work->archive, aged->page, aged->field, error);
  return item->ink != NULL;
}

static gboolean
fill (Work *work, SohoaPrefillItem *item, const SohoaAbout *about, GError **error)
{
  const SohoaPrefillRole *role = find_role (work->prefill, about->name);
  SohoaHolding *holding = role != NULL ? hold (work, role->subject, error) : NULL;
  g_auto (SohoaOffer) offer = {0};

  item->blank = SOHOA_BLANK_NOBODY;
  if (role == NULL)
    return TRUE;
  if (holding == NULL)
    return FALSE;
  item->subject = role->subject;
  sohoa_offer_find (holding->claims, work->dictionary, item->field->element, about->item, work->prefill->day,
                    FALSE, &offer);
  return offer.value != NULL ? take_offer (work, holding, item, &offer, error)
                             : explain (work, holding, item, about->item, error);
}

static gboolean
add_item (Work *work, const SohoaField *field, GError **error)
{
  g_auto (SohoaAbout) about = {0};
  SohoaPrefillItem *item = g_new0 (SohoaPrefillItem, 1);
  item->field = field;
  item->blank = SOHOA_BLANK_CASE;
  g_ptr_array_add (work->prefill->items, item);
  return !sohoa_about_field (field, &about) || fill (work, item, &about, error);
}

static const SohoaPrefillItem *
find_item (const SohoaPrefill *prefill, const char *field)
{
  for (guint i = 0; i < prefill->items->len; i++) {
    const SohoaPrefillItem *item = g_ptr_array_index (prefill->items, i);
    if (strcmp (item->field->id, field) == 0)
      return item;
  }
  return NULL;
}

/* What another offer makes unnecessary is not released. */
static void
drop_unneeded (SohoaPrefill *prefill)
{
  for (guint i = 0; i < prefill->items->len; i++) {
    SohoaPrefillItem *item = g_ptr_array_index (prefill->items, i);
    const char *unless = item->field->declared_unless;
    const SohoaPrefillItem *other = unless != NULL ? find_item (prefill, unless) : NULL;
    if (other != NULL && other->blank == SOHOA_BLANK_NOT_BLANK)
      sohoa_prefill_withdraw (item, SOHOA_BLANK_NOT_NEEDED);
  }
}

SohoaPrefill *
sohoa_prefill_new (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaForm *form, const char *day,
                   const GArray *who, GError **error)
{
  g_auto (Work) work = {.archive = archive, .forms = forms, .dictionary = sohoa_dictionary_get (error)};
  if (work.dictionary == NULL)
    return NULL;
  work.names = list_names (form);
  work.holdings = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sohoa_holding_free);
  work.prefill = g_new0 (SohoaPrefill, 1);
  work.prefill->form = form;
  work.prefill->day = g_strdup (day);
  work.prefill->roles = g_ptr_array_new_with_free_func (role_free);
  work.prefill->items = g_ptr_array_new_with_free_func (item_free);
  if (!assign_all (&work, who, error))
    return NULL;
  for (guint i = 0; i < form->fields->len; i++) {
    const SohoaField *field = g_ptr_array_index (form->fields, i);
    if (sohoa_field_is_item (field) && !add_item (&work, field, error))
      return NULL;
  }
  drop_unneeded (work.prefill);
  return g_steal_pointer (&work.prefill);
}
