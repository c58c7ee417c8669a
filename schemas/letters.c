/* letters.c - see letters.h. GLib's Unicode tables only: no locale decides what a capital is. */
#include "letters.h"

#include <string.h>

/* Every Vietnamese vowel with a mark, and đ: one row a base and form, the tones in order (none, sắc, huyền,
 * hỏi, ngã, nặng). */
static const struct {
  char base, form;
  gunichar tones[6];
} families[] = {
  {'a', 0, {'a', 0x00e1, 0x00e0, 0x1ea3, 0x00e3, 0x1ea1}},
  {'a', '(', {0x0103, 0x1eaf, 0x1eb1, 0x1eb3, 0x1eb5, 0x1eb7}},
  {'a', '^', {0x00e2, 0x1ea5, 0x1ea7, 0x1ea9, 0x1eab, 0x1ead}},
  {'e', 0, {'e', 0x00e9, 0x00e8, 0x1ebb, 0x1ebd, 0x1eb9}},
  {'e', '^', {0x00ea, 0x1ebf, 0x1ec1, 0x1ec3, 0x1ec5, 0x1ec7}},
  {'i', 0, {'i', 0x00ed, 0x00ec, 0x1ec9, 0x0129, 0x1ecb}},
  {'o', 0, {'o', 0x00f3, 0x00f2, 0x1ecf, 0x00f5, 0x1ecd}},
  {'o', '^', {0x00f4, 0x1ed1, 0x1ed3, 0x1ed5, 0x1ed7, 0x1ed9}},
  {'o', '+', {0x01a1, 0x1edb, 0x1edd, 0x1edf, 0x1ee1, 0x1ee3}},
  {'u', 0, {'u', 0x00fa, 0x00f9, 0x1ee7, 0x0169, 0x1ee5}},
  {'u', '+', {0x01b0, 0x1ee9, 0x1eeb, 0x1eed, 0x1eef, 0x1ef1}},
  {'y', 0, {'y', 0x00fd, 0x1ef3, 0x1ef7, 0x1ef9, 0x1ef5}},
  {'d', '-', {0x0111, 0, 0, 0, 0, 0}},
};

/* The table above, by letter: all of its letters lie below U+0200 or between U+1E80 and U+1F00. */
typedef struct {
  SohoaLetter low[0x200], high[0x80];
} LetterTable;

static void
fill_table (LetterTable *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    for (guint tone = 0; tone < 6; tone++) {
      gunichar c = families[i].tones[tone];
      SohoaLetter letter = {(gunichar) families[i].base, families[i].form, (char) tone};

      if (c >= 0x1e80)
        table->high[c - 0x1e80] = letter;
      else if (c != 0)
        table->low[c] = letter;
    }
}

static const LetterTable *
letter_table (void)
{
  static LetterTable table;
  static gsize ready;

  if (g_once_init_enter (&ready)) {
    fill_table (&table);
    g_once_init_leave (&ready, 1);
  }
  return &table;
}

/* Not Vietnamese: without its marks, as Unicode takes it apart. */
static SohoaLetter
split_foreign (gunichar c)
{
  gunichar first, mark;

  if (c == 0x00f0) /* ð, which some keyboards give in the place of đ */
    return (SohoaLetter){'d', '-', 0};
  while (c >= 0x80 && g_unichar_decompose (c, &first, &mark))
    c = first;
  return (SohoaLetter){c, 0, 0};
}

SohoaLetter
sohoa_letter_split (gunichar c)
{
  const LetterTable *table = letter_table ();
  SohoaLetter letter = {0};

  c = c < 0x80 ? (gunichar) g_ascii_tolower ((char) c) : g_unichar_tolower (c);
  if (c < G_N_ELEMENTS (table->low))
    letter = table->low[c];
  else if (c >= 0x1e80 && c < 0x1f00)
    letter = table->high[c - 0x1e80];
  return letter.base != 0 ? letter : split_foreign (c);
}

gunichar
sohoa_letter_join (SohoaLetter letter)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if ((gunichar) families[i].base == letter.base && families[i].form == letter.form)
      return families[i].tones[(guint) letter.tone];
  return letter.form == 0 && letter.tone == 0 ? letter.base : 0;
}

char *
sohoa_letters_bare (const char *text)
{
  GString *bare = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c < 0x80)
      g_string_append_c (bare, g_ascii_tolower ((char) c));
    else if (!g_unichar_ismark (c))
      g_string_append_unichar (bare, sohoa_letter_split (c).base);
  }
  return g_string_free (bare, FALSE);
}

/* A syllable of a key, as far as it has been read. */
typedef struct {
  char tone;
  gboolean is_open, is_number;
} Syllable;

static void
close_syllable (GString *key, Syllable *syllable)
{
  if (syllable->tone != 0)
    g_string_append_c (key, (char) ('0' + syllable->tone));
  *syllable = (Syllable){0};
}

static void
append_to_key (GString *key, Syllable *syllable, gunichar c)
{
  SohoaLetter letter = sohoa_letter_split (c);
  gboolean is_digit = c < 0x80 && g_ascii_isdigit ((char) c);

  if (!syllable->is_open && key->len > 0)
    g_string_append_c (key, ' ');
  /* "01" is 1: the zero goes as soon as another digit follows it. */
  if (is_digit && syllable->is_number && key->str[key->len - 1] == '0' &&
      (key->len == 1 || key->str[key->len - 2] == ' '))
    g_string_truncate (key, key->len - 1);
  syllable->is_number = is_digit;
  syllable->is_open = TRUE;
  g_string_append_unichar (key, letter.base);
  if (letter.form != 0)
    g_string_append_c (key, letter.form);
  if (letter.tone != 0)
    syllable->tone = letter.tone;
}

char *
sohoa_letters_key (const char *text)
{
  GString *key = g_string_sized_new (strlen (text) + 8);
  Syllable syllable = {0};

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c < 0x80 ? g_ascii_isalnum ((char) c) : g_unichar_isalnum (c))
      append_to_key (key, &syllable, c);
    else if (!g_unichar_ismark (c))
      close_syllable (key, &syllable);
  }
  close_syllable (key, &syllable);
  return g_string_free (key, FALSE);
}

const char *
sohoa_letters_skip (const char *text, const char *prefix)
{
  while (*prefix != '\0') {
    gunichar a = g_utf8_get_char (text), b = g_utf8_get_char (prefix);

    if (a != b && g_unichar_tolower (a) != g_unichar_tolower (b))
      return NULL;
    text = g_utf8_next_char (text);
    prefix = g_utf8_next_char (prefix);
  }
  return text;
}

gsize
sohoa_letters_dangling (const char *text)
{
  gsize length = strlen (text), end = length;

  while (end > 0 && strchr (" .,;", text[end - 1]) != NULL)
    end--;
  return length - end;
}

char *
sohoa_letters_digits (const char *text, const char *marks)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p)) {
      g_string_append_c (digits, *p);
    } else if (strchr (marks, *p) == NULL) {
      g_string_free (digits, TRUE);
      return NULL;
    }
  return g_string_free (digits, FALSE);
}

static gboolean
starts_word (gunichar before)
{
  return before == 0 || before == ' ' || before == '-' || before == '\'';
}

char *
sohoa_letters_title (const char *text)
{
  GString *title = g_string_sized_new (strlen (text));
  gunichar before = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    g_string_append_unichar (title, starts_word (before) ? g_unichar_toupper (c) : g_unichar_tolower (c));
    before = c;
  }
  return g_string_free (title, FALSE);
}

gboolean
sohoa_letters_are_capitals (const char *text)
{
  guint capitals = 0, small = 0;
  gunichar before = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!starts_word (before)) {
      capitals += g_unichar_isupper (c) ? 1 : 0;
      small += g_unichar_islower (c) ? 1 : 0;
    }
    before = c;
  }
  return capitals > small;
}

char *
sohoa_letters_replace_last (const char *text, const char *what, const char *with)
{
  const char *at = g_strrstr (text, what);

  if (at == NULL)
    return g_strdup (text);
  g_autofree char *head = g_strndup (text, (gsize) (at - text));
  return g_strconcat (head, with, at + strlen (what), NULL);
}
