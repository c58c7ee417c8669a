/* tally.h - counting what the archive holds: the sums that the ledger compares. */
#ifndef SOHOA_TALLY_H
#define SOHOA_TALLY_H

#include "field.h"
#include "page.h"
#include "source.h"

G_BEGIN_DECLS

typedef struct {
  guint source[SOHOA_N_SOURCE_STATES];
  guint page[SOHOA_N_PAGE_STATES];
  guint field[SOHOA_N_FIELD_STATES]; /* of forms, copies left out */
  guint dossiers;
  guint review;                /* open questions */
  guint sources_recorded;      /* rows first recorded by the run / all rows */
  guint sources_counted;       /* the same, as counted when they were recorded */
  guint pages_declared;        /* by their files */
  guint ended_with_waiting;    /* ended sources that have a waiting page: must be none */
  guint done_with_quarantined; /* sources done that have a quarantined page: must be none */
} SohoaTally;

/* Of the sources that a run recorded or worked on last; run 0: of all. */
gboolean sohoa_tally_load (SohoaArchive *archive, gint64 run, SohoaTally *ret_tally,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
