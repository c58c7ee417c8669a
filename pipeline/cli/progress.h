/* progress.h - how far a run is: a bar on a terminal, a plain line now and then elsewhere; on stderr. */
#ifndef SOHOA_PROGRESS_H
#define SOHOA_PROGRESS_H

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

typedef struct {
  FILE *out;
  gboolean terminal;
  gint64 started, shown; /* monotonic microseconds; shown 0: nothing is on the line */
  guint done, known;     /* pages, as last shown */
} SohoaProgress;

/* Storage is the caller's; nothing to clear. */
void sohoa_progress_init (SohoaProgress *progress, FILE *out);
void sohoa_progress_update (SohoaProgress *progress, guint done, guint known);
/* Takes the bar off the line, so that something else can be printed. */
void sohoa_progress_hide (SohoaProgress *progress);

/* One line without its end: "123 of 456 pages, 87 pages/min, 4 min left". Caller frees. */
char *sohoa_progress_describe (guint done, guint known, double elapsed_s);

G_END_DECLS

#endif
