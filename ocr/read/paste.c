/* paste.c - parts of a zone pasted into one line and read together. */
#include "paste.h"

#include <string.h>

/* Single digits are read better somewhat smaller: 67 % of hand-like dates instead of 58. */
static const float digit_scale = 0.75f;

/* Where a part's ink lies in the pasted line, px; x1 excluded, 0 when the part is empty. */
typedef struct {
  Pix *image;
  int y, x0, x1;
} Slot;

static void
slot_clear (gpointer data)
{
  pixDestroy (&((Slot *) data)->image);
}

/* The column that holds the strokes of a part: its box, with half of the distance to its neighbours. */
static void
keep_part (const SohoaPatch *patch, const Box *part, Pix *ink)
{
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (patch->ink, &components, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    const Box *box = boxes->box[i];
    int middle = box->x + box->w / 2;
    if (middle >= part->x && middle < part->x + part->w)
      pixRasterop (ink, box->x, box->y, box->w, box->h, PIX_SRC | PIX_DST, components->pix[i], 0, 0);
  }
}

/* Cuts the ink of a part out of the patch. */
static Slot
cut_slot (SohoaPatch *patch, const SohoaRect *part_mm)
{
  Slot slot = {0};
  g_autoptr (Box) part = sohoa_patch_box (patch, part_mm);
  g_autoptr (Pix) ink = pixCreateTemplate (patch->ink);
  keep_part (patch, part, ink);
  SohoaPatch view = *patch;
  view.ink = ink;
  g_autoptr (Box) hull = NULL;
  if (!sohoa_writing_present (&view) || pixClipToForeground (ink, NULL, &hull) != 0)
    return slot;
  slot.image = sohoa_writing_image (&view, NULL);
  slot.y = hull->y;
  return slot;
}

/* Lays the slots side by side, at their heights; sets their places. NULL when all are empty. */
static Pix *
lay_out (GArray *slots, int gap)
{
  int x = SOHOA_WRITING_BORDER, top = G_MAXINT, bottom = 0;
  for (guint i = 0; i < slots->len; i++) {
    Slot *slot = &g_array_index (slots, Slot, i);
    if (slot->image == NULL)
      continue;
    slot->x0 = x;
    slot->x1 = x + pixGetWidth (slot->image) - 2 * SOHOA_WRITING_BORDER;
    x = slot->x1 + gap;
    top = MIN (top, slot->y);
    bottom = MAX (bottom, slot->y + pixGetHeight (slot->image));
  }
  if (bottom == 0)
    return NULL;
  Pix *line = pixCreate (x - gap + SOHOA_WRITING_BORDER, bottom - top, 8);
  pixSetAll (line);
  for (guint i = 0; i < slots->len; i++) {
    const Slot *slot = &g_array_index (slots, Slot, i);
    if (slot->image != NULL)
      pixRasterop (line, slot->x0, slot->y - top, slot->x1 - slot->x0, pixGetHeight (slot->image), PIX_SRC,
                   slot->image, SOHOA_WRITING_BORDER, 0);
  }
  return line;
}

/* The slot that a glyph was read in: the one its middle is nearest to. */
static guint
slot_of (const GArray *slots, const SohoaGlyph *glyph)
{
  guint best = 0;
  int best_distance = G_MAXINT, middle = (int) ((float) (glyph->x0 + glyph->x1) / 2 / digit_scale);
  for (guint i = 0; i < slots->len; i++) {
    const Slot *slot = &g_array_index (slots, Slot, i);
    if (slot->image == NULL)
      continue;
    int distance = MAX (MAX (slot->x0 - middle, middle - slot->x1), 0);
    if (distance < best_distance) {
      best = i;
      best_distance = distance;
    }
  }
  return best;
}

static guint
count_inked (const SohoaPaste *paste, guint n)
{
  guint n_inked = 0;
  for (guint i = 0; i < n; i++)
    n_inked += paste->inked[i] != FALSE;
  return n_inked;
}

/* Takes the answer apart by place. */
static void
share_out (SohoaPaste *paste, const GArray *slots)
{
  for (guint i = 0; i < paste->line->glyphs->len; i++) {
    const SohoaGlyph *glyph = &g_array_index (paste->line->glyphs, SohoaGlyph, i);
    if (g_str_equal (glyph->text, " "))
      continue;
    char **text = &paste->text[slot_of (slots, glyph)];
    g_autofree char *before = *text;
    *text = g_strconcat (before, glyph->text, NULL);
  }
}

SohoaPaste *
sohoa_paste_read (const SohoaReadContext *context, const SohoaZone *zone, SohoaCharset charset,
                  const SohoaPasteLayout *layout, GError **error)
{
  g_autoptr (SohoaPatch) patch = sohoa_line_lift (context, &zone->box_mm, FALSE, error);
  if (patch == NULL)
    return NULL;
  g_autoptr (SohoaPaste) paste = g_new0 (SohoaPaste, 1);
  guint n = zone->parts->len;
  paste->text = g_new0 (char *, n + 1);
  paste->inked = g_new0 (gboolean, n);
  paste->flags = patch->flags;
  g_autoptr (GArray) slots = g_array_new (FALSE, TRUE, sizeof (Slot));
  g_array_set_clear_func (slots, slot_clear);
  for (guint i = 0; i < n; i++) {
    Slot slot = cut_slot (patch, &g_array_index (zone->parts, SohoaZonePart, i).box_mm);
    g_array_append_val (slots, slot);
    paste->text[i] = g_strdup ("");
    paste->inked[i] = slot.image != NULL;
  }
  g_autoptr (Pix) line = lay_out (slots, (int) sohoa_read_px (layout->gap_mm));
  if (line == NULL)
    return g_steal_pointer (&paste);
  g_autoptr (Pix) small = pixScale (line, digit_scale, digit_scale);
  const SohoaLineHints hints = {.charset = charset,
                                .n_characters = layout->are_cells ? count_inked (paste, n) : 0};
  paste->line = sohoa_engine_read_line (context->engine, small, &hints, error);
  if (paste->line == NULL)
    return NULL;
  share_out (paste, slots);
  return g_steal_pointer (&paste);
}

void
sohoa_paste_free (SohoaPaste *paste)
{
  if (paste == NULL)
    return;
  sohoa_line_free (paste->line);
  g_strfreev (paste->text);
  g_free (paste->inked);
  g_free (paste);
}
