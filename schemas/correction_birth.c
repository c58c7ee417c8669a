/* correction_birth.c - see correction.h. The fourth figure of a citizen number is that of the sex and the
 * century of birth, the fifth and sixth are the year: PPPGYYNNNNNN (Thông tư 59/2021/TT-BCA). */
#include <sohoa/correction.h>

#include <stdlib.h>
#include <string.h>

static const double known = 0.9;     /* chance of a birth that stands against the number */
static const double doubtful = 0.75; /* chance of a number that gives way */

static SohoaValue *
value_of (const char *type, const SohoaReading *reading)
{
  return sohoa_field_type_normalize_reading (sohoa_field_type_lookup (type), reading);
}

/* The canonical text of what was read, in JSON's quotes; NULL when it has not so many characters. */
static char *
quoted (const char *type, const SohoaReading *reading, const char *shape)
{
  g_autoptr (SohoaValue) value = value_of (type, reading);
  return strlen (value->json) == strlen (shape) ? g_strdup (value->json) : NULL;
}

/* 0 for a man, 1 for a woman, -1 when the form does not surely tell. */
static int
sex_of (const SohoaReading *sex)
{
  if (sex == NULL || sohoa_reading_chance (sex->confidence) < known)
    return -1;
  g_autoptr (SohoaValue) value = value_of ("sex", sex);
  return strcmp (value->json, "\"Nam\"") == 0 ? 0 : strcmp (value->json, "\"Nữ\"") == 0 ? 1 : -1;
}

/* The number with the figures of that sex and year; NULL when they do not follow. */
static char *
number_of (const char *number, int sex, int year)
{
  int own = number[3] - '0', century = year / 100 - 19;
  if (year < 1900 || year > 2099 || (sex < 0 && own / 2 != century))
    return NULL;
  return g_strdup_printf ("%.3s%d%02d%.6s", number, 2 * century + (sex < 0 ? own % 2 : sex), year % 100,
                          number + 6);
}

SohoaValue *
sohoa_correct_by_birth (const SohoaReading *number, const SohoaReading *birth, const SohoaReading *sex)
{
  if (sohoa_reading_chance (number->confidence) >= doubtful ||
      sohoa_reading_chance (birth->confidence) < known)
    return NULL;
  g_autofree char *read = quoted ("citizen_id", number, "'PPPGYYNNNNNN'");
  g_autofree char *day = quoted ("date", birth, "'YYYY-MM-DD'");
  if (read == NULL || day == NULL || strspn (read + 1, "0123456789") != strlen ("PPPGYYNNNNNN"))
    return NULL;
  g_autofree char *meant = number_of (read + 1, sex_of (sex), atoi (day + 1));
  if (meant == NULL || strncmp (meant, read + 1, strlen (meant)) == 0)
    return NULL;
  SohoaValue *value = sohoa_field_type_normalize (sohoa_field_type_lookup ("citizen_id"), meant);
  value->plausibility *= sohoa_reading_chance (birth->confidence);
  sohoa_value_add_finding (
    value, SOHOA_FINDING_INFO, "corrected",
    "the figures of sex and year are those of the birth beside it; the reading is kept");
  return value;
}
