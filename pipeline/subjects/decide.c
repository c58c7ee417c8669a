/* decide.c - see subjects.h: what persons say about who is who. */
#include "subjects.h"

#include "projection.h"

static gboolean
fail_usage (GError **error, const char *message)
{
  g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, message);
  return FALSE;
}

/* A subject that has mentions, in order of place; NULL otherwise. */
static GPtrArray *
load_living (SohoaArchive *archive, gint64 id, SohoaSubject *ret_subject, GError **error)
{
  if (!sohoa_subject_load (archive, id, ret_subject, error))
    return NULL;
  g_autoptr (GPtrArray) mentions = sohoa_mention_list_subject (archive, id, error);
  if (mentions == NULL)
    return NULL;
  if (mentions->len == 0) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                 "S%" G_GINT64_FORMAT " is nobody any more; it went into S%" G_GINT64_FORMAT, id,
                 ret_subject->joined);
    return NULL;
  }
  g_ptr_array_sort (mentions, sohoa_mention_compare);
  return g_steal_pointer (&mentions);
}

/* Facts and questions of the subjects of a decision follow from it. */
static gboolean
project (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaDecision *decision, GError **error)
{
  const SohoaDictionary *dictionary = sohoa_dictionary_get (error);
  g_autoptr (SohoaProjection) projection = sohoa_projection_new (archive, forms, dictionary);
  return dictionary != NULL && sohoa_circle_touch (projection->circle, decision->subject, error) &&
         sohoa_circle_touch (projection->circle, decision->other, error) &&
         sohoa_projection_make (projection, error);
}

static gboolean
decide (SohoaArchive *archive, const SohoaFormSet *forms, SohoaDecision *decision, gint64 *ret_decision,
        GError **error)
{
  if (!sohoa_decision_store (archive, decision, error) || !project (archive, forms, decision, error))
    return FALSE;
  *ret_decision = decision->id;
  return TRUE;
}

/* ---- one or two ---- */

static gboolean
decide_on_two (SohoaArchive *archive, const SohoaFormSet *forms, SohoaDecision *decision,
               gint64 *ret_decision, GError **error)
{
  SohoaSubject one, other;
  g_autoptr (GPtrArray) of_one = load_living (archive, decision->subject, &one, error);
  g_autoptr (GPtrArray) of_other =
    of_one != NULL ? load_living (archive, decision->other, &other, error) : NULL;

  if (of_other == NULL)
    return FALSE;
  if (one.id == other.id)
    return fail_usage (error, "cannot decide about a subject and itself: name two");
  if (one.kind != other.kind)
    return fail_usage (error, "cannot take two kinds of thing for one: name two of one kind");
  sohoa_decision_add_mention (decision, 0, g_ptr_array_index (of_one, 0));
  sohoa_decision_add_mention (decision, 1, g_ptr_array_index (of_other, 0));
  return decide (archive, forms, decision, ret_decision, error);
}

gboolean
sohoa_subjects_merge (SohoaArchive *archive, const SohoaFormSet *forms, gint64 subject, gint64 other,
                      const char *actor, gint64 *ret_decision, GError **error)
{
  g_autoptr (SohoaDecision) decision = sohoa_decision_new (SOHOA_DECISION_MERGE, subject, other, actor);
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, decide_on_two (archive, forms, decision, ret_decision, error), error);
}

gboolean
sohoa_subjects_keep_apart (SohoaArchive *archive, const SohoaFormSet *forms, gint64 subject, gint64 other,
                           const char *actor, gint64 *ret_decision, GError **error)
{
  g_autoptr (SohoaDecision) decision = sohoa_decision_new (SOHOA_DECISION_APART, subject, other, actor);
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, decide_on_two (archive, forms, decision, ret_decision, error), error);
}

/* ---- splitting ---- */

static gboolean
contains (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

static gboolean
split (SohoaArchive *archive, const SohoaFormSet *forms, gint64 id, const GArray *ids, const char *actor,
       gint64 *ret_other, gint64 *ret_decision, GError **error)
{
  SohoaSubject subject;
  g_autoptr (GPtrArray) mentions = load_living (archive, id, &subject, error);
  if (mentions == NULL || !sohoa_subject_new (archive, subject.kind, ret_other, error))
    return FALSE;
  g_autoptr (SohoaDecision) decision = sohoa_decision_new (SOHOA_DECISION_SPLIT, id, *ret_other, actor);
  for (guint i = 0; i < mentions->len; i++) {
    const SohoaMention *mention = g_ptr_array_index (mentions, i);
    if (contains (ids, mention->id))
      sohoa_decision_add_mention (decision, 1, mention);
  }
  if (decision->mentions->len != ids->len)
    return fail_usage (
      error, "cannot split: a mention named is not of that subject; 'sohoa subject show' lists them");
  if (decision->mentions->len == 0 || decision->mentions->len == mentions->len)
    return fail_usage (error, "cannot split: name some of the subject's mentions, not none or all");
  return decide (archive, forms, decision, ret_decision, error);
}

gboolean
sohoa_subjects_split (SohoaArchive *archive, const SohoaFormSet *forms, gint64 subject,
                      const GArray *mentions, const char *actor, gint64 *ret_other, gint64 *ret_decision,
                      GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (
    archive, split (archive, forms, subject, mentions, actor, ret_other, ret_decision, error), error);
}

/* ---- undoing ---- */

static gboolean
undo (SohoaArchive *archive, const SohoaFormSet *forms, gint64 id, const char *actor, GError **error)
{
  g_autoptr (SohoaDecision) decision = sohoa_decision_load (archive, id, error);
  return decision != NULL && sohoa_decision_undo (archive, id, actor, error) &&
         project (archive, forms, decision, error);
}

gboolean
sohoa_subjects_undo (SohoaArchive *archive, const SohoaFormSet *forms, gint64 decision, const char *actor,
                     GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, undo (archive, forms, decision, actor, error), error);
}
