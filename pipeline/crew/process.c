/* process.c - see process.h. Between fork and exec only calls that are safe there (signal-safety(7)). */
#include "process.h"

#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct SohoaProcess {
  pid_t pid;
  int pidfd;
  int stat, schedstat; /* of /proc; -1 where there is none */
};

char *
sohoa_process_find_worker (GError **error)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", error);
  if (!self)
    return NULL;
  g_autofree char *folder = g_path_get_dirname (self);
  g_autofree char *beside = g_build_filename (folder, "sohoa-worker", NULL);
  if (access (beside, X_OK) == 0)
    return g_steal_pointer (&beside);
  if (access (SOHOA_WORKER_INSTALLED, X_OK) == 0)
    return g_strdup (SOHOA_WORKER_INSTALLED);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_SETUP,
               "cannot find 'sohoa-worker', neither beside this program nor as '%s'; install it again",
               SOHOA_WORKER_INSTALLED);
  return NULL;
}

/* OMP_THREAD_LIMIT=1, and what a sanitizer run was told. Free the array, not the strings. */
static char **
make_environment (void)
{
  static const char *const handed_on[] = {"ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"};
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_strv_builder_add (builder, "OMP_THREAD_LIMIT=1");
  for (guint i = 0; i < G_N_ELEMENTS (handed_on); i++) {
    const char *value = g_getenv (handed_on[i]);
    g_autofree char *line = value ? g_strconcat (handed_on[i], "=", value, NULL) : NULL;
    if (line)
      g_strv_builder_add (builder, line);
  }
  return g_strv_builder_end (builder);
}

/* The child's side; never returns. silent: what libraries print may quote the paper, so nobody gets it,
 * except a developer who runs with a sanitizer. */
G_NORETURN static void
become_worker (const char *program, int socket, char *const *environment, gboolean silent, pid_t supervisor)
{
  sigset_t none;
  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (getppid () != supervisor)
    _exit (127);
  if (dup2 (socket, SOHOA_WIRE_FD) < 0)
    _exit (127);
  int null = open ("/dev/null", O_RDWR);
  for (int fd = 0; fd < (silent ? 3 : 2); fd++)
    if (null < 0 || dup2 (null, fd) < 0)
      _exit (127);
  close_range (SOHOA_WIRE_FD + 1, ~0U, 0);
  char *const arguments[] = {(char *) "sohoa-worker", NULL};
  execve (program, arguments, environment);
  _exit (127);
}

/* Opened while that is allowed: where /proc hides what a user may not trace (systemd's ProtectProc), a worker
 * is out of sight as soon as it is in its cage. */
static int
open_proc (pid_t pid, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", pid, name);
  return open (path, O_RDONLY | O_CLOEXEC);
}

SohoaProcess *
sohoa_process_start (const char *program, int *ret_socket, GError **error)
{
  int pair[2];
  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_SETUP, "cannot start a worker: %s", g_strerror (errno));
    return NULL;
  }
  /* The child puts its end on SOHOA_WIRE_FD; a descriptor above it survives that and keeps no close-on-exec.
   */
  int theirs = fcntl (pair[1], F_DUPFD_CLOEXEC, SOHOA_WIRE_FD + 1);
  g_auto (GStrv) environment = make_environment ();
  gboolean silent = g_strv_length (environment) == 1;
  pid_t self = getpid (), child = theirs < 0 ? -1 : fork ();
  if (child == 0)
    become_worker (program, theirs, environment, silent, self);
  int saved = errno;
  close (pair[1]);
  if (theirs >= 0)
    close (theirs);
  if (child < 0) {
    close (pair[0]);
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_SETUP, "cannot start a worker: %s", g_strerror (saved));
    return NULL;
  }
  SohoaProcess *process = g_new0 (SohoaProcess, 1);
  process->pid = child;
  process->pidfd = pidfd_open (child, 0);
  process->stat = open_proc (child, "stat");
  process->schedstat = open_proc (child, "schedstat");
  *ret_socket = pair[0];
  return process;
}

void
sohoa_process_limit_memory (const SohoaProcess *process, guint64 bytes)
{
  struct rlimit limit;
  if (prlimit (process->pid, RLIMIT_AS, NULL, &limit) < 0)
    return;
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  prlimit (process->pid, RLIMIT_AS, &limit, NULL);
}

/* sched-stats in the kernel's documentation: nanoseconds on a processor, then on a run queue. */
void
sohoa_process_times (const SohoaProcess *process, gint64 *ret_used_us, gint64 *ret_starved_us)
{
  char text[80] = "", *second;
  *ret_used_us = *ret_starved_us = 0;
  if (process->schedstat < 0 || pread (process->schedstat, text, sizeof text - 1, 0) <= 0)
    return;
  *ret_used_us = g_ascii_strtoll (text, &second, 10) / 1000;
  *ret_starved_us = g_ascii_strtoll (second, NULL, 10) / 1000;
}

/* The state stands behind the name, which may hold anything: proc(5). */
gboolean
sohoa_process_is_runnable (const SohoaProcess *process)
{
  char text[80] = "";
  if (process->stat < 0 || pread (process->stat, text, sizeof text - 1, 0) <= 0)
    return FALSE;
  const char *behind = strrchr (text, ')');
  return behind && g_str_has_prefix (behind, ") R");
}

static char *
describe_status (int status)
{
  if (WIFSIGNALED (status))
    return g_strdup_printf ("signal %d", WTERMSIG (status));
  return g_strdup_printf ("exit status %d", WEXITSTATUS (status));
}

char *
sohoa_process_end (SohoaProcess *process, guint grace_ms, int *ret_status)
{
  struct pollfd ended = {.fd = process->pidfd, .events = POLLIN};
  if (process->pidfd < 0 || poll (&ended, 1, (int) grace_ms) <= 0)
    kill (process->pid, SIGKILL);
  if (process->pidfd >= 0)
    close (process->pidfd);
  if (process->stat >= 0)
    close (process->stat);
  if (process->schedstat >= 0)
    close (process->schedstat);
  int status = 0;
  while (waitpid (process->pid, &status, 0) < 0 && errno == EINTR)
    continue;
  g_free (process);
  if (ret_status)
    *ret_status = WIFEXITED (status) ? WEXITSTATUS (status) : -1;
  return describe_status (status);
}
