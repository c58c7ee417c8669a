/* ranking.c - which registered pages could be on a page, and roughly where: candidates, best first.
 *
 * Rows and columns of ink, levelled by the skew, are compared with those of every registered page over scale
 * and shift. Rows and columns may scale differently (a scanner's motor slips), within limits. The page's
 * profiles are stretched once for each scale and shared by all templates, so that a template costs a dot
 * product a shift and scale. Of hundreds of templates each is compared at twice the pitch and half the scales
 * first, an eighth of the cost, and only the likeliest go on.
 */
#include "ranking.h"

#include <math.h>

/* Scale of the scan against its stated size. */
static const double SCALE_MIN = 0.935, SCALE_STEP = 0.01;
enum { SCALES = 14, SCALES_APART = 1 };
static const double SHIFT_MAX_MM = 14;
static const double SKEW_LIMIT_DEG = 9;
/* Lines the other way must be this much weaker before the page is not also tried lying down. */
static const double DIRECTION_SURE = 2;
/* Sizes this close are the same hypothesis: the scales tried cover them. */
static const double SIZE_SAME = 0.04;
/* Beyond this ratio of both the page lies the other way; a page with a third cut off is within. */
static const double SIZE_RATIO_MAX = 1.6;
/* Registration itself searches some 6 mm to either side of a guess. */
static const double GUESSES_APART_MM = 6;
/* So many pairs of page and direction are all compared finely; of more, only the likeliest. */
enum { ALL_MAX = 64, LIKELIEST = 24 };
/* Columns are the weaker witness. */
static const double COLUMN_WEIGHT = 0.5;

SohoaPageLines
sohoa_page_lines (const SohoaPageStrips *strips, int width, int height, double dpi)
{
  return (SohoaPageLines){strips,
                          width,
                          height,
                          dpi,
                          sohoa_strips_skew (&strips->down, FALSE, SKEW_LIMIT_DEG),
                          sohoa_strips_skew (&strips->across, TRUE, SKEW_LIMIT_DEG)};
}

/* The page's two profiles as its content has them when turned by `rotation`, at every scale. */
typedef struct {
  double skew_deg;
  double size_factor; /* page millimetres per template millimetre before scale */
  SohoaProfile rows[SCALES], columns[SCALES];
} Stretched;

static double
scale_at (int i)
{
  return SCALE_MIN + i * SCALE_STEP;
}

static void
stretch (const SohoaStrips *strips, gboolean run_down, const SohoaPageLines *lines, double skew_deg,
         double factor, gboolean reversed, SohoaProfile *profiles)
{
  g_autofree guint32 *ink = g_new (guint32, strips->length);
  sohoa_strips_profile (strips, run_down, skew_deg, ink);
  /* Shifted strips measure along the image's axis, not along the turned page's. */
  double spacing_mm = lines->strips->step * 25.4 / lines->dpi * cos (skew_deg * G_PI / 180);
  for (int i = 0; i < SCALES; i++) {
    double scaled_mm = spacing_mm / (factor * scale_at (i));
    sohoa_profile_init (&profiles[i], ink, strips->length, scaled_mm,
                        (int) (strips->length * scaled_mm / SOHOA_PROFILE_PITCH_MM), reversed);
  }
}

/* Content turned clockwise by 90 has its rows in the image's columns, from right to left; and so on. */
static void
stretched_init (Stretched *stretched, const SohoaPageLines *lines, guint rotation, double factor)
{
  gboolean lying = rotation == 90 || rotation == 270;
  double skew_deg = lying ? lines->columns.skew_deg : lines->rows.skew_deg;
  const SohoaPageStrips *strips = lines->strips;
  stretched->skew_deg = skew_deg;
  stretched->size_factor = factor;
  stretch (lying ? &strips->across : &strips->down, lying, lines, skew_deg, factor,
           rotation == 90 || rotation == 180, stretched->rows);
  stretch (lying ? &strips->down : &strips->across, !lying, lines, skew_deg, factor, rotation >= 180,
           stretched->columns);
}

static void
stretched_clear (Stretched *stretched)
{
  for (int i = 0; i < SCALES; i++) {
    sohoa_profile_clear (&stretched->rows[i]);
    sohoa_profile_clear (&stretched->columns[i]);
  }
}

/* The same at twice the pitch and every other scale. */
enum { ROUGH_SCALES = SCALES / 2 };
static const double ROUGH_PITCH_MM = 2 * SOHOA_PROFILE_PITCH_MM;

typedef struct {
  SohoaProfile rows[ROUGH_SCALES], columns[ROUGH_SCALES];
} Rough;

static void
rough_init (Rough *rough, const Stretched *stretched)
{
  for (int i = 0; i < ROUGH_SCALES; i++) {
    sohoa_profile_init_half (&rough->rows[i], &stretched->rows[2 * i]);
    sohoa_profile_init_half (&rough->columns[i], &stretched->columns[2 * i]);
  }
}

static void
rough_clear (Rough *rough)
{
  for (int i = 0; i < ROUGH_SCALES; i++) {
    sohoa_profile_clear (&rough->rows[i]);
    sohoa_profile_clear (&rough->columns[i]);
  }
}

/* Half of what the page is longer or shorter comes on top: a cut page's middle is not the template's. */
static int
shift_range (const SohoaProfile *template, const SohoaProfile *page, double pitch_mm)
{
  return (int) (SHIFT_MAX_MM / pitch_mm) + ABS (template->length - page->length) / 2;
}

/* How like a page is, roughly: the best over every other scale. */
static double
rough_score (const SohoaIndexPage *page, const Rough *rough)
{
  double best = -9;
  for (int i = 0; i < ROUGH_SCALES; i++) {
    double score = sohoa_profile_fit (&page->rough_rows, &rough->rows[i],
                                      shift_range (&page->rough_rows, &rough->rows[i], ROUGH_PITCH_MM))
                     .score +
                   COLUMN_WEIGHT * sohoa_profile_fit (
                                     &page->rough_columns, &rough->columns[i],
                                     shift_range (&page->rough_columns, &rough->columns[i], ROUGH_PITCH_MM))
                                     .score;
    best = MAX (best, score);
  }
  return best;
}

/* From a map that turns and scales about the middles of template and page. */
static SohoaAffine
guess_map (const SohoaIndexPage *page, const SohoaPageLines *lines, const Stretched *stretched,
           guint rotation, int row_scale, int row_shift, int column_scale, int column_shift)
{
  double px = lines->dpi / 25.4 * stretched->size_factor;
  double sx = px * scale_at (column_scale), sy = px * scale_at (row_scale);
  double turn = (rotation + stretched->skew_deg) * G_PI / 180, c = cos (turn), s = sin (turn);
  double x0 = column_shift * SOHOA_PROFILE_PITCH_MM - page->width_mm / 2;
  double y0 = row_shift * SOHOA_PROFILE_PITCH_MM - page->height_mm / 2;
  SohoaAffine map = {{c * sx, -s * sy, 0, s * sx, c * sy, 0}};
  SohoaPoint corner = sohoa_affine_map (&map, x0, y0);
  map.a[2] = corner.x + (lines->width - 1) / 2.0;
  map.a[5] = corner.y + (lines->height - 1) / 2.0;
  return map;
}

static SohoaCandidate
fit_page (const SohoaIndexPage *page, const SohoaPageLines *lines, const Stretched *stretched, guint rotation)
{
  SohoaProfileFit rows[SCALES], columns[SCALES];
  for (int i = 0; i < SCALES; i++) {
    rows[i] = sohoa_profile_fit (&page->rows, &stretched->rows[i],
                                 shift_range (&page->rows, &stretched->rows[i], SOHOA_PROFILE_PITCH_MM));
    columns[i] =
      sohoa_profile_fit (&page->columns, &stretched->columns[i],
                         shift_range (&page->columns, &stretched->columns[i], SOHOA_PROFILE_PITCH_MM));
  }
  double best = -9;
  int row = 0, column = 0;
  for (int r = 0; r < SCALES; r++)
    for (int c = MAX (0, r - SCALES_APART); c <= MIN (SCALES - 1, r + SCALES_APART); c++) {
      double score = rows[r].score + COLUMN_WEIGHT * columns[c].score;
      if (score > best)
        best = score, row = r, column = c;
    }
  SohoaCandidate candidate = {page, rotation, best, {{{0}}}};
  candidate.guess[0] =
    guess_map (page, lines, stretched, rotation, row, rows[row].shift, column, columns[column].shift);
  SohoaProfileFit across[SOHOA_GUESSES];
  sohoa_profile_fit_several (&page->columns, &stretched->columns[row],
                             shift_range (&page->columns, &stretched->columns[row], SOHOA_PROFILE_PITCH_MM),
                             (int) (GUESSES_APART_MM / SOHOA_PROFILE_PITCH_MM), SOHOA_GUESSES, across);
  for (guint i = 1; i < SOHOA_GUESSES; i++) {
    gboolean known = ABS (across[i].shift - columns[column].shift) < 2;
    candidate.guess[i] =
      guess_map (page, lines, stretched, rotation, row, rows[row].shift, row, across[known ? 0 : i].shift);
  }
  return candidate;
}

/* Page size over template size; 1 when the page's own resolution is believed. FALSE when the hypothesis says
 * nothing new or nothing possible. */
static gboolean
size_factor (const SohoaIndexPage *page, const SohoaPageLines *lines, gboolean lying, SohoaSizeBy size,
             double *ret_factor)
{
  double by_width = (lying ? lines->height : lines->width) * 25.4 / lines->dpi / page->width_mm;
  double by_height = (lying ? lines->width : lines->height) * 25.4 / lines->dpi / page->height_mm;
  *ret_factor = size == SOHOA_SIZE_WIDTH ? by_width : size == SOHOA_SIZE_HEIGHT ? by_height : 1;
  return size == SOHOA_SIZE_STATED ||
         (fabs (*ret_factor - 1) >= SIZE_SAME &&
          MAX (by_width, by_height) <= SIZE_RATIO_MAX * MIN (by_width, by_height));
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  double p = ((const SohoaCandidate *) a)->score, q = ((const SohoaCandidate *) b)->score;
  return (p < q) - (p > q);
}

/* A page and a direction to be compared. */
typedef struct {
  const SohoaIndexPage *page;
  guint rotation;
  double factor; /* size_factor() */
  double rough;  /* rough likeness */
} Hypothesis;

static gboolean
may_lie (const SohoaPageLines *lines, guint rotation)
{
  double upright = lines->rows.energy, lying = lines->columns.energy;
  return rotation % 180 != 0 ? lying * DIRECTION_SURE >= upright : upright * DIRECTION_SURE >= lying;
}

static GArray *
list_hypotheses (const SohoaTemplateIndex *index, const SohoaPageLines *lines, SohoaSizeBy size)
{
  GArray *hypotheses = g_array_new (FALSE, FALSE, sizeof (Hypothesis));
  const GPtrArray *pages = sohoa_template_index_pages (index);
  for (guint rotation = 0; rotation < 360; rotation += 90)
    for (guint i = 0; i < pages->len && may_lie (lines, rotation); i++) {
      Hypothesis hypothesis = {g_ptr_array_index (pages, i), rotation, 0, 0};
      if (size_factor (hypothesis.page, lines, rotation % 180 != 0, size, &hypothesis.factor))
        g_array_append_val (hypotheses, hypothesis);
    }
  return hypotheses;
}

/* Hypotheses of one direction and size lie side by side: the page's profiles are stretched once for them. */
static gboolean
stretch_for (Stretched *stretched, const SohoaPageLines *lines, const Hypothesis *hypothesis, guint *rotation)
{
  if (*rotation == hypothesis->rotation && fabs (stretched->size_factor - hypothesis->factor) <= 1e-6)
    return FALSE;
  stretched_clear (stretched);
  stretched_init (stretched, lines, hypothesis->rotation, hypothesis->factor);
  *rotation = hypothesis->rotation;
  return TRUE;
}

static int
compare_rough (gconstpointer a, gconstpointer b)
{
  double p = ((const Hypothesis *) a)->rough, q = ((const Hypothesis *) b)->rough;
  return (p < q) - (p > q);
}

/* By direction and size, as they were listed. */
static int
compare_directions (gconstpointer a, gconstpointer b)
{
  const Hypothesis *p = a, *q = b;
  if (p->rotation != q->rotation)
    return p->rotation < q->rotation ? -1 : 1;
  return (p->factor > q->factor) - (p->factor < q->factor);
}

/* Leaves the likeliest. */
static void
shorten (GArray *hypotheses, const SohoaPageLines *lines)
{
  Stretched stretched = {0};
  Rough rough = {0};
  guint rotation = G_MAXUINT;
  for (guint i = 0; i < hypotheses->len; i++) {
    Hypothesis *hypothesis = &g_array_index (hypotheses, Hypothesis, i);
    if (stretch_for (&stretched, lines, hypothesis, &rotation)) {
      rough_clear (&rough);
      rough_init (&rough, &stretched);
    }
    hypothesis->rough = rough_score (hypothesis->page, &rough);
  }
  stretched_clear (&stretched);
  rough_clear (&rough);
  g_array_sort (hypotheses, compare_rough);
  g_array_set_size (hypotheses, LIKELIEST);
  g_array_sort (hypotheses, compare_directions);
}

GArray *
sohoa_rank (const SohoaTemplateIndex *index, const SohoaPageLines *lines, SohoaSizeBy size)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (SohoaCandidate));
  g_autoptr (GArray) hypotheses = list_hypotheses (index, lines, size);
  Stretched stretched = {0};
  guint rotation = G_MAXUINT;
  if (hypotheses->len > ALL_MAX)
    shorten (hypotheses, lines);
  for (guint i = 0; i < hypotheses->len; i++) {
    const Hypothesis *hypothesis = &g_array_index (hypotheses, Hypothesis, i);
    stretch_for (&stretched, lines, hypothesis, &rotation);
    SohoaCandidate candidate = fit_page (hypothesis->page, lines, &stretched, rotation);
    g_array_append_val (candidates, candidate);
  }
  stretched_clear (&stretched);
  g_array_sort (candidates, compare_candidates);
  return candidates;
}
