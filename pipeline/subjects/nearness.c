/* nearness.c - see nearness.h. */
#include "nearness.h"

#include <string.h>

#include "../store/blind_index.h"

enum { HASH_BYTES = 2, N_FIGURES = 12, LEAST_WORDS = 3 };

/* Numbers that differ in one figure share the pairs of it with each other figure. */
enum { SHARED_BUT_FOR_ONE = N_FIGURES - 1 };

/* Stands for what is left out: in no number and no label. */
#define LEFT_OUT "*"

/* Of what has no hash; it is like no other. */
static const guint8 no_hash[HASH_BYTES];

static void
append_hash (GByteArray *hashes, SohoaArchive *archive, const char *sort, const char *text)
{
  g_autoptr (GBytes) index = sohoa_blind_index (archive, sort, text);
  g_byte_array_append (hashes, g_bytes_get_data (index, NULL), HASH_BYTES);
}

static const guint8 *
hash_at (const GBytes *hashes, gsize i)
{
  return (const guint8 *) g_bytes_get_data ((GBytes *) hashes, NULL) + i * HASH_BYTES;
}

static gboolean
share (const GBytes *a, const GBytes *b, gsize i)
{
  return memcmp (hash_at (a, i), hash_at (b, i), HASH_BYTES) == 0 &&
         memcmp (hash_at (a, i), no_hash, HASH_BYTES) != 0;
}

/* From the hash at first on; both have as many. */
static guint
count_shared (const GBytes *a, const GBytes *b, gsize first)
{
  guint n = 0;
  for (gsize i = first; i < g_bytes_get_size ((GBytes *) a) / HASH_BYTES; i++)
    n += share (a, b, i);
  return n;
}

static gboolean
are_as_many (const GBytes *a, const GBytes *b)
{
  return a != NULL && b != NULL && g_bytes_get_size ((GBytes *) a) == g_bytes_get_size ((GBytes *) b);
}

/* ---- numbers ---- */

GBytes *
sohoa_near_number (SohoaArchive *archive, const char *number, guint wrong)
{
  GByteArray *hashes = g_byte_array_new ();
  append_hash (hashes, archive, "near-number", number);
  for (guint i = 0; i < N_FIGURES; i++)
    for (guint k = i + 1; k < N_FIGURES; k++) {
      g_autofree char *rest = g_strdup (number);
      rest[i] = rest[k] = *LEFT_OUT;
      if ((wrong & ~(1u << i | 1u << k)) == 0)
        append_hash (hashes, archive, "near-number", rest);
      else
        g_byte_array_append (hashes, no_hash, HASH_BYTES);
    }
  return g_byte_array_free_to_bytes (hashes);
}

guint
sohoa_figures_apart (const GBytes *a, const GBytes *b)
{
  if (!are_as_many (a, b))
    return SOHOA_FIGURES_FAR;
  if (share (a, b, 0))
    return 0;
  guint n = count_shared (a, b, 1);
  return n >= SHARED_BUT_FOR_ONE ? 1 : n > 0 ? 2 : SOHOA_FIGURES_FAR;
}

/* ---- names ---- */

GBytes *
sohoa_near_label (SohoaArchive *archive, const char *label)
{
  g_auto (GStrv) words = g_strsplit (label, " ", -1);
  if (g_strv_length (words) < LEAST_WORDS)
    return NULL;
  GByteArray *hashes = g_byte_array_new ();
  for (char **word = words; *word != NULL; word++) {
    char *whole = *word;
    *word = (char *) LEFT_OUT;
    g_autofree char *rest = g_strjoinv (" ", words);
    *word = whole;
    append_hash (hashes, archive, "near-label", rest);
  }
  return g_byte_array_free_to_bytes (hashes);
}

gboolean
sohoa_labels_are_near (const GBytes *a, const GBytes *b)
{
  return are_as_many (a, b) && count_shared (a, b, 0) > 0;
}
