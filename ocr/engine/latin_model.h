/* latin_model.h - a model of the lines on filled forms in English, typed and by hand, as the bytes of a model
 * file; part of the program. Tesseract's English model, learnt further by scripts/learn. Private to
 * ocr/engine/.
 */
#ifndef SOHOA_ENGINE_LATIN_MODEL_H
#define SOHOA_ENGINE_LATIN_MODEL_H

#include <glib.h>

extern const guint8 sohoa_latin_model[];
extern const gsize sohoa_latin_model_size;

#endif
