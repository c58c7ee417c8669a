/* address_text.c - see address_text.h.
 *
 * One pass from left to right: at each beginning of a word a table of abbreviations is tried. What makes a
 * single letter an abbreviation is its point ("P. Bến Nghé"), or a number behind it ("P5", "Q 1").
 */
#include "address_text.h"

#include <string.h>

#include "letters.h"

typedef enum {
  AFTER_POINT,       /* only with its point, before a letter or digit */
  AFTER_POINT_OR_NO, /* with its point, or right before a number */
  AFTER_ANY,         /* with or without its point, before a letter */
  ALONE,             /* a word of its own */
} AbbreviationRule;

static const struct {
  const char *letters; /* capitals; either case is met */
  AbbreviationRule rule;
  const char *full;
} abbreviations[] = {
  {"TPHCM", ALONE, "Thành phố Hồ Chí Minh"},
  {"TP", AFTER_ANY, "thành phố "},
  {"T.P", AFTER_ANY, "thành phố "},
  {"TX", AFTER_POINT, "thị xã "},
  {"TT", AFTER_POINT, "thị trấn "},
  {"KP", AFTER_POINT_OR_NO, "khu phố "},
  {"ĐK", AFTER_POINT, "đặc khu "},
  {"P", AFTER_POINT_OR_NO, "phường "},
  {"Q", AFTER_POINT_OR_NO, "quận "},
  {"Đ", AFTER_POINT, "đường "},
  {"X", AFTER_POINT, "xã "},
  {"H", AFTER_POINT, "huyện "},
  {"T", AFTER_POINT, "tỉnh "},
};

/* Cities that are never written out behind "TP". The capital is how that city's papers have its name. */
static const struct {
  const char *letters, *full;
} cities[] = {
  {"HCM", "Thành phố Hồ Chí Minh"}, {"Hồ Chí Minh", "Thành phố Hồ Chí Minh"}, {"HN", "thành phố Hà Nội"}};

static gboolean
is_letter_or_digit (const char *p)
{
  return *p != '\0' && g_unichar_isalnum (g_utf8_get_char (p));
}

static const char *
skip_spaces (const char *p)
{
  return p + strspn (p, " ");
}

/* Behind the letters of an abbreviation: where the text goes on, NULL when the rule is not met. */
static const char *
meet_rule (AbbreviationRule rule, const char *rest)
{
  const char *after = skip_spaces (*rest == '.' ? rest + 1 : rest);

  switch (rule) {
  case AFTER_POINT:
    return *rest == '.' && is_letter_or_digit (after) ? after : NULL;
  case AFTER_POINT_OR_NO:
    if (*rest == '.')
      return is_letter_or_digit (after) ? after : NULL;
    return g_ascii_isdigit (*after) && after - rest <= 1 ? after : NULL;
  case AFTER_ANY:
    return (*rest == '.' || *rest == ' ') && is_letter_or_digit (after) && !g_ascii_isdigit (*after) ? after
                                                                                                     : NULL;
  case ALONE:
    return !is_letter_or_digit (rest) ? rest : NULL;
  }
  return NULL;
}

static const char *
write_city (const char *p, GString *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (cities); i++) {
    const char *rest = sohoa_letters_skip (p, cities[i].letters);

    if (rest != NULL && !is_letter_or_digit (rest)) {
      g_string_append (out, cities[i].full);
      return rest;
    }
  }
  return NULL;
}

/* At the beginning of a word: writes it out and returns where the text goes on; NULL when it is not short. */
static const char *
write_abbreviation (const char *p, GString *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (abbreviations); i++) {
    const char *rest = sohoa_letters_skip (p, abbreviations[i].letters);
    const char *after = rest != NULL ? meet_rule (abbreviations[i].rule, rest) : NULL;
    const char *city = NULL;

    if (after == NULL)
      continue;
    if (strcmp (abbreviations[i].full, "thành phố ") == 0)
      city = write_city (after, out);
    if (city != NULL)
      return city;
    g_string_append (out, abbreviations[i].full);
    return after;
  }
  return NULL;
}

/* "Thành phố Hồ Chí Minh" has one spelling, whatever stood on the paper. */
static GString *
expand (const char *raw)
{
  GString *out = g_string_sized_new (strlen (raw) + 64);
  gboolean in_word = FALSE;

  for (const char *p = raw; *p != '\0';) {
    const char *next = in_word ? NULL : write_abbreviation (p, out);

    if (next != NULL) {
      p = next;
      in_word = p > raw && is_letter_or_digit (p) && out->str[out->len - 1] != ' ';
      continue;
    }
    next = g_utf8_next_char (p);
    in_word = is_letter_or_digit (p) || g_unichar_ismark (g_utf8_get_char (p));
    g_string_append_len (out, p, next - p);
    p = next;
  }
  return out;
}

/* One space after a comma, none before; nothing dangling at the end. */
static char *
tidy_commas (const char *text)
{
  GString *tidy = g_string_sized_new (strlen (text) + 8);
  gboolean comma = FALSE, space = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    if (*p == ',') {
      comma = TRUE;
    } else if (*p == ' ') {
      space = TRUE;
    } else {
      if (tidy->len > 0)
        g_string_append (tidy, comma ? ", " : space ? " " : "");
      g_string_append_c (tidy, *p);
      comma = space = FALSE;
    }
  while (tidy->len > 0 && strchr (" .;", tidy->str[tidy->len - 1]) != NULL)
    g_string_truncate (tidy, tidy->len - 1);
  return g_string_free (tidy, FALSE);
}

/* The street's word */

gsize
sohoa_address_house_length (const char *text)
{
  gsize letters = 0, length;

  while (g_ascii_isalpha (text[letters]))
    letters++;
  if (letters > 2 || !g_ascii_isdigit (text[letters]))
    return 0;
  length =
    letters + strspn (text + letters, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz/.-");
  while (length > 0 && strchr ("./-", text[length - 1]) != NULL)
    length--;
  return length;
}

gboolean
sohoa_address_is_place_word (const char *text)
{
  static const char *const place_words[] = {
    "đường",  "phố", "ngõ",      "ngách",   "hẻm",  "kiệt",  "đại lộ", "tổ",        "khu",
    "thôn",   "ấp",  "khóm",     "xóm",     "làng", "bản",   "buôn",   "lô",        "chung cư",
    "cư xá",  "tòa", "toà",      "căn",     "tầng", "lầu",   "block",  "phòng",     "tháng",
    "phường", "xã",  "thị trấn", "đặc khu", "quận", "huyện", "thị xã", "thành phố", "tỉnh"};

  for (guint i = 0; i < G_N_ELEMENTS (place_words); i++) {
    const char *rest = sohoa_letters_skip (text, place_words[i]);

    if (rest != NULL && !is_letter_or_digit (rest))
      return !(strcmp (place_words[i], "tỉnh") == 0 && sohoa_letters_skip (rest, " lộ") != NULL);
  }
  return FALSE;
}

/* "203/38 Hoàng Văn Thụ": where "đường" is missing; -1 when it is not. */
static gssize
find_missing_street (const char *text)
{
  static const char *const openings[] = {"số nhà ", "số ", "nhà số "};
  const char *p = text;

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++) {
    const char *rest = sohoa_letters_skip (text, openings[i]);

    if (rest != NULL) {
      p = rest;
      break;
    }
  }
  p += sohoa_address_house_length (p);
  if (p == text || *p != ' ' || !g_ascii_isalnum (p[-1]))
    return -1;
  if (!g_unichar_isupper (g_utf8_get_char (p + 1)) || sohoa_address_is_place_word (p + 1))
    return -1;
  return p + 1 - text;
}

char *
sohoa_address_write_out (const char *raw, gboolean *ret_added_street)
{
  GString *full = expand (raw);
  char *tidy = tidy_commas (full->str);
  gssize missing = find_missing_street (tidy);

  g_string_free (full, TRUE);
  *ret_added_street = missing >= 0;
  if (missing < 0)
    return tidy;
  g_autofree char *without = tidy;
  g_autofree char *head = g_strndup (without, (gsize) missing);
  return g_strconcat (head, "đường ", without + missing, NULL);
}
