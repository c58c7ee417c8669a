/* split.c - where one dossier of a source ends and the next begins; see the rules in separate.h. */
#include "separate.h"

#include <string.h>

void
sohoa_separated_free (SohoaSeparated *separated)
{
  if (separated == NULL)
    return;
  g_free (separated->code);
  g_free (separated->unit);
  g_free (separated);
}

static SohoaSeparated *
open_dossier (GPtrArray *dossiers, guint first, const char *code)
{
  SohoaSeparated *dossier = g_new0 (SohoaSeparated, 1);
  dossier->first = first;
  dossier->code = g_strdup (code);
  dossier->origin = SOHOA_CODE_COVER;
  g_ptr_array_add (dossiers, dossier);
  return dossier;
}

/* TRUE when nothing but blank pages lies before page i. */
static gboolean
only_blanks_before (const SohoaSeparatePage *pages, guint i)
{
  while (i > 0 && pages[i - 1].is_blank)
    i--;
  return i == 0;
}

static GPtrArray *
split_at_covers (const SohoaSeparatePage *pages, guint n_pages)
{
  GPtrArray *dossiers = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_separated_free);
  SohoaSeparated *open = NULL;

  for (guint i = 0; i < n_pages; i++) {
    gboolean cover = pages[i].is_cover && !pages[i].is_copy;
    if (open == NULL)
      open = open_dossier (dossiers, 0, cover ? pages[i].code : NULL);
    else if (cover && only_blanks_before (pages, i))
      open->code = g_strdup (pages[i].code);
    else if (cover && (pages[i].code == NULL || g_strcmp0 (pages[i].code, open->code) != 0))
      open = open_dossier (dossiers, i, pages[i].code);
    open->last = i;
  }
  return dossiers;
}

/* The one dossier without a code that the name can speak for; NULL when there is none, or more than one, or a
 * cover already carries the name's code. */
static SohoaSeparated *
named_dossier (const GPtrArray *dossiers, const char *name_code)
{
  SohoaSeparated *uncoded = NULL;
  for (guint i = 0; i < dossiers->len; i++) {
    SohoaSeparated *dossier = g_ptr_array_index (dossiers, i);
    if (g_strcmp0 (dossier->code, name_code) == 0 || (dossier->code == NULL && uncoded != NULL))
      return NULL;
    if (dossier->code == NULL)
      uncoded = dossier;
  }
  return uncoded;
}

GPtrArray *
sohoa_separate_pages (const SohoaSeparatePage *pages, guint n_pages, const char *name_code,
                      const char *sha256)
{
  GPtrArray *dossiers = split_at_covers (pages, n_pages);
  SohoaSeparated *named = name_code != NULL ? named_dossier (dossiers, name_code) : NULL;

  if (named != NULL) {
    named->code = g_strdup (name_code);
    named->origin = SOHOA_CODE_NAME;
  }
  for (guint i = 0; i < dossiers->len; i++) {
    SohoaSeparated *dossier = g_ptr_array_index (dossiers, i);
    if (dossier->code != NULL) {
      dossier->unit = g_strndup (dossier->code, strcspn (dossier->code, "-"));
      continue;
    }
    dossier->code = g_strdup_printf ("S-%.12s-%u", sha256, i + 1);
    dossier->origin = SOHOA_CODE_ISSUED;
  }
  return dossiers;
}
