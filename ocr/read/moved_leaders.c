/* moved_leaders.c - dotted lines that the template does not know, as word processors shift them. */
#include "leaders.h"

#include <stdlib.h>

enum { RUN_MIN = 6 };               /* blobs at equal distances that make a leader */
static const double pitch_mm = 2.4; /* dots of a leader are not further apart */

/* Small blobs of a row: centres in half pixels, and whose they are. */
typedef struct {
  int x, y, index;
} Blob;

static int
compare_blobs (const void *a, const void *b)
{
  return ((const Blob *) a)->x - ((const Blob *) b)->x;
}

/* The row with the most blobs; compacts it to the front, sorted by x. */
static int
fullest_row (Blob *blob, int n)
{
  int best = 0, best_y = 0, row = (int) sohoa_read_px (0.6);
  for (int i = 0; i < n; i++) {
    int count = 0;
    for (int j = 0; j < n; j++)
      count += abs (blob[j].y - blob[i].y) <= row;
    if (count > best) {
      best = count;
      best_y = blob[i].y;
    }
  }
  int kept = 0;
  for (int i = 0; i < n; i++)
    if (abs (blob[i].y - best_y) <= row)
      blob[kept++] = blob[i];
  qsort (blob, kept, sizeof *blob, compare_blobs);
  return kept;
}

/* How many blobs from i on stand at equal distances, at most `longest` half pixels apart. */
static int
run_length (const Blob *blob, int i, int n, int longest)
{
  int end = i + 1;
  while (end + 1 < n && blob[end + 1].x - blob[end].x <= longest &&
         abs (blob[end + 1].x - 2 * blob[end].x + blob[end - 1].x) <= 4)
    end++;
  return MIN (end, n - 1) - i + 1;
}

void
sohoa_leader_erase_moved (Pix *ink)
{
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (ink, &components, 8);
  int n = boxaGetCount (boxes), n_blobs = 0;
  g_autofree Blob *blob = g_new (Blob, n + 1);
  for (int i = 0; i < n; i++) {
    const Box *box = boxes->box[i];
    if (sohoa_leader_is_dot (box))
      blob[n_blobs++] = (Blob){2 * box->x + box->w, 2 * box->y + box->h, i};
  }
  n_blobs = fullest_row (blob, n_blobs);
  int longest = (int) sohoa_read_px (2 * pitch_mm);
  for (int i = 0; i < n_blobs;) {
    int length = run_length (blob, i, n_blobs, longest);
    for (int k = i; length >= RUN_MIN && k < i + length; k++)
      pixClearInRect (ink, boxes->box[blob[k].index]);
    i += MAX (length - 1, 1);
  }
}
