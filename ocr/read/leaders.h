/* leaders.h - dotted lines: which of the template's dots are there, and taking them out. Private to
 * ocr/read/. */
#ifndef SOHOA_READ_LEADERS_H
#define SOHOA_READ_LEADERS_H

#include "patch.h"

G_BEGIN_DECLS

/* Leader dots are smaller, letters larger. */
gboolean sohoa_leader_is_dot (const Box *box);

/* Parts the print into leader dots and everything else; the caller destroys both. */
void sohoa_leader_split (Pix *print, Pix **ret_dots, Pix **ret_solid);

/* Takes out of ink what the scan shows of the template's dots (1 bpp, aligned); gray: the ink's picture,
 * which tells how dark a dot is. Dots that writing touches go up to the writing's own foot. Dots that were
 * erased before somebody typed there take nothing. Returns how many were printed. */
guint sohoa_leader_erase (Pix *ink, Pix *gray, Pix *template_dots);

/* moved_leaders.c: a leader that the template does not know, as word processors shift them: small equal blobs
 * at equal distances. */
void sohoa_leader_erase_moved (Pix *ink);

G_END_DECLS

#endif
