/* nearness.h - how far apart two numbers, or two names, were read, told from short codes alone. Private to
 * this room.
 *
 * Numbers, of 12 figures, of one name: 8 bytes. Each figure at each place stands for 64 bits that never
 * change, and a number for all of its own, one exclusive or of the other (Zobrist, A New Hashing Method with
 * Application for Game Playing, 1970); over that lies the keyed hash of the name, as it is written, with its
 * marks: twins have following numbers, and may be called Thanh and Thành. The codes of two numbers of one
 * name differ by what tells up to three figures; of two names they differ by anything. A number of which a
 * figure was lost, or that has one too many, has a code for each place of it. A code alone tells nobody a
 * number; but those of namesakes tell in which figures they differ, and with one of them known all the
 * others: they stand beside the values, and go with them.
 *
 * Names: keyed hashes of 2 bytes, each of the name with one of its words left out.
 */
#ifndef SOHOA_SUBJECTS_NEARNESS_H
#define SOHOA_SUBJECTS_NEARNESS_H

#include "../store/archive.h"

G_BEGIN_DECLS

/* What is further apart than this is only known to be so. */
enum { SOHOA_FIGURES_NEAR = 3, SOHOA_FIGURES_FAR };

/* number: 11 to 13 figures. name: whose it is; NULL, nobody's, gives NULL. wrong: of 12 figures, bits of
 * those (1 << 0 is the first) that cannot be right. Caller unrefs. */
GBytes *sohoa_near_number (SohoaArchive *archive, const char *name, const char *number, guint wrong);
/* Of one name: 0 to most, which is 1 to SOHOA_FIGURES_NEAR (three take longest to see); else, or where one is
 * NULL, SOHOA_FIGURES_FAR. Figures that cannot be right count as apart, unless the numbers are equal; a lost
 * figure, or one too many, is one. */
guint sohoa_figures_apart (const GBytes *a, const GBytes *b, guint most);

/* label: as sohoa_name_label() gives it. NULL for less than three words: too little remains of them. Caller
 * unrefs. */
GBytes *sohoa_near_label (SohoaArchive *archive, const char *label);
/* The same number of words, and at most one of them differs. FALSE where one is NULL. */
gboolean sohoa_labels_are_near (const GBytes *a, const GBytes *b);

G_END_DECLS

#endif
