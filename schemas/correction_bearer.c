/* correction_bearer.c - see correction.h. What a citizen number says of who bears it: the sex and the year of
 * birth. The other way is correction_birth.c.
 */
#include <sohoa/correction.h>

#include <string.h>

#include <json-glib/json-glib.h>

#include "field_types.h"

enum { NUMBER_LENGTH = 12, YEAR_LENGTH = 4, MISREAD_MAX = 2 };

static const double known = 0.5;        /* chance of a number whose one figure is the sex */
static const double well_known = 0.9;   /* chance of a number whose figures are the year */
static const double doubtful = 0.75;    /* chance of a birth that gives way */
static const double usually_kept = 0.9; /* whose number is right has that sex and that year */

/* The number of a reading of a citizen number or of an identity document; NULL when it is none without any
 * doubt. */
static char *
number_of (const SohoaReading *reading, const SohoaFieldType *type)
{
  g_autoptr (SohoaValue) value = sohoa_field_type_normalize_reading (type, reading);
  g_autoptr (JsonNode) node = json_from_string (value->json, NULL);
  const char *text = NULL;
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    text = json_object_get_string_member_with_default (json_node_get_object (node), "number", NULL);
  else if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
    text = json_node_get_string (node);
  if (text == NULL || strlen (text) != NUMBER_LENGTH || strspn (text, "0123456789") != NUMBER_LENGTH)
    return NULL;
  g_autoptr (SohoaValue) plain = sohoa_field_type_normalize (sohoa_field_type_lookup ("citizen_id"), text);
  return plain->findings->len == 0 ? g_strdup (text) : NULL;
}

static gboolean
is_within (const char *shorter, const char *longer)
{
  for (; *shorter != '\0' && *longer != '\0'; longer++)
    shorter += *shorter == *longer;
  return *shorter == '\0';
}

/* What was read of a year may be that one: a few figures misread, or some lost or too many. */
static gboolean
may_be_year (const char *read, const char *year)
{
  guint differ = 0;
  if (strlen (read) != YEAR_LENGTH)
    return is_within (read, year) || is_within (year, read);
  for (guint i = 0; i < YEAR_LENGTH; i++)
    differ += read[i] != year[i];
  return differ <= MISREAD_MAX;
}

/* Day and month as read with the number's year; NULL when they are no day, or the year is another. */
static char *
birth_of (const char *raw, guint year)
{
  static GRegex *regex;
  if (regex == NULL)
    regex = g_regex_new ("^(\\d{1,2})\\D+(\\d{1,2})\\D+(\\d{0,5})\\D*$", G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  if (!g_regex_match (regex, raw, 0, &match))
    return NULL;
  g_autofree char *day = g_match_info_fetch (match, 1), *month = g_match_info_fetch (match, 2);
  g_autofree char *read = g_match_info_fetch (match, 3), *meant = g_strdup_printf ("%u", year);
  return may_be_year (read, meant) ? g_strdup_printf ("%s/%s/%s", day, month, meant) : NULL;
}

/* The text that the number stands for; NULL when it says nothing. */
static char *
text_by_number (const char *type, const char *raw, const char *number, double chance)
{
  if (strcmp (type, "sex") == 0)
    return g_strdup (sohoa_citizen_id_sex (number));
  if (chance < well_known)
    return NULL;
  if (strcmp (type, "date") == 0)
    return birth_of (raw, sohoa_citizen_id_birth_year (number));
  return strcmp (type, "year") == 0 ? g_strdup_printf ("%u", sohoa_citizen_id_birth_year (number)) : NULL;
}

/* A sex or a year that was understood is not changed: both say as much. */
static gboolean
may_give_way (const SohoaFieldType *type, const SohoaReading *reading)
{
  gboolean is_covered = (reading->flags & SOHOA_READING_COVERED) != 0;
  if (sohoa_reading_chance (reading->confidence) >= doubtful || (*reading->raw == '\0' && !is_covered))
    return FALSE;
  if (strcmp (type->name, "date") == 0)
    return TRUE;
  g_autoptr (SohoaValue) own = sohoa_field_type_normalize_reading (type, reading);
  return *reading->raw == '\0' || own->plausibility < 1;
}

SohoaValue *
sohoa_correct_by_number (const SohoaFieldType *type, const SohoaReading *reading,
                         const SohoaFieldType *number_type, const SohoaReading *number)
{
  double chance = sohoa_reading_chance (number->confidence);
  if (chance < known || !may_give_way (type, reading))
    return NULL;
  g_autofree char *figures = number_of (number, number_type);
  g_autofree char *raw = sohoa_text_fold (reading->raw);
  g_autofree char *meant = figures != NULL ? text_by_number (type->name, raw, figures, chance) : NULL;
  if (meant == NULL)
    return NULL;
  g_autoptr (SohoaValue) value = sohoa_field_type_normalize (type, meant);
  g_autoptr (SohoaValue) own = sohoa_field_type_normalize_reading (type, reading);
  if (value->plausibility < 1 || value->findings->len > 0 || strcmp (value->json, own->json) == 0)
    return NULL;
  value->plausibility = usually_kept * chance;
  sohoa_value_add_finding (value, SOHOA_FINDING_INFO, "corrected",
                           "it follows from the citizen number beside it; the reading is kept");
  return g_steal_pointer (&value);
}
