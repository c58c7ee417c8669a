/* address_unit.c - which commune an address means, then and now (address.h).
 *
 * Two structures are tried, in the order that the date and the parts suggest: with a district it is the old
 * one, else the one of the date. A name counts when it is equal but for the place of the tone mark; only when
 * no such unit is there, i and y are let pass, and a word that has changed since (a commune that became a
 * ward).
 */
#include <sohoa/address.h>

#include <string.h>

#include "address_unit.h"
#include "units.h"

static const char reform[] = "2025-07-01";

void
sohoa_unit_answer_free (SohoaUnitAnswer *answer)
{
  if (answer == NULL)
    return;
  g_array_unref (answer->current);
  g_free (answer);
}

/* How much is let pass, from strict to lenient. */
typedef struct {
  SohoaNameMatch worst;
  gboolean any_word;
} Leniency;

static const Leniency leniencies[] = {
  {SOHOA_NAMES_EQUAL, FALSE},
  {SOHOA_NAMES_IY, FALSE},
  {SOHOA_NAMES_IY, TRUE},
};

static gboolean
fits (const char *written, const SohoaUnit *unit, Leniency leniency)
{
  const char *stem;
  SohoaUnitWord word = sohoa_unit_word (written, &stem);

  if (word != SOHOA_UNIT_ANY && word != unit->word && !leniency.any_word)
    return FALSE;
  return sohoa_unit_names_match (stem, unit->stem) <= leniency.worst;
}

/* The province that is written is this unit's, or the one that took it over, or one that went into it. */
static gboolean
lies_in_province (const SohoaUnit *unit, const char *province)
{
  const SohoaUnit *own = sohoa_unit_province (unit);
  const char *stem;

  if (province == NULL)
    return TRUE;
  sohoa_unit_word (province, &stem);
  for (const SohoaUnit *written = sohoa_units_next (stem, SOHOA_LEVEL_PROVINCE, NULL); written != NULL;
       written = sohoa_units_next (stem, SOHOA_LEVEL_PROVINCE, written)) {
    const char *code = written->is_current ? written->code : written->successors;

    if (sohoa_unit_names_match (stem, written->stem) > SOHOA_NAMES_IY)
      continue;
    if (own->is_current ? strcmp (own->code, code) == 0
                        : (!written->is_current && strcmp (own->code, written->code) == 0) ||
                            (written->is_current && strcmp (own->successors, code) == 0))
      return TRUE;
  }
  return FALSE;
}

gboolean
sohoa_unit_lies_in (const SohoaUnit *unit, const SohoaAddress *address)
{
  if (!unit->is_current && address->district != NULL &&
      !fits (address->district, unit->parent, (Leniency){SOHOA_NAMES_IY, TRUE}))
    return FALSE;
  return lies_in_province (unit, address->province);
}

/* Units of one structure that the address may mean; a code counts once. */
static void
collect (const SohoaAddress *address, gboolean is_current, Leniency leniency, GPtrArray *found)
{
  const char *stem;

  sohoa_unit_word (address->commune, &stem);
  for (const SohoaUnit *unit = sohoa_units_next (stem, SOHOA_LEVEL_COMMUNE, NULL); unit != NULL;
       unit = sohoa_units_next (stem, SOHOA_LEVEL_COMMUNE, unit))
    if (unit->is_current == is_current && fits (address->commune, unit, leniency) &&
        sohoa_unit_lies_in (unit, address)) {
      const SohoaUnit *last = found->len > 0 ? g_ptr_array_index (found, found->len - 1) : NULL;

      if (last == NULL || strcmp (last->code, unit->code) != 0)
        g_ptr_array_add (found, (gpointer) unit);
    }
}

/* The province of that very name among several that share it through the reform. */
static void
prefer_own_province (const SohoaAddress *address, GPtrArray *found)
{
  guint n_own = 0;
  const char *stem;

  if (address->province == NULL || found->len < 2)
    return;
  sohoa_unit_word (address->province, &stem);
  for (guint i = 0; i < found->len; i++)
    n_own += sohoa_unit_names_match (stem, sohoa_unit_province (g_ptr_array_index (found, i))->stem) <=
             SOHOA_NAMES_IY;
  for (guint i = found->len; n_own > 0 && i-- > 0;)
    if (sohoa_unit_names_match (stem, sohoa_unit_province (g_ptr_array_index (found, i))->stem) >
        SOHOA_NAMES_IY)
      g_ptr_array_remove_index (found, i);
}

static GPtrArray *
find_units (const SohoaAddress *address, const char *date)
{
  GPtrArray *found = g_ptr_array_new ();
  gboolean current_first =
    address->district == NULL && (date == NULL || *date == '\0' || strcmp (date, reform) >= 0);

  for (guint i = 0; i < G_N_ELEMENTS (leniencies) && found->len == 0; i++) {
    collect (address, current_first, leniencies[i], found);
    if (found->len == 0)
      collect (address, !current_first, leniencies[i], found);
    prefer_own_province (address, found);
  }
  return found;
}

/* Answering */

static SohoaCommune
describe (const SohoaUnit *unit)
{
  return (SohoaCommune){
    .code = unit->code,
    .name = unit->name,
    .district = unit->is_current || unit->level == SOHOA_LEVEL_DISTRICT ? NULL : unit->parent->name,
    .province = sohoa_unit_province (unit)->name,
    .is_current = unit->is_current,
  };
}

static void
add_current (SohoaUnitAnswer *answer, const char *code)
{
  const SohoaUnit *unit = sohoa_units_lookup_current (code, SOHOA_LEVEL_COMMUNE);

  for (guint i = 0; i < answer->current->len; i++)
    if (strcmp (g_array_index (answer->current, SohoaCommune, i).code, code) == 0)
      return;
  if (unit != NULL) {
    SohoaCommune commune = describe (unit);

    g_array_append_val (answer->current, commune);
  }
}

static void
add_successors (SohoaUnitAnswer *answer, const SohoaUnit *unit)
{
  if (unit->is_current) {
    add_current (answer, unit->code);
    return;
  }
  g_auto (GStrv) codes = g_strsplit (unit->successors, " ", -1);
  for (guint i = 0; codes[i] != NULL; i++)
    add_current (answer, codes[i]);
}

/* Five island districts had no communes; each became one. */
static void
answer_by_district (SohoaUnitAnswer *answer, const SohoaAddress *address)
{
  const char *stem;

  sohoa_unit_word (address->district, &stem);
  for (const SohoaUnit *unit = sohoa_units_next (stem, SOHOA_LEVEL_DISTRICT, NULL); unit != NULL;
       unit = sohoa_units_next (stem, SOHOA_LEVEL_DISTRICT, unit))
    if (*unit->successors != '\0' && fits (address->district, unit, leniencies[1]) &&
        lies_in_province (unit, address->province)) {
      add_successors (answer, unit);
      answer->declared = describe (unit);
      answer->has_declared = TRUE;
    }
}

SohoaUnitAnswer *
sohoa_address_current_unit (const SohoaAddress *address, const char *date)
{
  SohoaUnitAnswer *answer = g_new0 (SohoaUnitAnswer, 1);
  g_autoptr (GPtrArray) found = address->commune != NULL ? find_units (address, date) : g_ptr_array_new ();

  answer->current = g_array_new (FALSE, FALSE, sizeof (SohoaCommune));
  for (guint i = 0; i < found->len; i++)
    add_successors (answer, g_ptr_array_index (found, i));
  if (found->len == 1) {
    answer->declared = describe (g_ptr_array_index (found, 0));
    answer->has_declared = TRUE;
  }
  if (address->commune == NULL && address->district != NULL)
    answer_by_district (answer, address);
  answer->verdict = answer->current->len == 0   ? SOHOA_UNIT_UNKNOWN
                    : answer->current->len == 1 ? SOHOA_UNIT_FOUND
                    : found->len == 1           ? SOHOA_UNIT_DIVIDED
                                                : SOHOA_UNIT_AMBIGUOUS;
  return answer;
}
