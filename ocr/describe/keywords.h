/* keywords.h - phrases by which offices name their papers, and matching them in text that a recognizer read.
 *
 * To add a phrase: one row in keywords.c, written as fold_words() leaves it. When done, pages that print the
 * phrase in their heading are of that class, spelling mistakes of the recognizer and all.
 */
#ifndef SOHOA_DESCRIBE_KEYWORDS_H
#define SOHOA_DESCRIBE_KEYWORDS_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  SOHOA_PHRASE_MOTTO,        /* of the state; stands above headings */
  SOHOA_PHRASE_AGENCY,       /* names of offices; stand above headings too */
  SOHOA_PHRASE_COVER,        /* headings of sheets that open a dossier */
  SOHOA_PHRASE_CARD,         /* headings of identity cards */
  SOHOA_PHRASE_CARD_LABEL,   /* what stands on identity cards and hardly anywhere else */
  SOHOA_PHRASE_PERSON_LABEL, /* what stands on identity cards and on other papers about persons */
  SOHOA_PHRASE_DECLARATION,  /* headings of declaration forms */
  SOHOA_PHRASE_FORM_MARK,    /* the corner note of forms that an act prescribes */
  SOHOA_PHRASE_PAPER, /* headings of papers that are no declaration, though they may carry a form mark */
} SohoaPhraseClass;

/* Capital ASCII letters and digits, every run of anything else one space; caller frees. NULL when text is not
 * UTF-8. */
char *sohoa_fold_words (const char *text);

/* Whether the folded text holds the folded phrase, with at most one letter in letters_per_error wrong,
 * missing or too many. */
gboolean sohoa_holds_phrase (const char *phrase, guint letters_per_error, const char *folded);

/* How many phrases of the class the folded text holds, each with at most one letter in six wrong, missing or
 * too many. */
guint sohoa_count_phrases (SohoaPhraseClass klass, const char *folded);
/* TRUE when the folded text begins with a phrase of the class, but for a few letters of noise. */
gboolean sohoa_begins_with_phrase (SohoaPhraseClass klass, const char *folded);

G_END_DECLS

#endif
