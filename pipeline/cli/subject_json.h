/* subject_json.h - everything about subjects, values included. */
#ifndef SOHOA_SUBJECT_JSON_H
#define SOHOA_SUBJECT_JSON_H

#include "../store/archive.h"

G_BEGIN_DECLS

/* id: "S12", or a question's: "S12/S15" (both), "S12/person.birth_date". One JSON object, {"subjects":
 * [...]}; caller frees. SOHOA_ERROR_NOT_FOUND, SOHOA_ERROR_USAGE. */
char *sohoa_subjects_to_json (SohoaArchive *archive, const char *id, GError **error);

G_END_DECLS

#endif
