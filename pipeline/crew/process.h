/* process.h - starting and ending the process of one worker.
 *
 * A worker starts with nothing of ours: fork + exec, an environment of OMP_THREAD_LIMIT=1 alone (OpenMP
 * inside libtesseract costs 6-24 times; sanitizer options are handed on where set), no descriptor but its
 * socket, its own process group (a terminal's interrupt reaches only the supervisor), dead when the
 * supervisor dies.
 */
#ifndef SOHOA_PROCESS_H
#define SOHOA_PROCESS_H

#include <sohoa/error.h>

G_BEGIN_DECLS

typedef struct SohoaProcess SohoaProcess;

/* The worker's program: beside this one, else where it is installed. Caller frees. SOHOA_ERROR_SETUP. */
char *sohoa_process_find_worker (GError **error);

/* Starts program; ret_socket is our end of the pair whose other end is the worker's SOHOA_WIRE_FD. */
SohoaProcess *sohoa_process_start (const char *program, int *ret_socket, GError **error);
/* The address space that it may have from now on. A process that has ended already is let be. */
void sohoa_process_limit_memory (const SohoaProcess *process, guint64 bytes);
/* How long it has been on a processor, and waited for one that others had; microseconds since its start,
 * without a wait that still goes on. 0 where the kernel does not say. */
void sohoa_process_times (const SohoaProcess *process, gint64 *ret_used_us, gint64 *ret_starved_us);
/* It runs, or waits for a processor, in this moment. FALSE where the kernel does not say. */
gboolean sohoa_process_is_runnable (const SohoaProcess *process);
/* Waits up to grace_ms for it to end by itself, then kills it. Frees process. Says how it ended ("signal
 * 11"); *ret_status, which may be NULL: its exit status, -1 for a signal. */
char *sohoa_process_end (SohoaProcess *process, guint grace_ms, int *ret_status);

G_END_DECLS

#endif
