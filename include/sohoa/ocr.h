/* ocr.h - the door of the room ocr/: bytes of a scan in, page results out.
 *
 * One SohoaOcr is a warm recognizer: models loaded, templates registered. Single-threaded (poppler and
 * Leptonica 1.82 are); parallelism comes from processes. Opens no file, writes none, knows no people.
 */
#ifndef SOHOA_OCR_H
#define SOHOA_OCR_H

#include <sohoa/error.h>
#include <sohoa/filling.h>
#include <sohoa/learned.h>
#include <sohoa/page_result.h>
#include <sohoa/template.h>

G_BEGIN_DECLS

/* Caps on one page and one container; see docs/architecture.md for where they come from. */
enum {
  SOHOA_PAGES_MAX = 10000,
  SOHOA_SIDE_MAX = 32767, /* px */
  SOHOA_PIXELS_MAX = 200 * 1000 * 1000,
};

/* Trained data of the recognizer, by language: "vie" and "eng" are needed. Bytes of a traineddata file. */
typedef struct {
  GBytes *vie, *eng;
} SohoaOcrModels;

typedef struct SohoaOcr SohoaOcr;
typedef struct SohoaOcrDocument SohoaOcrDocument;

/* How far a page is taken; each stage includes those before it. */
typedef enum {
  SOHOA_STAGE_DECODE,
  SOHOA_STAGE_LOCATE,
  SOHOA_STAGE_READ,
} SohoaStage;

/* recognizer: a row of the table of recognizers, "tesseract" or "none" (which reads no text: no models
 * needed). */
SohoaOcr *sohoa_ocr_new (const char *recognizer, const SohoaOcrModels *models, GError **error);
void sohoa_ocr_free (SohoaOcr *ocr);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaOcr, sohoa_ocr_free)

/* Name, version and the hash of the models: readings are keyed by it. Borrowed. */
const char *sohoa_ocr_recognizer_id (const SohoaOcr *ocr);

/* Takes over the template. Fails when its blank cannot be rendered or prints too little to be found by. */
gboolean
sohoa_ocr_take_template (SohoaOcr *ocr, SohoaTemplate *template, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A scan file. Pages are counted here: what the file declares, even where later pages turn out broken. */
SohoaOcrDocument *sohoa_ocr_open (SohoaOcr *ocr, GBytes *bytes, GError **error);
guint sohoa_ocr_document_n_pages (const SohoaOcrDocument *document);
/* "tiff", "pdf", "png", "jpeg"; borrowed. */
const char *sohoa_ocr_document_format (const SohoaOcrDocument *document);
void sohoa_ocr_document_free (SohoaOcrDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaOcrDocument, sohoa_ocr_document_free)

/* One page, 1-based, through the stages. Earlier pages of the same document that carried the same content are
 * named in duplicate_of and not read again. NULL only when the page cannot be decoded (an item error). */
SohoaPageResult *sohoa_ocr_page (SohoaOcrDocument *document, guint page, SohoaStage until, GError **error);

/* Reads a page again on a map that was stored: nothing is located. */
SohoaPageResult *
sohoa_ocr_reread (SohoaOcrDocument *document, guint page, const char *form, const char *version,
                  guint form_page, const SohoaTransform *transform, GError **error);

/* The place of one value on a page, cut out and turned upright, at most at dpi; PNG bytes. quad: pixels as
 * decoded; rotation: as in the page's result. */
GBytes *sohoa_ocr_crop (SohoaOcrDocument *document, guint page, const SohoaQuad *quad, guint rotation,
                        double dpi, GError **error);

/* Pictures, as PNG bytes. draw_page: the page with what was found on it (outline, zones, values). draw_blank:
 * one page of a template's blank with its zones; labels name the fields. dpi: 50 .. 300. */
GBytes *
sohoa_ocr_draw_page (SohoaOcrDocument *document, const SohoaPageResult *result, double dpi, GError **error);
GBytes *sohoa_ocr_draw_blank (SohoaOcr *ocr, const char *form, const char *version, guint form_page,
                              double dpi, GError **error);
/* The words that one page of a template's blank prints, in reading order; none where it is a picture. Caller
 * frees. */
char **
sohoa_ocr_blank_words (SohoaOcr *ocr, const char *form, const char *version, guint form_page, GError **error);
/* Another registered page that a scan of this one cannot be told from, as nothing but what people write on it
 * differs: its form, version and page number; nothing when there is none. Caller frees. */
char **
sohoa_ocr_blank_twin (SohoaOcr *ocr, const char *form, const char *version, guint form_page, GError **error);
/* A form learned from filled scans of it (of GBytes, at least one): the first is the pattern, a single one is
 * taken for an empty copy. SOHOA_ERROR_FORM when they share no page. */
SohoaLearned *sohoa_ocr_learn (const GPtrArray *scans, GError **error);
/* The blank of a form with what is to be printed on it, as PDF: fonts embedded, the same bytes for the same
 * filling. unfit gets the fields (char *, to be freed) that were left blank because their texts have no zone
 * or do not fit there. */
GBytes *sohoa_ocr_fill_blank (SohoaOcr *ocr, const SohoaFilling *filling, GPtrArray *unfit, GError **error);

G_END_DECLS

#endif
