/* remedy.h - what happened to a page or file that could not be processed, and what a person does about it. */
#ifndef SOHOA_REMEDY_H
#define SOHOA_REMEDY_H

#include <glib.h>

G_BEGIN_DECLS

/* reason: the nick of an error. explanation: as it was stored, NULL for none; what stands in it behind "; "
 * is what to do, before what helps against the reason in general. Caller frees both texts. */
void sohoa_remedy_find (const char *reason, const char *explanation, char **ret_what, char **ret_remedy);

G_END_DECLS

#endif
