/* reread.c - `sohoa reread`: stored pages once more, with today's forms and recognizer. */
#include "../crew/anew.h"
#include "../intake/accept.h"
#include "../store/page.h"
#include "../subjects/subjects.h"
#include "command.h"
#include "desk.h"
#include "progress.h"
#include "signals.h"
#include "hire.h"

#include <stdio.h>

static void
show_progress (gpointer data, const SohoaNightProgress *progress)
{
  sohoa_progress_update (data, progress->done, progress->known);
}

static void
show_trouble (gpointer data, const char *id, const GError *error)
{
  sohoa_progress_hide (data);
  fprintf (stderr, "sohoa: %s: %s\n", id, error->message);
}

static int
read_anew (const SohoaDesk *desk, SohoaCrew *crew, const char *form, GError **error)
{
  SohoaProgress progress;
  SohoaAnewCounts counts;
  const SohoaNightListener listener = {.data = &progress, .progress = show_progress, .trouble = show_trouble};
  sohoa_progress_init (&progress, stderr);
  gboolean ok = sohoa_anew_read (desk->archive, desk->forms, crew, form, sohoa_watch_signals (), &listener,
                                 &counts, error);
  sohoa_progress_hide (&progress);
  g_autofree char *text =
    g_strdup_printf ("%u pages read again, %u left as they were\n", counts.read, counts.failed);
  if (!ok || !sohoa_subjects_update (desk->archive, desk->forms, NULL, error) || !sohoa_print (text, error))
    return -1;
  return counts.failed > 0 ? SOHOA_EXIT_ATTENTION : SOHOA_EXIT_CLEAN;
}

/* Only the meaning of what was read: no worker is needed. */
static int
normalize_anew (const SohoaDesk *desk, const char *form, GError **error)
{
  guint n = 0;
  g_autoptr (GPtrArray) pages = sohoa_page_list_all (desk->archive, error);
  for (guint i = 0; pages && i < pages->len; i++) {
    const SohoaPageRow *page = g_ptr_array_index (pages, i);
    if (!page->form || (form && !g_str_equal (page->form, form)))
      continue;
    n++;
    if (!sohoa_accept_stored (desk->archive, desk->forms, page->id, error))
      return -1;
  }
  g_autofree char *text = g_strdup_printf ("values of %u pages made anew\n", n);
  return pages && sohoa_subjects_update (desk->archive, desk->forms, NULL, error) && sohoa_print (text, error)
           ? SOHOA_EXIT_CLEAN
           : -1;
}

static int
run (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_autofree char *form = NULL;
  gboolean values = FALSE;
  g_auto (SohoaDesk) desk = {0};
  SohoaCrewOptions crew_options = sohoa_hire_defaults ();
  int n_workers = (int) crew_options.n_workers;
  const GOptionEntry options[] = {
    {"form", 0, 0, G_OPTION_ARG_STRING, &form, "Only pages of this form", "F"},
    {"values", 0, 0, G_OPTION_ARG_NONE, &values,
     "Do not read again: make values anew of what was read, with newer forms, code lists and calibration",
     NULL},
    {"jobs", 'j', 0, G_OPTION_ARG_INT, &n_workers, "Workers (default: one a core)", "N"},
    {0},
  };
  if (!sohoa_command_parse (command, options, arguments, 0, 0, error))
    return -1;
  if (n_workers < 1 || n_workers > SOHOA_WORKERS_MAX) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, "--jobs must be 1 to %d", SOHOA_WORKERS_MAX);
    return -1;
  }
  if (!sohoa_desk_open (&desk, archive, NULL, error))
    return -1;
  if (form && !sohoa_form_set_lookup (desk.forms, form, NULL)) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                 "cannot find form '%s'; 'sohoa form list' shows what there is", form);
    return -1;
  }
  if (values)
    return normalize_anew (&desk, form, error);
  crew_options.n_workers = (guint) n_workers;
  g_autoptr (GPtrArray) templates = sohoa_form_templates (desk.forms);
  g_autoptr (SohoaCrew) crew = sohoa_crew_new (&crew_options, templates, error);
  return crew ? read_anew (&desk, crew, form, error) : -1;
}

const SohoaCommand sohoa_command_reread = {
  .name = "reread",
  .arguments = "",
  .summary = "read stored pages again with newer forms or models",
  .description =
    "Pages are read where they were found before. Only those in a print that was not\nregistered are located "
    "again. What a person verified stays.",
  .example = "sohoa reread --form ct01",
  .run = run,
};
