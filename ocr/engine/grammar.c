/* grammar.c - see grammar.h. A regular expression knows of a beginning whether it can still become a match
 * (PCRE's partial matching). */
#include "grammar.h"

struct SohoaGrammar {
  GRegex *regex;
};

#define DAY "(?:0?[1-9]|[12][0-9]|3[01])"
#define MONTH "(?:0?[1-9]|1[0-2])"
#define LONG_YEAR "(?<year>(?:19|20)[0-9]{2})"
#define YEAR "(?:" LONG_YEAR "|'?(?<year>[0-9]{2}))"
#define NAME                                                                                                 \
  "(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|Jun[e.]?|Jul[y.]?"                \
  "|Aug(?:ust|\\.)?|Sep(?:tember|t\\.?|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)"
#define ORDINAL DAY " ?(?:st|nd|rd|th)?"

static const char latin_date[] =
  "^(?:" MONTH "(?<mark>[-/.])" DAY "\\k<mark>" YEAR "|" DAY "(?<other>[-/.])" MONTH "\\k<other>" YEAR
  "|" LONG_YEAR "-" MONTH "-" DAY "|" NAME " ?" ORDINAL "(?:, ?| )" YEAR "|" ORDINAL "(?: day of)? " NAME
  ",? " YEAR "|" NAME ",? " LONG_YEAR ")$";

SohoaGrammar *
sohoa_grammar_new_latin_date (void)
{
  SohoaGrammar *grammar = g_new (SohoaGrammar, 1);
  grammar->regex =
    g_regex_new (latin_date, G_REGEX_CASELESS | G_REGEX_DOLLAR_ENDONLY | G_REGEX_DUPNAMES, 0, NULL);
  g_assert (grammar->regex != NULL);
  return grammar;
}

void
sohoa_grammar_free (SohoaGrammar *grammar)
{
  if (grammar == NULL)
    return;
  g_regex_unref (grammar->regex);
  g_free (grammar);
}

SohoaGrammarVerdict
sohoa_grammar_judge (const SohoaGrammar *grammar, const char *text)
{
  if (*text == '\0') /* PCRE calls a match partial from its first character on */
    return SOHOA_GRAMMAR_BEGUN;
  g_autoptr (GMatchInfo) found = NULL;
  if (g_regex_match (grammar->regex, text, G_REGEX_MATCH_PARTIAL_SOFT, &found))
    return SOHOA_GRAMMAR_WHOLE;
  return g_match_info_is_partial_match (found) ? SOHOA_GRAMMAR_BEGUN : SOHOA_GRAMMAR_NEVER;
}

gboolean
sohoa_grammar_has_year (const SohoaGrammar *grammar, const char *text, guint from, guint to)
{
  g_autoptr (GMatchInfo) found = NULL;
  if (!g_regex_match (grammar->regex, text, 0, &found))
    return FALSE;
  g_autofree char *written = g_match_info_fetch_named (found, "year");
  guint year = (guint) g_ascii_strtoull (written, NULL, 10);
  if (year >= 100)
    return from <= year && year <= to;
  return (from <= 1900 + year && 1900 + year <= to) || (from <= 2000 + year && 2000 + year <= to);
}
