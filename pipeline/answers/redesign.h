/* redesign.h - what a form would ask for if it were drawn anew, and which items to drop or prefill so that it
 * reaches the goal. Private to this room.
 *
 * Expected: of each item the share that was achieved on this form; where none is known, on all forms; else
 * none. So what is expected of a form is an average over its items, not a proof: the proof is what is
 * achieved when it is used.
 */
#ifndef SOHOA_ANSWERS_REDESIGN_H
#define SOHOA_ANSWERS_REDESIGN_H

#include <sohoa/dictionary.h>
#include <sohoa/form.h>

#include "report.h"

G_BEGIN_DECLS

typedef struct {
  const SohoaForm *form;  /* as it is now */
  const GPtrArray *forms; /* of SohoaForm: the newest of all */
  const SohoaDictionary *dictionary;
  const GPtrArray *items; /* of SohoaSavedItems */
  double goal;            /* percent of the items that the form asks for now */
} SohoaRedesign;

/* Tables of what the form asks for now and would ask for. drop: fields or elements, apart by commas; NULL:
 * none. draft: form.json of the form anew; NULL: as it is, without what is dropped. SOHOA_ERROR_USAGE for a
 * name that is no item of the form, SOHOA_ERROR_FORM for a draft that is wrong. */
gboolean sohoa_redesign_compare (SohoaReport *report, const SohoaRedesign *redesign, const char *drop,
                                 const char *draft, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A table of the fewest items that must be dropped or prefilled, with evidence and risk; empty when none
 * must. */
void sohoa_redesign_suggest (SohoaReport *report, const SohoaRedesign *redesign);

G_END_DECLS

#endif
