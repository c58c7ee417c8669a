/* prior.c - see prior.h. The language is asked for a part of the say only ("language model weight" of speech
 * recognizers): where the picture is clear it changes nothing, and what nobody expects can still be read. */
#include "prior.h"

#include <math.h>
#include <string.h>

#include "language_model.h"

static const double weight = 0.35;         /* of the language's ln p beside the picture's */
static const double usual = 1.5;           /* -ln p of a character that is as likely as most */
static const double least = -6;            /* ln p: names and abbreviations are no news */
static const double small_to_capital = 3;  /* -ln p of a capital after a small letter inside a word */
static const double capitals_to_small = 2; /* of a small letter after two capitals */
static const float hidden_dot = 0.15f;     /* share of the dots below that a dotted line takes with it */

static const char toneless_vowels[] = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";

typedef enum { NO_LETTER, SMALL, CAPITAL } LetterCase;

struct SohoaPrior {
  SohoaLanguage *language;
  guint n_labels, space;
  guint8 *symbol;          /* of the language, by label */
  LetterCase *letter_case; /* by label */
  guint *dotted;           /* by label: the same letter with a dot below; itself when there is none */
};

static LetterCase
case_of (const char *character)
{
  gunichar c = g_utf8_get_char (character);
  return g_unichar_islower (c) ? SMALL : g_unichar_isupper (c) ? CAPITAL : NO_LETTER;
}

/* The label of this vowel with a dot below; its own when it is no vowel or has a tone. */
static guint
find_dotted (const GPtrArray *text, guint label)
{
  const char *letter = g_ptr_array_index (text, label);
  if (strstr (toneless_vowels, letter) == NULL)
    return label;
  g_autofree char *parts = g_strconcat (letter, "\xCC\xA3", NULL); /* U+0323 */
  g_autofree char *dotted = g_utf8_normalize (parts, -1, G_NORMALIZE_NFC);
  for (guint other = 0; other < text->len; other++)
    if (g_strcmp0 (g_ptr_array_index (text, other), dotted) == 0)
      return other;
  return label;
}

static void
know_label (SohoaPrior *self, const GPtrArray *text, guint label)
{
  const char *character = g_ptr_array_index (text, label);
  self->dotted[label] = label;
  if (character == NULL)
    return;
  self->symbol[label] = sohoa_language_symbol (self->language, character);
  self->letter_case[label] = case_of (character);
  self->dotted[label] = find_dotted (text, label);
  if (g_str_equal (character, " "))
    self->space = label;
}

SohoaPrior *
sohoa_prior_new (SohoaPriorLanguage language, const SohoaModel *model, GError **error)
{
  g_autoptr (SohoaPrior) self = g_new0 (SohoaPrior, 1);
  self->language =
    language == SOHOA_PRIOR_ENGLISH
      ? sohoa_language_new (sohoa_english_language_model, sohoa_english_language_model_size, error)
      : sohoa_language_new (sohoa_language_model, sohoa_language_model_size, error);
  if (self->language == NULL)
    return NULL;
  self->n_labels = model->text->len;
  self->symbol = g_new0 (guint8, self->n_labels);
  self->letter_case = g_new0 (LetterCase, self->n_labels);
  self->dotted = g_new0 (guint, self->n_labels);
  for (guint label = 0; label < self->n_labels; label++)
    know_label (self, model->text, label);
  return g_steal_pointer (&self);
}

void
sohoa_prior_free (SohoaPrior *prior)
{
  if (prior == NULL)
    return;
  sohoa_language_free (prior->language);
  g_free (prior->symbol);
  g_free (prior->letter_case);
  g_free (prior->dotted);
  g_free (prior);
}

/* How unlikely the case of the last label is after those of the two before it, as -ln p. */
static double
case_cost (const SohoaPrior *self, const guint *labels, guint n)
{
  LetterCase last = self->letter_case[labels[n - 1]];
  LetterCase before = n > 1 ? self->letter_case[labels[n - 2]] : NO_LETTER;
  if (last == CAPITAL && before == SMALL)
    return small_to_capital;
  if (last == SMALL && before == CAPITAL && n > 2 && self->letter_case[labels[n - 3]] == CAPITAL)
    return capitals_to_small;
  return 0;
}

/* Puts the last characters of the text in front of symbols[begin]; returns where they begin. */
static guint
precede (const SohoaPrior *self, const char *text, guint8 *symbols, guint begin)
{
  const char *at = text + strlen (text);
  while (begin > 0 && at > text) {
    at = g_utf8_prev_char (at);
    g_autofree char *character = g_strndup (at, (gsize) (g_utf8_next_char (at) - at));
    symbols[--begin] = sohoa_language_symbol (self->language, character);
  }
  return begin;
}

double
sohoa_prior_weigh (const SohoaPrior *prior, const guint *labels, guint n, const char *before)
{
  guint8 symbols[SOHOA_LANGUAGE_REACH];
  guint begin = SOHOA_LANGUAGE_REACH - n;
  for (guint i = 0; i < n; i++)
    symbols[begin + i] = prior->symbol[labels[i]];
  if (begin > 0)
    symbols[--begin] = prior->symbol[prior->space];
  if (before != NULL)
    begin = precede (prior, before, symbols, begin);
  double log_p =
    sohoa_language_log_probability (prior->language, symbols + begin, SOHOA_LANGUAGE_REACH - begin);
  return exp (weight * (MAX (log_p, least) + usual) - case_cost (prior, labels, n));
}

void
sohoa_prior_suppose_dots (const SohoaPrior *prior, float *row)
{
  for (guint label = 0; label < prior->n_labels; label++)
    row[prior->dotted[label]] = MAX (row[prior->dotted[label]], hidden_dot * row[label]);
}
