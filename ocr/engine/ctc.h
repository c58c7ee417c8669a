/* ctc.h - from probabilities along a line to its characters. Private to ocr/engine/.
 *
 * Method: Graves et al., "Connectionist Temporal Classification", 2006: a character is a run of one label,
 * runs of the same label are parted by the blank.
 */
#ifndef SOHOA_ENGINE_CTC_H
#define SOHOA_ENGINE_CTC_H

#include "grammar.h"
#include "line.h"
#include "model.h"
#include "prior.h"

G_BEGIN_DECLS

/* Where the line's picture stood in the picture that the caller knows. */
typedef struct {
  double step; /* px of the caller's picture per place of the answer */
  int x0;
} SohoaCtcPlace;

/* What the line is likely to say. */
typedef struct {
  const SohoaPrior *prior;     /* NULL where any row of characters is as likely as any other */
  const SohoaLineHints *hints; /* NULL when nothing is known; not with a prior */
  const SohoaGrammar *grammar; /* the only texts that are followed; NULL: all are */
} SohoaCtcExpectation;

/* answer: changed: labels that are not allowed lose their share. allowed: by label. log_probability: of the
 * text chosen; what other views of the same line say can be compared by it; far below all others where the
 * grammar has no text for the line. Confidences are on the scale of
 * libtesseract, 1 + ln p / 20. */
SohoaLine *sohoa_ctc_decode (SohoaNetworkAnswer *answer, const SohoaModel *model, const gboolean *allowed,
                             const SohoaCtcExpectation *expectation, const SohoaCtcPlace *place,
                             const char *method, double *ret_log_probability);

/* The line whose text is known: where its characters stand and how probable each is there. text: labels
 * (guint). */
SohoaLine *sohoa_ctc_spell (const SohoaNetworkAnswer *answer, const SohoaModel *model, const GArray *text,
                            const SohoaCtcPlace *place, const char *method);

/* ln of the probability of a text: of all ways to write it along the line (the forward pass of Graves et
 * al.). doubt: the share of each step that is given to all labels alike, so that a single place which the
 * network does not see does not forbid a text; 0 < doubt < 1. */
double sohoa_ctc_log_probability (const SohoaNetworkAnswer *answer, const SohoaModel *model,
                                  const GArray *text, double doubt);

G_END_DECLS

#endif
