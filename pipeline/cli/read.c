/* read.c - `sohoa read`: files through the stages without an archive, for looking at what the machine sees.
 *
 * One JSON object a file on stdout, in the order given. The files are read as they are: nothing is taken or
 * kept.
 */
#include "../crew/supervisor.h"
#include "../store/json_line.h"
#include "../store/source.h"
#include "command.h"
#include "page_json.h"
#include "hire.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const double evidence_dpi = 150; /* enough to read 10-point print on the pictures */

static const struct {
  const char *name;
  SohoaStage stage;
  gboolean normalize;
} stages[] = {
  {"decode", SOHOA_STAGE_DECODE, FALSE},
  {"locate", SOHOA_STAGE_LOCATE, FALSE},
  {"read", SOHOA_STAGE_READ, FALSE},
  {"normalize", SOHOA_STAGE_READ, TRUE},
};

typedef struct {
  SohoaFormSet *forms;
  SohoaCrew *crew;
  SohoaStage until;
  gboolean normalize;
  const char *evidence; /* folder; NULL: no pictures */
} Reader;

/* What is known of one file; pages may come out of order. */
typedef struct {
  guint number; /* of the file on the command line, from 1 */
  char *source; /* printable */
  char *format;
  GPtrArray *pages;    /* of SohoaPageResult or NULL, by page */
  GPtrArray *errors;   /* of GError or NULL, by page */
  GPtrArray *pictures; /* of char * or NULL: names below the folder of evidence */
  GError *unopened;
} Reading;

static void
reading_free (Reading *reading)
{
  g_free (reading->source);
  g_free (reading->format);
  g_ptr_array_unref (reading->pages);
  g_ptr_array_unref (reading->errors);
  g_ptr_array_unref (reading->pictures);
  g_clear_error (&reading->unopened);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
free_error (gpointer error)
{
  if (error)
    g_error_free (error);
}

static void
free_page (gpointer page)
{
  sohoa_page_result_free (page);
}

static Reading *
reading_new (const char *path, guint number)
{
  Reading *reading = g_new0 (Reading, 1);
  reading->number = number;
  reading->source = sohoa_path_escape (path);
  reading->pages = g_ptr_array_new_with_free_func (free_page);
  reading->errors = g_ptr_array_new_with_free_func (free_error);
  reading->pictures = g_ptr_array_new_with_free_func (g_free);
  return reading;
}

/* Collecting. */

static gboolean
keep_picture (const Reader *reader, Reading *reading, const SohoaCrewEvent *event, GError **error)
{
  g_autofree char *name = g_strdup_printf ("file%u-page%u.png", reading->number, event->page);
  g_autofree char *path = g_build_filename (reader->evidence, name, NULL);
  gsize length;
  const char *png = g_bytes_get_data (event->picture, &length);
  if (!g_file_set_contents_full (path, png, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return FALSE;
  g_ptr_array_index (reading->pictures, event->page - 1) = g_steal_pointer (&name);
  return TRUE;
}

static void
keep_failure (Reading *reading, SohoaCrewEvent *event)
{
  fprintf (stderr, "sohoa: %s: %s\n", reading->source, event->error->message);
  if (event->page == 0)
    reading->unopened = g_steal_pointer (&event->error);
  else if (!g_ptr_array_index (reading->pages, event->page - 1))
    g_ptr_array_index (reading->errors, event->page - 1) = g_steal_pointer (&event->error);
}

static gboolean
keep_event (const Reader *reader, Reading *reading, SohoaCrewEvent *event, GError **error)
{
  switch (event->kind) {
  case SOHOA_CREW_OPENED:
    reading->format = g_steal_pointer (&event->format);
    g_ptr_array_set_size (reading->pages, (int) event->n_pages);
    g_ptr_array_set_size (reading->errors, (int) event->n_pages);
    g_ptr_array_set_size (reading->pictures, (int) event->n_pages);
    break;
  case SOHOA_CREW_PAGE:
    g_ptr_array_index (reading->pages, event->page - 1) = g_steal_pointer (&event->result);
    break;
  case SOHOA_CREW_PICTURE:
    return keep_picture (reader, reading, event, error);
  case SOHOA_CREW_FAILED:
    keep_failure (reading, event);
    break;
  case SOHOA_CREW_LOST:
  case SOHOA_CREW_PRINTED:
  case SOHOA_CREW_WORDS:
  case SOHOA_CREW_LEARNED:
  case SOHOA_CREW_DONE:
    break;
  }
  return TRUE;
}

/* Printing. */

static void
append_fields (GString *out, const Reader *reader, const Reading *reading)
{
  for (guint i = 0; i < reading->pages->len; i++) {
    const SohoaPageResult *page = g_ptr_array_index (reading->pages, i);
    if (!page || !page->form)
      continue;
    const SohoaForm *form =
      reader->normalize ? sohoa_form_set_lookup (reader->forms, page->form, page->form_version) : NULL;
    g_autoptr (SohoaWeighedPage) weighed =
      form ? sohoa_trust_page (form, sohoa_crew_recognizer_id (reader->crew), page) : NULL;
    for (guint k = 0; k < page->readings->len; k++)
      sohoa_page_json_field (out, reading->source, page, k, weighed);
  }
}

static void
append_pages (GString *out, const Reading *reading)
{
  for (guint i = 0; i < reading->pages->len; i++) {
    const SohoaPageResult *page = g_ptr_array_index (reading->pages, i);
    const GError *failed = g_ptr_array_index (reading->errors, i);
    if (page)
      sohoa_page_json (out, reading->source, page, g_ptr_array_index (reading->pictures, i));
    else if (failed)
      sohoa_page_json_failed (out, reading->source, i + 1, failed);
  }
}

static gboolean
print_reading (const Reader *reader, const Reading *reading, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  sohoa_json_open (out, '{');
  sohoa_json_member (out, "v");
  sohoa_json_int (out, 1);
  sohoa_json_member (out, "source");
  sohoa_json_string (out, reading->source);
  sohoa_json_member (out, "format");
  sohoa_json_string (out, reading->format);
  sohoa_json_member (out, "reason");
  sohoa_json_string (out, reading->unopened ? sohoa_error_nick (reading->unopened->code) : NULL);
  sohoa_json_member (out, "pages");
  sohoa_json_open (out, '[');
  append_pages (out, reading);
  sohoa_json_close (out, ']');
  sohoa_json_member (out, "fields");
  sohoa_json_open (out, '[');
  append_fields (out, reader, reading);
  sohoa_json_close (out, ']');
  sohoa_json_close (out, '}');
  g_string_append_c (out, '\n');
  return sohoa_print (out->str, error);
}

/* Reading. */

static int
open_scan (const char *path, GError **error)
{
  struct stat info;
  int scan = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (scan >= 0 && fstat (scan, &info) == 0 && S_ISREG (info.st_mode))
    return scan;
  g_autofree char *name = sohoa_path_escape (path);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND, "cannot read '%s': %s", name,
               scan < 0 ? g_strerror (errno) : "it is no file");
  if (scan >= 0)
    close (scan);
  return -1;
}

/* A worker may die while it draws a page that it has read. */
static gboolean
has_all_pictures (const Reading *reading)
{
  gboolean all = TRUE;
  for (guint i = 0; i < reading->pages->len; i++)
    if (g_ptr_array_index (reading->pages, i) && !g_ptr_array_index (reading->pictures, i)) {
      fprintf (stderr, "sohoa: %s: cannot draw page %u: its worker was lost; read the page alone\n",
               reading->source, i + 1);
      all = FALSE;
    }
  return all;
}

/* TRUE in ret_clean when every page was read. */
static gboolean
read_file (const Reader *reader, const char *path, guint number, gboolean *ret_clean, GError **error)
{
  g_autoptr (Reading) reading = reading_new (path, number);
  int scan = open_scan (path, error);
  if (scan < 0)
    return FALSE;
  sohoa_crew_read (reader->crew, scan, 1, SOHOA_PAGES_MAX, reader->until,
                   reader->evidence ? evidence_dpi : 0);
  close (scan);
  for (gboolean done = FALSE; !done;) {
    g_autoptr (SohoaCrewEvent) event = sohoa_crew_next (reader->crew, -1, error);
    if (!event || !keep_event (reader, reading, event, error))
      return FALSE;
    *ret_clean = *ret_clean && event->kind != SOHOA_CREW_FAILED;
    done = event->kind == SOHOA_CREW_DONE;
  }
  *ret_clean = *ret_clean && (!reader->evidence || has_all_pictures (reading));
  return print_reading (reader, reading, error);
}

static int
read_files (Reader *reader, GStrv paths, GError **error)
{
  g_autoptr (GPtrArray) templates = sohoa_form_templates (reader->forms);
  SohoaCrewOptions options = sohoa_hire_defaults ();
  g_autoptr (SohoaCrew) crew = sohoa_crew_new (&options, templates, error);
  gboolean clean = TRUE;
  reader->crew = crew;
  for (guint i = 0; crew && paths[i]; i++)
    if (!read_file (reader, paths[i], i + 1, &clean, error))
      return -1;
  return !crew ? -1 : clean ? SOHOA_EXIT_CLEAN : SOHOA_EXIT_ATTENTION;
}

static gboolean
choose_stage (Reader *reader, const char *name, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    if (g_str_equal (stages[i].name, name)) {
      reader->until = stages[i].stage;
      reader->normalize = stages[i].normalize;
      return TRUE;
    }
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
               "unknown stage '%s'; there are decode, locate, read, normalize", name);
  return FALSE;
}

static gboolean
make_folder (const char *folder, GError **error)
{
  if (!folder || g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot make the folder '%s': %s", folder,
               g_strerror (errno));
  return FALSE;
}

static int
run (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_autofree char *until = NULL, *evidence = NULL;
  const GOptionEntry entries[] = {
    {"until", 0, 0, G_OPTION_ARG_STRING, &until, "Stop after decode, locate, read or normalize (the default)",
     "STAGE"},
    {"evidence", 0, 0, G_OPTION_ARG_FILENAME, &evidence,
     "Draw what was found on each page, as PNG files in DIR", "DIR"},
    {0},
  };
  Reader reader = {0};
  if (!sohoa_command_parse (command, entries, arguments, 1, G_MAXUINT, error) ||
      !choose_stage (&reader, until ? until : "normalize", error) || !make_folder (evidence, error))
    return -1;
  g_auto (GStrv) folders = sohoa_form_folders (archive);
  g_autoptr (SohoaFormSet) forms = sohoa_form_set_load ((const char *const *) folders, error);
  reader.forms = forms;
  reader.evidence = evidence;
  return forms ? read_files (&reader, *arguments + 1, error) : -1;
}

const SohoaCommand sohoa_command_read = {
  .name = "read",
  .arguments = "FILE...",
  .summary = "read files without an archive: JSON, and pictures of what was found",
  .description = "Prints one JSON object a file, in the words of 'sohoa export fields', and keeps nothing.\n"
                 "It prints what stands on the paper: do not run it unattended.",
  .example = "sohoa read --evidence found/ scan.tif",
  .run = run,
};
