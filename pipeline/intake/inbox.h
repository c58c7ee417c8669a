/* inbox.h - a folder that scanners write to: what in it is a source, and when it may be taken.
 *
 * Never owned, never changed (but by sohoa_inbox_put_away()). Walked below one open descriptor, component by
 * component, without following a symbolic link. Names are bytes.
 *
 * What is a source
 *   - A folder (not the inbox itself) that holds nothing but image files by their suffix (.png .jpg .jpeg
 * .jpe .tif .tiff, any case), no sub-folder, at most one TIFF of several pages, and no file named by a
 * dossier code, is one source; its files are in natural order (2 before 10). The suffix says what the
 * operator meant; what a file really is, the worker decides by content.
 *   - Every other regular file is a source of its own.
 * What is not: hidden, temporary and litter files, links, FIFOs, sockets, devices, what lies below done/ at
 * the top of the inbox. They are never opened, and counted (SohoaEntryState).
 *
 * Settled: every file of the source (and the folder, when it is one) was last changed `settle_s` ago, by its
 * mtime and ctime; where these lie in the future, nothing of it changed between two looks that far apart.
 */
#ifndef SOHOA_INBOX_H
#define SOHOA_INBOX_H

#include "../store/run.h"
#include "../store/source.h"

G_BEGIN_DECLS

typedef struct SohoaInbox SohoaInbox;

/* Opens folder. SOHOA_ERROR_NOT_FOUND when it is not there, SOHOA_ERROR_USAGE when it is no folder or cannot
 * be read. */
SohoaInbox *sohoa_inbox_open (const char *folder, GError **error);
void sohoa_inbox_free (SohoaInbox *inbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaInbox, sohoa_inbox_free)

/* What one look at the inbox found. */
typedef struct {
  char *path; /* bytes, below the inbox */
  SohoaSourceKind kind;
  GPtrArray *names; /* of char *, bytes: files of a folder in natural order; empty for a file */
  char *stamp;      /* hash of names, sizes, times and inodes, hex */
  gint64 wait_us;   /* until it is settled; 0 = it is */
  guint n_entries;  /* inbox entries it is made of */
} SohoaCandidate;

typedef struct {
  GPtrArray *candidates;    /* of SohoaCandidate, by path bytes */
  gint64 wait_us;           /* until the last unsettled candidate may be settled; 0 = all are */
  SohoaEntryCounts entries; /* what is no candidate is counted already */
} SohoaInboxScan;

/* One look. wall_us, monotonic_us: the clocks (g_get_real_time(), g_get_monotonic_time()). The inbox
 * remembers when it first saw each stamp. */
SohoaInboxScan *
sohoa_inbox_scan (SohoaInbox *inbox, double settle_s, gint64 wall_us, gint64 monotonic_us, GError **error);
void sohoa_inbox_scan_free (SohoaInboxScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaInboxScan, sohoa_inbox_scan_free)

/* Opens a regular file below the inbox for reading; close-on-exec, never a link, never blocking. -1 and
 * SOHOA_ERROR_UNREADABLE, and errno says why. name: below path, or NULL. */
int sohoa_inbox_open_file (SohoaInbox *inbox, const char *path, const char *name, GError **error);

/* The absolute path, resolved; borrowed. */
const char *sohoa_inbox_path (const SohoaInbox *inbox);
/* The open folder; borrowed. */
int sohoa_inbox_descriptor (const SohoaInbox *inbox);

G_END_DECLS

#endif
