/* resolution.c - see resolution.h. */
#include "resolution.h"

#include <string.h>

#include "nearness.h"

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

/* ---- what is believed, else what was read ---- */

GBytes *
sohoa_mention_number (const SohoaMention *mention)
{
  return mention->number != NULL ? mention->number : mention->read_number;
}

GBytes *
sohoa_mention_label (const SohoaMention *mention)
{
  return mention->label != NULL ? mention->label : mention->read_label;
}

static gboolean
same_label (const SohoaMention *a, const SohoaMention *b)
{
  return sohoa_same_index (sohoa_mention_label (a), sohoa_mention_label (b));
}

static gboolean
same_birth (const SohoaMention *a, const SohoaMention *b)
{
  return sohoa_same_index (a->birth != NULL ? a->birth : a->read_birth,
                           b->birth != NULL ? b->birth : b->read_birth);
}

/* ---- what may have been misread ---- */

/* Two names that are believed are two names. */
static gboolean
nearly_same_label (const SohoaMention *a, const SohoaMention *b)
{
  return (a->label == NULL || b->label == NULL) && sohoa_labels_are_near (a->near_label, b->near_label);
}

/* Of two mentions with one number. */
static gboolean
are_proved_one (const SohoaMention *a, const SohoaMention *b)
{
  return same_label (a, b) || nearly_same_label (a, b) || same_birth (a, b);
}

/* Namesakes one of whose numbers may be the other one misread; where both are believed, they contradict.
 * Those that are equal and yet not proved one are left: the paper speaks against one of them. */
static gboolean
nearly_same_number (const SohoaMention *a, const SohoaMention *b)
{
  if (!same_label (a, b))
    return FALSE;
  guint most = same_birth (a, b) ? SOHOA_FIGURES_NEAR : 1;
  guint apart = sohoa_figures_apart (a->near_number, b->near_number, most);
  return apart > 0 && apart <= most;
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

/* Some two members of a group that come from different parts contradict each other. */
static gboolean
falls_apart (const GPtrArray *mentions, const GArray *parts, const GArray *groups, guint group)
{
  for (guint i = group; i < mentions->len; i++)
    for (guint k = i + 1; group_of (groups, i) == group && k < mentions->len; k++)
      if (group_of (groups, k) == group && group_of (parts, i) != group_of (parts, k) &&
          sohoa_mentions_contradict (peek (mentions, i), peek (mentions, k)))
        return TRUE;
  return FALSE;
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
  return same_label (a, b) && !sohoa_mentions_contradict (a, b) &&
         (same_birth (a, b) || says_same (a, b) || says_same (b, a) || same_role (a, b));
}

/* Same name and more known than the name, but nothing that ties them. */
static gboolean
are_alike (const SohoaMention *a, const SohoaMention *b)
{
  return a->kind == SOHOA_SUBJECT_PERSON && sohoa_same_index (a->label, b->label) &&
         !sohoa_mentions_contradict (a, b) && (a->number != NULL || a->birth_year != NULL) &&
         (b->number != NULL || b->birth_year != NULL) && !sohoa_same_index (a->number, b->number);
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
  g_autoptr (GArray) alone = groups_new (mentions->len);
  GArray *groups = g_array_copy (alone);
  for (guint i = 0; i < mentions->len; i++)
    for (guint k = i + 1; k < mentions->len; k++)
      if (are_one_party (peek (mentions, i), peek (mentions, k)))
        unite (groups, i, k);
  for (guint i = 0; i < mentions->len; i++)
    if (group_of (groups, i) == i && falls_apart (mentions, alone, groups, i))
      break_up (groups, i, doubts);
  for (guint i = 0; i < mentions->len; i++)
    for (guint k = i + 1; k < mentions->len; k++)
      if (group_of (groups, i) != group_of (groups, k) && are_alike (peek (mentions, i), peek (mentions, k)))
        doubt (doubts, i, k, "alike");
  return groups;
}

/* ---- between dossiers ---- */

/* A party as the rules between dossiers see it. */
typedef struct {
  guint party; /* its first mention */
  const GBytes
    *number; /* the one that is believed, else the one that was read; NULL when that is not clear */
  gboolean believed;
} Bearer;

/* Some mention of another party has the number, and by name or birth is one of this party. */
static gboolean
is_known_elsewhere (const GPtrArray *mentions, const GArray *parties, guint party, const GBytes *number)
{
  for (guint i = 0; i < mentions->len; i++)
    for (guint k = party; k < mentions->len; k++)
      if (group_of (parties, i) != party && group_of (parties, k) == party &&
          sohoa_same_index (number, sohoa_mention_number (peek (mentions, i))) &&
          are_proved_one (peek (mentions, i), peek (mentions, k)))
        return TRUE;
  return FALSE;
}

/* Where papers of a party were read differently, the one reading that others have too; NULL when none or
 * several are. */
static const GBytes *
number_as_read (const GPtrArray *mentions, const GArray *parties, guint party)
{
  const GBytes *first = NULL, *known = NULL;
  gboolean differs = FALSE, several = FALSE;
  for (guint i = party; i < mentions->len; i++) {
    const GBytes *number = sohoa_mention_number (peek (mentions, i));
    if (group_of (parties, i) != party || number == NULL)
      continue;
    differs |= differ (first, number);
    if (first == NULL)
      first = number;
    if (!is_known_elsewhere (mentions, parties, party, number))
      continue;
    several |= differ (known, number);
    known = number;
  }
  return !differs ? first : several ? NULL : known;
}

static Bearer
bearer_of (const GPtrArray *mentions, const GArray *parties, guint party)
{
  for (guint i = party; i < mentions->len; i++)
    if (group_of (parties, i) == party && peek (mentions, i)->number != NULL)
      return (Bearer){.party = party, .number = peek (mentions, i)->number, .believed = TRUE};
  return (Bearer){.party = party, .number = number_as_read (mentions, parties, party)};
}

/* What two parties of one number say of each other. */
typedef struct {
  gboolean proved;     /* the same name, or nearly so, or the same birth */
  gboolean comparable; /* both are known to have a name, or a birth */
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
      result.comparable |=
        (one->label != NULL && other->label != NULL) || (one->birth != NULL && other->birth != NULL);
      result.proved |= are_proved_one (one, other);
    }
  return result;
}

static gboolean
contradict (const Comparison *c)
{
  return c->comparable && !c->proved;
}

/* How much is asked of two parties with one number before they are one. */
typedef enum { ASK_NO_CONTRADICTION, ASK_PROOF, N_DEMANDS } Demand;

static gboolean
may_be_one (const Comparison *c, const Bearer *a, const Bearer *b, Demand demand)
{
  if (demand == ASK_PROOF || !a->believed || !b->believed)
    return c->proved;
  return !contradict (c);
}

/* bearers: of one number. FALSE, with groups untouched, when some that this would unite contradict. */
static gboolean
unite_as_far (const GPtrArray *mentions, const GArray *parties, const GArray *bearers, Demand demand,
              GArray *groups)
{
  g_autoptr (GArray) trial = groups_new (bearers->len);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < bearers->len; i++)
      for (guint k = i + 1; k < bearers->len; k++) {
        const Bearer *a = &g_array_index (bearers, Bearer, i), *b = &g_array_index (bearers, Bearer, k);
        Comparison c = compare (mentions, parties, a->party, b->party);
        if (pass == 0 && may_be_one (&c, a, b, demand))
          unite (trial, i, k);
        if (pass == 1 && group_of (trial, i) == group_of (trial, k) && contradict (&c))
          return FALSE;
      }
  for (guint i = 0; i < bearers->len; i++)
    unite (groups, g_array_index (bearers, Bearer, i).party,
           g_array_index (bearers, Bearer, group_of (trial, i)).party);
  return TRUE;
}

/* More is asked until nothing within a group contradicts; at last, those whose number was only read are left
 * out. When even that does not help, nobody is united. */
static void
unite_number (const GPtrArray *mentions, const GArray *parties, GArray *bearers, GArray *groups)
{
  for (Demand demand = 0; demand < N_DEMANDS; demand++)
    if (unite_as_far (mentions, parties, bearers, demand, groups))
      return;
  for (guint i = bearers->len; i > 0; i--)
    if (!g_array_index (bearers, Bearer, i - 1).believed)
      g_array_remove_index (bearers, i - 1);
  for (Demand demand = 0; demand < N_DEMANDS; demand++)
    if (unite_as_far (mentions, parties, bearers, demand, groups))
      return;
}

/* A number that is believed of several is a question. bearers: of one number. */
static void
doubt_shared (const GArray *bearers, const GArray *groups, GArray *doubts)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const Bearer *first = NULL;
  for (guint i = 0; i < bearers->len; i++) {
    const Bearer *bearer = &g_array_index (bearers, Bearer, i);
    if (!bearer->believed || !g_hash_table_add (seen, GUINT_TO_POINTER (group_of (groups, bearer->party))))
      continue;
    if (first == NULL)
      first = bearer;
    else
      doubt (doubts, first->party, bearer->party, "number-shared");
  }
}

/* ---- nearly the same number ---- */

/* Two groups, by their first mentions, with numbers that are near and nothing that contradicts. */
typedef struct {
  guint one, other;
} Link;

static gboolean
are_linked (const GArray *links, guint a, guint b)
{
  for (guint i = 0; i < links->len; i++) {
    const Link *link = &g_array_index (links, Link, i);
    if ((link->one == a && link->other == b) || (link->one == b && link->other == a))
      return TRUE;
  }
  return FALSE;
}

static gboolean
can_be_linked (const GPtrArray *mentions, const GArray *groups, guint a, guint b)
{
  g_autoptr (GArray) both = g_array_copy ((GArray *) groups);
  unite (both, a, b);
  return !falls_apart (mentions, groups, both, MIN (a, b));
}

static GArray *
find_links (const GPtrArray *mentions, const GArray *groups)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (Link));
  for (guint i = 0; i < mentions->len; i++)
    for (guint k = i + 1; k < mentions->len; k++) {
      const Link link = {group_of (groups, i), group_of (groups, k)};
      if (link.one != link.other && !are_linked (links, link.one, link.other) &&
          nearly_same_number (peek (mentions, i), peek (mentions, k)) &&
          can_be_linked (mentions, groups, link.one, link.other))
        g_array_append_val (links, link);
    }
  return links;
}

static gboolean
has_believed_number (const GPtrArray *mentions, const GArray *groups, guint group)
{
  for (guint i = group; i < mentions->len; i++)
    if (group_of (groups, i) == group && peek (mentions, i)->number != NULL)
      return TRUE;
  return FALSE;
}

/* Nobody believes the group's number, and it may be either of two that are not near each other. */
static gboolean
is_torn (const GPtrArray *mentions, const GArray *groups, const GArray *links, guint group)
{
  if (has_believed_number (mentions, groups, group))
    return FALSE;
  for (guint a = 0; a < groups->len; a++)
    for (guint b = a + 1; are_linked (links, group, a) && b < groups->len; b++)
      if (are_linked (links, group, b) && !are_linked (links, a, b))
        return TRUE;
  return FALSE;
}

/* Where several that are near would contradict each other, nobody of them is united. */
static void
unite_near (const GPtrArray *mentions, GArray *groups)
{
  g_autoptr (GArray) parts = g_array_copy (groups), trial = g_array_copy (groups);
  g_autoptr (GArray) links = find_links (mentions, groups);
  for (guint i = 0; i < links->len; i++) {
    const Link *link = &g_array_index (links, Link, i);
    if (!is_torn (mentions, parts, links, link->one) && !is_torn (mentions, parts, links, link->other))
      unite (trial, link->one, link->other);
  }
  g_autofree gboolean *apart = g_new0 (gboolean, trial->len + 1); /* of each group, at its first mention */
  for (guint i = 0; links->len > 0 && i < trial->len; i++) {
    guint group = group_of (trial, i);
    if (group == i)
      apart[i] = falls_apart (mentions, parts, trial, group);
    if (!apart[group])
      g_array_index (groups, guint, i) = group;
  }
}

/* ---- all between dossiers ---- */

static gboolean
same_party (const SohoaMention *a, const SohoaMention *b)
{
  return a->dossier == b->dossier && a->party == b->party;
}

GArray *
sohoa_resolve_numbers (const GPtrArray *mentions, GArray *doubts)
{
  g_autoptr (GArray) parties = groups_new (mentions->len);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Bearer));
  for (guint i = 0; i < mentions->len; i++)
    for (guint k = i + 1; k < mentions->len; k++)
      if (same_party (peek (mentions, i), peek (mentions, k)))
        unite (parties, i, k);
  for (guint i = 0; i < mentions->len; i++) {
    Bearer bearer = {0};
    if (group_of (parties, i) == i)
      bearer = bearer_of (mentions, parties, i);
    if (bearer.number != NULL)
      g_array_append_val (all, bearer);
  }

  GArray *groups = g_array_copy (parties);
  g_autoptr (GHashTable) done = g_hash_table_new (g_bytes_hash, g_bytes_equal);
  for (guint i = 0; i < all->len; i++) {
    const GBytes *number = g_array_index (all, Bearer, i).number;
    g_autoptr (GArray) bearers = g_array_new (FALSE, FALSE, sizeof (Bearer));
    if (!g_hash_table_add (done, (gpointer) number))
      continue;
    for (guint k = i; k < all->len; k++)
      if (sohoa_same_index (number, g_array_index (all, Bearer, k).number))
        g_array_append_val (bearers, g_array_index (all, Bearer, k));
    unite_number (mentions, parties, bearers, groups);
    doubt_shared (bearers, groups, doubts);
  }
  unite_near (mentions, groups);
  return groups;
}
