/* form_twins.c - see form_twins.h. A worker locates each blank as if it had been scanned: what is ambiguous
 * for the empty print itself will be so on every filled copy.
 */
#include "form_twins.h"

#include "../crew/supervisor.h"
#include "hire.h"

#include <string.h>

void
sohoa_form_in_folder_free (SohoaFormInFolder *version)
{
  if (!version)
    return;
  g_free (version->folder);
  sohoa_form_free (version->form);
  g_free (version);
}

static gboolean
is_among (const GPtrArray *templates, const SohoaForm *form)
{
  for (guint i = 0; i < templates->len; i++) {
    const SohoaTemplate *template = g_ptr_array_index (templates, i);
    if (g_str_equal (template->form, form->id) && g_str_equal (template->version, form->version))
      return TRUE;
  }
  return FALSE;
}

static void
add_template (GPtrArray *templates, const SohoaForm *form)
{
  SohoaTemplate *template = is_among (templates, form) ? NULL : sohoa_form_template (form);
  if (template)
    g_ptr_array_add (templates, template);
}

/* What was checked stands for what is registered by the same name. */
static GPtrArray *
collect_templates (const GPtrArray *checked, GStrv registered)
{
  GPtrArray *templates = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_template_free);
  g_autoptr (SohoaFormSet) others = sohoa_form_set_load ((const char *const *) registered, NULL);
  for (guint i = 0; i < checked->len; i++)
    add_template (templates, ((const SohoaFormInFolder *) g_ptr_array_index (checked, i))->form);
  for (guint i = 0; others && i < sohoa_form_set_size (others); i++)
    add_template (templates, sohoa_form_set_peek (others, i));
  return templates;
}

/* NULL-terminated: form, version and page of the twin, or nothing. */
static char **
ask_for_twin (SohoaCrew *crew, const SohoaForm *form, guint page, GError **error)
{
  sohoa_crew_twin (crew, form->id, form->version, page);
  g_autoptr (SohoaCrewEvent) event = sohoa_crew_next (crew, -1, error);
  if (event && event->error)
    g_propagate_error (error, g_steal_pointer (&event->error));
  if (!event || !event->words)
    return NULL;
  g_autoptr (SohoaCrewEvent) done = sohoa_crew_next (crew, -1, error);
  return done ? g_steal_pointer (&event->words) : NULL;
}

/* told: pages that a line was written about, so that a pair is told once. */
static void
report_twin (const SohoaFormInFolder *version, guint page, char **twin, GHashTable *told, GString *report)
{
  g_autofree char *own = g_strdup_printf ("%s %s %u", version->form->id, version->form->version, page);
  g_autofree char *other = g_strjoinv (" ", twin);
  if (g_hash_table_contains (told, other))
    return;
  g_hash_table_add (told, g_steal_pointer (&own));
  g_string_append_printf (
    report,
    "%s/blank.pdf: /pages: warning: page %u prints the same as page %s of form '%s' version '%s', scans of "
    "either go to a person: print on each what the other has not, such as its act, or register only one\n",
    version->folder, page, twin[2], twin[0], twin[1]);
}

gboolean
sohoa_form_twins_report (const GPtrArray *checked, GStrv registered, GString *report, GError **error)
{
  g_autoptr (GPtrArray) templates = collect_templates (checked, registered);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  SohoaCrewOptions options = sohoa_hire_defaults ();
  options.recognizer = "none";
  options.n_workers = 1;
  if (templates->len < 2)
    return TRUE;
  g_autoptr (SohoaCrew) crew = sohoa_crew_new (&options, templates, error);
  for (guint i = 0; crew && i < checked->len; i++) {
    const SohoaFormInFolder *version = g_ptr_array_index (checked, i);
    for (guint page = 1; page <= version->form->n_pages; page++) {
      g_auto (GStrv) twin = ask_for_twin (crew, version->form, page, error);
      if (!twin)
        return FALSE;
      if (*twin)
        report_twin (version, page, twin, told, report);
    }
  }
  return crew != NULL;
}
