/* describe.c - the kind of a page that is no located form.
 *
 * Evidence in order of weight: a machine-readable code of a known shape, the heading, the print of a card,
 * writing of any sort. What looks like a declaration form that nobody registered, or like a registered one
 * that could not be located, is unknown: a person must look.
 */
#include "describe_internal.h"
#include "keywords.h"

static const double ReadingDpi = 150;
static const double LeastDpi = 60;      /* below it no writing can be read */
static const double MostInk = 0.6;      /* share of a page; beyond it, it is too dark to read */
static const double EnoughSense = 0.45; /* of sohoa_text_sense(): the page is the right way up */
static const guint LabelsOfCard = 2;    /* bilingual labels seen before a page counts as a card */

/* Bands of the upright page, read until one has a heading; they overlap by more than a line. */
static const struct {
  double top, bottom;
} bands[] = {{0, 0.32}, {0.29, 0.62}};

/* What was found on the page. */
typedef struct {
  gboolean dossier_code, card_code;
  char *heading;      /* NULL when none was read */
  char *folded;       /* the heading, folded; "" when none */
  gboolean form_mark; /* the corner note of a prescribed form */
  guint labels;       /* of identity cards */
  double sense;       /* of what was read */
} Evidence;

static void
evidence_clear (Evidence *evidence)
{
  g_free (evidence->heading);
  g_free (evidence->folded);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Evidence, evidence_clear)

gboolean
sohoa_is_dossier_code (const char *data)
{
  return g_regex_match_simple (
    "^(\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d{2}|[A-Z]\\d{2}(\\.\\d{1,3}){0,3})-\\d{6}-\\d{4,7}$", data,
    G_REGEX_DOLLAR_ENDONLY, 0);
}

static void
weigh_codes (const SohoaPageResult *result, Evidence *evidence)
{
  for (guint i = 0; i < result->codes->len; i++) {
    const SohoaCode *code = g_ptr_array_index (result->codes, i);
    evidence->dossier_code |= sohoa_is_dossier_code (code->data);
    evidence->card_code |= sohoa_is_card_payload (code->data);
  }
}

static void
weigh_text (const char *text, Evidence *evidence)
{
  g_autofree char *folded = sohoa_fold_words (text);
  evidence->sense = MAX (evidence->sense, sohoa_text_sense (text));
  evidence->labels += sohoa_count_phrases (SOHOA_PHRASE_CARD_LABEL, folded);
  evidence->form_mark |= sohoa_count_phrases (SOHOA_PHRASE_FORM_MARK, folded) > 0;
  if (!evidence->heading && (evidence->heading = sohoa_find_heading (text))) {
    g_free (evidence->folded);
    evidence->folded = sohoa_fold_words (evidence->heading);
  }
}

/* Reads band by band until there is a heading. */
static gboolean
read_bands (const SohoaUpright *upright, SohoaEngine *engine, Evidence *evidence, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bands) && !evidence->heading; i++) {
    g_autofree char *text = sohoa_upright_read (upright, bands[i].top, bands[i].bottom, engine, error);
    if (!text)
      return FALSE;
    weigh_text (text, evidence);
  }
  return TRUE;
}

/* Reads the page, and where that makes no sense, upside down; the better of both counts. */
static gboolean
weigh_writing (const SohoaPrepared *prepared, const SohoaLocation *location, SohoaEngine *engine,
               SohoaPageResult *result, Evidence *evidence, GError **error)
{
  g_autoptr (SohoaUpright) upright =
    sohoa_upright_new (prepared, location->rotation, location->skew_deg, ReadingDpi);
  if (!upright)
    return TRUE;
  if (!read_bands (upright, engine, evidence, error))
    return FALSE;
  if (evidence->sense >= EnoughSense || !sohoa_upright_turn (upright))
    return TRUE;
  g_auto (Evidence) turned = {.folded = g_strdup ("")};
  if (!read_bands (upright, engine, &turned, error))
    return FALSE;
  if (turned.sense > evidence->sense) {
    result->rotation = upright->rotation;
    turned.dossier_code = evidence->dossier_code;
    turned.card_code = evidence->card_code;
    const Evidence swapped = *evidence;
    *evidence = turned;
    turned = swapped;
  }
  return TRUE;
}

static void
decide (SohoaPageResult *result, SohoaPageKind kind, double confidence, const char *reason)
{
  result->kind = kind;
  result->kind_confidence = confidence;
  g_free (result->reason);
  result->reason = g_strdup (reason);
}

static gboolean
names (const Evidence *evidence, SohoaPhraseClass klass)
{
  return sohoa_begins_with_phrase (klass, evidence->folded);
}

static gboolean
is_declaration (const Evidence *evidence)
{
  return names (evidence, SOHOA_PHRASE_DECLARATION) ||
         (evidence->form_mark && !names (evidence, SOHOA_PHRASE_PAPER));
}

/* Confidences: 0.99 two kinds of evidence agree or a check digit holds, then falling with what can be
 * mistaken. */
static void
weigh (const Evidence *evidence, SohoaVerdict verdict, SohoaPageResult *result)
{
  if (evidence->card_code)
    decide (result, SOHOA_PAGE_ID_CARD, 0.99, NULL);
  else if (names (evidence, SOHOA_PHRASE_COVER))
    decide (result, SOHOA_PAGE_COVER, evidence->dossier_code ? 0.99 : 0.9, NULL);
  else if (names (evidence, SOHOA_PHRASE_CARD) || evidence->labels >= LabelsOfCard)
    decide (result, SOHOA_PAGE_ID_CARD, 0.9, NULL);
  else if (verdict == SOHOA_AMBIGUOUS)
    decide (result, SOHOA_PAGE_UNKNOWN, 0, "form-not-located");
  else if (is_declaration (evidence))
    decide (result, SOHOA_PAGE_UNKNOWN, 0, "form-not-registered");
  else if (evidence->dossier_code)
    decide (result, SOHOA_PAGE_COVER, 0.95, NULL);
  else
    decide (result, SOHOA_PAGE_ATTACHMENT, evidence->heading ? 0.9 : 0.7, NULL);
}

gboolean
sohoa_describe_page (const SohoaPage *page, const SohoaPrepared *prepared, const SohoaLocation *location,
                     SohoaEngine *engine, SohoaPageResult *result, GError **error)
{
  result->rotation = location->rotation;
  if (prepared->blank) {
    decide (result, SOHOA_PAGE_BLANK, 0.95, NULL);
    return TRUE;
  }
  if (prepared->dpi < LeastDpi || prepared->ink > MostInk) {
    decide (result, SOHOA_PAGE_UNKNOWN, 0, "unreadable");
    return TRUE;
  }
  g_auto (Evidence) evidence = {.folded = g_strdup ("")};
  sohoa_find_codes (prepared, result);
  weigh_codes (result, &evidence);
  if (!evidence.card_code && !weigh_writing (prepared, location, engine, result, &evidence, error))
    return FALSE;
  weigh (&evidence, location->verdict, result);
  result->heading = g_steal_pointer (&evidence.heading);
  return TRUE;
}
