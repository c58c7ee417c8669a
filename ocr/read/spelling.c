/* spelling.c - values from lines, and their nearest other spellings.
 *
 * Alternatives differ from the value in one character: that is what recognizers get wrong in Vietnamese (one
 * diacritic), and what code lists and check digits can decide.
 */
#include "spelling.h"

#include <string.h>

enum { ALTERNATIVES = 6 };

/* A character of the text that could be another. */
typedef struct {
  gsize offset, length; /* bytes in text */
  char *other;
  double ratio; /* probability of other against the character chosen */
} Place;

static void
place_clear (gpointer data)
{
  g_free (((Place *) data)->other);
}

SohoaSpelling *
sohoa_spelling_new (void)
{
  SohoaSpelling *spelling = g_new0 (SohoaSpelling, 1);
  spelling->text = g_string_new (NULL);
  spelling->places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_array_set_clear_func (spelling->places, place_clear);
  spelling->confidence = 1;
  spelling->method = "none";
  return spelling;
}

void
sohoa_spelling_free (SohoaSpelling *spelling)
{
  if (spelling == NULL)
    return;
  g_string_free (spelling->text, TRUE);
  g_array_unref (spelling->places);
  g_free (spelling);
}

static void
append_glyph (SohoaSpelling *spelling, const SohoaGlyph *glyph)
{
  gsize offset = spelling->text->len, length = strlen (glyph->text);
  g_string_append (spelling->text, glyph->text);
  for (guint i = 0; glyph->choices != NULL && i < glyph->choices->len; i++) {
    const SohoaAlternative *choice = g_ptr_array_index (glyph->choices, i);
    double ratio = choice->confidence / MAX (glyph->confidence, 0.01);
    Place place = {offset, length, g_strdup (choice->raw), MIN (ratio, 1)};
    g_array_append_val (spelling->places, place);
  }
}

void
sohoa_spelling_append (SohoaSpelling *spelling, const SohoaLine *line, guint first, int n)
{
  guint end = n < 0 ? line->glyphs->len : MIN (first + n, line->glyphs->len);
  for (guint i = first; i < end; i++)
    append_glyph (spelling, &g_array_index (line->glyphs, SohoaGlyph, i));
  spelling->confidence = MIN (spelling->confidence, line->confidence);
  spelling->method = line->method;
}

void
sohoa_spelling_append_text (SohoaSpelling *spelling, const char *text)
{
  if (spelling->text->len > 0 || !g_str_equal (text, " "))
    g_string_append (spelling->text, text);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  double p = ((const Place *) a)->ratio, q = ((const Place *) b)->ratio;
  return p < q ? 1 : p > q ? -1 : 0;
}

/* A value ends with a word: marks that its last line goes on with say that nothing more was read. */
static void
drop_open_end (SohoaSpelling *spelling)
{
  const char *marks = spelling->may_stop ? ",;: " : ".,;: ";
  gsize length = spelling->text->len;
  while (length > 0 && strchr (marks, spelling->text->str[length - 1]) != NULL)
    length--;
  g_string_truncate (spelling->text, length);
  for (guint i = spelling->places->len; i > 0; i--)
    if (g_array_index (spelling->places, Place, i - 1).offset >= length)
      g_array_remove_index (spelling->places, i - 1);
}

void
sohoa_spelling_finish (SohoaSpelling *spelling, SohoaReading *reading)
{
  drop_open_end (spelling);
  sohoa_reading_set (reading, spelling->text->str, spelling->confidence, spelling->method);
  g_array_sort (spelling->places, compare_places);
  for (guint i = 0; i < spelling->places->len && i < ALTERNATIVES; i++) {
    const Place *place = &g_array_index (spelling->places, Place, i);
    g_autoptr (GString) other = g_string_new_len (spelling->text->str, place->offset);
    g_string_append (other, place->other);
    g_string_append (other, spelling->text->str + place->offset + place->length);
    sohoa_reading_add_alternative (reading, other->str, spelling->confidence * place->ratio);
  }
}
