/* engine.h - recognizers behind one interface.
 *
 * To add one: a file with its `const SohoaEngineClass`, a row in the table of engine.c; the contract test in
 * tests/ runs on every row by itself.
 */
#ifndef SOHOA_ENGINE_H
#define SOHOA_ENGINE_H

#include <sohoa/ocr.h>

#include "../page.h"

G_BEGIN_DECLS

typedef struct SohoaEngine SohoaEngine;

/* One recognized character (grapheme), left to right. */
typedef struct {
  char *text;
  double confidence;  /* 0..1 */
  int x0, x1;         /* px in the line image, x1 excluded; -1, -1 when unknown */
  GPtrArray *choices; /* of SohoaAlternative*: other characters for this place, best first; may be NULL */
} SohoaGlyph;

typedef struct {
  char *text;         /* NFC, spaces folded; "" when nothing was read */
  double confidence;  /* 0..1, of the weakest word */
  GArray *glyphs;     /* of SohoaGlyph; may be empty */
  const char *method; /* static, such as "tesseract-vie" */
} SohoaLine;

/* What is known of a line before it is read. */
typedef struct {
  SohoaCharset charset;
  gboolean on_leader;       /* a dotted line was erased under it: dots below may be gone with it */
  const char *before;       /* what the value's lines before this one say, or NULL */
  guint n_characters;       /* that it holds, gaps not counted; 0 when nobody knows */
  guint year_from, year_to; /* between which a date on it mostly lies; 0 when nobody knows */
} SohoaLineHints;

typedef struct SohoaEngineClass {
  const char *name;
  SohoaEngine *(*create) (const SohoaOcrModels *models, GError **error);
  /* Reads one line of writing: 8 bpp, dark on light, 255 = paper, about 48 px high with a border. */
  SohoaLine *(*read_line) (SohoaEngine *engine, Pix *line, const SohoaLineHints *hints, GError **error);
  /* Reads a page or part of one in natural order, lines joined by "\n"; caller frees. Slow: no form pages. */
  char *(*read_block) (SohoaEngine *engine, Pix *block, double dpi, GError **error);
  /* The same word by word: of SohoaWord, boxes in pixels of the block. charset: TEXT, or LATIN for a page in
   * another language than Vietnamese. */
  GPtrArray *(*read_words) (SohoaEngine *engine, Pix *block, double dpi, SohoaCharset charset,
                            GError **error);
  void (*destroy) (SohoaEngine *engine);
} SohoaEngineClass;

extern const SohoaEngineClass sohoa_engine_tesseract, sohoa_engine_none;

/* Every implementation's struct starts with this. */
struct SohoaEngine {
  const SohoaEngineClass *klass;
  char *id; /* name, library version, model hashes: "tesseract-5.3.0+vie:1a2b3c4d+eng:5e6f7a8b" */
};

/* The rows of the table, one by one; NULL past the last. */
const SohoaEngineClass *sohoa_engine_peek_class (guint index);
SohoaEngine *sohoa_engine_new (const char *name, const SohoaOcrModels *models, GError **error);
void sohoa_engine_free (SohoaEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaEngine, sohoa_engine_free)
SohoaLine *
sohoa_engine_read_line (SohoaEngine *engine, Pix *line, const SohoaLineHints *hints, GError **error);
char *sohoa_engine_read_block (SohoaEngine *engine, Pix *block, double dpi, GError **error);
GPtrArray *
sohoa_engine_read_words (SohoaEngine *engine, Pix *block, double dpi, SohoaCharset charset, GError **error);

/* Says that the character is another one; what was read stays as its choice. */
void sohoa_glyph_replace (SohoaGlyph *glyph, const char *text);

/* How sure the line's characters are, taken together, 0..1; 0 of a line without any. */
double sohoa_line_mean_confidence (const SohoaLine *line);

void sohoa_line_free (SohoaLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaLine, sohoa_line_free)

G_END_DECLS

#endif
