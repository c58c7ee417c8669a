/* test_cage.c - the cage promises: what a worker that fell to a hostile file tries from inside is refused or
 * kills it; what decoding needs still works. Each case is a child in a cage of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "pipeline/crew/cage.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WIRE = 3, OUTBOX = 4, REFUSED = 10, DONE = 11, NO_CAGE = 12 };

static int
outcome_of (gboolean done)
{
  return done ? DONE : errno == EACCES || errno == EPERM ? REFUSED : 1;
}

static int
try_open (const char *path, int flags)
{
  return outcome_of (open (path, flags, 0600) >= 0);
}

/* What is tried; each returns how it went, if it returns. */

static int
read_foreign (void)
{
  return try_open ("/etc/passwd", O_RDONLY);
}

static int
read_own_memory (void)
{
  return try_open ("/proc/self/mem", O_RDONLY);
}

static int
write_anywhere (void)
{
  return try_open ("/tmp/sohoa-cage-test", O_WRONLY | O_CREAT);
}

static int
write_read_write (void)
{
  return try_open ("/dev/null", O_RDWR);
}

static int
write_by_old_call (void)
{
  return outcome_of (syscall (SYS_open, "/dev/null", O_WRONLY, 0) >= 0);
}

static int
remove_a_file (void)
{
  return outcome_of (unlink ("/tmp/sohoa-cage-test") == 0);
}

static int
run_memory (void)
{
  void *code = mmap (NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return outcome_of (code != MAP_FAILED);
}

static int
use_internet (void)
{
  return outcome_of (socket (AF_INET, SOCK_STREAM, 0) >= 0);
}

static int
use_local_socket (void)
{
  return outcome_of (socket (AF_UNIX, SOCK_STREAM, 0) >= 0);
}

static int
start_shell (void)
{
  execl ("/bin/sh", "sh", "-c", "exit 11", NULL);
  return outcome_of (FALSE);
}

static int
start_child (void)
{
  return outcome_of (fork () >= 0);
}

static int
kill_parent (void)
{
  return outcome_of (kill (getppid (), 0) == 0);
}

static int
kill_by_thread (void)
{
  return outcome_of (syscall (SYS_tgkill, getppid (), getppid (), 0) == 0);
}

static int
trace_parent (void)
{
  return outcome_of (ptrace (PTRACE_ATTACH, getppid (), NULL, NULL) == 0);
}

static int
make_memory_file (void)
{
  return outcome_of (memfd_create ("x", 0) >= 0);
}

static int
write_into_the_scan (void)
{
  return outcome_of (write (WIRE, "x", 1) == 1);
}

static int
raise_a_limit (void)
{
  const guint64 much[2] = {G_MAXUINT64, G_MAXUINT64};
  return outcome_of (syscall (SYS_prlimit64, 0, 9, much, NULL) == 0);
}

static int
abort_as_libraries_do (void)
{
  abort ();
}

static int
take_too_much_memory (void)
{
  gsize most = SOHOA_CAGE_MEMORY_MAX * 2;
  return outcome_of (mmap (NULL, most, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED ||
                     (errno = EACCES, FALSE));
}

static int
abort_for_want_of_memory (void)
{
  sohoa_cage_watch_memory ();
  while (mmap (NULL, 1 << 26, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED)
    continue;
  abort ();
}

static int
use_memory (void)
{
  char *block = malloc (100 << 20);
  memset (block, 1, 100 << 20);
  free (block);
  return DONE;
}

static int
answer_by_outbox (void)
{
  return outcome_of (pwrite (OUTBOX, "x", 1, 0) == 1);
}

static int
look_for_fonts (void)
{
  return try_open ("/etc/fonts/fonts.conf", O_RDONLY);
}

static int
keep_other_descriptors (void)
{
  return outcome_of (fcntl (9, F_GETFD) >= 0 || (errno = EACCES, FALSE));
}

typedef struct {
  const char *name;
  int (*attempt) (void);
  int signal, status; /* how it must end */
} Case;

/* Ends as the attempt did. */
G_NORETURN static void
play_child (const Case *one)
{
  const char *kind = NULL;
  g_autoptr (GError) error = NULL;
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (dup2 (STDOUT_FILENO, WIRE) < 0 || dup2 (memfd_create ("outbox", 0), OUTBOX) < 0 || dup2 (WIRE, 9) < 0)
    _exit (1);
  if (!sohoa_cage_enter (WIRE, OUTBOX, &kind, &error))
    _exit (NO_CAGE);
  _exit (one->attempt ());
}

static int
end_of_child (const Case *one)
{
  int status = 0;
  pid_t child = fork ();
  if (child == 0)
    play_child (one);
  assert_true (child > 0);
  assert_int_equal (waitpid (child, &status, 0), child);
  return status;
}

static void
check_cases (const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    int status = end_of_child (&cases[i]);
    gboolean as_said = cases[i].signal ? WIFSIGNALED (status) && WTERMSIG (status) == cases[i].signal
                                       : WIFEXITED (status) && WEXITSTATUS (status) == cases[i].status;
    if (!as_said)
      fail_msg ("%s: signal %d, exit status %d", cases[i].name, WIFSIGNALED (status) ? WTERMSIG (status) : 0,
                WIFEXITED (status) ? WEXITSTATUS (status) : -1);
  }
}

static void
test_what_is_not_needed_is_refused_or_kills (void **state)
{
  static const Case cases[] = {
    {"a foreign file", read_foreign, 0, REFUSED},
    {"its own memory as a file", read_own_memory, 0, REFUSED},
    {"a new file", write_anywhere, 0, REFUSED},
    {"a file for reading and writing", write_read_write, 0, REFUSED},
    {"a file by the old call", write_by_old_call, 0, REFUSED},
    {"removing a file", remove_a_file, 0, REFUSED},
    {"memory that is run", run_memory, 0, REFUSED},
    {"an internet socket", use_internet, SIGSYS, 0},
    {"a local socket", use_local_socket, SIGSYS, 0},
    {"another program", start_shell, SIGSYS, 0},
    {"another process", start_child, SIGSYS, 0},
    {"a signal to its parent", kill_parent, SIGSYS, 0},
    {"a signal by another call", kill_by_thread, SIGSYS, 0},
    {"tracing its parent", trace_parent, SIGSYS, 0},
    {"a file in memory", make_memory_file, SIGSYS, 0},
    {"plain writing on the wire", write_into_the_scan, SIGSYS, 0},
    {"raising its limits", raise_a_limit, SIGSYS, 0},
    {"more memory than it may have", take_too_much_memory, 0, REFUSED},
    {"a descriptor that was left open", keep_other_descriptors, 0, REFUSED},
  };
  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_what_decoding_needs_works (void **state)
{
  static const Case cases[] = {
    {"memory", use_memory, 0, DONE},
    {"answers", answer_by_outbox, 0, DONE},
    {"an abort shows as one", abort_as_libraries_do, SIGABRT, 0},
    {"an abort for want of memory says so", abort_for_want_of_memory, 0, SOHOA_CAGE_EXIT_MEMORY},
  };
  check_cases (cases, G_N_ELEMENTS (cases));
}

static gboolean
kernel_has_landlock (void)
{
  return syscall (SYS_landlock_create_ruleset, NULL, 0, 1) > 0;
}

static void
test_fonts_can_be_read_where_landlock_watches (void **state)
{
  const Case fonts = {"fonts", look_for_fonts, 0, kernel_has_landlock () ? DONE : REFUSED};
  if (access ("/etc/fonts/fonts.conf", R_OK) == 0)
    check_cases (&fonts, 1);
}

/* A container may forbid seccomp; then there is nothing to test, and `sohoa run` refuses to start. */
static gboolean
kernel_has_cages (void)
{
  static const Case nothing = {"nothing", use_memory, 0, DONE};
  int status = end_of_child (&nothing);
  return !WIFEXITED (status) || WEXITSTATUS (status) != NO_CAGE;
}

int
main (void)
{
  if (!kernel_has_cages ()) {
    puts ("1..0 # SKIP this kernel gives a process no cage (seccomp)");
    return 0;
  }
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_what_is_not_needed_is_refused_or_kills),
    cmocka_unit_test (test_what_decoding_needs_works),
    cmocka_unit_test (test_fonts_can_be_read_where_landlock_watches),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
