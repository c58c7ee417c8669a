/* tesseract.c - Tesseract's LSTM recognizer through its C API, models from memory.
 *
 * Two recognizers stay warm: "vie" reads text, "eng" with a whitelist reads digits, numbers and e-mail
 * addresses (measured: dates and citizen numbers 96-98 % exact with vie, 100 % with eng; e-mail 12 % against
 * 62 %). A line is read in page segmentation mode 7: mode 13 skips the layout step but reads left-over dots
 * as text.
 *
 * libtesseract runs OpenMP threads inside; whoever starts this process sets OMP_THREAD_LIMIT=1, or every line
 * costs ten times the CPU. It writes to stderr unless debug_file says otherwise.
 */
#include "line.h"

#include <sohoa/reading.h>
#include <tesseract/capi.h>

enum { LANGUAGE_VIE, LANGUAGE_ENG, N_LANGUAGES };

static const struct {
  const char *name, *method, *package;
} languages[N_LANGUAGES] = {
  [LANGUAGE_VIE] = {"vie", "tesseract-vie", "tesseract-ocr-vie"},
  [LANGUAGE_ENG] = {"eng", "tesseract-eng", "tesseract-ocr-eng"},
};

/* By charset: which recognizer, and the only characters it may answer with ("" = all it knows). The space is
 * one of them: where it is forbidden, the recognizer makes a digit of every gap, and is sure of nothing. */
static const struct {
  int language;
  const char *whitelist;
} charsets[SOHOA_CHARSET_LAST + 1] = {
  [SOHOA_CHARSET_TEXT] = {LANGUAGE_VIE, ""},
  [SOHOA_CHARSET_DIGITS] = {LANGUAGE_ENG, "0123456789 "},
  [SOHOA_CHARSET_NUMBER] = {LANGUAGE_ENG, "0123456789.,/-:+() "},
  [SOHOA_CHARSET_EMAIL] = {LANGUAGE_ENG,
                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@._-+"},
  [SOHOA_CHARSET_MRZ] = {LANGUAGE_ENG, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"},
};

/* Pixels per inch told to the layout step; of no effect on the text, but without it every call warns. */
static const int line_dpi = 300;

/* Below this a second opinion is worth its time. */
static const double sure = 0.85;

typedef struct {
  SohoaEngine base;
  TessBaseAPI *api[N_LANGUAGES];
  SohoaCharset charset[N_LANGUAGES]; /* whose whitelist is set */
} Tesseract;

static void
tesseract_destroy (SohoaEngine *engine)
{
  Tesseract *self = (Tesseract *) engine;
  for (int i = 0; i < N_LANGUAGES; i++)
    if (self->api[i] != NULL) {
      TessBaseAPIEnd (self->api[i]);
      TessBaseAPIDelete (self->api[i]);
    }
  g_free (self->base.id);
  g_free (self);
}

static TessBaseAPI *
start (int language, GBytes *model, GError **error)
{
  const char *name = languages[language].name;
  if (model == NULL) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_SETUP,
                 "language data '%s' is missing; install the Debian package %s", name,
                 languages[language].package);
    return NULL;
  }
  TessBaseAPI *api = TessBaseAPICreate ();
  TessBaseAPISetVariable (api, "debug_file", "/dev/null");
  gsize size;
  const char *data = g_bytes_get_data (model, &size);
  if (size > G_MAXINT ||
      TessBaseAPIInit5 (api, data, (int) size, name, OEM_LSTM_ONLY, NULL, 0, NULL, NULL, 0, FALSE) != 0) {
    TessBaseAPIDelete (api);
    g_set_error (
      error, SOHOA_ERROR, SOHOA_ERROR_SETUP,
      "language data '%s' is not what the recognizer understands; install the Debian package %s again", name,
      languages[language].package);
    return NULL;
  }
  TessBaseAPISetVariable (api, "debug_file", "/dev/null"); /* Init resets it */
  TessBaseAPISetVariable (api, "tessedit_do_invert", "0"); /* lines come dark on light */
  TessBaseAPISetVariable (api, "lstm_choice_mode", "2");   /* other characters per place; +9 % time */
  return api;
}

/* "tesseract-5.3.0+vie:1a2b3c4d+eng:5e6f7a8b" */
static char *
describe (const SohoaOcrModels *models)
{
  GBytes *bytes[N_LANGUAGES] = {models->vie, models->eng};
  GString *id = g_string_new (NULL);
  g_string_printf (id, "tesseract-%s", TessVersion ());
  for (int i = 0; i < N_LANGUAGES; i++) {
    g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes[i]);
    g_string_append_printf (id, "+%s:%.8s", languages[i].name, hash);
  }
  return g_string_free (id, FALSE);
}

static SohoaEngine *
tesseract_create (const SohoaOcrModels *models, GError **error)
{
  g_autoptr (SohoaEngine) engine = (SohoaEngine *) g_new0 (Tesseract, 1);
  Tesseract *self = (Tesseract *) engine;
  engine->klass = &sohoa_engine_tesseract;
  GBytes *bytes[N_LANGUAGES] = {models->vie, models->eng};
  for (int i = 0; i < N_LANGUAGES; i++)
    if ((self->api[i] = start (i, bytes[i], error)) == NULL)
      return NULL;
  engine->id = describe (models);
  return g_steal_pointer (&engine);
}

/* The other characters that the recognizer thought of for this place. */
static void
add_choices (SohoaGlyph *glyph, const TessResultIterator *symbol)
{
  TessChoiceIterator *choice = TessResultIteratorGetChoiceIterator (symbol);
  if (choice == NULL)
    return;
  do {
    const char *text = TessChoiceIteratorGetUTF8Text (choice);
    if (text != NULL && *text != '\0' && !g_str_equal (text, glyph->text))
      sohoa_glyph_add_choice (glyph, text, CLAMP (TessChoiceIteratorConfidence (choice) / 100, 0, 1));
  } while (TessChoiceIteratorNext (choice));
  TessChoiceIteratorDelete (choice);
}

static void
add_symbol (SohoaLine *line, const TessResultIterator *symbol)
{
  int x0, y0, x1, y1;
  const TessPageIterator *place = TessResultIteratorGetPageIteratorConst ((TessResultIterator *) symbol);
  if (!TessPageIteratorBoundingBox (place, RIL_SYMBOL, &x0, &y0, &x1, &y1))
    x0 = x1 = -1;
  if (line->glyphs->len > 0 && TessPageIteratorIsAtBeginningOf (place, RIL_WORD)) {
    int end = g_array_index (line->glyphs, SohoaGlyph, line->glyphs->len - 1).x1;
    sohoa_line_add_glyph (line, " ", 1, end, x0);
  }
  char *text = TessResultIteratorGetUTF8Text (symbol, RIL_SYMBOL);
  if (text == NULL)
    return;
  double confidence = CLAMP (TessResultIteratorConfidence (symbol, RIL_SYMBOL) / 100, 0, 1);
  add_choices (sohoa_line_add_glyph (line, text, confidence, x0, x1), symbol);
  TessDeleteText (text);
}

/* Walks over the symbols of everything recognized. */
static void
collect (TessBaseAPI *api, SohoaLine *line)
{
  TessResultIterator *symbol = TessBaseAPIGetIterator (api);
  if (symbol == NULL)
    return;
  g_autoptr (GString) text = g_string_new (NULL);
  double confidence = 1;
  do {
    add_symbol (line, symbol);
    confidence = MIN (confidence, TessResultIteratorConfidence (symbol, RIL_WORD) / 100);
  } while (TessResultIteratorNext (symbol, RIL_SYMBOL));
  TessResultIteratorDelete (symbol);
  for (guint i = 0; i < line->glyphs->len; i++)
    g_string_append (text, g_array_index (line->glyphs, SohoaGlyph, i).text);
  g_free (line->text);
  line->text = sohoa_text_fold (text->str);
  line->confidence = *line->text != '\0' ? CLAMP (confidence, 0, 1) : 0;
}

static SohoaLine *
recognize (TessBaseAPI *api, int language, Pix *image, TessPageSegMode mode)
{
  SohoaLine *line = sohoa_line_new (languages[language].method);
  TessBaseAPISetPageSegMode (api, mode);
  TessBaseAPISetImage2 (api, image);
  TessBaseAPISetSourceResolution (api, line_dpi);
  if (TessBaseAPIRecognize (api, NULL) == 0)
    collect (api, line);
  TessBaseAPIClear (api);
  return line;
}

/* Tells a recognizer which characters it may answer with. */
static void
set_charset (Tesseract *self, int language, SohoaCharset charset)
{
  if (self->charset[language] == charset)
    return;
  TessBaseAPISetVariable (self->api[language], "tessedit_char_whitelist", charsets[charset].whitelist);
  self->charset[language] = charset;
}

static gboolean
has_ink (Pix *image)
{
  l_int32 least = 255;
  return pixGetExtremeValue (image, 1, L_SELECT_MIN, NULL, NULL, NULL, &least) == 0 && least < 128;
}

/* Short words sometimes fall through the layout step: then once more without it. */
static SohoaLine *
read_as (Tesseract *self, int language, Pix *image, const SohoaLineHints *hints)
{
  set_charset (self, language, hints->charset);
  TessPageSegMode mode = hints->single_word ? PSM_SINGLE_WORD : PSM_SINGLE_LINE;
  SohoaLine *line = recognize (self->api[language], language, image, mode);
  if (*line->text != '\0')
    return line;
  sohoa_line_free (line);
  return recognize (self->api[language], language, image, PSM_RAW_LINE);
}

/* How sure the recognizer is of the characters all in all; the weakest word says too little about a whole. */
static double
mean_confidence (const SohoaLine *line)
{
  double sum = 0;
  for (guint i = 0; i < line->glyphs->len; i++)
    sum += g_array_index (line->glyphs, SohoaGlyph, i).confidence;
  return line->glyphs->len > 0 ? sum / line->glyphs->len : 0;
}

/* The surer of two; frees the other. */
static SohoaLine *
choose (SohoaLine *a, SohoaLine *b)
{
  gboolean first = mean_confidence (a) >= mean_confidence (b);
  sohoa_line_free (first ? b : a);
  return first ? a : b;
}

/* Numbers that "eng" is not sure of are asked of "vie" too. (Reading unsure text again at other sizes was
 * tried: no gain for half as much time again.) */
static SohoaLine *
tesseract_read_line (SohoaEngine *engine, Pix *image, const SohoaLineHints *hints, GError **error)
{
  Tesseract *self = (Tesseract *) engine;
  int language = charsets[hints->charset].language;
  if (!has_ink (image)) /* the recognizer would see letters in white paper */
    return sohoa_line_new (languages[language].method);
  SohoaLine *line = read_as (self, language, image, hints);
  if (language == LANGUAGE_VIE || hints->charset == SOHOA_CHARSET_MRZ || line->confidence >= sure)
    return line;
  return choose (line, read_as (self, LANGUAGE_VIE, image, hints));
}

static char *
tesseract_read_block (SohoaEngine *engine, Pix *block, double dpi, GError **error)
{
  TessBaseAPI *api = ((Tesseract *) engine)->api[LANGUAGE_VIE];
  TessBaseAPISetPageSegMode (api, PSM_AUTO);
  TessBaseAPISetImage2 (api, block);
  TessBaseAPISetSourceResolution (api, (int) dpi);
  char *found = TessBaseAPIGetUTF8Text (api);
  TessBaseAPIClear (api);
  char *text = g_strchomp (g_strdup (found != NULL ? found : ""));
  TessDeleteText (found);
  return text;
}

const SohoaEngineClass sohoa_engine_tesseract = {
  .name = "tesseract",
  .create = tesseract_create,
  .read_line = tesseract_read_line,
  .read_block = tesseract_read_block,
  .destroy = tesseract_destroy,
};
