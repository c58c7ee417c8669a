/* name.h - what the name of an inbox entry says. Names are bytes; only ASCII is looked at. */
#ifndef SOHOA_INTAKE_NAME_H
#define SOHOA_INTAKE_NAME_H

#include <glib.h>

#include "../store/run.h"

G_BEGIN_DECLS

/* TRUE when the name alone says that the entry is none of ours: hidden, temporary or litter; ret_state:
 * which. */
gboolean sohoa_name_is_ignored (const char *name, SohoaEntryState *ret_state) G_GNUC_WARN_UNUSED_RESULT;

/* By suffix, any case: .png .jpg .jpeg .jpe .tif .tiff / only the last two. */
gboolean sohoa_name_is_image (const char *name);
gboolean sohoa_name_is_tiff (const char *name);

/* TRUE when text has the shape of a dossier code: unit, date, number ("000.00.26.H29-250917-0001"). */
gboolean sohoa_is_dossier_code (const char *text);

/* The dossier code that the last part of a path is, with or without a suffix; else that of the folder it lies
 * in; NULL when neither is one. Caller frees. */
char *sohoa_path_dossier_code (const char *path);

G_END_DECLS

#endif
