/* opinion.c - see opinion.h. The two texts are laid side by side with the fewest changes (Wagner and Fischer,
 * "The string-to-string correction problem", 1974). */
#include "opinion.h"

#include <math.h>

static const double weight = 0.5; /* of the other network's probability */

/* Glyphs but spaces; borrowed from the line. */
static GPtrArray *
letters_of (const SohoaLine *line)
{
  GPtrArray *letters = g_ptr_array_new ();
  for (guint i = 0; i < line->glyphs->len; i++) {
    SohoaGlyph *glyph = &g_array_index (line->glyphs, SohoaGlyph, i);
    if (!g_str_equal (glyph->text, " "))
      g_ptr_array_add (letters, glyph);
  }
  return letters;
}

/* Back from libtesseract's scale (ctc.c). */
static double
probability_of (const SohoaGlyph *glyph)
{
  return exp ((glyph->confidence - 1) * 20);
}

/* Changes from the first i letters of one to the first k of the other, for all i and k. */
typedef struct {
  const GPtrArray *ours, *theirs;
  guint *changes;
} Table;

static guint *
table_at (const Table *table, guint i, guint k)
{
  return table->changes + (gsize) i * (table->theirs->len + 1) + k;
}

static gboolean
same (const Table *table, guint i, guint k)
{
  const SohoaGlyph *our = g_ptr_array_index (table->ours, i), *their = g_ptr_array_index (table->theirs, k);
  return g_str_equal (our->text, their->text);
}

static void
table_fill (Table *table)
{
  table->changes = g_new (guint, (gsize) (table->ours->len + 1) * (table->theirs->len + 1));
  for (guint i = 0; i <= table->ours->len; i++)
    for (guint k = 0; k <= table->theirs->len; k++) {
      guint least = i == 0 ? k : k == 0 ? i : *table_at (table, i - 1, k - 1) + !same (table, i - 1, k - 1);
      if (i > 0 && k > 0)
        least = MIN (least, 1 + MIN (*table_at (table, i - 1, k), *table_at (table, i, k - 1)));
      *table_at (table, i, k) = least;
    }
}

/* What they read where we have glyph i: the letters of theirs from `begin` up to `end`. */
static void
offer (const Table *table, guint i, guint begin, guint end)
{
  SohoaGlyph *glyph = g_ptr_array_index (table->ours, i);
  g_autoptr (GString) text = g_string_new (NULL);
  double probability = 1;
  for (guint k = begin; k < end; k++) {
    const SohoaGlyph *their = g_ptr_array_index (table->theirs, k);
    g_string_append (text, their->text);
    probability = MIN (probability, probability_of (their));
  }
  if (!g_str_equal (text->str, glyph->text))
    sohoa_glyph_add_choice (glyph, text->str, weight * probability);
}

void
sohoa_line_hear (SohoaLine *line, const SohoaLine *other)
{
  g_autoptr (GPtrArray) ours = letters_of (line);
  g_autoptr (GPtrArray) theirs = letters_of (other);
  if (ours->len == 0 || theirs->len == 0)
    return;
  Table table = {ours, theirs, NULL};
  table_fill (&table);
  for (guint i = ours->len, k = theirs->len, end = k; i > 0;) {
    if (k > 0 && *table_at (&table, i, k) == *table_at (&table, i - 1, k - 1) + !same (&table, i - 1, k - 1))
      k--;
    else if (*table_at (&table, i, k) != *table_at (&table, i - 1, k) + 1) {
      k--; /* a letter more: it goes with the one of ours before it */
      continue;
    }
    i--;
    offer (&table, i, i > 0 ? k : 0, end);
    end = k;
  }
  g_free (table.changes);
}
