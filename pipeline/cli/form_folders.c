/* form_folders.c - where the forms of an archive are, and what of them the workers need. */
#include "command.h"

GStrv
sohoa_form_folders (const char *archive)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *installed = sohoa_schemas_folder ();
  g_autofree char *ours = g_build_filename (installed, "forms", NULL);
  g_autofree char *database = g_build_filename (archive, "archive.db", NULL);
  g_strv_builder_add (builder, ours);
  if (g_file_test (database, G_FILE_TEST_EXISTS)) {
    g_autofree char *theirs = g_build_filename (archive, "schemas", "forms", NULL);
    g_strv_builder_add (builder, theirs);
  }
  return g_strv_builder_end (builder);
}

GPtrArray *
sohoa_form_templates (const SohoaFormSet *forms)
{
  GPtrArray *templates = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_template_free);
  for (guint i = 0; i < sohoa_form_set_size (forms); i++) {
    SohoaTemplate *template = sohoa_form_template (sohoa_form_set_peek (forms, i));
    if (template)
      g_ptr_array_add (templates, template);
  }
  return templates;
}
