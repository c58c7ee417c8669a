/* release.c - see prefill.h: what leaves the house, and on which version of a form. */
#include "prefill.h"

#include <string.h>

#include "../store/prefill.h"

/* ---- the record of it ---- */

static SohoaRelease
make_release (const SohoaPrefill *prefill, const char *purpose, const char *medium)
{
  SohoaRelease release = {.form = prefill->form->id,
                          .form_version = prefill->form->version,
                          .day = prefill->day,
                          .purpose = purpose,
                          .medium = medium,
                          .items = g_array_new (FALSE, FALSE, sizeof (SohoaReleasedItem))};
  for (guint i = 0; i < prefill->items->len; i++) {
    const SohoaPrefillItem *item = g_ptr_array_index (prefill->items, i);
    const SohoaReleasedItem released = {.field = item->field->id,
                                        .element = item->field->element,
                                        .subject = item->subject,
                                        .how = item->how,
                                        .from_page = item->from_page,
                                        .from_field = item->ink != NULL ? item->ink->field : NULL,
                                        .value = item->value};
    if (item->blank == SOHOA_BLANK_NOT_BLANK)
      g_array_append_val (release.items, released);
  }
  return release;
}

char *
sohoa_prefill_code (SohoaArchive *archive, const SohoaPrefill *prefill, const char *purpose,
                    const char *medium)
{
  SohoaRelease release = make_release (prefill, purpose, medium);
  char *code = sohoa_release_code (archive, &release);
  g_array_unref (release.items);
  return code;
}

gboolean
sohoa_prefill_release (SohoaArchive *archive, const SohoaPrefill *prefill, const char *code,
                       const char *purpose, const char *medium, GError **error)
{
  SohoaRelease release = make_release (prefill, purpose, medium);
  gboolean ok = sohoa_release_store (archive, code, &release, error);
  g_array_unref (release.items);
  return ok;
}

/* ---- versions ---- */

static gboolean
is_in_force (const SohoaForm *form, const char *day)
{
  return strcmp (form->valid_from, day) <= 0 && (form->valid_to == NULL || strcmp (day, form->valid_to) <= 0);
}

/* The newest version of a form that is in force. */
static const SohoaForm *
find_in_force (const SohoaFormSet *forms, const char *id, const char *day, gboolean printable)
{
  const SohoaForm *found = NULL;
  for (guint i = 0; i < sohoa_form_set_size (forms); i++) {
    const SohoaForm *form = sohoa_form_set_peek (forms, i);
    if (strcmp (form->id, id) == 0 && is_in_force (form, day) && (!printable || form->blank_pdf != NULL))
      found = form;
  }
  return found;
}

static const SohoaForm *
check_version (const SohoaForm *form, const char *day, gboolean printable, GError **error)
{
  if (!is_in_force (form, day)) {
    gboolean over = form->valid_to != NULL && strcmp (form->valid_to, day) < 0;
    g_set_error (
      error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
      "cannot prefill form '%s' version '%s': it is in force %s %s; 'sohoa form list' shows the others",
      form->id, form->version, over ? "until" : "from", over ? form->valid_to : form->valid_from);
    return NULL;
  }
  if (!printable || form->blank_pdf != NULL)
    return form;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
               "cannot print form '%s' version '%s': it has no blank; leave --pdf out", form->id,
               form->version);
  return NULL;
}

const SohoaForm *
sohoa_prefill_version (const SohoaFormSet *forms, const char *id, const char *version, const char *day,
                       gboolean printable, GError **error)
{
  const SohoaForm *any = sohoa_form_set_lookup (forms, id, version);
  const SohoaForm *form = NULL;

  if (any == NULL || any->is_cover)
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                 "cannot find form '%s'%s%s; 'sohoa form list' shows what there is", id,
                 version != NULL ? " version " : "", version != NULL ? version : "");
  else if (version != NULL)
    form = check_version (any, day, printable, error);
  else if ((form = find_in_force (forms, id, day, printable)) == NULL)
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                 "no version of form '%s' %sis in force on %s; 'sohoa form list' shows what there is", id,
                 printable ? "with a blank to print on " : "", day);
  return form;
}
