/* resolution.h - which mentions are one: the rules, apart from the archive. Private to this room.
 *
 * Rules
 *   - Inside a dossier: the same name, nothing that contradicts, and one thing more: the same full date of
 *     birth, the paper saying so ("quan hệ: cha" makes the declarant the father), or the same role in two
 *     papers of the dossier. A group that holds two numbers or two dates of birth falls apart again.
 *   - Between dossiers: the same personal number, when name or date of birth do not speak against it. Those
 *     of one number that contradict each other are told apart as far as they do.
 *   - What was read but is not believed can only bring together, and only where two papers agree on two
 *     things: twelve digits and a name, or twelve digits and a date of birth, are not misread into another's.
 *     Only what is believed contradicts.
 *   - Of the two things one may have been misread a little, if it is not believed on both papers: beside the
 *     same number a name of three words or more may differ in one of them; beside the same name a number may
 *     differ in one figure, which may have been lost, and in three when the dates of birth are the same. A
 *     number that may be one or the other of two that are not near each other is neither's, and whoever would
 *     contradict each other stay apart.
 *   - Nothing else. What is only alike is a doubt, for a person.
 * Both are functions of the set of mentions: the order in which they came makes no difference.
 *
 * Groups come back as arrays of guint, one for each mention: the index of the first mention of its group.
 */
#ifndef SOHOA_SUBJECTS_RESOLUTION_H
#define SOHOA_SUBJECTS_RESOLUTION_H

#include "../store/mention.h"

G_BEGIN_DECLS

/* Two mentions, by index, that may or may not be one. */
typedef struct {
  guint one, other;
  const char *reason; /* static: "alike", "contradiction", "number-shared" */
} SohoaDoubt;

/* mentions: of SohoaMention, all of one dossier, in order of place. Appends to doubts (of SohoaDoubt). */
GArray *sohoa_resolve_parties (const GPtrArray *mentions, GArray *doubts);
/* mentions: a closed circle (circle.h): whole parties (by dossier and party), all mentions of each number and
 * all that are near, in order of place. */
GArray *sohoa_resolve_numbers (const GPtrArray *mentions, GArray *doubts);

/* Both have the thing and it differs / is the same. */
gboolean sohoa_mentions_contradict (const SohoaMention *a, const SohoaMention *b);
gboolean sohoa_same_index (const GBytes *a, const GBytes *b);
/* The number, believed or only read; NULL when there is none. Borrowed. */
GBytes *sohoa_mention_number (const SohoaMention *mention);
/* The name, likewise. */
GBytes *sohoa_mention_label (const SohoaMention *mention);

G_END_DECLS

#endif
