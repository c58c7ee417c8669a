/* survivorship.c - see survivorship.h. */
#include "survivorship.h"

#include <string.h>

static gboolean
ages (const SohoaDictionary *dictionary, const char *element)
{
  const SohoaElement *known = sohoa_dictionary_lookup (dictionary, element);
  return known != NULL && known->fresh_days > 0;
}

/* ---- order ---- */

typedef struct {
  const GArray *claims;
  const SohoaDictionary *dictionary;
} Court;

static gboolean
same_thing (const SohoaSightedValue *a, const SohoaSightedValue *b)
{
  return strcmp (a->element, b->element) == 0 && strcmp (a->item, b->item) == 0;
}

/* Dossiers that say the same. */
static guint
count_witnesses (const Court *court, const SohoaClaim *claim)
{
  g_autoptr (GHashTable) dossiers = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < court->claims->len; i++) {
    const SohoaClaim *other = &g_array_index (court->claims, SohoaClaim, i);
    if (same_thing (claim->value, other->value) && strcmp (claim->value->value, other->value->value) == 0)
      g_hash_table_add (dossiers, GSIZE_TO_POINTER (other->mention->dossier));
  }
  return g_hash_table_size (dossiers);
}

/* Larger comes first. */
static int
compare_numbers (double a, double b)
{
  return (a < b) - (a > b);
}

static int
compare_places (const SohoaClaim *a, const SohoaClaim *b)
{
  int order = sohoa_mention_compare (&a->mention, &b->mention);
  return order != 0 ? order : g_strcmp0 (a->value->field, b->value->field);
}

static int
compare_proofs (const Court *court, const SohoaClaim *a, const SohoaClaim *b)
{
  int order = compare_numbers (a->value->proof, b->value->proof);
  /* "1960-05-17" says all that "1960" does. */
  if (order == 0 && g_str_has_prefix (b->value->element, "person.birth_date"))
    order = compare_numbers ((double) strlen (a->value->value), (double) strlen (b->value->value));
  return order != 0 ? order : compare_numbers (count_witnesses (court, a), count_witnesses (court, b));
}

static int
compare_claims (gconstpointer one, gconstpointer other, gpointer data)
{
  const Court *court = data;
  const SohoaClaim *a = one, *b = other;
  int order = strcmp (a->value->element, b->value->element);
  if (order == 0)
    order = strcmp (a->value->item, b->value->item);
  if (order != 0)
    return order;
  int newer = strcmp (b->mention->as_of, a->mention->as_of);
  int proof = compare_proofs (court, a, b);
  gboolean newest_counts = ages (court->dictionary, a->value->element);
  order = newest_counts ? newer : proof;
  if (order == 0)
    order = newest_counts ? proof : newer;
  if (order == 0)
    order = compare_numbers (a->value->confidence, b->value->confidence);
  return order != 0 ? order : compare_places (a, b);
}

void
sohoa_survivorship_sort (GArray *claims, const SohoaDictionary *dictionary)
{
  /* The claims are counted while they are sorted: from a copy, which stands still. */
  g_autoptr (GArray) still = g_array_copy (claims);
  Court court = {.claims = still, .dictionary = dictionary};
  g_array_sort_with_data (claims, compare_claims, &court);
}

/* ---- spans ---- */

guint
sohoa_survivorship_span (const GArray *claims, guint first)
{
  const SohoaClaim *start = &g_array_index (claims, SohoaClaim, first);
  guint n = 1;
  while (first + n < claims->len &&
         same_thing (start->value, g_array_index (claims, SohoaClaim, first + n).value))
    n++;
  return n;
}

/* One says all that the other does: a year, and a date in that year. */
static gboolean
agree (const SohoaSightedValue *a, const SohoaSightedValue *b)
{
  gsize shorter = MIN (strlen (a->value), strlen (b->value));
  if (strcmp (a->value, b->value) == 0)
    return TRUE;
  return strcmp (a->element, "person.birth_date") == 0 && shorter > 1 &&
         strncmp (a->value, b->value, shorter - 1) == 0;
}

gboolean
sohoa_survivorship_conflict (const GArray *claims, guint first, guint n, const SohoaDictionary *dictionary)
{
  const SohoaClaim *best = &g_array_index (claims, SohoaClaim, first);
  if (best->value->proof == SOHOA_PROOF_VERIFIED || ages (dictionary, best->value->element))
    return FALSE;
  for (guint i = first + 1; i < first + n; i++) {
    const SohoaClaim *other = &g_array_index (claims, SohoaClaim, i);
    if (other->value->proof >= SOHOA_PROOF_DECLARED && !agree (best->value, other->value))
      return TRUE;
  }
  return FALSE;
}
