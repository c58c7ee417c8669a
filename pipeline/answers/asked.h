/* asked.h - what the forms ask for: elements, where else they could come from, and of what class they are.
 * Private to this room.
 */
#ifndef SOHOA_ANSWERS_ASKED_H
#define SOHOA_ANSWERS_ASKED_H

#include <sohoa/dictionary.h>
#include <sohoa/form.h>

#include "report.h"

G_BEGIN_DECLS

/* The newest version of each form, covers left out, in order of form id; of SohoaForm, borrowed. */
GPtrArray *sohoa_asked_forms (const SohoaFormSet *forms);
/* An item that the declarant must declare, at least where another is not filled in. */
gboolean sohoa_asked_is_item (const SohoaField *field);
/* Some other form, or an identity card, has the element, or all that it follows from. forms: of SohoaForm. */
gboolean sohoa_asked_elsewhere (const GPtrArray *forms, const SohoaDictionary *dictionary,
                                const SohoaForm *form, const char *element);

/* Those that have the element itself: "birth, cc01, card". Caller frees. */
char *sohoa_asked_suppliers (const GPtrArray *forms, const SohoaForm *form, const char *element);

/* person, contact, relation, asset, event. */
SohoaLabel sohoa_asked_class (const char *element);

G_END_DECLS

#endif
