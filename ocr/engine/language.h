/* language.h - what letters follow each other in a language. Private to ocr/engine/.
 *
 * A model of rows of up to seven characters, small and capital letters alike, all digits alike;
 * scripts/learn/ language makes it and documents the file. Shorter rows stand in for those that it does not
 * know (Katz, "Estimation of probabilities from sparse data", 1987).
 */
#ifndef SOHOA_ENGINE_LANGUAGE_H
#define SOHOA_ENGINE_LANGUAGE_H

#include <glib.h>

G_BEGIN_DECLS

enum { SOHOA_LANGUAGE_REACH = 7 }; /* characters in the longest row */

typedef struct SohoaLanguage SohoaLanguage;

/* Reads the file. Fails with SOHOA_ERROR_SETUP when it is none or damaged. */
SohoaLanguage *sohoa_language_new (const guint8 *data, gsize size, GError **error);
void sohoa_language_free (SohoaLanguage *language);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaLanguage, sohoa_language_free)

/* The symbol of a character in UTF-8; 0 for one that the model does not know. */
guint8 sohoa_language_symbol (const SohoaLanguage *language, const char *character);
/* ln p of the last of n symbols after those before it, at most SOHOA_LANGUAGE_REACH. A line begins with a
 * space. A 0 among those before ends what is looked at; as the last one it is as unlikely as can be. */
double sohoa_language_log_probability (const SohoaLanguage *language, const guint8 *symbols, guint n);

G_END_DECLS

#endif
