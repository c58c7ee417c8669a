/* export_internal.h - between the table of exports and their files. */
#ifndef SOHOA_EXPORT_INTERNAL_H
#define SOHOA_EXPORT_INTERNAL_H

#include "../store/dossier.h"
#include "../store/subject.h"
#include "export.h"

G_BEGIN_DECLS

/* Each appends one dossier to out, which is written and emptied after it. */
gboolean sohoa_fields_to_jsonl (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaDossier *dossier,
                                GString *out, GError **error);
gboolean sohoa_fields_to_csv (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaDossier *dossier,
                              GString *out, GError **error);
gboolean sohoa_dossier_to_jsonl (SohoaArchive *archive, const SohoaFormSet *forms,
                                 const SohoaDossier *dossier, GString *out, GError **error);
gboolean sohoa_dossier_to_csv (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaDossier *dossier,
                               GString *out, GError **error);
gboolean sohoa_trust_to_jsonl (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaDossier *dossier,
                               GString *out, GError **error);

/* The same for a subject. */
gboolean
sohoa_facts_to_jsonl (SohoaArchive *archive, const SohoaSubject *subject, GString *out, GError **error);
gboolean
sohoa_facts_to_csv (SohoaArchive *archive, const SohoaSubject *subject, GString *out, GError **error);

/* First lines of the CSV files. */
extern const char sohoa_fields_csv_head[], sohoa_dossier_csv_head[], sohoa_facts_csv_head[];

/* A canonical value that is a plain string stands without its quotes; everything else as JSON. Caller frees.
 */
char *sohoa_export_value_cell (const char *json);

G_END_DECLS

#endif
