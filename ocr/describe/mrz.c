/* mrz.c - reading sense into the machine-readable zone of a Vietnamese identity card.
 *
 * Format TD1 of ICAO Doc 9303 part 5, three lines of 30 characters:
 *   IDVNM, last 9 digits of the number, check; all 12 digits, "<<", check
 *   birth yymmdd, check; sex; expiry yymmdd, check; VNM; 11 fillers; check over both lines
 *   SURNAME<<OTHER<NAMES and fillers
 * Recognizers confuse letters with digits and miscount fillers. Where which may stand is known, so both are
 * put right before the check digits are asked. Names have no check digit: they are taken only when their
 * fillers were read as such.
 */
#include "mrz.h"

#include <string.h>

enum { NUMBER_AT = 5, NUMBER_LENGTH = 9, FULL_AT = 15, FULL_LENGTH = 12, LAST = SOHOA_MRZ_LENGTH - 1 };
enum { BIRTH_AT = 0, EXPIRY_AT = 8, DATE_LENGTH = 6, SEX_AT = 7, STATE_AT = 15, FILLER_AT = 18 };
static const char Issuer[] = "IDVNM", State[] = "VNM";

char
sohoa_mrz_check_digit (const char *text, gsize length)
{
  static const int weights[] = {7, 3, 1};
  int sum = 0;
  for (gsize i = 0; i < length; i++) {
    const int value = g_ascii_isdigit (text[i])   ? text[i] - '0'
                      : g_ascii_isupper (text[i]) ? text[i] - 'A' + 10
                                                  : 0;
    sum += value * weights[i % 3];
  }
  return (char) ('0' + sum % 10);
}

/* Pairs that recognizers confuse: letter, digit. */
static const char confusions[][2] = {{'O', '0'}, {'I', '1'}, {'Z', '2'}, {'S', '5'}, {'G', '6'}, {'B', '8'},
                                     {'D', '0'}, {'Q', '0'}, {'L', '1'}, {'T', '1'}, {'E', '8'}};

static char
as_digit (char c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (confusions); i++)
    if (confusions[i][0] == c)
      return confusions[i][1];
  return c;
}

static char
as_letter (char c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (confusions); i++)
    if (confusions[i][1] == c)
      return confusions[i][0];
  return c;
}

/* Digits from..from+length; FALSE when something else stands there. */
static gboolean
make_digits (char *line, int from, int length)
{
  gboolean digits = TRUE;
  for (int i = from; i < from + length; i++) {
    line[i] = as_digit (line[i]);
    digits &= g_ascii_isdigit (line[i]);
  }
  return digits;
}

static gboolean
parse_number_line (char *line)
{
  memcpy (line, Issuer, strlen (Issuer));
  memset (line + FULL_AT + FULL_LENGTH, '<', 2);
  return make_digits (line, NUMBER_AT, NUMBER_LENGTH + 1 + FULL_LENGTH) && make_digits (line, LAST, 1) &&
         memcmp (line + NUMBER_AT, line + FULL_AT + FULL_LENGTH - NUMBER_LENGTH, NUMBER_LENGTH) == 0 &&
         line[NUMBER_AT + NUMBER_LENGTH] == sohoa_mrz_check_digit (line + NUMBER_AT, NUMBER_LENGTH) &&
         line[LAST] == sohoa_mrz_check_digit (line + FULL_AT, LAST - FULL_AT);
}

static gboolean
parse_date_line (char *line)
{
  memcpy (line + STATE_AT, State, strlen (State));
  memset (line + FILLER_AT, '<', LAST - FILLER_AT);
  return make_digits (line, BIRTH_AT, DATE_LENGTH + 1) && make_digits (line, EXPIRY_AT, DATE_LENGTH + 1) &&
         make_digits (line, LAST, 1) && (line[SEX_AT] == 'M' || line[SEX_AT] == 'F') &&
         line[BIRTH_AT + DATE_LENGTH] == sohoa_mrz_check_digit (line + BIRTH_AT, DATE_LENGTH) &&
         line[EXPIRY_AT + DATE_LENGTH] == sohoa_mrz_check_digit (line + EXPIRY_AT, DATE_LENGTH);
}

/* A surname, two fillers, other names; from the next two fillers on there is nothing else, whatever was read.
 */
static gboolean
parse_name_line (char *line)
{
  for (char *p = line; *p; p++)
    *p = as_letter (*p);
  char *others = strstr (line, "<<");
  if (!others || others == line || !g_ascii_isupper (others[2]))
    return FALSE;
  char *end = strstr (others + 2, "<<");
  if (end)
    memset (end, '<', strlen (end));
  return TRUE;
}

/* The check over both lines: line 1 from the number on, line 2 without sex and state. */
static gboolean
lines_agree (const char *number_line, const char *date_line)
{
  g_autofree char *checked =
    g_strdup_printf ("%s%.7s%.7s%.11s", number_line + NUMBER_AT, date_line + BIRTH_AT, date_line + EXPIRY_AT,
                     date_line + FILLER_AT);
  return date_line[LAST] == sohoa_mrz_check_digit (checked, strlen (checked));
}

char *
sohoa_mrz_parse (const char *const read[SOHOA_MRZ_LINES])
{
  char line[SOHOA_MRZ_LINES][SOHOA_MRZ_LENGTH + 1];
  for (int i = 0; i < SOHOA_MRZ_LINES; i++) {
    if (strlen (read[i]) != SOHOA_MRZ_LENGTH)
      return NULL;
    memcpy (line[i], read[i], SOHOA_MRZ_LENGTH + 1);
  }
  if (!parse_number_line (line[0]) || !parse_date_line (line[1]) || !parse_name_line (line[2]) ||
      !lines_agree (line[0], line[1]))
    return NULL;
  return g_strjoin ("\n", line[0], line[1], line[2], NULL);
}
