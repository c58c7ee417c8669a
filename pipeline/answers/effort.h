/* effort.h - about how long it takes to declare an item by hand. Private to this room.
 *
 * Finding the place and knowing the answer, then writing it letter by letter: adults write about 60 letters a
 * minute or somewhat more, so a letter is taken for a second. The letters are those that such a value
 * commonly has. An estimate that is the same for every form: it weighs items, it does not time persons.
 */
#ifndef SOHOA_ANSWERS_EFFORT_H
#define SOHOA_ANSWERS_EFFORT_H

#include <sohoa/value.h>

G_BEGIN_DECLS

/* type NULL: of an element that nobody knows any more. */
guint sohoa_effort_seconds (const SohoaFieldType *type);

G_END_DECLS

#endif
