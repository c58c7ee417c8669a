/* supervisor.c - see supervisor.h.
 *
 * A seat is a place for one worker. Tasks wait in one queue; a seat that is free takes the head of it. When a
 * worker is lost, what it owed goes back to the head, the page it was at first and by itself.
 */
#include "supervisor.h"

#include "cage.h"
#include "models.h"
#include "process.h"
#include "task.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  GRACE_MS = 2000,         /* for a worker whose wire is closed; it only has to free memory */
  STARTS_MAX = 3,          /* failed warm-ups in a row after which trying again is pointless */
  RECHECK_US = 100 * 1000, /* of a worker that is late, but for a processor */
  LOSSES_MAX = 25, /* workers lost in a row, with no page answered between: not the pages, the machine */
};

typedef struct {
  SohoaProcess *process; /* NULL: nobody sits here */
  SohoaWire *wire;
  gboolean ready;       /* warmed up */
  SohoaTask *task;      /* owned; NULL: waiting for one */
  gint64 deadline;      /* monotonic microseconds, while something is owed */
  gint64 used, starved; /* microseconds on a processor, and of waiting for one, when that was set */
  gboolean waits;       /* until the page that it answered is kept */
  guint pages_read;
} Seat;

struct SohoaCrew {
  SohoaCrewOptions options;
  char *program, *recognizer;
  GVariant *setup;
  int models[SOHOA_MODELS_MAX];
  guint n_models;
  char *recognizer_id;
  const char *cage; /* static; NULL until a worker is warm */
  Seat *seats;
  GHashTable *jobs; /* id -> SohoaJob, owned */
  GQueue waiting;   /* of SohoaTask */
  GQueue events;    /* of SohoaCrewEvent */
  guint last_job;
  guint failed_starts;
  guint losses; /* in a row */
  gboolean stopping;
};

SohoaCrewOptions
sohoa_crew_defaults (void)
{
  return (SohoaCrewOptions){
    .n_workers = CLAMP (g_get_num_processors (), 1, SOHOA_WORKERS_MAX),
    .recognizer = "tesseract",
    .page_timeout_ms = 60 * 1000,
    .pages_per_worker = 300,
  };
}

/* Life cycle. */

static GVariant *
make_setup (const SohoaCrewOptions *options, GPtrArray *templates)
{
  g_autoptr (GVariantBuilder) builder =
    g_variant_builder_new (G_VARIANT_TYPE ("a(" SOHOA_TEMPLATE_TYPE "ay)"));
  for (guint i = 0; i < templates->len; i++) {
    const SohoaTemplate *template = g_ptr_array_index (templates, i);
    GVariant *blank = g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, template->blank_pdf, TRUE);
    g_variant_builder_add (builder, "(@" SOHOA_TEMPLATE_TYPE "@ay)", sohoa_template_to_variant (template),
                           blank);
  }
  return g_variant_ref_sink (
    g_variant_new ("(sba(" SOHOA_TEMPLATE_TYPE "ay))", options->recognizer, !options->uncaged, builder));
}

SohoaCrew *
sohoa_crew_new (const SohoaCrewOptions *options, GPtrArray *templates, GError **error)
{
  g_autoptr (SohoaCrew) crew = g_new0 (SohoaCrew, 1);
  crew->options = *options;
  crew->options.n_workers = CLAMP (options->n_workers, 1, SOHOA_WORKERS_MAX);
  crew->recognizer = g_strdup (options->recognizer);
  crew->seats = g_new0 (Seat, crew->options.n_workers);
  crew->jobs = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sohoa_job_free);
  crew->program = options->program ? g_strdup (options->program) : sohoa_process_find_worker (error);
  if (!crew->program || !sohoa_models_open (crew->recognizer, crew->models, &crew->n_models, error))
    return NULL;
  crew->setup = make_setup (options, templates);
  return g_steal_pointer (&crew);
}

/* Empties a seat; what its worker had in hand stays with the caller. Says how the worker ended, as
 * sohoa_process_end() does. */
static char *
clear_seat (Seat *seat, guint grace_ms, int *ret_status)
{
  g_clear_pointer (&seat->wire, sohoa_wire_free);
  char *how = sohoa_process_end (g_steal_pointer (&seat->process), grace_ms, ret_status);
  *seat = (Seat){0};
  return how;
}

void
sohoa_crew_free (SohoaCrew *crew)
{
  if (!crew)
    return;
  for (guint i = 0; i < crew->options.n_workers; i++) {
    Seat *seat = &crew->seats[i];
    gboolean busy = seat->task != NULL;
    sohoa_task_free (seat->task);
    if (seat->process)
      g_free (clear_seat (seat, busy ? 0 : GRACE_MS, NULL));
  }
  g_queue_clear_full (&crew->waiting, (GDestroyNotify) sohoa_task_free);
  g_queue_clear_full (&crew->events, (GDestroyNotify) sohoa_crew_event_free);
  g_hash_table_unref (crew->jobs);
  while (crew->n_models > 0)
    close (crew->models[--crew->n_models]);
  g_clear_pointer (&crew->setup, g_variant_unref);
  g_free (crew->seats);
  g_free (crew->program);
  g_free (crew->recognizer);
  g_free (crew->recognizer_id);
  g_free (crew);
}

const char *
sohoa_crew_recognizer_id (const SohoaCrew *crew)
{
  return crew->recognizer_id;
}

const char *
sohoa_crew_cage (const SohoaCrew *crew)
{
  return crew->cage;
}

/* Jobs. */

static SohoaJob *
add_job (SohoaCrew *crew, SohoaMessageKind kind, int scan, guint first, guint last)
{
  int copy = scan >= 0 ? fcntl (scan, F_DUPFD_CLOEXEC, 0) : -1;
  SohoaJob *job = sohoa_job_new (++crew->last_job, kind, copy, last);
  g_hash_table_insert (crew->jobs, GUINT_TO_POINTER (job->id), job);
  g_queue_push_tail (&crew->waiting, sohoa_task_new (job, first));
  return job;
}

guint
sohoa_crew_read (SohoaCrew *crew, int scan, guint first, guint last, SohoaStage until, double dpi)
{
  g_return_val_if_fail (scan >= 0 && first >= 1 && first <= last, 0);
  SohoaJob *job = add_job (crew, SOHOA_MESSAGE_READ, scan, first, last);
  job->until = until;
  job->dpi = dpi;
  return job->id;
}

guint
sohoa_crew_reread (SohoaCrew *crew, int scan, guint page, const char *form, const char *version,
                   guint form_page, const SohoaTransform *transform)
{
  g_return_val_if_fail (scan >= 0 && page >= 1, 0);
  SohoaJob *job = add_job (crew, SOHOA_MESSAGE_REREAD, scan, page, page);
  job->arguments = g_variant_ref_sink (g_variant_new ("(ussu@" SOHOA_TRANSFORM_TYPE ")", page, form, version,
                                                      form_page, sohoa_transform_to_variant (transform)));
  return job->id;
}

guint
sohoa_crew_preview (SohoaCrew *crew, const char *form, const char *version, guint form_page, double dpi)
{
  g_return_val_if_fail (form_page >= 1, 0);
  SohoaJob *job = add_job (crew, SOHOA_MESSAGE_PREVIEW, -1, form_page, form_page);
  job->arguments = g_variant_ref_sink (g_variant_new ("(ssud)", form, version, form_page, dpi));
  return job->id;
}

static guint
ask_about_blank (SohoaCrew *crew, SohoaMessageKind kind, const char *form, const char *version,
                 guint form_page)
{
  g_return_val_if_fail (form_page >= 1, 0);
  SohoaJob *job = add_job (crew, kind, -1, form_page, form_page);
  job->arguments = g_variant_ref_sink (g_variant_new ("(ssu)", form, version, form_page));
  return job->id;
}

guint
sohoa_crew_words (SohoaCrew *crew, const char *form, const char *version, guint form_page)
{
  return ask_about_blank (crew, SOHOA_MESSAGE_WORDS, form, version, form_page);
}

guint
sohoa_crew_twin (SohoaCrew *crew, const char *form, const char *version, guint form_page)
{
  return ask_about_blank (crew, SOHOA_MESSAGE_TWIN, form, version, form_page);
}

guint
sohoa_crew_learn (SohoaCrew *crew, const GPtrArray *scans)
{
  SohoaJob *job = add_job (crew, SOHOA_MESSAGE_LEARN, -1, 1, 1);
  GVariantBuilder files;
  g_variant_builder_init (&files, G_VARIANT_TYPE ("aay"));
  for (guint i = 0; i < scans->len; i++)
    g_variant_builder_add_value (
      &files, g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, g_ptr_array_index (scans, i), TRUE));
  job->arguments = g_variant_ref_sink (g_variant_new ("(aay)", &files));
  return job->id;
}

guint
sohoa_crew_print (SohoaCrew *crew, const SohoaFilling *filling)
{
  SohoaJob *job = add_job (crew, SOHOA_MESSAGE_PRINT, -1, 1, 1);
  job->arguments = g_variant_ref_sink (sohoa_filling_to_variant (filling));
  return job->id;
}

G_STATIC_ASSERT ((int) SOHOA_CROPS_MAX <= (int) SOHOA_TASK_PAGES);

guint
sohoa_crew_crop (SohoaCrew *crew, int scan, guint page, guint rotation, double dpi, const GArray *quads)
{
  g_return_val_if_fail (scan >= 0 && page >= 1 && quads->len >= 1 && quads->len <= SOHOA_CROPS_MAX, 0);
  SohoaJob *job = add_job (crew, SOHOA_MESSAGE_CROP, scan, 1, quads->len);
  GVariantBuilder corners;
  g_variant_builder_init (&corners, G_VARIANT_TYPE ("ad"));
  for (guint i = 0; i < quads->len; i++)
    for (guint k = 0; k < 4; k++) {
      const SohoaPoint *corner = &g_array_index (quads, SohoaQuad, i).corner[k];
      g_variant_builder_add (&corners, "d", corner->x);
      g_variant_builder_add (&corners, "d", corner->y);
    }
  job->arguments = g_variant_ref_sink (g_variant_new ("(uuudad)", 1, page, rotation, dpi, &corners));
  return job->id;
}

gboolean
sohoa_crew_is_hungry (const SohoaCrew *crew)
{
  return crew->waiting.length < crew->options.n_workers;
}

gboolean
sohoa_crew_is_idle (const SohoaCrew *crew)
{
  for (guint i = 0; i < crew->options.n_workers; i++)
    if (crew->seats[i].task)
      return FALSE;
  return crew->waiting.length == 0 && crew->events.length == 0;
}

void
sohoa_crew_stop (SohoaCrew *crew)
{
  crew->stopping = TRUE;
  g_queue_clear_full (&crew->waiting, (GDestroyNotify) sohoa_task_free);
}

/* A task has all its answers; its job, perhaps, too. */
static void
close_task (SohoaCrew *crew, SohoaTask *task)
{
  SohoaJob *job = task->job;
  if (--job->n_tasks == 0) {
    g_queue_push_tail (&crew->events, sohoa_crew_event_new (SOHOA_CREW_DONE, job->id, 0));
    g_hash_table_remove (crew->jobs, GUINT_TO_POINTER (job->id));
  }
  sohoa_task_free (task);
}

/* Workers come and go. */

static void
set_deadline (SohoaCrew *crew, Seat *seat)
{
  seat->deadline = g_get_monotonic_time () + (gint64) crew->options.page_timeout_ms * 1000;
  sohoa_process_times (seat->process, &seat->used, &seat->starved);
}

/* A busy machine must not make a page worse than it is: what a worker waited for a processor is not its own,
 * nor is the wait that goes on while it is looked at. */
static gboolean
is_late (const SohoaCrew *crew, Seat *seat, gint64 now)
{
  if (now < seat->deadline)
    return FALSE;
  gint64 used, starved, allowed = (gint64) crew->options.page_timeout_ms * 1000;
  sohoa_process_times (seat->process, &used, &starved);
  seat->deadline += MAX (0, starved - seat->starved);
  seat->starved = MAX (starved, seat->starved);
  if (now >= seat->deadline && used > 0 && used - seat->used < allowed &&
      sohoa_process_is_runnable (seat->process))
    seat->deadline = now + RECHECK_US;
  return now >= seat->deadline;
}

/* Puts a worker on the seat; it warms up while others work. */
static gboolean
fill_seat (SohoaCrew *crew, Seat *seat, GError **error)
{
  int socket;
  seat->process = sohoa_process_start (crew->program, &socket, error);
  if (!seat->process)
    return FALSE;
  seat->wire = sohoa_wire_new (socket, SOHOA_WIRE_SUPERVISOR, error);
  if (!seat->wire) {
    g_free (clear_seat (seat, 0, NULL));
    return FALSE;
  }
  int fds[1 + SOHOA_MODELS_MAX] = {sohoa_wire_peek_outbox (seat->wire)};
  for (guint i = 0; i < crew->n_models; i++)
    fds[1 + i] = crew->models[i];
  set_deadline (crew, seat);
  /* One that died already is noticed when its wire is read. */
  g_autoptr (GError) dead = NULL;
  if (!sohoa_wire_send (seat->wire, SOHOA_MESSAGE_SETUP, crew->setup, fds, 1 + crew->n_models, &dead))
    g_debug ("worker is gone before its setup");
  return TRUE;
}

/* Puts back what a lost worker owed. The page it was at is tried once more, alone; a second loss on it is its
 * end. The opening counts as page 0. */
static void
requeue (SohoaCrew *crew, SohoaTask *task, const GError *reason)
{
  SohoaJob *job = task->job;
  int page = task->opened ? (int) task->next : 0;
  gboolean hopeless = task->blamed == page;
  if (hopeless && page > 0)
    sohoa_task_fail_page (task, reason, &crew->events);
  else if (hopeless)
    sohoa_task_fail (task, reason, &crew->events);
  if (task->next > task->last || (hopeless && page == 0)) {
    close_task (crew, task);
    return;
  }
  task->blamed = hopeless ? -1 : page;
  if (task->blamed > 0 && task->next < task->last) {
    SohoaTask *rest = sohoa_task_new (job, task->next + 1);
    rest->last = task->last;
    g_queue_push_head (&crew->waiting, rest);
    task->last = task->next;
  }
  g_queue_push_head (&crew->waiting, task);
}

/* A worker died, hung or lied. Only one that cannot even warm up is an error of the run. */
static gboolean
lose_worker (SohoaCrew *crew, Seat *seat, SohoaErrorCode code, const char *why, GError **error)
{
  gboolean warming = !seat->ready;
  int status;
  g_autoptr (SohoaTask) task = g_steal_pointer (&seat->task);
  g_autofree char *how = clear_seat (seat, code == SOHOA_ERROR_TIMEOUT ? 0 : GRACE_MS, &status);
  if (warming) {
    if (++crew->failed_starts < STARTS_MAX)
      return TRUE;
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_SETUP,
                 "cannot start a worker: %s while warming up (%s), %d times", why, how, STARTS_MAX);
    return FALSE;
  }
  if (!task || crew->stopping)
    return TRUE;
  if (status == SOHOA_CAGE_EXIT_MEMORY && code == SOHOA_ERROR_CRASH) {
    code = SOHOA_ERROR_MEMORY;
    why = "it needs more memory than a worker may have";
  }
  g_autoptr (GError) reason =
    g_error_new (SOHOA_ERROR, (int) code, "cannot read page %u: %s (%s), twice; 'sohoa retry' tries it again",
                 task->next, why, how);
  crew->losses++;
  if (task->opened)
    g_queue_push_tail (&crew->events, sohoa_crew_event_new (SOHOA_CREW_LOST, task->job->id, task->next));
  requeue (crew, g_steal_pointer (&task), reason);
  return TRUE;
}

static void
retire_worker (Seat *seat)
{
  g_free (clear_seat (seat, GRACE_MS, NULL));
}

/* What a worker says. */

/* One of the words for a cage; NULL: nonsense. */
static const char *
find_cage (const char *said)
{
  static const char *const words[] = {"landlock", "seccomp", "sanitizer", "none"};
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], said))
      return words[i];
  return NULL;
}

static gboolean
take_ready (SohoaCrew *crew, Seat *seat, SohoaMessage *message, GError **error)
{
  if (message->kind == SOHOA_MESSAGE_FAILED) {
    guint code;
    const char *text;
    g_variant_get (message->body, "(uu&s)", NULL, &code, &text);
    g_set_error_literal (error, SOHOA_ERROR, (int) code, text);
    return FALSE;
  }
  if (message->kind != SOHOA_MESSAGE_READY)
    return lose_worker (crew, seat, SOHOA_ERROR_CRASH, "the worker talked nonsense", error);
  const char *id, *cage;
  g_variant_get (message->body, "(&s&s)", &id, &cage);
  crew->cage = find_cage (cage);
  if (!crew->cage || (g_str_equal (crew->cage, "none") && !crew->options.uncaged))
    return lose_worker (crew, seat, SOHOA_ERROR_CRASH, "the worker talked nonsense", error);
  if (crew->recognizer_id && !g_str_equal (id, crew->recognizer_id)) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_SETUP,
                 "cannot use recognizer '%s': the run began with '%s'; run again", id, crew->recognizer_id);
    return FALSE;
  }
  if (!crew->recognizer_id)
    crew->recognizer_id = g_strdup (id);
  seat->ready = TRUE;
  crew->failed_starts = 0;
  return TRUE;
}

/* The scan was counted: the pages behind the first task become tasks of their own, next in turn. */
static void
queue_rest (SohoaCrew *crew, const SohoaTask *opened)
{
  guint behind = 0;
  for (guint first = opened->last + 1; first <= opened->job->last; first += SOHOA_TASK_PAGES)
    g_queue_push_nth (&crew->waiting, sohoa_task_new (opened->job, first), (int) behind++);
}

static gboolean
take_answer (SohoaCrew *crew, Seat *seat, SohoaMessage *message, GError **error)
{
  gboolean done;
  guint before = seat->task->next;
  gboolean counted = seat->task->job->n_pages > 0;
  if (!sohoa_task_accept (seat->task, message, &crew->events, &done, NULL))
    return lose_worker (crew, seat, SOHOA_ERROR_CRASH, "the worker talked nonsense", error);
  if (!counted && seat->task->job->kind == SOHOA_MESSAGE_READ && seat->task->job->n_pages > 0 &&
      !crew->stopping)
    queue_rest (crew, seat->task);
  seat->pages_read += seat->task->next - before;
  seat->waits =
    seat->task->next > before && seat->task->job->kind == SOHOA_MESSAGE_READ && seat->task->job->dpi <= 0;
  if (done || seat->task->next > before)
    crew->losses = 0;
  set_deadline (crew, seat);
  gboolean stopped = crew->stopping && seat->task->next > before;
  if (!done && !stopped)
    return TRUE;
  SohoaTask *task = g_steal_pointer (&seat->task);
  if (done)
    close_task (crew, task);
  else
    sohoa_task_free (task);
  if (stopped || seat->pages_read >= crew->options.pages_per_worker)
    retire_worker (seat);
  return TRUE;
}

static gboolean
hear (SohoaCrew *crew, Seat *seat, GError **error)
{
  g_autoptr (GError) garbled = NULL;
  g_autoptr (SohoaMessage) message = sohoa_wire_receive (seat->wire, &garbled);
  if (!message)
    return lose_worker (crew, seat, SOHOA_ERROR_CRASH,
                        garbled ? "the worker talked nonsense" : "the worker died", error);
  if (!seat->ready)
    return take_ready (crew, seat, message, error);
  if (seat->task)
    return take_answer (crew, seat, message, error);
  return lose_worker (crew, seat, SOHOA_ERROR_CRASH, "the worker talked nonsense", error);
}

/* Handing out and waiting. */

static guint
count_free (const SohoaCrew *crew)
{
  guint n = 0;
  for (guint i = 0; i < crew->options.n_workers; i++)
    n += crew->seats[i].process && !crew->seats[i].task;
  return n;
}

/* A worker maps the scan that it reads: that is no memory of the page. Outside the cage the limit holds as
 * well; a sanitizer maps terabytes. */
static void
set_memory_limit (const SohoaCrew *crew, const Seat *seat)
{
  struct stat scan = {0};
  if (g_str_equal (crew->cage, "sanitizer"))
    return;
  if (seat->task->job->scan < 0 || fstat (seat->task->job->scan, &scan) == 0)
    sohoa_process_limit_memory (seat->process, SOHOA_CAGE_MEMORY_MAX + (guint64) scan.st_size);
}

static void
hand_out (SohoaCrew *crew, Seat *seat)
{
  seat->task = g_queue_pop_head (&crew->waiting);
  set_deadline (crew, seat);
  set_memory_limit (crew, seat);
  g_autoptr (GError) dead = NULL;
  if (!sohoa_task_send (seat->task, seat->wire, &dead))
    g_debug ("worker is gone before its task");
}

/* Gives the waiting tasks to workers, and starts workers while more tasks wait than workers are free. */
static gboolean
assign (SohoaCrew *crew, GError **error)
{
  for (guint i = 0; i < crew->options.n_workers; i++) {
    Seat *seat = &crew->seats[i];
    if (seat->ready && !seat->task && !g_queue_is_empty (&crew->waiting))
      hand_out (crew, seat);
  }
  for (guint i = 0; i < crew->options.n_workers; i++)
    if (!crew->seats[i].process && count_free (crew) < g_queue_get_length (&crew->waiting) &&
        !fill_seat (crew, &crew->seats[i], error))
      return FALSE;
  return TRUE;
}

/* A worker owes something while it warms up or holds a task. */
static gboolean
owes (const Seat *seat)
{
  return seat->process && (!seat->ready || seat->task);
}

static int
time_to_wait (const SohoaCrew *crew, gint64 until)
{
  gint64 soonest = until;
  for (guint i = 0; i < crew->options.n_workers; i++)
    if (owes (&crew->seats[i]))
      soonest = MIN (soonest, crew->seats[i].deadline);
  if (soonest == G_MAXINT64)
    return -1;
  return (int) CLAMP ((soonest - g_get_monotonic_time ()) / 1000 + 1, 0, G_MAXINT);
}

static gboolean
end_late_workers (SohoaCrew *crew, GError **error)
{
  gint64 now = g_get_monotonic_time ();
  for (guint i = 0; i < crew->options.n_workers; i++) {
    Seat *seat = &crew->seats[i];
    if (owes (seat) && is_late (crew, seat, now) &&
        !lose_worker (crew, seat, SOHOA_ERROR_TIMEOUT, "it took too long", error))
      return FALSE;
  }
  return TRUE;
}

/* One round of waiting and hearing. ret_interrupted: a signal came instead. */
static gboolean
wait_for_workers (SohoaCrew *crew, gint64 until, gboolean *ret_interrupted, GError **error)
{
  struct pollfd polled[SOHOA_WORKERS_MAX];
  for (guint i = 0; i < crew->options.n_workers; i++)
    polled[i] = (struct pollfd){.fd = crew->seats[i].wire ? sohoa_wire_peek_socket (crew->seats[i].wire) : -1,
                                .events = POLLIN};
  int n = poll (polled, crew->options.n_workers, time_to_wait (crew, until));
  *ret_interrupted = n < 0 && errno == EINTR;
  for (guint i = 0; n > 0 && i < crew->options.n_workers; i++)
    if (polled[i].revents && !hear (crew, &crew->seats[i], error))
      return FALSE;
  return end_late_workers (crew, error);
}

gboolean
sohoa_crew_start (SohoaCrew *crew, GError **error)
{
  Seat *seat = &crew->seats[0];
  gboolean interrupted;
  while (!seat->ready)
    if ((!seat->process && !fill_seat (crew, seat, error)) ||
        !wait_for_workers (crew, G_MAXINT64, &interrupted, error))
      return FALSE;
  return TRUE;
}

/* What the pages are blamed for is stored first, so that the next run does not meet the same ones again. */
static gboolean
fail_if_hopeless (const SohoaCrew *crew, GError **error)
{
  if (crew->losses < LOSSES_MAX || !g_queue_is_empty ((GQueue *) &crew->events))
    return TRUE;
  g_set_error (
    error, SOHOA_ERROR, SOHOA_ERROR_STOPPED,
    "stopped early: %d workers died in a row; 'sohoa list quarantine' says of what, see to that (to "
    "the machine's memory first), then run again",
    LOSSES_MAX);
  return FALSE;
}

/* Its page is kept: it goes on to the next, or home. */
static void
release_worker (SohoaCrew *crew, Seat *seat)
{
  g_autoptr (GError) dead = NULL;
  seat->waits = FALSE;
  set_deadline (crew, seat);
  if (crew->stopping) {
    g_clear_pointer (&seat->task, sohoa_task_free);
    retire_worker (seat);
  } else if (!sohoa_wire_send (seat->wire, SOHOA_MESSAGE_KEPT, g_variant_new ("()"), NULL, 0, &dead)) {
    g_debug ("worker is gone before its page was kept");
  }
}

/* Whoever asks for more has put away what he was given. */
static void
release_workers (SohoaCrew *crew)
{
  for (guint i = 0; i < crew->options.n_workers && g_queue_is_empty (&crew->events); i++)
    if (crew->seats[i].waits)
      release_worker (crew, &crew->seats[i]);
}

SohoaCrewEvent *
sohoa_crew_next (SohoaCrew *crew, int timeout_ms, GError **error)
{
  release_workers (crew);
  gint64 until = timeout_ms < 0 ? G_MAXINT64 : g_get_monotonic_time () + (gint64) timeout_ms * 1000;
  gboolean interrupted = FALSE;
  while (g_queue_is_empty (&crew->events) && !sohoa_crew_is_idle (crew) && !interrupted) {
    if (!fail_if_hopeless (crew, error) || !assign (crew, error) ||
        !wait_for_workers (crew, until, &interrupted, error))
      return NULL;
    if (g_get_monotonic_time () >= until)
      break;
  }
  return g_queue_pop_head (&crew->events);
}
