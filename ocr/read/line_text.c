/* line_text.c - see line_text.h. */
#include "line_text.h"

#include <string.h>

#include <sohoa/reading.h>

static const double joint_sure = 0.98; /* confidence of a mark that ends a line */
static const double lone_sure = 0.975; /* of a letter that is all there is */
static const double mark_lost = 0.9;   /* at most, of a letter whose mark was dropped */
static const double mark_sure = 0.997; /* of a letter with a mark that its language seldom has */

static const SohoaGlyph *
glyph_at (const SohoaLine *line, guint i)
{
  return &g_array_index (line->glyphs, SohoaGlyph, i);
}

static gboolean
is_space (const SohoaGlyph *glyph)
{
  return g_str_equal (glyph->text, " ");
}

static gboolean
is_word_character (const SohoaGlyph *glyph)
{
  return g_unichar_isalnum (g_utf8_get_char (glyph->text));
}

/* Marks that no value begins or ends with; the plus and brackets may. */
static gboolean
is_leftover (const SohoaGlyph *glyph)
{
  return strstr (" .,:;_-—'\"/*=~!|?", glyph->text) != NULL;
}

/* Does the word around glyph i, up to the spaces beside it, hold a letter or a digit? */
static gboolean
word_says_something (const SohoaLine *line, guint i)
{
  guint begin = i, end = i;
  while (begin > 0 && !is_space (glyph_at (line, begin - 1)))
    begin--;
  while (end < line->glyphs->len && !is_space (glyph_at (line, end)))
    end++;
  for (guint k = begin; k < end; k++)
    if (is_word_character (glyph_at (line, k)))
      return TRUE;
  return FALSE;
}

/* Do one to three capitals, and nothing else since the space, end before glyph i: "P", "TP"? */
static gboolean
follows_abbreviation (const SohoaLine *line, guint i)
{
  guint n = 0;
  while (i > n && g_unichar_isupper (g_utf8_get_char (glyph_at (line, i - n - 1)->text)))
    n++;
  return n >= 1 && n <= 3 && (i == n || is_space (glyph_at (line, i - n - 1)));
}

/* A mark after a word that the next line of the value goes on from. Leaders leave nothing that looks so, but
 * full stops. */
static gboolean
joins (const SohoaLine *line, guint i, gboolean may_stop)
{
  const SohoaGlyph *glyph = glyph_at (line, i);
  if (i == 0 || glyph->confidence < joint_sure || !is_word_character (glyph_at (line, i - 1)))
    return FALSE;
  return strstr (",;:", glyph->text) != NULL ||
         (g_str_equal (glyph->text, ".") && (may_stop || follows_abbreviation (line, i)));
}

static gboolean
goes (const SohoaLine *line, guint i)
{
  return is_leftover (glyph_at (line, i)) || !word_says_something (line, i);
}

static void
spell (SohoaLine *line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < line->glyphs->len; i++)
    g_string_append (text, glyph_at (line, i)->text);
  g_free (line->text);
  line->text = sohoa_text_fold (text->str);
}

void
sohoa_line_trim (SohoaLine *line, gboolean may_stop)
{
  guint begin = 0, end = line->glyphs->len;
  if (end == 0)
    return;
  while (begin < end && goes (line, begin))
    begin++;
  while (end > begin && goes (line, end - 1) && !joins (line, end - 1, may_stop))
    end--;
  g_array_set_size (line->glyphs, end);
  if (begin > 0)
    g_array_remove_range (line->glyphs, 0, begin);
  double weakest = line->glyphs->len > 0 ? 1 : 0;
  for (guint i = 0; i < line->glyphs->len; i++)
    weakest = MIN (weakest, glyph_at (line, i)->confidence);
  line->confidence = weakest;
  spell (line);
}

gboolean
sohoa_line_is_stray (const SohoaLine *line)
{
  const SohoaGlyph *only = line->glyphs->len == 1 ? glyph_at (line, 0) : NULL;
  return only != NULL && g_unichar_isalpha (g_utf8_get_char (only->text)) && only->confidence < lone_sure;
}

static gboolean
is_digit_at (const SohoaLine *line, guint i)
{
  return i < line->glyphs->len && g_unichar_isdigit (g_utf8_get_char (glyph_at (line, i)->text));
}

static gboolean
is_at (const SohoaLine *line, guint i, const char *text)
{
  return i < line->glyphs->len && g_str_equal (glyph_at (line, i)->text, text);
}

/* Is the gap at i between two groups of three digits, one of which has a full stop at its other side? */
static gboolean
is_lost_stop (const SohoaLine *line, guint i)
{
  if (!is_at (line, i, " ") || i < 3 || is_digit_at (line, i + 4))
    return FALSE;
  for (guint k = 1; k <= 3; k++)
    if (!is_digit_at (line, i - k) || !is_digit_at (line, i + k))
      return FALSE;
  return (i >= 4 && is_at (line, i - 4, ".")) || (is_at (line, i + 4, ".") && is_digit_at (line, i + 5));
}

void
sohoa_line_restore_stops (SohoaLine *line)
{
  for (guint i = 0; i < line->glyphs->len; i++)
    if (is_lost_stop (line, i))
      sohoa_glyph_replace (&g_array_index (line->glyphs, SohoaGlyph, i), ".");
  spell (line);
}

void
sohoa_line_close_numbers (SohoaLine *line)
{
  for (guint i = line->glyphs->len; i > 0; i--)
    if (is_at (line, i, " ") && (is_at (line, i - 1, ".") || is_at (line, i - 1, ",")) &&
        is_digit_at (line, i + 1))
      g_array_remove_index (line->glyphs, i);
  spell (line);
}

/* Is the gap at i beside a slash that stands between digits? */
static gboolean
parts_slash (const SohoaLine *line, guint i)
{
  if (!is_at (line, i, " ") || i == 0)
    return FALSE;
  return (is_at (line, i + 1, "/") && is_digit_at (line, i - 1) && is_digit_at (line, i + 2)) ||
         (is_at (line, i - 1, "/") && i >= 2 && is_digit_at (line, i - 2) && is_digit_at (line, i + 1));
}

void
sohoa_line_close_slashes (SohoaLine *line)
{
  for (guint i = line->glyphs->len; i > 0; i--)
    if (parts_slash (line, i - 1))
      g_array_remove_index (line->glyphs, i - 1);
  spell (line);
}

static gboolean
is_letter_at (const SohoaLine *line, guint i)
{
  return i < line->glyphs->len && g_unichar_isalpha (g_utf8_get_char (glyph_at (line, i)->text));
}

void
sohoa_line_settle_ones (SohoaLine *line)
{
  for (guint i = 0; i + 1 < line->glyphs->len; i++)
    if (is_at (line, i, "1") && is_letter_at (line, i + 1) && (i == 0 || !is_digit_at (line, i - 1)))
      sohoa_glyph_replace (&g_array_index (line->glyphs, SohoaGlyph, i), "l");
  spell (line);
}

void
sohoa_line_settle_bars (SohoaLine *line)
{
  for (guint i = 0; i + 1 < line->glyphs->len; i++)
    if ((is_at (line, i, "!") || is_at (line, i, "|")) && (i == 0 || is_at (line, i - 1, " ")) &&
        g_unichar_isupper (g_utf8_get_char (glyph_at (line, i + 1)->text)))
      sohoa_glyph_replace (&g_array_index (line->glyphs, SohoaGlyph, i), "I");
  spell (line);
}

/* NULL when the letter has no mark. Caller frees. */
static char *
without_mark (const char *letter)
{
  g_autofree char *apart = g_utf8_normalize (letter, -1, G_NORMALIZE_NFD);
  const char *end = apart && *apart ? g_utf8_next_char (apart) : NULL;
  return end && g_unichar_ismark (g_utf8_get_char (end)) ? g_strndup (apart, (gsize) (end - apart)) : NULL;
}

void
sohoa_line_settle_marks (SohoaLine *line)
{
  for (guint i = 0; i < line->glyphs->len; i++) {
    SohoaGlyph *glyph = &g_array_index (line->glyphs, SohoaGlyph, i);
    g_autofree char *bare = glyph->confidence < mark_sure ? without_mark (glyph->text) : NULL;
    if (bare) {
      sohoa_glyph_replace (glyph, bare);
      glyph->confidence = MIN (glyph->confidence, mark_lost);
    }
  }
  spell (line);
}

/* The end of the run of letters and digits that begins at `begin`. */
static guint
word_end (const SohoaLine *line, guint begin)
{
  guint end = begin;
  while (end < line->glyphs->len && is_word_character (glyph_at (line, end)))
    end++;
  return end;
}

static gboolean
is_lower (const SohoaGlyph *glyph)
{
  return g_unichar_islower (g_utf8_get_char (glyph->text));
}

/* Two letters or more, a small one among them, and no digit but zeros. */
static gboolean
is_word_with_zeros (const SohoaLine *line, guint begin, guint end)
{
  guint n_zeros = 0, n_small = 0;
  for (guint i = begin; i < end; i++) {
    const SohoaGlyph *glyph = glyph_at (line, i);
    n_zeros += g_str_equal (glyph->text, "0");
    n_small += is_lower (glyph);
    if (g_unichar_isdigit (g_utf8_get_char (glyph->text)) && !g_str_equal (glyph->text, "0"))
      return FALSE;
  }
  return n_zeros > 0 && n_small > 0 && end - begin >= n_zeros + 2;
}

void
sohoa_line_settle_zeros (SohoaLine *line)
{
  for (guint begin = 0; begin < line->glyphs->len;) {
    guint end = word_end (line, begin);
    for (guint i = begin; i < end && is_word_with_zeros (line, begin, end); i++)
      if (g_str_equal (glyph_at (line, i)->text, "0"))
        sohoa_glyph_replace (&g_array_index (line->glyphs, SohoaGlyph, i),
                             i > begin && is_lower (glyph_at (line, i - 1)) ? "o" : "O");
    begin = end + 1;
  }
  spell (line);
}

static const gunichar dot_below = 0x323;

/* The letter without its marks, in lower case; whether one of the marks is a tone. */
static gunichar
base_of (const SohoaGlyph *glyph, gboolean *ret_has_tone)
{
  static const gunichar tones[] = {0x300, 0x301, 0x303, 0x309, dot_below};
  g_autofree char *parts = g_utf8_normalize (glyph->text, -1, G_NORMALIZE_NFD);
  *ret_has_tone = FALSE;
  for (const char *p = parts; *p != '\0'; p = g_utf8_next_char (p))
    for (gsize i = 0; i < G_N_ELEMENTS (tones); i++)
      *ret_has_tone |= g_utf8_get_char (p) == tones[i];
  return g_unichar_tolower (g_utf8_get_char (parts));
}

static gboolean
is_vowel (gunichar c)
{
  return c < 128 && strchr ("aeiouy", (int) c) != NULL;
}

/* How many letters the stop at the end of the syllable has, begin .. end - 1; 0 when it ends otherwise. */
static guint
stop_length (const SohoaLine *line, guint begin, guint end)
{
  gboolean tone;
  gunichar last = base_of (glyph_at (line, end - 1), &tone);
  gunichar before = end - begin >= 2 ? base_of (glyph_at (line, end - 2), &tone) : 0;
  if (last == 'h' && before == 'c')
    return 2;
  return last == 'c' || last == 'p' || last == 't' ? 1 : 0;
}

/* The vowel of a syllable with a stop at its end and no tone: the last one. -1 when it is no such syllable.
 */
static int
toneless_vowel (const SohoaLine *line, guint begin, guint end)
{
  guint stop = stop_length (line, begin, end);
  int vowel = -1;
  guint n_groups = 0;
  gboolean tone, was_vowel = FALSE;
  for (guint i = begin; stop > 0 && i < end - stop; i++) {
    gunichar base = base_of (glyph_at (line, i), &tone);
    if (tone)
      return -1;
    if (is_vowel (base))
      vowel = (int) i;
    n_groups += is_vowel (base) && !was_vowel;
    was_vowel = is_vowel (base);
  }
  return n_groups == 1 && vowel == (int) (end - stop) - 1 ? vowel : -1;
}

static void
add_dot (SohoaLine *line, guint i)
{
  SohoaGlyph *glyph = &g_array_index (line->glyphs, SohoaGlyph, i);
  g_autoptr (GString) dotted = g_string_new (glyph->text);
  g_string_append_unichar (dotted, dot_below);
  g_autofree char *composed = g_utf8_normalize (dotted->str, -1, G_NORMALIZE_NFC);
  sohoa_glyph_replace (glyph, composed);
}

void
sohoa_line_restore_dots (SohoaLine *line)
{
  for (guint begin = 0; begin < line->glyphs->len;) {
    guint end = begin;
    while (end < line->glyphs->len && g_unichar_isalpha (g_utf8_get_char (glyph_at (line, end)->text)))
      end++;
    int vowel = end > begin ? toneless_vowel (line, begin, end) : -1;
    if (vowel >= 0)
      add_dot (line, (guint) vowel);
    begin = end + 1;
  }
  spell (line);
}
