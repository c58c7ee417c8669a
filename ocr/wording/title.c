/* title.c - see title.h. */
#include "title.h"

#include <string.h>

#include "../describe/keywords.h"
#include "compared_words.h"

enum {
  ROUGH_LETTERS_PER_ERROR = 5,
  LETTERS_PER_ERROR = 10,
  LETTERS_MIN = 10,     /* of a title that a form can be known by */
  HEADING_MORE_MAX = 4, /* letters of noise in a heading */
};

/* Folded, without what stands in brackets; NULL when it says too little. */
static char *
fold_title (const char *title)
{
  g_autofree char *plain = g_strndup (title, strcspn (title, "("));
  char *folded = sohoa_fold_words (plain);
  if (folded && strlen (g_strchomp (folded)) >= LETTERS_MIN)
    return folded;
  g_free (folded);
  return NULL;
}

static char *
without_spaces (const char *text)
{
  GString *letters = g_string_new (NULL);
  for (const char *p = text; *p; p++)
    if (*p != ' ')
      g_string_append_c (letters, *p);
  return g_string_free (letters, FALSE);
}

gboolean
sohoa_title_resembles (const char *title, const char *text)
{
  g_autofree char *folded = fold_title (title);
  return folded && sohoa_holds_phrase (folded, ROUGH_LETTERS_PER_ERROR, text);
}

/* Whether words of the text, from the first on, together are the letters. */
static gboolean
begins_with (const char *const *words, const char *letters)
{
  const gsize length = strlen (letters), allowed = length / LETTERS_PER_ERROR;
  g_autoptr (GString) so_far = g_string_new (NULL);
  for (; *words && so_far->len < length + allowed; words++) {
    g_string_append (so_far, *words);
    if (so_far->len + allowed >= length && so_far->len <= length + allowed &&
        sohoa_edit_distance (so_far->str, letters) <= allowed)
      return TRUE;
  }
  return FALSE;
}

gboolean
sohoa_title_find (const char *title, const char *text, const char *heading, guint *ret_at)
{
  g_autofree char *folded = fold_title (title);
  g_autofree char *letters = folded ? without_spaces (folded) : NULL;
  g_autofree char *more = heading ? without_spaces (heading) : NULL;
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  if (!letters || !sohoa_holds_phrase (folded, ROUGH_LETTERS_PER_ERROR, text))
    return FALSE;
  if (heading && sohoa_begins_with_phrase (SOHOA_PHRASE_DECLARATION, heading) &&
      strlen (more) > strlen (letters) + HEADING_MORE_MAX)
    return FALSE;
  for (char **word = words; *word; word++)
    if (begins_with ((const char *const *) word, letters)) {
      *ret_at = (guint) (word - words);
      return TRUE;
    }
  return FALSE;
}
