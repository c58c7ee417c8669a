/* case.h - one field as trust sees it: what was read, how, and what else speaks for or against it.
 *
 * Cases are weighed together (weigh.h), all fields of one dossier or of one page: neighbours show how well
 * the hand reads, and fields that say the same, or cannot both be right, are witnesses.
 */
#ifndef SOHOA_TRUST_CASE_H
#define SOHOA_TRUST_CASE_H

#include <sohoa/form.h>
#include <sohoa/reading.h>

#include "../store/field.h"

G_BEGIN_DECLS

/* X (NAME, nick). What is known of a field, each a number that grows or shrinks with how sure it is; nicks
 * are those of calibration.json. */
#define SOHOA_FEATURE_LIST(X)                                                                                \
  X (SURE, "sure")         /* text: the recognizer's confidence of the weakest word */                       \
  X (SURER, "surer")       /* the same as a chance */                                                        \
  X (SUREST, "surest")     /* as its nines: 0.99 is half of 0.9999, which is 1 */                            \
  X (FIGURES, "figures")   /* the same of numbers, where the recognizer has fewer letters to choose from */  \
  X (CLEARER, "clearer")   /* as above */                                                                    \
  X (CLEAREST, "clearest") /* as above */                                                                    \
  X (RIVAL, "rival")       /* the best other spelling against the one chosen */                              \
  X (SPREAD, "spread")     /* all other spellings against the one chosen */                                  \
  X (UNDERSTOOD, "understood") /* how well the text fits its type */                                         \
  X (WARNED, "warned")         /* its type has a doubt */                                                    \
  X (CORRECTED, "corrected")   /* changed by what the country knows */                                       \
  X (LENGTH, "length")         /* of the text: logarithm */                                                  \
  X (STRUCK, "struck")         /* beside struck writing */                                                   \
  X (OVERFLOW, "overflow")     /* the writing leaves its place */                                            \
  X (COMPANY, "company")       /* mean confidence of the other writing on the paper: the hand, the scan */   \
  X (WEAKEST, "weakest")       /* share of the other writing that was hardly read */                         \
  X (TROUBLE, "trouble")       /* share of the other fields that a type doubts or that were covered */       \
  X (RESIDUAL, "residual")     /* how far the form lies from where it was found: millimetres */              \
  X (LINES, "lines")           /* several lines, or a cell of a table */                                     \
  X (CELLS, "cells")           /* a character a cell, or a date in parts */                                  \
  X (MARK, "mark")             /* the confidence of ink that is no text: boxes, signatures */                \
  X (REPEATED, "repeated")     /* the strongest witness that says the same */                                \
  X (FITS, "fits")             /* the strongest witness that goes with it */                                 \
  X (DIFFERS, "differs")       /* the strongest witness against it */

typedef enum {
#define X(name, nick) SOHOA_FEATURE_##name,
  SOHOA_FEATURE_LIST (X)
#undef X
    SOHOA_N_FEATURES
} SohoaFeature;

const char *sohoa_feature_nick (SohoaFeature feature);

/* How a value came off the paper. */
typedef enum {
  SOHOA_MEANS_RECOGNIZED, /* writing, by a recognizer */
  SOHOA_MEANS_INK,        /* ink or no ink */
  SOHOA_MEANS_EXACT,      /* text of a born-digital page, or a code that checks itself */
  SOHOA_MEANS_PERSON,     /* a person said so */
} SohoaMeans;

typedef struct {
  char *id;         /* of the other field, "12.3/applicant.sex"; "12.3" for the code of a card */
  const char *code; /* static: what agrees or not, such as "citizen-id-birth" */
  gboolean agrees;
  gboolean repeats; /* says the very same, which proves all of it */
  double strength;  /* 0..1 */
} SohoaWitness;

/* What a person's answer made of a value that was read. */
typedef enum { SOHOA_ANSWER_NONE, SOHOA_ANSWER_CONFIRMED, SOHOA_ANSWER_CHANGED } SohoaAnswer;

typedef struct {
  const SohoaField *field; /* borrowed; NULL for what the code of a card says */
  const char *element;     /* borrowed; "" when it has none */
  gint64 source, paper;    /* paper: fields of one document have the same */
  guint page_no;           /* in the source */
  char *party;             /* who it is about: the role, with its row */
  char *id;                /* as in review.h */
  SohoaMeans means;
  char *recognizer;  /* sohoa_ocr_recognizer_id() of who read it; NULL for a card */
  gboolean is_blank; /* nothing is written */
  char *text;        /* canonical, without JSON; the number of an identity document; NULL when it is
                        no text */
  char *issued;      /* "2024-08-15": when an identity document was issued; NULL */
  double confidence, plausibility, rival, spread, length, residual_mm;
  double chance; /* that the recognizer gives its weakest word */
  guint flags;   /* SohoaReadingFlags */
  guint n_errors, n_warnings;
  gboolean is_corrected;
  SohoaAnswer answer;
  /* What weighing finds. */
  GArray *witnesses; /* of SohoaWitness */
  double features[SOHOA_N_FEATURES];
  double probability; /* that the canonical value is exactly right */
  SohoaFieldState state;
  const char *reason; /* static, as in weigh.h; NULL */
} SohoaTrustCase;

/* Where the field stands. residual_mm: of the map of its page. */
typedef struct {
  gint64 source, paper;
  guint page_no;
  double residual_mm;
} SohoaTrustPlace;

/* Who a field is about: "members[2].sex" is about "member[2]", "father.sex" about "father"; "" when nobody is
 * named. The caller frees. */
char *sohoa_trust_party (const SohoaField *field);

SohoaTrustCase *
sohoa_trust_case_of_reading (const SohoaField *field, const SohoaTrustPlace *place, const char *recognizer,
                             const SohoaReading *reading, const SohoaValue *value);
SohoaTrustCase *sohoa_trust_case_of_row (const SohoaField *field, gint64 paper, const SohoaFieldRow *row);
/* What the code of an identity card says of its holder; party: a name for that holder. */
SohoaTrustCase *sohoa_trust_case_of_card (const char *element, const char *party,
                                          const SohoaTrustPlace *place, const char *text);
void sohoa_trust_case_free (SohoaTrustCase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaTrustCase, sohoa_trust_case_free)
GPtrArray *sohoa_trust_cases_new (void);

G_END_DECLS

#endif
