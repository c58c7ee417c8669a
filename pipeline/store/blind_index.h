/* blind_index.h - finding a personal value without keeping it: a keyed hash of what two values have in
 * common.
 *
 * Equal texts of one sort have equal hashes in one archive; without its key a hash tells nothing.
 */
#ifndef SOHOA_BLIND_INDEX_H
#define SOHOA_BLIND_INDEX_H

#include "archive.h"

G_BEGIN_DECLS

/* sort: a stable word that keeps hashes of different things apart ("number", "label"). NULL for text NULL or
 * "". */
GBytes *sohoa_blind_index (SohoaArchive *archive, const char *sort, const char *text);

G_END_DECLS

#endif
