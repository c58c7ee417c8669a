/* saving.c - see saving.h. */
#include "saving.h"

#include <string.h>

#include "../store/dossier.h"
#include "../store/reuse.h"
#include "offer.h"
#include "resolution.h"

/* ---- when a dossier was received ---- */

/* Orders dossiers by day of receipt, then as they were scanned. "" when nobody knows. Borrowed; NULL on
 * failure. */
static const char *
receipt_of (SohoaProjection *projection, gint64 id, GError **error)
{
  char *receipt = g_hash_table_lookup (projection->receipts, GSIZE_TO_POINTER (id));
  if (receipt != NULL)
    return receipt;
  g_autoptr (SohoaDossier) dossier = sohoa_dossier_load_id (projection->archive, id, error);
  if (dossier == NULL)
    return NULL;
  g_autofree char *day = sohoa_day_of_code (dossier->code);
  receipt = *day == '\0'
              ? g_strdup ("")
              : g_strdup_printf ("%s %019" G_GINT64_FORMAT " %s", day, dossier->received, dossier->code);
  g_hash_table_insert (projection->receipts, GSIZE_TO_POINTER (id), receipt);
  return receipt;
}

/* ---- one dossier against all before it ---- */

typedef struct {
  SohoaProjection *projection;
  gint64 subject;
  const GArray *claims; /* all of the subject */
  const char *receipt;  /* of the dossier in question */
  char day[11];
  GArray *before; /* of SohoaClaim, sorted */
} Question;

static gboolean
is_before (Question *question, gint64 dossier, gboolean *ret_before, GError **error)
{
  const char *receipt = receipt_of (question->projection, dossier, error);
  *ret_before = receipt != NULL && *receipt != '\0' && strcmp (receipt, question->receipt) < 0;
  return receipt != NULL;
}

static gboolean
collect_before (Question *question, GError **error)
{
  for (guint i = 0; i < question->claims->len; i++) {
    const SohoaClaim *claim = &g_array_index (question->claims, SohoaClaim, i);
    gboolean before;
    if (!is_before (question, claim->mention->dossier, &before, error))
      return FALSE;
    if (before)
      g_array_append_vals (question->before, claim, 1);
  }
  sohoa_survivorship_sort (question->before, question->projection->dictionary);
  return TRUE;
}

/* A loose item of the mention says something of the element, if only one could believe it. */
static gboolean
says_unbelieved (const Question *question, const GPtrArray *loose, const SohoaMention *mention,
                 const char *element)
{
  for (guint i = 0; i < loose->len; i++) {
    const SohoaLooseItem *item = g_ptr_array_index (loose, i);
    if (!item->believed && item->first_page == mention->page && g_strcmp0 (item->name, mention->name) == 0 &&
        sohoa_offer_may_use (question->projection->dictionary, element, item->element))
      return TRUE;
  }
  return FALSE;
}

/* An earlier paper says it of the subject, but is not believed: whether it would have been right is unknown.
 */
static gboolean
find_doubted (Question *question, const char *element, gboolean *ret_doubted, GError **error)
{
  const GPtrArray *mentions = question->projection->circle->mentions;
  *ret_doubted = FALSE;
  for (guint i = 0; !*ret_doubted && i < mentions->len; i++) {
    const SohoaMention *mention = g_ptr_array_index (mentions, i);
    gboolean before;
    if (mention->subject != question->subject || mention->dossier == 0)
      continue;
    if (!is_before (question, mention->dossier, &before, error))
      return FALSE;
    const GPtrArray *loose =
      before ? sohoa_projection_loose (question->projection, mention->dossier, error) : NULL;
    if (before && loose == NULL)
      return FALSE;
    *ret_doubted = before && says_unbelieved (question, loose, mention, element);
  }
  return TRUE;
}

/* What tells who somebody is: by itself, or beside others in the same dossier. */
static gboolean
identifies (const char *element)
{
  static const char *const elements[] = {"person.full_name",  "person.birth_date",  "person.birth_year",
                                         "person.citizen_id", "person.id_document", NULL};
  return g_strv_contains (elements, element) || g_str_has_prefix (element, "person.relation_to_");
}

/* Something that would tell who this is stands there, but is not believed. */
static gboolean
is_unsettled (const GPtrArray *loose, const SohoaMention *mention)
{
  for (guint i = 0; i < loose->len; i++) {
    const SohoaLooseItem *item = g_ptr_array_index (loose, i);
    if (!item->believed && item->first_page == mention->page && g_strcmp0 (item->name, mention->name) == 0 &&
        identifies (item->element))
      return TRUE;
  }
  return FALSE;
}

/* Of somebody who has no number: whether another person of the dossier, who has one or may have one, could be
 * the same if only all was believed that stands there. */
static gboolean
may_be_another (Question *question, const SohoaMention *mention, const GPtrArray *loose, gboolean *ret_may,
                GError **error)
{
  const GPtrArray *sightings = sohoa_projection_look_at (question->projection, mention->dossier, error);
  gboolean unsettled = is_unsettled (loose, mention);
  *ret_may = FALSE;
  for (guint i = 0; sightings != NULL && !*ret_may && i < sightings->len; i++) {
    const SohoaMention *other = ((const SohoaSighting *) g_ptr_array_index (sightings, i))->mention;
    gboolean named = mention->label != NULL && other->label != NULL;
    gboolean itself = other->page == mention->page && strcmp (other->name, mention->name) == 0;
    gboolean numbered = other->number != NULL || other->read_number != NULL ||
                        says_unbelieved (question, loose, other, "person.citizen_id");
    *ret_may = !itself && numbered && (unsettled || is_unsettled (loose, other)) &&
               !sohoa_mentions_contradict (mention, other) &&
               (!named || sohoa_same_index (mention->label, other->label));
  }
  return sightings != NULL;
}

/* In this dossier, papers tell the subject's number. */
static gboolean
has_number (const Question *question, gint64 dossier)
{
  const GPtrArray *mentions = question->projection->circle->mentions;
  for (guint i = 0; i < mentions->len; i++) {
    const SohoaMention *mention = g_ptr_array_index (mentions, i);
    if (mention->subject == question->subject && mention->dossier == dossier && mention->number != NULL)
      return TRUE;
  }
  return FALSE;
}

/* The number by which others would know this mention stands there, but is not believed; or that of somebody
 * who may be the same: whose earlier papers would have been asked is unknown. */
static gboolean
is_nobody_yet (Question *question, const SohoaMention *mention, gboolean *ret_nobody, GError **error)
{
  const GPtrArray *loose = sohoa_projection_loose (question->projection, mention->dossier, error);
  if (loose == NULL)
    return FALSE;
  *ret_nobody = says_unbelieved (question, loose, mention, "person.citizen_id");
  if (*ret_nobody || mention->kind != SOHOA_SUBJECT_PERSON || has_number (question, mention->dossier))
    return TRUE;
  return may_be_another (question, mention, loose, ret_nobody, error);
}

static SohoaReuseOutcome
judge (const SohoaOffer *offer, const SohoaClaim *claim, gboolean doubted)
{
  if (offer->value != NULL)
    return sohoa_value_same (offer->value, claim->value->value) ? SOHOA_REUSE_REUSED : SOHOA_REUSE_DIFFERENT;
  return doubted ? SOHOA_REUSE_UNKNOWN : SOHOA_REUSE_NOT_OFFERED;
}

static gboolean
write_item (Question *question, const SohoaClaim *claim, GError **error)
{
  const SohoaSightedValue *value = claim->value;
  g_auto (SohoaOffer) offer = {0}, strict = {0};
  gboolean doubted, nobody, known = *question->receipt != '\0';

  if (!find_doubted (question, value->element, &doubted, error) ||
      !is_nobody_yet (question, claim->mention, &nobody, error))
    return FALSE;
  doubted |= nobody;
  sohoa_offer_find (question->before, question->projection->dictionary, value->element, value->item,
                    question->day, FALSE, &offer);
  sohoa_offer_find (question->before, question->projection->dictionary, value->element, value->item,
                    question->day, TRUE, &strict);
  const SohoaReuse reuse = {.page = value->page,
                            .field = value->field,
                            .element = value->element,
                            .subject = question->subject,
                            .outcome = known ? judge (&offer, claim, doubted) : SOHOA_REUSE_UNKNOWN,
                            .strict = known ? judge (&strict, claim, doubted) : SOHOA_REUSE_UNKNOWN,
                            .how = offer.how,
                            .from_page = offer.claim != NULL ? offer.claim->value->page : 0,
                            .from_field = offer.claim != NULL ? offer.claim->value->field : NULL};
  return sohoa_reuse_put (question->projection->archive, &reuse, error);
}

static gboolean
write_dossier (Question *question, gint64 dossier, GError **error)
{
  question->receipt = receipt_of (question->projection, dossier, error);
  if (question->receipt == NULL)
    return FALSE;
  g_strlcpy (question->day, question->receipt, sizeof question->day);
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (SohoaClaim));
  question->before = before;
  if (!collect_before (question, error))
    return FALSE;
  for (guint i = 0; i < question->claims->len; i++) {
    const SohoaClaim *claim = &g_array_index (question->claims, SohoaClaim, i);
    if (claim->mention->dossier == dossier && claim->value->declared && !write_item (question, claim, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
sohoa_saving_write (SohoaProjection *projection, gint64 subject, const GArray *claims, GError **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);
  Question question = {.projection = projection, .subject = subject, .claims = claims};
  for (guint i = 0; i < claims->len; i++) {
    gint64 dossier = g_array_index (claims, SohoaClaim, i).mention->dossier;
    if (g_hash_table_add (done, GSIZE_TO_POINTER (dossier)) && !write_dossier (&question, dossier, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
sohoa_saving_write_loose (SohoaProjection *projection, gint64 dossier, GError **error)
{
  const GPtrArray *loose = sohoa_projection_loose (projection, dossier, error);
  if (loose == NULL || !sohoa_reuse_clear_dossier (projection->archive, dossier, error))
    return FALSE;
  for (guint i = 0; i < loose->len; i++) {
    const SohoaLooseItem *item = g_ptr_array_index (loose, i);
    SohoaReuseOutcome outcome = item->believed ? SOHOA_REUSE_NOT_OFFERED : SOHOA_REUSE_UNKNOWN;
    const SohoaReuse reuse = {.page = item->page,
                              .field = item->field,
                              .element = item->element,
                              .outcome = outcome,
                              .strict = outcome};
    if (!sohoa_reuse_put (projection->archive, &reuse, error))
      return FALSE;
  }
  return TRUE;
}
