/* holding.c - see holding.h. */
#include "holding.h"

#include <string.h>

#include "../store/question.h"
#include "offer.h"

/* ---- facts as claims ---- */

static gboolean
check_subject (SohoaArchive *archive, gint64 id, SohoaSubjectKind *ret_kind, GError **error)
{
  SohoaSubject subject;
  if (!sohoa_subject_load (archive, id, &subject, error))
    return FALSE;
  *ret_kind = subject.kind;
  if (subject.joined == 0)
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
               "S%" G_GINT64_FORMAT " was merged into S%" G_GINT64_FORMAT ": ask for that one", id,
               subject.joined);
  return FALSE;
}

static void
drop_relations (GPtrArray *facts)
{
  for (guint i = facts->len; i > 0; i--)
    if (((SohoaFact *) g_ptr_array_index (facts, i - 1))->target != NULL)
      g_ptr_array_remove_index (facts, i - 1);
}

/* Facts are ranked as claims are sorted: both come from survivorship.h. */
static void
make_claims (SohoaHolding *holding)
{
  guint n = holding->facts->len;
  holding->mentions = g_new0 (SohoaMention, n);
  holding->values = g_new0 (SohoaSightedValue, n);
  holding->claims = g_array_sized_new (FALSE, FALSE, sizeof (SohoaClaim), n);
  for (guint i = 0; i < n; i++) {
    const SohoaFact *fact = g_ptr_array_index (holding->facts, i);
    holding->mentions[i] = (SohoaMention){.id = fact->mention, .as_of = fact->as_of};
    holding->values[i] = (SohoaSightedValue){.element = fact->element,
                                             .item = fact->item,
                                             .value = fact->value,
                                             .confidence = fact->confidence,
                                             .page = fact->page,
                                             .field = fact->field};
    const SohoaClaim claim = {&holding->mentions[i], &holding->values[i]};
    g_array_append_val (holding->claims, claim);
  }
}

SohoaHolding *
sohoa_holding_new (SohoaArchive *archive, gint64 subject, GError **error)
{
  g_autoptr (SohoaHolding) holding = g_new0 (SohoaHolding, 1);
  holding->subject = subject;
  if (!check_subject (archive, subject, &holding->kind, error) ||
      (holding->facts = sohoa_fact_list (archive, subject, error)) == NULL ||
      (holding->questions = sohoa_question_list (archive, subject, error)) == NULL)
    return NULL;
  drop_relations (holding->facts);
  make_claims (holding);
  return g_steal_pointer (&holding);
}

void
sohoa_holding_free (SohoaHolding *holding)
{
  if (holding == NULL)
    return;
  g_clear_pointer (&holding->claims, g_array_unref);
  g_clear_pointer (&holding->facts, g_ptr_array_unref);
  g_clear_pointer (&holding->questions, g_ptr_array_unref);
  g_clear_pointer (&holding->doubtful, g_ptr_array_unref);
  g_free (holding->mentions);
  g_free (holding->values);
  g_free (holding);
}

/* ---- asking ---- */

const SohoaFact *
sohoa_holding_fact (const SohoaHolding *holding, const SohoaClaim *claim)
{
  return g_ptr_array_index (holding->facts, (guint) (claim->value - holding->values));
}

const SohoaFact *
sohoa_holding_aged (const SohoaHolding *holding, const SohoaDictionary *dictionary, const char *element,
                    const char *item)
{
  const SohoaFact *newest = NULL;
  for (guint i = 0; i < holding->facts->len; i++) {
    const SohoaFact *fact = g_ptr_array_index (holding->facts, i);
    if (strcmp (fact->item, item) == 0 && sohoa_offer_may_use (dictionary, element, fact->element) &&
        (newest == NULL || strcmp (fact->as_of, newest->as_of) > 0))
      newest = fact;
  }
  return newest;
}

gboolean
sohoa_holding_is_contradicted (const SohoaHolding *holding, const char *element)
{
  for (guint i = 0; i < holding->questions->len; i++) {
    const SohoaQuestion *question = g_ptr_array_index (holding->questions, i);
    if (question->other == 0 && strcmp (question->element, element) == 0)
      return TRUE;
  }
  return FALSE;
}

/* The ink is of a field that would say the element of its mention. */
static gboolean
would_say (const SohoaInk *ink, const SohoaFormSet *forms, const SohoaDictionary *dictionary,
           const char *element)
{
  const SohoaForm *form = sohoa_form_set_lookup (forms, ink->form, ink->form_version);
  const SohoaField *field = form != NULL ? sohoa_form_lookup_field (form, ink->field) : NULL;
  g_auto (SohoaAbout) about = {0};
  return field != NULL && sohoa_about_field (field, &about) && g_strcmp0 (about.name, ink->mention) == 0 &&
         sohoa_offer_may_use (dictionary, element, field->element);
}

gboolean
sohoa_holding_doubt (SohoaHolding *holding, SohoaArchive *archive, const SohoaFormSet *forms,
                     const SohoaDictionary *dictionary, const char *element, const SohoaInk **ret_ink,
                     GError **error)
{
  *ret_ink = NULL;
  if (holding->doubtful == NULL)
    holding->doubtful = sohoa_ink_list_doubtful (archive, holding->subject, error);
  for (guint i = 0; holding->doubtful != NULL && *ret_ink == NULL && i < holding->doubtful->len; i++) {
    const SohoaInk *ink = g_ptr_array_index (holding->doubtful, i);
    if (would_say (ink, forms, dictionary, element))
      *ret_ink = ink;
  }
  return holding->doubtful != NULL;
}
