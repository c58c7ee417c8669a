/* ledger.h - the balance: what came in is the sum of what became of it. */
#ifndef SOHOA_LEDGER_H
#define SOHOA_LEDGER_H

#include "../store/field.h"
#include "../store/page.h"
#include "../store/run.h"
#include "../store/source.h"

G_BEGIN_DECLS

typedef struct {
  gint64 run;               /* 0: since ever */
  SohoaEntryCounts entries; /* what the inboxes held; only of a run */
  guint sources, source[SOHOA_N_SOURCE_STATES];
  guint pages, page[SOHOA_N_PAGE_STATES];
  guint fields, field[SOHOA_N_FIELD_STATES]; /* of pages that are no copies */
  guint dossiers;                            /* with at least one of these pages */
  guint review;                              /* open questions (since ever: all; of a run: about its pages) */
  char imbalance[160];                       /* what does not add up; empty: everything does */
  guint reasons_left; /* sources and pages that need a person: rejected, partial, quarantined, review */
} SohoaLedger;

/* Adds up a run (0: since ever), and checks it: entries = sum of their states; sources recorded = sources
 * counted when they were taken; pages declared = page rows; a finished source has no waiting page, a done one
 * no quarantined. SOHOA_ERROR_INTEGRITY names what does not add up. */
gboolean sohoa_ledger_load (SohoaArchive *archive, gint64 run, SohoaLedger *ret_ledger,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* For reports: as before, but what does not add up is told in the ledger and is no error. */
gboolean sohoa_ledger_add_up (SohoaArchive *archive, gint64 run, SohoaLedger *ret_ledger,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Several lines for a person, ended by a newline / one JSON object without. Caller frees. */
char *sohoa_ledger_to_text (const SohoaLedger *ledger);
char *sohoa_ledger_to_json (const SohoaLedger *ledger);

G_END_DECLS

#endif
