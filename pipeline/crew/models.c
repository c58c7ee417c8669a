/* models.c - see models.h. */
#include "models.h"

#include <fcntl.h>
#include <unistd.h>

static const char *const languages[SOHOA_MODELS_MAX] = {"vie", "eng"};

/* As everywhere in Tesseract's world, TESSDATA_PREFIX says it all where it is set. */
static int
open_model (const char *language)
{
  const char *chosen = g_getenv ("TESSDATA_PREFIX");
  g_autofree char *name = g_strconcat (language, ".traineddata", NULL);
  g_autofree char *path =
    g_build_filename (chosen ? chosen : "/usr/share/tesseract-ocr/5/tessdata", name, NULL);
  return open (path, O_RDONLY | O_CLOEXEC);
}

gboolean
sohoa_models_open (const char *recognizer, int ret_fds[SOHOA_MODELS_MAX], guint *ret_n_fds, GError **error)
{
  *ret_n_fds = 0;
  if (g_str_equal (recognizer, "none"))
    return TRUE;
  for (guint i = 0; i < SOHOA_MODELS_MAX; i++) {
    int fd = open_model (languages[i]);
    if (fd < 0) {
      g_set_error (
        error, SOHOA_ERROR, SOHOA_ERROR_SETUP,
        "cannot find the recognition data '%s.traineddata'; install the package 'tesseract-ocr-%s', "
        "or set TESSDATA_PREFIX to its folder",
        languages[i], languages[i]);
      while (*ret_n_fds > 0)
        close (ret_fds[--*ret_n_fds]);
      return FALSE;
    }
    ret_fds[(*ret_n_fds)++] = fd;
  }
  return TRUE;
}
