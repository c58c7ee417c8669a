/* models.c - see models.h. */
#include "models.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* The packages tesseract-ocr-vie and tesseract-ocr-eng 4.1.0 of Debian 12. */
static const struct {
  const char *language, *sha256;
} known[SOHOA_MODELS_MAX] = {
  {"vie", "79df64caf7bcfb2a27df5042ecb6121e196eada34da774956995747636d5bfa1"},
  {"eng", "7d4322bd2a7749724879683fc3912cb542f19906c83bcc1a52132556427170b2"},
};

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

/* Whoever brings models of his own pins them: 'sha256sum *.traineddata > SHA256SUMS'. */
static gboolean
is_pinned (const char *sha256)
{
  const char *chosen = g_getenv ("TESSDATA_PREFIX");
  g_autofree char *path = chosen ? g_build_filename (chosen, "SHA256SUMS", NULL) : NULL;
  g_autofree char *list = NULL;
  return path && g_file_get_contents (path, &list, NULL, NULL) && strstr (list, sha256) != NULL;
}

/* The descriptor stays at its beginning: workers map it. */
static gboolean
check_model (guint which, int fd, GError **error)
{
  g_autoptr (GMappedFile) map = g_mapped_file_new_from_fd (fd, FALSE, NULL);
  g_autofree char *sha256 =
    map ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) g_mapped_file_get_contents (map),
                                       g_mapped_file_get_length (map))
        : g_strdup ("unreadable");
  if (g_str_equal (sha256, known[which].sha256) || is_pinned (sha256))
    return TRUE;
  g_set_error (
    error, SOHOA_ERROR, SOHOA_ERROR_SETUP,
    "the recognition data '%s.traineddata' is not what it should be: reinstall 'tesseract-ocr-%s', or "
    "pin your own with 'sha256sum *.traineddata > SHA256SUMS' in the folder that TESSDATA_PREFIX names",
    known[which].language, known[which].language);
  return FALSE;
}

gboolean
sohoa_models_open (const char *recognizer, int ret_fds[SOHOA_MODELS_MAX], guint *ret_n_fds, GError **error)
{
  *ret_n_fds = 0;
  if (g_str_equal (recognizer, "none"))
    return TRUE;
  for (guint i = 0; i < SOHOA_MODELS_MAX; i++) {
    int fd = open_model (known[i].language);
    if (fd >= 0 && check_model (i, fd, error)) {
      ret_fds[(*ret_n_fds)++] = fd;
      continue;
    }
    if (fd < 0)
      g_set_error (
        error, SOHOA_ERROR, SOHOA_ERROR_SETUP,
        "cannot find the recognition data '%s.traineddata'; install the package 'tesseract-ocr-%s', "
        "or set TESSDATA_PREFIX to its folder",
        known[i].language, known[i].language);
    else
      close (fd);
    while (*ret_n_fds > 0)
      close (ret_fds[--*ret_n_fds]);
    return FALSE;
  }
  return TRUE;
}
