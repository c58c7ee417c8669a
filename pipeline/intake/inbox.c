/* inbox.c - see inbox.h. */
#include "inbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "name.h"
#include "natural_order.h"
#include "tiff_peek.h"

/* Folders within folders; each open one costs a descriptor. */
enum { DEPTH_MAX = 100 };

struct SohoaInbox {
  char *path;
  int fd;
  GHashTable *sightings; /* path -> Sighting, of what was not settled at the last look */
};

/* Since when (monotonic) a path has been seen with this stamp. */
typedef struct {
  char *stamp;
  gint64 since_us;
} Sighting;

typedef struct {
  char *name;
  struct stat status;
} Entry;

typedef struct {
  SohoaInbox *inbox;
  SohoaInboxScan *scan;
  gint64 settle_us, wall_us, monotonic_us;
} Walk;

static void
sighting_free (gpointer data)
{
  Sighting *sighting = data;
  g_free (sighting->stamp);
  g_free (sighting);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;
  g_free (entry->name);
  g_free (entry);
}

static void
candidate_free (gpointer data)
{
  SohoaCandidate *candidate = data;
  g_free (candidate->path);
  g_free (candidate->stamp);
  g_ptr_array_unref (candidate->names);
  g_free (candidate);
}

/* ---- life cycle ---- */

SohoaInbox *
sohoa_inbox_open (const char *folder, GError **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) {
    g_set_error (error, SOHOA_ERROR, errno == ENOENT ? SOHOA_ERROR_NOT_FOUND : SOHOA_ERROR_USAGE,
                 "cannot open an inbox: %s", g_strerror (errno));
    return NULL;
  }
  SohoaInbox *inbox = g_new0 (SohoaInbox, 1);
  char *resolved = realpath (folder, NULL);
  inbox->path = g_strdup (resolved != NULL ? resolved : folder);
  free (resolved);
  inbox->fd = fd;
  inbox->sightings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sighting_free);
  return inbox;
}

void
sohoa_inbox_free (SohoaInbox *inbox)
{
  if (inbox == NULL)
    return;
  close (inbox->fd);
  g_hash_table_unref (inbox->sightings);
  g_free (inbox->path);
  g_free (inbox);
}

const char *
sohoa_inbox_path (const SohoaInbox *inbox)
{
  return inbox->path;
}

int
sohoa_inbox_descriptor (const SohoaInbox *inbox)
{
  return inbox->fd;
}

void
sohoa_inbox_scan_free (SohoaInboxScan *scan)
{
  if (scan == NULL)
    return;
  g_ptr_array_unref (scan->candidates);
  g_free (scan);
}

/* ---- opening below the inbox ---- */

/* One component at a time: no link is followed, and no path is too long. Takes over `at`. */
static int
open_component (int at, const char *name, int flags)
{
  int fd = openat (at, name, flags | O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  int saved = errno;
  close (at);
  errno = saved;
  return fd;
}

static int
open_below (const SohoaInbox *inbox, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  int fd = fcntl (inbox->fd, F_DUPFD_CLOEXEC, 0);
  for (guint i = 0; fd >= 0 && parts[i] != NULL; i++)
    fd = open_component (fd, parts[i], parts[i + 1] != NULL ? O_DIRECTORY : 0);
  return fd;
}

int
sohoa_inbox_open_file (SohoaInbox *inbox, const char *path, const char *name, GError **error)
{
  g_autofree char *joined = name != NULL ? g_strconcat (path, "/", name, NULL) : NULL;
  struct stat status;
  int fd = open_below (inbox, joined != NULL ? joined : path);

  int saved = fd < 0 ? errno : ELOOP;

  if (fd >= 0 && fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    return fd;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_UNREADABLE, "cannot open the file: %s",
               fd < 0 ? g_strerror (saved) : "it is no regular file");
  if (fd >= 0)
    close (fd);
  errno = saved;
  return -1;
}

/* ---- reading a folder ---- */

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return sohoa_natural_compare ((*(Entry *const *) a)->name, (*(Entry *const *) b)->name);
}

/* Takes over fd. What cannot be asked for its status counts as a file: taking it will say why it cannot be
 * read. */
static GPtrArray *
read_folder (int fd)
{
  DIR *dir = fdopendir (fd);
  if (dir == NULL) {
    close (fd);
    return NULL;
  }
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  for (struct dirent *found; (found = readdir (dir)) != NULL;) {
    if (strcmp (found->d_name, ".") == 0 || strcmp (found->d_name, "..") == 0)
      continue;
    Entry *entry = g_new0 (Entry, 1);
    entry->name = g_strdup (found->d_name);
    if (fstatat (fd, found->d_name, &entry->status, AT_SYMLINK_NOFOLLOW) < 0)
      entry->status.st_mode = S_IFREG;
    g_ptr_array_add (entries, entry);
  }
  closedir (dir);
  g_ptr_array_sort (entries, compare_entries);
  return entries;
}

static gboolean
is_ignored (const Entry *entry, SohoaEntryState *ret_state)
{
  if (sohoa_name_is_ignored (entry->name, ret_state))
    return TRUE;
  if (S_ISREG (entry->status.st_mode) || S_ISDIR (entry->status.st_mode))
    return FALSE;
  *ret_state = S_ISLNK (entry->status.st_mode) ? SOHOA_ENTRY_LINK : SOHOA_ENTRY_SPECIAL;
  return TRUE;
}

/* Removes from entries what is none of ours, counted. */
static void
drop_ignored (Walk *walk, GPtrArray *entries)
{
  SohoaEntryState state;
  for (guint i = 0; i < entries->len;) {
    if (is_ignored (g_ptr_array_index (entries, i), &state)) {
      walk->scan->entries.total++;
      walk->scan->entries.state[state]++;
      g_ptr_array_remove_index (entries, i);
    } else {
      i++;
    }
  }
}

/* ---- candidates ---- */

static void
stamp_status (GChecksum *checksum, const char *name, const struct stat *status)
{
  g_autofree char *text = g_strdup_printf (
    "%" G_GUINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld %" G_GINT64_FORMAT ".%09ld %" G_GUINT64_FORMAT " %o",
    (guint64) status->st_size, (gint64) status->st_mtim.tv_sec, status->st_mtim.tv_nsec,
    (gint64) status->st_ctim.tv_sec, status->st_ctim.tv_nsec, (guint64) status->st_ino, status->st_mode);
  g_checksum_update (checksum, (const guchar *) name, (gssize) strlen (name) + 1);
  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
}

static gint64
changed_us (const struct stat *status)
{
  gint64 m = (gint64) status->st_mtim.tv_sec * G_USEC_PER_SEC + status->st_mtim.tv_nsec / 1000;
  gint64 c = (gint64) status->st_ctim.tv_sec * G_USEC_PER_SEC + status->st_ctim.tv_nsec / 1000;
  return MAX (m, c);
}

/* How long since the inbox first saw the candidate as it is now. */
static gint64
watch (Walk *walk, const SohoaCandidate *candidate)
{
  Sighting *sighting = g_hash_table_lookup (walk->inbox->sightings, candidate->path);
  if (sighting != NULL && strcmp (sighting->stamp, candidate->stamp) == 0)
    return walk->monotonic_us - sighting->since_us;
  sighting = g_new0 (Sighting, 1);
  sighting->stamp = g_strdup (candidate->stamp);
  sighting->since_us = walk->monotonic_us;
  g_hash_table_replace (walk->inbox->sightings, g_strdup (candidate->path), sighting);
  return 0;
}

/* By the clock on the wall when the last change lies in the past; by watching when it does not. */
static gint64
time_to_wait (Walk *walk, const SohoaCandidate *candidate, gint64 last_change_us)
{
  gint64 age_us = walk->wall_us - last_change_us;
  if (age_us >= walk->settle_us || walk->settle_us == 0)
    return 0;
  gint64 watched_us = watch (walk, candidate);
  return MAX (0, walk->settle_us - MAX (age_us, watched_us));
}

/* entries: the files it is made of. A folder that cannot be read is a candidate without files. Takes over
 * path. */
static void
add_candidate (Walk *walk, char *path, SohoaSourceKind kind, const struct stat *status, GPtrArray *entries)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  SohoaCandidate *candidate = g_new0 (SohoaCandidate, 1);
  gint64 last_change_us = changed_us (status);

  candidate->path = path;
  candidate->kind = kind;
  candidate->names = g_ptr_array_new_with_free_func (g_free);
  candidate->n_entries = entries != NULL && entries->len > 0 ? entries->len : 1;
  if (entries == NULL)
    stamp_status (checksum, "", status);
  for (guint i = 0; entries != NULL && i < entries->len; i++) {
    const Entry *entry = g_ptr_array_index (entries, i);
    g_ptr_array_add (candidate->names, g_strdup (entry->name));
    stamp_status (checksum, entry->name, &entry->status);
    last_change_us = MAX (last_change_us, changed_us (&entry->status));
  }
  candidate->stamp = g_strdup (g_checksum_get_string (checksum));
  candidate->wait_us = time_to_wait (walk, candidate, last_change_us);
  walk->scan->wait_us = MAX (walk->scan->wait_us, candidate->wait_us);
  walk->scan->entries.total += candidate->n_entries;
  g_ptr_array_add (walk->scan->candidates, candidate);
}

static gboolean
has_more_pages (int folder, const Entry *entry)
{
  int fd = openat (folder, entry->name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0)
    return FALSE;
  gboolean more = sohoa_tiff_has_more_pages (fd);
  close (fd);
  return more;
}

/* A folder in which a scanner put the pages of one stack; see the rule in inbox.h. */
static gboolean
is_image_folder (int folder, const GPtrArray *entries)
{
  guint n_long = 0;
  for (guint i = 0; i < entries->len; i++) {
    const Entry *entry = g_ptr_array_index (entries, i);
    g_autofree char *code = sohoa_path_dossier_code (entry->name);
    if (!S_ISREG (entry->status.st_mode) || !sohoa_name_is_image (entry->name) || code != NULL)
      return FALSE;
  }
  for (guint i = 0; i < entries->len && n_long < 2; i++) {
    const Entry *entry = g_ptr_array_index (entries, i);
    if (sohoa_name_is_tiff (entry->name) && has_more_pages (folder, entry))
      n_long++;
  }
  return entries->len > 0 && n_long < 2;
}

/* ---- the walk ---- */

static void walk_folder (Walk *walk, int fd, const char *path, const struct stat *status, guint depth);

static void
enter_folder (Walk *walk, int parent, const Entry *entry, char *path, guint depth)
{
  int fd =
    depth < DEPTH_MAX ? openat (parent, entry->name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW) : -1;
  if (fd < 0) {
    add_candidate (walk, path, SOHOA_SOURCE_FOLDER, &entry->status, NULL);
    return;
  }
  walk_folder (walk, fd, path, &entry->status, depth);
  close (fd);
  g_free (path);
}

static gboolean
is_put_away_folder (const Entry *entry, guint depth)
{
  return depth == 0 && S_ISDIR (entry->status.st_mode) && strcmp (entry->name, "done") == 0;
}

static void
walk_folder (Walk *walk, int fd, const char *path, const struct stat *status, guint depth)
{
  g_autoptr (GPtrArray) entries = read_folder (fcntl (fd, F_DUPFD_CLOEXEC, 0));
  if (entries == NULL) {
    add_candidate (walk, g_strdup (path), SOHOA_SOURCE_FOLDER, status, NULL);
    return;
  }
  drop_ignored (walk, entries);
  if (depth > 0 && is_image_folder (fd, entries)) {
    add_candidate (walk, g_strdup (path), SOHOA_SOURCE_FOLDER, status, entries);
    return;
  }
  for (guint i = 0; i < entries->len; i++) {
    const Entry *entry = g_ptr_array_index (entries, i);
    char *below = depth > 0 ? g_strconcat (path, "/", entry->name, NULL) : g_strdup (entry->name);
    if (is_put_away_folder (entry, depth)) {
      walk->scan->entries.total++;
      walk->scan->entries.state[SOHOA_ENTRY_PUT_AWAY]++;
      g_free (below);
    } else if (S_ISDIR (entry->status.st_mode)) {
      enter_folder (walk, fd, entry, below, depth + 1);
    } else {
      add_candidate (walk, below, SOHOA_SOURCE_FILE, &entry->status, NULL);
    }
  }
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(SohoaCandidate *const *) a)->path, (*(SohoaCandidate *const *) b)->path);
}

SohoaInboxScan *
sohoa_inbox_scan (SohoaInbox *inbox, double settle_s, gint64 wall_us, gint64 monotonic_us, GError **error)
{
  SohoaInboxScan *scan = g_new0 (SohoaInboxScan, 1);
  Walk walk = {.inbox = inbox,
               .scan = scan,
               .settle_us = (gint64) (settle_s * G_USEC_PER_SEC),
               .wall_us = wall_us,
               .monotonic_us = monotonic_us};
  struct stat status;

  scan->candidates = g_ptr_array_new_with_free_func (candidate_free);
  /* A descriptor of its own: the place in the listing is shared by duplicated ones. */
  int fd = openat (inbox->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0 || fstat (fd, &status) < 0) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, "cannot list an inbox: %s", g_strerror (errno));
    sohoa_inbox_scan_free (scan);
    return NULL;
  }
  walk_folder (&walk, fd, "", &status, 0);
  close (fd);
  g_ptr_array_sort (scan->candidates, compare_candidates);
  return scan;
}
