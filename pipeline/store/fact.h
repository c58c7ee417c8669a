/* fact.h - what is known of a subject: (subject, element, value, as of when, from which ink, how sure).
 *
 * A projection: the room subjects/ writes all facts of a subject at once, and may do so again at any time.
 * Personal data: fact.c alone touches these values. Each fact carries a keyed hash of its content; one that
 * does not match is SOHOA_ERROR_INTEGRITY, never a silently wrong value.
 */
#ifndef SOHOA_FACT_H
#define SOHOA_FACT_H

#include "mention.h"

G_BEGIN_DECLS

typedef struct {
  char *element; /* "person.birth_date"; "relation.mother_of" */
  char *item;    /* tells rows of a table, or relations of one sort, apart; "" for the one of its kind */
  guint rank;    /* 0 is current; each is superseded by the one before */
  char *value;   /* canonical, JSON; "null" for a relation */
  char *as_of;   /* ISO day, "" when unknown */
  gint64 mention;
  gint64 page;       /* id: where it stands */
  char *field;       /* on that page; NULL: read from a card's code, or a relation */
  char *target;      /* of a relation: a mention's name in the same document; NULL */
  double confidence; /* 0..1 */
  gboolean verified; /* a person said so */
  /* Loaded, not stored. */
  gint64 subject;
  gint64 source;
  guint page_no;
  gint64 target_subject; /* 0 when none */
} SohoaFact;

void sohoa_fact_free (SohoaFact *fact);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaFact, sohoa_fact_free)

gboolean sohoa_fact_clear (SohoaArchive *archive, gint64 subject, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean sohoa_fact_add (SohoaArchive *archive, gint64 subject, const SohoaFact *fact,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All facts of a subject by element, item and rank; of SohoaFact. */
GPtrArray *sohoa_fact_list (SohoaArchive *archive, gint64 subject, GError **error);
/* The relations that others have to a subject (the mother of a child), newest first; of SohoaFact. */
GPtrArray *sohoa_fact_list_relatives (SohoaArchive *archive, gint64 subject, GError **error);

G_END_DECLS

#endif
