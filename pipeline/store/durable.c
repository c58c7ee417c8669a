/* durable.c - see durable.h. A failed sync is a loss, never tried again as if nothing had been. */
#include "durable.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static gboolean
fail (const char *what, GError **error)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot %s: %s", what, g_strerror (errno));
  return FALSE;
}

gboolean
sohoa_durable_write (int fd, const void *data, gsize size, GError **error)
{
  const char *rest = data;
  while (size > 0) {
    gssize n = write (fd, rest, size);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return fail ("write to the archive", error);
    rest += n;
    size -= (gsize) n;
  }
  return TRUE;
}

gboolean
sohoa_durable_sync_folder (const char *folder, GError **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return fail ("open a folder of the archive", error);
  gboolean ok = fsync (fd) == 0 || fail ("sync a folder of the archive", error);
  close (fd);
  return ok;
}

gboolean
sohoa_durable_create (const char *path, const void *data, gsize size, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return fail ("make a file of the archive", error);
  gboolean ok = sohoa_durable_write (fd, data, size, error) &&
                (fsync (fd) == 0 || fail ("sync a file of the archive", error));
  close (fd);
  return ok && sohoa_durable_sync_folder (folder, error);
}
