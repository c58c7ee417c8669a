/* cut_lines.c - writes the lines of scanned forms just as the reader hands them to the recognizer.
 *
 *   cut-lines SCHEMAS OUT FILE...
 *
 * OUT/lines.tsv has a row a line: file, page, picture, charset (0 = text), what was recognized; the pictures
 * are PNG files beside it. They show what stands on the paper: for made papers only. The recognizer's door is
 * wrapped by the linker (--wrap), so that what is written is what the program reads, whatever the reader
 * becomes.
 */
#include <sohoa/form.h>
#include <sohoa/ocr.h>

#include <stdio.h>

#include "engine.h"

SohoaLine *
__real_sohoa_engine_read_line (SohoaEngine *engine, Pix *line, const SohoaLineHints *hints, GError **error);
SohoaLine *
__wrap_sohoa_engine_read_line (SohoaEngine *engine, Pix *line, const SohoaLineHints *hints, GError **error);

/* Where the next line goes. */
static struct {
  const char *folder, *file;
  FILE *index;
  guint page, n_lines;
} out;

SohoaLine *
__wrap_sohoa_engine_read_line (SohoaEngine *engine, Pix *line, const SohoaLineHints *hints, GError **error)
{
  SohoaLine *read = __real_sohoa_engine_read_line (engine, line, hints, error);
  if (read == NULL)
    return NULL;
  g_autofree char *name = g_strdup_printf ("%06u.png", out.n_lines++);
  g_autofree char *path = g_build_filename (out.folder, name, NULL);
  pixWrite (path, line, IFF_PNG);
  fprintf (out.index, "%s\t%u\t%s\t%d\t%s\n", out.file, out.page, name, (int) hints->charset, read->text);
  return read;
}

static GBytes *
load (const char *path, GError **error)
{
  char *data;
  gsize size;
  return g_file_get_contents (path, &data, &size, error) ? g_bytes_new_take (data, size) : NULL;
}

static gboolean
take_forms (SohoaOcr *ocr, const char *schemas, GError **error)
{
  g_autofree char *folder = g_build_filename (schemas, "forms", NULL);
  const char *const folders[] = {folder, NULL};
  g_autoptr (SohoaFormSet) forms = sohoa_form_set_load (folders, error);
  if (forms == NULL)
    return FALSE;
  for (guint i = 0; i < sohoa_form_set_size (forms); i++) {
    SohoaTemplate *template = sohoa_form_template (sohoa_form_set_peek (forms, i));
    if (template != NULL && !sohoa_ocr_take_template (ocr, template, error))
      return FALSE;
  }
  return TRUE;
}

static SohoaOcr *
start (const char *schemas, GError **error)
{
  static const char *const models[] = {"/usr/share/tesseract-ocr/5/tessdata/vie.traineddata",
                                       "/usr/share/tesseract-ocr/5/tessdata/eng.traineddata"};
  g_autoptr (GBytes) vie = load (models[0], error);
  g_autoptr (GBytes) eng = vie != NULL ? load (models[1], error) : NULL;
  g_autoptr (SohoaOcr) ocr =
    eng != NULL ? sohoa_ocr_new ("tesseract", &(SohoaOcrModels){vie, eng}, error) : NULL;
  return ocr != NULL && take_forms (ocr, schemas, error) ? g_steal_pointer (&ocr) : NULL;
}

/* Pages that cannot be read have no lines. */
static void
cut (SohoaOcr *ocr, const char *path)
{
  g_autoptr (GBytes) bytes = load (path, NULL);
  g_autoptr (SohoaOcrDocument) document = bytes != NULL ? sohoa_ocr_open (ocr, bytes, NULL) : NULL;
  out.file = path;
  for (out.page = 1; document != NULL && out.page <= sohoa_ocr_document_n_pages (document); out.page++) {
    g_autoptr (SohoaPageResult) page = sohoa_ocr_page (document, out.page, SOHOA_STAGE_READ, NULL);
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  if (argc < 4) {
    fprintf (stderr, "usage: cut-lines SCHEMAS OUT FILE...\n");
    return 4;
  }
  g_autofree char *index = g_build_filename (argv[2], "lines.tsv", NULL);
  out.folder = argv[2];
  out.index = fopen (index, "w");
  g_autoptr (SohoaOcr) ocr = out.index != NULL ? start (argv[1], &error) : NULL;
  if (ocr == NULL) {
    fprintf (stderr, "cut-lines: %s\n", error != NULL ? error->message : "cannot write into OUT");
    return 2;
  }
  for (int i = 3; i < argc; i++)
    cut (ocr, argv[i]);
  return fclose (out.index) == 0 ? 0 : 2;
}
