/* prior.h - what a text is likely to say before anybody has looked at it: which letters follow each other in
 * a language, in the labels of a model. Private to ocr/engine/.
 */
#ifndef SOHOA_ENGINE_PRIOR_H
#define SOHOA_ENGINE_PRIOR_H

#include "engine.h"
#include "language.h"
#include "model.h"

G_BEGIN_DECLS

typedef struct SohoaPrior SohoaPrior;

typedef enum { SOHOA_PRIOR_VIETNAMESE, SOHOA_PRIOR_ENGLISH } SohoaPriorLanguage;

/* Fails with SOHOA_ERROR_SETUP when the language model is damaged. */
SohoaPrior *sohoa_prior_new (SohoaPriorLanguage language, const SohoaModel *model, GError **error);
void sohoa_prior_free (SohoaPrior *prior);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaPrior, sohoa_prior_free)

/* By what factor the last of n labels is more or less probable than usual, given those before it. n is at
 * most SOHOA_LANGUAGE_REACH; with fewer the line begins with the first of them, and `before`, the text of the
 * lines before it (or NULL), precedes. */
double sohoa_prior_weigh (const SohoaPrior *prior, const guint *labels, guint n, const char *before);

/* Where dots below may be out of sight, a letter without one may have one. row: probabilities by label. */
void sohoa_prior_suppose_dots (const SohoaPrior *prior, float *row);

G_END_DECLS

#endif
