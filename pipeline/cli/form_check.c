/* form_check.c - see form_check.h. */
#include "form_check.h"

#include "../crew/supervisor.h"
#include "form_twins.h"
#include "hire.h"

#include <string.h>

/* What the blank prints: a worker looks, for it is a PDF. NULL: it cannot be drawn, or nobody can look. */
static SohoaCrew *
hire_reader (const SohoaForm *form, GError **error)
{
  g_autoptr (GPtrArray) templates = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_template_free);
  SohoaCrewOptions options = sohoa_hire_defaults ();
  options.recognizer = "none";
  options.n_workers = 1;
  g_ptr_array_add (templates, sohoa_form_template (form));
  return sohoa_crew_new (&options, templates, error);
}

/* Labels against print, page by page. Adds to faults; pages whose blank is a picture to pictures. */
static gboolean
check_print (const SohoaForm *form, GPtrArray *faults, GString *pictures, GError **error)
{
  g_autoptr (SohoaCrew) crew = hire_reader (form, error);
  for (guint page = 1; crew && page <= form->n_pages; page++) {
    sohoa_crew_words (crew, form->id, form->version, page);
    g_autoptr (SohoaCrewEvent) event = sohoa_crew_next (crew, -1, error);
    if (!event)
      return FALSE;
    if (event->error) {
      g_propagate_error (error, g_steal_pointer (&event->error));
      return FALSE;
    }
    if (!sohoa_form_check_print (form, page, (const char *const *) event->words, faults))
      g_string_append_printf (pictures, "; page %u of the blank is a picture: labels are not compared", page);
    g_autoptr (SohoaCrewEvent) done = sohoa_crew_next (crew, -1, error);
    if (!done)
      return FALSE;
  }
  return crew != NULL;
}

/* One line a fault: folder/file, JSON pointer, what is wrong and what is allowed. */
static void
report_faults (const char *folder, const GPtrArray *faults, GString *report)
{
  for (guint i = 0; faults && i < faults->len; i++) {
    const SohoaFormFault *fault = g_ptr_array_index (faults, i);
    g_string_append_printf (report, "%s/%s: %s: %s\n", folder, fault->file,
                            *fault->pointer ? fault->pointer : "/", fault->message);
  }
}

static void
free_fault (gpointer fault)
{
  sohoa_form_fault_free (fault);
}

/* What a walk over folders has seen. */
typedef struct {
  GString *report;
  guint faulty;
  GPtrArray *good; /* of SohoaFormInFolder */
} Round;

static void
check_version (const char *folder, Round *round)
{
  GString *report = round->report;
  g_autoptr (GPtrArray) faults = NULL, unprinted = g_ptr_array_new_with_free_func (free_fault);
  g_autoptr (GError) first = NULL;
  g_autoptr (GString) pictures = g_string_new (NULL);
  g_autoptr (SohoaForm) form = sohoa_form_load (folder, &faults, &first);
  if (form && (form->n_pages == 0 || check_print (form, unprinted, pictures, &first)) &&
      unprinted->len == 0) {
    g_string_append_printf (report, "%s: good, %u pages, %u fields%s\n", folder, form->n_pages,
                            form->fields->len, pictures->str);
    SohoaFormInFolder *good = g_new (SohoaFormInFolder, 1);
    *good = (SohoaFormInFolder){g_strdup (folder), g_steal_pointer (&form)};
    g_ptr_array_add (round->good, good);
    return;
  }
  round->faulty++;
  report_faults (folder, form ? unprinted : faults, report);
  if (first && (form || !faults || faults->len == 0))
    g_string_append_printf (report, "%s: %s\n", folder, first->message);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* A folder that holds form.json is a version; any other is searched for such, forms below it in their order.
 */
static gboolean
check_folder (const char *folder, Round *round, guint depth)
{
  g_autofree char *definition = g_build_filename (folder, "form.json", NULL);
  if (g_file_test (definition, G_FILE_TEST_EXISTS)) {
    check_version (folder, round);
    return TRUE;
  }
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gboolean found = FALSE;
  for (const char *name = dir ? g_dir_read_name (dir) : NULL; name; name = g_dir_read_name (dir))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len && depth < 2; i++) {
    g_autofree char *inner = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
    found = check_folder (inner, round, depth + 1) || found;
  }
  return found;
}

int
sohoa_form_check_run (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  if (!sohoa_command_parse (command, NULL, arguments, 0, G_MAXUINT, error))
    return -1;
  g_auto (GStrv) all = sohoa_form_folders (archive);
  gboolean named = (*arguments)[1] != NULL;
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GPtrArray) good = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_form_in_folder_free);
  Round round = {report, 0, good};
  for (GStrv folder = named ? *arguments + 1 : all; *folder; folder++)
    if (!check_folder (*folder, &round, 0) && named) {
      g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                   "cannot find a form.json in '%s' or two levels below it", *folder);
      return -1;
    }
  if (!sohoa_form_twins_report (good, all, report, error) || !sohoa_print (report->str, error))
    return -1;
  return round.faulty > 0 ? SOHOA_EXIT_ATTENTION : SOHOA_EXIT_CLEAN;
}
