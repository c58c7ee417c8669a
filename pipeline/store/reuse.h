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

/* One row as a report sees it. The same form or element is the same pointer (interned). */
typedef struct {
  const char *form, *element;
  guint kind; /* a number that items have in common only when form and element are the same: to look up by */
  gint64 who; /* the subject; -dossier: about nobody, or the item is not believed */
  SohoaReuseOutcome outcome, strict;
} SohoaReuseItem;

typedef void (*SohoaReuseVisit) (const SohoaReuseItem *item, gpointer data);

/* Every item of the dossiers that were received from, to (ISO days; NULL: any), each person's together, in
 * order of `who`. Of 20 million items about 6 s, in the memory of one. */
gboolean sohoa_reuse_walk (SohoaArchive *archive, const char *from, const char *to, SohoaReuseVisit visit,
                           gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
