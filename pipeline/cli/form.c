/* form.c - `sohoa form`: for the designers of forms. */
#include "../crew/supervisor.h"
#include "command.h"
#include "form_check.h"
#include "form_learn.h"
#include "hire.h"
#include "table.h"

#include <string.h>

static const double preview_dpi = 150;

/* list */

static GStrv
make_row (const SohoaForm *form)
{
  guint declared = 0;
  for (guint i = 0; i < form->fields->len; i++)
    declared += ((const SohoaField *) g_ptr_array_index (form->fields, i))->declared;
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  g_autofree char *pages = g_strdup_printf ("%u", form->n_pages),
                  *fields = g_strdup_printf ("%u", form->fields->len);
  g_autofree char *asked = g_strdup_printf ("%u", declared);
  g_strv_builder_add_many (cells, form->id, form->version, pages, fields, asked,
                           form->valid_to ? form->valid_to : "", form->title, NULL);
  return g_strv_builder_end (cells);
}

static SohoaFormSet *
load_forms (const char *archive, GError **error)
{
  g_auto (GStrv) folders = sohoa_form_folders (archive);
  return sohoa_form_set_load ((const char *const *) folders, error);
}

static int
list_forms (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  static const char *const columns[] = {"form",     "version",  "pages", "fields",
                                        "declared", "valid_to", "title", NULL};
  gboolean json;
  if (!sohoa_command_parse_query (command, arguments, 0, 0, &json, error))
    return -1;
  g_autoptr (SohoaFormSet) forms = load_forms (archive, error);
  if (!forms)
    return -1;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; i < sohoa_form_set_size (forms); i++)
    g_ptr_array_add (rows, make_row (sohoa_form_set_peek (forms, i)));
  return sohoa_print_listing (&(SohoaListing){columns, rows}, json, error);
}

/* preview */

static GBytes *
draw_preview (const SohoaFormSet *forms, const SohoaForm *form, guint page, GError **error)
{
  g_autoptr (GPtrArray) templates = sohoa_form_templates (forms);
  SohoaCrewOptions options = sohoa_hire_defaults ();
  options.recognizer = "none";
  options.n_workers = 1;
  g_autoptr (SohoaCrew) crew = sohoa_crew_new (&options, templates, error);
  if (!crew)
    return NULL;
  sohoa_crew_preview (crew, form->id, form->version, page, preview_dpi);
  g_autoptr (GBytes) picture = NULL;
  for (;;) {
    g_autoptr (SohoaCrewEvent) event = sohoa_crew_next (crew, -1, error);
    if (!event)
      return NULL;
    if (event->error) {
      g_propagate_error (error, g_steal_pointer (&event->error));
      return NULL;
    }
    if (event->kind == SOHOA_CREW_PICTURE)
      picture = g_steal_pointer (&event->picture);
    if (event->kind == SOHOA_CREW_DONE)
      return g_steal_pointer (&picture);
  }
}

static gboolean
write_preview (const SohoaFormSet *forms, const SohoaForm *form, guint page, const char *out, GError **error)
{
  g_autoptr (GBytes) png = draw_preview (forms, form, page, error);
  if (!png)
    return FALSE;
  gsize length;
  const char *data = g_bytes_get_data (png, &length);
  return g_file_set_contents (out, data, (gssize) length, error);
}

static int
preview_form (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_autofree char *version = NULL, *out = NULL;
  int page = 1;
  const GOptionEntry options[] = {
    {"version", 0, 0, G_OPTION_ARG_STRING, &version, "Which print (default: the newest)", "V"},
    {"page", 0, 0, G_OPTION_ARG_INT, &page, "Which page (default: 1)", "N"},
    {"out", 0, 0, G_OPTION_ARG_FILENAME, &out, "Where to write the picture", "FILE.png"},
    {0},
  };
  if (!sohoa_command_parse (command, options, arguments, 1, 1, error))
    return -1;
  if (!out || page < 1) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                         "--out FILE.png must be given, and --page be 1 or more");
    return -1;
  }
  g_autoptr (SohoaFormSet) forms = load_forms (archive, error);
  const SohoaForm *form = forms ? sohoa_form_set_lookup (forms, (*arguments)[1], version) : NULL;
  if (forms && !form)
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                 "cannot find form '%s'%s%s; 'sohoa form list' shows what there is", (*arguments)[1],
                 version ? " version " : "", version ? version : "");
  return form && write_preview (forms, form, (guint) page, out, error) ? SOHOA_EXIT_CLEAN : -1;
}

/* The command. */

static const SohoaCommand actions[] = {
  {.name = "form list",
   .arguments = "",
   .summary = "list all versions of all forms",
   .example = "sohoa form list",
   .run = list_forms},
  {.name = "form check",
   .arguments = "[FOLDER...]",
   .summary = "check form definitions: every fault with file, JSON pointer and what is allowed",
   .description =
     "FOLDER: one version's folder, or one that holds versions (<form>/<version>/). Without any: all forms.",
   .example = "sohoa form check schemas/forms/ct01/2023-11-17",
   .run = sohoa_form_check_run},
  {.name = "form learn",
   .arguments = "SCAN...",
   .summary = "make a form version from filled scans of it, for a designer to finish",
   .description =
     "What the scans share becomes the blank, where they differ zones are proposed. The first scan is the "
     "pattern: give "
     "a good one, and one print of the form at a time; scans that do not fit are named. Ten to twenty are "
     "enough; a "
     "single one is taken for an empty copy. Look at the blank: nobody's data may be left on it.",
   .example = "sohoa form learn old/*.tif --out schemas/forms/filing/1995-01-01",
   .run = sohoa_form_learn_run},
  {.name = "form preview",
   .arguments = "FORM",
   .summary = "draw a form's zones on its blank",
   .example = "sohoa form preview ct01 --page 1 --out ct01.png",
   .run = preview_form},
};

const SohoaCommand sohoa_command_form = {
  .name = "form",
  .arguments = "list|check|learn|preview",
  .summary = "list, check, learn and draw form definitions",
  .description = "'sohoa form list --help' and so on tell more.",
  .example = "sohoa form preview ct01 --out ct01.png",
  .run = sohoa_command_act,
  .actions = actions,
  .n_actions = G_N_ELEMENTS (actions),
};
