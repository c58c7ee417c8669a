/* correction_number.c - numbers whose reading cannot be one: letters for figures, or a check digit that does
 * not fit.
 *
 * A recognizer that was not held to figures writes O for 0, l for 1, S for 5. Such a letter between figures
 * has one figure that it stands for; beyond that, only the recognizer's own other readings are tried.
 * Whatever is tried must be a number of its type without any doubt (length, code of a province, check digit),
 * and only one may be: else the reading stays as it is. A number that could be one is never touched.
 */
#include "correction_internal.h"

#include <string.h>

#include "confusion.h"

/* Letters that stand for figures, each beside its figure. */
static const char stands_for[] = "O0o0Q0D0I1l1i1|1!1Z2z2S5s5G6b6B8g9q9";

static char
figure_of (char letter)
{
  for (const char *pair = stands_for; *pair != '\0'; pair += 2)
    if (*pair == letter)
      return pair[1];
  return letter;
}

/* Only among figures: a word beside a number stays a word. */
static void
read_as_figures (char *word)
{
  gboolean has_figure = FALSE;

  for (const char *p = word; *p != '\0'; p++) {
    if (g_ascii_isalpha (*p) && figure_of (*p) == *p)
      return;
    has_figure |= g_ascii_isdigit (*p);
  }
  for (char *p = word; has_figure && *p != '\0'; p++)
    *p = figure_of (*p);
}

static char *
as_figures (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    read_as_figures (words[i]);
  return g_strjoinv (" ", words);
}

static gboolean
is_beyond_doubt (const SohoaFieldType *type, const char *text)
{
  g_autoptr (SohoaValue) value = sohoa_field_type_normalize (type, text);

  return value->plausibility >= 1 && value->findings->len == 0;
}

/* Takes the text to candidates unless it is none, or says the same as one that is there. */
static void
consider (GPtrArray *candidates, const SohoaFieldType *type, const char *text)
{
  g_autofree char *figures = as_figures (text);
  g_autoptr (SohoaValue) value = sohoa_field_type_normalize (type, figures);

  if (!is_beyond_doubt (type, figures))
    return;
  for (guint i = 0; i < candidates->len; i++) {
    g_autoptr (SohoaValue) other = sohoa_field_type_normalize (type, g_ptr_array_index (candidates, i));
    if (strcmp (other->json, value->json) == 0)
      return;
  }
  g_ptr_array_add (candidates, g_steal_pointer (&figures));
}

/* May the reading itself be right? A number of an unknown province may; a wrong check digit may not. */
static gboolean
may_be_right (const SohoaFieldType *type, const char *raw)
{
  g_autoptr (SohoaValue) value = sohoa_field_type_normalize (type, raw);

  return value->plausibility > 0 && (strcmp (type->name, "tax_code") != 0 || value->findings->len == 0);
}

static char *
correct_number (SohoaCorrecting *reading, const char *type_name)
{
  const SohoaFieldType *type = sohoa_field_type_lookup (type_name);
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (g_free);

  if (may_be_right (type, reading->raw))
    return g_strdup (reading->raw);
  consider (candidates, type, reading->raw);
  if (candidates->len == 0)
    for (guint i = 0; reading->alternatives != NULL && i < reading->alternatives->len; i++)
      consider (candidates, type, g_array_index (reading->alternatives, SohoaAlternative, i).raw);
  if (candidates->len != 1)
    return g_strdup (reading->raw);
  sohoa_correcting_note (reading, SOHOA_CONFUSION_LEAST);
  return g_strdup (g_ptr_array_index (candidates, 0));
}

char *
sohoa_correct_citizen_id (SohoaCorrecting *reading)
{
  return correct_number (reading, "citizen_id");
}

char *
sohoa_correct_phone (SohoaCorrecting *reading)
{
  return correct_number (reading, "phone");
}

char *
sohoa_correct_tax_code (SohoaCorrecting *reading)
{
  return correct_number (reading, "tax_code");
}
