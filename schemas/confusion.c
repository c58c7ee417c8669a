/* confusion.c - a weighted edit distance over letters.
 *
 * The weights follow what line recognizers do to Vietnamese print: tone and letter marks are lost or changed
 * far more often than letters, thin strokes are taken for each other, points and commas come and go. Cost is
 * length times length; texts longer than any name are not compared.
 */
#include "confusion.h"

#include <string.h>

#include "letters.h"

enum { LETTERS_MAX = 96 };

static const double tone_cost = 0.5, form_cost = 0.5, both_cost = 0.8;
static const double digit_cost = SOHOA_CONFUSION_LEAST, lookalike_cost = 0.9, other_cost = 1.6;
static const double mark_cost = 0.3, letter_cost = 1.3;

/* Letters without marks that are taken for each other, in print and in poor scans. */
static const char *const lookalikes[] = {"o0", "l1", "i1", "il", "ij", "un", "nr", "nm", "ce", "co", "eo",
                                         "tf", "tl", "hb", "gq", "g9", "vy", "s5", "b8", "b6", "z2", "ao",
                                         "rt", "fl", "ft", "kh", "uv", "np", "cg", "hm", "g6"};

static gboolean
look_alike (gunichar a, gunichar b)
{
  for (guint i = 0; i < G_N_ELEMENTS (lookalikes); i++) {
    gunichar left = (gunichar) lookalikes[i][0], right = (gunichar) lookalikes[i][1];

    if ((a == left && b == right) || (a == right && b == left))
      return TRUE;
  }
  return FALSE;
}

static double
substitute (SohoaLetter a, SohoaLetter b)
{
  if (a.base == b.base) {
    if (a.form == b.form)
      return a.tone == b.tone ? 0 : tone_cost;
    return a.tone == b.tone ? form_cost : both_cost;
  }
  if (!look_alike (a.base, b.base))
    return other_cost;
  return g_unichar_isdigit (a.base) || g_unichar_isdigit (b.base) ? digit_cost : lookalike_cost;
}

static gboolean
is_mark (gunichar c)
{
  return c < 0x80 && !g_ascii_isalnum ((char) c);
}

static double
drop (SohoaLetter letter)
{
  return is_mark (letter.base) ? mark_cost : letter_cost;
}

/* FALSE when text is longer than any name. */
static gboolean
take_apart (const char *text, SohoaLetter *letters, guint *ret_n)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    if (n == LETTERS_MAX)
      return FALSE;
    letters[n++] = sohoa_letter_split (g_utf8_get_char (p));
  }
  *ret_n = n;
  return TRUE;
}

double
sohoa_confusion_distance (const char *a, const char *b, double limit)
{
  SohoaLetter left[LETTERS_MAX], right[LETTERS_MAX];
  double row[LETTERS_MAX + 1];
  guint n, m;

  if (!take_apart (a, left, &n) || !take_apart (b, right, &m))
    return G_MAXDOUBLE;
  row[0] = 0;
  for (guint k = 0; k < m; k++)
    row[k + 1] = row[k] + drop (right[k]);
  for (guint i = 0; i < n; i++) {
    double diagonal = row[0], least = row[0] += drop (left[i]);

    for (guint k = 0; k < m; k++) {
      double cost = diagonal + substitute (left[i], right[k]);

      cost = MIN (cost, row[k] + drop (right[k]));
      cost = MIN (cost, row[k + 1] + drop (left[i]));
      diagonal = row[k + 1];
      row[k + 1] = cost;
      least = MIN (least, cost);
    }
    if (least > limit)
      return G_MAXDOUBLE;
  }
  return row[m] <= limit ? row[m] : G_MAXDOUBLE;
}

gboolean
sohoa_closest_is_near (const SohoaClosest *closest, const char *entry)
{
  return sohoa_confusion_distance (closest->text, entry, closest->limit + SOHOA_CONFUSION_MARGIN) <
         G_MAXDOUBLE;
}

void
sohoa_closest_consider (SohoaClosest *closest, const char *entry, double bonus)
{
  double limit = closest->limit + SOHOA_CONFUSION_MARGIN;
  double distance = sohoa_confusion_distance (closest->text, entry, limit);

  if (distance > limit)
    return;
  distance -= bonus;
  if (closest->best != NULL) {
    g_autofree char *key = sohoa_letters_key (entry), *best_key = sohoa_letters_key (closest->best);

    if (strcmp (key, best_key) == 0)
      return;
    if (distance >= closest->distance) {
      closest->second = MIN (closest->second, distance);
      return;
    }
  }
  closest->second = closest->best != NULL ? closest->distance : G_MAXDOUBLE;
  closest->best = entry;
  closest->distance = distance;
}

gboolean
sohoa_closest_is_certain (const SohoaClosest *closest)
{
  return closest->best != NULL && closest->distance <= closest->limit &&
         closest->second - closest->distance >= SOHOA_CONFUSION_MARGIN;
}
