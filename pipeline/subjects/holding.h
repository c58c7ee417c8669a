/* holding.h - what is held of a subject now: its facts, as claims that offers are made of. Private to this
 * room. */
#ifndef SOHOA_SUBJECTS_HOLDING_H
#define SOHOA_SUBJECTS_HOLDING_H

#include <sohoa/form.h>

#include "../store/fact.h"
#include "../store/ink.h"
#include "survivorship.h"

G_BEGIN_DECLS

typedef struct {
  gint64 subject;
  SohoaSubjectKind kind;
  GPtrArray *facts;     /* of SohoaFact, relations left out */
  GArray *claims;       /* of SohoaClaim, sorted; one for each fact, in their order */
  GPtrArray *questions; /* of SohoaQuestion */
  GPtrArray *doubtful;  /* of SohoaInk that awaits a person; NULL until asked for */
  SohoaMention *mentions;
  SohoaSightedValue *values;
} SohoaHolding;

/* SOHOA_ERROR_NOT_FOUND when there is no such subject, or it went into another (named). */
SohoaHolding *sohoa_holding_new (SohoaArchive *archive, gint64 subject, GError **error);
void sohoa_holding_free (SohoaHolding *holding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaHolding, sohoa_holding_free)

/* The fact behind a claim of this holding. Borrowed. */
const SohoaFact *sohoa_holding_fact (const SohoaHolding *holding, const SohoaClaim *claim);
/* The newest fact that is the element and item, or from which it may follow: known, however old. Borrowed;
 * NULL. */
const SohoaFact *sohoa_holding_aged (const SohoaHolding *holding, const SohoaDictionary *dictionary,
                                     const char *element, const char *item);
/* Papers contradict each other about the element, and no person has said who is right. */
gboolean sohoa_holding_is_contradicted (const SohoaHolding *holding, const char *element);
/* A paper says it, but is not believed yet; *ret_ink is borrowed, NULL when there is none. */
gboolean sohoa_holding_doubt (SohoaHolding *holding, SohoaArchive *archive, const SohoaFormSet *forms,
                              const SohoaDictionary *dictionary, const char *element,
                              const SohoaInk **ret_ink, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
