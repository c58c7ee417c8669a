/* wording.c - see wording.h. */
#include "wording.h"

#include "../describe/page_text.h"
#include "../locate/affine.h"
#include "pairing.h"
#include "compared_words.h"
#include "wording_internal.h"

#include <math.h>

enum { WORDS_MAX = 5000 }; /* no form prints more; what would be compared without end is left alone */
static const double SIDE_MAX_MM = 600; /* A2 */
static const double mm_per_inch = 25.4;
static const double copy_mm = 2,
                    copy_share = 0.6; /* of the words of a copy, how far off the flat map they may be */

static void
free_words (gpointer words)
{
  g_array_unref (words);
}

SohoaWording *
sohoa_wording_new (SohoaTemplateIndex *index, SohoaEngine *engine)
{
  SohoaWording *wording = g_new (SohoaWording, 1);
  *wording =
    (SohoaWording){index, engine, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_words)};
  return wording;
}

void
sohoa_wording_free (SohoaWording *wording)
{
  if (!wording)
    return;
  g_hash_table_unref (wording->prints);
  g_free (wording);
}

/* ---- where it lies ---- */

/* From millimetres of the upright page to pixels of the page. */
static SohoaTransform *
upright_transform (const SohoaUpright *upright)
{
  const double px = upright->dpi / mm_per_inch, far = 100;
  const SohoaPoint corner = sohoa_upright_to_page (upright, (SohoaPoint){0, 0}),
                   right = sohoa_upright_to_page (upright, (SohoaPoint){far * px, 0}),
                   below = sohoa_upright_to_page (upright, (SohoaPoint){0, far * px});
  const double map[6] = {(right.x - corner.x) / far, (below.x - corner.x) / far, corner.x,
                         (right.y - corner.y) / far, (below.y - corner.y) / far, corner.y};
  return sohoa_transform_new_affine (map);
}

/* Its map is the one that most words follow or, where there is none (fit is NULL), the registered page
 * shifted as a whole: words move by themselves. */
static SohoaLocation *
location_by_words (const SohoaWordingQuestion *question, const SohoaLikeness *likeness, const GArray *seen,
                   const SohoaAffine *fit, const SohoaTransform *upright)
{
  SohoaLocation *location = g_new0 (SohoaLocation, 1);
  const SohoaPoint move = sohoa_pairs_move (likeness->printed, seen, likeness->pairs, &location->residual_mm);
  const double *m = upright->m;
  const double map[6] = {m[0], m[1], m[0] * move.x + m[1] * move.y + m[2],
                         m[3], m[4], m[3] * move.x + m[4] * move.y + m[5]};
  location->verdict = SOHOA_LOCATED;
  location->template = likeness->template;
  location->form_page = likeness->page;
  location->rotation = question->rotation;
  location->transform = sohoa_transform_new_affine (fit ? fit->a : map);
  location->skew_deg = question->skew_deg;
  location->inliers = likeness->pairs->len;
  location->anchors = likeness->printed->len;
  location->confidence = MIN (1, likeness->share);
  location->by_words = TRUE;
  return location;
}

/* ---- a copy of a registered print ---- */

/* The flat map from the blank to the page that most words follow; FALSE when they do not. */
static gboolean
fit_words (const SohoaLikeness *likeness, const GArray *seen, const SohoaTransform *upright,
           SohoaAffine *ret_map)
{
  const guint n = likeness->pairs->len;
  g_autofree SohoaPair *pairs = g_new (SohoaPair, n);
  for (guint i = 0; i < n; i++) {
    const SohoaWordPair *pair = &g_array_index (likeness->pairs, SohoaWordPair, i);
    const SohoaPoint to = sohoa_compared_word (seen, pair->seen)->mm;
    pairs[i] = (SohoaPair){sohoa_compared_word (likeness->printed, pair->printed)->mm,
                           sohoa_transform_map (upright, to.x, to.y), TRUE};
  }
  return sohoa_affine_fit_most (pairs, n, copy_mm * sohoa_transform_scale (upright, 0, 0), ret_map) >=
         copy_share * n;
}

/* The page on the registered print itself: copies that are larger or smaller than blanks are searched for.
 * *ret_location: NULL when the print is another. Not for a page that several prints fit: only this one is
 * asked. */
static gboolean
locate_copy (SohoaWording *wording, const SohoaWordingQuestion *question, const SohoaLikeness *likeness,
             const SohoaAffine *guess, SohoaLocation **ret_location, GError **error)
{
  g_autoptr (SohoaLocation) location = sohoa_locate_near (
    wording->index, question->prepared, likeness->template, likeness->page, guess->a, error);
  if (!location)
    return FALSE;
  if (location->verdict == SOHOA_LOCATED)
    *ret_location = g_steal_pointer (&location);
  return TRUE;
}

/* ---- the whole ---- */

static void
set_out_of_memory (GError **error)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_LIMIT, "not enough memory to read a page word by word");
}

/* No sheet of a form; to read all of it would take minutes. */
static gboolean
is_too_large (const SohoaPrepared *page)
{
  const double px_per_mm = page->dpi / mm_per_inch;
  return pixGetWidth (page->gray) > SIDE_MAX_MM * px_per_mm ||
         pixGetHeight (page->gray) > SIDE_MAX_MM * px_per_mm;
}

static gboolean
lay_out (SohoaWording *wording, const SohoaWordingQuestion *question, const SohoaLikeness *likeness,
         const GArray *seen, const SohoaTransform *upright, SohoaLocation **ret_location,
         SohoaOwnPrint **ret_own, GError **error)
{
  SohoaAffine map;
  SohoaPoint scale = {1, 1};
  const gboolean fits = fit_words (likeness, seen, upright, &map);
  if (fits) {
    if (!question->is_ambiguous && !locate_copy (wording, question, likeness, &map, ret_location, error))
      return FALSE;
    if (*ret_location)
      return TRUE;
    const double px_per_mm = sohoa_transform_scale (upright, 0, 0);
    scale = (SohoaPoint){sohoa_affine_scale_x (&map) / px_per_mm, sohoa_affine_scale_y (&map) / px_per_mm};
  }
  *ret_own = sohoa_own_print_new (wording->index, question, likeness, seen, scale, upright);
  if (!*ret_own) {
    set_out_of_memory (error);
    return FALSE;
  }
  *ret_location = location_by_words (question, likeness, seen, fits ? &map : NULL, upright);
  return TRUE;
}

gboolean
sohoa_wording_locate (SohoaWording *wording, const SohoaWordingQuestion *question,
                      SohoaLocation **ret_location, SohoaOwnPrint **ret_own, GError **error)
{
  g_auto (SohoaLikeness) likeness = {0};
  *ret_location = NULL;
  *ret_own = NULL;
  SohoaCharset charset;
  if (!sohoa_wording_expects (wording, question, &charset) || is_too_large (question->prepared))
    return TRUE;
  g_autoptr (SohoaUpright) upright =
    sohoa_upright_new (question->prepared, question->rotation, question->skew_deg, SOHOA_WORDING_DPI);
  if (!upright) {
    set_out_of_memory (error);
    return FALSE;
  }
  g_autoptr (GArray) seen = sohoa_seen_words (upright->pix, upright->dpi, charset, wording->engine, error);
  if (!seen)
    return FALSE;
  if (seen->len > WORDS_MAX)
    return TRUE;
  if (!sohoa_wording_compare (wording, question, seen, &likeness, error))
    return FALSE;
  if (!likeness.template)
    return TRUE;
  g_autoptr (SohoaTransform) transform = upright_transform (upright);
  return lay_out (wording, question, &likeness, seen, transform, ret_location, ret_own, error);
}
