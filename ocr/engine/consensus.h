/* consensus.h - what two networks together say of a line. Private to ocr/engine/.
 *
 * Each has read the line by itself. Where their texts differ, either one's letters may be right, place by
 * place: the text is chosen that both networks and the language together find most probable (cf. Fiscus, "A
 * post-processing system to yield reduced word error rates: Recognizer Output Voting Error Reduction", 1997;
 * here the votes are the probabilities that connectionist temporal classification gives to whole texts).
 */
#ifndef SOHOA_ENGINE_CONSENSUS_H
#define SOHOA_ENGINE_CONSENSUS_H

#include "ctc.h"

G_BEGIN_DECLS

/* What one network saw and what it read in it. All borrowed. */
typedef struct {
  const SohoaNetworkAnswer *answer;
  const SohoaModel *model;
  const SohoaCtcPlace *place;
  const SohoaLine *line;
  double voice; /* by which its log probabilities are multiplied */
  double doubt; /* share of its probability that it is taken to give to all labels alike, 0..1 */
} SohoaTestimony;

/* prior: in the labels of the other's model. before: the text of the lines before, or NULL. Returns the text
 * chosen as the network saw it that finds it more probable; caller frees. NULL where the two have less than
 * half of the line in common: a mixture of what they read would be neither's. */
SohoaLine *sohoa_consensus_find (const SohoaTestimony *one, const SohoaTestimony *other,
                                 const SohoaPrior *prior, const char *before);

G_END_DECLS

#endif
