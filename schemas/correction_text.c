/* correction_text.c - addresses inside a sentence: "Đăng ký tạm trú tại số 12 đường Lê Lơi, phường Bến Thành,
 * …". They are corrected as an address is that stands alone.
 */
#include "correction_internal.h"

/* A number, a street, a commune, a province, and then nothing or a comma: what goes on in words is no
 * address. Commas may have been lost. */
static const char address_pattern[] =
  "(?<=số )\\d\\S* đường [^,;:()]+(?:, [pPxX]\\S* \\p{Lu}\\p{L}*(?: \\p{Lu}\\p{L}*){0,3})?"
  ",? (?:[Tt]hành phố|[Tt]ỉnh)(?: \\p{Lu}\\p{L}*){1,4}(?=$|,)";

char *
sohoa_correct_text (SohoaCorrecting *reading)
{
  static GRegex *regex;

  if (regex == NULL)
    regex = g_regex_new (address_pattern, G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  if (!g_regex_match (regex, reading->raw, 0, &match))
    return g_strdup (reading->raw);
  int start, end;
  g_match_info_fetch_pos (match, 0, &start, &end);
  g_autofree char *before = g_strndup (reading->raw, (gsize) start), *found = g_match_info_fetch (match, 0);
  SohoaCorrecting part = *reading;
  part.raw = found;
  g_autofree char *corrected = sohoa_correct_address (&part);
  reading->worst = part.worst;
  return g_strconcat (before, corrected, reading->raw + end, NULL);
}
