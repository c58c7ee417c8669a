/* circle.h - all that may change when some mentions do: the work of one update. Private to this room.
 *
 * A circle is closed: with a mention it holds its party, all mentions of its number, believed or read, those
 * of its name where one of both numbers may be the other misread, those of its subject now and by the rules,
 * and those that a decision ties to it. What is outside keeps its subject.
 */
#ifndef SOHOA_SUBJECTS_CIRCLE_H
#define SOHOA_SUBJECTS_CIRCLE_H

#include "../store/decision.h"

G_BEGIN_DECLS

typedef struct {
  SohoaArchive *archive;
  GPtrArray *mentions;  /* of SohoaMention, each once; in order of place after sohoa_circle_close() */
  GPtrArray *decisions; /* of SohoaDecision that hold, in order */
  GHashTable *subjects; /* ids (gint64) that are touched */
  GHashTable *seen;     /* ids of mentions */
  GHashTable *ruled;    /* ids of decisions */
} SohoaCircle;

SohoaCircle *sohoa_circle_new (SohoaArchive *archive);
void sohoa_circle_free (SohoaCircle *circle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaCircle, sohoa_circle_free)

/* Takes over rows (of SohoaMention; NULL is a failure). */
gboolean sohoa_circle_take (SohoaCircle *circle, GPtrArray *rows) G_GNUC_WARN_UNUSED_RESULT;
/* The subject and all its mentions, now and by the rules; 0 is nobody. */
gboolean sohoa_circle_touch (SohoaCircle *circle, gint64 subject, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All that the rules between dossiers may hold together with the mention, which need not be in the circle or
 * in the archive: by its number, or by its name and a number near to it. */
gboolean sohoa_circle_take_kindred (SohoaCircle *circle, const SohoaMention *mention,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean sohoa_circle_close (SohoaCircle *circle, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives each mention its home by the rules, then its subject by the decisions, and stores both; subjects that
 * lost all mentions say where they went. Appends what the numbers leave in doubt (of SohoaDoubt). */
gboolean sohoa_circle_resolve (SohoaCircle *circle, GArray *doubts, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
