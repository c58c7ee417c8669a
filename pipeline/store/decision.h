/* decision.h - what persons said about who is who; replayed, in order, over what the rules alone give.
 *
 * A decision is never removed: it is undone, and says by whom.
 */
#ifndef SOHOA_DECISION_H
#define SOHOA_DECISION_H

#include "mention.h"

G_BEGIN_DECLS

/* X (NAME, nick) */
#define SOHOA_DECISION_KIND_LIST(X)                                                                          \
  X (MERGE, "merge") /* other is subject */                                                                  \
  X (SPLIT, "split") /* the mentions named are not subject but other, a new one */                           \
  X (APART, "apart") /* subject and other are two, however alike */

typedef enum {
#define X(name, nick) SOHOA_DECISION_##name,
  SOHOA_DECISION_KIND_LIST (X)
#undef X
    SOHOA_N_DECISION_KINDS
} SohoaDecisionKind;

const char *sohoa_decision_kind_nick (SohoaDecisionKind kind);

/* A mention by its place; the mention itself may go and come. */
typedef struct {
  guint side; /* 0: of subject, 1: of other */
  gint64 page;
  char *name;
} SohoaDecisionMention;

typedef struct {
  gint64 id;
  SohoaDecisionKind kind;
  gint64 subject, other;
  char *actor;
  gint64 decided;  /* Unix microseconds */
  char *undone_by; /* NULL while it holds */
  gint64 undone;
  GPtrArray *mentions; /* of SohoaDecisionMention */
} SohoaDecision;

SohoaDecision *sohoa_decision_new (SohoaDecisionKind kind, gint64 subject, gint64 other, const char *actor);
void sohoa_decision_add_mention (SohoaDecision *decision, guint side, const SohoaMention *mention);
void sohoa_decision_free (SohoaDecision *decision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaDecision, sohoa_decision_free)

/* Stores it and its event; sets id and decided. */
gboolean sohoa_decision_store (SohoaArchive *archive, SohoaDecision *decision,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* SOHOA_ERROR_NOT_FOUND when there is none, or it is undone already. */
gboolean sohoa_decision_undo (SohoaArchive *archive, gint64 decision, const char *actor,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
SohoaDecision *sohoa_decision_load (SohoaArchive *archive, gint64 decision, GError **error);
/* In order of their making; of SohoaDecision. Of a subject: also the undone ones. Of a mention: those that
 * hold.
 */
GPtrArray *sohoa_decision_list_subject (SohoaArchive *archive, gint64 subject, GError **error);
GPtrArray *sohoa_decision_list_mention (SohoaArchive *archive, gint64 page, const char *name, GError **error);
/* A person said that they are two. */
gboolean sohoa_decision_are_apart (SohoaArchive *archive, gint64 one, gint64 other, gboolean *ret_apart,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
