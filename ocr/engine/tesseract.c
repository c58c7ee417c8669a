/* tesseract.c - Tesseract's models. Lines are read by running the networks ourselves (network.h): the same
 * answers as libtesseract's at a tenth of its CPU, the probability of every character, and only those that
 * may stand at the place. Pages and blocks, which need to be taken apart first, are left to libtesseract.
 *
 * Four models: "forms" and "latin", which are part of the program, read what is on filled forms: "forms" all
 * of Vietnamese ones, "latin" dates, figures and writing by hand on those in English, whose print is "eng"'s.
 * "vie" and "eng" say what they would have read, which tells doubtful places from sure ones: eng where
 * digits, numbers and e-mail addresses stand, vie for text. The machine-readable lines of cards are eng's.
 *
 * libtesseract runs OpenMP threads inside; whoever starts this process sets OMP_THREAD_LIMIT=1, or every
 * block costs ten times the CPU. It writes to stderr unless debug_file says otherwise.
 */
#include <string.h>
#include <tesseract/capi.h>

#include "ctc.h"
#include "forms_model.h"
#include "consensus.h"
#include "latin_model.h"
#include "line_image.h"
#include "opinion.h"

enum {
  LANGUAGE_VIE,
  LANGUAGE_ENG,
  LANGUAGE_FORMS,
  LANGUAGE_LATIN,
  N_LANGUAGES,
  N_BLOCK_LANGUAGES = LANGUAGE_FORMS
};

static const struct {
  const char *name, *method, *package;
} languages[N_LANGUAGES] = {
  [LANGUAGE_VIE] = {"vie", "tesseract-vie", "tesseract-ocr-vie"},
  [LANGUAGE_ENG] = {"eng", "tesseract-eng", "tesseract-ocr-eng"},
  [LANGUAGE_FORMS] = {"forms", "sohoa-forms", "sohoa"},
  [LANGUAGE_LATIN] = {"latin", "sohoa-latin", "sohoa"},
};

/* The characters of Vietnamese forms; the model knows more, of other languages. */
static const char text_characters[] =
  "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
  "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆFGHIÌÍỈĨỊJKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVWXYỲÝỶỸỴZ"
  "0123456789 .,:;-/()'\"%+&@#_?!=*°²—";

/* Of languages of Latin letters, with the marks that names of Western Europe bear. */
static const char latin_characters[] =
  "àáâãäåæçèéêëìíîïñòóôõöøùúûüßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜ"
  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;-/()'\"%+&@#_?!=*$§—";

/* By charset: which model reads, which is asked for its opinion, and the only characters that may stand
 * there. The space is one of them wherever there can be gaps, or a digit is made of every gap. */
static const struct {
  int language, other;
  const char *characters;
} charsets[SOHOA_CHARSET_LAST + 1] = {
  [SOHOA_CHARSET_TEXT] = {LANGUAGE_FORMS, LANGUAGE_VIE, text_characters},
  [SOHOA_CHARSET_LATIN] = {LANGUAGE_ENG, LANGUAGE_LATIN, latin_characters},
  [SOHOA_CHARSET_LATIN_DATE] = {LANGUAGE_LATIN, LANGUAGE_ENG, latin_characters},
  [SOHOA_CHARSET_LATIN_DIGITS] = {LANGUAGE_LATIN, LANGUAGE_FORMS, "0123456789 "},
  [SOHOA_CHARSET_DIGITS] = {LANGUAGE_FORMS, LANGUAGE_ENG, "0123456789 "},
  [SOHOA_CHARSET_NUMBER] = {LANGUAGE_FORMS, LANGUAGE_ENG, "0123456789.,/-:+() "},
  [SOHOA_CHARSET_EMAIL] = {LANGUAGE_FORMS, LANGUAGE_ENG,
                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@._-+"},
  [SOHOA_CHARSET_MRZ] = {LANGUAGE_ENG, LANGUAGE_FORMS, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"},
};

/* The first view is mostly enough; the others settle what it leaves in doubt. */
static const SohoaLineView views[] = {{0.15, 0.15}, {0.20, 0.20}, {0.15, 0.10}, {0.15, 0.25}};
/* How much less likely, as -ln p, something else is where a date is asked for. */
static const double other_text = 20;
static const double sure = 0.9995; /* confidence of the weakest character from which there is no doubt */

/* Changes with what these files do with a line; readings are kept by it. */
static const char lines_version[] = "lines10";

typedef struct {
  SohoaEngine base;
  /* For blocks, "vie" and "eng"; NULL until the first: it takes a quarter of a second to start one. */
  TessBaseAPI *api[N_BLOCK_LANGUAGES];
  GBytes *block_model[N_BLOCK_LANGUAGES];
  SohoaModel *model[N_LANGUAGES];
  SohoaPrior *prior[N_LANGUAGES]; /* in the labels of the program's own models; NULL for the others */
  SohoaGrammar *dates;
  gboolean *allowed[N_LANGUAGES][SOHOA_CHARSET_LAST + 1]; /* by label of the language's model */
} Tesseract;

static void
tesseract_destroy (SohoaEngine *engine)
{
  Tesseract *self = (Tesseract *) engine;
  for (int i = 0; i < N_BLOCK_LANGUAGES; i++) {
    if (self->api[i] != NULL) {
      TessBaseAPIEnd (self->api[i]);
      TessBaseAPIDelete (self->api[i]);
    }
    g_clear_pointer (&self->block_model[i], g_bytes_unref);
  }
  for (int i = 0; i < N_LANGUAGES; i++) {
    sohoa_model_free (self->model[i]);
    sohoa_prior_free (self->prior[i]);
    for (int k = 0; k <= SOHOA_CHARSET_LAST; k++)
      g_free (self->allowed[i][k]);
  }
  sohoa_grammar_free (self->dates);
  g_free (self->base.id);
  g_free (self);
}

static void
set_not_understood (int language, GError **error)
{
  g_set_error (
    error, SOHOA_ERROR, SOHOA_ERROR_SETUP,
    "language data '%s' is not what the recognizer understands; install the Debian package %s again",
    languages[language].name, languages[language].package);
}

static TessBaseAPI *
start_api (int language, GBytes *model, GError **error)
{
  TessBaseAPI *api = TessBaseAPICreate ();
  TessBaseAPISetVariable (api, "debug_file", "/dev/null");
  gsize size;
  const char *data = g_bytes_get_data (model, &size);
  if (size > G_MAXINT || TessBaseAPIInit5 (api, data, (int) size, languages[language].name, OEM_LSTM_ONLY,
                                           NULL, 0, NULL, NULL, 0, FALSE) != 0) {
    TessBaseAPIDelete (api);
    set_not_understood (language, error);
    return NULL;
  }
  TessBaseAPISetVariable (api, "debug_file", "/dev/null"); /* Init resets it */
  TessBaseAPISetVariable (api, "tessedit_do_invert", "0"); /* pages come dark on light */
  return api;
}

static SohoaModel *
load_model (int language, GBytes *bytes, GError **error)
{
  if (bytes == NULL) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_SETUP,
                 "language data '%s' is missing; install the Debian package %s", languages[language].name,
                 languages[language].package);
    return NULL;
  }
  SohoaModel *model = sohoa_model_new (bytes, NULL);
  if (model == NULL)
    set_not_understood (language, error);
  return model;
}

static gboolean *
allow (const SohoaModel *model, const char *characters)
{
  gboolean *allowed = g_new0 (gboolean, model->text->len);
  for (guint label = 0; label < model->text->len; label++) {
    const char *text = g_ptr_array_index (model->text, label);
    allowed[label] = text != NULL && strstr (characters, text) != NULL;
  }
  return allowed;
}

/* "tesseract-5.3.0+vie:1a2b3c4d+eng:5e6f7a8b+forms:9c0d1e2f+latin:3a4b5c6d+lines10" */
static char *
describe (GBytes *const bytes[N_LANGUAGES])
{
  GString *id = g_string_new (NULL);
  g_string_printf (id, "tesseract-%s", TessVersion ());
  for (int i = 0; i < N_LANGUAGES; i++) {
    g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes[i]);
    g_string_append_printf (id, "+%s:%.8s", languages[i].name, hash);
  }
  g_string_append_printf (id, "+%s", lines_version);
  return g_string_free (id, FALSE);
}

static gboolean
load_priors (Tesseract *self, GError **error)
{
  self->prior[LANGUAGE_FORMS] = sohoa_prior_new (SOHOA_PRIOR_VIETNAMESE, self->model[LANGUAGE_FORMS], error);
  if (self->prior[LANGUAGE_FORMS] == NULL)
    return FALSE;
  self->prior[LANGUAGE_LATIN] = sohoa_prior_new (SOHOA_PRIOR_ENGLISH, self->model[LANGUAGE_LATIN], error);
  return self->prior[LANGUAGE_LATIN] != NULL;
}

static SohoaEngine *
tesseract_create (const SohoaOcrModels *models, GError **error)
{
  g_autoptr (SohoaEngine) engine = (SohoaEngine *) g_new0 (Tesseract, 1);
  Tesseract *self = (Tesseract *) engine;
  engine->klass = &sohoa_engine_tesseract;
  g_autoptr (GBytes) forms = g_bytes_new_static (sohoa_forms_model, sohoa_forms_model_size);
  g_autoptr (GBytes) latin = g_bytes_new_static (sohoa_latin_model, sohoa_latin_model_size);
  GBytes *const bytes[N_LANGUAGES] = {models->vie, models->eng, forms, latin};
  for (int i = 0; i < N_LANGUAGES; i++)
    if ((self->model[i] = load_model (i, bytes[i], error)) == NULL)
      return NULL;
  if (!load_priors (self, error))
    return NULL;
  self->dates = sohoa_grammar_new_latin_date ();
  for (int i = 0; i < N_BLOCK_LANGUAGES; i++)
    self->block_model[i] = g_bytes_ref (bytes[i]);
  for (int i = 0; i < N_LANGUAGES; i++)
    for (int k = 0; k <= SOHOA_CHARSET_LAST; k++)
      self->allowed[i][k] = allow (self->model[i], charsets[k].characters);
  engine->id = describe (bytes);
  return g_steal_pointer (&engine);
}

/* What Tesseract's own models say is of the picture alone, and of figures no language knows anything. */
static const SohoaPrior *
prior_of (const Tesseract *self, int language, SohoaCharset charset)
{
  return charset == SOHOA_CHARSET_TEXT || charset == SOHOA_CHARSET_LATIN ? self->prior[language] : NULL;
}

/* One look of a network at a line. */
typedef struct {
  int language;
  SohoaNetworkAnswer answer;
  SohoaCtcPlace place;
} Look;

static void
look_clear (Look *look)
{
  sohoa_network_answer_clear (&look->answer);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, look_clear)

static void
look (const Tesseract *self, int language, const SohoaLineSource *source, const SohoaLineView *view,
      Look *ret_look)
{
  const SohoaModel *model = self->model[language];
  g_auto (SohoaLineImage) image = {0};
  sohoa_line_source_view (source, view, sohoa_network_height (model->network), &image);
  ret_look->language = language;
  sohoa_network_run (model->network, image.pixels, image.width, &ret_look->answer);
  ret_look->place = (SohoaCtcPlace){ret_look->answer.step / image.scale, image.x0};
}

/* What it reads: a date where one is asked for and nothing else is far likelier. prior: may be NULL. */
static SohoaLine *
decode (const Tesseract *self, Look *look, const SohoaLineHints *hints, const SohoaPrior *prior,
        double *ret_log_probability)
{
  const SohoaModel *model = self->model[look->language];
  const gboolean *allowed = self->allowed[look->language][hints->charset];
  const char *method = languages[look->language].method;
  const SohoaCtcExpectation free_text = {prior, hints, NULL};
  g_autoptr (SohoaLine) line =
    sohoa_ctc_decode (&look->answer, model, allowed, &free_text, &look->place, method, ret_log_probability);
  if (hints->charset != SOHOA_CHARSET_LATIN_DATE || *line->text == '\0')
    return g_steal_pointer (&line);
  double of_date;
  const SohoaCtcExpectation date_text = {NULL, hints, self->dates};
  g_autoptr (SohoaLine) date =
    sohoa_ctc_decode (&look->answer, model, allowed, &date_text, &look->place, method, &of_date);
  if (of_date + other_text < *ret_log_probability)
    return g_steal_pointer (&line);
  *ret_log_probability = of_date + other_text;
  return g_steal_pointer (&date);
}

static SohoaLine *
read_view (const Tesseract *self, int language, const SohoaLineSource *source, const SohoaLineView *view,
           const SohoaLineHints *hints, const SohoaPrior *prior, double *ret_log_probability, Look *ret_look)
{
  look (self, language, source, view, ret_look);
  return decode (self, ret_look, hints, prior, ret_log_probability);
}

static gboolean
is_prose (SohoaCharset charset)
{
  return charset == SOHOA_CHARSET_TEXT || sohoa_charset_is_latin_text (charset);
}

/* The most probable of what the views say, with the look that it was read in (may be NULL). Text is looked at
 * until two say the same, figures, in which nothing but the picture tells what is wrong, until there is no
 * doubt. (Also tried, without gain: the word list of the model as a prior; smoothing; other ways to scale.)
 */
static SohoaLine *
read_views (const Tesseract *self, int language, const SohoaLineSource *source, const SohoaLineHints *hints,
            const SohoaPrior *prior, Look *ret_look)
{
  double most;
  g_auto (Look) seen = {0};
  g_autoptr (SohoaLine) best = read_view (self, language, source, &views[0], hints, prior, &most, &seen);
  gboolean agreed = FALSE;
  for (gsize i = 1; i < G_N_ELEMENTS (views) && best->confidence < sure && !agreed; i++) {
    double log_probability;
    g_auto (Look) at = {0};
    g_autoptr (SohoaLine) other =
      read_view (self, language, source, &views[i], hints, prior, &log_probability, &at);
    agreed = is_prose (hints->charset) && g_str_equal (other->text, best->text);
    if (log_probability > most) {
      most = log_probability;
      SohoaLine *worse = best;
      best = g_steal_pointer (&other);
      other = worse;
      Look old = seen;
      seen = at;
      at = old;
    }
  }
  if (ret_look != NULL) {
    *ret_look = seen;
    seen = (Look){0};
  }
  return g_steal_pointer (&best);
}

static SohoaLine *
tesseract_read_line (SohoaEngine *engine, Pix *line, const SohoaLineHints *hints, GError **error);

/* What stands where a date is asked for and is none is text like any other. */
static SohoaLine *
read_as_text (SohoaEngine *engine, Pix *line, const SohoaLineHints *hints, GError **error)
{
  SohoaLineHints text_hints = *hints;
  text_hints.charset = SOHOA_CHARSET_LATIN;
  return tesseract_read_line (engine, line, &text_hints, error);
}

/* Is the other network surer of the picture alone, without the language? (Also tried: a limit below which
 * "eng" is not believed; it is as sure of some writing as of worn print.) */
static gboolean
is_surer (const Tesseract *self, int other, const SohoaLineSource *source, const SohoaLineHints *hints,
          const SohoaLine *read)
{
  g_autoptr (SohoaLine) plain = read_views (self, other, source, hints, NULL, NULL);
  return sohoa_line_mean_confidence (plain) > sohoa_line_mean_confidence (read);
}

/* In a consensus the voice of "eng", which is as sure of a misread letter as of a right one, counts half of
 * that of "latin", and its verdict that a letter is not there forbids little. Of
 * the ten settings tried none read more of the typed lines of open filings. */
static const double eng_voice = 0.5, eng_doubt = 0.2, latin_voice = 1, latin_doubt = 0.02;

/* What the line says that "eng" read in doubt: it has seen print alone; "latin" knows writing and the
 * language. Where they read mostly the same, they decide together; else the surer is believed. read: taken
 * when it is what is handed back. */
static SohoaLine *
agree (const Tesseract *self, const Look *seen, SohoaLine **read, const SohoaLineSource *source,
       const SohoaLineHints *hints)
{
  int other = charsets[hints->charset].other;
  const SohoaPrior *prior = prior_of (self, other, hints->charset);
  g_auto (Look) others = {0};
  g_autoptr (SohoaLine) opinion = read_views (self, other, source, hints, prior, &others);
  const SohoaTestimony one = {&seen->answer, self->model[seen->language], &seen->place, *read, eng_voice,
                              eng_doubt};
  const SohoaTestimony two = {&others.answer, self->model[other], &others.place,
                              opinion,        latin_voice,        latin_doubt};
  g_autoptr (SohoaLine) agreed = sohoa_consensus_find (&one, &two, prior, hints->before);
  gboolean is_others = agreed != NULL ? g_str_equal (agreed->method, opinion->method)
                                      : is_surer (self, other, source, hints, *read);
  if (agreed == NULL)
    agreed = is_others ? g_steal_pointer (&opinion) : g_steal_pointer (read);
  sohoa_line_hear (agreed, is_others ? *read : opinion);
  return g_steal_pointer (&agreed);
}

/* What one model cannot read at all the other is asked for; where it is in doubt, the other's opinion is
 * heard. */
static SohoaLine *
tesseract_read_line (SohoaEngine *engine, Pix *line, const SohoaLineHints *hints, GError **error)
{
  const Tesseract *self = (const Tesseract *) engine;
  int language = charsets[hints->charset].language, other = charsets[hints->charset].other;
  const SohoaPrior *prior = prior_of (self, language, hints->charset),
                   *others_prior = prior_of (self, other, hints->charset);
  g_autoptr (SohoaLineSource) source = sohoa_line_source_new (line);
  if (source == NULL) /* the networks would see letters in white paper */
    return sohoa_line_new (languages[language].method);
  g_auto (Look) seen = {0}, others = {0};
  g_autoptr (SohoaLine) best = read_views (self, language, source, hints, prior, &seen);
  if (*best->text == '\0')
    return read_views (self, other, source, hints, others_prior, NULL);
  if (hints->charset == SOHOA_CHARSET_LATIN_DATE &&
      sohoa_grammar_judge (self->dates, best->text) != SOHOA_GRAMMAR_WHOLE)
    return read_as_text (engine, line, hints, error);
  if (best->confidence >= sure)
    return g_steal_pointer (&best);
  if (hints->charset == SOHOA_CHARSET_LATIN)
    return agree (self, &seen, &best, source, hints);
  double log_probability;
  g_autoptr (SohoaLine) opinion =
    read_view (self, other, source, &views[0], hints, others_prior, &log_probability, &others);
  sohoa_line_hear (best, opinion);
  return g_steal_pointer (&best);
}

/* libtesseract of a language with the block set; NULL when it does not start. */
static TessBaseAPI *
take_block (Tesseract *self, int language, Pix *block, double dpi, GError **error)
{
  TessBaseAPI **api = &self->api[language];
  if (*api == NULL && (*api = start_api (language, self->block_model[language], error)) == NULL)
    return NULL;
  TessBaseAPISetPageSegMode (*api, PSM_AUTO);
  TessBaseAPISetImage2 (*api, block);
  TessBaseAPISetSourceResolution (*api, (int) dpi);
  return *api;
}

static char *
tesseract_read_block (SohoaEngine *engine, Pix *block, double dpi, GError **error)
{
  TessBaseAPI *api = take_block ((Tesseract *) engine, LANGUAGE_VIE, block, dpi, error);
  if (api == NULL)
    return NULL;
  char *found = TessBaseAPIGetUTF8Text (api);
  TessBaseAPIClear (api);
  char *text = g_strchomp (g_strdup (found != NULL ? found : ""));
  TessDeleteText (found);
  return text;
}

static void
take_word (const TessResultIterator *at, GPtrArray *words)
{
  int left, top, right, bottom;
  char *text = TessResultIteratorGetUTF8Text (at, RIL_WORD);
  if (text != NULL && TessPageIteratorBoundingBox (TessResultIteratorGetPageIteratorConst (at), RIL_WORD,
                                                   &left, &top, &right, &bottom)) {
    SohoaWord *word = g_new (SohoaWord, 1);
    *word = (SohoaWord){g_utf8_make_valid (text, -1), left, top, right - left, bottom - top};
    g_ptr_array_add (words, word);
  }
  TessDeleteText (text);
}

static GPtrArray *
tesseract_read_words (SohoaEngine *engine, Pix *block, double dpi, SohoaCharset charset, GError **error)
{
  const int language = sohoa_charset_is_latin_text (charset) ? LANGUAGE_ENG : LANGUAGE_VIE;
  TessBaseAPI *api = take_block ((Tesseract *) engine, language, block, dpi, error);
  if (api == NULL)
    return NULL;
  if (TessBaseAPIRecognize (api, NULL) != 0) {
    TessBaseAPIClear (api);
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_LIMIT, "the recognizer cannot read a page of %d x %d px",
                 pixGetWidth (block), pixGetHeight (block));
    return NULL;
  }
  GPtrArray *words = sohoa_words_new ();
  TessResultIterator *at = TessBaseAPIGetIterator (api);
  if (at != NULL) {
    do
      take_word (at, words);
    while (TessResultIteratorNext (at, RIL_WORD));
    TessResultIteratorDelete (at);
  }
  TessBaseAPIClear (api);
  return words;
}

const SohoaEngineClass sohoa_engine_tesseract = {
  .name = "tesseract",
  .create = tesseract_create,
  .read_line = tesseract_read_line,
  .read_block = tesseract_read_block,
  .read_words = tesseract_read_words,
  .destroy = tesseract_destroy,
};
