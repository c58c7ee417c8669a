/* quarantine.h - what could not be processed: pages, and sources that never had one. */
#ifndef SOHOA_QUARANTINE_H
#define SOHOA_QUARANTINE_H

#include "archive.h"

G_BEGIN_DECLS

typedef struct {
  gint64 source;
  guint page_no;     /* 0: the source as a whole */
  char *state;       /* "quarantined"; "rejected" for a source that is no scan */
  char *reason;      /* nick of an error */
  char *explanation; /* in words, with what to do behind "; " or without; NULL: none was kept */
  guint attempts;    /* that cost a worker */
} SohoaQuarantined;

void sohoa_quarantined_free (SohoaQuarantined *one);

/* Of SohoaQuarantined, in order of receipt; a source comes before its pages. */
GPtrArray *sohoa_quarantine_list (SohoaArchive *archive, GError **error);

G_END_DECLS

#endif
