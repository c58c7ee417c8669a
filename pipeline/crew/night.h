/* night.h - the nightly flow: inboxes -> sources -> pages -> dossiers.
 *
 * Takes what is new and settled, gives every waiting page to the crew (also those that an earlier run left),
 * stores each answer in a transaction of its own, and separates sources in their order of receipt: so what
 * the archive holds in the end does not depend on how many workers there were or on how often the run was cut
 * off.
 *
 * Item failures (a damaged file, a page that kills workers) are stored, told to the listener, and the night
 * goes on. Failures of the run come back.
 */
#ifndef SOHOA_NIGHT_H
#define SOHOA_NIGHT_H

#include <sohoa/form.h>

#include "../intake/inbox.h"
#include "supervisor.h"

G_BEGIN_DECLS

typedef struct {
  gint64 run;         /* as sohoa_run_begin() gave it */
  GPtrArray *inboxes; /* of SohoaInbox, in the order given */
  guint limit;        /* new sources at most; 0: all */
  double settle_s;
  gboolean move_done;       /* put finished sources away */
  const volatile int *stop; /* set by a signal handler: finish the pages in hand, come back */
} SohoaNightPlan;

/* Pages of this run. */
typedef struct {
  guint done, known; /* known grows as files are opened */
} SohoaNightProgress;

typedef struct {
  gpointer data;
  /* Called several times a second, and after each page. */
  void (*progress) (gpointer data, const SohoaNightProgress *progress);
  /* Something needs a person. id: "12" (a source), "12.3" (a page). */
  void (*trouble) (gpointer data, const char *id, const GError *error);
} SohoaNightListener;

/* SOHOA_ERROR_STOPPED when plan->stop ended it early: what was finished is stored. */
gboolean sohoa_night_run (SohoaArchive *archive, const SohoaFormSet *forms, SohoaCrew *crew,
                          const SohoaNightPlan *plan, const SohoaNightListener *listener,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
