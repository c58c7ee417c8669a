/* language_model.h - a model of the lines on filled forms, as the bytes of a model file; part of the program.
 * Tesseract's Vietnamese model, learnt further by scripts/learn. Private to ocr/engine/.
 */
#ifndef SOHOA_ENGINE_LANGUAGE_MODEL_H
#define SOHOA_ENGINE_LANGUAGE_MODEL_H

#include <glib.h>

extern const guint8 sohoa_language_model[];
extern const gsize sohoa_language_model_size;

#endif
