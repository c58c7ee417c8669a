/* correction_commune.c - see correction.h. A stamp lies over the end of "Công an phường Tân Định": what is
 * left of it may be the commune that the page names elsewhere.
 */
#include "correction_internal.h"

#include <string.h>

#include <sohoa/address.h>
#include <sohoa/codelist.h>

#include "confusion.h"

static const double doubtful = 0.75;   /* chance of a text that gives way */
static const double share_lost = 0.33; /* of the letters; one that is lost costs more than one confusion */

gboolean
sohoa_text_is_near (const char *a, const char *b)
{
  return sohoa_confusion_distance (a, b, 1) <= 1;
}

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
unit_of (const char *raw, const char *commune)
{
  double limit = share_lost * (double) g_utf8_strlen (commune, -1);
  return sohoa_confusion_distance (raw, commune, limit) <= limit ? g_strdup (commune) : NULL;
}

SohoaValue *
sohoa_correct_by_commune (const SohoaFieldType *type, const SohoaReading *reading, const char *commune)
{
  g_autofree char *raw = sohoa_text_fold (reading->raw);
  double chance = sohoa_reading_chance (reading->confidence);
  g_autofree char *own = chance < doubtful && *raw != '\0' ? sohoa_commune_of_reading (type, reading) : NULL;
  if (chance >= doubtful || *raw == '\0' || own != NULL)
    return NULL;
  g_autofree char *meant =
    strcmp (type->name, "authority") == 0 ? office_of (raw, commune) : unit_of (raw, commune);
  if (meant == NULL)
    return NULL;
  SohoaValue *value = sohoa_field_type_normalize (type, meant);
  value->plausibility *= CLAMP (1 - sohoa_confusion_distance (raw, meant, G_MAXDOUBLE) / 20, 0.1, 1);
  sohoa_value_add_finding (value, SOHOA_FINDING_INFO, "corrected",
                           "the commune is the one that the page names elsewhere; the reading is kept");
  return value;
}
