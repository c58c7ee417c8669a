/* prefill.h - what was released to prefill a form, and what declarants left of it when it came back.
 *
 * No values: each item carries a keyed hash of what was offered, enough to tell whether the same stands on
 * the paper that returns. Releases are never changed; what returned is a projection, which the room subjects/
 * writes anew for a dossier.
 */
#ifndef SOHOA_STORE_PREFILL_H
#define SOHOA_STORE_PREFILL_H

#include "archive.h"

G_BEGIN_DECLS

/* One item that is offered; everything is borrowed. */
typedef struct {
  const char *field, *element;
  gint64 subject;
  const char *how;        /* of the derivation; NULL: none */
  gint64 from_page;       /* id */
  const char *from_field; /* NULL: from a card's code */
  const char *value;      /* canonical, JSON; only its hash is stored */
} SohoaReleasedItem;

typedef struct {
  const char *form, *form_version, *day, *purpose;
  const char *medium; /* a stable word: how it leaves the house ("json", "pdf") */
  GArray *items;      /* of SohoaReleasedItem */
} SohoaRelease;

/* The code of a release, which its content decides: the same release again has the same. Caller frees. */
char *sohoa_release_code (SohoaArchive *archive, const SohoaRelease *release);
/* Stores the release under its code, unless it is there, and its event ("prefill"): each time it is made
 * again is an event of its own. One transaction. (Items that a printer had no room for may be missing by now:
 * the code is that of what was to be printed.) */
gboolean sohoa_release_store (SohoaArchive *archive, const char *code, const SohoaRelease *release,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The id of the release that some paper says it is of; 0 when there is none of that code. */
gboolean sohoa_release_find (SohoaArchive *archive, const char *code, gint64 *ret_prefill,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a field was offered, and exactly this (canonical, JSON). */
typedef enum { SOHOA_OFFERED_NOTHING, SOHOA_OFFERED_THIS, SOHOA_OFFERED_OTHER } SohoaOffered;
gboolean sohoa_release_compare (SohoaArchive *archive, gint64 prefill, const char *field, const char *value,
                                SohoaOffered *ret_offered, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- what came back ---- */

/* X (NAME, nick). Nicks are exported. */
#define SOHOA_RETURNED_LIST(X)                                                                               \
  X (UNCHANGED, "unchanged") /* exactly what was offered stands there */                                     \
  X (CORRECTED, "corrected") /* the declarant wrote something else, or struck it out */                      \
  X (DECLARED, "declared")   /* nothing was offered, and it was filled in */                                 \
  X (UNKNOWN, "unknown")     /* something else was read, but it is neither accepted nor verified */

typedef enum {
#define X(name, nick) SOHOA_RETURNED_##name,
  SOHOA_RETURNED_LIST (X)
#undef X
    SOHOA_N_RETURNED
} SohoaReturnedOutcome;

gboolean
sohoa_returned_clear (SohoaArchive *archive, gint64 dossier, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The page must be in a dossier. */
gboolean
sohoa_returned_put (SohoaArchive *archive, gint64 page, const char *field, const char *element,
                    gint64 prefill, SohoaReturnedOutcome outcome, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Items of one form, over the dossiers that were received from, to (ISO days; NULL: any). */
typedef struct {
  char *form;
  guint papers;
  guint outcome[SOHOA_N_RETURNED];
} SohoaReturnedSum;

void sohoa_returned_sum_free (SohoaReturnedSum *sum);
/* Of SohoaReturnedSum, by form. */
GPtrArray *sohoa_returned_list (SohoaArchive *archive, const char *from, const char *to, GError **error);

G_END_DECLS

#endif
