/* field.h - readings and the values made of them. Personal data: value.c is the only code that touches it
 * (fact.h and verification.h hold values of their own, each in one file).
 *
 * A reading is kept for ever, keyed by (page, form version, recognizer, field). The field is what counts now:
 * the reading it came from, its canonical value and whether it is believed. Each field carries a keyed hash
 * of its content; one that does not match is SOHOA_ERROR_INTEGRITY, never a silently wrong value.
 */
#ifndef SOHOA_STORE_FIELD_H
#define SOHOA_STORE_FIELD_H

#include <sohoa/page_result.h>
#include <sohoa/value.h>

#include "archive.h"

G_BEGIN_DECLS

/* X (NAME, nick). Nicks are exported. */
#define SOHOA_FIELD_STATE_LIST(X)                                                                            \
  X (ACCEPTED, "accepted") /* believed without a person */                                                   \
  X (REVIEW, "review")     /* a person must look */                                                          \
  X (VERIFIED, "verified") /* a person said so */                                                            \
  X (EMPTY, "empty")       /* nothing is written there */

typedef enum {
#define X(name, nick) SOHOA_FIELD_##name,
  SOHOA_FIELD_STATE_LIST (X)
#undef X
    SOHOA_N_FIELD_STATES
} SohoaFieldState;

/* state: a SohoaFieldState, as a number, so that all can be walked through. */
const char *sohoa_field_state_nick (guint state);

typedef struct {
  gint64 page;
  gint64 source; /* of the page */
  guint page_no; /* of the page, in its source */
  guint seq;     /* order on the form, from 0 */
  char *form, *form_version, *field;
  char *recognizer;
  char *raw;          /* as written on the paper */
  char *alternatives; /* JSON: [[raw, confidence], ...] */
  double confidence;
  SohoaQuad quad;
  char *method;
  guint flags; /* SohoaReadingFlags */
  char *value; /* canonical, JSON text */
  double plausibility;
  char *findings; /* JSON: [{"severity":..,"code":..,"message":..}, ...] */
  SohoaFieldState state;
  char *reason;       /* why it is in review, a stable word; NULL */
  double probability; /* that value is exactly right, calibrated */
  char *witnesses;    /* JSON: [{"id":..,"code":..,"agrees":..}, ...]: fields that speak for or against it */
  double residual_mm; /* of the map of its page */
} SohoaFieldRow;

/* What trust says of a field. */
typedef struct {
  SohoaFieldState state;
  const char *reason; /* a stable word when the state is review, else NULL */
  double probability;
  const char *witnesses; /* JSON, as above */
} SohoaFieldJudgement;

void sohoa_field_row_free (SohoaFieldRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaFieldRow, sohoa_field_row_free)

/* Stores a reading of a page and makes it the page's field. seq: order on the form. A field that a person
 * verified keeps its value and state. */
gboolean
sohoa_field_store (SohoaArchive *archive, gint64 page, const char *form, const char *form_version,
                   const char *recognizer, guint seq, const SohoaReading *reading, const SohoaValue *value,
                   const SohoaFieldJudgement *judgement, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The field as loaded is judged anew; nothing is written when it stays as it was, or was verified. */
gboolean sohoa_field_judge (SohoaArchive *archive, const SohoaFieldRow *row,
                            const SohoaFieldJudgement *judgement, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Forgets the fields of a page that is read anew, but not what a person verified; the readings stay. */
gboolean
sohoa_field_clear_page (SohoaArchive *archive, gint64 page, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Fields of a page, in form order; of SohoaFieldRow. */
GPtrArray *sohoa_field_list_page (SohoaArchive *archive, gint64 page, GError **error);
/* One field of a page; NULL: SOHOA_ERROR_NOT_FOUND. */
SohoaFieldRow *sohoa_field_load (SohoaArchive *archive, gint64 page, const char *field, GError **error);

/* The machine-readable codes of a page (a card's carries a person's data). store replaces; list: of
 * SohoaCode. */
gboolean sohoa_field_store_codes (SohoaArchive *archive, gint64 page, const GPtrArray *codes,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *sohoa_field_list_codes (SohoaArchive *archive, gint64 page, GError **error);

/* Reads every field and compares its keyed hash. */
gboolean sohoa_field_verify_all (SohoaArchive *archive, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
