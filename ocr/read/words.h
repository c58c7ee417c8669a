/* words.h - the text layer of born-digital pages, without what the blank prints itself. Private to ocr/read/.
 */
#ifndef SOHOA_READ_WORDS_H
#define SOHOA_READ_WORDS_H

#include "read.h"

G_BEGIN_DECLS

typedef struct SohoaPageWords SohoaPageWords;

/* The words that the page shows and the blank does not. */
SohoaPageWords *sohoa_page_words_new (const SohoaReadContext *context, GError **error);
void sohoa_page_words_free (SohoaPageWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaPageWords, sohoa_page_words_free)

/* The zone's value from its words; NULL when the zone has none, or is of a kind that words cannot answer:
 * then the picture decides. */
SohoaReading *
sohoa_page_words_read (const SohoaPageWords *words, const SohoaReadContext *context, const SohoaZone *zone);

G_END_DECLS

#endif
