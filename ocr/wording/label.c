/* label.c - see label.h. */
#include "label.h"

#include <math.h>
#include <string.h>

enum { TELLING_WORDS = 2, TELLING_LETTERS = 8 }; /* of a label that a form can be known by */
enum { WORDS_MAX = 24, SKIPPED = 2 };            /* of a label; words that may stand between two of its own */
static const double FOUND_MIN = 0.75, NEARLY_BEST = 0.9; /* of its letters */
enum { WHOLE_WORDS = 3 };                                /* labels of no more words must be there whole */
static const double NEAR_ZONE_MM = 15, NEAR_PAGE_MM = 80;

/* Where a label stands: for each of its words, the index of that in the text; -1: not there. */
typedef struct {
  int word[WORDS_MAX];
  double share; /* of the label's letters that are there */
} Occurrence;

/* Whether word `at` of the text is word k of the label and the next one, read as one. */
static gboolean
are_joined (const GArray *label, guint k, const GArray *text, gint64 at)
{
  if (k + 1 >= label->len || at >= text->len)
    return FALSE;
  const char *first = sohoa_compared_word (label, k)->folded,
             *both = sohoa_compared_word (text, (guint) at)->folded;
  const gsize length = strlen (first);
  return strncmp (both, first, length) == 0 &&
         strcmp (both + length, sohoa_compared_word (label, k + 1)->folded) == 0;
}

/* Letters of word k of the label that word `at` of the text has; 0 when it is another word. */
static gsize
letters_in (const GArray *label, guint k, const GArray *text, gint64 at)
{
  if (are_joined (label, k, text, at))
    return strlen (sohoa_compared_word (label, k)->folded);
  if (!sohoa_words_alike_at (label, k, text, at))
    return 0;
  const char *word = sohoa_compared_word (label, k)->folded;
  return strlen (word) - sohoa_edit_distance (word, sohoa_compared_word (text, (guint) at)->folded);
}

/* The label's words one after another from word `begin` of the text on, which is its first or its second. */
static Occurrence
match_from (const GArray *label, const GArray *text, guint begin)
{
  Occurrence found = {.share = 0};
  if (letters_in (label, 0, text, begin) == 0 && (label->len < 2 || letters_in (label, 1, text, begin) == 0))
    return found;
  gint64 next = begin;
  gsize there = 0, all = 0;
  guint n = 0;
  for (guint k = 0; k < label->len; k++) {
    const gsize length = strlen (sohoa_compared_word (label, k)->folded);
    gsize letters = 0;
    found.word[k] = -1;
    if (k > 0 && found.word[k - 1] >= 0 && are_joined (label, k - 1, text, found.word[k - 1])) {
      found.word[k] = found.word[k - 1];
      letters = length;
    }
    for (gint64 at = next; found.word[k] < 0 && at <= next + (k > 0 ? SKIPPED : 0); at++)
      if ((letters = letters_in (label, k, text, at)) > 0) {
        found.word[k] = (int) at;
        next = at + 1;
      }
    all += length, there += letters, n += found.word[k] >= 0;
  }
  if (label->len > WHOLE_WORDS || n == label->len)
    found.share = (double) there / (double) MAX (all, 1);
  return found;
}

/* From the box to the nearest of the words. */
static double
distance_of (const Occurrence *found, const GArray *label, const GArray *text, const SohoaRect *box)
{
  double nearest = INFINITY;
  for (guint k = 0; k < label->len; k++)
    if (found->word[k] >= 0)
      nearest =
        MIN (nearest, sohoa_distance_to_box (box, sohoa_compared_word (text, (guint) found->word[k])->mm));
  return nearest;
}

/* The occurrence nearest to the box, of those at most `within` from it that are about as whole as the best of
 * them. FALSE when there is none. */
static gboolean
find_label (const GArray *label, const GArray *text, const SohoaRect *box, double within,
            Occurrence *ret_found)
{
  double best = FOUND_MIN, nearest = INFINITY;
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < text->len; i++) {
      const Occurrence found = match_from (label, text, i);
      const double apart = found.share >= (pass == 0 ? best : MAX (FOUND_MIN, best * NEARLY_BEST))
                             ? distance_of (&found, label, text, box)
                             : INFINITY;
      if (apart > within)
        continue;
      if (pass == 0)
        best = MAX (best, found.share);
      else if (apart < nearest)
        nearest = apart, *ret_found = found;
    }
  return isfinite (nearest);
}

SohoaLabelState
sohoa_label_find (const char *label, const SohoaRect *zone, const GArray *printed, const GArray *seen,
                  SohoaPoint around, GArray **ret_pairs)
{
  GArray *pairs = *ret_pairs = g_array_new (FALSE, FALSE, sizeof (SohoaWordPair));
  g_autoptr (GArray) words = sohoa_text_words (label);
  Occurrence here, there;
  g_array_set_size (words, MIN (words->len, WORDS_MAX));
  const SohoaRect expected = {zone->x + around.x, zone->y + around.y, zone->w, zone->h};
  if (words->len == 0 || !find_label (words, printed, zone, NEAR_ZONE_MM, &here))
    return SOHOA_LABEL_NOT_PRINTED;
  if (!find_label (words, seen, &expected, NEAR_PAGE_MM, &there))
    return SOHOA_LABEL_NOT_SEEN;
  for (guint k = 0; k < words->len; k++)
    if (here.word[k] >= 0 && there.word[k] >= 0) {
      const SohoaWordPair pair = {(guint) here.word[k], (guint) there.word[k]};
      g_array_append_val (pairs, pair);
    }
  return pairs->len > 0 ? SOHOA_LABEL_FOUND : SOHOA_LABEL_NOT_SEEN;
}

static gsize
letters_of (const GArray *words)
{
  gsize letters = 0;
  for (guint i = 0; i < words->len; i++)
    letters += strlen (sohoa_compared_word (words, i)->folded);
  return letters;
}

guint
sohoa_label_count (const SohoaTemplate *template, guint page, const GArray *printed, const GArray *seen,
                   guint *ret_printed)
{
  const SohoaRect anywhere = {0, 0, 0, 0};
  guint found = 0;
  *ret_printed = 0;
  for (guint i = 0; i < template->zones->len; i++) {
    const SohoaZone *zone = g_ptr_array_index (template->zones, i);
    g_autoptr (GArray) words = sohoa_text_words (zone->label);
    Occurrence occurrence;
    g_array_set_size (words, MIN (words->len, WORDS_MAX));
    if (zone->page != page || words->len < TELLING_WORDS || letters_of (words) < TELLING_LETTERS ||
        !find_label (words, printed, &zone->box_mm, NEAR_ZONE_MM, &occurrence))
      continue;
    *ret_printed += 1;
    found += find_label (words, seen, &anywhere, G_MAXDOUBLE, &occurrence);
  }
  return found;
}
