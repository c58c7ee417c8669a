/* cage_files.c - the Landlock layer. See landlock(7) and Documentation/userspace-api/landlock.rst of the
 * kernel; headers of Debian 12 know its version 2 only, so what later ones added is named here. */
#include "cage_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

/* struct landlock_ruleset_attr of version 6; older kernels take its beginning. */
typedef struct {
  guint64 files;   /* kinds of access that need a rule */
  guint64 network; /* from version 4 */
  guint64 scopes;  /* from version 6: abstract sockets, signals */
} Ruleset;

enum { NETWORK_ALL = 3, SCOPES_ALL = 3 };

/* What poppler reads when a PDF does not bring its fonts. */
static const char *const readable[] = {
  "/etc/fonts",         "/usr/share/fonts",      "/usr/local/share/fonts", "/usr/share/fontconfig",
  "/usr/share/poppler", "/var/cache/fontconfig",
};

/* All kinds of access to files that a version knows: each version added its bits above the last one's. */
static guint64
files_of_version (long version)
{
  static const guint bits[] = {0, 13, 14, 15, 15, 16};
  return (G_GUINT64_CONSTANT (1) << bits[MIN (version, (long) G_N_ELEMENTS (bits) - 1)]) - 1;
}

static gsize
size_of_version (long version)
{
  return version < 4   ? G_STRUCT_OFFSET (Ruleset, network)
         : version < 6 ? G_STRUCT_OFFSET (Ruleset, scopes)
                       : sizeof (Ruleset);
}

static gboolean
fail (const char *what, GError **error)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_SETUP, "cannot build the worker's cage: %s: %s", what,
               g_strerror (errno));
  return FALSE;
}

/* A folder that does not exist here needs no rule. */
static gboolean
allow_reading (int ruleset, const char *folder, GError **error)
{
  struct landlock_path_beneath_attr rule = {
    .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    .parent_fd = open (folder, O_PATH | O_CLOEXEC),
  };
  if (rule.parent_fd < 0)
    return TRUE;
  gboolean ok = syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0 ||
                fail ("a Landlock rule is refused", error);
  close (rule.parent_fd);
  return ok;
}

static gboolean
restrict_self (int ruleset, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (readable); i++)
    if (!allow_reading (ruleset, readable[i], error))
      return FALSE;
  return syscall (SYS_landlock_restrict_self, ruleset, 0) == 0 || fail ("Landlock is refused", error);
}

gboolean
cage_close_files (gboolean *ret_done, GError **error)
{
  long version = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  *ret_done = version > 0;
  if (version <= 0)
    return TRUE;
  const Ruleset all = {.files = files_of_version (version), .network = NETWORK_ALL, .scopes = SCOPES_ALL};
  int ruleset = (int) syscall (SYS_landlock_create_ruleset, &all, size_of_version (version), 0);
  if (ruleset < 0)
    return fail ("Landlock takes no rules", error);
  gboolean ok = restrict_self (ruleset, error);
  close (ruleset);
  return ok;
}
