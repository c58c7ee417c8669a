/* task.c - see task.h. */
#include "task.h"

#include <string.h>
#include <unistd.h>

enum { TEXT_MAX = 1024, FORMAT_MAX = 16 }; /* bytes of an error message and of a format's name */

/* Life cycle. */

SohoaJob *
sohoa_job_new (guint id, SohoaMessageKind kind, int scan, guint last)
{
  SohoaJob *job = g_new0 (SohoaJob, 1);
  job->id = id;
  job->kind = kind;
  job->scan = scan;
  job->last = last;
  return job;
}

void
sohoa_job_free (SohoaJob *job)
{
  if (!job)
    return;
  if (job->scan >= 0)
    close (job->scan);
  g_clear_pointer (&job->arguments, g_variant_unref);
  g_free (job);
}

SohoaTask *
sohoa_task_new (SohoaJob *job, guint first)
{
  SohoaTask *task = g_new0 (SohoaTask, 1);
  task->job = job;
  task->next = first;
  task->last = job->last - first < SOHOA_TASK_PAGES ? job->last : first + SOHOA_TASK_PAGES - 1;
  task->blamed = -1;
  job->n_tasks++;
  return task;
}

void
sohoa_task_free (SohoaTask *task)
{
  g_free (task);
}

SohoaCrewEvent *
sohoa_crew_event_new (SohoaCrewEventKind kind, guint job, guint page)
{
  SohoaCrewEvent *event = g_new0 (SohoaCrewEvent, 1);
  event->kind = kind;
  event->job = job;
  event->page = page;
  return event;
}

void
sohoa_crew_event_free (SohoaCrewEvent *event)
{
  if (!event)
    return;
  g_free (event->format);
  sohoa_page_result_free (event->result);
  g_clear_pointer (&event->picture, g_bytes_unref);
  g_strfreev (event->words);
  sohoa_learned_free (event->learned);
  g_strfreev (event->unfit);
  g_clear_error (&event->error);
  g_free (event);
}

/* Asking. */

/* The arguments of a CROP, from another picture on: a worker may have died over the one before. */
static GVariant *
begin_crops_at (GVariant *arguments, guint first)
{
  guint ignored, page, rotation;
  double dpi;
  GVariant *corners;
  g_variant_get (arguments, "(uuud@ad)", &ignored, &page, &rotation, &dpi, &corners);
  GVariant *body = g_variant_new ("(uuud@ad)", first, page, rotation, dpi, corners);
  g_variant_unref (corners);
  return body;
}

/* About a form of ours, or about many scans at once: not about a scan of a night. */
static gboolean
has_no_scan (const SohoaJob *job)
{
  return job->kind == SOHOA_MESSAGE_PREVIEW || job->kind == SOHOA_MESSAGE_PRINT ||
         job->kind == SOHOA_MESSAGE_WORDS || job->kind == SOHOA_MESSAGE_TWIN ||
         job->kind == SOHOA_MESSAGE_LEARN;
}

/* Answers pictures, a print, a text or a form, but no pages. */
static gboolean
only_draws (const SohoaJob *job)
{
  return has_no_scan (job) || job->kind == SOHOA_MESSAGE_CROP;
}

gboolean
sohoa_task_send (SohoaTask *task, SohoaWire *wire, GError **error)
{
  const SohoaJob *job = task->job;
  task->opened = FALSE;
  GVariant *body = job->kind == SOHOA_MESSAGE_CROP ? begin_crops_at (job->arguments, task->next)
                   : job->arguments != NULL
                     ? job->arguments
                     : g_variant_new ("(uuud)", task->next, task->last, (guint) job->until, job->dpi);
  return sohoa_wire_send (wire, job->kind, body, &job->scan, job->scan >= 0 ? 1 : 0, error);
}

/* Believing. Each of these handles one kind of answer; NULL: nonsense. */

typedef SohoaCrewEvent *(*AcceptFunc) (SohoaTask *task, GVariant *body);

static gboolean
is_awaited (const SohoaTask *task, guint page)
{
  return page == task->next && page <= task->last;
}

static gboolean
is_plain_text (const char *text)
{
  if (*text == '\0' || strlen (text) > TEXT_MAX)
    return FALSE;
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static SohoaCrewEvent *
accept_opened (SohoaTask *task, GVariant *body)
{
  guint n_pages;
  const char *format;
  SohoaJob *job = task->job;
  g_variant_get (body, "(u&s)", &n_pages, &format);
  if (task->opened || only_draws (job) || n_pages < 1 || n_pages > SOHOA_PAGES_MAX ||
      strlen (format) > FORMAT_MAX || !is_plain_text (format) || (job->n_pages && job->n_pages != n_pages))
    return NULL;
  task->opened = TRUE;
  if (job->kind == SOHOA_MESSAGE_READ) {
    job->last = MIN (job->last, n_pages);
    task->last = MIN (task->last, n_pages);
  }
  SohoaCrewEvent *event = sohoa_crew_event_new (SOHOA_CREW_OPENED, job->id, 0);
  event->n_pages = job->n_pages = n_pages;
  event->format = g_strdup (format);
  return event;
}

static SohoaCrewEvent *
accept_page (SohoaTask *task, GVariant *body)
{
  g_autoptr (SohoaPageResult) result = sohoa_page_result_from_variant (body);
  if (!result || !task->opened || !is_awaited (task, result->page))
    return NULL;
  SohoaCrewEvent *event = sohoa_crew_event_new (SOHOA_CREW_PAGE, task->job->id, task->next++);
  event->result = g_steal_pointer (&result);
  return event;
}

static SohoaCrewEvent *
accept_picture (SohoaTask *task, GVariant *body)
{
  static const guint8 png[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  g_autoptr (GVariant) bytes = g_variant_get_child_value (body, 1);
  guint page;
  g_variant_get_child (body, 0, "u", &page);
  gboolean preview = task->job->kind == SOHOA_MESSAGE_PREVIEW || task->job->kind == SOHOA_MESSAGE_CROP;
  gboolean expected = preview ? is_awaited (task, page) : task->job->dpi > 0 && page + 1 == task->next;
  if (!expected || g_variant_get_size (bytes) < sizeof png ||
      memcmp (g_variant_get_data (bytes), png, sizeof png) != 0)
    return NULL;
  if (preview)
    task->next++;
  SohoaCrewEvent *event = sohoa_crew_event_new (SOHOA_CREW_PICTURE, task->job->id, page);
  event->picture = g_variant_get_data_as_bytes (bytes);
  return event;
}

static SohoaCrewEvent *
accept_printed (SohoaTask *task, GVariant *body)
{
  static const char pdf[] = {'%', 'P', 'D', 'F', '-'};
  g_autoptr (GVariant) bytes = g_variant_get_child_value (body, 1);
  if (task->job->kind != SOHOA_MESSAGE_PRINT || !is_awaited (task, 1) ||
      g_variant_get_size (bytes) < sizeof pdf || memcmp (g_variant_get_data (bytes), pdf, sizeof pdf) != 0)
    return NULL;
  task->next++;
  SohoaCrewEvent *event = sohoa_crew_event_new (SOHOA_CREW_PRINTED, task->job->id, 1);
  event->picture = g_variant_get_data_as_bytes (bytes);
  g_variant_get_child (body, 0, "^as", &event->unfit);
  return event;
}

static SohoaCrewEvent *
accept_text (SohoaTask *task, GVariant *body)
{
  guint page;
  g_variant_get_child (body, 0, "u", &page);
  const gboolean is_twin = task->job->kind == SOHOA_MESSAGE_TWIN;
  if ((task->job->kind != SOHOA_MESSAGE_WORDS && !is_twin) || !is_awaited (task, page))
    return NULL;
  g_auto (GStrv) words = NULL;
  g_variant_get_child (body, 1, "^as", &words);
  const guint n = g_strv_length (words);
  if (is_twin && n != 0 && n != SOHOA_TWIN_WORDS)
    return NULL;
  SohoaCrewEvent *event = sohoa_crew_event_new (SOHOA_CREW_WORDS, task->job->id, task->next++);
  event->words = g_steal_pointer (&words);
  return event;
}

static SohoaCrewEvent *
accept_learned (SohoaTask *task, GVariant *body)
{
  g_autoptr (SohoaLearned) learned = sohoa_learned_from_variant (body);
  if (task->job->kind != SOHOA_MESSAGE_LEARN || !is_awaited (task, 1) || !learned)
    return NULL;
  SohoaCrewEvent *event = sohoa_crew_event_new (SOHOA_CREW_LEARNED, task->job->id, task->next++);
  event->learned = g_steal_pointer (&learned);
  return event;
}

static SohoaCrewEvent *
accept_failed (SohoaTask *task, GVariant *body)
{
  guint page, code;
  const char *text;
  g_variant_get (body, "(uu&s)", &page, &code, &text);
  gboolean begun = task->opened || only_draws (task->job);
  gboolean whole = page == 0 && !task->opened;
  gboolean picture = begun && task->job->dpi > 0 && page > 0 && page + 1 == task->next;
  if (!(whole || picture || (begun && is_awaited (task, page))) || code > SOHOA_ERROR_INTERNAL ||
      !is_plain_text (text))
    return NULL;
  if (is_awaited (task, page))
    task->next++;
  SohoaCrewEvent *event = sohoa_crew_event_new (SOHOA_CREW_FAILED, task->job->id, page);
  event->error = g_error_new_literal (SOHOA_ERROR, (int) code, text);
  /* Whatever a worker met on a scan is about that scan: it cannot end the run. */
  if (!has_no_scan (task->job) && sohoa_error_scope (event->error) == SOHOA_SCOPE_RUN)
    event->error->code = SOHOA_ERROR_CRASH;
  return event;
}

gboolean
sohoa_task_accept (SohoaTask *task, SohoaMessage *message, GQueue *events, gboolean *ret_done, GError **error)
{
  static const AcceptFunc accept[] = {
    [SOHOA_MESSAGE_OPENED] = accept_opened,   [SOHOA_MESSAGE_PAGE] = accept_page,
    [SOHOA_MESSAGE_PICTURE] = accept_picture, [SOHOA_MESSAGE_PRINTED] = accept_printed,
    [SOHOA_MESSAGE_TEXT] = accept_text,       [SOHOA_MESSAGE_LEARNED] = accept_learned,
    [SOHOA_MESSAGE_FAILED] = accept_failed,   [SOHOA_MESSAGE_DONE] = NULL,
  };
  gboolean known = task->job->n_pages > 0;
  gboolean answered = task->next > task->last;
  *ret_done = message->kind == SOHOA_MESSAGE_DONE && answered;
  if (*ret_done)
    return TRUE;
  AcceptFunc handler = message->kind < G_N_ELEMENTS (accept) ? accept[message->kind] : NULL;
  g_autoptr (SohoaCrewEvent) event = handler ? handler (task, message->body) : NULL;
  if (!event) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_CRASH,
                 "cannot read page %u: the worker's answer makes no sense", task->next);
    return FALSE;
  }
  if (event->kind == SOHOA_CREW_FAILED && event->page == 0) {
    *ret_done = TRUE;
    sohoa_task_fail (task, event->error, events);
  } else if (event->kind != SOHOA_CREW_OPENED || !known) {
    g_queue_push_tail (events, g_steal_pointer (&event));
  }
  return TRUE;
}

/* Giving up. */

static void
push_failure (guint job, guint page, const GError *reason, GQueue *events)
{
  SohoaCrewEvent *event = sohoa_crew_event_new (SOHOA_CREW_FAILED, job, page);
  event->error = g_error_copy (reason);
  g_queue_push_tail (events, event);
}

void
sohoa_task_fail (SohoaTask *task, const GError *reason, GQueue *events)
{
  if (task->job->n_pages == 0) {
    push_failure (task->job->id, 0, reason, events);
    return;
  }
  while (task->next <= task->last)
    push_failure (task->job->id, task->next++, reason, events);
}

void
sohoa_task_fail_page (SohoaTask *task, const GError *reason, GQueue *events)
{
  push_failure (task->job->id, task->next++, reason, events);
}
