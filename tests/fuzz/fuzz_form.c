/* fuzz_form.c - form.json from anybody: whatever the bytes, a form or its faults, never a crash. */
#include <stddef.h>
#include <stdint.h>

#include <glib/gstdio.h>
#include <sohoa/form.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* One folder for the whole run; libFuzzer ends by exit, so that the next run's start clears nothing of ours
 * but this small file in the temporary folder. */
static const char *
version_folder (void)
{
  static char *folder;

  if (folder == NULL) {
    g_autofree char *root = g_dir_make_tmp ("sohoa-fuzz-XXXXXX", NULL);

    folder = g_build_filename (root, "sample", "2024-05-01", NULL);
    g_assert_true (g_mkdir_with_parents (folder, 0700) == 0);
  }
  return folder;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *path = g_build_filename (version_folder (), "form.json", NULL);
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents_full (path, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));
  g_autoptr (SohoaForm) form = sohoa_form_load (version_folder (), &faults, &error);
  g_assert_true ((form == NULL) == (error != NULL));
  g_assert_true (form != NULL || faults->len > 0);
  return 0;
}
