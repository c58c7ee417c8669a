/* locate.c - which form version and page this is, and where every millimetre of it lies: the decision.
 *
 * Ranking proposes, registration proves. A form is taken only when a good share of its print was found,
 * spread over the page, exactly where one flat map says, and no other registered page fits nearly as well.
 * Anything between that and nothing is ambiguous: a person looks.
 */
#include "anchors.h"
#include "bent.h"
#include "difference.h"
#include "ranking.h"

#include <math.h>
#include <string.h>

/* Pages are searched at about these resolutions; see strips.c and anchors.h. */
static const double COARSE_DPI = 60, FINE_DPI = 120;
/* Below this mean ink (0..255) there is nothing to find. */
static const double INK_MIN = 0.05;
/* A rival page is registered, too, when its profiles are nearly as like as the winner's. */
static const double RANK_NEAR = 0.75;
/* Shares of the anchors: to believe a coarse fit enough to look no further, to accept, to call it something
 * of a form. The right form finds nearly nine tenths, six tenths with a third of the page gone; a stranger
 * none or one or two; a relative that shares letterhead, opening and closing words up to 0.45. */
static const double COARSE_SURE = 0.60, ACCEPT = 0.52, SUSPECT = 0.16;
static const double SPREAD_MIN = 0.35;
/* A rival with this share of the winner's anchors leaves it open which form it is. */
static const double RIVAL_SHARE = 0.75;
/* Kin with a smaller share of the winner's anchors, found coarsely, are not laid over the page finely. */
static const double KIN_SHARE = 0.6;
/* Of kin: how much more the page must be like one than the other where they differ (difference.h). */
static const double PREFERENCE_MIN = 0.25;
/* Up and down of pages that are no form: leptonica's own threshold for a sure answer. */
static const double UPDOWN_MIN = 8;

/* How pages are registered: as flat scans, or as photographed sheets that bend. */
typedef struct {
  gboolean (*coarse) (const GArray *anchors, const SohoaPlane *plane, const SohoaAffine *guess,
                      SohoaRegistration *ret_registration);
  gboolean (*fine) (const GArray *anchors, const SohoaPlane *plane, const SohoaRegistration *guess,
                    SohoaRegistration *ret_registration);
  guint shortlist;
  double rank_min;  /* profiles less alike are not worth a registration */
  double rank_good; /* profiles so much alike deserve a second guess */
  double residual_max_mm;
} Method;

typedef struct {
  const SohoaIndexPage *page; /* NULL: nothing found */
  double score;               /* of its profiles */
  SohoaRegistration registration;
  double share; /* of the anchors */
} Attempt;

static double
share_of (const SohoaIndexPage *page, const SohoaRegistration *registration)
{
  return (double) registration->inliers / page->anchors->len;
}

/* The best coarse registration of one candidate, over its guesses; the first good one ends the search. */
static gboolean
try_candidate (const Method *method, const SohoaCandidate *candidate, const SohoaPlane *coarse, Attempt *best)
{
  guint guesses = candidate->score >= method->rank_good ? SOHOA_GUESSES : 1;
  for (guint g = 0; g < guesses && best->share < COARSE_SURE; g++) {
    SohoaRegistration found;
    if (method->coarse (candidate->page->anchors, coarse, &candidate->guess[g], &found) &&
        share_of (candidate->page, &found) > best->share)
      *best = (Attempt){candidate->page, candidate->score, found, share_of (candidate->page, &found)};
  }
  return best->share >= COARSE_SURE;
}

/* Coarse registration of the shortlist; the first sure one ends the search. */
static Attempt
best_attempt (const Method *method, const GArray *candidates, const SohoaPlane *coarse)
{
  Attempt best = {0};
  for (guint i = 0; i < MIN (candidates->len, method->shortlist); i++) {
    const SohoaCandidate *candidate = &g_array_index (candidates, SohoaCandidate, i);
    if (candidate->score < method->rank_min || try_candidate (method, candidate, coarse, &best))
      break;
  }
  return best;
}

/* The best other page that ranked near the winner and is none of its kin, found coarsely; share 0 when none
 * did. */
static Attempt
find_rival (const Method *method, const GArray *candidates, const SohoaPlane *coarse, const Attempt *winner)
{
  Attempt best = {0};
  for (guint i = 0; i < MIN (candidates->len, method->shortlist); i++) {
    const SohoaCandidate *rival = &g_array_index (candidates, SohoaCandidate, i);
    SohoaRegistration found;
    if (rival->page == winner->page || g_ptr_array_find (winner->page->kin, rival->page, NULL) ||
        rival->score < RANK_NEAR * winner->score)
      continue;
    if (method->coarse (rival->page->anchors, coarse, &rival->guess[0], &found) &&
        share_of (rival->page, &found) > best.share)
      best = (Attempt){rival->page, rival->score, found, share_of (rival->page, &found)};
  }
  return best;
}

static guint
quarter_turn (double turn_deg)
{
  return (guint) (((int) lround (turn_deg / 90) + 4) % 4) * 90;
}

static void
set_form (SohoaLocation *location, const Attempt *attempt)
{
  const SohoaIndexPage *page = attempt->page;
  double turn_deg = sohoa_affine_turn_deg (&attempt->registration.map);
  location->template = page->template;
  location->form_page = page->page;
  location->rotation = quarter_turn (turn_deg);
  location->skew_deg = remainder (turn_deg - location->rotation, 360);
  location->inliers = attempt->registration.inliers;
  location->anchors = page->anchors->len;
  location->residual_mm = attempt->registration.residual_mm;
}

static gboolean
proves_form (const Method *method, const Attempt *attempt)
{
  return attempt->share >= ACCEPT && attempt->registration.spread >= SPREAD_MIN &&
         attempt->registration.residual_mm <= method->residual_max_mm;
}

/* Lays one of the winner's kin where the winner lies; FALSE when much less of it is there. */
static gboolean
try_kin (const Method *method, const SohoaIndexPage *kin, const SohoaPlane *coarse, const SohoaPlane *fine,
         const Attempt *winner, Attempt *ret_kin)
{
  SohoaRegistration rough;
  *ret_kin = (Attempt){.page = kin, .score = winner->score};
  if (!method->coarse (kin->anchors, coarse, &winner->registration.map, &rough) ||
      share_of (kin, &rough) < KIN_SHARE * winner->share ||
      !method->fine (kin->anchors, fine, &rough, &ret_kin->registration))
    return FALSE;
  ret_kin->share = share_of (kin, &ret_kin->registration);
  return ret_kin->share >= RIVAL_SHARE * winner->share;
}

/* Compares the winner with its kin where they differ; the one that the page shows becomes the winner. When
 * the page does not say, the other one; else NULL. */
static const SohoaIndexPage *
settle_among_kin (const Method *method, SohoaTemplateIndex *index, const SohoaPlane *coarse,
                  const SohoaPlane *fine, Attempt *winner)
{
  const SohoaIndexPage *other = NULL;
  gboolean changed = TRUE;
  for (guint round = 0; changed && round <= winner->page->kin->len; round++) {
    changed = FALSE;
    for (guint i = 0; i < winner->page->kin->len && !changed; i++) {
      Attempt kin;
      if (!try_kin (method, g_ptr_array_index (winner->page->kin, i), coarse, fine, winner, &kin))
        continue;
      double preference = sohoa_difference_weigh (index, winner->page, &winner->registration, kin.page,
                                                  &kin.registration, fine);
      other = kin.page;
      if (fabs (preference) < PREFERENCE_MIN)
        return other;
      changed = preference < 0;
      if (changed) {
        other = winner->page;
        *winner = kin;
      }
    }
  }
  return changed ? other : NULL;
}

/* From the ranked candidates to a verdict; NOT_A_FORM leaves the location as it was. */
static gboolean
decide (SohoaLocation *location, const Method *method, SohoaTemplateIndex *index, SohoaPyramid *pyramid,
        double dpi, const GArray *candidates)
{
  const SohoaPlane *coarse = sohoa_pyramid_level (pyramid, dpi, COARSE_DPI);
  Attempt best = best_attempt (method, candidates, coarse);
  if (!best.page || best.share < SUSPECT)
    return FALSE;
  const Attempt rival = find_rival (method, candidates, coarse, &best);
  const SohoaPlane *fine = sohoa_pyramid_level (pyramid, dpi, FINE_DPI);
  double coarse_share = best.share;
  SohoaRegistration guess = best.registration;
  if (!fine || !method->fine (best.page->anchors, fine, &guess, &best.registration))
    return FALSE;
  best.share = share_of (best.page, &best.registration);
  if (best.share < SUSPECT)
    return FALSE;
  const SohoaIndexPage *other = settle_among_kin (method, index, coarse, fine, &best);
  if (!other && rival.share >= RIVAL_SHARE * coarse_share)
    other = rival.page;
  set_form (location, &best);
  location->confidence = CLAMP (best.share - rival.share / 2, 0, 1);
  if (other || !proves_form (method, &best)) {
    location->verdict = SOHOA_AMBIGUOUS;
    location->rival = other ? other->template : NULL;
    location->rival_page = other ? other->page : 0;
    location->confidence /= 2;
    return TRUE;
  }
  location->verdict = SOHOA_LOCATED;
  location->confidence = MIN (1, 0.3 + location->confidence);
  location->transform =
    sohoa_registration_transform (&best.registration, best.page->width_mm, best.page->height_mm);
  return TRUE;
}

/* Which way up a page of text is that is no form: the lines tell 0/180 from 90/270, letters' ascenders the
 * rest. */
static void
set_text_direction (SohoaLocation *location, const SohoaPrepared *page, const SohoaPageLines *lines)
{
  gboolean down = lines->columns.energy > lines->rows.energy;
  location->skew_deg = down ? lines->columns.skew_deg : lines->rows.skew_deg;
  location->rotation = down ? 90 : 0;
  g_autoptr (Pix) half = page->dpi >= 250 ? pixScaleAreaMap2 (page->gray) : pixClone (page->gray);
  g_autoptr (Pix) bits = half ? pixThresholdToBinary (half, 150) : NULL;
  g_autoptr (Pix) upright = bits ? pixRotateOrth (bits, down ? 3 : 0) : NULL;
  l_float32 up = 0;
  if (upright && pixUpDownDetect (upright, &up, 0, 0, 0) == 0 && up < -UPDOWN_MIN)
    location->rotation += 180;
}

static gboolean
find_form (SohoaLocation *location, const Method *method, SohoaTemplateIndex *index, SohoaPyramid *pyramid,
           const SohoaPageLines *lines)
{
  for (SohoaSizeBy size = SOHOA_SIZE_STATED; size <= SOHOA_SIZE_HEIGHT; size++) {
    g_autoptr (GArray) candidates = sohoa_rank (index, lines, size);
    if (decide (location, method, index, pyramid, lines->dpi, candidates))
      return TRUE;
  }
  return FALSE;
}

static void
set_out_of_memory (GError **error)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_LIMIT, "not enough memory to locate a page");
}

/* What a page is searched by. */
typedef struct {
  SohoaPyramid *pyramid;
  const SohoaPlane *coarse;
  SohoaLocation *location; /* of no form yet */
} Search;

static void
search_clear (Search *search)
{
  sohoa_pyramid_free (search->pyramid);
  sohoa_location_free (search->location);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static SohoaLocation *
location_of_nothing (void)
{
  SohoaLocation *location = g_new0 (SohoaLocation, 1);
  location->verdict = SOHOA_NOT_A_FORM;
  return location;
}

static gboolean
search_begin (Search *search, const SohoaPrepared *page, GError **error)
{
  *search = (Search){sohoa_pyramid_new (page->gray), NULL, location_of_nothing ()};
  search->coarse = sohoa_pyramid_level (search->pyramid, page->dpi, COARSE_DPI);
  if (!search->coarse)
    set_out_of_memory (error);
  return search->coarse != NULL;
}

static SohoaLocation *
locate_by (const Method *method, SohoaTemplateIndex *index, const SohoaPrepared *page, GError **error)
{
  g_auto (Search) search = {0};
  if (page->blank)
    return location_of_nothing ();
  if (!search_begin (&search, page, error))
    return NULL;
  g_autoptr (SohoaPageStrips) strips = sohoa_page_strips_new (search.coarse);
  if (!strips || strips->ink < INK_MIN)
    return g_steal_pointer (&search.location);

  SohoaPageLines lines =
    sohoa_page_lines (strips, pixGetWidth (page->gray), pixGetHeight (page->gray), page->dpi);
  if (!find_form (search.location, method, index, search.pyramid, &lines))
    set_text_direction (search.location, page, &lines);
  return g_steal_pointer (&search.location);
}

/* Pages of the form have profiles alike by 0.5 and more; bends cost some of it. */
static const Method FLAT = {sohoa_register_coarse, sohoa_register_fine, 4, 0.20, 0.45, 0.20};
static const Method BENT = {sohoa_bent_coarse, sohoa_bent_fine, 8, 0.10, 0.25, 0.30};

SohoaLocation *
sohoa_locate (SohoaTemplateIndex *index, const SohoaPrepared *page, GError **error)
{
  return locate_by (&FLAT, index, page, error);
}

SohoaLocation *
sohoa_locate_near (SohoaTemplateIndex *index, const SohoaPrepared *page, const SohoaTemplate *template,
                   guint form_page, const double guess[6], GError **error)
{
  g_auto (Search) search = {0};
  g_autoptr (GArray) candidates = g_array_new (FALSE, TRUE, sizeof (SohoaCandidate));
  SohoaCandidate candidate = {.page = sohoa_template_index_page (index, template, form_page)};
  if (!search_begin (&search, page, error))
    return NULL;
  memcpy (candidate.guess[0].a, guess, sizeof candidate.guess[0].a);
  candidate.score = FLAT.rank_min;
  g_array_append_val (candidates, candidate);
  decide (search.location, &FLAT, index, search.pyramid, page->dpi, candidates);
  return g_steal_pointer (&search.location);
}

SohoaLocation *
sohoa_locate_bent (SohoaTemplateIndex *index, const SohoaPrepared *flat, GError **error)
{
  return locate_by (&BENT, index, flat, error);
}

void
sohoa_location_free (SohoaLocation *location)
{
  if (!location)
    return;
  sohoa_transform_free (location->transform);
  g_free (location);
}
