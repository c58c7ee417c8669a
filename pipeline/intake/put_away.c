/* put_away.c - see take.h: moving finished sources below done/.
 *
 * The move is one rename within the inbox, both folders are synced, and only then the archive notes it: a cut
 * in between leaves a file that is put away and not noted as such, which nothing depends on.
 */
#include "take.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
fail (const char *what, GError **error)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot %s: %s", what, g_strerror (errno));
  return FALSE;
}

/* The folder that a path lies in, below a folder; missing ones are made when asked. -1 on failure. */
static int
open_parent (int below, const char *path, gboolean make)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  int fd = fcntl (below, F_DUPFD_CLOEXEC, 0);
  for (guint i = 0; fd >= 0 && parts[i + 1] != NULL; i++) {
    if (make)
      mkdirat (fd, parts[i], 0777);
    int next = openat (fd, parts[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (next >= 0 && make && fsync (fd) < 0) {
      close (next);
      next = -1;
    }
    close (fd);
    fd = next;
  }
  return fd;
}

/* Never over anything. Shares that do not know RENAME_NOREPLACE are asked first. */
static gboolean
rename_new (int from, int to, const char *name)
{
  if (renameat2 (from, name, to, name, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  struct stat status;
  if (fstatat (to, name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
    errno = EEXIST;
    return FALSE;
  }
  return renameat (from, name, to, name) == 0;
}

/* ret_moved FALSE when its place is taken. */
static gboolean
move (int inbox, const char *path, gboolean *ret_moved, GError **error)
{
  g_autofree char *target = g_strconcat ("done/", path, NULL);
  g_autofree char *name = g_path_get_basename (path);
  int from = open_parent (inbox, path, FALSE);
  int to = open_parent (inbox, target, TRUE);
  gboolean ok = from >= 0 && to >= 0;

  *ret_moved = ok && rename_new (from, to, name);
  if (!ok || (!*ret_moved && errno != EEXIST))
    ok = fail ("move a finished source to done/ in its inbox", error);
  else if (*ret_moved && (fsync (to) < 0 || fsync (from) < 0))
    ok = fail ("sync done/ in an inbox", error);
  if (from >= 0)
    close (from);
  if (to >= 0)
    close (to);
  return ok;
}

/* path -> stamp of what lies in the inbox now. */
static GHashTable *
list_stamps (const SohoaInboxScan *scan)
{
  GHashTable *stamps = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < scan->candidates->len; i++) {
    const SohoaCandidate *candidate = g_ptr_array_index (scan->candidates, i);
    g_hash_table_insert (stamps, candidate->path, candidate->stamp);
  }
  return stamps;
}

gboolean
sohoa_put_away (SohoaArchive *archive, SohoaInbox *inbox, guint *ret_moved, GError **error)
{
  gint64 inbox_id;
  g_autoptr (SohoaInboxScan) scan =
    sohoa_inbox_scan (inbox, 0, g_get_real_time (), g_get_monotonic_time (), error);

  if (scan == NULL || !sohoa_source_inbox (archive, sohoa_inbox_path (inbox), &inbox_id, error))
    return FALSE;
  g_autoptr (GHashTable) stamps = list_stamps (scan);
  g_autoptr (GPtrArray) sources = sohoa_source_list_to_put_away (archive, inbox_id, error);
  if (sources == NULL)
    return FALSE;
  *ret_moved = 0;
  for (guint i = 0; i < sources->len; i++) {
    const SohoaSource *source = g_ptr_array_index (sources, i);
    gboolean moved;
    if (g_strcmp0 (g_hash_table_lookup (stamps, source->path), source->stamp) != 0)
      continue;
    if (!move (sohoa_inbox_descriptor (inbox), source->path, &moved, error) ||
        (moved && !sohoa_source_set_put_away (archive, source->id, error)))
      return FALSE;
    *ret_moved += moved;
  }
  return TRUE;
}
