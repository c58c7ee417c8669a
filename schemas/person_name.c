/* person_name.c - full names, in title case: "TRẦN THỊ YẾN" -> "Trần Thị Yến".
 *
 * Names that were written in small letters with capitals first are kept letter by letter: "Y Bhăm Êbăn" and
 * "H'Hen Niê" are right as they are. A few small letters among capitals are a misreading, not a style; so is
 * a small one at the start of a word.
 */
#include "field_types.h"

#include <string.h>

#include "correction_internal.h"
#include "letters.h"

/* One spelling for each: typographic apostrophes, and the Icelandic Ð that stands in for Đ. */
static char *
unify (const char *raw)
{
  GString *name = g_string_new (raw);
  gsize end;

  g_string_replace (name, "\u2019", "'", 0);
  g_string_replace (name, "\u2018", "'", 0);
  g_string_replace (name, "\u00d0", "\u0110", 0);
  for (end = name->len; end > 0 && strchr (" .,;:-", name->str[end - 1]) != NULL; end--)
    continue;
  g_string_truncate (name, end);
  return g_string_free (name, FALSE);
}

static gboolean
has_strange_characters (const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!g_unichar_isalpha (c) && !g_unichar_ismark (c) && (c >= 0x80 || strchr (" '-.", (char) c) == NULL))
      return TRUE;
  }
  return FALSE;
}

static gboolean
has_small_letters_only (const char *name)
{
  g_autofree char *small = g_utf8_strdown (name, -1);

  return strcmp (small, name) == 0;
}

/* "Bùi công HảI" is "Bùi Công Hải". */
static char *
raise_firsts (const char *name)
{
  GString *raised = g_string_sized_new (strlen (name));
  gunichar before = ' ';

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    g_string_append_unichar (raised, before == ' '                ? g_unichar_toupper (c)
                                     : g_unichar_isalnum (before) ? g_unichar_tolower (c)
                                                                  : c);
    before = c;
  }
  return g_string_free (raised, FALSE);
}

static void
normalize_person_name (const char *raw, SohoaValue *value)
{
  g_autofree char *name = unify (raw);
  g_autofree char *title = sohoa_letters_title (name);
  g_autofree char *raised = raise_firsts (name);
  const char *canonical = sohoa_letters_are_capitals (name) || has_small_letters_only (name) ? title : raised;

  if (*name == '\0' || has_strange_characters (name)) {
    sohoa_value_set_string (value, canonical, *name == '\0' ? 0 : 0.2);
    sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, "name-characters",
                             "holds characters that no name has");
    return;
  }
  /* Rare names exist, but misreadings are more often rare than names are. */
  sohoa_value_set_string (value, canonical,
                          strchr (name, ' ') == NULL        ? 0.5
                          : sohoa_name_is_known (canonical) ? 1
                                                            : 0.9);
}

const SohoaFieldType sohoa_type_person_name = {
  .name = "person_name",
  .description = "a person's full name, in title case",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_person_name,
};
