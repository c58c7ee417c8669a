/* reuse.h - of each declared item on a digitized form, whether prefill would have saved it.
 *
 * A projection: the room subjects/ writes the rows of a subject, or of a dossier, anew. No values.
 */
#ifndef SOHOA_STORE_REUSE_H
#define SOHOA_STORE_REUSE_H

#include "archive.h"

G_BEGIN_DECLS

/* X (NAME, nick). Nicks are exported. */
#define SOHOA_REUSE_OUTCOME_LIST(X)                                                                          \
  X (REUSED, "reused")       /* offered, and exactly this was written */                                     \
  X (DIFFERENT, "different") /* offered, but something else was written: harm */                             \
  X (NOT_OFFERED, "not-offered")                                                                             \
  X (UNKNOWN, "unknown") /* either side is neither accepted nor verified */

typedef enum {
#define X(name, nick) SOHOA_REUSE_##name,
  SOHOA_REUSE_OUTCOME_LIST (X)
#undef X
    SOHOA_N_REUSE_OUTCOMES
} SohoaReuseOutcome;

typedef struct {
  gint64 page; /* id; with the field, which item of which paper */
  const char *field, *element;
  gint64 subject;                    /* 0: the item itself is not believed */
  SohoaReuseOutcome outcome, strict; /* strict: without what follows from other elements */
  const char *how;                   /* of the derivation; NULL: none */
  gint64 from_page;                  /* id; 0: nothing was offered */
  const char *from_field;            /* NULL: from a card's code */
} SohoaReuse;

/* The page must be in a dossier and have the field. */
gboolean
sohoa_reuse_put (SohoaArchive *archive, const SohoaReuse *reuse, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
sohoa_reuse_clear_subject (SohoaArchive *archive, gint64 subject, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
sohoa_reuse_clear_dossier (SohoaArchive *archive, gint64 dossier, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Items of one element that one subject declared on one form. */
typedef struct {
  char *form, *element;
  gint64 subject; /* below 0: items of one dossier that are about nobody, or not believed themselves */
  guint outcome[SOHOA_N_REUSE_OUTCOMES];
  guint strict_reused;
} SohoaReuseSum;

void sohoa_reuse_sum_free (SohoaReuseSum *sum);
/* Of the dossiers whose code or register entry says that they were received from, to (ISO days; NULL: any),
 * by form, element and subject. */
GPtrArray *sohoa_reuse_list (SohoaArchive *archive, const char *from, const char *to, GError **error);

G_END_DECLS

#endif
