/* cage.h - what a worker gives up before it sees the first foreign byte.
 *
 * A decoder may fall to a hostile file; then it must find nothing. In the cage a worker keeps its memory, its
 * wire and the scans that come over it, and may read the fonts and poppler's tables: no other file, nothing
 * for writing, no network, no process, no signal, no new privilege, no core. Two layers: Landlock says which
 * files may be read, seccomp which calls there are. A kernel without Landlock still gives a whole cage in
 * which no file can be opened at all (a page whose font is missing is then incomplete); one without seccomp
 * gives none.
 *
 * Linked by the worker alone. Builds with a sanitizer, which needs more of the kernel than a worker, have no
 * cage (cage_none.c).
 */
#ifndef SOHOA_CAGE_H
#define SOHOA_CAGE_H

#include <sohoa/error.h>

G_BEGIN_DECLS

/* The largest address space of a worker beside the scan that it reads: a page of 200 million pixels in
 * colour, and what poppler draws it with. */
#define SOHOA_CAGE_MEMORY_MAX (G_GUINT64_CONSTANT (2) << 30)

/* Exit status of a worker that ended because its memory did. */
enum { SOHOA_CAGE_EXIT_MEMORY = 12 };

/* Proves on children of this process that a cage kills who makes a socket, starts a program or a process, or
 * signals another; then goes in for good and proves that no foreign file can be read and none be written.
 * wire, outbox: the only descriptors beside 0, 1 and 2 that stay open; outbox may be written.
 * *ret_kind: "landlock" or "seccomp" for a cage with and without Landlock, "sanitizer" for none; static.
 * SOHOA_ERROR_SETUP: there is no cage to be had, or it does not hold. */
gboolean
sohoa_cage_enter (int wire, int outbox, const char **ret_kind, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a worker that does not go in says of itself: "none", and "sanitizer" where there is no cage to go
 * into. Static. */
const char *sohoa_cage_outside (void);

/* A worker that aborts for want of memory ends with SOHOA_CAGE_EXIT_MEMORY from now on. */
void sohoa_cage_watch_memory (void);

G_END_DECLS

#endif
