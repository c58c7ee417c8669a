/* unit_spelling.c - see unit_spelling.h. */
#include "unit_spelling.h"

#include <string.h>

#include "letters.h"
#include "units.h"

/* As nearly all names are: each word begins with a capital, and has no other. */
static gboolean
is_capitalized (const char *stem)
{
  gboolean begins = TRUE;

  for (const char *p = stem; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar letter = g_utf8_get_char (p);
    gboolean is_letter = letter < 0x80 ? g_ascii_isalpha ((char) letter) : g_unichar_isalpha (letter);
    gboolean is_capital = letter < 0x80 ? g_ascii_isupper ((char) letter) : g_unichar_isupper (letter);

    if (is_letter && is_capital != begins)
      return FALSE;
    begins = !is_letter;
  }
  return TRUE;
}

/* The name of a unit that is stem but for its capitals; NULL when there is none, or one with these. */
static const char *
in_usual_capitals (const char *stem, SohoaLevel level)
{
  const char *usual = NULL;
  g_autofree char *small = NULL;

  for (const SohoaUnit *unit = sohoa_units_next (stem, level, NULL); unit != NULL;
       unit = sohoa_units_next (stem, level, unit)) {
    if (strcmp (unit->stem, stem) == 0)
      return NULL;
    if (small == NULL)
      small = g_utf8_casefold (stem, -1);
    g_autofree char *other = g_utf8_casefold (unit->stem, -1);
    if (strcmp (small, other) == 0)
      usual = unit->stem;
  }
  return usual;
}

/* The name that part, of an address, should have; NULL when it is right as it is, or there is none. */
static const char *
usual_name (const char *part, SohoaLevel level, const char **ret_stem)
{
  if (part == NULL)
    return NULL;
  sohoa_unit_word (part, ret_stem);
  return is_capitalized (*ret_stem) ? NULL : in_usual_capitals (*ret_stem, level);
}

static char *
spell_name (const char *text, const char *part, SohoaLevel level)
{
  const char *stem, *usual = usual_name (part, level, &stem);

  if (usual == NULL)
    return g_strdup (text);
  g_autofree char *spelled = g_strdup_printf ("%.*s%s", (int) (stem - part), part, usual);
  return sohoa_letters_replace_last (text, part, spelled);
}

/* "Xã Đàn" is a street: only this word is never part of a name. */
static const char ward[] = "phường ", ward_capital[] = "Phường ";

char *
sohoa_units_spell (const char *text, const SohoaAddress *address)
{
  const char *stem;
  gboolean is_usual = strstr (text, ward_capital) == NULL &&
                      usual_name (address->commune, SOHOA_LEVEL_COMMUNE, &stem) == NULL &&
                      usual_name (address->province, SOHOA_LEVEL_PROVINCE, &stem) == NULL;

  if (is_usual || sohoa_letters_are_capitals (text)) /* nearly all are usual, and looked at no further */
    return g_strdup (text);
  g_autofree char *commune = spell_name (text, address->commune, SOHOA_LEVEL_COMMUNE);
  g_autofree char *province = spell_name (commune, address->province, SOHOA_LEVEL_PROVINCE);
  return sohoa_letters_replace_last (province, ward_capital, ward);
}
