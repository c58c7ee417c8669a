/* correction_street.c - streets in addresses, by what streets are called in cities.
 *
 * The list can never be whole: a name that is not in it is a street of its own more often than one would
 * think, and streets are called after thousands of people whose names differ by one mark. So a name gives way
 * to a listed one only where a recognizer would take the one for the other and a town would hardly have both:
 * marks on at most two syllables, or one letter of a long name. Numbers are never corrected.
 */
#include "correction_internal.h"

#include <string.h>

#include <sohoa/codelist.h>

#include "confusion.h"
#include "letters.h"

/* One mark lost or changed; both marks of one letter. */
static const double mark_limit = 0.5, marks_limit = 0.8;
/* One letter taken for one that looks alike, added or lost. */
static const double letter_limit = 1.3;
/* Where one letter of fewer is another, little is left to go by. */
static const glong long_name = 8;

/* Behind the word of a street; part itself when that has none but stands right behind a house number. NULL
 * when it may be anything. */
static const char *
find_name (const char *part, gboolean is_behind_house)
{
  static const char *const words[] = {"đường ", "phố ", "đại lộ "};
  static const char inner_word[] = " đường ";
  const char *inner = strstr (part, inner_word);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    const char *name = sohoa_letters_skip (part, words[i]);

    if (name != NULL)
      return name;
  }
  if (inner != NULL)
    return inner + strlen (inner_word);
  return is_behind_house ? part : NULL;
}

/* A street that names may be compared with. */
typedef struct {
  const char *name; /* borrowed from the list */
  char *bare;       /* name without marks */
  gsize length;     /* of bare */
} Street;

static gboolean
has_number (const char *name)
{
  return strpbrk (name, "0123456789") != NULL;
}

/* All of the list but those that are numbers. Made once; as long as the process. */
static const GArray *
load_streets (const SohoaCodeList *list)
{
  static GArray *streets;
  int column = sohoa_code_list_column (list, "name");

  if (streets != NULL)
    return streets;
  streets = g_array_new (FALSE, FALSE, sizeof (Street));
  for (guint row = 0; column >= 0 && row < sohoa_code_list_size (list); row++) {
    Street street = {.name = sohoa_code_list_cell (list, row, column)};

    if (has_number (street.name))
      continue;
    street.bare = sohoa_letters_bare (street.name);
    street.length = strlen (street.bare);
    g_array_append_val (streets, street);
  }
  return streets;
}

/* Two bare names that differ in one letter at most: no others are near. The whole list is passed over by this
 * in the time that a few distances take. */
static gboolean
may_be_near (const char *a, gsize length_a, const char *b, gsize length_b)
{
  gsize same = 0, most = MIN (length_a, length_b);

  if (MAX (length_a, length_b) - most > 1)
    return FALSE;
  while (same < most && a[same] == b[same])
    same++;
  while (most > same && a[length_a - 1] == b[length_b - 1])
    length_a--, length_b--, most--;
  return MAX (length_a, length_b) - same <= 1;
}

static glong
count_letters (const char *name)
{
  glong n = 0;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    n += g_unichar_isalpha (g_utf8_get_char (p)) ? 1 : 0;
  return n;
}

static double
name_limit (const char *name)
{
  return CLAMP (0.12 * (double) count_letters (name), 1.0, letter_limit);
}

/* How a name that was read differs from an entry, word by word. */
typedef struct {
  char **read, **meant;
  guint n_words, n_changed;
  guint changed;      /* the last word that differs */
  double boldest;     /* the greatest distance of a word */
  gboolean is_letter; /* not the marks alone differ */
} Difference;

static void
difference_clear (Difference *difference)
{
  g_strfreev (difference->read);
  g_strfreev (difference->meant);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Difference, difference_clear)

/* A name of one word is too short to tell, and gives no words; nor do names of unlike length. */
static Difference
compare (const char *name, const char *entry)
{
  Difference difference = {.read = g_strsplit (name, " ", -1), .meant = g_strsplit (entry, " ", -1)};
  g_autofree char *read_bare = sohoa_letters_bare (name), *meant_bare = sohoa_letters_bare (entry);
  guint n = g_strv_length (difference.read);

  difference.is_letter = strcmp (read_bare, meant_bare) != 0;
  if (n < 2 || n != g_strv_length (difference.meant))
    return difference;
  difference.n_words = n;
  for (guint i = 0; i < n; i++) {
    double distance = sohoa_confusion_distance (difference.read[i], difference.meant[i], letter_limit);

    if (distance == 0)
      continue;
    difference.n_changed++;
    difference.changed = i;
    difference.boldest = MAX (difference.boldest, distance);
  }
  return difference;
}

static gboolean
is_misreading (const Difference *difference, const char *entry)
{
  if (difference->is_letter)
    return difference->n_changed == 1 && difference->boldest <= letter_limit &&
           count_letters (entry) >= long_name;
  return (difference->n_changed == 1 && difference->boldest <= marks_limit) ||
         (difference->n_changed == 2 && difference->boldest <= mark_limit);
}

/* "Nguyễn Văn Dũng" beside "Nguyễn Văn Dung": of the many people who are called Văn or Thị each may have a
 * street. Of others it is likely only where a whole letter differs and makes another name. */
static gboolean
may_be_somebody_else (const Difference *difference)
{
  const char *middle = difference->n_words == 3 ? difference->meant[1] : "";
  gboolean is_common = strcmp (middle, "Văn") == 0 || strcmp (middle, "Thị") == 0;
  gboolean is_name = sohoa_name_is_known (difference->read[difference->changed]);

  if (is_common && difference->changed == 2)
    return difference->is_letter || is_name;
  return difference->is_letter && is_name;
}

static gboolean
is_certain (const SohoaCorrecting *reading, const char *name, const SohoaClosest *closest)
{
  if (!sohoa_closest_is_certain (closest) || sohoa_correcting_is_believed (reading, closest->best))
    return FALSE;
  g_auto (Difference) difference = compare (name, closest->best);
  return is_misreading (&difference, closest->best) &&
         (!may_be_somebody_else (&difference) || sohoa_correcting_bonus (reading, closest->best) > 0);
}

/* The name of the list that was certainly meant; NULL when there is none. */
static const char *
nearest_street (SohoaCorrecting *reading, const SohoaCodeList *list, const char *name)
{
  const GArray *streets = load_streets (list);
  SohoaClosest closest = {.text = name, .limit = name_limit (name)};
  g_autofree char *bare = sohoa_letters_bare (name);
  gsize length = strlen (bare);

  for (guint i = 0; i < streets->len; i++) {
    const Street *street = &g_array_index (streets, Street, i);

    if (may_be_near (bare, length, street->bare, street->length))
      sohoa_closest_consider (&closest, street->name, sohoa_correcting_bonus (reading, street->name));
  }
  if (!is_certain (reading, name, &closest))
    return NULL;
  sohoa_correcting_note (reading, closest.distance);
  return closest.best;
}

/* Streets stand before the units, which may have the same name. */
static char *
replace_first (const char *text, const char *what, const char *with)
{
  const char *at = strstr (text, what);

  if (at == NULL)
    return g_strdup (text);
  g_autofree char *head = g_strndup (text, (gsize) (at - text));
  return g_strconcat (head, with, at + strlen (what), NULL);
}

static char *
correct_name (SohoaCorrecting *reading, const char *text, const char *name)
{
  const SohoaCodeList *list = sohoa_code_list_lookup ("streets");
  const char *entry = NULL;

  if (list != NULL && name != NULL && !has_number (name) && sohoa_code_list_match (list, name) < 0)
    entry = nearest_street (reading, list, name);
  if (entry == NULL)
    return g_strdup (text);
  g_autofree char *styled = sohoa_in_the_style_of (name, entry);
  return replace_first (text, name, styled);
}

char *
sohoa_correct_street (SohoaCorrecting *reading, const char *text, const SohoaAddress *address)
{
  g_auto (GStrv) parts = g_strsplit (address->street != NULL ? address->street : "", ", ", -1);
  char *corrected = g_strdup (text);

  for (guint i = 0; parts[i] != NULL; i++) {
    g_autofree char *before = corrected;

    corrected = correct_name (reading, before, find_name (parts[i], i == 0 && address->house != NULL));
  }
  return corrected;
}
