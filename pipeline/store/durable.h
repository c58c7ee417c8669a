/* durable.h - writing that a power cut cannot take back. Failures: SOHOA_ERROR_DISK. */
#ifndef SOHOA_STORE_DURABLE_H
#define SOHOA_STORE_DURABLE_H

#include <sohoa/error.h>

G_BEGIN_DECLS

/* Makes a file of mode 0600 that must not exist yet, with that content, synced; its folder is synced too. */
gboolean sohoa_durable_create (const char *path, const void *data, gsize size,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All of it, whatever the kernel takes at a time. */
gboolean sohoa_durable_write (int fd, const void *data, gsize size, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Syncs what a folder says: names that were made, moved or removed in it. */
gboolean sohoa_durable_sync_folder (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
