/* shim.c - a libc whose n-th call of one kind fails or ends the process; loaded before the real one
 * (LD_PRELOAD).
 *
 *   FAULT_CALL   write, pwrite, fsync, rename or unlink: which are counted (fdatasync counts as fsync)
 *   FAULT_N      which of them, from 1 on
 *   FAULT_HOW    EIO, ENOSPC: it fails so, once; "EIO+", "ENOSPC+": and all after it; KILL: SIGKILL
 *                instead of it
 *   FAULT_COUNT  a file that gets a byte when the n-th call came
 *   FAULT_TALLY  a file that is told at the end how many calls there were: a line of each kind
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *const kinds[] = {"write", "pwrite", "fsync", "rename", "unlink"};
enum { KINDS = sizeof kinds / sizeof *kinds };
static long calls[KINDS];

/* Counts this call; how many there were of its kind. */
static long
count (const char *call)
{
  for (int i = 0; i < KINDS; i++)
    if (strcmp (kinds[i], call) == 0)
      return ++calls[i];
  return 0;
}

__attribute__ ((destructor)) static void
tell_tally (void)
{
  const char *path = getenv ("FAULT_TALLY");
  FILE *file = path ? fopen (path, "w") : NULL;
  for (int i = 0; file && i < KINDS; i++)
    fprintf (file, "%s %ld\n", kinds[i], calls[i]);
  if (file)
    fclose (file);
}

static void
tell (void)
{
  const char *path = getenv ("FAULT_COUNT");
  long fd = path ? syscall (SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT, 0600) : -1;
  if (fd >= 0)
    syscall (SYS_write, fd, "x", 1L);
}

/* Whether this call is to fail; errno says how. */
static int
fails (const char *call)
{
  const char *which = getenv ("FAULT_CALL"), *n = getenv ("FAULT_N"), *how = getenv ("FAULT_HOW");
  long now = count (call);
  if (!which || !n || !how || strcmp (which, call) != 0)
    return 0;
  long left = strtol (n, NULL, 10) - now;
  if (left > 0 || (left < 0 && !strchr (how, '+')))
    return 0;
  if (left == 0)
    tell ();
  if (strcmp (how, "KILL") == 0)
    kill (getpid (), SIGKILL);
  errno = strncmp (how, "ENOSPC", 6) == 0 ? ENOSPC : EIO;
  return 1;
}

#define REAL(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

/* Results and talk are no part of the archive. */
ssize_t
write (int fd, const void *data, size_t size)
{
  return fd > 2 && fails ("write") ? -1 : REAL (write) (fd, data, size);
}

ssize_t
pwrite (int fd, const void *data, size_t size, off_t at)
{
  return fails ("pwrite") ? -1 : REAL (pwrite) (fd, data, size, at);
}

ssize_t
pwrite64 (int fd, const void *data, size_t size, off64_t at)
{
  return fails ("pwrite") ? -1 : REAL (pwrite64) (fd, data, size, at);
}

int
fsync (int fd)
{
  return fails ("fsync") ? -1 : REAL (fsync) (fd);
}

int
fdatasync (int fd)
{
  return fails ("fsync") ? -1 : REAL (fdatasync) (fd);
}

int
rename (const char *from, const char *to)
{
  return fails ("rename") ? -1 : REAL (rename) (from, to);
}

int
unlink (const char *path)
{
  return fails ("unlink") ? -1 : REAL (unlink) (path);
}
