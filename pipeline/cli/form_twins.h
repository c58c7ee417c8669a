/* form_twins.h - pages of different form versions that nobody could tell apart on a scan. */
#ifndef SOHOA_FORM_TWINS_H
#define SOHOA_FORM_TWINS_H

#include "command.h"

G_BEGIN_DECLS

/* A form version and the folder that it was loaded from; owns both. */
typedef struct {
  char *folder;
  SohoaForm *form;
} SohoaFormInFolder;

void sohoa_form_in_folder_free (SohoaFormInFolder *version);

/* Adds one line to report for each page of checked (of SohoaFormInFolder, each with a registrable blank) that
 * prints the same as another page of them, or of the forms in the folders of registered. A registered form
 * that cannot be loaded makes no other faulty: then only checked are compared. */
gboolean sohoa_form_twins_report (const GPtrArray *checked, GStrv registered, GString *report,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
