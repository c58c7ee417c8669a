/* take.c - see take.h: looking, waiting, hashing, recording. */
#include "take.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../store/object.h"

/* Files in a row that cannot be read: not the files, the disk or the share that they are on. */
enum { UNREADABLE_MAX = 25 };

/* How long a sleep may keep a signal waiting. */
static const gint64 nap_us = 50 * 1000;

typedef struct {
  SohoaArchive *archive;
  SohoaInbox *inbox;
  gint64 run, inbox_id;
  guint limit;
  const volatile int *stop;
  guint unreadable; /* in a row, through no fault of theirs */
  SohoaTaken taken;
} Taking;

/* What one file of a source turned out to be; sha256 NULL when nothing could be kept. */
typedef struct {
  char *sha256;
  guint64 size;
  char *reason;
} Kept;

static void
kept_clear (Kept *kept)
{
  g_clear_pointer (&kept->sha256, g_free);
  g_clear_pointer (&kept->reason, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Kept, kept_clear)

/* ---- looking, until it is quiet ---- */

static gboolean
fail_if_stopped (const volatile int *stop, GError **error)
{
  if (stop == NULL || !*stop)
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_STOPPED, "stopped while taking files; run again to go on");
  return FALSE;
}

static gboolean
sleep_until (gint64 monotonic_us, const volatile int *stop, GError **error)
{
  for (gint64 left; (left = monotonic_us - g_get_monotonic_time ()) > 0;) {
    if (!fail_if_stopped (stop, error))
      return FALSE;
    g_usleep ((gulong) MIN (left, nap_us));
  }
  return fail_if_stopped (stop, error);
}

static SohoaInboxScan *
look (SohoaInbox *inbox, double settle_s, GError **error)
{
  return sohoa_inbox_scan (inbox, settle_s, g_get_real_time (), g_get_monotonic_time (), error);
}

static SohoaInboxScan *
look_until_settled (Taking *taking, double settle_s, GError **error)
{
  g_autoptr (SohoaInboxScan) scan = look (taking->inbox, settle_s, error);
  if (scan == NULL || scan->wait_us == 0)
    return g_steal_pointer (&scan);
  /* A little longer, because files are dated by a coarser clock than the one that is asked here. */
  if (!sleep_until (g_get_monotonic_time () + scan->wait_us + nap_us, taking->stop, error))
    return NULL;
  return look (taking->inbox, settle_s, error);
}

/* A night that would refuse file by file what is only out of reach ends instead. */
static gboolean
fail_if_out_of_reach (const Taking *taking, GError **error)
{
  if (taking->unreadable < UNREADABLE_MAX)
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_STOPPED,
               "stopped early: %d files in a row cannot be read; see to the disk or the share that the inbox "
               "is on, then "
               "run again",
               UNREADABLE_MAX);
  return FALSE;
}

/* ---- keeping the bytes ---- */

/* Missing rights and links are about one file; all else that keeps it from being read is about where it lies.
 */
static void
count_unreadable (Taking *taking, const GError *failure, int opening)
{
  gboolean refused = opening == EACCES || opening == EPERM || opening == ELOOP;
  if (g_error_matches (failure, SOHOA_ERROR, SOHOA_ERROR_UNREADABLE))
    taking->unreadable += !refused;
  else
    taking->unreadable = 0;
}

/* An item failure becomes the file's reason; FALSE for a run failure and for a file that is still changing.
 */
static gboolean
keep_file (Taking *taking, const char *path, const char *name, Kept *ret_kept, GError **error)
{
  g_autoptr (GError) failure = NULL;
  struct stat status;
  int fd = sohoa_inbox_open_file (taking->inbox, path, name, &failure), opening = fd < 0 ? errno : 0;

  if (fd >= 0) {
    if (fstat (fd, &status) == 0)
      ret_kept->size = (guint64) status.st_size;
    gboolean ok = sohoa_object_add (taking->archive, fd, &ret_kept->sha256, &ret_kept->size, &failure);
    close (fd);
    if (ok) {
      taking->unreadable = 0;
      return TRUE;
    }
  }
  count_unreadable (taking, failure, opening);
  if (sohoa_error_scope (failure) == SOHOA_SCOPE_RUN ||
      g_error_matches (failure, SOHOA_ERROR, SOHOA_ERROR_CHANGED)) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  ret_kept->reason = g_strdup (sohoa_error_nick (failure->code));
  return TRUE;
}

static gboolean
keep_single (Taking *taking, const SohoaCandidate *candidate, SohoaSource *source, GError **error)
{
  g_auto (Kept) kept = {0};
  if (!keep_file (taking, candidate->path, NULL, &kept, error))
    return FALSE;
  /* Nothing at all has a hash too: it tells the outside which file this was. */
  gboolean empty = g_strcmp0 (kept.reason, sohoa_error_nick (SOHOA_ERROR_EMPTY)) == 0;
  source->sha256 =
    empty ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) "", 0) : g_strdup (kept.sha256);
  source->reason = g_strdup (kept.reason);
  sohoa_source_add_file (source, NULL, source->sha256, kept.size, kept.reason);
  return TRUE;
}

/* The folder's hash is that of the list of its files' hashes: the same pages under other names are the same.
 */
static gboolean
keep_folder (Taking *taking, const SohoaCandidate *candidate, SohoaSource *source, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint n_kept = 0;

  for (guint i = 0; i < candidate->names->len; i++) {
    g_auto (Kept) kept = {0};
    const char *name = g_ptr_array_index (candidate->names, i);
    if (!keep_file (taking, candidate->path, name, &kept, error))
      return FALSE;
    const char *line = kept.sha256 != NULL ? kept.sha256 : kept.reason;
    g_checksum_update (checksum, (const guchar *) line, -1);
    g_checksum_update (checksum, (const guchar *) "\n", 1);
    sohoa_source_add_file (source, name, kept.sha256, kept.size, kept.reason);
    n_kept += kept.sha256 != NULL;
  }
  if (n_kept > 0)
    source->sha256 = g_strdup (g_checksum_get_string (checksum));
  else
    source->reason = g_strdup (sohoa_error_nick (SOHOA_ERROR_UNREADABLE));
  return TRUE;
}

/* ---- recording ---- */

static SohoaEntryState
record_candidate (Taking *taking, const SohoaCandidate *candidate, GError **error)
{
  g_autoptr (SohoaSource) source = sohoa_source_new (candidate->path, candidate->kind);
  gint64 id;
  gboolean is_new;
  gboolean kept = candidate->kind == SOHOA_SOURCE_FILE ? keep_single (taking, candidate, source, error)
                                                       : keep_folder (taking, candidate, source, error);
  if (!kept)
    return SOHOA_ENTRY_UNSETTLED;
  /* What was out of reach is tried again each night, though the file itself may never change. */
  gboolean out_of_reach = source->sha256 == NULL && taking->unreadable > 0;
  source->stamp = g_strdup (out_of_reach ? "" : candidate->stamp);
  if (!sohoa_source_record (taking->archive, taking->run, taking->inbox_id, source, &id, &is_new, error))
    return SOHOA_ENTRY_UNSETTLED;
  taking->taken.new_sources += is_new;
  return is_new ? SOHOA_ENTRY_TAKEN : SOHOA_ENTRY_KNOWN;
}

/* What becomes of one candidate in this run. FALSE only for a run failure. */
static gboolean
take_candidate (Taking *taking, const SohoaCandidate *candidate, SohoaEntryState *ret_state, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean known;

  *ret_state = SOHOA_ENTRY_UNSETTLED;
  if (candidate->wait_us > 0)
    return TRUE;
  if (!sohoa_source_known (taking->archive, taking->inbox_id, candidate->path, candidate->stamp, &known,
                           error))
    return FALSE;
  if (known)
    *ret_state = SOHOA_ENTRY_KNOWN;
  else if (taking->limit > 0 && taking->taken.new_sources >= taking->limit)
    *ret_state = SOHOA_ENTRY_LEFT;
  else
    *ret_state = record_candidate (taking, candidate, &failure);
  if (failure == NULL || sohoa_error_scope (failure) == SOHOA_SCOPE_ITEM)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
take_all (Taking *taking, SohoaInboxScan *scan, GError **error)
{
  for (guint i = 0; i < scan->candidates->len; i++) {
    const SohoaCandidate *candidate = g_ptr_array_index (scan->candidates, i);
    SohoaEntryState state;
    if (!fail_if_stopped (taking->stop, error) || !fail_if_out_of_reach (taking, error) ||
        !take_candidate (taking, candidate, &state, error))
      return FALSE;
    scan->entries.state[state] += candidate->n_entries;
  }
  taking->taken.unsettled = scan->entries.state[SOHOA_ENTRY_UNSETTLED];
  return sohoa_run_count_entries (taking->archive, taking->run, &scan->entries, error);
}

gboolean
sohoa_take_inbox (SohoaArchive *archive, gint64 run, SohoaInbox *inbox, double settle_s, guint limit,
                  const volatile int *stop, SohoaTaken *ret_taken, GError **error)
{
  Taking taking = {.archive = archive, .inbox = inbox, .run = run, .limit = limit, .stop = stop};

  if (!sohoa_source_inbox (archive, sohoa_inbox_path (inbox), &taking.inbox_id, error))
    return FALSE;
  g_autoptr (SohoaInboxScan) scan = look_until_settled (&taking, settle_s, error);
  if (scan == NULL || !take_all (&taking, scan, error))
    return FALSE;
  *ret_taken = taking.taken;
  return TRUE;
}
