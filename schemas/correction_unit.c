/* correction_unit.c - addresses and offices: the marks between their parts, the names of units and offices.
 *
 * Units are compared with those that lie where the rest of the address says. Streets have rules of their own,
 * in correction_street.c.
 */
#include "correction_internal.h"

#include <string.h>

#include <sohoa/codelist.h>

#include "address_text.h"
#include "address_unit.h"
#include "confusion.h"
#include "letters.h"
#include "units.h"

/* Marks */

static const struct {
  const char *wrong, *right;
} mark_rows[] = {
  /* "P, Phú Thọ": a short word's point. */
  {"(?<![\\p{L}\\d])(TP|TX|TT|KP|P|Q|X|H|Đ)\\s*[,\\-](?=\\s?[\\p{Lu}\\d])", "\\1."},
  /* "Thụ,.P. Bến Thành" */
  {"[,.]{2,}(?=\\s*\\p{L})", ", "},
  /* "phường Phú Lâm. Thành phố": a comma. */
  {"(?<=[\\p{Ll}\\d])\\.\\s*(?=(?i:phường|xã|thị trấn|quận|huyện|thị xã|thành phố|tỉnh|TP|P|Q|X|H|T)[\\s.])",
   ", "},
  /* "phường Phú Lâm; Thành phố": a comma. */
  {"(?<=[\\p{L}\\d])\\s*;\\s*(?=(?i:phường|xã|thị trấn|quận|huyện|thị xã|thành phố|tỉnh|TP|P|Q|X|H|T)[\\s.])",
   ", "},
  /* "xã xã Hòa Xuân": said twice. */
  {"(?<!\\p{L})(phường|xã|quận|huyện|tỉnh) \\1(?= )", "\\1"},
  /* "TP.HC" in a place that was too short, "TP.HCMI": the city has no other name, but "HCMC" in English. */
  {"(?<!\\p{L})(TP\\.? ?HC)$", "\\1M"},
  {"(?<!\\p{L})(TP\\.? ?HCM)\\p{Lu}$", "\\1"},
  /* "Công anphường Bến Thành": a lost space. */
  {"(?<=\\p{Ll})(?=phường\\s[\\p{Lu}\\d])", " "},
  /* "Nguyễn 0anh": a letter. */
  {"(?<![\\p{L}\\d])0(?=\\p{Ll})", "O"},
  /* "Tân Định. ~": specks. */
  {"[\\s.,;:~^_`'\"|\\-–—]+$", ""},
  /* "Chợ.Lớn": a speck. */
  {"(?<=\\p{L}{2})\\.(?=\\p{L}{2})(?<!TP\\.|TX\\.|TT\\.|KP\\.|BV\\.|Tp\\.|tp\\.)", " "},
};

static char *
repair_marks (const char *raw)
{
  static GRegex *regexes[G_N_ELEMENTS (mark_rows)];
  char *text = g_strdup (raw);

  for (guint i = 0; i < G_N_ELEMENTS (mark_rows); i++) {
    g_autofree char *before = text;

    if (regexes[i] == NULL)
      regexes[i] = g_regex_new (mark_rows[i].wrong, G_REGEX_OPTIMIZE, 0, NULL);
    text = g_regex_replace (regexes[i], before, -1, 0, mark_rows[i].right, 0, NULL);
  }
  return text;
}

/* Commas that were lost between the parts of an address: "12 Lê Lợi P. Bến Thành", but "P. 304" may be a
 * room; "12 đường Lê Lợi phường Bến Thành Thành phố Hồ Chí Minh", but an office is not parted from its unit.
 */
static const char lost_commas[] =
  "(?<=[\\p{L}\\d])\\s+(?=(?:P\\.\\s?\\p{Lu}|(?:Q|TP|TX|TT)\\.\\s?[\\p{Lu}\\d]))"
  "|^\\d[^,]*[\\p{L}\\d]\\K\\s+(?=(?:phường|xã)\\s\\p{Lu})"
  "|(?:phường|xã|P\\.)\\s?\\p{Lu}[^,]*\\p{L}\\K\\s+(?=(?:[Tt]hành phố|[Tt]ỉnh)\\s\\p{Lu})";

static char *
part_units (const char *text)
{
  static GRegex *regex;

  if (regex == NULL)
    regex = g_regex_new (lost_commas, G_REGEX_OPTIMIZE, 0, NULL);
  return g_regex_replace_literal (regex, text, -1, 0, ", ", 0, NULL);
}

/* Words of units: "nhường Chợ Lớn", "Thành nhố Hồ Chí Minh". They stand before a name or a number. */

static const char *const unit_words[] = {"phường", "huyện", "quận", "tỉnh"};

/* word, or the one word of a unit that is a confusion away from it. */
static char *
correct_unit_word (SohoaCorrecting *reading, const char *word, const char *before)
{
  gboolean is_city = before != NULL && sohoa_confusion_distance (before, "thành", 0) == 0;
  SohoaClosest closest = {.text = word, .limit = 1.0};

  if (!g_unichar_islower (g_utf8_get_char (word)) || g_utf8_strlen (word, -1) < (is_city ? 2 : 4))
    return g_strdup (word);
  for (guint i = 0; !is_city && i < G_N_ELEMENTS (unit_words); i++)
    sohoa_closest_consider (&closest, unit_words[i], 0);
  if (is_city)
    sohoa_closest_consider (&closest, "phố", 0);
  if (!sohoa_closest_is_certain (&closest) || closest.distance == 0)
    return g_strdup (word);
  sohoa_correcting_note (reading, closest.distance);
  return g_strdup (closest.best);
}

static char *
correct_unit_words (SohoaCorrecting *reading, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL && words[i + 1] != NULL; i++) {
    gunichar next = g_utf8_get_char (words[i + 1]);
    char *read = words[i];

    if (!g_unichar_isupper (next) && !g_unichar_isdigit (next))
      continue;
    words[i] = correct_unit_word (reading, read, i > 0 ? words[i - 1] : NULL);
    g_free (read);
  }
  return g_strjoinv (" ", words);
}

static char *
repair (SohoaCorrecting *reading)
{
  g_autofree char *marks = repair_marks (reading->raw);
  g_autofree char *words = correct_unit_words (reading, marks);

  /* The point before "nhường" is a comma once that is "phường". */
  return repair_marks (words);
}

/* Units */

static gboolean
is_number (const char *stem)
{
  return stem[strspn (stem, "0123456789")] == '\0';
}

/* stem and a unit of that word; numbers are never corrected: every number is some ward. */
static gboolean
may_be (const char *stem, SohoaUnitWord word, const SohoaUnit *unit, SohoaLevel level)
{
  return unit->level == level && (word == SOHOA_UNIT_ANY || word == unit->word) && !is_number (stem) &&
         !g_ascii_isdigit (*unit->stem);
}

/* Provinces are few and their names far apart; communes are many. */
static double
name_limit (const char *stem, SohoaLevel level)
{
  return level == SOHOA_LEVEL_PROVINCE ? MAX (1.0, 0.15 * (double) g_utf8_strlen (stem, -1)) : 1.0;
}

/* Which letters stand in a name, one bit each; marks and spaces have none. */
static guint32
letters_in (const char *name)
{
  guint32 letters = 0;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar base = sohoa_letter_split (g_utf8_get_char (p)).base;

    if (base >= 'a' && base <= 'z')
      letters |= 1u << (base - 'a');
    else if (g_unichar_isalnum (base))
      letters |= 1u << 26;
  }
  return letters;
}

/* The letters of every unit's name, in their order; made once. */
static const guint32 *
letters_of_units (const SohoaUnit *all, guint n)
{
  static guint32 *letters;

  if (letters == NULL) {
    letters = g_new (guint32, n);
    for (guint i = 0; i < n; i++)
      letters[i] = letters_in (all[i].stem);
  }
  return letters;
}

/* A letter that the other name does not have at all must be changed or dropped. Some thousand names are
 * passed over by this in the time that one distance takes. */
static gboolean
may_be_near (guint32 a, guint32 b, double limit)
{
  int changes = MAX (__builtin_popcount (a & ~b), __builtin_popcount (b & ~a));

  return changes * SOHOA_CONFUSION_LEAST <= limit + SOHOA_CONFUSION_MARGIN;
}

/* The name nearest to a part's own among units that lie in address; NULL when none is certain. */
static const char *
nearest_unit (SohoaCorrecting *reading, const char *part, SohoaLevel level, const SohoaAddress *address)
{
  const char *stem;
  SohoaUnitWord word = sohoa_unit_word (part, &stem);
  guint n;
  const SohoaUnit *all = sohoa_units_peek_all (&n);
  const guint32 *letters = letters_of_units (all, n);
  guint32 own = letters_in (stem);
  SohoaClosest closest = {.text = stem, .limit = name_limit (stem, level)};

  for (guint i = 0; i < n; i++)
    /* Where a unit lies is asked last: it costs more than to see that its name is another. */
    if (may_be_near (own, letters[i], closest.limit) && may_be (stem, word, &all[i], level) &&
        sohoa_closest_is_near (&closest, all[i].stem) &&
        (address == NULL || sohoa_unit_lies_in (&all[i], address)))
      sohoa_closest_consider (&closest, all[i].stem, 0);
  if (!sohoa_closest_is_certain (&closest) || closest.distance == 0)
    return NULL;
  sohoa_correcting_note (reading, closest.distance);
  return closest.best;
}

static char *
correct_part (SohoaCorrecting *reading, const char *text, const char *part, SohoaLevel level,
              const SohoaAddress *address)
{
  const char *stem, *name;

  sohoa_unit_word (part, &stem);
  name = nearest_unit (reading, part, level, address);
  return name != NULL ? sohoa_letters_replace_last (text, stem, name) : g_strdup (text);
}

/* The last part where no province was understood: "Thành phố Hồ Chỉ Minh" passes for a district. */
static char *
correct_province (SohoaCorrecting *reading, const char *text)
{
  g_autoptr (SohoaAddress) address = sohoa_address_split (text);
  const char *last = strrchr (text, ',');
  const char *stem;

  last = address->district != NULL ? address->district
         : last != NULL            ? last + 1 + strspn (last + 1, " ")
                                   : NULL;
  if (address->province != NULL || last == NULL)
    return g_strdup (text);
  sohoa_unit_word (last, &stem);
  if (sohoa_unit_is_known (stem, SOHOA_LEVEL_DISTRICT) || sohoa_unit_is_known (stem, SOHOA_LEVEL_COMMUNE))
    return g_strdup (text);
  return correct_part (reading, text, last, SOHOA_LEVEL_PROVINCE, NULL);
}

/* Behind the province nothing stands: "…, tỉnh An Giang củ 2" has strokes from elsewhere. */
static char *
cut_behind_province (const char *text)
{
  static GRegex *regex;

  if (regex == NULL) {
    GString *pattern = g_string_new ("^(.*(?:tỉnh|[Tt]hành phố|TP\\.?)\\s*(?:HCM");
    guint n;
    const SohoaUnit *all = sohoa_units_peek_all (&n);

    for (guint i = 0; i < n; i++)
      if (all[i].level == SOHOA_LEVEL_PROVINCE)
        g_string_append_printf (pattern, "|%s", all[i].stem);
    g_string_append (pattern, "))(?![\\p{L}\\d])[^,\\d]\\s?[^,]{0,20}$");
    regex = g_regex_new (pattern->str, G_REGEX_OPTIMIZE, 0, NULL);
    g_string_free (pattern, TRUE);
  }
  g_autoptr (GMatchInfo) match = NULL;
  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 1) : g_strdup (text);
}

char *
sohoa_correct_address (SohoaCorrecting *reading)
{
  g_autofree char *repaired = repair (reading);
  g_autofree char *parted = part_units (repaired);
  g_autofree char *whole = correct_province (reading, parted);
  g_autofree char *text = cut_behind_province (whole);
  g_autoptr (SohoaAddress) address = sohoa_address_split (text);
  g_autofree char *on_street = sohoa_correct_street (reading, text, address);
  g_autoptr (SohoaUnitAnswer) answer = sohoa_address_current_unit (address, NULL);

  if (address->commune == NULL || address->province == NULL || answer->verdict != SOHOA_UNIT_UNKNOWN)
    return g_steal_pointer (&on_street);
  return correct_part (reading, on_street, address->commune, SOHOA_LEVEL_COMMUNE, address);
}

/* The province whose name with its word was certainly meant: "Thanh phố Hồ Chí Minh"; NULL when there is
 * none. */
static const char *
nearest_province (SohoaCorrecting *reading, const char *text)
{
  guint n;
  const SohoaUnit *all = sohoa_units_peek_all (&n);
  SohoaClosest closest = {.text = text, .limit = 0.1 * (double) g_utf8_strlen (text, -1)};

  for (guint i = 0; i < n; i++)
    if (all[i].level == SOHOA_LEVEL_PROVINCE)
      sohoa_closest_consider (&closest, all[i].name, 0);
  if (!sohoa_closest_is_certain (&closest))
    return NULL;
  sohoa_correcting_note (reading, closest.distance);
  return closest.best;
}

/* A unit by itself: "phường Gò Vấn", "Thành phố Hồ Chí Minr". */
char *
sohoa_correct_unit (SohoaCorrecting *reading)
{
  g_autofree char *text = repair (reading);
  const char *stem, *name = NULL;
  SohoaUnitWord word = sohoa_unit_word (text, &stem);
  gboolean is_province = sohoa_unit_word_is_level (word, SOHOA_LEVEL_PROVINCE);

  if (strchr (text, ',') == NULL && word == SOHOA_UNIT_ANY)
    name = nearest_province (reading, text);
  if (name != NULL)
    return g_strdup (name);
  if (strchr (text, ',') != NULL || word == SOHOA_UNIT_ANY)
    return sohoa_correct_address (reading);
  if (is_province && !sohoa_unit_is_known (stem, SOHOA_LEVEL_PROVINCE) &&
      !sohoa_unit_is_known (stem, SOHOA_LEVEL_DISTRICT))
    name = nearest_unit (reading, text, SOHOA_LEVEL_PROVINCE, NULL);
  else if (!is_province && sohoa_unit_word_is_level (word, SOHOA_LEVEL_COMMUNE) &&
           !sohoa_unit_is_known (stem, SOHOA_LEVEL_COMMUNE))
    name = nearest_unit (reading, text, SOHOA_LEVEL_COMMUNE, NULL);
  return name != NULL ? sohoa_letters_replace_last (text, stem, name) : g_steal_pointer (&text);
}

/* Offices */

const char *
sohoa_office_unit (const char *text)
{
  const char *stem;

  for (const char *p = strchr (text, ' '); p != NULL; p = strchr (p + 1, ' '))
    if (sohoa_unit_word (p + 1, &stem) != SOHOA_UNIT_ANY)
      return p + 1;
  return NULL;
}

/* The words before "{commune}" of every office. */
static void
consider_offices (SohoaClosest *closest)
{
  const SohoaCodeList *list = sohoa_code_list_lookup ("agencies");
  int name = list != NULL ? sohoa_code_list_column (list, "name") : -1;

  for (guint row = 0; name >= 0 && row < sohoa_code_list_size (list); row++) {
    g_auto (GStrv) halves = g_strsplit (sohoa_code_list_cell (list, row, name), " {", 2);

    sohoa_closest_consider (closest, g_intern_string (halves[0]), 0);
  }
}

static char *
correct_office (SohoaCorrecting *reading, const char *office)
{
  /* Offices' names are long and far apart. */
  SohoaClosest closest = {.text = office, .limit = MAX (1.8, 0.2 * (double) g_utf8_strlen (office, -1))};

  consider_offices (&closest);
  if (!sohoa_closest_is_certain (&closest) || closest.distance == 0)
    return g_strdup (office);
  sohoa_correcting_note (reading, closest.distance / closest.limit);
  return g_strdup (closest.best);
}

char *
sohoa_correct_authority (SohoaCorrecting *reading)
{
  g_autofree char *repaired = repair (reading);
  const char *unit = sohoa_office_unit (repaired), *stem, *name = NULL;
  SohoaUnitWord word;

  if (unit == NULL)
    return g_steal_pointer (&repaired);
  g_autofree char *before = g_strndup (repaired, (gsize) (unit - repaired - 1));
  g_autofree char *office = correct_office (reading, before);
  word = sohoa_unit_word (unit, &stem);
  if (sohoa_unit_word_is_level (word, SOHOA_LEVEL_COMMUNE) && strchr (stem, ',') == NULL &&
      !sohoa_unit_is_known (stem, SOHOA_LEVEL_COMMUNE))
    name = nearest_unit (reading, unit, SOHOA_LEVEL_COMMUNE, NULL);
  g_autofree char *head = g_strndup (unit, (gsize) (stem - unit));
  return g_strconcat (office, " ", head, name != NULL ? name : stem, NULL);
}
