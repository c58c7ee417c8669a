/* find.c - see subjects.h: from what a person types to subjects. */
#include "subjects.h"

#include <string.h>

#include "../store/dossier.h"
#include "card.h"

gboolean
sohoa_subject_parse_id (const char *text, gint64 *ret_subject, GError **error)
{
  guint64 id;
  const char *digits = *text == 'S' || *text == 's' ? text + 1 : text;
  if (g_ascii_string_to_unsigned (digits, 10, 1, G_MAXINT64, &id, NULL)) {
    *ret_subject = (gint64) id;
    return TRUE;
  }
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
               "'%s' is no id of a subject (S12); 'sohoa subject find' looks for them", text);
  return FALSE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;
  return (one > other) - (one < other);
}

static GArray *
subjects_of (const GPtrArray *mentions)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < mentions->len; i++) {
    gint64 subject = ((SohoaMention *) g_ptr_array_index (mentions, i))->subject;
    gboolean there = FALSE;
    for (guint k = 0; k < ids->len; k++)
      there |= g_array_index (ids, gint64, k) == subject;
    if (!there && subject != 0)
      g_array_append_val (ids, subject);
  }
  g_array_sort (ids, compare_ids);
  return ids;
}

GArray *
sohoa_subjects_find (SohoaArchive *archive, const char *text, GError **error)
{
  g_autoptr (GBytes) number = sohoa_number_index (archive, text);
  g_autoptr (GBytes) label = number == NULL ? sohoa_label_index (archive, text) : NULL;
  g_autoptr (GPtrArray) mentions = number != NULL ? sohoa_mention_list_number (archive, number, error)
                                                  : sohoa_mention_list_label (archive, label, NULL, error);
  return mentions != NULL ? subjects_of (mentions) : NULL;
}

/* ---- the holder of a card ---- */

static gboolean
take_holder (const GPtrArray *mentions, const char *dossier, gint64 *ret_subject, GError **error)
{
  gint64 found = 0;
  for (guint i = 0; i < mentions->len; i++) {
    const SohoaMention *mention = g_ptr_array_index (mentions, i);
    if (strcmp (mention->role, SOHOA_ROLE_CARD_HOLDER) != 0 || mention->subject == found)
      continue;
    if (found != 0) {
      g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                   "dossier '%s' has cards of S%" G_GINT64_FORMAT " and S%" G_GINT64_FORMAT
                   ": say which with --subject",
                   dossier, found, mention->subject);
      return FALSE;
    }
    found = mention->subject;
  }
  if (found == 0)
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                 "dossier '%s' has no identity card whose code was read; 'sohoa show' tells what it has",
                 dossier);
  *ret_subject = found;
  return found != 0;
}

gboolean
sohoa_subjects_find_card_holder (SohoaArchive *archive, const char *dossier, gint64 *ret_subject,
                                 GError **error)
{
  g_autoptr (SohoaDossier) row = sohoa_dossier_load (archive, dossier, error);
  g_autoptr (GPtrArray) mentions = row != NULL ? sohoa_mention_list_dossier (archive, row->id, error) : NULL;
  return mentions != NULL && take_holder (mentions, dossier, ret_subject, error);
}

gboolean
sohoa_subjects_find_number (SohoaArchive *archive, const char *number, gint64 *ret_subject, GError **error)
{
  g_autoptr (GBytes) index = sohoa_number_index (archive, number);
  g_autoptr (GArray) found = index != NULL ? sohoa_subjects_find (archive, number, error) : NULL;

  if (index == NULL)
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                         "that is no personal number: it has 12 digits");
  else if (found != NULL && found->len == 0)
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                         "nobody of that personal number is known");
  else if (found != NULL && found->len > 1)
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                 "%u subjects have that personal number, S%" G_GINT64_FORMAT
                 " first: say which with --subject",
                 found->len, g_array_index (found, gint64, 0));
  if (found == NULL || found->len != 1)
    return FALSE;
  *ret_subject = g_array_index (found, gint64, 0);
  return TRUE;
}
