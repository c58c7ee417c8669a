/* language.c - see language.h. The rows are a tree: those that are one longer lie together. */
#include "language.h"

#include <sohoa/error.h>
#include <string.h>

/* As in the file: probabilities are -ln p in sixteenths. */
typedef struct {
  guint8 symbol, cost, rest, n_longer;
} Row;

struct SohoaLanguage {
  GHashTable *symbols; /* UTF-8 character -> symbol */
  Row *rows;           /* level by level */
  guint32 *longer;     /* by row: the first that is one longer */
  guint n_rows, n_first;
  guint8 digit, stroke;
  gboolean is_letter[256]; /* by symbol */
};

static const double sixteenth = 1 / 16.0;
static const double unknown = -16; /* ln p */

/* The characters; returns what follows them, NULL when damaged. */
static const guint8 *
take_symbols (SohoaLanguage *self, const guint8 *at, const guint8 *end)
{
  if (end - at < 5 || memcmp (at, "SLM1", 4) != 0)
    return NULL;
  guint n = at[4];
  at += 5;
  for (guint i = 1; i <= n; i++) {
    if (at >= end || end - at < 1 + at[0] || !g_utf8_validate ((const char *) at + 1, at[0], NULL))
      return NULL;
    g_hash_table_insert (self->symbols, g_strndup ((const char *) at + 1, at[0]), GUINT_TO_POINTER (i));
    self->is_letter[i] = g_unichar_isalpha (g_utf8_get_char ((const char *) at + 1));
    at += 1 + at[0];
  }
  return at;
}

/* Where each row's longer ones begin: they follow in the order of their beginnings. */
static gboolean
link_rows (SohoaLanguage *self)
{
  guint64 next = self->n_first = g_hash_table_size (self->symbols);
  self->longer = g_new (guint32, self->n_rows);
  for (guint i = 0; i < self->n_rows; i++) {
    self->longer[i] = (guint32) next;
    next += self->rows[i].n_longer;
  }
  return next == self->n_rows;
}

SohoaLanguage *
sohoa_language_new (const guint8 *data, gsize size, GError **error)
{
  g_autoptr (SohoaLanguage) self = g_new0 (SohoaLanguage, 1);
  self->symbols = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const guint8 *at = take_symbols (self, data, data + size);
  if (at != NULL && (gsize) (data + size - at) % sizeof (Row) == 0) {
    self->n_rows = (guint) ((gsize) (data + size - at) / sizeof (Row));
    self->rows = g_memdup2 (at, (gsize) (data + size - at));
    self->digit = sohoa_language_symbol (self, "0");
    self->stroke = sohoa_language_symbol (self, "/");
    if (link_rows (self))
      return g_steal_pointer (&self);
  }
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_SETUP, "the language model is damaged");
  return NULL;
}

void
sohoa_language_free (SohoaLanguage *language)
{
  if (language == NULL)
    return;
  g_hash_table_unref (language->symbols);
  g_free (language->rows);
  g_free (language->longer);
  g_free (language);
}

guint8
sohoa_language_symbol (const SohoaLanguage *language, const char *character)
{
  gunichar c = g_unichar_tolower (g_utf8_get_char (character));
  char folded[8] = {0};
  g_unichar_to_utf8 (g_unichar_isdigit (c) ? '0' : c, folded);
  return (guint8) GPOINTER_TO_UINT (g_hash_table_lookup (language->symbols, folded));
}

/* Among n rows from `first` the one of this symbol; NULL when there is none. */
static const Row *
find (const SohoaLanguage *self, guint32 first, guint n, guint8 symbol)
{
  const Row *row = self->rows + first;
  while (n > 0) {
    guint half = n / 2;
    if (row[half].symbol == symbol)
      return row + half;
    if (row[half].symbol < symbol) {
      row += half + 1;
      n -= half + 1;
    } else {
      n = half;
    }
  }
  return NULL;
}

static const Row *
longer (const SohoaLanguage *self, const Row *row, guint8 symbol)
{
  return find (self, self->longer[row - self->rows], row->n_longer, symbol);
}

double
sohoa_language_log_probability (const SohoaLanguage *language, const guint8 *symbols, guint n)
{
  /* Whether a number goes on with a digit, a letter or a stroke, as those of houses may, no language knows.
   */
  guint8 last = symbols[n - 1];
  if (n > 1 && symbols[n - 2] == language->digit && (language->is_letter[last] || last == language->stroke))
    last = language->digit;
  double log_rest = 0;
  for (guint begin = n > SOHOA_LANGUAGE_REACH ? n - SOHOA_LANGUAGE_REACH : 0; begin + 1 < n; begin++) {
    const Row *row = find (language, 0, language->n_first, symbols[begin]);
    for (guint i = begin + 1; i + 1 < n && row != NULL; i++)
      row = longer (language, row, symbols[i]);
    if (row == NULL)
      continue;
    const Row *whole = longer (language, row, last);
    if (whole != NULL)
      return log_rest - whole->cost * sixteenth;
    log_rest -= row->rest * sixteenth;
  }
  const Row *alone = find (language, 0, language->n_first, last);
  return log_rest + (alone != NULL ? -alone->cost * sixteenth : unknown);
}
