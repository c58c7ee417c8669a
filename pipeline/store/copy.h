/* copy.h - folders of an archive copied durably. Private to this room. */
#ifndef SOHOA_COPY_H
#define SOHOA_COPY_H

#include <sohoa/error.h>

G_BEGIN_DECLS

/* Copies a regular file over `to`, which is old or new as a whole at any moment. ret_sha256 (may be NULL): of
 * what was copied, caller frees. */
gboolean
copy_file (const char *from, const char *to, char **ret_sha256, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Everything below a folder; links and special files are passed over. */
gboolean copy_folder (const char *from, const char *to, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The objects that `to` lacks, each hashed on its way; SOHOA_ERROR_INTEGRITY for one that is not what it is
 * named. */
gboolean copy_objects (const char *from, const char *to, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
