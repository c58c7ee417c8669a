/* doubt.c - see projection.h: what the rules cannot decide becomes a question. */
#include "projection.h"

#include "../store/question.h"
#include "resolution.h"

static SohoaMention *
peek (const SohoaProjection *projection, guint i)
{
  return g_ptr_array_index (projection->circle->mentions, i);
}

static gboolean
ask_about_two (SohoaProjection *projection, gint64 one, gint64 other, const char *reason, GError **error)
{
  gboolean apart;
  if (one == other || one == 0 || other == 0)
    return TRUE;
  if (!sohoa_decision_are_apart (projection->archive, one, other, &apart, error))
    return FALSE;
  return apart || sohoa_question_add (projection->archive, one, other, "", reason, error);
}

/* Doubts inside the dossiers of the circle. */
static gboolean
ask_inside (SohoaProjection *projection, gint64 dossier, GError **error)
{
  g_autoptr (GArray) doubts = g_array_new (FALSE, FALSE, sizeof (SohoaDoubt));
  g_autoptr (GPtrArray) mentions = sohoa_mention_list_dossier (projection->archive, dossier, error);
  if (mentions == NULL)
    return FALSE;
  g_ptr_array_sort (mentions, sohoa_mention_compare);
  g_array_unref (sohoa_resolve_parties (mentions, doubts));
  for (guint i = 0; i < doubts->len; i++) {
    const SohoaDoubt *doubt = &g_array_index (doubts, SohoaDoubt, i);
    const SohoaMention *one = g_ptr_array_index (mentions, doubt->one);
    const SohoaMention *other = g_ptr_array_index (mentions, doubt->other);
    if (!ask_about_two (projection, one->subject, other->subject, doubt->reason, error))
      return FALSE;
  }
  return TRUE;
}

/* The subjects' numbers both are known, and differ: then they are two. */
static gboolean
have_two_numbers (SohoaProjection *projection, gint64 one, gint64 other, gboolean *ret_two, GError **error)
{
  GBytes *number[2] = {NULL, NULL};
  const gint64 subjects[] = {one, other};
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < 2; i++) {
    GPtrArray *mentions = sohoa_mention_list_subject (projection->archive, subjects[i], error);
    if (mentions == NULL)
      return FALSE;
    g_ptr_array_add (all, mentions);
    for (guint k = 0; k < mentions->len && number[i] == NULL; k++)
      number[i] = ((SohoaMention *) g_ptr_array_index (mentions, k))->number;
  }
  *ret_two = number[0] != NULL && number[1] != NULL && !sohoa_same_index (number[0], number[1]);
  return TRUE;
}

/* Others anywhere with the same name and date of birth. */
static gboolean
ask_elsewhere (SohoaProjection *projection, const SohoaMention *mention, GError **error)
{
  if (mention->kind != SOHOA_SUBJECT_PERSON || mention->label == NULL || mention->birth == NULL)
    return TRUE;
  g_autoptr (GPtrArray) alike =
    sohoa_mention_list_label (projection->archive, mention->label, mention->birth, error);
  for (guint i = 0; alike != NULL && i < alike->len; i++) {
    const SohoaMention *other = g_ptr_array_index (alike, i);
    gboolean two = FALSE;
    if (other->subject == mention->subject)
      continue;
    if (!have_two_numbers (projection, mention->subject, other->subject, &two, error) ||
        (!two && !ask_about_two (projection, mention->subject, other->subject, "alike", error)))
      return FALSE;
  }
  return alike != NULL;
}

gboolean
sohoa_projection_ask (SohoaProjection *projection, GError **error)
{
  g_autoptr (GHashTable) dossiers = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < projection->doubts->len; i++) {
    const SohoaDoubt *doubt = &g_array_index (projection->doubts, SohoaDoubt, i);
    if (!ask_about_two (projection, peek (projection, doubt->one)->subject,
                        peek (projection, doubt->other)->subject, doubt->reason, error))
      return FALSE;
  }
  for (guint i = 0; i < projection->circle->mentions->len; i++) {
    const SohoaMention *mention = peek (projection, i);
    if (mention->doubt != NULL &&
        !sohoa_question_add (projection->archive, mention->subject, 0, "", mention->doubt, error))
      return FALSE;
    if (!ask_elsewhere (projection, mention, error))
      return FALSE;
    if (mention->dossier != 0 && g_hash_table_add (dossiers, GSIZE_TO_POINTER (mention->dossier)) &&
        !ask_inside (projection, mention->dossier, error))
      return FALSE;
  }
  return TRUE;
}
