/* form_print.c - labels against what the blank prints: see sohoa_form_check_print() in form.h.
 *
 * Only letters and figures are compared, case aside: leaders, colons and spaces are the printer's. Headings
 * that are set in several lines of a column are torn apart by the reading order of a page; so a label is also
 * there when all its words follow each other with not much else between them.
 */
#include "form_internal.h"

#include <string.h>

/* Words of neighbouring columns that may stand between two of a label. */
enum { STRANGERS_MAX = 16 };

/* Letters and figures, small, without anything between them. */
static char *
bare (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  GString *out = g_string_new (NULL);

  for (const char *p = composed != NULL ? composed : ""; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_unichar_tolower (g_utf8_get_char (p)));
  return g_string_free (out, FALSE);
}

/* Runs of letters and runs of figures, small: the note in "HỢP PHÁP(4)" is a word of its own. */
static GPtrArray *
bare_words (const char *text)
{
  static GRegex *runs;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  GPtrArray *out = g_ptr_array_new_with_free_func (g_free);

  if (runs == NULL)
    runs = g_regex_new ("\\p{L}+|\\p{N}+", G_REGEX_OPTIMIZE, 0, NULL);
  for (gboolean found = composed != NULL && g_regex_match (runs, composed, 0, &match); found;
       found = g_match_info_next (match, NULL)) {
    g_autofree char *run = g_match_info_fetch (match, 0);
    g_ptr_array_add (out, bare (run));
  }
  return out;
}

static gboolean
follow_from (const GPtrArray *label, const GPtrArray *print, guint first)
{
  guint found = 0, strangers = 0;

  for (guint i = first; i < print->len && found < label->len && strangers <= STRANGERS_MAX; i++)
    if (strcmp (g_ptr_array_index (print, i), g_ptr_array_index (label, found)) == 0)
      found++;
    else
      strangers++;
  return found == label->len;
}

static gboolean
is_printed (const char *label, const GPtrArray *print, const char *all)
{
  g_autofree char *bare_label = bare (label);
  g_autoptr (GPtrArray) words = bare_words (label);

  if (strstr (all, bare_label) != NULL)
    return TRUE;
  for (guint i = 0; i < print->len; i++)
    if (follow_from (words, print, i))
      return TRUE;
  return FALSE;
}

/* Without what the designer put to it: "Họ tên (Bên nữ)", "NGƯỜI KHAI - họ tên". */
static char *
without_remarks (const char *label)
{
  static GRegex *remarks;
  if (remarks == NULL)
    remarks = g_regex_new ("\\([^)]*\\)|\\s-\\s.*$", G_REGEX_OPTIMIZE, 0, NULL);
  return g_regex_replace_literal (remarks, label, -1, 0, " ", 0, NULL);
}

gboolean
sohoa_form_check_print (const SohoaForm *form, guint page, const char *const *words, GPtrArray *faults)
{
  SohoaCursor document = {.file = "form.json", .faults = faults};
  SohoaCursor fields = sohoa_cursor_member (&document, "fields");
  g_autofree char *joined = g_strjoinv (" ", (char **) words), *all = bare (joined);
  g_autoptr (GPtrArray) print = bare_words (joined);

  if (print->len == 0)
    return FALSE;
  for (guint i = 0; i < form->fields->len; i++) {
    const SohoaField *field = g_ptr_array_index (form->fields, i);
    g_autofree char *label = without_remarks (field->label);
    SohoaCursor at = sohoa_cursor_element (&fields, i), place = sohoa_cursor_member (&at, "label");

    if (field->page == page && !is_printed (field->label, print, all) && !is_printed (label, print, all))
      sohoa_cursor_fault (
        &place,
        "is not printed on page %u of the blank; give it as printed there, and put your own "
        "words in (brackets)",
        page);
  }
  return TRUE;
}
