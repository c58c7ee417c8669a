/* circle.c - see circle.h. */
#include "circle.h"

#include <string.h>

#include "nearness.h"
#include "resolution.h"

static gint64 *
copy_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

SohoaCircle *
sohoa_circle_new (SohoaArchive *archive)
{
  SohoaCircle *circle = g_new0 (SohoaCircle, 1);
  circle->archive = archive;
  circle->mentions = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_mention_free);
  circle->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_decision_free);
  circle->subjects = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  circle->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  circle->ruled = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return circle;
}

void
sohoa_circle_free (SohoaCircle *circle)
{
  if (circle == NULL)
    return;
  g_ptr_array_unref (circle->mentions);
  g_ptr_array_unref (circle->decisions);
  g_hash_table_unref (circle->subjects);
  g_hash_table_unref (circle->seen);
  g_hash_table_unref (circle->ruled);
  g_free (circle);
}

/* ---- closing ---- */

gboolean
sohoa_circle_take (SohoaCircle *circle, GPtrArray *rows)
{
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++) {
    SohoaMention **mention = (SohoaMention **) &g_ptr_array_index (rows, i);
    if (g_hash_table_add (circle->seen, copy_id ((*mention)->id)))
      g_ptr_array_add (circle->mentions, g_steal_pointer (mention));
  }
  g_ptr_array_unref (rows);
  return TRUE;
}

gboolean
sohoa_circle_touch (SohoaCircle *circle, gint64 subject, GError **error)
{
  if (subject == 0 || !g_hash_table_add (circle->subjects, copy_id (subject)))
    return TRUE;
  return sohoa_circle_take (circle, sohoa_mention_list_subject (circle->archive, subject, error)) &&
         sohoa_circle_take (circle, sohoa_mention_list_home (circle->archive, subject, error));
}

static gboolean
take_party (SohoaCircle *circle, const SohoaMention *mention, GError **error)
{
  GPtrArray *rows = sohoa_mention_list_dossier (circle->archive, mention->dossier, error);
  for (guint i = 0; rows != NULL && i < rows->len;) {
    const SohoaMention *other = g_ptr_array_index (rows, i);
    if (other->party == mention->party)
      i++;
    else
      g_ptr_array_remove_index (rows, i);
  }
  return sohoa_circle_take (circle, rows);
}

static gboolean
take_number (SohoaCircle *circle, const SohoaMention *mention, GError **error)
{
  GBytes *number = sohoa_mention_number (mention);
  return number == NULL ||
         sohoa_circle_take (circle, sohoa_mention_list_read_number (circle->archive, number, error));
}

/* Many have a name: whose number is far from this one's is left aside before it is loaded. */
static gboolean
take_near (SohoaCircle *circle, const SohoaMention *mention, GError **error)
{
  GBytes *label = sohoa_mention_label (mention);
  if (label == NULL || mention->near_number == NULL)
    return TRUE;
  /* More than one figure may be misread only beside the same birth. */
  guint most = mention->birth != NULL || mention->read_birth != NULL ? SOHOA_FIGURES_NEAR : 1;
  g_autoptr (GPtrArray) namesakes =
    sohoa_mention_list_namesakes (circle->archive, label, mention->number != NULL, error);
  for (guint i = 0; namesakes != NULL && i < namesakes->len; i++) {
    const SohoaNamesake *namesake = g_ptr_array_index (namesakes, i);
    if (g_hash_table_contains (circle->seen, &namesake->id) ||
        sohoa_figures_apart (mention->near_number, namesake->near_number, most) == SOHOA_FIGURES_FAR)
      continue;
    if (!sohoa_circle_take (circle, sohoa_mention_list_id (circle->archive, namesake->id, error)))
      return FALSE;
  }
  return namesakes != NULL;
}

gboolean
sohoa_circle_take_kindred (SohoaCircle *circle, const SohoaMention *mention, GError **error)
{
  return take_number (circle, mention, error) && take_near (circle, mention, error);
}

static gboolean
take_decided (SohoaCircle *circle, const SohoaDecision *decision, GError **error)
{
  for (guint i = 0; i < decision->mentions->len; i++) {
    const SohoaDecisionMention *place = g_ptr_array_index (decision->mentions, i);
    SohoaMention *mention = NULL;
    if (!sohoa_mention_load (circle->archive, place->page, place->name, &mention, error))
      return FALSE;
    if (mention != NULL && g_hash_table_add (circle->seen, copy_id (mention->id)))
      g_ptr_array_add (circle->mentions, mention);
    else
      sohoa_mention_free (mention);
  }
  return sohoa_circle_touch (circle, decision->subject, error) &&
         sohoa_circle_touch (circle, decision->other, error);
}

static gboolean
take_decisions (SohoaCircle *circle, const SohoaMention *mention, GError **error)
{
  g_autoptr (GPtrArray) decisions =
    sohoa_decision_list_mention (circle->archive, mention->page, mention->name, error);
  for (guint i = 0; decisions != NULL && i < decisions->len; i++) {
    SohoaDecision **decision = (SohoaDecision **) &g_ptr_array_index (decisions, i);
    if (!g_hash_table_add (circle->ruled, copy_id ((*decision)->id)))
      continue;
    g_ptr_array_add (circle->decisions, *decision);
    if (!take_decided (circle, g_steal_pointer (decision), error))
      return FALSE;
  }
  return decisions != NULL;
}

static int
compare_decisions (gconstpointer a, gconstpointer b)
{
  gint64 one = (*(SohoaDecision *const *) a)->id, other = (*(SohoaDecision *const *) b)->id;
  return (one > other) - (one < other);
}

gboolean
sohoa_circle_close (SohoaCircle *circle, GError **error)
{
  for (guint i = 0; i < circle->mentions->len; i++) {
    const SohoaMention *mention = g_ptr_array_index (circle->mentions, i);
    if (!sohoa_circle_touch (circle, mention->subject, error) ||
        !sohoa_circle_touch (circle, mention->home, error) || !take_party (circle, mention, error) ||
        !take_decisions (circle, mention, error) || !sohoa_circle_take_kindred (circle, mention, error))
      return FALSE;
  }
  g_ptr_array_sort (circle->mentions, sohoa_mention_compare);
  g_ptr_array_sort (circle->decisions, compare_decisions);
  return TRUE;
}

/* ---- homes ---- */

static SohoaMention *
peek (const SohoaCircle *circle, guint i)
{
  return g_ptr_array_index (circle->mentions, i);
}

/* The oldest home that its mentions had and nobody took yet; 0 when there is none. */
static gint64
oldest_home (const SohoaCircle *circle, const GArray *groups, guint group, GHashTable *taken)
{
  gint64 oldest = 0;
  for (guint i = group; i < groups->len; i++) {
    gint64 home = peek (circle, i)->home;
    if (g_array_index (groups, guint, i) == group && home != 0 && (oldest == 0 || home < oldest) &&
        !g_hash_table_contains (taken, &home))
      oldest = home;
  }
  return oldest;
}

static gboolean
give_homes (SohoaCircle *circle, const GArray *groups, GError **error)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree gint64 *homes = g_new0 (gint64, groups->len);
  for (guint i = 0; i < groups->len; i++) {
    guint group = g_array_index (groups, guint, i);
    if (group != i)
      continue;
    homes[i] = oldest_home (circle, groups, i, taken);
    if (homes[i] == 0 && !sohoa_subject_new (circle->archive, peek (circle, i)->kind, &homes[i], error))
      return FALSE;
    g_hash_table_add (taken, copy_id (homes[i]));
    g_hash_table_add (circle->subjects, copy_id (homes[i]));
  }
  for (guint i = 0; i < groups->len; i++)
    peek (circle, i)->home = homes[g_array_index (groups, guint, i)];
  return TRUE;
}

/* ---- decisions ---- */

/* The mention at a side's first place; NULL when it is gone. */
static SohoaMention *
find_place (const SohoaCircle *circle, const SohoaDecisionMention *place)
{
  for (guint i = 0; i < circle->mentions->len; i++)
    if (peek (circle, i)->page == place->page && strcmp (peek (circle, i)->name, place->name) == 0)
      return peek (circle, i);
  return NULL;
}

static void
replay_merge (SohoaCircle *circle, const SohoaDecision *decision)
{
  SohoaMention *side[2] = {NULL, NULL};
  for (guint i = 0; i < decision->mentions->len; i++) {
    const SohoaDecisionMention *place = g_ptr_array_index (decision->mentions, i);
    SohoaMention *mention = find_place (circle, place);
    if (mention != NULL)
      side[place->side] = mention;
  }
  if (side[0] == NULL || side[1] == NULL || side[0]->kind != side[1]->kind)
    return;
  gint64 from = side[1]->subject, to = side[0]->subject;
  for (guint i = 0; i < circle->mentions->len; i++)
    if (peek (circle, i)->subject == from)
      peek (circle, i)->subject = to;
}

static void
replay_split (SohoaCircle *circle, const SohoaDecision *decision)
{
  for (guint i = 0; i < decision->mentions->len; i++) {
    const SohoaDecisionMention *place = g_ptr_array_index (decision->mentions, i);
    SohoaMention *mention = place->side == 1 ? find_place (circle, place) : NULL;
    if (mention != NULL)
      mention->subject = decision->other;
  }
}

static void
replay (SohoaCircle *circle)
{
  for (guint i = 0; i < circle->mentions->len; i++)
    peek (circle, i)->subject = peek (circle, i)->home;
  for (guint i = 0; i < circle->decisions->len; i++) {
    const SohoaDecision *decision = g_ptr_array_index (circle->decisions, i);
    if (decision->kind == SOHOA_DECISION_MERGE)
      replay_merge (circle, decision);
    else if (decision->kind == SOHOA_DECISION_SPLIT)
      replay_split (circle, decision);
  }
}

/* ---- storing ---- */

/* Subjects without mentions say where theirs went, if anywhere; before: subject of each mention as it was. */
static gboolean
set_joined (SohoaCircle *circle, const gint64 *before, GError **error)
{
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init (&iter, circle->subjects);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    gint64 id = *(gint64 *) key, went = 0;
    SohoaSubject subject;
    gboolean lives = FALSE;
    for (guint i = 0; i < circle->mentions->len; i++) {
      lives |= peek (circle, i)->subject == id;
      if (went == 0 && before[i] == id)
        went = peek (circle, i)->subject;
    }
    if (!sohoa_subject_load (circle->archive, id, &subject, error))
      return FALSE;
    gint64 joined = lives ? 0 : went != 0 ? went : subject.joined;
    if (joined != subject.joined && !sohoa_subject_set_joined (circle->archive, id, joined, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
sohoa_circle_resolve (SohoaCircle *circle, GArray *doubts, GError **error)
{
  g_autoptr (GArray) groups = sohoa_resolve_numbers (circle->mentions, doubts);
  g_autofree gint64 *before = g_new0 (gint64, circle->mentions->len + 1);
  for (guint i = 0; i < circle->mentions->len; i++)
    before[i] = peek (circle, i)->subject;
  if (!give_homes (circle, groups, error))
    return FALSE;
  replay (circle);
  for (guint i = 0; i < circle->mentions->len; i++)
    if (!sohoa_mention_settle (circle->archive, peek (circle, i), error))
      return FALSE;
  return set_joined (circle, before, error);
}
