/* setting.h - what the office chose: settings.json in the archive's folder, a file that people edit.
 *
 * A settings.json that is not JSON, or holds something else than is needed: SOHOA_ERROR_ARCHIVE, with its
 * place.
 */
#ifndef SOHOA_STORE_SETTING_H
#define SOHOA_STORE_SETTING_H

#include "archive.h"

G_BEGIN_DECLS

/* A number by its name ("settle_s"); fallback when it is not there. */
gboolean sohoa_setting_number (SohoaArchive *archive, const char *name, double fallback, double *ret_value,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A number of a group: "targets": {"scanned": 80}. */
typedef struct {
  char *name;
  double value;
} SohoaSetting;

void sohoa_setting_free (SohoaSetting *setting);
/* The members of a group, all numbers; of SohoaSetting, in the order of the file. Empty when there is no such
 * group. */
GPtrArray *sohoa_setting_list (SohoaArchive *archive, const char *group, GError **error);
/* A list of texts ("purposes": ["..."]), NULL-terminated; empty when there is no such list. Caller frees. */
GStrv sohoa_setting_words (SohoaArchive *archive, const char *name, GError **error);
/* Sets error to what is wrong with a setting ("targets/scaned"). Returns FALSE. */
gboolean sohoa_setting_fail (const char *name, const char *what, GError **error);

G_END_DECLS

#endif
