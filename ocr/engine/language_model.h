/* language_model.h - what letters follow each other in Vietnamese and in English, as the bytes of files of
 * language.h; part of the program. Made by scripts/learn/language. Private to ocr/engine/.
 */
#ifndef SOHOA_ENGINE_LANGUAGE_MODEL_H
#define SOHOA_ENGINE_LANGUAGE_MODEL_H

#include <glib.h>

extern const guint8 sohoa_language_model[], sohoa_english_language_model[];
extern const gsize sohoa_language_model_size, sohoa_english_language_model_size;

#endif
