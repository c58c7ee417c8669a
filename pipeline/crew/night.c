/* night.c - see night.h.
 *
 * A source in work is opened file by file: page numbers run on through its files, so a file is declared
 * before the next one is opened. Opening takes milliseconds; pages of all opened files are read side by side.
 */
#include "night.h"

#include "../intake/accept.h"
#include "../intake/separate.h"
#include "../intake/take.h"
#include "../store/object.h"
#include "../store/page.h"
#include "../store/run.h"

#include <unistd.h>

enum { TICK_MS = 250 }; /* between two looks at the stop flag and the clock */

typedef struct {
  SohoaSource *source;
  guint next_file; /* index of the file that is opened next */
  guint n_jobs;    /* that the crew has not answered to the end */
} Work;

/* One request to the crew. */
typedef struct {
  Work *work;
  SohoaSourceFile *file; /* borrowed from the source */
  guint first, last;     /* pages of the file */
  GPtrArray *rows;       /* of SohoaPageRow, by page of the file; NULL until the file is declared */
} Request;

typedef struct {
  SohoaArchive *archive;
  const SohoaFormSet *forms;
  SohoaCrew *crew;
  const SohoaNightPlan *plan;
  const SohoaNightListener *listener;
  GHashTable *requests; /* job -> Request */
  GPtrArray *works;     /* of Work, in no order */
  gint64 last_source;   /* that was taken up */
  gboolean all_begun;
  SohoaNightProgress progress;
} Night;

static void
work_free (Work *work)
{
  sohoa_source_free (work->source);
  g_free (work);
}

static void
request_free (Request *request)
{
  g_clear_pointer (&request->rows, g_ptr_array_unref);
  g_free (request);
}

static gboolean
is_stopped (const Night *night)
{
  return night->plan->stop && *night->plan->stop;
}

/* Telling. */

static void
tell_progress (Night *night)
{
  night->listener->progress (night->listener->data, &night->progress);
}

static void
tell_trouble (Night *night, gint64 source, guint page, const GError *error)
{
  g_autofree char *id = page ? g_strdup_printf ("%" G_GINT64_FORMAT ".%u", source, page)
                             : g_strdup_printf ("%" G_GINT64_FORMAT, source);
  night->listener->trouble (night->listener->data, id, error);
}

/* Asking the crew. */

/* Pages of a file, in order; of SohoaPageRow. */
static GPtrArray *
load_rows (Night *night, const Request *request, GError **error)
{
  g_autoptr (GPtrArray) all = sohoa_page_list_source (night->archive, request->work->source->id, error);
  if (!all)
    return NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_page_row_free);
  for (guint i = 0; i < all->len; i++) {
    SohoaPageRow **row = (SohoaPageRow **) &g_ptr_array_index (all, i);
    if ((*row)->file == request->file->id)
      g_ptr_array_add (rows, g_steal_pointer (row));
  }
  return rows;
}

static gboolean
ask (Night *night, Work *work, SohoaSourceFile *file, guint first, guint last, GPtrArray *rows,
     GError **error)
{
  int scan = sohoa_object_open (night->archive, file->sha256, error);
  if (scan < 0)
    return FALSE;
  Request *request = g_new0 (Request, 1);
  *request = (Request){
    .work = work, .file = file, .first = first, .last = last, .rows = rows ? g_ptr_array_ref (rows) : NULL};
  guint job = sohoa_crew_read (night->crew, scan, first, last, SOHOA_STAGE_READ, 0);
  close (scan);
  g_hash_table_insert (night->requests, GUINT_TO_POINTER (job), request);
  work->n_jobs++;
  return TRUE;
}

static gboolean
is_waiting (GPtrArray *rows, guint page)
{
  return page <= rows->len &&
         ((SohoaPageRow *) g_ptr_array_index (rows, page - 1))->state == SOHOA_PAGE_STATE_WAITING;
}

/* A file that an earlier run declared: each stretch of pages that still wait is a request. */
static gboolean
ask_for_waiting (Night *night, Work *work, SohoaSourceFile *file, GError **error)
{
  g_autoptr (GPtrArray) rows = load_rows (night, &(Request){.work = work, .file = file}, error);
  if (!rows)
    return FALSE;
  for (guint page = 1; page <= rows->len; page++) {
    guint first = page;
    while (is_waiting (rows, page))
      page++;
    if (page > first && !ask (night, work, file, first, page - 1, rows, error))
      return FALSE;
  }
  return TRUE;
}

/* A file that intake could not keep, beside others of its source that it could: it counts as a page that
 * nobody can read. */
static gboolean
refuse_unkept (Night *night, SohoaSourceFile *file, GError **error)
{
  night->progress.done += file->n_pages == 0;
  return sohoa_source_refuse (night->archive, file->id, file->reason, NULL, error);
}

/* Goes on to the next file that is not known yet; those before it are asked for on the way. */
static gboolean
open_files (Night *night, Work *work, GError **error)
{
  while (work->next_file < work->source->files->len) {
    SohoaSourceFile *file = g_ptr_array_index (work->source->files, work->next_file++);
    if (!file->sha256) {
      if (!refuse_unkept (night, file, error))
        return FALSE;
      continue;
    }
    if (file->n_pages == 0)
      return ask (night, work, file, 1, SOHOA_PAGES_MAX, NULL, error);
    if (!ask_for_waiting (night, work, file, error))
      return FALSE;
  }
  return TRUE;
}

/* A source whose last file is asked for and answered is over; sources that are ready by it become dossiers.
 */
static gboolean
end_work (Night *night, Work *work, GError **error)
{
  if (work->n_jobs > 0 || work->next_file < work->source->files->len)
    return TRUE;
  g_ptr_array_remove_fast (night->works, work);
  return sohoa_separate_ready (night->archive, night->forms, NULL, error);
}

static gboolean
begin_source (Night *night, GError **error)
{
  g_autoptr (SohoaSource) source = NULL;
  if (!sohoa_source_next (night->archive, night->last_source, &source, error))
    return FALSE;
  if (!source) {
    night->all_begun = TRUE;
    return TRUE;
  }
  night->last_source = source->id;
  if (!sohoa_source_begin (night->archive, night->plan->run, source->id, error))
    return FALSE;
  Work *work = g_new0 (Work, 1);
  work->source = g_steal_pointer (&source);
  g_ptr_array_add (night->works, work);
  return open_files (night, work, error) && end_work (night, work, error);
}

/* Hearing the crew. */

static gboolean
quarantine (Night *night, const SohoaPageRow *row, const GError *why, GError **error)
{
  night->progress.done++;
  tell_trouble (night, row->source, row->page_no, why);
  return sohoa_page_quarantine (night->archive, row->id, sohoa_error_nick (why->code), why->message, error);
}

static gboolean
take_opened (Night *night, Request *request, const SohoaCrewEvent *event, GError **error)
{
  if (request->rows)
    return TRUE;
  if (!sohoa_source_declare (night->archive, request->file->id, event->n_pages, error))
    return FALSE;
  request->file->n_pages = event->n_pages;
  night->progress.known += event->n_pages - 1;
  request->rows = load_rows (night, request, error);
  return request->rows && open_files (night, request->work, error);
}

/* The row of a page that was asked for; NULL and an error when the archive has none. */
static const SohoaPageRow *
find_row (const Request *request, guint page, GError **error)
{
  if (request->rows && page >= 1 && page <= request->rows->len)
    return g_ptr_array_index (request->rows, page - 1);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTEGRITY,
               "cannot store page %u: its file was never declared to have it", page);
  return NULL;
}

static gboolean
take_page (Night *night, Request *request, const SohoaCrewEvent *event, GError **error)
{
  g_autoptr (GError) why = NULL;
  const SohoaPageRow *row = find_row (request, event->page, error);
  if (!row)
    return FALSE;
  if (sohoa_accept_page (night->archive, night->forms, row->id, sohoa_crew_recognizer_id (night->crew),
                         event->result, &why)) {
    night->progress.done++;
    return TRUE;
  }
  if (sohoa_error_scope (why) == SOHOA_SCOPE_ITEM)
    return quarantine (night, row, why, error);
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/* The scan could not be opened: as a whole when it never was before, else each page that was still to come.
 */
static gboolean
take_unopened (Night *night, Request *request, const GError *why, GError **error)
{
  if (!request->rows) {
    night->progress.done++;
    tell_trouble (night, request->work->source->id, 0, why);
    request->file->reason = g_strdup (sohoa_error_nick (why->code));
    return sohoa_source_refuse (night->archive, request->file->id, sohoa_error_nick (why->code), why->message,
                                error) &&
           open_files (night, request->work, error);
  }
  for (guint page = request->first; page <= MIN (request->last, request->rows->len); page++)
    if (!quarantine (night, g_ptr_array_index (request->rows, page - 1), why, error))
      return FALSE;
  return TRUE;
}

static gboolean
take_lost (Night *night, Request *request, const SohoaCrewEvent *event, GError **error)
{
  guint attempts;
  const SohoaPageRow *row = find_row (request, event->page, error);
  return row && sohoa_page_count_attempt (night->archive, row->id, &attempts, error);
}

static gboolean
take_failed (Night *night, Request *request, const SohoaCrewEvent *event, GError **error)
{
  if (event->page == 0)
    return take_unopened (night, request, event->error, error);
  const SohoaPageRow *row = find_row (request, event->page, error);
  return row && quarantine (night, row, event->error, error);
}

static gboolean
take_done (Night *night, Request *request, guint job, GError **error)
{
  Work *work = request->work;
  work->n_jobs--;
  g_hash_table_remove (night->requests, GUINT_TO_POINTER (job));
  return end_work (night, work, error);
}

static gboolean
take_event (Night *night, const SohoaCrewEvent *event, GError **error)
{
  Request *request = g_hash_table_lookup (night->requests, GUINT_TO_POINTER (event->job));
  switch (event->kind) {
  case SOHOA_CREW_OPENED:
    return take_opened (night, request, event, error);
  case SOHOA_CREW_PAGE:
    return take_page (night, request, event, error);
  case SOHOA_CREW_LOST:
    return take_lost (night, request, event, error);
  case SOHOA_CREW_FAILED:
    return take_failed (night, request, event, error);
  case SOHOA_CREW_DONE:
    return take_done (night, request, event->job, error);
  case SOHOA_CREW_PICTURE:
  case SOHOA_CREW_PRINTED:
  case SOHOA_CREW_WORDS:
  case SOHOA_CREW_LEARNED:
    break;
  }
  return TRUE;
}

/* The night. */

/* What keeps a file from being taken, by the nick that intake left; the last row is for any other. */
static const struct {
  SohoaErrorCode code;
  const char *what;
} refusals[] = {
  {SOHOA_ERROR_EMPTY, "cannot take it: it is empty; scan it again"},
  {SOHOA_ERROR_LIMIT, "cannot take it: it is larger than any honest scan; split it"},
  {SOHOA_ERROR_CHANGED, "cannot take it: it changed meanwhile; run again when the scanner is done"},
  {SOHOA_ERROR_UNREADABLE, "cannot take it: it cannot be read; give this user the right to, then run again"},
};

static GError *
explain_refusal (const char *nick)
{
  gsize row = 0;
  while (row + 1 < G_N_ELEMENTS (refusals) && !g_str_equal (sohoa_error_nick (refusals[row].code), nick))
    row++;
  return g_error_new_literal (SOHOA_ERROR, (int) refusals[row].code, refusals[row].what);
}

/* Files that were refused before they came to a worker. */
static gboolean
tell_refused (Night *night, GError **error)
{
  g_autoptr (GPtrArray) sources = sohoa_source_list_run (night->archive, night->plan->run, error);
  for (guint i = 0; sources && i < sources->len; i++) {
    const SohoaSource *source = g_ptr_array_index (sources, i);
    for (guint k = 0; k < source->files->len; k++) {
      const SohoaSourceFile *file = g_ptr_array_index (source->files, k);
      g_autoptr (GError) why = file->reason ? explain_refusal (file->reason) : NULL;
      if (why)
        tell_trouble (night, source->id, 0, why);
    }
  }
  return sources != NULL;
}

static gboolean
take_inboxes (Night *night, GError **error)
{
  const SohoaNightPlan *plan = night->plan;
  guint taken = 0;
  for (guint i = 0; i < plan->inboxes->len && (plan->limit == 0 || taken < plan->limit); i++) {
    SohoaTaken one;
    if (!sohoa_take_inbox (night->archive, plan->run, g_ptr_array_index (plan->inboxes, i), plan->settle_s,
                           plan->limit ? plan->limit - taken : 0, plan->stop, &one, error))
      return FALSE;
    taken += one.new_sources;
  }
  return tell_refused (night, error);
}

/* Until nothing waits, or the stop flag came and the pages in hand are done. */
static gboolean
work_through (Night *night, GError **error)
{
  gboolean stopping = FALSE;
  for (;;) {
    while (!stopping && !night->all_begun && sohoa_crew_is_hungry (night->crew))
      if (!begin_source (night, error))
        return FALSE;
    g_autoptr (GError) fatal = NULL;
    g_autoptr (SohoaCrewEvent) event = sohoa_crew_next (night->crew, TICK_MS, &fatal);
    if (fatal) {
      g_propagate_error (error, g_steal_pointer (&fatal));
      return FALSE;
    }
    if (event && !take_event (night, event, error))
      return FALSE;
    tell_progress (night);
    if (!stopping && is_stopped (night)) {
      stopping = TRUE;
      sohoa_crew_stop (night->crew);
    }
    if (!event && sohoa_crew_is_idle (night->crew) && (stopping || night->all_begun))
      return TRUE;
  }
}

static gboolean
put_away (Night *night, GError **error)
{
  guint moved;
  for (guint i = 0; i < night->plan->inboxes->len; i++)
    if (!sohoa_put_away (night->archive, g_ptr_array_index (night->plan->inboxes, i), &moved, error))
      return FALSE;
  return TRUE;
}

static gboolean
run_night (Night *night, GError **error)
{
  guint sources;
  if (!take_inboxes (night, error) ||
      !sohoa_source_count_waiting (night->archive, &sources, &night->progress.known, error) ||
      !work_through (night, error) || !sohoa_separate_ready (night->archive, night->forms, NULL, error))
    return FALSE;
  if (night->plan->move_done && !put_away (night, error))
    return FALSE;
  if (!is_stopped (night))
    return TRUE;
  g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_STOPPED, sohoa_error_text (SOHOA_ERROR_STOPPED));
  return FALSE;
}

gboolean
sohoa_night_run (SohoaArchive *archive, const SohoaFormSet *forms, SohoaCrew *crew,
                 const SohoaNightPlan *plan, const SohoaNightListener *listener, GError **error)
{
  g_autoptr (GHashTable) requests = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) request_free);
  g_autoptr (GPtrArray) works = g_ptr_array_new_with_free_func ((GDestroyNotify) work_free);
  Night night = {
    .archive = archive,
    .forms = forms,
    .crew = crew,
    .plan = plan,
    .listener = listener,
    .requests = requests,
    .works = works,
  };
  return run_night (&night, error);
}
