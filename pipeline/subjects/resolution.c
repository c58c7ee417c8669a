/* resolution.c - see resolution.h. */
#include "resolution.h"

#include <string.h>

gboolean
sohoa_same_index (const GBytes *a, const GBytes *b)
{
  return a != NULL && b != NULL && g_bytes_equal (a, b);
}

static gboolean
differ (const GBytes *a, const GBytes *b)
{
  return a != NULL && b != NULL && !g_bytes_equal (a, b);
}

gboolean
sohoa_mentions_contradict (const SohoaMention *a, const SohoaMention *b)
{
  return a->kind != b->kind || differ (a->number, b->number) || differ (a->birth, b->birth) ||
         differ (a->birth_year, b->birth_year);
}

/* ---- groups ---- */

/* Everybody alone. */
static GArray *
groups_new (guint n)
{
  GArray *groups = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);
  for (guint i = 0; i < n; i++)
    g_array_append_val (groups, i);
  return groups;
}

static guint
group_of (const GArray *groups, guint i)
{
  return g_array_index (groups, guint, i);
}

/* Both groups become one, named by its first member. */
static void
unite (GArray *groups, guint a, guint b)
{
  guint one = group_of (groups, a), other = group_of (groups, b);
  for (guint i = 0; i < groups->len; i++)
    if (group_of (groups, i) == MAX (one, other))
      g_array_index (groups, guint, i) = MIN (one, other);
}

static const SohoaMention *
peek (const GPtrArray *mentions, guint i)
{
  return g_ptr_array_index (mentions, i);
}

static void
doubt (GArray *doubts, guint one, guint other, const char *reason)
{
  const SohoaDoubt new = {one, other, reason};
  g_array_append_val (doubts, new);
}

/* ---- inside a dossier ---- */

/* A role that a dossier has once: no row of a table. */
static gboolean
same_role (const SohoaMention *a, const SohoaMention *b)
{
  return a->page != b->page && strcmp (a->role, b->role) == 0 && strchr (a->name, '[') == NULL &&
         strchr (b->name, '[') == NULL;
}

static gboolean
says_same (const SohoaMention *a, const SohoaMention *b)
{
  return a->page == b->page && g_strcmp0 (a->same_as, b->name) == 0;
}

static gboolean
are_one_party (const SohoaMention *a, const SohoaMention *b)
{
  return sohoa_same_index (a->label, b->label) && !sohoa_mentions_contradict (a, b) &&
         (sohoa_same_index (a->birth, b->birth) || says_same (a, b) || says_same (b, a) || same_role (a, b));
}

/* Same name and more known than the name, but nothing that ties them. */
static gboolean
are_alike (const SohoaMention *a, const SohoaMention *b)
{
  return a->kind == SOHOA_SUBJECT_PERSON && sohoa_same_index (a->label, b->label) &&
         !sohoa_mentions_contradict (a, b) && (a->number != NULL || a->birth_year != NULL) &&
         (b->number != NULL || b->birth_year != NULL) && !sohoa_same_index (a->number, b->number);
}

/* Some two members of a group contradict each other. */
static gboolean
falls_apart (const GPtrArray *mentions, const GArray *groups, guint group)
{
  for (guint i = 0; i < mentions->len; i++)
    for (guint k = i + 1; k < mentions->len; k++)
      if (group_of (groups, i) == group && group_of (groups, k) == group &&
          sohoa_mentions_contradict (peek (mentions, i), peek (mentions, k)))
        return TRUE;
  return FALSE;
}

static void
break_up (GArray *groups, guint group, GArray *doubts)
{
  for (guint i = group + 1; i < groups->len; i++)
    if (group_of (groups, i) == group) {
      g_array_index (groups, guint, i) = i;
      doubt (doubts, group, i, "contradiction");
    }
}

GArray *
sohoa_resolve_parties (const GPtrArray *mentions, GArray *doubts)
{
  GArray *groups = groups_new (mentions->len);
  for (guint i = 0; i < mentions->len; i++)
    for (guint k = i + 1; k < mentions->len; k++)
      if (are_one_party (peek (mentions, i), peek (mentions, k)))
        unite (groups, i, k);
  for (guint i = 0; i < mentions->len; i++)
    if (group_of (groups, i) == i && falls_apart (mentions, groups, i))
      break_up (groups, i, doubts);
  for (guint i = 0; i < mentions->len; i++)
    for (guint k = i + 1; k < mentions->len; k++)
      if (group_of (groups, i) != group_of (groups, k) && are_alike (peek (mentions, i), peek (mentions, k)))
        doubt (doubts, i, k, "alike");
  return groups;
}

/* ---- between dossiers ---- */

/* What the parties a and b (groups of parties) say of each other. */
typedef struct {
  gboolean named, dated; /* both are */
  gboolean same_label, same_birth;
} Comparison;

static Comparison
compare (const GPtrArray *mentions, const GArray *parties, guint a, guint b)
{
  Comparison result = {0};
  for (guint i = 0; i < mentions->len; i++)
    for (guint k = 0; group_of (parties, i) == a && k < mentions->len; k++) {
      if (group_of (parties, k) != b)
        continue;
      const SohoaMention *one = peek (mentions, i), *other = peek (mentions, k);
      result.named |= one->label != NULL && other->label != NULL;
      result.dated |= one->birth != NULL && other->birth != NULL;
      result.same_label |= sohoa_same_index (one->label, other->label);
      result.same_birth |= sohoa_same_index (one->birth, other->birth);
    }
  return result;
}

/* How much is asked of two parties with one number before they are one; tried in turn until nothing within a
 * group contradicts. */
typedef enum { ASK_NO_CONTRADICTION, ASK_PROOF, ASK_THE_IMPOSSIBLE } Demand;

static gboolean
may_be_one (const Comparison *c, Demand demand)
{
  gboolean proved = c->same_label || c->same_birth;
  if (demand == ASK_THE_IMPOSSIBLE)
    return FALSE;
  return proved || (demand == ASK_NO_CONTRADICTION && !c->named && !c->dated);
}

/* members: of guint, first mentions of the parties with one number. Unites in groups. */
static void
unite_number (const GPtrArray *mentions, const GArray *parties, const GArray *members, GArray *groups)
{
  for (Demand demand = ASK_NO_CONTRADICTION; demand <= ASK_THE_IMPOSSIBLE; demand++) {
    g_autoptr (GArray) trial = groups_new (members->len);
    gboolean sound = TRUE;
    for (guint i = 0; i < members->len; i++)
      for (guint k = i + 1; k < members->len; k++) {
        Comparison c = compare (mentions, parties, group_of (members, i), group_of (members, k));
        if (may_be_one (&c, demand))
          unite (trial, i, k);
      }
    for (guint i = 0; i < members->len; i++)
      for (guint k = i + 1; k < members->len; k++) {
        Comparison c = compare (mentions, parties, group_of (members, i), group_of (members, k));
        if (group_of (trial, i) == group_of (trial, k) && !may_be_one (&c, ASK_NO_CONTRADICTION))
          sound = FALSE;
      }
    if (!sound)
      continue;
    for (guint i = 0; i < members->len; i++)
      if (group_of (trial, i) != i)
        unite (groups, group_of (members, i), group_of (members, group_of (trial, i)));
    return;
  }
}

static gboolean
same_party (const SohoaMention *a, const SohoaMention *b)
{
  return a->dossier == b->dossier && a->party == b->party;
}

/* A party has one number at most. */
static const GBytes *
number_of_party (const GPtrArray *mentions, const GArray *parties, guint party)
{
  for (guint i = party; i < mentions->len; i++)
    if (group_of (parties, i) == party && peek (mentions, i)->number != NULL)
      return peek (mentions, i)->number;
  return NULL;
}

GArray *
sohoa_resolve_numbers (const GPtrArray *mentions, GArray *doubts)
{
  g_autoptr (GArray) parties = groups_new (mentions->len);
  for (guint i = 0; i < mentions->len; i++)
    for (guint k = i + 1; k < mentions->len; k++)
      if (same_party (peek (mentions, i), peek (mentions, k)))
        unite (parties, i, k);

  GArray *groups = g_array_copy (parties);
  for (guint i = 0; i < mentions->len; i++) {
    const GBytes *number = group_of (parties, i) == i ? number_of_party (mentions, parties, i) : NULL;
    g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));
    gboolean first = number != NULL;
    for (guint k = 0; number != NULL && k < mentions->len; k++) {
      if (group_of (parties, k) != k || !sohoa_same_index (number, number_of_party (mentions, parties, k)))
        continue;
      first &= k >= i;
      g_array_append_val (members, k);
    }
    if (!first)
      continue;
    unite_number (mentions, parties, members, groups);
    for (guint k = 1; k < members->len; k++)
      if (group_of (groups, group_of (members, k)) == group_of (members, k))
        doubt (doubts, i, group_of (members, k), "number-shared");
  }
  return groups;
}
