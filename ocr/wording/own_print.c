/* own_print.c - see own_print.h. */
#include "own_print.h"

#include "../describe/page_text.h"
#include "../read/read.h"
#include "own_zone.h"
#include "wording_internal.h"

#include <math.h>

static const double mm_per_inch = 25.4;
static const double rule_mm = 8; /* what is longer and as thin as a stroke is a rule */
static const double rule_width_mm = 1.5;
static const double before_mm = 8;        /* of a field: the end of its label */
static const double word_margin_mm = 0.4; /* around a word's box: letters reach out of it */

void
sohoa_own_print_free (SohoaOwnPrint *own)
{
  if (!own)
    return;
  sohoa_template_free (own->template);
  sohoa_transform_free (own->transform);
  pixDestroy (&own->blank);
  g_free (own);
}

/* ---- the page's own print ---- */

/* Rules of the page, level or upright: 1 bpp; NULL when out of memory. */
static Pix *
find_rules (Pix *ink, double dpi, gboolean level)
{
  const int length = (int) (rule_mm / mm_per_inch * dpi);
  return level ? pixOpenBrick (NULL, ink, length, 1) : pixOpenBrick (NULL, ink, 1, length);
}

/* Those as thin as rules are. */
static GArray *
list_rules (Pix *rules, double dpi)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (SohoaRect));
  const double mm = mm_per_inch / dpi;
  g_autoptr (Boxa) found = pixConnCompBB (rules, 8);
  for (int i = 0; i < boxaGetCount (found); i++) {
    const Box *box = found->box[i];
    const SohoaRect rule = {box->x * mm, box->y * mm, box->w * mm, box->h * mm};
    if (rule.w <= rule_width_mm)
      g_array_append_val (boxes, rule);
  }
  return boxes;
}

static void
mask_word (Pix *mask, const SohoaComparedWord *word, double dpi)
{
  const double px = dpi / mm_per_inch, w = word->width_mm + 2 * word_margin_mm,
               h = word->height_mm + 2 * word_margin_mm;
  pixRasterop (mask, (int) ((word->mm.x - w / 2) * px), (int) ((word->mm.y - h / 2) * px), (int) (w * px),
               (int) (h * px), PIX_SET, NULL, 0, 0);
}

/* Mask of the words of print and of the rules. */
static Pix *
mask_print (const SohoaPlacing *placing, Pix *level, Pix *upright, double dpi)
{
  g_autoptr (Pix) rules = pixOr (NULL, level, upright);
  Pix *mask = rules ? pixDilateBrick (NULL, rules, 3, 3) : NULL;
  for (guint i = 0; mask && i < placing->pairs->len; i++) {
    const guint seen = g_array_index (placing->pairs, SohoaWordPair, i).seen;
    mask_word (mask, &g_array_index (placing->seen, SohoaComparedWord, seen), dpi);
  }
  for (guint i = 0; mask && i < placing->numbers->len; i++) {
    const guint seen = g_array_index (placing->numbers, guint, i);
    mask_word (mask, &g_array_index (placing->seen, SohoaComparedWord, seen), dpi);
  }
  return mask;
}

/* What of the page is print, on white. Takes over page: upright, 8 bpp, at SOHOA_READ_DPI. */
static Pix *
draw_print (Pix *page, const SohoaPlacing *placing, Pix *level, Pix *upright)
{
  g_autoptr (Pix) gray = page;
  g_autoptr (Pix) mask = mask_print (placing, level, upright, SOHOA_READ_DPI);
  Pix *print = mask ? pixCreateTemplate (gray) : NULL;
  if (!print || pixSetAll (print) != 0 || pixCombineMasked (print, gray, mask) != 0)
    pixDestroy (&print);
  return print;
}

/* The same corner of both, millimetres. */
static Box *
box_at (double x_mm, double y_mm, double w_mm, double h_mm)
{
  const double px = SOHOA_READ_DPI / mm_per_inch;
  return boxCreate ((int) lround (x_mm * px), (int) lround (y_mm * px), (int) lround (w_mm * px),
                    (int) lround (h_mm * px));
}

/* What the blank prints in and right before a field belongs to its label and moved with it: leaders, marks of
 * footnotes, cells and boxes. */
static void
take_print_of_zone (Pix *print, Pix *blank, const SohoaRect *zone, SohoaPoint move)
{
  const double x = MAX (0, zone->x - before_mm), y = MAX (0, zone->y);
  if (x + move.x < 0 || y + move.y < 0)
    return;
  g_autoptr (Box) from = box_at (x, y, zone->x + zone->w - x, zone->h),
                  to = box_at (x + move.x, y + move.y, zone->x + zone->w - x, zone->h);
  g_autoptr (Pix) moved = from && to ? pixClipRectangle (blank, from, NULL) : NULL;
  g_autoptr (Pix) own = moved ? pixClipRectangle (print, to, NULL) : NULL;
  g_autoptr (Pix) both = own ? pixMinOrMax (NULL, own, moved, L_CHOOSE_MIN) : NULL;
  if (both)
    pixRasterop (print, to->x, to->y, pixGetWidth (both), pixGetHeight (both), PIX_SRC, both, 0, 0);
}

static void
take_print_of_zones (Pix *print, Pix *blank, const SohoaPlacing *placing, const SohoaLikeness *likeness)
{
  for (guint i = 0; i < likeness->template->zones->len; i++) {
    const SohoaZone *zone = g_ptr_array_index (likeness->template->zones, i);
    const SohoaFoundLabel *label = g_hash_table_lookup (placing->labels, zone);
    if (zone->page == likeness->page && label)
      take_print_of_zone (print, blank, &zone->box_mm, label->move);
  }
}

/* ---- the fields ---- */

static SohoaTemplate *
take_zones (const SohoaLikeness *likeness, const SohoaPlacing *placing, const GArray *rules)
{
  const SohoaTemplate *registered = likeness->template;
  SohoaTemplate *own = sohoa_template_new (registered->form, registered->version, 1, registered->blank_pdf);
  for (guint i = 0; i < registered->zones->len; i++) {
    const SohoaZone *zone = g_ptr_array_index (registered->zones, i);
    SohoaZone *moved = zone->page == likeness->page ? sohoa_own_zone_new (placing, zone, rules) : NULL;
    if (moved)
      g_ptr_array_add (own->zones, moved);
  }
  return own;
}

/* The upright page at SOHOA_READ_DPI. */
static Pix *
draw_upright (const SohoaWordingQuestion *question)
{
  g_autoptr (SohoaUpright) upright =
    sohoa_upright_new (question->prepared, question->rotation, question->skew_deg, SOHOA_READ_DPI);
  if (!upright)
    return NULL;
  const l_float32 scale = (l_float32) (SOHOA_READ_DPI / upright->dpi);
  return pixScale (upright->pix, scale, scale);
}

SohoaOwnPrint *
sohoa_own_print_new (SohoaTemplateIndex *index, const SohoaWordingQuestion *question,
                     const SohoaLikeness *likeness, const GArray *seen, SohoaPoint scale,
                     const SohoaTransform *transform)
{
  g_autoptr (SohoaPlacing) placing =
    sohoa_placing_new (likeness->template, likeness->page, likeness->printed, scale, seen, likeness->pairs);
  Pix *page = draw_upright (question);
  g_autoptr (Pix) ink = page ? pixThresholdToBinary (page, SOHOA_INK_BELOW) : NULL;
  g_autoptr (Pix) level = ink ? find_rules (ink, SOHOA_READ_DPI, TRUE) : NULL;
  g_autoptr (Pix) standing = ink ? find_rules (ink, SOHOA_READ_DPI, FALSE) : NULL;
  if (!level || !standing) {
    pixDestroy (&page);
    return NULL;
  }
  g_autoptr (SohoaOwnPrint) own = g_new0 (SohoaOwnPrint, 1);
  g_autoptr (GArray) rules = list_rules (standing, SOHOA_READ_DPI);
  own->transform = sohoa_transform_copy (transform);
  own->template = take_zones (likeness, placing, rules);
  own->blank = draw_print (page, placing, level, standing);
  Pix *blank = sohoa_template_index_blank (index, likeness->template, likeness->page, SOHOA_READ_DPI, NULL);
  if (own->blank && blank && scale.x == 1 && scale.y == 1)
    take_print_of_zones (own->blank, blank, placing, likeness);
  return own->blank ? g_steal_pointer (&own) : NULL;
}
