/* nearness.c - see nearness.h. */
#include "nearness.h"

#include <string.h>

#include "../store/blind_index.h"

enum { N_FIGURES = 12, HASH_BYTES = 2, LEAST_WORDS = 3 };

/* Stands for what is left out: in no name. */
#define LEFT_OUT "*"

/* ---- numbers ---- */

/* Of a number of 12 figures; as it is stored, the least byte first, without the last where it is 0, as nearly
 * always. */
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
  return GUINT64_FROM_LE (bits);
}

/* Of the figures, each at its place. */
static guint64
bits_of_number (const char *number)
{
  guint64 bits = 0;
  for (guint i = 0; i < N_FIGURES && number[i] != '\0'; i++)
    if (g_ascii_isdigit (number[i]))
      bits ^= bits_of (i, (guint) (number[i] - '0'));
  return bits;
}

static void
append_bits (GByteArray *codes, guint64 bits)
{
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (codes, (const guint8 *) &bits, CODE_BYTES);
}

/* A figure is missing: it may be any, at each place. */
static void
append_with_gaps (GByteArray *codes, guint64 name, const char *number)
{
  for (guint i = 0; i < N_FIGURES; i++) {
    g_autofree char *whole = g_strdup_printf ("%.*s" LEFT_OUT "%s", (int) i, number, number + i);
    append_bits (codes, name ^ bits_of_number (whole));
  }
}

/* A figure is too many: it may be each. */
static void
append_without_one (GByteArray *codes, guint64 name, const char *number)
{
  for (guint i = 0; i <= N_FIGURES; i++) {
    g_autofree char *whole = g_strdup_printf ("%.*s%s", (int) i, number, number + i + 1);
    append_bits (codes, name ^ bits_of_number (whole));
  }
}

GBytes *
sohoa_near_number (SohoaArchive *archive, const char *name, const char *number, guint wrong)
{
  if (name == NULL || *name == '\0')
    return NULL;
  GByteArray *codes = g_byte_array_new ();
  guint64 own = bits_of_name (archive, name);
  gsize length = strlen (number);
  const guint16 cannot_be = GUINT16_TO_LE ((guint16) wrong);
  if (length < N_FIGURES)
    append_with_gaps (codes, own, number);
  else if (length > N_FIGURES)
    append_without_one (codes, own, number);
  else
    append_bits (codes, own ^ bits_of_number (number));
  if (length == N_FIGURES && wrong != 0)
    g_byte_array_append (codes, (const guint8 *) &cannot_be, sizeof cannot_be);
  return g_byte_array_free_to_bytes (codes);
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
  ret_code->figures = GUINT64_FROM_LE (ret_code->figures);
  ret_code->wrong = GUINT16_FROM_LE (ret_code->wrong);
  return TRUE;
}

/* Pairs of figures that a place may hold. */
enum { N_SINGLES = N_FIGURES * 10 * 9 / 2 };

/* By what two codes differ when one figure does, or two do. */
typedef struct {
  guint64 bits;
  guint16 figures; /* which, as bits */
} Difference;

static void
append_singles (GArray *all)
{
  for (guint i = 0; i < N_FIGURES; i++)
    for (guint a = 0; a < 10; a++)
      for (guint b = a + 1; b < 10; b++) {
        const Difference one = {bits_of (i, a) ^ bits_of (i, b), (guint16) (1u << i)};
        g_array_append_val (all, one);
      }
}

static void
append_pairs (GArray *all)
{
  guint n = all->len;
  for (guint i = 0; i < n; i++)
    for (guint k = i + 1; k < n; k++) {
      const Difference a = g_array_index (all, Difference, i), b = g_array_index (all, Difference, k);
      const Difference both = {a.bits ^ b.bits, a.figures | b.figures};
      if (a.figures != b.figures)
        g_array_append_val (all, both);
    }
}

/* All of one figure, then all of two. Made once: 2 MB. */
static const GArray *
differences (void)
{
  static GArray *all;
  static gsize made;
  if (g_once_init_enter (&made)) {
    all = g_array_new (FALSE, FALSE, sizeof (Difference));
    append_singles (all);
    append_pairs (all);
    g_once_init_leave (&made, 1);
  }
  return all;
}

/* Bits of a difference of one or two figures -> it. Made once: 4 MB. */
static GHashTable *
table_of_differences (void)
{
  static GHashTable *table;
  static gsize made;
  if (g_once_init_enter (&made)) {
    const GArray *all = differences ();
    table = g_hash_table_new (g_int64_hash, g_int64_equal);
    for (guint i = 0; i < all->len; i++) {
      Difference *one = &g_array_index (all, Difference, i);
      g_hash_table_insert (table, &one->bits, one);
    }
    g_once_init_leave (&made, 1);
  }
  return table;
}

/* Which figures make that difference, one or two; 0 when none do. */
static guint
look_up (guint64 bits)
{
  const Difference *found = g_hash_table_lookup (table_of_differences (), &bits);
  return found != NULL ? found->figures : 0;
}

/* Which figures, as bits, make two codes differ so; 0 when they are none or more than most, 1 to 3. */
static guint
figures_of (guint64 bits, guint most)
{
  const GArray *all = differences ();
  guint figures = look_up (bits);
  for (guint i = 0; most == SOHOA_FIGURES_NEAR && figures == 0 && i < N_SINGLES; i++) {
    const Difference *first = &g_array_index (all, Difference, i);
    guint rest = look_up (bits ^ first->bits);
    figures = rest != 0 ? first->figures | rest : 0;
  }
  return figures;
}

/* Of the codes with a gap at each place, or without each figure, one is the other's. */
static gboolean
holds (const GBytes *codes, const Code *other)
{
  gsize size;
  const guint8 *data = g_bytes_get_data ((GBytes *) codes, &size);
  gboolean has_gaps = size == N_FIGURES * CODE_BYTES;
  for (guint i = 0; i < size / CODE_BYTES; i++) {
    guint64 bits;
    memcpy (&bits, data + i * CODE_BYTES, CODE_BYTES);
    bits = GUINT64_FROM_LE (bits);
    if (!has_gaps && bits == other->figures)
      return TRUE;
    for (guint figure = 0; has_gaps && figure < 10; figure++)
      if ((bits ^ other->figures) == bits_of (i, figure))
        return TRUE;
  }
  return FALSE;
}

guint
sohoa_figures_apart (const GBytes *a, const GBytes *b, guint most)
{
  Code one, other;
  gboolean is_whole = take_code (a, &one), is_other_whole = take_code (b, &other);
  guint figures = 0, apart = SOHOA_FIGURES_FAR;
  if (a == NULL || b == NULL || (!is_whole && !is_other_whole))
    return SOHOA_FIGURES_FAR;
  if (is_whole && is_other_whole && one.figures == other.figures)
    return 0;
  if (is_whole && is_other_whole) {
    figures = figures_of (one.figures ^ other.figures, most);
    if (figures != 0)
      apart = (guint) __builtin_popcount (figures | one.wrong | other.wrong);
  } else if (holds (is_whole ? b : a, is_whole ? &one : &other))
    apart = 1 + (guint) __builtin_popcount (is_whole ? one.wrong : other.wrong);
  return apart > most ? SOHOA_FIGURES_FAR : apart;
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
