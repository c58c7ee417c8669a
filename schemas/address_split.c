/* address_split.c - addresses taken apart, from the right: province, district, commune, then what is left.
 *
 * Commas cut, and so do the words for units where they are certainly meant: "12 Lê Lợi phường 5" but not the
 * street "Bà Huyện Thanh Quan". A part without a word is the unit that has its name.
 */
#include <sohoa/address.h>

#include <string.h>

#include "address_text.h"
#include "letters.h"
#include "units.h"

void
sohoa_address_free (SohoaAddress *address)
{
  if (address == NULL)
    return;
  g_free (address->house);
  g_free (address->street);
  g_free (address->hamlet);
  g_free (address->commune);
  g_free (address->district);
  g_free (address->province);
  g_free (address);
}

/* Cutting */

/* p stands behind a space: a word for a unit in small letters, and a name or number behind it. The part
 * itself may begin with such a word, of which p is the second half: "Thị xã". */
static gboolean
opens_unit (const char *start, const char *p)
{
  const char *stem, *own_stem;

  if (!g_unichar_islower (g_utf8_get_char (p)) || sohoa_unit_word (p, &stem) == SOHOA_UNIT_ANY)
    return FALSE;
  if (sohoa_unit_word (start + strspn (start, " "), &own_stem) != SOHOA_UNIT_ANY && p < own_stem)
    return FALSE;
  return g_ascii_isdigit (*stem) || g_unichar_isupper (g_utf8_get_char (stem));
}

static void
take_part (GPtrArray *parts, const char *start, const char *end)
{
  char *part = g_strstrip (g_strndup (start, (gsize) (end - start)));

  /* " - " stands for a comma before a unit's word, and is part of "Bà Rịa - Vũng Tàu". */
  if (g_str_has_suffix (part, " -"))
    part[strlen (part) - 2] = '\0';
  if (*part != '\0')
    g_ptr_array_add (parts, part);
  else
    g_free (part);
}

static GPtrArray *
cut (const char *text)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  const char *start = text;

  for (const char *p = text; *p != '\0'; p++) {
    if (*p == ',' || *p == ';') {
      take_part (parts, start, p);
      start = p + 1;
    } else if (*p == ' ' && p > start && opens_unit (start, p + 1)) {
      take_part (parts, start, p);
      start = p + 1;
    }
  }
  take_part (parts, start, text + strlen (text));
  return parts;
}

/* Telling what a part is */

static gboolean
names_unit_of_level (const char *part, SohoaLevel level)
{
  const char *stem;
  SohoaUnitWord word = sohoa_unit_word (part, &stem);

  if (word != SOHOA_UNIT_ANY && !sohoa_unit_word_is_level (word, level))
    return FALSE;
  return sohoa_unit_is_known (stem, level);
}

/* The last part, when it is one: takes it away. with_word: its word alone is enough. */
static char *
take_unit (GPtrArray *parts, SohoaLevel level, gboolean word_suffices)
{
  const char *stem, *last = parts->len > 0 ? g_ptr_array_index (parts, parts->len - 1) : NULL;
  SohoaUnitWord word;

  if (last == NULL)
    return NULL;
  word = sohoa_unit_word (last, &stem);
  if ((word_suffices && word != SOHOA_UNIT_ANY && sohoa_unit_word_is_level (word, level)) ||
      names_unit_of_level (last, level))
    return g_ptr_array_steal_index (parts, parts->len - 1);
  return NULL;
}

static gboolean
is_hamlet (const char *part)
{
  static const char *const words[] = {"tổ ",  "khu phố ", "thôn ", "ấp ",   "khóm ",
                                      "xóm ", "làng ",    "bản ",  "buôn ", "khu "};

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (sohoa_letters_skip (part, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
append_part (char **all, const char *part)
{
  char *longer = *all != NULL ? g_strconcat (*all, ", ", part, NULL) : g_strdup (part);

  g_free (*all);
  *all = longer;
}

/* "203/38 đường Hoàng Văn Thụ": the number apart from the street. */
static void
take_house (SohoaAddress *address, const char *part)
{
  const char *number = part + (g_str_has_prefix (part, "số nhà ") ? strlen ("số nhà ")
                               : g_str_has_prefix (part, "số ")   ? strlen ("số ")
                                                                  : 0);
  gsize length = sohoa_address_house_length (number);

  if (length == 0 || address->house != NULL || (number[length] != ' ' && number[length] != '\0')) {
    append_part (&address->street, part);
    return;
  }
  address->house = g_strndup (part, (gsize) (number - part) + length);
  if (number[length] == ' ')
    append_part (&address->street, number + length + 1);
}

SohoaAddress *
sohoa_address_split (const char *text)
{
  gboolean added_street;
  g_autofree char *full = sohoa_address_write_out (text, &added_street);

  return sohoa_address_split_written_out (full);
}

SohoaAddress *
sohoa_address_split_written_out (const char *full)
{
  SohoaAddress *address = g_new0 (SohoaAddress, 1);
  g_autoptr (GPtrArray) parts = cut (full);

  if (parts->len > 1 && strcmp (g_ptr_array_index (parts, parts->len - 1), "Việt Nam") == 0)
    g_ptr_array_remove_index (parts, parts->len - 1);
  address->province = take_unit (parts, SOHOA_LEVEL_PROVINCE, FALSE);
  address->district = take_unit (parts, SOHOA_LEVEL_DISTRICT, TRUE);
  address->commune = take_unit (parts, SOHOA_LEVEL_COMMUNE, TRUE);
  /* A name alone that is a district's is a commune's more often, once there are no districts. */
  if (address->commune == NULL && address->district != NULL &&
      names_unit_of_level (address->district, SOHOA_LEVEL_COMMUNE))
    address->commune = g_steal_pointer (&address->district);
  for (guint i = 0; i < parts->len; i++) {
    const char *part = g_ptr_array_index (parts, i);

    if (is_hamlet (part))
      append_part (&address->hamlet, part);
    else
      take_house (address, part);
  }
  return address;
}
