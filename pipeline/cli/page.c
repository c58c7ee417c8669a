/* page.c - `sohoa page`: what a page is, said by a person. */
#include "../crew/anew.h"
#include "../subjects/subjects.h"
#include "command.h"
#include "desk.h"
#include "hire.h"

#include <stdio.h>

typedef struct {
  char *form, *version, *dossier, *as;
  int page;
} Said;

static void
said_clear (Said *said)
{
  g_free (said->form);
  g_free (said->version);
  g_free (said->dossier);
  g_free (said->as);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)

static gboolean
parse_id (const char *id, gint64 *ret_source, guint *ret_page, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (id, ".", 2);
  guint64 source = 0, page = 0;
  if (parts[0] && parts[1] && g_ascii_string_to_unsigned (parts[0], 10, 1, G_MAXINT64, &source, NULL) &&
      g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXUINT, &page, NULL)) {
    *ret_source = (gint64) source;
    *ret_page = (guint) page;
    return TRUE;
  }
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
               "'%s' is no id of a page (12.3); 'sohoa list review' shows them", id);
  return FALSE;
}

/* The form version that was named, with a blank, and with that page. */
static const SohoaForm *
find_form (const SohoaFormSet *forms, const Said *said, GError **error)
{
  const SohoaForm *form = sohoa_form_set_lookup (forms, said->form, said->version);
  if (form && form->blank_pdf && said->page >= 1 && (guint) said->page <= form->n_pages)
    return form;
  g_set_error (error, SOHOA_ERROR, form ? SOHOA_ERROR_USAGE : SOHOA_ERROR_NOT_FOUND,
               form ? "cannot read it as page %d of form '%s': that version has no such page, or no blank"
                    : "cannot read it as page %d of form '%s': there is none; 'sohoa form list' shows them",
               said->page, said->form);
  return NULL;
}

/* A crew of one that knows no other form, so that the page is looked for on nothing else. */
static SohoaCrew *
hire (const SohoaForm *form, GError **error)
{
  g_autoptr (GPtrArray) templates = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_template_free);
  SohoaCrewOptions options = sohoa_hire_defaults ();
  options.n_workers = 1;
  g_ptr_array_add (templates, sohoa_form_template (form));
  return sohoa_crew_new (&options, templates, error);
}

static int
carry_out (const SohoaDesk *desk, const Said *said, gint64 source, guint page_no, GError **error)
{
  gboolean located;
  const SohoaForm *form = find_form (desk->forms, said, error);
  g_autoptr (SohoaPageRow) page = form ? sohoa_page_load (desk->archive, source, page_no, error) : NULL;
  g_autoptr (SohoaCrew) crew = page ? hire (form, error) : NULL;
  const SohoaAssignment assignment = {.form = said->form,
                                      .form_version = form ? form->version : NULL,
                                      .form_page = (guint) said->page,
                                      .dossier = said->dossier,
                                      .actor = (char *) desk->actor};
  if (!crew || !sohoa_anew_assign (desk->archive, desk->forms, crew, page, &assignment, &located, error) ||
      !sohoa_subjects_update (desk->archive, desk->forms, NULL, error))
    return -1;
  if (located)
    return SOHOA_EXIT_CLEAN;
  fprintf (stderr,
           "sohoa: %" G_GINT64_FORMAT ".%u: cannot be found on page %d of form '%s': what you said is kept, "
           "but nothing could be read; scan it again or key it in\n",
           source, page_no, said->page, said->form);
  return SOHOA_EXIT_ATTENTION;
}

static int
assign (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_auto (Said) said = {.page = 1};
  g_auto (SohoaDesk) desk = {0};
  gint64 source;
  guint page_no;
  const GOptionEntry options[] = {
    {"form", 0, 0, G_OPTION_ARG_STRING, &said.form, "The form that it is a page of", "F"},
    {"version", 0, 0, G_OPTION_ARG_STRING, &said.version, "Which print (default: the newest)", "V"},
    {"page", 0, 0, G_OPTION_ARG_INT, &said.page, "Which page of it (default: 1)", "N"},
    {"dossier", 0, 0, G_OPTION_ARG_STRING, &said.dossier, "The dossier it belongs to", "D"},
    SOHOA_DESK_AS (&said.as),
    {0},
  };
  if (!sohoa_command_parse (command, options, arguments, 1, 1, error) ||
      !parse_id ((*arguments)[1], &source, &page_no, error))
    return -1;
  if (!said.form || (said.dossier && !*said.dossier)) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                         "--form F must be given, and --dossier, where given, be a code");
    return -1;
  }
  return sohoa_desk_open (&desk, archive, said.as, error) ? carry_out (&desk, &said, source, page_no, error)
                                                          : -1;
}

static const SohoaCommand actions[] = {
  {.name = "page assign",
   .arguments = "ID",
   .summary = "say what an unknown page is, and read it as that",
   .description =
     "ID: a page (12.3), as 'sohoa list review' shows it. It is looked for on that form alone, and put into "
     "the\ndossier, whatever its cover says. Exit status 3: it could not be found there, so it was not read.",
   .example = "sohoa page assign 12.3 --form ct01 --page 1 --dossier 000.00.26.H29-250711-0001",
   .run = assign},
};

const SohoaCommand sohoa_command_page = {
  .name = "page",
  .arguments = "assign",
  .summary = "say what an unknown page is",
  .description = "'sohoa page assign --help' tells more.",
  .example = "sohoa page assign 12.3 --form ct01 --page 1",
  .run = sohoa_command_act,
  .actions = actions,
  .n_actions = G_N_ELEMENTS (actions),
};
