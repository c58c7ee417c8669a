/* title.h - the title of a form in what a page says. Private to ocr/wording/. */
#ifndef SOHOA_WORDING_TITLE_H
#define SOHOA_WORDING_TITLE_H

#include <glib.h>

G_BEGIN_DECLS

/* title: as a form prints it; what it says in brackets may stand apart and is left out. text, heading: folded
 * (describe/keywords.h). */

/* Whether the text could hold the title, badly read. */
gboolean sohoa_title_resembles (const char *title, const char *text);
/* Whether it does hold it, whole words with at most one letter in ten misread; where heading is that of a
 * declaration, it must say no more than the title: sister forms add words to it. heading: NULL when none was
 * read. *ret_at: how many words of the text stand before it; not written when it is not there. */
gboolean sohoa_title_find (const char *title, const char *text, const char *heading, guint *ret_at);

G_END_DECLS

#endif
