/* heading.c - how a paper names itself.
 *
 * Offices print it in capitals, below the motto of the state and the name of the office, above the body. The
 * first lines in capitals that begin like a known kind of paper are taken, else the first at all; it misleads
 * on letters without a heading that have a name or a shout in capitals.
 */
#include "describe_internal.h"
#include "keywords.h"

#include <string.h>

enum { LEAST_LETTERS = 5, LINES_MAX = 3 };
static const double CapitalShare = 0.7; /* of the letters in a heading */
static const double LetterShare = 0.6;  /* of all characters but spaces; codes and rules have fewer */
enum { LEAST_WORD = 2, LONGEST_WORD = 12, ENOUGH_LETTERS = 40 };

/* Mostly letters, and mostly capital ones. */
static gboolean
in_capitals (const char *line)
{
  int letters = 0, capitals = 0, others = 0;
  for (const char *p = line; *p; p = g_utf8_next_char (p)) {
    const gunichar c = g_utf8_get_char (p);
    if (g_unichar_isalpha (c)) {
      letters++;
      capitals += g_unichar_isupper (c) ? 1 : 0;
    } else if (!g_unichar_isspace (c)) {
      others++;
    }
  }
  return letters >= LEAST_LETTERS && capitals >= CapitalShare * letters &&
         letters >= LetterShare * (letters + others);
}

/* The motto may stand in one line with the agency, left and right of the page. */
static gboolean
above_heading (const char *line)
{
  g_autofree char *folded = sohoa_fold_words (line);
  return folded && (sohoa_count_phrases (SOHOA_PHRASE_MOTTO, folded) > 0 ||
                    sohoa_begins_with_phrase (SOHOA_PHRASE_AGENCY, folded));
}

/* The run of lines in capitals that starts at *line, joined; moves *line behind it. NULL when there is none.
 */
static char *
take_run (char ***line)
{
  GString *run = NULL;
  for (int n = 0; **line && n < LINES_MAX && in_capitals (**line) && !above_heading (**line);
       n++, (*line)++) {
    run = run ? g_string_append_c (run, ' ') : g_string_new (NULL);
    g_string_append (run, **line);
  }
  return run ? g_string_free (run, FALSE) : NULL;
}

static gboolean
names_a_paper (const char *run)
{
  static const SohoaPhraseClass classes[] = {SOHOA_PHRASE_COVER, SOHOA_PHRASE_CARD, SOHOA_PHRASE_DECLARATION,
                                             SOHOA_PHRASE_PAPER};
  g_autofree char *folded = sohoa_fold_words (run);
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (sohoa_begins_with_phrase (classes[i], folded))
      return TRUE;
  return FALSE;
}

char *
sohoa_find_heading (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *first = NULL;
  for (char **line = lines; *line;) {
    g_autofree char *run = take_run (&line);
    if (!run) {
      line++;
      continue;
    }
    if (names_a_paper (run))
      return sohoa_text_fold (run);
    if (!first)
      first = g_steal_pointer (&run);
  }
  return first ? sohoa_text_fold (first) : NULL;
}

/* Letters with a vowel among them, of a length that words have, capital nowhere but at the start or
 * everywhere; marks around it do not count. */
static gboolean
is_word (const char *word)
{
  g_autofree char *folded = sohoa_fold_words (word);
  const gsize length = strlen (g_strchomp (folded));
  if (length < LEAST_WORD || length > LONGEST_WORD || !strpbrk (folded, "AEIOUY") ||
      strpbrk (folded, " 0123456789"))
    return FALSE;
  gboolean small_seen = FALSE, capital_after_small = FALSE;
  for (const char *p = word; *p; p = g_utf8_next_char (p)) {
    capital_after_small |= small_seen && g_unichar_isupper (g_utf8_get_char (p));
    small_seen |= g_unichar_islower (g_utf8_get_char (p)) != 0;
  }
  return !capital_after_small;
}

double
sohoa_text_sense (const char *text)
{
  glong all = 0, sensible = 0;
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
  for (char **word = words; *word; word++) {
    const glong length = g_utf8_strlen (*word, -1);
    all += length;
    sensible += is_word (*word) ? length : 0;
  }
  return (double) sensible / (double) MAX (all, ENOUGH_LETTERS);
}
