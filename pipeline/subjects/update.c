/* update.c - see subjects.h: one changed dossier at a time, and whom it touches. */
#include "subjects.h"

#include "../trust/judge.h"
#include "projection.h"
#include "resolution.h"
#include "returned.h"
#include "saving.h"

/* Mentions as they were before they changed: whom they were part of, or could have been, is touched whatever
 * becomes of them. */
static GPtrArray *
trail_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_mention_free);
}

static gboolean
follow (const GPtrArray *trail, SohoaProjection *projection, GError **error)
{
  for (guint i = 0; i < trail->len; i++) {
    const SohoaMention *before = g_ptr_array_index (trail, i);
    if (!sohoa_circle_touch (projection->circle, before->home, error) ||
        !sohoa_circle_touch (projection->circle, before->subject, error) ||
        !sohoa_circle_take_kindred (projection->circle, before, error))
      return FALSE;
  }
  return TRUE;
}

/* ---- the mentions of a dossier ---- */

static gboolean
put (SohoaArchive *archive, SohoaMention *mention, GPtrArray *trail, GError **error)
{
  g_autoptr (SohoaMention) before = NULL;
  if (!sohoa_mention_load (archive, mention->page, mention->name, &before, error))
    return FALSE;
  if (before != NULL)
    g_ptr_array_add (trail, g_steal_pointer (&before));
  return sohoa_mention_put (archive, mention, error);
}

/* What the dossier said before and says no more may be said by another now: it is lost until all are looked
 * at. */
static gboolean
lose_unseen (SohoaArchive *archive, const GPtrArray *before, const GPtrArray *sightings, GError **error)
{
  for (guint i = 0; i < before->len; i++) {
    const SohoaMention *mention = g_ptr_array_index (before, i);
    if (sohoa_sighting_find (sightings, mention) == NULL && !sohoa_mention_lose (archive, mention->id, error))
      return FALSE;
  }
  return TRUE;
}

/* Stores which mentions of a dossier are one; the first one's id names them. */
static gboolean
settle_parties (SohoaArchive *archive, GPtrArray *mentions, GError **error)
{
  g_autoptr (GArray) doubts = g_array_new (FALSE, FALSE, sizeof (SohoaDoubt));
  g_ptr_array_sort (mentions, sohoa_mention_compare);
  g_autoptr (GArray) groups = sohoa_resolve_parties (mentions, doubts);
  for (guint i = 0; i < mentions->len; i++) {
    SohoaMention *mention = g_ptr_array_index (mentions, i);
    SohoaMention *first = g_ptr_array_index (mentions, g_array_index (groups, guint, i));
    mention->party = first->id;
    if (!sohoa_mention_settle (archive, mention, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
renew_mentions (SohoaProjection *projection, gint64 dossier, GPtrArray *trail, GError **error)
{
  SohoaArchive *archive = projection->archive;
  g_autoptr (GPtrArray) before = sohoa_mention_list_dossier (archive, dossier, error);
  const GPtrArray *sightings = before != NULL ? sohoa_projection_look_at (projection, dossier, error) : NULL;

  for (guint i = 0; sightings != NULL && i < sightings->len; i++) {
    SohoaSighting *sighting = g_ptr_array_index (sightings, i);
    if (!put (archive, sighting->mention, trail, error))
      return FALSE;
  }
  if (sightings == NULL || !lose_unseen (archive, before, sightings, error))
    return FALSE;
  g_ptr_array_extend_and_steal (trail, g_steal_pointer (&before));
  g_autoptr (GPtrArray) now = sohoa_mention_list_dossier (archive, dossier, error);
  return now != NULL && settle_parties (archive, now, error) &&
         sohoa_circle_take (projection->circle, g_steal_pointer (&now));
}

/* ---- updating ---- */

static gboolean
update_dossier (SohoaProjection *projection, gint64 dossier, GError **error)
{
  g_autoptr (GPtrArray) trail = trail_new ();
  return sohoa_trust_judge (projection->archive, projection->forms, dossier, error) &&
         renew_mentions (projection, dossier, trail, error) &&
         sohoa_saving_write_loose (projection, dossier, error) &&
         sohoa_returned_write (projection, dossier, error) && follow (trail, projection, error) &&
         sohoa_projection_make (projection, error) &&
         sohoa_subject_set_fresh (projection->archive, dossier, error);
}

/* Every dossier was looked at: what is still lost is gone. */
static gboolean
forget_lost (SohoaProjection *projection, GError **error)
{
  g_autoptr (GPtrArray) lost = sohoa_mention_list_lost (projection->archive, error);
  for (guint i = 0; lost != NULL && i < lost->len; i++) {
    const SohoaMention *mention = g_ptr_array_index (lost, i);
    if (!sohoa_mention_remove (projection->archive, mention->id, error))
      return FALSE;
  }
  return lost != NULL &&
         (lost->len == 0 || (follow (lost, projection, error) && sohoa_projection_make (projection, error)));
}

gboolean
sohoa_subjects_update (SohoaArchive *archive, const SohoaFormSet *forms, guint *ret_dossiers, GError **error)
{
  const SohoaDictionary *dictionary = sohoa_dictionary_get (error);
  guint n = 0;

  for (gboolean more = dictionary != NULL; more; n += more) {
    gint64 dossier;
    if (!sohoa_subject_next_stale (archive, &dossier, error))
      return FALSE;
    more = dossier != 0;
    g_autoptr (SohoaProjection) projection = sohoa_projection_new (archive, forms, dictionary);
    if (!sohoa_archive_begin (archive, error) ||
        !sohoa_archive_end (
          archive, more ? update_dossier (projection, dossier, error) : forget_lost (projection, error),
          error))
      return FALSE;
  }
  if (ret_dossiers != NULL)
    *ret_dossiers = n;
  return dictionary != NULL;
}

gboolean
sohoa_subjects_rebuild (SohoaArchive *archive, const SohoaFormSet *forms, GError **error)
{
  return sohoa_subject_set_all_stale (archive, error) && sohoa_subjects_update (archive, forms, NULL, error);
}
