/* quality.h - how well fields are read: their states, and what persons' words say of them. No values.
 *
 * Fields of form pages, copies left out.
 */
#ifndef SOHOA_QUALITY_H
#define SOHOA_QUALITY_H

#include "archive.h"
#include "field.h"

G_BEGIN_DECLS

/* One field of one form. */
typedef struct {
  char *form, *field;
  gint64 states[SOHOA_N_FIELD_STATES];
} SohoaFieldStates;

void sohoa_field_states_free (SohoaFieldStates *states);
/* Of the dossiers received from, to (ISO days; NULL: any); form NULL: all. Of SohoaFieldStates, by form and
 * field. */
GPtrArray *sohoa_quality_states (SohoaArchive *archive, const char *form, const char *from, const char *to,
                                 GError **error);

/* Fields that a person looked at and that had the same fate (view v_outcome). */
typedef struct {
  char *form, *field;
  gboolean accepted, right;
  double probability; /* negative: it was not kept */
  guint fields;
} SohoaFieldOutcome;

void sohoa_field_outcome_free (SohoaFieldOutcome *outcome);
/* Of SohoaFieldOutcome. */
GPtrArray *sohoa_quality_outcomes (SohoaArchive *archive, const char *form, const char *from, const char *to,
                                   GError **error);

G_END_DECLS

#endif
