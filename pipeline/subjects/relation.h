/* relation.h - what follows from two roles on one paper. Private to this room. */
#ifndef SOHOA_SUBJECTS_RELATION_H
#define SOHOA_SUBJECTS_RELATION_H

#include <glib.h>

G_BEGIN_DECLS

/* "relation.mother_of" for ("mother", "child"); NULL when nothing follows. Static. */
const char *sohoa_relation_of_roles (const char *role, const char *other);

G_END_DECLS

#endif
