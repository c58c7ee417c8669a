/* describe.c - the kind of a page that is no located form.
 *
 * Evidence in order of weight: a machine-readable code of a known shape, the heading, the print of a card,
 * writing of any sort. What looks like a declaration form that nobody registered, or like a registered one
 * that could not be located, is unknown: a person must look.
 */
#include "describe_internal.h"
#include "keywords.h"
#include "mrz.h"

#include <math.h>
#include <string.h>

static const double BandDpi = 150, WholeDpi = 200;
static const double LeastDpi = 60;      /* below it no writing can be read */
static const double MostInk = 0.6;      /* share of a page; beyond it, it is too dark to read */
static const double EnoughSense = 0.45; /* of sohoa_text_sense(): the page is the right way up */
static const guint LabelsOfCard = 2;    /* a label of cards and another that backs it */
static const char MrzFiller[] = "<<<<"; /* in the machine-readable zone of cards and in no other print */

/* Bands of the upright page, read until one has a heading; they overlap by more than a line. */
static const struct {
  double top, bottom;
} bands[] = {{0, 0.32}, {0.29, 0.62}};

/* What the codes say, and which way up they stand. */
typedef struct {
  gboolean dossier, card;
  gboolean turned_known;
  guint rotation;
} CodeEvidence;

/* What the writing says, read one way up. */
typedef struct {
  char *heading;      /* NULL when none was read */
  char *folded;       /* the heading, folded; "" when none */
  char *said;         /* all that was read, folded; NULL when nothing was */
  gboolean form_mark; /* the corner note of a prescribed form */
  gboolean mrz;
  gboolean card_labels;
  double sense; /* of what was read */
} Writing;

static void
writing_clear (Writing *writing)
{
  g_free (writing->heading);
  g_free (writing->folded);
  g_free (writing->said);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writing, writing_clear)

gboolean
sohoa_is_dossier_code (const char *data)
{
  return g_regex_match_simple (
    "^(\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d{2}|[A-Z]\\d{2}(\\.\\d{1,3}){0,3})-\\d{6}-\\d{4,7}$", data,
    G_REGEX_DOLLAR_ENDONLY, 0);
}

/* Degrees clockwise by which the upper edge of a QR code is turned, to the next quarter. */
static guint
quad_rotation (const SohoaQuad *quad)
{
  const double dx = quad->corner[1].x - quad->corner[0].x, dy = quad->corner[1].y - quad->corner[0].y;
  if (fabs (dx) >= fabs (dy))
    return dx >= 0 ? 0 : 180;
  return dy >= 0 ? 90 : 270;
}

static CodeEvidence
weigh_codes (const SohoaPageResult *result)
{
  CodeEvidence evidence = {0};
  for (guint i = 0; i < result->codes->len; i++) {
    const SohoaCode *code = g_ptr_array_index (result->codes, i);
    evidence.dossier |= sohoa_is_dossier_code (code->data);
    evidence.card |= sohoa_is_card_payload (code->data);
    if (g_str_equal (code->symbology, "QR")) {
      evidence.turned_known = TRUE;
      evidence.rotation = quad_rotation (&code->quad);
    }
  }
  return evidence;
}

/* Cards share their English labels with forms of all countries: those alone say nothing. */
static gboolean
bears_labels_of_card (const char *folded)
{
  const guint own = sohoa_count_phrases (SOHOA_PHRASE_CARD_LABEL, folded);
  return own > 0 && own + sohoa_count_phrases (SOHOA_PHRASE_PERSON_LABEL, folded) >= LabelsOfCard;
}

/* Labels are sought in all that was read this way up: bands overlap, and the page may be read once more, so
 * that one label can be read several times. */
static void
weigh_labels (const char *folded, Writing *writing)
{
  g_autofree char *before = writing->said;
  writing->said = g_strjoin (" ", before ? before : "", folded, NULL);
  writing->card_labels = bears_labels_of_card (writing->said);
}

static void
weigh_text (const char *text, Writing *writing)
{
  g_autofree char *folded = sohoa_fold_words (text);
  writing->sense = MAX (writing->sense, sohoa_text_sense (text));
  weigh_labels (folded, writing);
  writing->form_mark |= sohoa_count_phrases (SOHOA_PHRASE_FORM_MARK, folded) > 0;
  writing->mrz |= strstr (text, MrzFiller) != NULL;
  if (writing->heading)
    return;
  writing->heading = sohoa_find_heading (text);
  g_free (writing->folded);
  writing->folded = writing->heading ? sohoa_fold_words (writing->heading) : g_strdup ("");
}

static gboolean
read_band (const SohoaUpright *upright, double top, double bottom, SohoaEngine *engine, Writing *writing,
           GError **error)
{
  g_autofree char *text = sohoa_upright_read (upright, top, bottom, engine, error);
  if (text)
    weigh_text (text, writing);
  return text != NULL;
}

/* Reads band by band until there is a heading. */
static gboolean
read_bands (const SohoaUpright *upright, SohoaEngine *engine, Writing *writing, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bands) && !writing->heading; i++)
    if (!read_band (upright, bands[i].top, bands[i].bottom, engine, writing, error))
      return FALSE;
  return TRUE;
}

static gboolean
names (const Writing *writing, SohoaPhraseClass klass)
{
  return sohoa_begins_with_phrase (klass, writing->folded);
}

/* The page says what it is: a heading of a known sort, or the marks of a card. A heading of no known sort may
 * be any line of capitals. */
static gboolean
says_what_it_is (const Writing *writing)
{
  return writing->mrz || writing->card_labels || names (writing, SOHOA_PHRASE_COVER) ||
         names (writing, SOHOA_PHRASE_CARD) || names (writing, SOHOA_PHRASE_DECLARATION) ||
         names (writing, SOHOA_PHRASE_PAPER);
}

/* Reads the page the given way up and, unless it then says what it is, upside down: in capitals much makes
 * sense either way. On its sides only while nothing made sense. What says what the page is counts, else what
 * made most sense; result->rotation is the way up that it was read. */
static gboolean
read_any_way_up (const SohoaPrepared *prepared, double skew_deg, SohoaEngine *engine, SohoaPageResult *result,
                 Writing *best, GError **error)
{
  static const guint turns[] = {0, 180, 90, 270};
  const guint first = result->rotation;
  for (gsize i = 0; i < G_N_ELEMENTS (turns); i++) {
    if (says_what_it_is (best) || (turns[i] % 180 != 0 && best->sense >= EnoughSense))
      break;
    const guint rotation = (first + turns[i]) % 360;
    g_autoptr (SohoaUpright) upright = sohoa_upright_new (prepared, rotation, skew_deg, BandDpi);
    g_auto (Writing) writing = {.folded = g_strdup ("")};
    if (upright && !read_bands (upright, engine, &writing, error))
      return FALSE;
    if (says_what_it_is (&writing) || writing.sense > best->sense) {
      const Writing worse = *best;
      *best = writing;
      writing = worse;
      result->rotation = rotation;
    }
  }
  return TRUE;
}

/* The writing on the page. What does not say what it is in any band is read once more, whole and finer: the
 * recognizer's layout step stumbles over folds and pictures differently each time. */
static gboolean
read_writing (const SohoaPrepared *prepared, double skew_deg, SohoaEngine *engine, SohoaPageResult *result,
              Writing *writing, GError **error)
{
  if (!read_any_way_up (prepared, skew_deg, engine, result, writing, error))
    return FALSE;
  if (says_what_it_is (writing))
    return TRUE;
  g_autoptr (SohoaUpright) upright = sohoa_upright_new (prepared, result->rotation, skew_deg, WholeDpi);
  return !upright || read_band (upright, 0, 1, engine, writing, error);
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
is_declaration (const Writing *writing)
{
  return names (writing, SOHOA_PHRASE_DECLARATION) ||
         (writing->form_mark && !names (writing, SOHOA_PHRASE_PAPER));
}

/* Confidences fall with what can be mistaken; nothing here is calibrated. */
static void
weigh (const CodeEvidence *codes, const Writing *writing, SohoaVerdict verdict, SohoaPageResult *result)
{
  if (codes->card)
    decide (result, SOHOA_PAGE_ID_CARD, 0.99, NULL);
  else if (names (writing, SOHOA_PHRASE_COVER))
    decide (result, SOHOA_PAGE_COVER, codes->dossier ? 0.99 : 0.9, NULL);
  else if (names (writing, SOHOA_PHRASE_CARD) || writing->mrz || writing->card_labels)
    decide (result, SOHOA_PAGE_ID_CARD, 0.9, NULL);
  else if (verdict == SOHOA_AMBIGUOUS)
    decide (result, SOHOA_PAGE_UNKNOWN, 0, "form-not-located");
  else if (is_declaration (writing))
    decide (result, SOHOA_PAGE_UNKNOWN, 0, "form-not-registered");
  else if (codes->dossier)
    decide (result, SOHOA_PAGE_COVER, 0.95, NULL);
  else
    decide (result, SOHOA_PAGE_ATTACHMENT, writing->heading ? 0.9 : 0.7, NULL);
}

/* The zone of a card joins the codes when its check digits hold. */
static gboolean
read_mrz (const SohoaPrepared *prepared, double skew_deg, SohoaEngine *engine, SohoaPageResult *result,
          GError **error)
{
  g_auto (SohoaMrzZone) zone = {0};
  if (!sohoa_mrz_find (prepared, result->rotation, skew_deg, engine, &zone, error))
    return FALSE;
  if (!zone.read[SOHOA_MRZ_LINES - 1])
    return TRUE;
  g_autofree char *lines = sohoa_mrz_parse ((const char *const *) zone.read);
  if (lines && result->codes->len < SOHOA_CODES_MAX) {
    sohoa_page_result_add_code (result, "MRZ", lines, &zone.quad);
    result->kind_confidence = 0.99;
  }
  return TRUE;
}

gboolean
sohoa_describe_page (const SohoaPage *page, const SohoaPrepared *prepared, const SohoaLocation *location,
                     SohoaEngine *engine, SohoaPageResult *result, char **ret_said, GError **error)
{
  *ret_said = NULL;
  result->rotation = location->rotation;
  if (prepared->blank) {
    decide (result, SOHOA_PAGE_BLANK, 0.95, NULL);
    return TRUE;
  }
  if (prepared->dpi < LeastDpi || prepared->ink > MostInk) {
    decide (result, SOHOA_PAGE_UNKNOWN, 0, "unreadable");
    return TRUE;
  }
  sohoa_find_codes (prepared, result);
  const CodeEvidence codes = weigh_codes (result);
  if (codes.turned_known)
    result->rotation = codes.rotation;
  g_auto (Writing) writing = {.folded = g_strdup ("")};
  if (!codes.card && !read_writing (prepared, location->skew_deg, engine, result, &writing, error))
    return FALSE;
  weigh (&codes, &writing, location->verdict, result);
  result->heading = g_steal_pointer (&writing.heading);
  *ret_said = g_steal_pointer (&writing.said);
  return result->kind != SOHOA_PAGE_ID_CARD || read_mrz (prepared, location->skew_deg, engine, result, error);
}
