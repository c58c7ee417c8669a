/* truth.h - what is known to stand on papers, from a table of somebody else, against what was read. Private
 * to this room.
 */
#ifndef SOHOA_ANSWERS_TRUTH_H
#define SOHOA_ANSWERS_TRUTH_H

#include <sohoa/form.h>

#include "../store/archive.h"

G_BEGIN_DECLS

typedef struct {
  GPtrArray *outcomes; /* of SohoaFieldOutcome (store/quality.h), one a field that was compared */
  guint missing;       /* rows whose dossier, form or field is not in the archive */
  guint said;          /* rows of fields that a person said: they tell nothing of the program */
} SohoaTruth;

/* csv: a table with the columns dossier, form, field and value, in any order: what stands there as one writes
 * it, empty where nothing does. form: only of that one; NULL: of all. SOHOA_ERROR_USAGE, with the line, for a
 * table that is wrong.
 */
gboolean
sohoa_truth_compare (SohoaArchive *archive, const SohoaFormSet *forms, const char *csv, const char *form,
                     SohoaTruth *ret_truth, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sohoa_truth_clear (SohoaTruth *truth);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SohoaTruth, sohoa_truth_clear)

G_END_DECLS

#endif
