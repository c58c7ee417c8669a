/* nearness.h - how far apart two numbers, or two names, were read, told from keyed hashes alone. Private to
 * this room.
 *
 * Of a value are kept short hashes of it with a part left out, one for each way to do so, in a fixed order:
 * two values share the hash in which just that is left out where they differ. A hash tells as little as a
 * blind index does; which numbers of an archive are near each other is all that is to be seen.
 *
 * Numbers, of 12 figures: the whole, then all pairs of figures left out; 67 hashes of 2 bytes. Equal but for
 * one figure they share the 11 pairs with that one, which chance does not make. Equal but for two they share
 * one pair; so do, by chance, one of 1,000 that are far apart: it counts only between those who have name and
 * birth in common. Names: each of the words left out.
 */
#ifndef SOHOA_SUBJECTS_NEARNESS_H
#define SOHOA_SUBJECTS_NEARNESS_H

#include "../store/archive.h"

G_BEGIN_DECLS

/* What is further apart than this is only known to be so. */
enum { SOHOA_FIGURES_NEAR = 2, SOHOA_FIGURES_FAR };

/* number: 12 figures. wrong: bits of the figures (1 << 0 is the first) that cannot be right; there are no
 * hashes that hold one, so that only what differs in them is near. */
GBytes *sohoa_near_number (SohoaArchive *archive, const char *number, guint wrong);
/* 0 to SOHOA_FIGURES_NEAR; else, or where one is NULL, SOHOA_FIGURES_FAR. Figures that cannot be right count
 * as apart, unless the numbers are equal. */
guint sohoa_figures_apart (const GBytes *a, const GBytes *b);

/* label: as sohoa_name_label() gives it. NULL for less than three words: too little remains of them. */
GBytes *sohoa_near_label (SohoaArchive *archive, const char *label);
/* The same number of words, and at most one of them differs. FALSE where one is NULL. */
gboolean sohoa_labels_are_near (const GBytes *a, const GBytes *b);

G_END_DECLS

#endif
