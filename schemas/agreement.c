/* agreement.c - see agreement.h. */
#include <sohoa/agreement.h>

#include <string.h>

#include <sohoa/address.h>
#include <sohoa/codelist.h>

#include "field_types.h"
#include "letters.h"
#include "number_words.h"
#include "units.h"
#include "value_internal.h"

GPtrArray *
sohoa_findings_new (void)
{
  return g_ptr_array_new_with_free_func (sohoa_finding_free);
}

static gboolean
is_citizen_id (const char *text)
{
  return strlen (text) == 12 && strspn (text, "0123456789") == 12;
}

/* TRUE when they agree; else the finding is added. */
static gboolean
conclude (gboolean agrees, SohoaSeverity severity, const char *code, const char *message, GPtrArray *findings)
{
  if (!agrees)
    g_ptr_array_add (findings, sohoa_finding_new (severity, code, message));
  return agrees;
}

gboolean
sohoa_agree_citizen_sex (const char *citizen_id, const char *sex, GPtrArray *findings)
{
  if (!is_citizen_id (citizen_id) || (strcmp (sex, "Nam") != 0 && strcmp (sex, "Nữ") != 0))
    return FALSE;
  return conclude (strcmp (sohoa_citizen_id_sex (citizen_id), sex) == 0, SOHOA_FINDING_WARNING,
                   "citizen-id-sex", "the number is that of the other sex", findings);
}

gboolean
sohoa_agree_citizen_birth (const char *citizen_id, const char *birth, GPtrArray *findings)
{
  if (!is_citizen_id (citizen_id) || strlen (birth) < 4 || strspn (birth, "0123456789") < 4)
    return FALSE;
  g_autofree char *year = g_strdup_printf ("%u", sohoa_citizen_id_birth_year (citizen_id));
  return conclude (g_str_has_prefix (birth, year), SOHOA_FINDING_WARNING, "citizen-id-birth",
                   "the number is that of somebody born in another year", findings);
}

gboolean
sohoa_agree_citizen_province (const char *citizen_id, const char *place, GPtrArray *findings)
{
  const SohoaCodeList *list = sohoa_code_list_lookup ("citizen_provinces");
  g_autoptr (SohoaAddress) address = sohoa_address_split (place);
  g_autofree char *prefix = g_strndup (citizen_id, 3);
  int row = list != NULL ? sohoa_code_list_find (list, sohoa_code_list_column (list, "prefix"), prefix) : -1;
  const char *stem, *old_code, *code;
  gboolean agrees = FALSE;

  if (!is_citizen_id (citizen_id) || row < 0 || address->province == NULL)
    return FALSE;
  old_code = sohoa_code_list_cell (list, (guint) row, sohoa_code_list_column (list, "province"));
  code = sohoa_code_list_cell (list, (guint) row, sohoa_code_list_column (list, "province_now"));
  sohoa_unit_word (address->province, &stem);
  for (const SohoaUnit *unit = sohoa_units_next (stem, SOHOA_LEVEL_PROVINCE, NULL); unit != NULL;
       unit = sohoa_units_next (stem, SOHOA_LEVEL_PROVINCE, unit))
    agrees |= strcmp (unit->code, unit->is_current ? code : old_code) == 0;
  return conclude (agrees, SOHOA_FINDING_INFO, "citizen-id-place",
                   "the birth was registered in another province than this place's", findings);
}

gboolean
sohoa_agree_order (const char *earlier, const char *later, GPtrArray *findings)
{
  if (!sohoa_date_is_iso (earlier) || !sohoa_date_is_iso (later))
    return FALSE;
  return conclude (strcmp (earlier, later) <= 0, SOHOA_FINDING_WARNING, "days-disordered",
                   "one day is after another that cannot be before it", findings);
}

gboolean
sohoa_agree_date_words (const char *date, const char *words, GPtrArray *findings)
{
  SohoaDate day;

  if (strlen (date) != strlen ("2024-08-15") || !sohoa_date_words_parse (words, &day))
    return FALSE;
  g_autofree char *iso = sohoa_date_to_iso (&day);
  return conclude (strcmp (iso, date) == 0, SOHOA_FINDING_WARNING, "date-words-differ",
                   "the figures and the words name different days", findings);
}

gboolean
sohoa_agree_money_words (const char *money, const char *words, GPtrArray *findings)
{
  guint64 amount;

  if (*money == '\0' || strspn (money, "0123456789") != strlen (money) ||
      !sohoa_money_words_parse (words, &amount))
    return FALSE;
  return conclude (g_ascii_strtoull (money, NULL, 10) == amount, SOHOA_FINDING_WARNING, "money-words-differ",
                   "the figures and the words name different amounts", findings);
}

SohoaNameAgreement
sohoa_agree_names (const char *a, const char *b)
{
  g_autofree char *left = sohoa_letters_key (a), *right = sohoa_letters_key (b);

  if (strcmp (left, right) == 0)
    return SOHOA_NAMES_AGREE;
  g_autofree char *left_bare = sohoa_letters_bare (a), *right_bare = sohoa_letters_bare (b);
  g_autofree char *left_folded = sohoa_letters_key (left_bare),
                  *right_folded = sohoa_letters_key (right_bare);
  return strcmp (left_folded, right_folded) == 0 ? SOHOA_NAMES_AGREE_BARE : SOHOA_NAMES_DISAGREE;
}
