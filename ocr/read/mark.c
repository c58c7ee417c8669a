/* mark.c - ink inside a tick box, against the blank.
 *
 * The box's frame is taken out by the template; what is left inside counts. Hand ticks leave the box, but
 * they start in it. Strokes that only pass through (signatures, stamps) look the same inside: where ink of
 * the box goes on beyond its surroundings in two places, a person has to look.
 */
#include "mark.h"

/* Shares of the inside, measured on made scans: empty boxes < 0.02, the thinnest tick 0.06. */
static const double empty_below = 0.025, ticked_from = 0.045, filled_from = 0.6;
static const double frame_mm = 0.5; /* the box's own line and its blur */
static const SohoaMargin mark_margin = {2, 2, 2, 2};

static double
ink_share (const SohoaPatch *patch, const SohoaRect *box_mm)
{
  SohoaRect inside = {box_mm->x + frame_mm, box_mm->y + frame_mm, box_mm->w - 2 * frame_mm,
                      box_mm->h - 2 * frame_mm};
  g_autoptr (Box) box = sohoa_patch_box (patch, &inside);
  g_autoptr (Pix) clip = pixClipRectangle (patch->ink, box, NULL);
  l_int32 n = 0;
  if (clip == NULL)
    return 0;
  pixCountPixels (clip, &n, NULL);
  return n / ((double) pixGetWidth (clip) * pixGetHeight (clip));
}

/* Does a stroke pass through the box: is what touches it seen to leave the patch in two places, other than by
 * the blank's own print? ink: with the frame, which holds a stroke together that crosses it. */
static gboolean
is_crossed (const SohoaPatch *patch, Pix *ink, const SohoaRect *box_mm)
{
  g_autoptr (Box) box = sohoa_patch_box (patch, box_mm);
  g_autoptr (Pix) reached = pixCreateTemplate (ink);
  pixRasterop (reached, box->x, box->y, box->w, box->h, PIX_SRC, ink, box->x, box->y);
  pixSeedfillBinary (reached, reached, ink, 8);
  pixRasterop (reached, 1, 1, pixGetWidth (ink) - 2, pixGetHeight (ink) - 2, PIX_CLR, NULL, 0, 0);
  g_autoptr (Pix) print = pixDilateBrick (NULL, patch->print, 3, 3);
  pixSubtract (reached, reached, print);
  l_int32 n_exits = 0;
  pixCountConnComp (reached, 8, &n_exits);
  return n_exits >= 2;
}

static SohoaMark
judge (double ink)
{
  SohoaMark mark = {.ink = ink};
  mark.state = ink < empty_below   ? SOHOA_MARK_EMPTY
               : ink < ticked_from ? SOHOA_MARK_DOUBTFUL
               : ink < filled_from ? SOHOA_MARK_TICKED
                                   : SOHOA_MARK_FILLED;
  double middle = (empty_below + ticked_from) / 2;
  double away = ink < middle ? (middle - ink) / middle : (ink - middle) / (2 * middle);
  mark.confidence = 0.5 + 0.5 * MIN (away, 1);
  return mark;
}

gboolean
sohoa_mark_measure (const SohoaReadContext *context, const SohoaRect *box_mm, SohoaMark *ret_mark,
                    GError **error)
{
  g_autoptr (SohoaPatch) patch = sohoa_patch_new (context, box_mm, &mark_margin, error);
  if (patch == NULL)
    return FALSE;
  sohoa_patch_flatten (patch);
  g_autoptr (Pix) ink = pixCopy (NULL, patch->ink);
  sohoa_patch_clean (patch);
  *ret_mark = judge (ink_share (patch, box_mm));
  ret_mark->is_crossed = ret_mark->state != SOHOA_MARK_EMPTY && is_crossed (patch, ink, box_mm);
  return TRUE;
}
