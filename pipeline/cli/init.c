/* init.c - `sohoa init`: make an archive. */
#include "../store/archive.h"
#include "command.h"

static int
run (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  if (!sohoa_command_parse (command, NULL, arguments, 0, 1, error))
    return -1;
  const char *folder = (*arguments)[1] ? (*arguments)[1] : archive;
  return sohoa_archive_create (folder, error) ? SOHOA_EXIT_CLEAN : -1;
}

const SohoaCommand sohoa_command_init = {
  .name = "init",
  .arguments = "[DIR]",
  .summary = "make an archive",
  .description =
    "Makes an archive in DIR, a new or empty folder (else in the one that --archive or SOHOA_ARCHIVE "
    "names, else here).\nOnly its owner can read it. Its key lies in it, unless SOHOA_KEY_FILE names "
    "another place; without the key\nnothing in the archive can be proved any more.",
  .example = "sohoa init /srv/archive",
  .run = run,
};
