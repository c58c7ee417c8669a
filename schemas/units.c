/* units.c - see units.h.
 *
 * The lists are joined once, on first use (about 5 ms and 2 MB): a hash over names without marks leads to all
 * units of one name, so that a lookup costs under a microsecond and finds misspelled tone marks too.
 */
#include "units.h"

#include <string.h>

#include <sohoa/codelist.h>

#include "letters.h"

enum { BUCKETS = 1 << 14 };

/* Ends a chain of the index. */
static const guint32 no_unit = G_MAXUINT32;

typedef struct {
  GArray *units; /* of SohoaUnit; never grows after it was made, so that pointers into it stay */
  guint32 buckets[BUCKETS];
} UnitIndex;

/* Words */

static const struct {
  SohoaUnitWord word;
  const char *text; /* small letters */
} unit_words[] = {
  {SOHOA_UNIT_PHUONG, "phường"},     {SOHOA_UNIT_XA, "xã"},
  {SOHOA_UNIT_THI_TRAN, "thị trấn"}, {SOHOA_UNIT_DAC_KHU, "đặc khu"},
  {SOHOA_UNIT_QUAN, "quận"},         {SOHOA_UNIT_HUYEN, "huyện"},
  {SOHOA_UNIT_THI_XA, "thị xã"},     {SOHOA_UNIT_THANH_PHO, "thành phố"},
  {SOHOA_UNIT_TINH, "tỉnh"},
};

SohoaUnitWord
sohoa_unit_word (const char *text, const char **ret_stem)
{
  for (guint i = 0; i < G_N_ELEMENTS (unit_words); i++) {
    const char *rest = sohoa_letters_skip (text, unit_words[i].text);

    if (rest != NULL && *rest == ' ') {
      *ret_stem = rest + 1;
      return unit_words[i].word;
    }
  }
  *ret_stem = text;
  return SOHOA_UNIT_ANY;
}

gboolean
sohoa_unit_word_is_level (SohoaUnitWord word, SohoaLevel level)
{
  switch (level) {
  case SOHOA_LEVEL_COMMUNE:
    return word >= SOHOA_UNIT_PHUONG && word <= SOHOA_UNIT_DAC_KHU;
  case SOHOA_LEVEL_DISTRICT:
    return word >= SOHOA_UNIT_QUAN && word <= SOHOA_UNIT_THANH_PHO;
  case SOHOA_LEVEL_PROVINCE:
    return word == SOHOA_UNIT_THANH_PHO || word == SOHOA_UNIT_TINH;
  }
  return FALSE;
}

/* Names */

/* Over letters and digits without marks, y as i, zeros before numbers left out. */
static guint32
hash_name (const char *name)
{
  guint32 hash = 2166136261u;
  gboolean after_digit = FALSE;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c < 0x80 && !g_ascii_isalnum ((char) c)) {
      after_digit = FALSE;
      continue;
    }
    if (c == '0' && !after_digit && g_ascii_isdigit (p[1]))
      continue;
    after_digit = c < 0x80 && g_ascii_isdigit ((char) c);
    c = sohoa_letter_split (c).base;
    hash = (hash ^ (c == 'y' ? 'i' : c)) * 16777619u;
  }
  return hash;
}

static char *
fold_y (const char *key)
{
  return g_strdelimit (g_strdup (key), "y", 'i');
}

static gboolean
differ_in_case_only (const char *a, const char *b)
{
  for (; *a != '\0' && *b != '\0'; a = g_utf8_next_char (a), b = g_utf8_next_char (b))
    if (g_unichar_tolower (g_utf8_get_char (a)) != g_unichar_tolower (g_utf8_get_char (b)))
      return FALSE;
  return *a == *b;
}

SohoaNameMatch
sohoa_unit_names_match (const char *a, const char *b)
{
  if (differ_in_case_only (a, b))
    return SOHOA_NAMES_EQUAL;
  g_autofree char *left = sohoa_letters_key (a), *right = sohoa_letters_key (b);
  if (strcmp (left, right) == 0)
    return SOHOA_NAMES_EQUAL;
  g_autofree char *left_i = fold_y (left), *right_i = fold_y (right);
  if (strcmp (left_i, right_i) == 0)
    return SOHOA_NAMES_IY;
  return hash_name (a) == hash_name (b) ? SOHOA_NAMES_BARE : SOHOA_NAMES_DIFFER;
}

/* Building */

static SohoaUnit *
peek_unit (const UnitIndex *index, guint i)
{
  return &g_array_index (index->units, SohoaUnit, i);
}

static void
add_unit (UnitIndex *index, const SohoaUnit *part)
{
  SohoaUnit unit = *part;
  guint32 *bucket;

  unit.word = sohoa_unit_word (unit.name, &unit.stem);
  unit.hash = hash_name (unit.stem);
  bucket = &index->buckets[unit.hash % BUCKETS];
  unit.next = *bucket;
  *bucket = index->units->len;
  g_array_append_val (index->units, unit);
}

/* code -> unit, of those added since first */
static GHashTable *
map_codes (const UnitIndex *index, guint first, gboolean is_current)
{
  GHashTable *codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = first; i < index->units->len; i++)
    if (peek_unit (index, i)->is_current == is_current)
      g_hash_table_insert (codes, (char *) peek_unit (index, i)->code, peek_unit (index, i));
  return codes;
}

/* Each row of a list, with its columns by name; "" for a column that the list has not. */
static void
add_list (UnitIndex *index, const char *name, const char *parent_column, GHashTable *parents,
          SohoaLevel level, gboolean is_current)
{
  const SohoaCodeList *list = sohoa_code_list_lookup (name);
  int code = list != NULL ? sohoa_code_list_column (list, "code") : -1;
  int unit_name, parent, successors;

  if (code < 0)
    return;
  unit_name = sohoa_code_list_column (list, "name");
  parent = sohoa_code_list_column (list, parent_column);
  successors = MAX (sohoa_code_list_column (list, "successors"), sohoa_code_list_column (list, "successor"));
  for (guint row = 0; row < sohoa_code_list_size (list); row++)
    add_unit (index, &(SohoaUnit){
                       .code = sohoa_code_list_cell (list, row, code),
                       .name = sohoa_code_list_cell (list, row, unit_name),
                       .level = level,
                       .is_current = is_current,
                       .parent = g_hash_table_lookup (parents, sohoa_code_list_cell (list, row, parent)),
                       .successors = successors >= 0 ? sohoa_code_list_cell (list, row, successors) : "",
                     });
}

static void
add_provinces (UnitIndex *index)
{
  const SohoaCodeList *list = sohoa_code_list_lookup ("provinces");

  for (guint row = 0; list != NULL && row < sohoa_code_list_size (list); row++)
    add_unit (
      index,
      &(SohoaUnit){
        .code = sohoa_code_list_cell (list, row, sohoa_code_list_column (list, "code")),
        .name = sohoa_code_list_cell (list, row, sohoa_code_list_column (list, "name")),
        .level = SOHOA_LEVEL_PROVINCE,
        .is_current = *sohoa_code_list_cell (list, row, sohoa_code_list_column (list, "valid_from")) != '\0',
        .successors = sohoa_code_list_cell (list, row, sohoa_code_list_column (list, "successor")),
      });
}

static UnitIndex *
build_index (void)
{
  UnitIndex *index = g_new0 (UnitIndex, 1);
  guint n_provinces;

  /* Sized at once: parents point into it. */
  index->units = g_array_sized_new (FALSE, FALSE, sizeof (SohoaUnit), 16384);
  memset (index->buckets, 0xff, sizeof index->buckets);
  add_provinces (index);
  n_provinces = index->units->len;
  g_autoptr (GHashTable) old_provinces = map_codes (index, 0, FALSE);
  g_autoptr (GHashTable) provinces = map_codes (index, 0, TRUE);
  add_list (index, "districts", "province", old_provinces, SOHOA_LEVEL_DISTRICT, FALSE);
  g_autoptr (GHashTable) districts = map_codes (index, n_provinces, FALSE);
  add_list (index, "communes_until_2025", "district", districts, SOHOA_LEVEL_COMMUNE, FALSE);
  add_list (index, "communes", "province", provinces, SOHOA_LEVEL_COMMUNE, TRUE);
  return index;
}

static const UnitIndex *
unit_index (void)
{
  static UnitIndex *index; /* read-only once it is there */

  if (index == NULL)
    index = build_index ();
  return index;
}

/* Looking up */

const SohoaUnit *
sohoa_units_next (const char *stem, SohoaLevel level, const SohoaUnit *after)
{
  const UnitIndex *index = unit_index ();
  guint32 hash = after != NULL ? after->hash : hash_name (stem);

  for (guint32 i = after != NULL ? after->next : index->buckets[hash % BUCKETS]; i != no_unit;
       i = peek_unit (index, i)->next)
    if (peek_unit (index, i)->hash == hash && peek_unit (index, i)->level == level)
      return peek_unit (index, i);
  return NULL;
}

gboolean
sohoa_unit_is_known (const char *stem, SohoaLevel level)
{
  for (const SohoaUnit *unit = sohoa_units_next (stem, level, NULL); unit != NULL;
       unit = sohoa_units_next (stem, level, unit))
    if (sohoa_unit_names_match (stem, unit->stem) <= SOHOA_NAMES_IY)
      return TRUE;
  return FALSE;
}

const SohoaUnit *
sohoa_unit_province (const SohoaUnit *unit)
{
  while (unit->parent != NULL)
    unit = unit->parent;
  return unit;
}

const SohoaUnit *
sohoa_units_lookup_current (const char *code, SohoaLevel level)
{
  static GHashTable *by_code[SOHOA_LEVEL_PROVINCE + 1];
  const UnitIndex *index = unit_index ();

  if (by_code[level] == NULL) {
    by_code[level] = g_hash_table_new (g_str_hash, g_str_equal);
    for (guint i = 0; i < index->units->len; i++) {
      SohoaUnit *unit = peek_unit (index, i);

      /* The last row of a code is its newest name. */
      if (unit->is_current && unit->level == level)
        g_hash_table_insert (by_code[level], (char *) unit->code, unit);
    }
  }
  return g_hash_table_lookup (by_code[level], code);
}

const SohoaUnit *
sohoa_units_peek_all (guint *ret_n)
{
  const UnitIndex *index = unit_index ();

  *ret_n = index->units->len;
  return (const SohoaUnit *) index->units->data;
}
