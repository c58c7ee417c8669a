/* word.h - what repeats in millions of rows and stands once: names of fields, elements and recognizers; form
 * versions. Private to this room.
 */
#ifndef SOHOA_STORE_WORD_H
#define SOHOA_STORE_WORD_H

#include "archive.h"

G_BEGIN_DECLS

/* The id of a word, which is added when it is new. NULL has none: 0. Within a transaction. */
gboolean sohoa_word_put (SohoaArchive *archive, const char *text, gint64 *ret_id,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a form version. */
gboolean sohoa_word_put_print (SohoaArchive *archive, const char *form, const char *version, gint64 *ret_id,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
