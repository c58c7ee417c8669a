/* grammar.h - texts of which there are only certain ones, such as dates. Private to ocr/engine/.
 *
 * A recognizer that follows only what such a text may go on with reads it where the picture alone would leave
 * a doubt (constrained decoding).
 */
#ifndef SOHOA_ENGINE_GRAMMAR_H
#define SOHOA_ENGINE_GRAMMAR_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct SohoaGrammar SohoaGrammar;

typedef enum {
  SOHOA_GRAMMAR_NEVER, /* no text begins so */
  SOHOA_GRAMMAR_BEGUN, /* some text begins so */
  SOHOA_GRAMMAR_WHOLE, /* this is one; it may be the beginning of others */
} SohoaGrammarVerdict;

/* Dates as English is written: "5/14/2010", "8-30-91", "May 30, 2013", "Nov.12, '93", "28 July 2009",
 * "16th day of June, 1977", "2010-04-30", "May 1992". */
SohoaGrammar *sohoa_grammar_new_latin_date (void);
void sohoa_grammar_free (SohoaGrammar *grammar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaGrammar, sohoa_grammar_free)

SohoaGrammarVerdict sohoa_grammar_judge (const SohoaGrammar *grammar, const char *text);

/* Can the year of the date, whole, lie between the two? One of two digits is of either century. */
gboolean sohoa_grammar_has_year (const SohoaGrammar *grammar, const char *text, guint from, guint to);

G_END_DECLS

#endif
