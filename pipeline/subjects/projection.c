/* projection.c - see projection.h: the facts. */
#include "projection.h"

#include "../store/fact.h"
#include "../store/question.h"
#include "../store/reuse.h"
#include "relation.h"
#include "resolution.h"
#include "saving.h"
#include "survivorship.h"

SohoaProjection *
sohoa_projection_new (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaDictionary *dictionary)
{
  SohoaProjection *projection = g_new0 (SohoaProjection, 1);
  projection->archive = archive;
  projection->forms = forms;
  projection->dictionary = dictionary;
  projection->circle = sohoa_circle_new (archive);
  projection->sightings = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  projection->loose = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  projection->receipts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  projection->doubts = g_array_new (FALSE, FALSE, sizeof (SohoaDoubt));
  return projection;
}

void
sohoa_projection_free (SohoaProjection *projection)
{
  if (projection == NULL)
    return;
  sohoa_circle_free (projection->circle);
  g_hash_table_unref (projection->sightings);
  g_hash_table_unref (projection->loose);
  g_hash_table_unref (projection->receipts);
  g_array_unref (projection->doubts);
  g_free (projection);
}

static SohoaMention *
peek (const SohoaProjection *projection, guint i)
{
  return g_ptr_array_index (projection->circle->mentions, i);
}

const GPtrArray *
sohoa_projection_look_at (SohoaProjection *projection, gint64 dossier, GError **error)
{
  GPtrArray *sightings = g_hash_table_lookup (projection->sightings, GSIZE_TO_POINTER (dossier));
  if (sightings != NULL)
    return sightings;
  g_autoptr (GPtrArray) loose = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_loose_item_free);
  sightings = sohoa_sighting_list (projection->archive, projection->forms, dossier, loose, error);
  if (sightings == NULL)
    return NULL;
  g_hash_table_insert (projection->sightings, GSIZE_TO_POINTER (dossier), sightings);
  g_hash_table_insert (projection->loose, GSIZE_TO_POINTER (dossier), g_steal_pointer (&loose));
  return sightings;
}

const GPtrArray *
sohoa_projection_loose (SohoaProjection *projection, gint64 dossier, GError **error)
{
  return sohoa_projection_look_at (projection, dossier, error) != NULL
           ? g_hash_table_lookup (projection->loose, GSIZE_TO_POINTER (dossier))
           : NULL;
}

/* ---- facts ---- */

static gboolean
collect_claims (SohoaProjection *projection, gint64 subject, GArray *claims, GError **error)
{
  for (guint i = 0; i < projection->circle->mentions->len; i++) {
    const SohoaMention *mention = peek (projection, i);
    if (mention->subject != subject || mention->dossier == 0)
      continue;
    const GPtrArray *sightings = sohoa_projection_look_at (projection, mention->dossier, error);
    if (sightings == NULL)
      return FALSE;
    const SohoaSighting *sighting = sohoa_sighting_find (sightings, mention);
    for (guint k = 0; sighting != NULL && k < sighting->values->len; k++) {
      SohoaClaim claim = {.mention = mention, .value = g_ptr_array_index (sighting->values, k)};
      g_array_append_val (claims, claim);
    }
  }
  return TRUE;
}

static gboolean
add_fact (SohoaProjection *projection, gint64 subject, const SohoaClaim *claim, guint rank, GError **error)
{
  const SohoaSightedValue *value = claim->value;
  const SohoaFact fact = {.element = value->element,
                          .item = value->item,
                          .rank = rank,
                          .value = value->value,
                          .as_of = claim->mention->as_of,
                          .mention = claim->mention->id,
                          .page = value->page,
                          .field = value->field,
                          .confidence = value->confidence,
                          .verified = value->proof == SOHOA_PROOF_VERIFIED};
  return sohoa_fact_add (projection->archive, subject, &fact, error);
}

static gboolean
add_relation (SohoaProjection *projection, gint64 subject, const SohoaMention *mention,
              const SohoaMention *target, const char *element, GError **error)
{
  g_autofree char *item =
    g_strdup_printf ("%.12s.%u/%s/%s", mention->sha256, mention->page_no, mention->name, target->name);
  const SohoaFact fact = {.element = (char *) element,
                          .item = item,
                          .value = (char *) "null",
                          .as_of = mention->as_of,
                          .mention = mention->id,
                          .page = mention->page,
                          .target = target->name,
                          .confidence = 1};
  return sohoa_fact_add (projection->archive, subject, &fact, error);
}

/* What the roles on a mention's paper say of it and the others there. */
static gboolean
add_relations (SohoaProjection *projection, gint64 subject, const SohoaMention *mention, GError **error)
{
  if (mention->dossier == 0)
    return TRUE;
  const GPtrArray *sightings = sohoa_projection_look_at (projection, mention->dossier, error);
  for (guint i = 0; sightings != NULL && i < sightings->len; i++) {
    const SohoaMention *other = ((SohoaSighting *) g_ptr_array_index (sightings, i))->mention;
    const char *element =
      other->page == mention->page ? sohoa_relation_of_roles (mention->role, other->role) : NULL;
    /* The paper may say that both are the same person: the head of household who applies. */
    gboolean self = g_strcmp0 (other->same_as, mention->name) == 0;
    if (element != NULL && !self && !add_relation (projection, subject, mention, other, element, error))
      return FALSE;
  }
  return sightings != NULL;
}

static gboolean
write_facts (SohoaProjection *projection, gint64 subject, GError **error)
{
  g_autoptr (GArray) claims = g_array_new (FALSE, FALSE, sizeof (SohoaClaim));
  if (!collect_claims (projection, subject, claims, error))
    return FALSE;
  sohoa_survivorship_sort (claims, projection->dictionary);
  for (guint first = 0; first < claims->len;) {
    guint n = sohoa_survivorship_span (claims, first);
    for (guint i = 0; i < n; i++)
      if (!add_fact (projection, subject, &g_array_index (claims, SohoaClaim, first + i), i, error))
        return FALSE;
    const char *element = g_array_index (claims, SohoaClaim, first).value->element;
    if (sohoa_survivorship_conflict (claims, first, n, projection->dictionary) &&
        !sohoa_question_add (projection->archive, subject, 0, element, "conflict", error))
      return FALSE;
    first += n;
  }
  for (guint i = 0; i < projection->circle->mentions->len; i++)
    if (peek (projection, i)->subject == subject &&
        !add_relations (projection, subject, peek (projection, i), error))
      return FALSE;
  return sohoa_saving_write (projection, subject, claims, error);
}

/* ---- the whole ---- */

static gboolean
clear_subjects (SohoaProjection *projection, GError **error)
{
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init (&iter, projection->circle->subjects);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!sohoa_fact_clear (projection->archive, *(gint64 *) key, error) ||
        !sohoa_question_clear (projection->archive, *(gint64 *) key, error) ||
        !sohoa_reuse_clear_subject (projection->archive, *(gint64 *) key, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_subjects (SohoaProjection *projection, GError **error)
{
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init (&iter, projection->circle->subjects);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!write_facts (projection, *(gint64 *) key, error))
      return FALSE;
  return TRUE;
}

gboolean
sohoa_projection_make (SohoaProjection *projection, GError **error)
{
  return sohoa_circle_close (projection->circle, error) &&
         sohoa_circle_resolve (projection->circle, projection->doubts, error) &&
         clear_subjects (projection, error) && write_subjects (projection, error) &&
         sohoa_projection_ask (projection, error);
}
