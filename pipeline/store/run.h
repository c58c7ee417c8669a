/* run.h - one execution of `sohoa run`, and what it saw. */
#ifndef SOHOA_RUN_H
#define SOHOA_RUN_H

#include "archive.h"

G_BEGIN_DECLS

/* X (NAME, nick). What became of an inbox entry (anything but a folder) in one run. Every entry ends in
 * exactly one; the ledger adds them up. */
#define SOHOA_ENTRY_LIST(X)                                                                                  \
  X (TAKEN, "taken")         /* part of a source that this run recorded */                                   \
  X (KNOWN, "known")         /* recorded by an earlier run and unchanged since */                            \
  X (UNSETTLED, "unsettled") /* still being written; the next run takes it */                                \
  X (LEFT, "left")           /* more than --limit asked for; the next run takes it */                        \
  X (HIDDEN, "hidden")       /* the name begins with a dot */                                                \
  X (TEMPORARY, "temporary") /* .part, .tmp, .crdownload, ~: somebody is at work on it */                    \
  X (LITTER, "litter")       /* Thumbs.db, desktop.ini */                                                    \
  X (LINK, "link")           /* a symbolic link; never followed */                                           \
  X (SPECIAL, "special")     /* FIFO, socket, device; never opened */                                        \
  X (PUT_AWAY, "put_away")   /* below done/, where --move-done puts finished files */

typedef enum {
#define X(name, nick) SOHOA_ENTRY_##name,
  SOHOA_ENTRY_LIST (X)
#undef X
    SOHOA_N_ENTRY_STATES
} SohoaEntryState;

/* state: a SohoaEntryState, as a number, so that all can be walked through. */
const char *sohoa_entry_state_nick (guint state);

typedef struct {
  guint total; /* directory entries met that are no folders */
  guint state[SOHOA_N_ENTRY_STATES];
} SohoaEntryCounts;

typedef struct {
  gint64 id;
  gint64 started, ended; /* Unix microseconds; ended 0 while it goes on or when it was killed */
  int exit_status;       /* -1 until ended */
  guint sources_taken, sources_resumed; /* counted as they happen, apart from the rows that they check */
  SohoaEntryCounts entries;
} SohoaRun;

/* Begins a run: sources that a killed run left `working` go back to `waiting`; their finished pages stay. */
gboolean sohoa_run_begin (SohoaArchive *archive, gint64 *ret_run, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Who works on it: the recognizer's id, and the kind of the workers' cage. */
gboolean sohoa_run_record_crew (SohoaArchive *archive, gint64 run, const char *recognizer, const char *cage,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the inboxes held; adds to what was recorded before (one call an inbox). */
gboolean sohoa_run_count_entries (SohoaArchive *archive, gint64 run, const SohoaEntryCounts *counts,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
sohoa_run_end (SohoaArchive *archive, gint64 run, int exit_status, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* run 0: the last one. NULL: SOHOA_ERROR_NOT_FOUND. */
SohoaRun *sohoa_run_load (SohoaArchive *archive, gint64 run, GError **error);
/* What a run came to: pages that it ended, by time; sources that it worked on last. */
typedef struct {
  gint64 id, started, ended; /* as in SohoaRun */
  int exit_status;
  char *cage, *recognizer; /* NULL: an older program */
  guint sources, pages, quarantined;
} SohoaRunSummary;

void sohoa_run_summary_free (SohoaRunSummary *summary);
/* A run and at most n - 1 before it, the newest first; of SohoaRunSummary. run 0: from the last one on. */
GPtrArray *sohoa_run_list_back (SohoaArchive *archive, gint64 run, guint n, GError **error);

void sohoa_run_free (SohoaRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaRun, sohoa_run_free)

G_END_DECLS

#endif
