/* learn.h - the blank of a form from filled scans of it, where nobody has the blank.
 *
 * The scans are laid on each other; what most of them share is print, what differs is writing. The first scan
 * only says which form is meant and how its pages follow each other: whatever it has that the others have not
 * falls away. Two rounds: on the first scan as it is, then on the print that came out of that.
 */
#ifndef SOHOA_LEARN_H
#define SOHOA_LEARN_H

#include <sohoa/learned.h>

#include "../page.h"

G_BEGIN_DECLS

/* scans: of GBytes, at least one; the first is the pattern. Fails when it cannot be decoded or no page of it
 * is shared by others (SOHOA_ERROR_FORM). A single scan is taken for an empty copy. */
SohoaLearned *sohoa_learn (const GPtrArray *scans, GError **error);

G_END_DECLS

#endif
