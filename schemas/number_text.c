/* number_text.c - see number_text.h. */
#include "number_text.h"

#include <string.h>

#include "letters.h"

/* Thousands in threes behind points or spaces, decimals behind a comma; a point with other than three digits
 * behind it is the decimal point of those who type on an English keyboard. */
static const char pattern[] = "^(?:(\\d{1,3}(?:[. ]\\d{3})+|\\d+)(?:, ?(\\d+))?|(\\d+)\\.(\\d{1,2}|\\d{4,}))"
                              "\\s*([^\\d\\s.,][^,]*?)?\\s*[.]?$";

void
sohoa_number_clear (SohoaNumber *number)
{
  g_free (number->whole);
  g_free (number->decimals);
  g_free (number->unit);
}

static char *
take_whole (const char *text)
{
  g_autofree char *digits = sohoa_letters_digits (text, ". ");
  gsize zeros = strspn (digits, "0");

  return g_strdup (digits[zeros] != '\0' ? digits + zeros : "0");
}

static gboolean
has_one_point_and_three_digits (const char *text)
{
  const char *point = strchr (text, '.');

  return point != NULL && strlen (point + 1) == 3;
}

gboolean
sohoa_number_parse (const char *text, SohoaNumber *ret_number)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  g_autofree char *grouped = g_match_info_fetch (match, 1);
  g_autofree char *comma = g_match_info_fetch (match, 2);
  g_autofree char *pointed = g_match_info_fetch (match, 3);
  g_autofree char *point = g_match_info_fetch (match, 4);
  g_autofree char *unit = g_match_info_fetch (match, 5);
  gboolean english = pointed != NULL && *pointed != '\0';

  *ret_number = (SohoaNumber){
    .whole = take_whole (english ? pointed : grouped),
    .decimals = g_strdup (english ? point : (comma != NULL ? comma : "")),
    .unit = sohoa_letters_bare (unit != NULL ? unit : ""),
    .ambiguous = !english && has_one_point_and_three_digits (grouped) && (comma == NULL || *comma == '\0'),
  };
  return TRUE;
}
