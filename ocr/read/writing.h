/* writing.h - what somebody wrote in a part of a cleaned patch, ready for a recognizer. Private to ocr/read/.
 */
#ifndef SOHOA_READ_WRITING_H
#define SOHOA_READ_WRITING_H

#include "patch.h"

G_BEGIN_DECLS

/* TRUE when strokes are cut off by the patch that may be the zone's own, written large or with long tails: a
 * patch that reaches further above and below shows whether they are. */
gboolean sohoa_writing_is_cut (const SohoaPatch *patch, const Box *zone);

/* Keeps in the patch's ink only what belongs to zone (patch pixels): strokes whose middle lies in it, or
 * which go on to its right. Drops specks, what hangs in from neighbouring lines and strokes that pass
 * through. near: rows beyond the zone from which a stroke may come from elsewhere; all of the patch's or
 * fewer. */
void sohoa_writing_select (SohoaPatch *patch, const Box *zone, int near);

/* TRUE when the writing reaches the right end of zone: there may be more of it. */
gboolean sohoa_writing_runs_on (const SohoaPatch *patch, const Box *zone);

/* Drops what stands beside a number, beyond a gap that is wider than between the parts of one: a stamp, a
 * stroke of a neighbour. Sets SOHOA_READING_DOUBTFUL when there was any. */
void sohoa_writing_keep_number (SohoaPatch *patch);

/* Takes out words with a line drawn through them; sets SOHOA_READING_STRUCK when there were any. */
void sohoa_writing_drop_struck (SohoaPatch *patch);

/* TRUE when the patch's ink could be writing at all. */
gboolean sohoa_writing_present (const SohoaPatch *patch);

/* The ink within box as an image for a recognizer: trimmed, bordered, everything else white. box NULL: all.
 * NULL when there is none. */
Pix *sohoa_writing_image (const SohoaPatch *patch, const Box *box);

/* White around every line image, px: without it the recognizer loses the outermost letters. */
enum { SOHOA_WRITING_BORDER = 10 };

G_END_DECLS

#endif
