/* placing.c - see placing.h. */
#include "placing.h"

#include "label.h"

#include <math.h>
#include <string.h>

enum {
  LEADERS = 4,       /* words that a place follows */
  LONG_WORD = 8,     /* letters by which a word is known alone */
  NUMBER_DIGITS = 2, /* of an item's number */
};
static const double SOFTEN_MM = 3; /* nearer words count alike */
/* A word of the blank is found this near to where it should be: by itself, and with others. */
static const double STRAY_MM = 12, FAR_STRAY_MM = 25;
static const double NUMBER_GAP_MM = 12; /* from an item's number to its label */
static const double LINE_MM = 3.5;      /* words of a line differ less in height */

/* ---- from the blank to the page ---- */

SohoaRect
sohoa_placing_scaled (const SohoaPlacing *placing, const SohoaRect *rect)
{
  const SohoaPoint scale = placing->scale;
  return (SohoaRect){rect->x * scale.x, rect->y * scale.y, rect->w * scale.x, rect->h * scale.y};
}

static GArray *
scaled_words (const GArray *words, SohoaPoint scale)
{
  GArray *copies = sohoa_compared_words_new ();
  for (guint i = 0; i < words->len; i++) {
    SohoaComparedWord copy = *sohoa_compared_word (words, i);
    copy.folded = g_strdup (copy.folded);
    copy.mm = (SohoaPoint){copy.mm.x * scale.x, copy.mm.y * scale.y};
    copy.width_mm *= scale.x, copy.height_mm *= scale.y;
    g_array_append_val (copies, copy);
  }
  return copies;
}

typedef struct {
  double apart;
  SohoaPoint moved;
} Leader;

/* The words nearest to the box, and how far each moved; returns how many. */
static guint
find_leaders (const SohoaPlacing *placing, const SohoaRect *box, Leader *leaders)
{
  guint n = 0;
  for (guint i = 0; i < placing->pairs->len; i++) {
    const SohoaWordPair *pair = &g_array_index (placing->pairs, SohoaWordPair, i);
    const SohoaPoint from = sohoa_compared_word (placing->printed, pair->printed)->mm,
                     to = sohoa_compared_word (placing->seen, pair->seen)->mm;
    const Leader leader = {sohoa_distance_to_box (box, from), {to.x - from.x, to.y - from.y}};
    if (n == LEADERS && leader.apart >= leaders[n - 1].apart)
      continue;
    guint at = n < LEADERS ? n++ : n - 1;
    for (; at > 0 && leaders[at - 1].apart > leader.apart; at--)
      leaders[at] = leaders[at - 1];
    leaders[at] = leader;
  }
  return n;
}

SohoaPoint
sohoa_placing_move (const SohoaPlacing *placing, const SohoaRect *box, SohoaPoint at)
{
  Leader leaders[LEADERS];
  const guint n = find_leaders (placing, box, leaders);
  SohoaPoint moved = {0, 0};
  double weights = 0;
  for (guint i = 0; i < n; i++) {
    const double apart = MAX (leaders[i].apart, SOFTEN_MM), weight = 1 / (apart * apart);
    moved.x += weight * leaders[i].moved.x, moved.y += weight * leaders[i].moved.y;
    weights += weight;
  }
  return (SohoaPoint){at.x + moved.x / weights, at.y + moved.y / weights};
}

/* ---- what is print ---- */

/* A word alike, and another one beside it or one further on, or a long word. */
static gboolean
are_alike_in_line (const SohoaPlacing *placing, guint i, guint k)
{
  static const int steps[] = {-2, -1, 1, 2};
  if (!sohoa_words_alike_at (placing->printed, i, placing->seen, k))
    return FALSE;
  gboolean known = strlen (sohoa_compared_word (placing->printed, i)->folded) >= LONG_WORD;
  for (guint s = 0; !known && s < G_N_ELEMENTS (steps); s++)
    known =
      sohoa_words_alike_at (placing->printed, (gint64) i + steps[s], placing->seen, (gint64) k + steps[s]);
  return known;
}

/* The word of the page that is the printed one, nearest to where that should be; or G_MAXUINT. Nearby it may
 * be misread, farther away it must have company. */
static guint
find_seen (const SohoaPlacing *placing, guint printed, const gboolean *taken)
{
  const SohoaComparedWord *word = sohoa_compared_word (placing->printed, printed);
  const SohoaRect box = sohoa_compared_word_box (word);
  const SohoaPoint expected = sohoa_placing_move (placing, &box, word->mm);
  guint found = G_MAXUINT;
  double nearest = FAR_STRAY_MM;
  for (guint i = 0; i < placing->seen->len; i++) {
    const SohoaComparedWord *other = sohoa_compared_word (placing->seen, i);
    const double apart = hypot (other->mm.x - expected.x, other->mm.y - expected.y);
    if (!taken[i] && apart < nearest &&
        ((apart < STRAY_MM && sohoa_words_alike_at (placing->printed, printed, placing->seen, i)) ||
         are_alike_in_line (placing, printed, i)))
      nearest = apart, found = i;
  }
  return found;
}

/* Words that occur more than once, stand alone or were misread were not paired; where the others lead to they
 * are found. */
static void
find_more (SohoaPlacing *placing)
{
  g_autofree gboolean *known = g_new0 (gboolean, placing->printed->len + 1),
                      *taken = g_new0 (gboolean, placing->seen->len + 1);
  g_autoptr (GArray) more = g_array_new (FALSE, FALSE, sizeof (SohoaWordPair));
  for (guint i = 0; i < placing->pairs->len; i++) {
    const SohoaWordPair *pair = &g_array_index (placing->pairs, SohoaWordPair, i);
    known[pair->printed] = taken[pair->seen] = TRUE;
  }
  for (guint i = 0; i < placing->printed->len; i++) {
    const SohoaWordPair pair = {i, known[i] ? G_MAXUINT : find_seen (placing, i, taken)};
    if (pair.seen != G_MAXUINT) {
      taken[pair.seen] = TRUE;
      g_array_append_val (more, pair);
    }
  }
  g_array_append_vals (placing->pairs, more->data, more->len);
}

/* A label is what it says it is, whatever its words were paired with before. */
static void
believe (SohoaPlacing *placing, const SohoaWordPair *label)
{
  for (guint i = placing->pairs->len; i > 0; i--) {
    const SohoaWordPair *pair = &g_array_index (placing->pairs, SohoaWordPair, i - 1);
    if (pair->printed == label->printed || pair->seen == label->seen)
      g_array_remove_index (placing->pairs, i - 1);
  }
  g_array_append_val (placing->pairs, *label);
}

/* Makes the hull hold the rectangle; an empty hull becomes it. */
static void
include (SohoaRect *hull, SohoaRect rect)
{
  if (hull->w > 0) {
    const double x1 = MAX (hull->x + hull->w, rect.x + rect.w), y1 = MAX (hull->y + hull->h, rect.y + rect.h);
    rect.x = MIN (hull->x, rect.x), rect.y = MIN (hull->y, rect.y);
    rect.w = x1 - rect.x, rect.h = y1 - rect.y;
  }
  *hull = rect;
}

/* A number right before the first word of a label, in its line, is print: "2. Registration No." */
static void
take_number (SohoaPlacing *placing, guint first)
{
  const SohoaRect label = sohoa_compared_word_box (sohoa_compared_word (placing->seen, first));
  for (guint i = 0; i < placing->seen->len; i++) {
    const SohoaComparedWord *word = sohoa_compared_word (placing->seen, i);
    const SohoaRect box = sohoa_compared_word_box (word);
    const double gap = label.x - box.x - box.w;
    if (strlen (word->folded) <= NUMBER_DIGITS &&
        strspn (word->folded, "0123456789") == strlen (word->folded) && gap > -LINE_MM &&
        gap < NUMBER_GAP_MM && fabs (word->mm.y - label.y - label.h / 2) < LINE_MM / 2)
      g_array_append_val (placing->numbers, i);
  }
}

static void
find_label (SohoaPlacing *placing, const SohoaZone *zone)
{
  const SohoaRect box = sohoa_placing_scaled (placing, &zone->box_mm);
  const SohoaPoint corner = sohoa_placing_move (placing, &box, (SohoaPoint){box.x, box.y});
  const SohoaPoint around = {corner.x - box.x, corner.y - box.y};
  g_autoptr (GArray) label = NULL;
  const SohoaLabelState state =
    sohoa_label_find (zone->label, &box, placing->printed, placing->seen, around, &label);
  if (state == SOHOA_LABEL_NOT_SEEN)
    g_hash_table_add (placing->absent, (gpointer) zone);
  if (state != SOHOA_LABEL_FOUND)
    return;
  SohoaFoundLabel found = {.move = sohoa_pairs_move (placing->printed, placing->seen, label, NULL)};
  for (guint i = 0; i < label->len; i++) {
    const SohoaWordPair *pair = &g_array_index (label, SohoaWordPair, i);
    include (&found.printed, sohoa_compared_word_box (sohoa_compared_word (placing->printed, pair->printed)));
    include (&found.seen, sohoa_compared_word_box (sohoa_compared_word (placing->seen, pair->seen)));
  }
  g_hash_table_insert (placing->labels, (gpointer) zone, g_memdup2 (&found, sizeof found));
  for (guint i = 0; i < label->len; i++)
    believe (placing, &g_array_index (label, SohoaWordPair, i));
  take_number (placing, g_array_index (label, SohoaWordPair, 0).seen);
}

SohoaPlacing *
sohoa_placing_new (const SohoaTemplate *template, guint page, const GArray *printed, SohoaPoint scale,
                   const GArray *seen, const GArray *pairs)
{
  SohoaPlacing *placing = g_new (SohoaPlacing, 1);
  *placing = (SohoaPlacing){.printed = scaled_words (printed, scale),
                            .seen = seen,
                            .scale = scale,
                            .pairs = g_array_new (FALSE, FALSE, sizeof (SohoaWordPair)),
                            .numbers = g_array_new (FALSE, FALSE, sizeof (guint)),
                            .absent = g_hash_table_new (NULL, NULL),
                            .labels = g_hash_table_new_full (NULL, NULL, NULL, g_free)};
  g_array_append_vals (placing->pairs, pairs->data, pairs->len);
  for (guint i = 0; i < template->zones->len; i++) {
    const SohoaZone *zone = g_ptr_array_index (template->zones, i);
    if (zone->page == page)
      find_label (placing, zone);
  }
  find_more (placing);
  return placing;
}

void
sohoa_placing_free (SohoaPlacing *placing)
{
  if (!placing)
    return;
  g_array_unref (placing->printed);
  g_array_unref (placing->pairs);
  g_array_unref (placing->numbers);
  g_hash_table_unref (placing->absent);
  g_hash_table_unref (placing->labels);
  g_free (placing);
}

SohoaPoint
sohoa_placing_zone_move (const SohoaPlacing *placing, const SohoaZone *zone)
{
  const SohoaRect box = sohoa_placing_scaled (placing, &zone->box_mm);
  const SohoaFoundLabel *own = g_hash_table_lookup (placing->labels, zone);
  const SohoaPoint corner = sohoa_placing_move (placing, &box, (SohoaPoint){box.x, box.y});
  return own ? own->move : (SohoaPoint){corner.x - box.x, corner.y - box.y};
}
