/* cage_internal.h - the parts of a cage: the files, the calls. Private to cage*.c. */
#ifndef SOHOA_CAGE_INTERNAL_H
#define SOHOA_CAGE_INTERNAL_H

#include "cage.h"

G_BEGIN_DECLS

/* Landlock: read-only fonts, nothing else. *ret_done FALSE without an error: this kernel has none. */
gboolean cage_close_files (gboolean *ret_done, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* seccomp: the calls that a worker needs. may_open: opening for reading is left to Landlock, else refused. */
gboolean cage_close_calls (int wire, int outbox, gboolean may_open, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
