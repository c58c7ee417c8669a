/* desk.c - see desk.h. */
#include "desk.h"

#include <string.h>

#include "command.h"

enum { NAME_MAX_BYTES = 200 };

static gboolean
check_name (const char *name, GError **error)
{
  if (*name != '\0' && strlen (name) <= NAME_MAX_BYTES && g_utf8_validate (name, -1, NULL) &&
      strpbrk (name, "\r\n\t") == NULL)
    return TRUE;
  g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                       "cannot tell who decides: give a name on one line with --as NAME");
  return FALSE;
}

static gboolean
open_archive (SohoaDesk *desk, const char *archive, SohoaArchiveMode mode, GError **error)
{
  g_auto (GStrv) folders = sohoa_form_folders (archive);
  return (desk->archive = sohoa_archive_open (archive, mode, error)) != NULL &&
         (desk->forms = sohoa_form_set_load ((const char *const *) folders, error)) != NULL;
}

gboolean
sohoa_desk_open (SohoaDesk *desk, const char *archive, const char *as, GError **error)
{
  *desk = (SohoaDesk){.actor = as != NULL ? as : g_get_user_name ()};
  return check_name (desk->actor, error) && open_archive (desk, archive, SOHOA_ARCHIVE_WRITE, error);
}

gboolean
sohoa_desk_open_beside (SohoaDesk *desk, const char *archive, GError **error)
{
  *desk = (SohoaDesk){0};
  return open_archive (desk, archive, SOHOA_ARCHIVE_ADD, error);
}

void
sohoa_desk_clear (SohoaDesk *desk)
{
  g_clear_pointer (&desk->archive, sohoa_archive_free);
  g_clear_pointer (&desk->forms, sohoa_form_set_free);
}
