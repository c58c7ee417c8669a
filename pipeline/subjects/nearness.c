/* nearness.c - see nearness.h. */
#include "nearness.h"

#include <string.h>

#include "../store/blind_index.h"

enum { N_FIGURES = 12, HASH_BYTES = 2, LEAST_WORDS = 3 };

/* Stands for what is left out: in no name. */
#define LEFT_OUT "*"

/* ---- numbers ---- */

/* As it is stored; without the last where it is 0, as nearly always. */
typedef struct {
  guint64 figures;
  guint16 wrong;
} Code;

enum { CODE_BYTES = 8, CODE_BYTES_WRONG = 10 };

/* What figures at a place stand for: the outputs of a generator of equally likely bits (Vigna's splitmix64).
 */
static guint64
bits_of (guint place, guint figure)
{
  guint64 x = (guint64) (place * 10 + figure + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

/* The same for all numbers of a name. */
static guint64
bits_of_name (SohoaArchive *archive, const char *name)
{
  g_autofree char *whole = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  g_autofree char *small = whole != NULL ? g_utf8_strdown (whole, -1) : NULL;
  g_autoptr (GBytes) index = sohoa_blind_index (archive, "near-number", small);
  guint64 bits = 0;
  if (index != NULL)
    memcpy (&bits, g_bytes_get_data (index, NULL), sizeof bits);
  return bits;
}

GBytes *
sohoa_near_number (SohoaArchive *archive, const char *name, const char *number, guint wrong)
{
  if (name == NULL || *name == '\0')
    return NULL;
  Code code = {.figures = bits_of_name (archive, name), .wrong = (guint16) wrong};
  for (guint i = 0; i < N_FIGURES; i++)
    code.figures ^= bits_of (i, (guint) (number[i] - '0'));
  guint8 bytes[CODE_BYTES_WRONG];
  memcpy (bytes, &code.figures, CODE_BYTES);
  memcpy (bytes + CODE_BYTES, &code.wrong, sizeof code.wrong);
  return g_bytes_new (bytes, wrong != 0 ? CODE_BYTES_WRONG : CODE_BYTES);
}

static gboolean
take_code (const GBytes *bytes, Code *ret_code)
{
  gsize size = 0;
  const guint8 *data = bytes != NULL ? g_bytes_get_data ((GBytes *) bytes, &size) : NULL;
  *ret_code = (Code){0};
  if (size != CODE_BYTES && size != CODE_BYTES_WRONG)
    return FALSE;
  memcpy (&ret_code->figures, data, CODE_BYTES);
  if (size == CODE_BYTES_WRONG)
    memcpy (&ret_code->wrong, data + CODE_BYTES, sizeof ret_code->wrong);
  return TRUE;
}

/* By what two codes differ when one figure does -> its place + 1. Made once. */
static GHashTable *
places_by_difference (void)
{
  static GHashTable *places;
  static gsize made;
  if (g_once_init_enter (&made)) {
    places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < N_FIGURES; i++)
      for (guint a = 0; a < 10; a++)
        for (guint b = a + 1; b < 10; b++) {
          gint64 difference = (gint64) (bits_of (i, a) ^ bits_of (i, b));
          g_hash_table_insert (places, g_memdup2 (&difference, sizeof difference), GUINT_TO_POINTER (i + 1));
        }
    g_once_init_leave (&made, 1);
  }
  return places;
}

/* Which figures, as bits, make two codes differ so; 0 when they are none or more than two. */
static guint
figures_of_difference (guint64 difference)
{
  GHashTable *places = places_by_difference ();
  gpointer key, place = g_hash_table_lookup (places, &difference);
  GHashTableIter iter;
  if (place != NULL)
    return 1u << (GPOINTER_TO_UINT (place) - 1);
  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &key, &place)) {
    guint64 rest = difference ^ *(const guint64 *) key;
    gpointer other = g_hash_table_lookup (places, &rest);
    if (other != NULL && other != place)
      return 1u << (GPOINTER_TO_UINT (place) - 1) | 1u << (GPOINTER_TO_UINT (other) - 1);
  }
  return 0;
}

guint
sohoa_figures_apart (const GBytes *a, const GBytes *b)
{
  Code one, other;
  if (!take_code (a, &one) || !take_code (b, &other))
    return SOHOA_FIGURES_FAR;
  if (one.figures == other.figures)
    return 0;
  guint figures = figures_of_difference (one.figures ^ other.figures);
  guint apart = (guint) __builtin_popcount (figures | one.wrong | other.wrong);
  return figures == 0 || apart > SOHOA_FIGURES_NEAR ? SOHOA_FIGURES_FAR : apart;
}

/* ---- names ---- */

static void
append_hash (GByteArray *hashes, SohoaArchive *archive, const char *text)
{
  g_autoptr (GBytes) index = sohoa_blind_index (archive, "near-label", text);
  g_byte_array_append (hashes, g_bytes_get_data (index, NULL), HASH_BYTES);
}

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
    append_hash (hashes, archive, rest);
  }
  return g_byte_array_free_to_bytes (hashes);
}

gboolean
sohoa_labels_are_near (const GBytes *a, const GBytes *b)
{
  gsize size, other_size;
  if (a == NULL || b == NULL)
    return FALSE;
  const guint8 *one = g_bytes_get_data ((GBytes *) a, &size);
  const guint8 *other = g_bytes_get_data ((GBytes *) b, &other_size);
  for (gsize i = 0; size == other_size && i < size; i += HASH_BYTES)
    if (memcmp (one + i, other + i, HASH_BYTES) == 0)
      return TRUE;
  return FALSE;
}
