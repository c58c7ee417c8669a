/* model.h - a Tesseract model file: its line network and the characters that the network's labels stand for.
 * Private to ocr/engine/.
 */
#ifndef SOHOA_ENGINE_MODEL_H
#define SOHOA_ENGINE_MODEL_H

#include "network.h"

G_BEGIN_DECLS

typedef struct {
  SohoaNetwork *network;
  GPtrArray *text; /* by label: UTF-8, " " for the space; NULL for the blank and for parts of characters */
} SohoaModel;

/* bytes: a traineddata file. Fails with SOHOA_ERROR_SETUP when it is none or damaged. */
SohoaModel *sohoa_model_new (GBytes *bytes, GError **error);
void sohoa_model_free (SohoaModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaModel, sohoa_model_free)

G_END_DECLS

#endif
