/* prefill_pdf.c - see prefill_pdf.h. */
#include "prefill_pdf.h"

#include "../crew/supervisor.h"
#include "../print/qr.h"
#include "../subjects/printed_code.h"
#include "command.h"
#include "hire.h"

static SohoaFilling *
make_filling (const SohoaPrefill *prefill, const char *code, GError **error)
{
  const SohoaForm *form = prefill->form;
  g_autofree char *text = sohoa_printed_code_new (form->id, form->version, code);
  guint side;
  g_autoptr (GBytes) modules = sohoa_qr_new (text, &side, error);
  if (modules == NULL)
    return NULL;
  SohoaFilling *filling = sohoa_filling_new (form->id, form->version, prefill->day);
  sohoa_filling_set_code (filling, side, modules, code);
  for (guint i = 0; i < prefill->items->len; i++) {
    const SohoaPrefillItem *item = g_ptr_array_index (prefill->items, i);
    if (item->blank == SOHOA_BLANK_NOT_BLANK)
      sohoa_filling_add_text (filling, item->field->id, item->text);
  }
  return filling;
}

static SohoaCrewEvent *
ask_worker (const SohoaFormSet *forms, const SohoaFilling *filling, GError **error)
{
  g_autoptr (GPtrArray) templates = sohoa_form_templates (forms);
  SohoaCrewOptions options = sohoa_hire_defaults ();
  options.recognizer = "none";
  options.n_workers = 1;
  g_autoptr (SohoaCrew) crew = sohoa_crew_new (&options, templates, error);
  if (crew == NULL)
    return NULL;
  sohoa_crew_print (crew, filling);
  SohoaCrewEvent *event = sohoa_crew_next (crew, -1, error);
  while (event != NULL && event->kind == SOHOA_CREW_LOST) { /* tried again, by another worker */
    sohoa_crew_event_free (event);
    event = sohoa_crew_next (crew, -1, error);
  }
  return event;
}

static void
withdraw_unfit (SohoaPrefill *prefill, char **unfit)
{
  for (guint i = 0; i < prefill->items->len; i++) {
    SohoaPrefillItem *item = g_ptr_array_index (prefill->items, i);
    if (g_strv_contains ((const char *const *) unfit, item->field->id))
      sohoa_prefill_withdraw (item, SOHOA_BLANK_NO_ROOM);
  }
}

GBytes *
sohoa_prefill_print (const SohoaFormSet *forms, SohoaPrefill *prefill, const char *code, GError **error)
{
  g_autoptr (SohoaFilling) filling = make_filling (prefill, code, error);
  g_autoptr (SohoaCrewEvent) event = filling != NULL ? ask_worker (forms, filling, error) : NULL;
  if (event == NULL)
    return NULL;
  if (event->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&event->error));
    return NULL;
  }
  withdraw_unfit (prefill, event->unfit);
  return g_steal_pointer (&event->picture);
}
