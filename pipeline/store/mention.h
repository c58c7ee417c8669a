/* mention.h - a person or thing as one document names it, by role.
 *
 * Known by the first page of its document and its name there ("mother", "member[2]"). What tells it apart
 * from others is kept as blind indices only; the values stay in the fields.
 */
#ifndef SOHOA_MENTION_H
#define SOHOA_MENTION_H

#include "subject.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id;
  gint64 page; /* id of the document's first page */
  char *name;  /* in the document: the role, with its row where there are several */
  char *role;
  SohoaSubjectKind kind;
  gint64 dossier; /* id; 0 when it is lost */
  char *as_of;    /* the day that the paper speaks of, ISO; "" when unknown */
  char *same_as;  /* the mention of the same document that the paper says it is; NULL */
  char *doubt;    /* why its number is not believed, a stable word; NULL */
  /* Blind indices, NULL when not known: a number that is one person's alone; the name without its marks; the
   * full date and the year of birth. */
  GBytes *number, *label, *birth, *birth_year;
  /* What was read of them but is not believed; NULL where it is believed, or was not read. */
  GBytes *read_number, *read_label, *read_birth;
  /* Of the 12 figures of a person's number and of the name, believed or read: short codes from which one
   * tells in how many figures or words two of them differ (subjects/nearness.h). Also of figures that cannot
   * all be right, which are no read_number. NULL when there is none. */
  GBytes *near_number, *near_label;
  gint64 party;         /* mentions of one dossier with the same party are one */
  gint64 home, subject; /* ids; by the rules alone, and after what persons decided; 0 before it is resolved */
  /* Of the page; loaded, not stored. sha256 and page_no name the place whatever the order of receipt was. */
  char *sha256;
  gint64 source;
  guint page_no;
} SohoaMention;

/* What is needed of a mention to leave it aside. */
typedef struct {
  gint64 id;
  GBytes *near_number;
} SohoaNamesake;

void sohoa_mention_free (SohoaMention *mention);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaMention, sohoa_mention_free)

/* By place in the scans: the same for any order of receipt. For g_ptr_array_sort(). */
int sohoa_mention_compare (gconstpointer a, gconstpointer b);

/* Stores what the document says; one that is there keeps its id, party, home and subject. Sets mention->id.
 */
gboolean
sohoa_mention_put (SohoaArchive *archive, SohoaMention *mention, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Its dossier says it no more; it stays what it is until it is removed or put again. */
gboolean sohoa_mention_lose (SohoaArchive *archive, gint64 mention, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* With the facts taken from it. */
gboolean
sohoa_mention_remove (SohoaArchive *archive, gint64 mention, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Stores party, home and subject. */
gboolean sohoa_mention_settle (SohoaArchive *archive, const SohoaMention *mention,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Of SohoaMention, by id. */
GPtrArray *sohoa_mention_list_dossier (SohoaArchive *archive, gint64 dossier, GError **error);
/* Those that were lost, or whose dossier was removed. */
GPtrArray *sohoa_mention_list_lost (SohoaArchive *archive, GError **error);
GPtrArray *sohoa_mention_list_subject (SohoaArchive *archive, gint64 subject, GError **error);
GPtrArray *sohoa_mention_list_home (SohoaArchive *archive, gint64 home, GError **error);
GPtrArray *sohoa_mention_list_number (SohoaArchive *archive, GBytes *number, GError **error);
/* The same with those where the number was only read. */
GPtrArray *sohoa_mention_list_read_number (SohoaArchive *archive, GBytes *number, GError **error);
/* birth NULL: any. */
GPtrArray *sohoa_mention_list_label (SohoaArchive *archive, GBytes *label, GBytes *birth, GError **error);
/* Of SohoaNamesake: whose name, believed or read, is label, and of whose number there are figures.
 * unbelieved: only those whose number is not believed; they are few. */
GPtrArray *
sohoa_mention_list_namesakes (SohoaArchive *archive, GBytes *label, gboolean unbelieved, GError **error);
/* One, or none. */
GPtrArray *sohoa_mention_list_id (SohoaArchive *archive, gint64 id, GError **error);
/* *ret_mention NULL when there is none. */
gboolean sohoa_mention_load (SohoaArchive *archive, gint64 page, const char *name, SohoaMention **ret_mention,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
