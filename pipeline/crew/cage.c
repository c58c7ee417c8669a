/* cage.c - see cage.h: the order in which things are given up, and the proof. */
#include "cage_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FILES_MAX = 32 }; /* descriptors: the wire, a scan, a font or two */

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_SETUP, "cannot build the worker's cage: %s", what);
  return FALSE;
}

/* ---- going in ---- */

/* The hard limit of memory leaves room for the largest scan, which the supervisor adds while it is read. */
static gboolean
set_limits (GError **error)
{
  const struct {
    __rlimit_resource_t what;
    struct rlimit limit;
  } limits[] = {
    {RLIMIT_AS, {SOHOA_CAGE_MEMORY_MAX, 2 * SOHOA_CAGE_MEMORY_MAX}},
    {RLIMIT_NOFILE, {FILES_MAX, FILES_MAX}},
    {RLIMIT_NPROC, {0, 0}},
    {RLIMIT_CORE, {0, 0}},
    {RLIMIT_MEMLOCK, {0, 0}},
  };
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    if (setrlimit (limits[i].what, &limits[i].limit) < 0)
      return fail (error, "a limit is refused");
  return TRUE;
}

static void
close_descriptors (int wire, int outbox)
{
  for (int fd = STDERR_FILENO + 1; fd < FILES_MAX; fd++)
    if (fd != wire && fd != outbox)
      close (fd);
  close_range (FILES_MAX, ~0U, 0);
}

static gboolean
go_in (int wire, int outbox, const char **ret_kind, GError **error)
{
  gboolean has_landlock;
  close_descriptors (wire, outbox);
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
    return fail (error, "privileges cannot be given up");
  if (!set_limits (error) || !cage_close_files (&has_landlock, error) ||
      !cage_close_calls (wire, outbox, has_landlock, error))
    return FALSE;
  *ret_kind = has_landlock ? "landlock" : "seccomp";
  return TRUE;
}

/* ---- the proof ---- */

static void
make_socket (void)
{
  socket (AF_INET, SOCK_DGRAM, 0);
}

static void
start_program (void)
{
  char *const nothing[] = {NULL};
  execve ("/bin/true", nothing, nothing);
}

static void
signal_parent (void)
{
  kill (getppid (), 0);
}

static void
start_process (void)
{
  if (fork () == 0)
    _exit (0);
}

static const struct {
  void (*attempt) (void);
  const char *name;
} deadly[] = {
  {make_socket, "a socket can be made"},
  {start_program, "a program can be started"},
  {signal_parent, "another process can be signalled"},
  {start_process, "a process can be started"},
};

enum { SURVIVED = 1, UNCAGED = 2 };

/* A child goes into a cage of its own and makes the attempt; it must not survive it. */
static gboolean
prove_deadly (guint which, int wire, int outbox, GError **error)
{
  pid_t child = fork ();
  if (child == 0) {
    const char *kind;
    prctl (PR_SET_PDEATHSIG, SIGKILL);
    if (!go_in (wire, outbox, &kind, NULL))
      _exit (UNCAGED);
    deadly[which].attempt ();
    _exit (SURVIVED);
  }
  int status = 0;
  while (child > 0 && waitpid (child, &status, 0) < 0 && errno == EINTR)
    continue;
  if (child > 0 && WIFSIGNALED (status) && WTERMSIG (status) == SIGSYS)
    return TRUE;
  /* What kept the child out keeps its parent out, who then says why. */
  if (child > 0 && WIFEXITED (status) && WEXITSTATUS (status) == UNCAGED)
    return TRUE;
  return fail (error, child < 0 ? "it cannot be tried" : deadly[which].name);
}

static gboolean
is_open (const char *path, int flags)
{
  int fd = open (path, flags | O_CLOEXEC, 0600);
  if (fd >= 0)
    close (fd);
  return fd >= 0;
}

/* What must be refused with an error is tried by the worker itself. */
static gboolean
prove_refused (GError **error)
{
  if (is_open ("/etc/passwd", O_RDONLY) || is_open ("/", O_RDONLY | O_DIRECTORY) ||
      is_open ("/proc/self/maps", O_RDONLY))
    return fail (error, "a foreign file can be read");
  if (is_open ("/dev/null", O_WRONLY) || is_open ("/tmp/.", O_RDWR | O_TMPFILE) ||
      is_open ("/usr/share/fonts/sohoa", O_WRONLY | O_CREAT | O_EXCL))
    return fail (error, "a file can be written");
  return TRUE;
}

gboolean
sohoa_cage_enter (int wire, int outbox, const char **ret_kind, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (deadly); i++)
    if (!prove_deadly (i, wire, outbox, error))
      return FALSE;
  return go_in (wire, outbox, ret_kind, error) && prove_refused (error);
}

const char *
sohoa_cage_outside (void)
{
  return "none";
}

/* ---- memory ---- */

/* Whoever aborts while half of the memory cannot be had any more did so for want of it: GLib, poppler and C++
 * all abort, and none says why. Safe in a handler. */
static void
tell_memory (int number)
{
  void *probe = mmap (NULL, SOHOA_CAGE_MEMORY_MAX / 2, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (probe == MAP_FAILED)
    _exit (SOHOA_CAGE_EXIT_MEMORY);
  raise (number); /* the handler is reset: as it would have ended */
}

void
sohoa_cage_watch_memory (void)
{
  struct sigaction action = {.sa_handler = tell_memory, .sa_flags = (int) SA_RESETHAND};
  sigaction (SIGABRT, &action, NULL);
  sigaction (SIGTRAP, &action, NULL);
}
