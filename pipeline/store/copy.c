/* copy.c - see copy.h. Order of a copied file: written, synced, renamed, its folder synced. */
#include "copy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "durable.h"

enum { BLOCK = 1 << 18 };

static gboolean
fail (const char *what, GError **error)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot %s: %s", what, g_strerror (errno));
  return FALSE;
}

static gboolean
pump (int from, int to, GChecksum *checksum, GError **error)
{
  g_autofree char *block = g_malloc (BLOCK);
  for (;;) {
    gssize n = read (from, block, BLOCK);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return n == 0 || fail ("read a file to copy", error);
    g_checksum_update (checksum, (const guchar *) block, n);
    if (!sohoa_durable_write (to, block, (gsize) n, error))
      return FALSE;
  }
}

static gboolean
pump_file (const char *from, const char *to, GChecksum *checksum, GError **error)
{
  int in = open (from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  int out = in < 0 ? -1 : open (to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean ok = out >= 0 || fail ("open a file to copy", error);
  ok = ok && pump (in, out, checksum, error) && (fsync (out) == 0 || fail ("sync a copied file", error));
  if (in >= 0)
    close (in);
  if (out >= 0)
    close (out);
  return ok;
}

gboolean
copy_file (const char *from, const char *to, char **ret_sha256, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofree char *half = g_strconcat (to, ".part", NULL);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  if (!pump_file (from, half, checksum, error)) {
    unlink (half);
    return FALSE;
  }
  if (rename (half, to) < 0)
    return fail ("name a copied file", error);
  if (ret_sha256 != NULL)
    *ret_sha256 = g_strdup (g_checksum_get_string (checksum));
  return sohoa_durable_sync_folder (folder, error);
}

/* ---- folders ---- */

static gboolean
make_folder (const char *path, GError **error)
{
  return mkdir (path, 0700) == 0 || errno == EEXIST || fail ("make a folder of the copy", error);
}

typedef gboolean (*CopyFunc) (const char *from, const char *to, GError **error);

/* Each folder below from through `folders`, each regular file through `files`; either may be NULL. */
static gboolean
copy_entries (const char *from, const char *to, CopyFunc folders, CopyFunc files, GError **error)
{
  g_autoptr (GError) unread = NULL;
  g_autoptr (GDir) dir = g_dir_open (from, 0, &unread);
  if (dir == NULL) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot read a folder to copy: %s", unread->message);
    return FALSE;
  }
  for (const char *name; make_folder (to, error) && (name = g_dir_read_name (dir)) != NULL;) {
    g_autofree char *source = g_build_filename (from, name, NULL);
    g_autofree char *target = g_build_filename (to, name, NULL);
    struct stat status;
    if (lstat (source, &status) < 0)
      return fail ("look at a file to copy", error);
    CopyFunc copy = S_ISDIR (status.st_mode) ? folders : S_ISREG (status.st_mode) ? files : NULL;
    if (copy != NULL && !copy (source, target, error))
      return FALSE;
  }
  return sohoa_durable_sync_folder (to, error);
}

static gboolean
copy_any_file (const char *from, const char *to, GError **error)
{
  return copy_file (from, to, NULL, error);
}

gboolean
copy_folder (const char *from, const char *to, GError **error)
{
  return copy_entries (from, to, copy_folder, copy_any_file, error);
}

/* ---- objects ---- */

/* objects/<2 digits>/<62 digits>; anything else there is half a file of a killed run. */
static gboolean
copy_object (const char *from, const char *to, GError **error)
{
  g_autofree char *name = g_path_get_basename (from), *folder = g_path_get_dirname (from);
  g_autofree char *first = g_path_get_basename (folder), *sha256 = NULL;
  g_autofree char *wanted = g_strconcat (first, name, NULL);
  if (strlen (wanted) != 64 || access (to, F_OK) == 0)
    return TRUE;
  if (!copy_file (from, to, &sha256, error))
    return FALSE;
  if (strcmp (sha256, wanted) == 0)
    return TRUE;
  unlink (to);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTEGRITY,
               "an original is damaged: object %s; 'sohoa doctor' names all that are", wanted);
  return FALSE;
}

static gboolean
copy_object_folder (const char *from, const char *to, GError **error)
{
  return copy_entries (from, to, NULL, copy_object, error);
}

gboolean
copy_objects (const char *from, const char *to, GError **error)
{
  return copy_entries (from, to, copy_object_folder, NULL, error);
}
