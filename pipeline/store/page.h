/* page.h - one page image of a source.
 *
 * Numbered from 1 through all files of its source. Page ids are internal; people see <source>.<page_no>.
 */
#ifndef SOHOA_STORE_PAGE_H
#define SOHOA_STORE_PAGE_H

#include <sohoa/page_result.h>

#include "archive.h"

G_BEGIN_DECLS

/* X (NAME, nick) */
#define SOHOA_PAGE_STATE_LIST(X)                                                                             \
  X (WAITING, "waiting")                                                                                     \
  X (DONE, "done")                                                                                           \
  X (DUPLICATE, "duplicate")     /* the same sheet as an earlier page; its fields are read there */          \
  X (REVIEW, "review")           /* a person must look: unknown, or part of it is missing */                 \
  X (QUARANTINED, "quarantined") /* could not be processed; the reason says why */

typedef enum {
#define X(name, nick) SOHOA_PAGE_STATE_##name,
  SOHOA_PAGE_STATE_LIST (X)
#undef X
    SOHOA_N_PAGE_STATES
} SohoaPageState;

/* state: a SohoaPageState, as a number, so that all can be walked through. */
const char *sohoa_page_state_nick (guint state);

typedef struct {
  gint64 id, source, file;
  guint page_no;     /* in the source, from 1 */
  guint file_page;   /* in the file, from 1: what the worker is asked for */
  char *source_path; /* bytes, below the inbox */
  char *file_name;   /* bytes; NULL when the source is the file itself */
  SohoaPageState state;
  guint attempts;
  char *reason;              /* why it is in review or quarantine; NULL */
  SohoaPageKind kind;        /* unknown until it was processed */
  char *form, *form_version; /* NULL unless located */
  guint form_page, rotation, width, height;
  double dpi;
  gboolean is_unregistered; /* it warns of SOHOA_WARNING_UNREGISTERED */
  char *heading;            /* NULL when none */
  gint64 duplicate_of;      /* page id; 0 = none */
  guint duplicate_page;     /* page_no of that page */
  gint64 duplicate_source;  /* source id of that page */
  gint64 dossier, document; /* 0 until separated */
} SohoaPageRow;

void sohoa_page_row_free (SohoaPageRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaPageRow, sohoa_page_row_free)

/* All pages of a source / of a dossier, in order (source, page_no); of SohoaPageRow. */
GPtrArray *sohoa_page_list_source (SohoaArchive *archive, gint64 source, GError **error);
GPtrArray *sohoa_page_list_dossier (SohoaArchive *archive, gint64 dossier, GError **error);
/* All pages, in order of receipt. */
GPtrArray *sohoa_page_list_all (SohoaArchive *archive, GError **error);
SohoaPageRow *sohoa_page_load (SohoaArchive *archive, gint64 source, guint page_no, GError **error);

/* The stored map, for evidence and rereading; *ret_transform NULL when the page was not located. */
gboolean sohoa_page_load_transform (SohoaArchive *archive, gint64 page, SohoaTransform **ret_transform,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The fingerprint; *ret_signature NULL when there is none. */
gboolean sohoa_page_load_signature (SohoaArchive *archive, gint64 page, GBytes **ret_signature,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An attempt was lost (crash, timeout); the page waits on. ret_attempts: how many were lost so far. */
gboolean sohoa_page_count_attempt (SohoaArchive *archive, gint64 page, guint *ret_attempts,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The page cannot be processed; reason: sohoa_error_nick() of an item error; explanation: its message, NULL
 * for none. */
gboolean sohoa_page_quarantine (SohoaArchive *archive, gint64 page, const char *reason,
                                const char *explanation, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A finished or quarantined page waits again, and its source is ended and separated anew when it is stored:
 * for a page whose result is at hand. Within a transaction that ends with that. */
gboolean sohoa_page_reopen (SohoaArchive *archive, gint64 page, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes what is known of the page itself and ends its waiting: duplicate when the worker said so, review
 * when the kind is unknown or content is missing, else done. Use sohoa_accept_page() of intake, which also
 * stores the readings and their values. */
gboolean sohoa_page_store_result (SohoaArchive *archive, gint64 page, const SohoaPageResult *result,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Marks a page as another sheet's copy (used by separation); of 0: it is none after all. */
gboolean sohoa_page_set_duplicate (SohoaArchive *archive, gint64 page, gint64 of,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
