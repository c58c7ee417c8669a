/* letters.c - see letters.h. GLib's Unicode tables only: no locale decides what a capital is. */
#include "letters.h"

#include <string.h>

char *
sohoa_letters_bare (const char *text)
{
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
  GString *bare = g_string_sized_new (strlen (text));

  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_unichar_tolower (g_utf8_get_char (p));

    if (c == 0x0111 || c == 0x00f0) /* đ, and the ð that some keyboards give in its place */
      g_string_append_c (bare, 'd');
    else if (!g_unichar_ismark (c))
      g_string_append_unichar (bare, c);
  }
  return g_string_free (bare, FALSE);
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
