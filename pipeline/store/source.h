/* source.h - one file from an inbox, or one folder of images.
 *
 * Ids grow in order of receipt, so "earlier" always means "smaller id". Paths are bytes as the file system
 * gave them (no encoding is assumed), below their inbox; sohoa_path_escape() makes them printable.
 *
 * The life of a source, as the crew drives it:
 *
 *   waiting --begin--> working --declare / refuse each file--> pages --page by page--> done, partial,
 * quarantined
 *
 * The last page that leaves `waiting` ends the source, in the same transaction; nobody else has to. A single
 * file that cannot be opened as a scan ends it as `rejected`.
 */
#ifndef SOHOA_SOURCE_H
#define SOHOA_SOURCE_H

#include "archive.h"

G_BEGIN_DECLS

typedef enum { SOHOA_SOURCE_FILE, SOHOA_SOURCE_FOLDER } SohoaSourceKind;

/* X (NAME, nick) */
#define SOHOA_SOURCE_STATE_LIST(X)                                                                           \
  X (WAITING, "waiting")                                                                                     \
  X (WORKING, "working")                                                                                     \
  X (DONE, "done")               /* every page is done, duplicate or in review */                            \
  X (PARTIAL, "partial")         /* some pages are quarantined */                                            \
  X (DUPLICATE, "duplicate")     /* the same bytes were taken before, under any name */                      \
  X (REJECTED, "rejected")       /* not a scan: see the reason */                                            \
  X (QUARANTINED, "quarantined") /* a scan by its looks, but no page of it could be processed */

typedef enum {
#define X(name, nick) SOHOA_SOURCE_##name,
  SOHOA_SOURCE_STATE_LIST (X)
#undef X
    SOHOA_N_SOURCE_STATES
} SohoaSourceState;

/* state: a SohoaSourceState, as a number, so that all can be walked through. */
const char *sohoa_source_state_nick (guint state);

/* One file of a source. */
typedef struct {
  gint64 id;
  guint seq;    /* 1-based, natural order within a folder */
  char *name;   /* bytes; below the folder, NULL when the source is the file itself */
  char *sha256; /* the object, hex; NULL when it could not be read */
  guint64 size;
  guint n_pages; /* declared; 0 = not declared yet */
  char *reason;  /* nick of the error that kept it from being read or opened; NULL */
} SohoaSourceFile;

typedef struct {
  gint64 id;
  char *path; /* bytes, below the inbox */
  SohoaSourceKind kind;
  char *sha256; /* of the file; of the ordered list of hashes for a folder; NULL when nothing could be read */
  SohoaSourceState state;
  char *reason;        /* nick of an error; NULL */
  gint64 duplicate_of; /* id of the source with the same bytes; 0 = none */
  guint n_pages;       /* page rows */
  gboolean put_away;   /* moved below done/ */
  char *stamp;         /* how it lay in the inbox: names, sizes, times, inodes, hashed */
  GPtrArray *files;    /* of SohoaSourceFile, in order */
} SohoaSource;

SohoaSource *sohoa_source_new (const char *path, SohoaSourceKind kind);
void sohoa_source_add_file (SohoaSource *source, const char *name, const char *sha256, guint64 size,
                            const char *reason);
void sohoa_source_free (SohoaSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaSource, sohoa_source_free)

/* Bytes that are not UTF-8, control and format characters as \xHH, a backslash as \\; unique and reversible.
 * Every path that is shown or exported goes through here. Caller frees. */
char *sohoa_path_escape (const char *path);

/* ---- taking (used by intake) ---- */

/* The id of an inbox folder by its absolute path; recorded at first sight. */
gboolean sohoa_source_inbox (SohoaArchive *archive, const char *path, gint64 *ret_inbox,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* TRUE in ret_known when the path was recorded with this stamp (a hash of names, sizes, times and inodes). */
gboolean sohoa_source_known (SohoaArchive *archive, gint64 inbox, const char *path, const char *stamp,
                             gboolean *ret_known, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Records a source whose objects are in the store. Its state follows from what it is: rejected when reason is
 * set, duplicate when its sha256 is known, else waiting. The same bytes at the same path again are the same
 * source: only the stamp is renewed (ret_new FALSE). A path that could not be read before keeps its id. */
gboolean
sohoa_source_record (SohoaArchive *archive, gint64 run, gint64 inbox, const SohoaSource *source,
                     gint64 *ret_source, gboolean *ret_new, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Finished sources of an inbox (done, duplicate) that still lie where they were found; of SohoaSource. */
GPtrArray *sohoa_source_list_to_put_away (SohoaArchive *archive, gint64 inbox, GError **error);
gboolean
sohoa_source_set_put_away (SohoaArchive *archive, gint64 source, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- working (used by the crew) ---- */

/* The first waiting source after an id (0: from the start), in order of receipt. *ret_source NULL at the end.
 */
gboolean sohoa_source_next (SohoaArchive *archive, gint64 after, SohoaSource **ret_source,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* waiting -> working, by this run. */
gboolean sohoa_source_begin (SohoaArchive *archive, gint64 run, gint64 source,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A file was opened and has n_pages (1 ..). Its page rows appear, `waiting`, numbered on from the files
 * before it: declare (or refuse) the files of a source in their order. A file that is declared keeps its
 * rows. */
gboolean sohoa_source_declare (SohoaArchive *archive, gint64 file, guint n_pages,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A file could not be opened as a scan; reason: sohoa_error_nick() of an item error, explanation: its
 * message, NULL for none. A source of one file ends as rejected (quarantined for "crash", "timeout" and
 * "memory"); in a folder it counts as one quarantined page. */
gboolean sohoa_source_refuse (SohoaArchive *archive, gint64 file, const char *reason, const char *explanation,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- asking ---- */

/* The sources that a run recorded or worked on, in order of receipt; of SohoaSource. */
GPtrArray *sohoa_source_list_run (SohoaArchive *archive, gint64 run, GError **error);
SohoaSource *sohoa_source_load (SohoaArchive *archive, gint64 source, GError **error);
/* Sources and pages that are still waiting or working: what a progress bar needs. A source that is not
 * declared yet counts one page a file. */
gboolean sohoa_source_count_waiting (SohoaArchive *archive, guint *ret_sources, guint *ret_pages,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Puts what is quarantined (or rejected) back: a source 0 means all, page_no 0 all pages of the source.
 * Returns how many pages and undeclared files now wait; SOHOA_ERROR_NOT_FOUND when a named one is not
 * quarantined. */
gboolean sohoa_source_retry (SohoaArchive *archive, gint64 source, guint page_no, guint *ret_count,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
