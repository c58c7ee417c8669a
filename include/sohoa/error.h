/* error.h - the one error domain of the house.
 *
 * Whoever detects a failure writes the message, once: a complete lower-case phrase, failure first, subject in
 * quotes, no full stop, and what to do next where the reader can do something. Everybody else hands the
 * GError up untouched. Messages carry page numbers, field ids and codes; never a value read from paper and
 * never a file name (the batch loop adds the source id, once).
 *
 * Two temperaments, decided here and nowhere else: an ITEM failure is data (recorded, the night goes on);
 * a RUN failure travels up and stops.
 */
#ifndef SOHOA_ERROR_H
#define SOHOA_ERROR_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum { SOHOA_SCOPE_ITEM, SOHOA_SCOPE_RUN } SohoaErrorScope;

/* X (NAME, nick, scope, exit status, what it means). Nicks are stored and exported: they only grow. */
#define SOHOA_ERROR_LIST(X)                                                                                  \
  X (FORMAT, "format", ITEM, 3, "damaged or contradictory content")                                          \
  X (UNSUPPORTED, "unsupported", ITEM, 3, "a kind of file or image that is not read")                        \
  X (ENCRYPTED, "encrypted", ITEM, 3, "protected by a password")                                             \
  X (EMPTY, "empty", ITEM, 3, "no bytes, or no page")                                                        \
  X (LIMIT, "limit", ITEM, 3, "larger than any honest scan")                                                 \
  X (UNREADABLE, "unreadable", ITEM, 3, "the file cannot be opened or read")                                 \
  X (CHANGED, "changed", ITEM, 3, "the file changed while it was taken")                                     \
  X (CRASH, "crash", ITEM, 3, "the worker died on this page")                                                \
  X (TIMEOUT, "timeout", ITEM, 3, "the page took longer than allowed")                                       \
  X (MEMORY, "memory", ITEM, 3, "the page needed more memory than allowed")                                  \
  X (NOT_FOUND, "not-found", RUN, 2, "nothing under that name or id")                                        \
  X (FORM, "form", RUN, 2, "a form definition is wrong")                                                     \
  X (SETUP, "setup", RUN, 2, "something the program needs is not installed")                                 \
  X (ARCHIVE, "archive", RUN, 2, "not an archive, or one of another version")                                \
  X (USAGE, "usage", RUN, 4, "wrong usage")                                                                  \
  X (STOPPED, "stopped", RUN, 5, "stopped early; run again to resume")                                       \
  X (DISK, "disk", RUN, 5, "cannot write")                                                                   \
  X (BUSY, "busy", RUN, 6, "the archive is in use")                                                          \
  X (INTEGRITY, "integrity", RUN, 7, "the archive contradicts itself")                                       \
  X (INTERNAL, "internal", RUN, 7, "a defect in the program")

typedef enum {
#define X(name, nick, scope, status, text) SOHOA_ERROR_##name,
  SOHOA_ERROR_LIST (X)
#undef X
} SohoaErrorCode;

#define SOHOA_ERROR (sohoa_error_quark ())
GQuark sohoa_error_quark (void);

/* The stable nick of a code ("format"); borrowed, never NULL. An unknown code is "internal". */
const char *sohoa_error_nick (int code);
/* One line on what the code means; borrowed. */
const char *sohoa_error_text (int code);
/* Item or run. Errors of foreign domains (GLib's own) are of the run. */
SohoaErrorScope sohoa_error_scope (const GError *error);
/* The exit status of the program when this error ends it (2 for errors of foreign domains). */
int sohoa_error_exit_status (const GError *error);

G_END_DECLS

#endif
