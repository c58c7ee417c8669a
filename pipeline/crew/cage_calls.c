/* cage_calls.c - the seccomp layer: an allow-list. What is refused politely (openat and its kin, which
 * libraries try and do without) gets an error; all other calls kill.
 *
 * The lists are what decoding, reading and drawing were seen to call on Debian 12 over the damaged files of
 * the tests and drawn dossiers, and what glibc may call instead.
 */
#include "cage_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (scmp_filter_ctx, seccomp_release, NULL)

/* futex first: reading a page calls it 100,000 times. */
static const int harmless[] = {
  SCMP_SYS (futex),
  SCMP_SYS (read),
  SCMP_SYS (pread64),
  SCMP_SYS (readv),
  SCMP_SYS (lseek),
  SCMP_SYS (close),
  SCMP_SYS (fstat),
  SCMP_SYS (brk),
  SCMP_SYS (munmap),
  SCMP_SYS (mremap),
  SCMP_SYS (madvise),
  SCMP_SYS (clock_gettime),
  SCMP_SYS (gettimeofday),
  SCMP_SYS (clock_getres),
  SCMP_SYS (time),
  SCMP_SYS (getrandom),
  SCMP_SYS (rt_sigaction),
  SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),
  SCMP_SYS (getpid),
  SCMP_SYS (gettid),
  SCMP_SYS (getdents64),
  SCMP_SYS (fstatfs),
  SCMP_SYS (fadvise64),
  SCMP_SYS (sysinfo),
  SCMP_SYS (uname),
  SCMP_SYS (sched_yield),
  SCMP_SYS (sched_getaffinity),
  SCMP_SYS (clock_nanosleep),
  SCMP_SYS (restart_syscall),
  SCMP_SYS (exit),
  SCMP_SYS (exit_group),
};

/* Calls that name a path: with Landlock reading is harmless, without it there is no telling which. */
static const int naming[] = {
  SCMP_SYS (stat),     SCMP_SYS (lstat),      SCMP_SYS (access), SCMP_SYS (faccessat), SCMP_SYS (faccessat2),
  SCMP_SYS (readlink), SCMP_SYS (readlinkat), SCMP_SYS (statfs), SCMP_SYS (statx),
};

/* Libraries try these and live with the answer: fontconfig writes caches, stdio asks for terminals, glibc for
 * limits and threads' names. */
static const int refused[] = {
  SCMP_SYS (ioctl),  SCMP_SYS (prctl), SCMP_SYS (mkdir),  SCMP_SYS (unlink),    SCMP_SYS (link),
  SCMP_SYS (rename), SCMP_SYS (chmod), SCMP_SYS (getcwd), SCMP_SYS (utimensat),
};

enum { WRITING = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND };

/* Each row of rules appended to one filter; the first that libseccomp refuses is remembered. */
typedef struct {
  scmp_filter_ctx filter;
  int failed;
} Rules;

static void
add (Rules *rules, uint32_t action, int call, guint n, const struct scmp_arg_cmp *tests)
{
  int outcome = seccomp_rule_add_array (rules->filter, action, call, n, tests);
  if (outcome < 0 && rules->failed == 0)
    rules->failed = outcome;
}

/* A condition on an argument, counted from 0. (libseccomp's own macros need a compiler that lets arguments be
 * missing.) */
static struct scmp_arg_cmp
equal (guint argument, guint32 value)
{
  return (struct scmp_arg_cmp){argument, SCMP_CMP_EQ, value, 0};
}

static struct scmp_arg_cmp
masked (guint argument, guint32 mask, guint32 value)
{
  return (struct scmp_arg_cmp){argument, SCMP_CMP_MASKED_EQ, mask, value};
}

static void
add_if (Rules *rules, uint32_t action, int call, struct scmp_arg_cmp condition)
{
  add (rules, action, call, 1, &condition);
}

static void
add_list (Rules *rules, uint32_t action, const int *calls, gsize n)
{
  for (gsize i = 0; i < n; i++)
    add (rules, action, calls[i], 0, NULL);
}

/* A call on one descriptor. */
static void
allow_on (Rules *rules, int call, int fd)
{
  add_if (rules, SCMP_ACT_ALLOW, call, equal (0, (guint32) fd));
}

/* Memory, but none that is run. */
static void
allow_memory (Rules *rules)
{
  const int calls[] = {SCMP_SYS (mmap), SCMP_SYS (mprotect)};
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++) {
    add_if (rules, SCMP_ACT_ALLOW, calls[i], masked (2, PROT_EXEC, 0));
    add_if (rules, SCMP_ACT_ERRNO (EACCES), calls[i], masked (2, PROT_EXEC, PROT_EXEC));
  }
}

/* Opening for reading, where Landlock says what. Every flag of writing alone refuses. */
static void
treat_opening (Rules *rules, gboolean may_open)
{
  const uint32_t refuse = SCMP_ACT_ERRNO (EACCES);
  add (rules, refuse, SCMP_SYS (open), 0, NULL);
  add_list (rules, may_open ? SCMP_ACT_ALLOW : refuse, naming, G_N_ELEMENTS (naming));
  if (!may_open) {
    add (rules, refuse, SCMP_SYS (openat), 0, NULL);
    add_if (rules, SCMP_ACT_ALLOW, SCMP_SYS (newfstatat), masked (3, AT_EMPTY_PATH, AT_EMPTY_PATH));
    add_if (rules, refuse, SCMP_SYS (newfstatat), masked (3, AT_EMPTY_PATH, 0));
    return;
  }
  add (rules, SCMP_ACT_ALLOW, SCMP_SYS (newfstatat), 0, NULL);
  add_if (rules, SCMP_ACT_ALLOW, SCMP_SYS (openat), masked (2, WRITING, 0));
  for (guint flag = 1; flag <= (guint) WRITING; flag <<= 1)
    if (WRITING & flag)
      add_if (rules, refuse, SCMP_SYS (openat), masked (2, flag, flag));
}

static void
allow_descriptors (Rules *rules, int wire, int outbox)
{
  allow_on (rules, SCMP_SYS (sendmsg), wire);
  allow_on (rules, SCMP_SYS (recvmsg), wire);
  if (outbox >= 0)
    allow_on (rules, SCMP_SYS (pwrite64), outbox);
  for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++) {
    allow_on (rules, SCMP_SYS (write), fd);
    allow_on (rules, SCMP_SYS (writev), fd);
  }
  const guint32 asks[] = {F_GETFD, F_SETFD, F_GETFL};
  for (guint i = 0; i < G_N_ELEMENTS (asks); i++)
    add_if (rules, SCMP_ACT_ALLOW, SCMP_SYS (fcntl), equal (1, asks[i]));
  /* Limits may be asked for, of this process. */
  add_if (rules, SCMP_ACT_ALLOW, SCMP_SYS (prlimit64), equal (2, 0));
  /* abort() signals its own process: that worker says how it ended. */
  add_if (rules, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), equal (0, (guint32) getpid ()));
}

gboolean
cage_close_calls (int wire, int outbox, gboolean may_open, GError **error)
{
  g_auto (scmp_filter_ctx) filter = seccomp_init (SCMP_ACT_KILL_PROCESS);
  Rules rules = {.filter = filter, .failed = filter ? 0 : -ENOSYS};
  if (filter) {
    add_list (&rules, SCMP_ACT_ALLOW, harmless, G_N_ELEMENTS (harmless));
    allow_memory (&rules);
    allow_descriptors (&rules, wire, outbox);
    treat_opening (&rules, may_open);
    add_list (&rules, SCMP_ACT_ERRNO (EACCES), refused, G_N_ELEMENTS (refused));
  }
  if (rules.failed == 0)
    rules.failed = seccomp_load (filter);
  if (rules.failed == 0)
    return TRUE;
  g_set_error (
    error, SOHOA_ERROR, SOHOA_ERROR_SETUP,
    "cannot build the worker's cage: seccomp is refused: %s; use a kernel that has it, or run with "
    "--uncaged where no file can be hostile",
    g_strerror (-rules.failed));
  return FALSE;
}
