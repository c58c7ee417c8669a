/* fake_worker.c - a worker that plays a script instead of reading pixels; the script is the scan itself.
 *
 * Its first letter says what happens when the scan is opened, each further letter is a page:
 *   .  fine                     x  dies                    1  dies the first time (changes its letter to '.')
 *   h  hangs                    f  fails: damaged          n  answers for another page
 *   r  fails: run is over       b  answers 300 KB          c  talks behind the end
 *   m  runs out of memory      w  fine, and changes its letter to 'W' when it is begun
 *   s  fine if its memory is limited, else dies
 * With the recognizer "broken" it dies while warming up, with "at large" it stays out of its cage.
 */
#include "pipeline/crew/cage.h"
#include "pipeline/crew/wire.h"

#include <sohoa/page_result.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static void
say (SohoaWire *wire, SohoaMessageKind kind, GVariant *body)
{
  if (!sohoa_wire_send (wire, kind, body, NULL, 0, NULL))
    _exit (1);
}

static void
say_page (SohoaWire *wire, guint page, guint n_readings)
{
  static const SohoaQuad quad = {{{0, 0}, {9, 0}, {9, 9}, {0, 9}}};
  g_autofree char *text = g_strnfill (2000, 'a');
  g_autoptr (SohoaPageResult) result = sohoa_page_result_new (page);
  result->width = result->height = 10;
  result->kind = SOHOA_PAGE_ATTACHMENT;
  for (guint i = 0; i < n_readings; i++) {
    SohoaReading *reading = sohoa_reading_new ("field", &quad);
    sohoa_reading_set (reading, text, 0.5, "none");
    g_ptr_array_add (result->readings, reading);
  }
  say (wire, SOHOA_MESSAGE_PAGE, sohoa_page_result_to_variant (result));
}

static void
say_failed (SohoaWire *wire, guint page, SohoaErrorCode code)
{
  say (wire, SOHOA_MESSAGE_FAILED, g_variant_new ("(uus)", page, (guint) code, "cannot read it: it is torn"));
}

/* The largest scan comes on top. */
static gboolean
has_little_memory (void)
{
  struct rlimit limit;
  return getrlimit (RLIMIT_AS, &limit) == 0 && limit.rlim_cur <= SOHOA_CAGE_MEMORY_MAX + 4096;
}

/* One letter of the script; the offset is the page, 0 for the opening. FALSE: nothing more of this scan. */
static gboolean
play (SohoaWire *wire, int scan, guint page, char letter)
{
  if (letter == '1' && pwrite (scan, ".", 1, page) == 1)
    _exit (1);
  if (letter == 'w' && pwrite (scan, "W", 1, page) != 1)
    _exit (1);
  if (letter == 'x' || (letter == 's' && !has_little_memory ()))
    abort ();
  if (letter == 'm')
    _exit (SOHOA_CAGE_EXIT_MEMORY);
  if (letter == 'h')
    sleep (600);
  if (letter == 'f' || letter == 'r')
    say_failed (wire, page, letter == 'f' ? SOHOA_ERROR_FORMAT : SOHOA_ERROR_INTERNAL);
  else if (page > 0)
    say_page (wire, letter == 'n' ? page + 1 : page, letter == 'b' ? 150 : 0);
  if (letter == 'c')
    say_page (wire, page + 1, 0);
  return letter != 'f' || page > 0;
}

static void
play_scan (SohoaWire *wire, SohoaMessage *message)
{
  char script[4096] = "";
  guint first, last;
  g_variant_get (message->body, "(uuud)", &first, &last, NULL, NULL);
  int scan = message->fds[0];
  guint n_pages = (guint) pread (scan, script, sizeof script - 1, 0) - 1;
  if (!play (wire, scan, 0, script[0]))
    return;
  say (wire, SOHOA_MESSAGE_OPENED, g_variant_new ("(us)", n_pages, "script"));
  for (guint page = first; page <= MIN (last, n_pages); page++) {
    play (wire, scan, page, script[page]);
    g_autoptr (SohoaMessage) kept = sohoa_wire_receive (wire, NULL);
    if (!kept || kept->kind != SOHOA_MESSAGE_KEPT)
      _exit (1);
  }
  say (wire, SOHOA_MESSAGE_DONE, g_variant_new ("()"));
}

static void
warm_up (SohoaWire *wire, SohoaMessage *message)
{
  const char *recognizer;
  g_variant_get_child (message->body, 0, "&s", &recognizer);
  if (g_str_equal (recognizer, "broken"))
    abort ();
  sohoa_wire_take_outbox (wire, sohoa_message_steal_fd (message, 0));
  /* What a worker must never inherit shows in its recognizer's name. */
  g_autofree char *name =
    g_strdup_printf ("fake %s %d", g_getenv ("SOHOA_SECRET") ? "leak" : "clean", fcntl (9, F_GETFD));
  say (wire, SOHOA_MESSAGE_READY,
       g_variant_new ("(ss)", name, g_str_equal (recognizer, "at large") ? "none" : FAKE_CAGE));
}

int
main (void)
{
  g_autoptr (SohoaWire) wire = sohoa_wire_new (SOHOA_WIRE_FD, SOHOA_WIRE_WORKER, NULL);
  for (;;) {
    g_autoptr (SohoaMessage) message = sohoa_wire_receive (wire, NULL);
    if (!message)
      return 0;
    if (message->kind == SOHOA_MESSAGE_SETUP)
      warm_up (wire, message);
    else
      play_scan (wire, message);
  }
}
