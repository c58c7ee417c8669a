/* dossier.h - the pages of one administrative case, and the documents they form. */
#ifndef SOHOA_DOSSIER_H
#define SOHOA_DOSSIER_H

#include <sohoa/page_result.h>

#include "archive.h"

G_BEGIN_DECLS

/* X (NAME, nick). Where a dossier's code comes from. */
#define SOHOA_CODE_ORIGIN_LIST(X)                                                                            \
  X (COVER, "cover")   /* read from a cover sheet */                                                         \
  X (NAME, "name")     /* the name of the file or folder */                                                  \
  X (ISSUED, "issued") /* made from the content, because there was none */

typedef enum {
#define X(name, nick) SOHOA_CODE_##name,
  SOHOA_CODE_ORIGIN_LIST (X)
#undef X
} SohoaCodeOrigin;

const char *sohoa_code_origin_nick (SohoaCodeOrigin origin);

typedef struct {
  gint64 id;
  char *code;
  SohoaCodeOrigin origin;
  char *procedure, *unit; /* NULL when not known */
  gboolean code_unread;   /* it has a cover sheet whose code could not be read: a person must look */
  gint64 received;        /* id of its first source: the order of receipt */
  guint n_pages, n_documents;
} SohoaDossier;

void sohoa_dossier_free (SohoaDossier *dossier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaDossier, sohoa_dossier_free)

/* All dossiers in order of receipt, then code; of SohoaDossier. */
GPtrArray *sohoa_dossier_list (SohoaArchive *archive, GError **error);
SohoaDossier *sohoa_dossier_load (SohoaArchive *archive, const char *code, GError **error);
SohoaDossier *sohoa_dossier_load_id (SohoaArchive *archive, gint64 dossier, GError **error);

/* A document: consecutive pages of a dossier that are one thing. */
typedef struct {
  gint64 id;
  guint seq; /* within the dossier, from 1 */
  SohoaPageKind kind;
  char *form, *form_version; /* NULL unless a form or a registered cover */
  guint n_pages;
} SohoaDocument;

void sohoa_document_free (SohoaDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaDocument, sohoa_document_free)
GPtrArray *sohoa_document_list (SohoaArchive *archive, gint64 dossier, GError **error);

/* ---- separation (used by intake) ---- */

/* The first source that is finished but not separated, when every source before it is separated or will never
 * have pages; *ret_source 0 when there is none. */
gboolean sohoa_dossier_next_source (SohoaArchive *archive, gint64 *ret_source,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The dossiers that a source's pages lie in; of gint64. */
GArray *sohoa_dossier_list_source (SohoaArchive *archive, gint64 source, GError **error);
/* Takes the source's pages out of their dossiers again and forgets which of them separation had called
 * copies. Later sources of these dossiers are marked to be separated again. */
gboolean
sohoa_dossier_clear_source (SohoaArchive *archive, gint64 source, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The dossier with that code; made when there is none. A code read from a cover outranks one from a name.
 * unit: may be NULL. */
gboolean
sohoa_dossier_ensure (SohoaArchive *archive, const char *code, SohoaCodeOrigin origin, const char *unit,
                      gint64 *ret_dossier, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean sohoa_dossier_add_page (SohoaArchive *archive, gint64 dossier, gint64 page,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Sets what follows from all pages of a dossier. */
gboolean sohoa_dossier_describe (SohoaArchive *archive, gint64 dossier, const char *procedure,
                                 gboolean code_unread, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Removes a dossier that has no pages and no documents. */
gboolean
sohoa_dossier_remove (SohoaArchive *archive, gint64 dossier, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Replaces the documents of a dossier: one row, then its pages by sohoa_document_add_page(). */
gboolean
sohoa_document_clear (SohoaArchive *archive, gint64 dossier, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
sohoa_document_add (SohoaArchive *archive, gint64 dossier, guint seq, SohoaPageKind kind, const char *form,
                    const char *form_version, gint64 *ret_document, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean sohoa_document_add_page (SohoaArchive *archive, gint64 document, gint64 page,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The source is separated. Later sources of the dossiers it lies in are marked to be separated again: what is
 * a copy of what may have changed. */
gboolean
sohoa_dossier_finish_source (SohoaArchive *archive, gint64 source, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
