/* form_folder.h - a folder of form versions for one test, made from text and gone afterwards. */
#ifndef SOHOA_TESTS_FORM_FOLDER_H
#define SOHOA_TESTS_FORM_FOLDER_H

#include <glib.h>

/* A good form.json: one page with a field of every kind that has parts. */
extern const char good_form_json[];

/* A new folder in the temporary one; caller frees the name. */
char *form_folder_new (void);
/* Writes <root>/<form>/<version>/form.json, and blank.pdf unless blank is NULL. The version's folder, to be
 * freed. */
char *form_folder_write (const char *root, const char *form, const char *version, const char *json,
                         const char *blank);
/* Removes the folder and everything below it. */
void form_folder_remove (const char *root);

#endif
