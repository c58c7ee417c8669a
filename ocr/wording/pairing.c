/* pairing.c - see pairing.h. */
#include "pairing.h"

#include "compared_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
  LONG_WORD = 6,   /* letters by which a word alone can be known */
  LETTERS_MIN = 5, /* of two words together */
  VOUCHERS = 6,    /* pairs nearby that are asked */
  VOUCHED = 2,     /* so many of which must agree */
};
static const double NEARBY_MM = 60;   /* in the blank */
static const double AGREEMENT_MM = 4; /* of how far two pairs moved */

/* By what a word is looked up: itself with the next one, or alone when it is long. NULL when that says too
 * little. */
static char *
key_of (const GArray *words, guint i, gboolean alone)
{
  const char *own = sohoa_compared_word (words, i)->folded;
  if (alone)
    return strlen (own) >= LONG_WORD ? g_strdup (own) : NULL;
  const char *next = i + 1 < words->len ? sohoa_compared_word (words, i + 1)->folded : NULL;
  return next && strlen (own) + strlen (next) >= LETTERS_MIN ? g_strconcat (own, " ", next, NULL) : NULL;
}

/* Key -> index + 1, or 0 where several words have it. */
static GHashTable *
index_words (const GArray *words, gboolean alone)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < words->len; i++) {
    char *key = key_of (words, i, alone);
    if (key)
      g_hash_table_insert (places, key, GUINT_TO_POINTER (g_hash_table_contains (places, key) ? 0 : i + 1));
  }
  return places;
}

/* partner: of each printed word, the index of the seen one + 1; 0: none. */
static void
join (const GArray *printed, const GArray *seen, gboolean alone, guint *partner)
{
  g_autoptr (GHashTable) here = index_words (printed, alone), there = index_words (seen, alone);
  for (guint i = 0; i < printed->len; i++) {
    g_autofree char *key = key_of (printed, i, alone);
    const guint k = key ? GPOINTER_TO_UINT (g_hash_table_lookup (there, key)) : 0;
    if (k == 0 || GPOINTER_TO_UINT (g_hash_table_lookup (here, key)) != i + 1)
      continue;
    for (guint step = 0; step < (alone ? 1 : 2); step++)
      if (!partner[i + step])
        partner[i + step] = k + step;
  }
}

/* How far pairs a and b moved apart. */
static double
disagreement (const GArray *printed, const GArray *seen, const SohoaWordPair *a, const SohoaWordPair *b)
{
  const SohoaPoint from_a = sohoa_compared_word (printed, a->printed)->mm,
                   from_b = sohoa_compared_word (printed, b->printed)->mm,
                   to_a = sohoa_compared_word (seen, a->seen)->mm,
                   to_b = sohoa_compared_word (seen, b->seen)->mm;
  return hypot ((to_a.x - to_b.x) - (from_a.x - from_b.x), (to_a.y - to_b.y) - (from_a.y - from_b.y));
}

static double
distance (const GArray *printed, const SohoaWordPair *a, const SohoaWordPair *b)
{
  const SohoaPoint from_a = sohoa_compared_word (printed, a->printed)->mm,
                   from_b = sohoa_compared_word (printed, b->printed)->mm;
  return hypot (from_a.x - from_b.x, from_a.y - from_b.y);
}

/* Whether enough of the pairs nearest to it moved as it did. */
static gboolean
is_vouched_for (const GArray *printed, const GArray *seen, const GArray *pairs, guint i)
{
  const SohoaWordPair *own = &g_array_index (pairs, SohoaWordPair, i);
  double nearest[VOUCHERS];
  gboolean agrees[VOUCHERS];
  guint n = 0, agreed = 0;
  for (guint k = 0; k < pairs->len; k++) {
    const SohoaWordPair *other = &g_array_index (pairs, SohoaWordPair, k);
    const double apart = k == i ? INFINITY : distance (printed, own, other);
    if (apart > NEARBY_MM || (n == VOUCHERS && apart >= nearest[n - 1]))
      continue;
    guint at = n < VOUCHERS ? n++ : n - 1;
    for (; at > 0 && nearest[at - 1] > apart; at--)
      nearest[at] = nearest[at - 1], agrees[at] = agrees[at - 1];
    nearest[at] = apart;
    agrees[at] = disagreement (printed, seen, own, other) <= AGREEMENT_MM;
  }
  for (guint k = 0; k < n; k++)
    agreed += agrees[k];
  return agreed >= VOUCHED;
}

static GArray *
keep_vouched (const GArray *printed, const GArray *seen, const GArray *pairs)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (SohoaWordPair));
  for (guint i = 0; i < pairs->len; i++)
    if (is_vouched_for (printed, seen, pairs, i))
      g_array_append_val (kept, g_array_index (pairs, SohoaWordPair, i));
  return kept;
}

GArray *
sohoa_pair_words (const GArray *printed, const GArray *seen)
{
  g_autofree guint *partner = g_new0 (guint, printed->len + 1);
  g_autofree gboolean *taken = g_new0 (gboolean, seen->len + 2);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (SohoaWordPair));
  join (printed, seen, FALSE, partner);
  join (printed, seen, TRUE, partner);
  for (guint i = 0; i < printed->len; i++)
    if (partner[i] && !taken[partner[i]]) {
      const SohoaWordPair pair = {i, partner[i] - 1};
      taken[partner[i]] = TRUE;
      g_array_append_val (pairs, pair);
    }
  /* Twice: the first time strays may have stood among the vouchers. */
  g_autoptr (GArray) once = keep_vouched (printed, seen, pairs);
  return keep_vouched (printed, seen, once);
}

static int
compare_doubles (const void *a, const void *b)
{
  const double p = *(const double *) a, q = *(const double *) b;
  return (p > q) - (p < q);
}

/* Sorts the values. */
static double
middle_of (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[n / 2];
}

SohoaPoint
sohoa_pairs_move (const GArray *printed, const GArray *seen, const GArray *pairs, double *ret_apart_mm)
{
  const guint n = pairs->len;
  g_autofree SohoaPoint *moves = g_new (SohoaPoint, n);
  g_autofree double *x = g_new (double, n), *y = g_new (double, n);
  for (guint i = 0; i < n; i++) {
    const SohoaWordPair *pair = &g_array_index (pairs, SohoaWordPair, i);
    const SohoaPoint from = sohoa_compared_word (printed, pair->printed)->mm,
                     to = sohoa_compared_word (seen, pair->seen)->mm;
    x[i] = moves[i].x = to.x - from.x;
    y[i] = moves[i].y = to.y - from.y;
  }
  const SohoaPoint middle = {middle_of (x, n), middle_of (y, n)};
  for (guint i = 0; i < n; i++)
    x[i] = hypot (moves[i].x - middle.x, moves[i].y - middle.y);
  if (ret_apart_mm)
    *ret_apart_mm = middle_of (x, n);
  return middle;
}
