/* register.h - the dossiers that the units received, scanned or not: the denominator of every rate.
 *
 * The register comes from another system, as a table; here it is kept entry by entry under the dossier's
 * code. It holds no personal value: the applicant is two blind indices.
 */
#ifndef SOHOA_STORE_REGISTER_H
#define SOHOA_STORE_REGISTER_H

#include "archive.h"

G_BEGIN_DECLS

/* What an entry says, or does not say. */
typedef enum { SOHOA_UNTOLD = -1, SOHOA_NO = 0, SOHOA_YES = 1 } SohoaTold;

/* X (NAME, column). What an entry says with yes or no. */
#define SOHOA_TOLD_LIST(X)                                                                                   \
  X (ELECTRONIC_RESULT, "electronic_result")                                                                 \
  X (YIELDS_DOCUMENT, "yields_document")                                                                     \
  X (REUSED, "reused")                                                                                       \
  X (FROM_STORE, "from_store")                                                                               \
  X (SYNCED, "synced")

enum {
#define X(name, column) SOHOA_TELLS_##name,
  SOHOA_TOLD_LIST (X)
#undef X
    SOHOA_N_TOLD
};

/* X (NAME, column). What an entry may say beyond dossier, unit, procedure and day of receipt, by its column
 * in the database. */
#define SOHOA_REGISTER_EXTRA_LIST(X)                                                                         \
  X (DUE, "due")                                                                                             \
  X (FINISHED, "finished")                                                                                   \
  X (CHANNEL, "channel")                                                                                     \
  SOHOA_TOLD_LIST (X)                                                                                        \
  X (APPLICANT_NUMBER, "applicant_number")                                                                   \
  X (APPLICANT_LABEL, "applicant_label")

typedef enum {
#define X(name, column) SOHOA_REGISTER_##name,
  SOHOA_REGISTER_EXTRA_LIST (X)
#undef X
    SOHOA_N_REGISTER_EXTRAS
} SohoaRegisterExtra;

/* Everything is borrowed; NULL where nothing is told. Days are ISO. */
typedef struct {
  const char *dossier, *unit, *procedure, *received;
  const char *due, *finished;
  const char *channel; /* "direct", "online", "post" */
  SohoaTold told[SOHOA_N_TOLD];
  GBytes *applicant_number, *applicant_label; /* blind indices, as mentions have them */
} SohoaRegisterEntry;

/* Writes entries of one table. extras: bits 1 << SohoaRegisterExtra that the table has; of an entry that is
 * there already, what the table does not have stays. Within a transaction. */
typedef struct SohoaRegisterWriter SohoaRegisterWriter;
SohoaRegisterWriter *sohoa_register_writer_new (SohoaArchive *archive, guint extras, GError **error);
void sohoa_register_writer_free (SohoaRegisterWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaRegisterWriter, sohoa_register_writer_free)
/* The unit must be known (unit.h). ret_changed: it is new, or says something else than before. */
gboolean sohoa_register_write (SohoaRegisterWriter *writer, const SohoaRegisterEntry *entry,
                               gboolean *ret_changed, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean
sohoa_register_count (SohoaArchive *archive, guint *ret_entries, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  guint entries;
  guint unscanned;    /* entries without a page in the archive */
  guint unregistered; /* dossiers in the archive without an entry */
} SohoaRegisterTally;

gboolean sohoa_register_tally (SohoaArchive *archive, SohoaRegisterTally *ret_tally,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An entry without a scan, or a scan without an entry. */
typedef struct {
  char *dossier, *unit, *procedure; /* unit, procedure: NULL when not known */
  char *since;                      /* entry: the day of receipt; scan: where its code is from */
} SohoaRegisterGap;

void sohoa_register_gap_free (SohoaRegisterGap *gap);
/* Of SohoaRegisterGap; by day of receipt and code / by code. */
GPtrArray *sohoa_register_list_unscanned (SohoaArchive *archive, GError **error);
GPtrArray *sohoa_register_list_unregistered (SohoaArchive *archive, GError **error);

G_END_DECLS

#endif
