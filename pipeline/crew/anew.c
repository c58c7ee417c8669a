/* anew.c - see anew.h. */
#include "anew.h"

#include <string.h>
#include <unistd.h>

#include "../intake/accept.h"
#include "../intake/separate.h"
#include "../store/object.h"

enum { TICK_MS = 250 };

/* Puts what was just read in the place of what the page was. Within a transaction. */
static gboolean
replace_page (SohoaArchive *archive, const SohoaFormSet *forms, SohoaCrew *crew, const SohoaPageRow *page,
              const SohoaPageResult *result, GError **error)
{
  return sohoa_page_reopen (archive, page->id, error) &&
         sohoa_accept_page (archive, forms, page->id, sohoa_crew_recognizer_id (crew), result, error);
}

/* ---- on the maps that are stored ---- */

typedef struct {
  SohoaArchive *archive;
  const SohoaFormSet *forms;
  SohoaCrew *crew;
  const SohoaNightListener *listener;
  GPtrArray *pages; /* of SohoaPageRow: what is to be read */
  guint next;       /* index of the first page that was not asked for */
  GHashTable *jobs; /* job -> SohoaPageRow, borrowed */
  SohoaAnewCounts counts;
} Anew;

static gboolean
is_wanted (const SohoaPageRow *page, const char *form)
{
  return (page->state == SOHOA_PAGE_STATE_DONE || page->state == SOHOA_PAGE_STATE_REVIEW) &&
         page->form != NULL && (form == NULL || strcmp (page->form, form) == 0);
}

static GPtrArray *
list_wanted (SohoaArchive *archive, const char *form, GError **error)
{
  GPtrArray *pages = sohoa_page_list_all (archive, error);
  for (guint i = 0; pages != NULL && i < pages->len;)
    if (is_wanted (g_ptr_array_index (pages, i), form))
      i++;
    else
      g_ptr_array_remove_index (pages, i);
  return pages;
}

static void
tell_failure (Anew *anew, const SohoaPageRow *page, const GError *why)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT ".%u", page->source, page->page_no);
  anew->counts.failed++;
  anew->listener->trouble (anew->listener->data, id, why);
}

/* FALSE and told when its form is not there any more, so that nobody can read it. */
static gboolean
is_readable (Anew *anew, const SohoaPageRow *page, const SohoaTransform *map)
{
  const SohoaForm *form = sohoa_form_set_lookup (anew->forms, page->form, page->form_version);
  if (form != NULL && form->blank_pdf != NULL && page->form_page <= form->n_pages && map != NULL)
    return TRUE;
  g_autoptr (GError) why = g_error_new (SOHOA_ERROR, SOHOA_ERROR_FORM,
                                        "cannot read it again: form '%s' version '%s' is not registered any "
                                        "more, or has no blank",
                                        page->form, page->form_version);
  tell_failure (anew, page, why);
  return FALSE;
}

/* A page in a print that was not registered has no map to read on: it is looked at again, after the pages of
 * the form before it, and may be registered by now. */
static guint
ask_crew (Anew *anew, const SohoaPageRow *page, int scan, const SohoaTransform *map)
{
  const guint before = MIN (page->form_page, page->file_page) - 1;
  if (page->is_unregistered)
    return sohoa_crew_read (anew->crew, scan, page->file_page - before, page->file_page, SOHOA_STAGE_READ, 0);
  return sohoa_crew_reread (anew->crew, scan, page->file_page, page->form, page->form_version,
                            page->form_page, map);
}

static gboolean
ask (Anew *anew, const SohoaPageRow *page, GError **error)
{
  g_autoptr (SohoaTransform) map = NULL;
  if (!sohoa_page_load_transform (anew->archive, page->id, &map, error))
    return FALSE;
  if (!is_readable (anew, page, map))
    return TRUE;
  int scan = sohoa_object_open_page (anew->archive, page->id, error);
  if (scan < 0)
    return FALSE;
  guint job = ask_crew (anew, page, scan, map);
  close (scan);
  g_hash_table_insert (anew->jobs, GUINT_TO_POINTER (job), (gpointer) page);
  return TRUE;
}

/* A page that was looked at again must be what it was: what persons verified is of that form. */
static gboolean
is_same_page (const SohoaPageRow *page, const SohoaPageResult *result, GError **error)
{
  if (g_strcmp0 (result->form, page->form) == 0 && result->form_page == page->form_page &&
      result->duplicate_of == 0)
    return TRUE;
  g_set_error (
    error, SOHOA_ERROR, SOHOA_ERROR_FORM,
    "cannot read it again: by its words it is not page %u of form '%s' any more; it stays as it was",
    page->form_page, page->form);
  return FALSE;
}

/* Whether the event says something of the page; of a page in an unregistered print the ones before it are
 * read, too. */
static gboolean
is_of_page (const SohoaPageRow *page, const SohoaCrewEvent *event)
{
  return !page->is_unregistered || event->page == 0 || event->page == page->file_page;
}

static gboolean
take_page (Anew *anew, const SohoaPageRow *page, const SohoaPageResult *result, GError **error)
{
  if (!page->is_unregistered)
    return sohoa_accept_readings (anew->archive, anew->forms, page->id, sohoa_crew_recognizer_id (anew->crew),
                                  result, error);
  return is_same_page (page, result, error) && sohoa_archive_begin (anew->archive, error) &&
         sohoa_archive_end (
           anew->archive, replace_page (anew->archive, anew->forms, anew->crew, page, result, error), error);
}

static gboolean
take_event (Anew *anew, const SohoaCrewEvent *event, GError **error)
{
  g_autoptr (GError) why = NULL;
  const SohoaPageRow *page = g_hash_table_lookup (anew->jobs, GUINT_TO_POINTER (event->job));
  if (!is_of_page (page, event))
    return TRUE;
  if (event->kind == SOHOA_CREW_FAILED)
    tell_failure (anew, page, event->error);
  if (event->kind != SOHOA_CREW_PAGE)
    return TRUE;
  if (take_page (anew, page, event->result, &why)) {
    anew->counts.read++;
    return TRUE;
  }
  if (sohoa_error_scope (why) == SOHOA_SCOPE_ITEM) {
    tell_failure (anew, page, why);
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static gboolean
work_through (Anew *anew, const volatile int *stop, GError **error)
{
  for (;;) {
    gboolean stopping = stop != NULL && *stop;
    while (!stopping && anew->next < anew->pages->len && sohoa_crew_is_hungry (anew->crew))
      if (!ask (anew, g_ptr_array_index (anew->pages, anew->next++), error))
        return FALSE;
    if (stopping)
      sohoa_crew_stop (anew->crew);
    g_autoptr (GError) fatal = NULL;
    g_autoptr (SohoaCrewEvent) event = sohoa_crew_next (anew->crew, TICK_MS, &fatal);
    if (fatal != NULL) {
      g_propagate_error (error, g_steal_pointer (&fatal));
      return FALSE;
    }
    if (event != NULL && !take_event (anew, event, error))
      return FALSE;
    const SohoaNightProgress progress = {.done = anew->counts.read + anew->counts.failed,
                                         .known = anew->pages->len};
    anew->listener->progress (anew->listener->data, &progress);
    if (event == NULL && sohoa_crew_is_idle (anew->crew) && (stopping || anew->next == anew->pages->len))
      break;
  }
  if (anew->next == anew->pages->len)
    return TRUE;
  g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_STOPPED, sohoa_error_text (SOHOA_ERROR_STOPPED));
  return FALSE;
}

gboolean
sohoa_anew_read (SohoaArchive *archive, const SohoaFormSet *forms, SohoaCrew *crew, const char *form,
                 const volatile int *stop, const SohoaNightListener *listener, SohoaAnewCounts *ret_counts,
                 GError **error)
{
  g_autoptr (GPtrArray) pages = list_wanted (archive, form, error);
  g_autoptr (GHashTable) jobs = g_hash_table_new (NULL, NULL);
  Anew anew = {
    .archive = archive, .forms = forms, .crew = crew, .listener = listener, .pages = pages, .jobs = jobs};
  gboolean ok = pages != NULL && work_through (&anew, stop, error);
  /* Pages that were replaced before it was stopped are separated, too. */
  ok = sohoa_separate_ready (archive, forms, NULL, ok ? error : NULL) && ok;
  *ret_counts = anew.counts;
  return ok;
}

/* ---- as a person says ---- */

/* Reads the page; *ret_result NULL when it could not be, as that form page. */
static gboolean
read_as (SohoaArchive *archive, SohoaCrew *crew, const SohoaPageRow *page, const SohoaAssignment *assignment,
         SohoaPageResult **ret_result, GError **error)
{
  int scan = sohoa_object_open_page (archive, page->id, error);
  *ret_result = NULL;
  if (scan < 0)
    return FALSE;
  sohoa_crew_read (crew, scan, page->file_page, page->file_page, SOHOA_STAGE_READ, 0);
  close (scan);
  while (!sohoa_crew_is_idle (crew)) {
    g_autoptr (GError) fatal = NULL;
    g_autoptr (SohoaCrewEvent) event = sohoa_crew_next (crew, -1, &fatal);
    if (fatal != NULL) {
      g_clear_pointer (ret_result, sohoa_page_result_free);
      g_propagate_error (error, g_steal_pointer (&fatal));
      return FALSE;
    }
    if (event != NULL && event->kind == SOHOA_CREW_PAGE &&
        g_strcmp0 (event->result->form, assignment->form) == 0 &&
        event->result->form_page == assignment->form_page && *ret_result == NULL)
      *ret_result = g_steal_pointer (&event->result);
  }
  return TRUE;
}

static gboolean
store (SohoaArchive *archive, const SohoaFormSet *forms, SohoaCrew *crew, const SohoaPageRow *page,
       const SohoaAssignment *assignment, const SohoaPageResult *result, GError **error)
{
  return sohoa_assignment_store (archive, page->id, assignment, error) &&
         (result == NULL || replace_page (archive, forms, crew, page, result, error));
}

gboolean
sohoa_anew_assign (SohoaArchive *archive, const SohoaFormSet *forms, SohoaCrew *crew,
                   const SohoaPageRow *page, const SohoaAssignment *assignment, gboolean *ret_located,
                   GError **error)
{
  g_autoptr (SohoaPageResult) result = NULL;
  gboolean known =
    page->state != SOHOA_PAGE_STATE_QUARANTINED && g_strcmp0 (page->form, assignment->form) == 0 &&
    g_strcmp0 (page->form_version, assignment->form_version) == 0 && page->form_page == assignment->form_page;

  if (!known && !read_as (archive, crew, page, assignment, &result, error))
    return FALSE;
  *ret_located = known || result != NULL;
  if (!sohoa_archive_begin (archive, error) ||
      !sohoa_archive_end (archive, store (archive, forms, crew, page, assignment, result, error), error))
    return FALSE;
  return sohoa_separate_ready (archive, forms, NULL, error);
}
