/* test_supervisor.c - the crew promises: every page of every job is answered exactly once, whatever a worker
 * does; jobs end; a worker inherits nothing. Workers here play scripts (fake_worker.c). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "pipeline/crew/supervisor.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static SohoaCrew *
new_crew_anywhere (gboolean uncaged, const char *recognizer, guint n_workers, guint pages_per_worker)
{
  SohoaCrewOptions options = sohoa_crew_defaults ();
  options.uncaged = uncaged;
  options.program = g_getenv ("SOHOA_FAKE_WORKER");
  options.recognizer = recognizer;
  options.n_workers = n_workers;
  options.page_timeout_ms = 700;
  options.pages_per_worker = pages_per_worker;
  g_autoptr (GPtrArray) templates = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  SohoaCrew *crew = sohoa_crew_new (&options, templates, &error);
  if (error)
    fail_msg ("%s", error->message);
  return crew;
}

static SohoaCrew *
new_crew (const char *recognizer, guint n_workers, guint pages_per_worker)
{
  return new_crew_anywhere (FALSE, recognizer, n_workers, pages_per_worker);
}

static guint
submit (SohoaCrew *crew, const char *script)
{
  int scan = memfd_create ("script", MFD_CLOEXEC);
  assert_int_equal (write (scan, script, strlen (script)), strlen (script));
  guint job = sohoa_crew_read (crew, scan, 1, SOHOA_PAGES_MAX, SOHOA_STAGE_READ, 0);
  close (scan);
  return job;
}

/* One letter a page: '.' read, C crashed, T timed out, M out of memory, F failed otherwise; a whole job's
 * failure stands alone. Pages answered twice or never do not match any expectation. */
static char *
play_to_end (SohoaCrew *crew, guint job)
{
  char answers[SOHOA_PAGES_MAX] = "";
  GString *whole = g_string_new (NULL);
  guint n_pages = 0;
  for (;;) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SohoaCrewEvent) event = sohoa_crew_next (crew, 20000, &error);
    if (!event)
      fail_msg ("no more events: %s", error ? error->message : "timeout");
    if (event->job != job || event->kind == SOHOA_CREW_LOST)
      continue;
    char letter = '.';
    if (event->error)
      letter = event->error->code == SOHOA_ERROR_CRASH     ? 'C'
               : event->error->code == SOHOA_ERROR_TIMEOUT ? 'T'
               : event->error->code == SOHOA_ERROR_MEMORY  ? 'M'
                                                           : 'F';
    if (event->kind == SOHOA_CREW_OPENED) {
      n_pages = event->n_pages;
      memset (answers, '?', n_pages);
    } else if (event->kind == SOHOA_CREW_DONE) {
      break;
    } else if (event->page == 0) {
      g_string_append_c (whole, letter);
    } else {
      assert_int_equal (answers[event->page - 1], '?');
      answers[event->page - 1] = letter;
    }
  }
  g_string_append_len (whole, answers, n_pages);
  return g_string_free (whole, FALSE);
}

static void
test_every_page_is_answered_once_whatever_the_worker_does (void **state)
{
  static const struct {
    const char *name, *script, *answers;
  } cases[] = {
    {"all fine", "....", "..."},
    {"dies on a page", "...x..", "..C.."},
    {"dies on a page once", "...1..", "....."},
    {"dies on the first and on the last page", ".x..x", "C..C"},
    {"hangs on a page", "..h.", ".T."},
    {"a page needs too much memory", "..m..", ".M.."},
    {"a page is damaged", "..f.", ".F."},
    {"a page's error would end the run", "..r.", ".C."},
    {"answers for another page", "..n.", ".C."},
    {"talks behind the end", "..c", ".."},
    {"a long answer", "..b.b", "...."},
    {"the scan cannot be opened", "f..", "F"},
    {"dies while opening", "x..", "C"},
    {"dies while opening, once", "1...", "..."},
    {"hangs while opening", "h..", "T"},
    {"two pages that kill", "..xx.", ".CC."},
    {"more pages than a task has",
     "..........................................x...............................................1............"
     "...........1",
     ".........................................C............................................................."
     "..........."},
  };
  g_autoptr (SohoaCrew) crew = new_crew ("none", 2, 300);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *answers = play_to_end (crew, submit (crew, cases[i].script));
    if (strcmp (answers, cases[i].answers) != 0)
      fail_msg ("%s: '%s', expected '%s'", cases[i].name, answers, cases[i].answers);
  }
  assert_true (sohoa_crew_is_idle (crew));
}

/* However long the caller takes: the worker would have begun within microseconds. */
static void
test_no_page_is_begun_before_the_one_before_is_put_away (void **state)
{
  g_autoptr (SohoaCrew) crew = new_crew ("none", 1, 300);
  char script[] = ".www";
  int scan = memfd_create ("script", MFD_CLOEXEC);
  assert_int_equal (write (scan, script, strlen (script)), strlen (script));
  sohoa_crew_read (crew, scan, 1, SOHOA_PAGES_MAX, SOHOA_STAGE_READ, 0);
  for (guint page = 1; page <= 3;) {
    g_autoptr (SohoaCrewEvent) event = sohoa_crew_next (crew, 20000, NULL);
    assert_non_null (event);
    if (event->kind != SOHOA_CREW_PAGE)
      continue;
    g_usleep (20 * 1000);
    assert_int_equal (pread (scan, script, strlen (script), 0), strlen (script));
    assert_int_equal (script[page++], 'W');
    for (guint later = page; later <= 3; later++)
      assert_int_equal (script[later], 'w');
  }
  close (scan);
}

static void
test_a_worker_inherits_neither_environment_nor_descriptors (void **state)
{
  g_setenv ("SOHOA_SECRET", "yes", TRUE);
  assert_int_equal (dup2 (1, 9), 9);
  g_autoptr (SohoaCrew) crew = new_crew ("none", 1, 300);
  g_free (play_to_end (crew, submit (crew, "..")));
  close (9);
  assert_string_equal (sohoa_crew_recognizer_id (crew), "fake clean -1");
}

static void
test_workers_are_replaced_after_their_pages (void **state)
{
  g_autoptr (SohoaCrew) crew = new_crew ("none", 1, 2);
  for (guint i = 0; i < 4; i++) {
    g_autofree char *answers = play_to_end (crew, submit (crew, "...."));
    assert_string_equal (answers, "...");
  }
}

static void
test_a_worker_that_cannot_warm_up_ends_the_run (void **state)
{
  static const char *const kinds[] = {"broken", "at large"};
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (GError) early = NULL, late = NULL;
    g_autoptr (SohoaCrew) crew = new_crew (kinds[i], 2, 300);
    submit (crew, "..");
    g_autoptr (SohoaCrewEvent) event = sohoa_crew_next (crew, 10000, &late);
    assert_null (event);
    assert_true (g_error_matches (late, SOHOA_ERROR, SOHOA_ERROR_SETUP));
    assert_false (sohoa_crew_start (crew, &early));
    assert_true (g_error_matches (early, SOHOA_ERROR, SOHOA_ERROR_SETUP));
  }
}

static void
test_a_crew_that_started_says_how_it_is_caged (void **state)
{
  g_autoptr (SohoaCrew) crew = new_crew ("none", 2, 300);
  assert_null (sohoa_crew_cage (crew));
  assert_true (sohoa_crew_start (crew, NULL));
  assert_string_equal (sohoa_crew_cage (crew), FAKE_CAGE);
}

static void
test_memory_is_limited_in_the_cage_and_outside (void **state)
{
  if (g_str_equal (FAKE_CAGE, "sanitizer"))
    return; /* a sanitizer maps terabytes: its builds know no limit */
  for (int uncaged = FALSE; uncaged <= TRUE; uncaged++) {
    g_autoptr (SohoaCrew) crew = new_crew_anywhere (uncaged, uncaged ? "at large" : "none", 1, 300);
    g_autofree char *answers = play_to_end (crew, submit (crew, ".ss"));
    assert_string_equal (answers, "..");
  }
}

/* How many pages of a scan failed, and how many losses were told, until the crew gives up or is done. */
static GError *
play_until_given_up (const char *script, guint *ret_failed, guint *ret_lost)
{
  g_autoptr (SohoaCrew) crew = new_crew ("none", 1, 300);
  GError *error = NULL;
  *ret_failed = *ret_lost = 0;
  submit (crew, script);
  for (;;) {
    g_autoptr (SohoaCrewEvent) event = sohoa_crew_next (crew, 20000, &error);
    if (!event)
      return error;
    *ret_failed += event->kind == SOHOA_CREW_FAILED;
    *ret_lost += event->kind == SOHOA_CREW_LOST;
  }
}

static void
test_25_losses_in_a_row_are_the_machines_fault_and_stop_the_crew (void **state)
{
  guint failed, lost;
  g_autoptr (GError) error = play_until_given_up (".xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", &failed, &lost);
  assert_true (g_error_matches (error, SOHOA_ERROR, SOHOA_ERROR_STOPPED));
  assert_int_equal (lost, 25);
  assert_int_equal (failed, 12); /* what was blamed twice is told before the end */
}

static void
test_a_page_between_or_damaged_pages_stop_nothing (void **state)
{
  guint failed, lost;
  assert_null (play_until_given_up (".xxxxxxxxxx.xxxxxxxxxx.xxxxxxxxxx", &failed, &lost));
  assert_int_equal (failed, 30);
  assert_null (play_until_given_up (".ffffffffffffffffffffffffffffffffffffffff", &failed, &lost));
  assert_int_equal (failed, 40);
  assert_int_equal (lost, 0);
}

static void
test_stopping_finishes_the_page_in_hand_and_nothing_else (void **state)
{
  g_autoptr (SohoaCrew) crew = new_crew ("none", 1, 300);
  submit (crew, ".......");
  submit (crew, ".......");
  guint pages = 0, done = 0;
  for (;;) {
    g_autoptr (SohoaCrewEvent) event = sohoa_crew_next (crew, 20000, NULL);
    if (!event)
      break;
    pages += event->kind == SOHOA_CREW_PAGE;
    done += event->kind == SOHOA_CREW_DONE;
    sohoa_crew_stop (crew);
  }
  assert_in_range (pages, 1, 3);
  assert_int_equal (done, 0);
  assert_true (sohoa_crew_is_idle (crew));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_every_page_is_answered_once_whatever_the_worker_does),
    cmocka_unit_test (test_no_page_is_begun_before_the_one_before_is_put_away),
    cmocka_unit_test (test_a_worker_inherits_neither_environment_nor_descriptors),
    cmocka_unit_test (test_workers_are_replaced_after_their_pages),
    cmocka_unit_test (test_a_worker_that_cannot_warm_up_ends_the_run),
    cmocka_unit_test (test_a_crew_that_started_says_how_it_is_caged),
    cmocka_unit_test (test_memory_is_limited_in_the_cage_and_outside),
    cmocka_unit_test (test_25_losses_in_a_row_are_the_machines_fault_and_stop_the_crew),
    cmocka_unit_test (test_a_page_between_or_damaged_pages_stop_nothing),
    cmocka_unit_test (test_stopping_finishes_the_page_in_hand_and_nothing_else),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
