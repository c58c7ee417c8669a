/* correction_place.c - see correction.h. A stamp lies over the end of "Công an phường Tân Định": what is
 * left of it may be the commune that the page names elsewhere.
 */
#include "correction_internal.h"

#include <string.h>

#include <sohoa/address.h>
#include <sohoa/codelist.h>

#include "confusion.h"
#include "units.h"

static const double doubtful = 0.75;   /* chance of a text that gives way */
static const double share_lost = 0.33; /* of the letters; one that is lost costs more than one confusion */

char *
sohoa_commune_of_reading (const SohoaFieldType *type, const SohoaReading *reading)
{
  g_autofree char *raw = sohoa_text_fold (reading->raw);
  g_autoptr (SohoaCorrection) correction =
    sohoa_correct (type, raw, reading->confidence, reading->alternatives);
  const char *unit =
    strcmp (type->name, "authority") == 0 ? sohoa_office_unit (correction->text) : correction->text;
  if (unit == NULL)
    return NULL;
  g_autoptr (SohoaAddress) address = sohoa_address_split (unit);
  g_autoptr (SohoaUnitAnswer) answer = sohoa_address_current_unit (address, NULL);
  return answer->verdict != SOHOA_UNIT_UNKNOWN ? g_steal_pointer (&address->commune) : NULL;
}

char *
sohoa_province_of_reading (const SohoaFieldType *type, const SohoaReading *reading)
{
  const char *stem;
  g_autofree char *raw = sohoa_text_fold (reading->raw);
  g_autoptr (SohoaCorrection) correction =
    sohoa_correct (type, raw, reading->confidence, reading->alternatives);
  g_autoptr (SohoaAddress) address = sohoa_address_split (correction->text);
  if (address->province != NULL)
    sohoa_unit_word (address->province, &stem);
  return address->province != NULL && sohoa_unit_is_known (stem, SOHOA_LEVEL_PROVINCE)
           ? g_steal_pointer (&address->province)
           : NULL;
}

/* The office of that commune whose name is nearest to what was read; NULL when none is near. */
static char *
office_of (const char *raw, const char *commune)
{
  const SohoaCodeList *list = sohoa_code_list_lookup ("agencies");
  int name = list != NULL ? sohoa_code_list_column (list, "name") : -1;
  SohoaClosest closest = {.text = raw, .limit = share_lost * (double) g_utf8_strlen (raw, -1)};
  g_autoptr (GPtrArray) offices = g_ptr_array_new_with_free_func (g_free);

  for (guint row = 0; name >= 0 && row < sohoa_code_list_size (list); row++) {
    g_auto (GStrv) halves = g_strsplit (sohoa_code_list_cell (list, row, name), "{commune}", 2);
    if (halves[1] == NULL)
      continue;
    g_ptr_array_add (offices, g_strconcat (halves[0], commune, halves[1], NULL));
    sohoa_closest_consider (&closest, g_ptr_array_index (offices, offices->len - 1), 0);
  }
  return sohoa_closest_is_certain (&closest) ? g_strdup (closest.best) : NULL;
}

static char *
unit_of (const char *raw, const char *unit)
{
  double limit = share_lost * (double) g_utf8_strlen (unit, -1);
  return sohoa_confusion_distance (raw, unit, limit) <= limit ? g_strdup (unit) : NULL;
}

/* "Công an quận Tân Bình": an office of a district or a province that there is. */
static gboolean
is_of_higher_unit (const char *office)
{
  const char *unit = sohoa_office_unit (office), *stem = NULL;
  SohoaUnitWord word = unit != NULL ? sohoa_unit_word (unit, &stem) : SOHOA_UNIT_ANY;
  for (SohoaLevel level = SOHOA_LEVEL_DISTRICT; word != SOHOA_UNIT_ANY && level <= SOHOA_LEVEL_PROVINCE;
       level++)
    if (sohoa_unit_word_is_level (word, level) && sohoa_unit_is_known (stem, level))
      return TRUE;
  return FALSE;
}

static gboolean
is_understood (const SohoaFieldType *type, const SohoaReading *reading, const char *raw)
{
  g_autofree char *commune = sohoa_commune_of_reading (type, reading);
  if (commune != NULL)
    return TRUE;
  if (strcmp (type->name, "authority") != 0) {
    g_autoptr (SohoaValue) value = sohoa_field_type_normalize_reading (type, reading);
    return value->plausibility >= 1;
  }
  g_autoptr (SohoaCorrection) office = sohoa_correct (type, raw, reading->confidence, reading->alternatives);
  return is_of_higher_unit (office->text);
}

gboolean
sohoa_unit_is_doubtful (const SohoaFieldType *type, const SohoaReading *reading)
{
  g_autofree char *raw = sohoa_text_fold (reading->raw);
  return *raw != '\0' && sohoa_reading_chance (reading->confidence) < doubtful &&
         !is_understood (type, reading, raw);
}

SohoaValue *
sohoa_correct_by_unit (const SohoaFieldType *type, const SohoaReading *reading, const char *unit)
{
  g_autofree char *raw = sohoa_text_fold (reading->raw);
  g_autofree char *meant =
    strcmp (type->name, "authority") == 0 ? office_of (raw, unit) : unit_of (raw, unit);
  if (meant == NULL)
    return NULL;
  SohoaValue *value = sohoa_field_type_normalize (type, meant);
  value->plausibility *= CLAMP (1 - sohoa_confusion_distance (raw, meant, G_MAXDOUBLE) / 20, 0.1, 1);
  sohoa_value_add_finding (value, SOHOA_FINDING_INFO, "corrected",
                           "the unit is the one that the page names elsewhere; the reading is kept");
  return value;
}
