/* desk.h - what a command needs at which a person decides: the archive open for writing, the forms, who it
 * is. */
#ifndef SOHOA_DESK_H
#define SOHOA_DESK_H

#include <sohoa/form.h>

#include "../store/archive.h"

G_BEGIN_DECLS

typedef struct {
  SohoaArchive *archive;
  SohoaFormSet *forms;
  const char *actor; /* borrowed */
} SohoaDesk;

/* The option of all commands at which a person decides; as: NULL until given. */
#define SOHOA_DESK_AS(as)                                                                                    \
  {                                                                                                          \
    "as", 0, 0, G_OPTION_ARG_STRING, as, "Who decides (default: the login name)", "NAME"                     \
  }

/* Storage is the caller's; clear it also when this fails. SOHOA_ERROR_USAGE for a name of nothing, or of more
 * than a name. */
gboolean sohoa_desk_open (SohoaDesk *desk, const char *archive, const char *as,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for what is only added to, also while a run works: no actor, no lock. */
gboolean
sohoa_desk_open_beside (SohoaDesk *desk, const char *archive, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sohoa_desk_clear (SohoaDesk *desk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SohoaDesk, sohoa_desk_clear)

G_END_DECLS

#endif
