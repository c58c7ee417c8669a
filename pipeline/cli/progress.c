/* progress.c - see progress.h. The rate is that of the whole run so far: pages differ too much for a shorter
 * look. */
#include "progress.h"

#include <unistd.h>

static const gint64 redraw_us = G_USEC_PER_SEC / 5; /* a bar */
static const gint64 line_us = 60 * G_USEC_PER_SEC;  /* between two plain lines in a log */
enum { BAR_WIDTH = 30, PAGES_MIN = 3 };             /* columns; pages before a rate means something */

void
sohoa_progress_init (SohoaProgress *progress, FILE *out)
{
  gint64 now = g_get_monotonic_time ();
  *progress = (SohoaProgress){.out = out, .terminal = isatty (fileno (out)), .started = now};
  if (!progress->terminal)
    progress->shown = now;
}

static char *
describe_time (double seconds)
{
  if (seconds < 90)
    return g_strdup_printf ("%.0f s", seconds);
  if (seconds < 5400)
    return g_strdup_printf ("%.0f min", seconds / 60);
  return g_strdup_printf ("%.1f h", seconds / 3600);
}

char *
sohoa_progress_describe (guint done, guint known, double elapsed_s)
{
  if (done < PAGES_MIN || elapsed_s <= 0)
    return g_strdup_printf ("%u of %u pages", done, known);
  g_autofree char *left = describe_time ((known - done) * elapsed_s / done);
  return g_strdup_printf ("%u of %u pages, %.0f pages/min, %s left", done, known, done * 60 / elapsed_s,
                          left);
}

static void
draw_bar (const SohoaProgress *progress, const char *text)
{
  guint filled = progress->known ? progress->done * BAR_WIDTH / progress->known : 0;
  g_autofree char *full = g_strnfill (filled, '#'), *empty = g_strnfill (BAR_WIDTH - filled, '.');
  fprintf (progress->out, "\r[%s%s] %s\033[K", full, empty, text);
  fflush (progress->out);
}

void
sohoa_progress_update (SohoaProgress *progress, guint done, guint known)
{
  gint64 now = g_get_monotonic_time ();
  if (known == 0 || now - progress->shown < (progress->terminal ? redraw_us : line_us))
    return;
  progress->shown = now;
  progress->done = MIN (done, known);
  progress->known = known;
  g_autofree char *text =
    sohoa_progress_describe (progress->done, known, (double) (now - progress->started) / G_USEC_PER_SEC);
  if (progress->terminal)
    draw_bar (progress, text);
  else
    fprintf (progress->out, "%s\n", text);
}

void
sohoa_progress_hide (SohoaProgress *progress)
{
  if (!progress->terminal || progress->shown == 0)
    return;
  fputs ("\r\033[K", progress->out);
  fflush (progress->out);
  progress->shown = 0;
}
