/* find.c - see subjects.h: from what a person types to subjects. */
#include "subjects.h"

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
