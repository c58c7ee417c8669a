/* task.h - pages of one job in the hands of one worker: what to ask it, and which of its answers to believe.
 *
 * A worker must answer in a fixed order: OPENED, then each page once (PAGE or FAILED, PAGE followed by its
 * PICTURE where one was asked for), then DONE; or FAILED for page 0. Without pictures it waits after each
 * page until that is kept: whatever is killed, one page of a worker at most is read again. A job that only
 * draws is answered by pictures in place of pages, without OPENED; one that prints by PRINTED, one about
 * words by TEXT, one that learns by LEARNED. Anything else is nonsense and costs it its life.
 */
#ifndef SOHOA_TASK_H
#define SOHOA_TASK_H

#include "supervisor.h"
#include "wire.h"

G_BEGIN_DECLS

/* What the caller asked for; shared by its tasks. */
typedef struct {
  guint id;
  SohoaMessageKind kind; /* READ, REREAD, PREVIEW, WORDS, TWIN, LEARN, CROP or PRINT */
  int scan;              /* owned; -1 for PREVIEW, WORDS, TWIN, LEARN and PRINT */
  GVariant *arguments;   /* the body of all but READ; NULL for READ */
  SohoaStage until;
  double dpi;    /* of the pictures; 0: none */
  guint last;    /* page; may lie beyond the scan's last */
  guint n_pages; /* 0 until a worker opened the scan */
  guint n_tasks; /* not yet answered to the end */
} SohoaJob;

/* Takes over scan. Free when no task is left. */
SohoaJob *sohoa_job_new (guint id, SohoaMessageKind kind, int scan, guint last);
void sohoa_job_free (SohoaJob *job);

typedef struct {
  SohoaJob *job; /* borrowed */
  guint next;    /* the page that is awaited, 1-based */
  guint last;    /* SOHOA_TASK_PAGES on at most; the scan's last at most, once it is opened */
  gboolean opened;
  int blamed; /* page that already cost a worker, 0 for the opening; -1: none */
} SohoaTask;

/* Pages that one worker reads in a row. Fixed, so that what a worker sees of a scan (it knows a sheet that
 * was fed twice) does not depend on how many there are. */
enum { SOHOA_TASK_PAGES = 32 };

/* From first to the job's last or SOHOA_TASK_PAGES; counts itself in the job. */
SohoaTask *sohoa_task_new (SohoaJob *job, guint first);
void sohoa_task_free (SohoaTask *task);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaTask, sohoa_task_free)

/* Before (another) worker gets it. */
gboolean sohoa_task_send (SohoaTask *task, SohoaWire *wire, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Appends what the message means to events (of SohoaCrewEvent). FALSE: nonsense. ret_done: the task is
 * answered. */
gboolean sohoa_task_accept (SohoaTask *task, SohoaMessage *message, GQueue *events, gboolean *ret_done,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Gives up all pages that are not answered, or the whole job when its pages were never counted. */
void sohoa_task_fail (SohoaTask *task, const GError *reason, GQueue *events);
/* Gives up the page that is awaited and goes on behind it. */
void sohoa_task_fail_page (SohoaTask *task, const GError *reason, GQueue *events);

SohoaCrewEvent *sohoa_crew_event_new (SohoaCrewEventKind kind, guint job, guint page);

G_END_DECLS

#endif
