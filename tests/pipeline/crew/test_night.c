/* test_night.c - the night promises: every page of every file ends in a state, whatever happens to workers;
 * what the archive holds in the end depends neither on the number of workers nor on interruptions. Workers
 * play scripts (fake_worker.c), and the scripts are the files in the inbox. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "pipeline/crew/night.h"
#include "pipeline/store/dossier.h"
#include "pipeline/store/page.h"
#include "pipeline/store/run.h"
#include "pipeline/store/source.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <stdio.h>

typedef struct {
  char *folder, *inbox;
  GString *troubles; /* ids, in order of arrival */
  volatile int stop;
  guint stop_after; /* pages; 0: never */
} Place;

static void
put (const char *inbox, const char *name, const char *script)
{
  g_autofree char *path = g_build_filename (inbox, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  assert_int_equal (g_mkdir_with_parents (folder, 0700), 0);
  assert_true (g_file_set_contents (path, script, -1, NULL));
}

static int
set_up (void **state)
{
  Place *place = g_new0 (Place, 1);
  place->folder = g_dir_make_tmp ("sohoa-night-XXXXXX", NULL);
  place->inbox = g_build_filename (place->folder, "inbox", NULL);
  place->troubles = g_string_new (NULL);
  put (place->inbox, "a.pdf", "......");
  put (place->inbox, "b.pdf", "..x.f.");
  put (place->inbox, "c.pdf", "f");
  put (place->inbox, "d.pdf", "");
  put (place->inbox, "e.pdf", "......");
  put (place->inbox, "f/1.png", ".....");
  put (place->inbox, "f/2.png", "f.");
  put (place->inbox, "f/10.png", ".x...");
  put (place->inbox, "g.pdf", ".........................................");
  *state = place;
  return 0;
}

static int
remove_one (const char *path, const struct stat *info, int type, struct FTW *walk)
{
  return remove (path);
}

static int
tear_down (void **state)
{
  Place *place = *state;
  nftw (place->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  g_string_free (place->troubles, TRUE);
  g_free (place->inbox);
  g_free (place->folder);
  g_free (place);
  return 0;
}

static void
see_progress (gpointer data, const SohoaNightProgress *progress)
{
  Place *place = data;
  assert_true (progress->done <= progress->known);
  if (place->stop_after > 0 && progress->done >= place->stop_after)
    place->stop = 1;
}

static void
see_trouble (gpointer data, const char *id, const GError *error)
{
  g_string_append_printf (((Place *) data)->troubles, "%s %s\n", id, sohoa_error_nick (error->code));
}

static SohoaArchive *
open_archive (const Place *place, const char *name)
{
  g_autofree char *folder = g_build_filename (place->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    assert_true (sohoa_archive_create (folder, NULL));
  SohoaArchive *archive = sohoa_archive_open (folder, SOHOA_ARCHIVE_WRITE, &error);
  if (error)
    fail_msg ("%s", error->message);
  return archive;
}

/* One run over the inbox. FALSE: it was stopped. */
static gboolean
run_night (Place *place, const char *name, guint n_workers, guint stop_after)
{
  const char *no_folders[] = {NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) inboxes = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_inbox_free);
  SohoaCrewOptions options = sohoa_crew_defaults ();
  options.program = g_getenv ("SOHOA_FAKE_WORKER");
  options.recognizer = "none";
  options.n_workers = n_workers;
  g_autoptr (SohoaArchive) archive = open_archive (place, name);
  g_autoptr (SohoaFormSet) forms = sohoa_form_set_load (no_folders, NULL);
  g_autoptr (SohoaCrew) crew = sohoa_crew_new (&options, none, NULL);
  g_ptr_array_add (inboxes, sohoa_inbox_open (place->inbox, NULL));
  SohoaNightPlan plan = {.inboxes = inboxes, .stop = &place->stop};
  const SohoaNightListener listener = {.data = place, .progress = see_progress, .trouble = see_trouble};
  place->stop_after = stop_after;
  place->stop = 0;
  assert_true (sohoa_run_begin (archive, &plan.run, NULL));
  gboolean finished = sohoa_night_run (archive, forms, crew, &plan, &listener, &error);
  if (!finished && !g_error_matches (error, SOHOA_ERROR, SOHOA_ERROR_STOPPED))
    fail_msg ("%s", error->message);
  assert_true (sohoa_run_end (archive, plan.run, 0, NULL));
  return finished;
}

/* Everything that counts, as text. */
static void
describe_source (SohoaArchive *archive, gint64 id, GString *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SohoaSource) source = sohoa_source_load (archive, id, &error);
  if (!source)
    fail_msg ("%s", error->message);
  g_autoptr (GPtrArray) pages = sohoa_page_list_source (archive, id, NULL);
  g_string_append_printf (text, "%s %s:", source->path, sohoa_source_state_nick (source->state));
  for (guint i = 0; i < pages->len; i++) {
    const SohoaPageRow *page = g_ptr_array_index (pages, i);
    g_string_append_printf (text, " %s", page->reason ? page->reason : sohoa_page_state_nick (page->state));
  }
  g_string_append_c (text, '\n');
}

static char *
describe_archive (const Place *place, const char *name)
{
  GString *text = g_string_new (NULL);
  g_autoptr (SohoaArchive) archive = open_archive (place, name);
  for (gint64 id = 1; id <= 7; id++)
    describe_source (archive, id, text);
  g_autoptr (GPtrArray) dossiers = sohoa_dossier_list (archive, NULL);
  for (guint i = 0; i < dossiers->len; i++) {
    const SohoaDossier *dossier = g_ptr_array_index (dossiers, i);
    g_string_append_printf (text, "%s %u\n", dossier->code, dossier->n_pages);
  }
  return g_string_free (text, FALSE);
}

static void
test_every_page_of_every_file_ends_in_a_state (void **state)
{
  static const char expected[] = "a.pdf done: done done done done done\n"
                                 "b.pdf partial: done crash done format done\n"
                                 "c.pdf rejected:\n"
                                 "d.pdf rejected:\n"
                                 "e.pdf duplicate:\n"
                                 "f partial: done done done done format crash done done done\n"
                                 "g.pdf done:";
  Place *place = *state;
  assert_true (run_night (place, "archive", 2, 0));
  g_autofree char *found = describe_archive (place, "archive");
  if (!g_str_has_prefix (found, expected))
    fail_msg ("%s", found);
}

static void
test_a_folder_ends_though_intake_could_not_keep_all_its_files (void **state)
{
  static const char expected[] = "0 partial: empty done done empty done empty\n";
  Place *place = *state;
  put (place->inbox, "0/1.png", "");
  put (place->inbox, "0/2.png", "...");
  put (place->inbox, "0/3.png", "");
  put (place->inbox, "0/4.png", "..");
  put (place->inbox, "0/5.png", "");
  for (int night = 0; night < 3; night++) {
    assert_true (run_night (place, "archive", 2, 0));
    g_autoptr (GString) found = g_string_new (NULL);
    g_autoptr (SohoaArchive) archive = open_archive (place, "archive");
    describe_source (archive, 1, found);
    assert_string_equal (found->str, expected);
    guint n;
    assert_true (night == 0 || sohoa_source_retry (archive, 1, 0, &n, NULL));
  }
}

static void
test_parts_that_could_not_be_opened_are_tried_again_when_asked_for (void **state)
{
  Place *place = *state;
  assert_true (run_night (place, "archive", 1, 0));
  g_autofree char *before = describe_archive (place, "archive");
  g_autoptr (SohoaArchive) archive = open_archive (place, "archive");
  guint n = 0;
  assert_true (sohoa_source_retry (archive, 6, 0, &n, NULL));
  assert_int_equal (n, 2);
  g_clear_pointer (&archive, sohoa_archive_free);
  g_string_truncate (place->troubles, 0);
  assert_true (run_night (place, "archive", 1, 0));
  g_autofree char *after = describe_archive (place, "archive");
  assert_string_equal (after, before);
  assert_non_null (strstr (place->troubles->str, "6.5 format"));
  assert_non_null (strstr (place->troubles->str, "6.6 crash"));
}

static void
test_every_trouble_is_told_once (void **state)
{
  Place *place = *state;
  assert_true (run_night (place, "archive", 1, 0));
  g_auto (GStrv) lines = g_strsplit (place->troubles->str, "\n", -1);
  assert_int_equal (g_strv_length (lines) - 1, 6);
  static const char *const expected[] = {"2.2 crash", "2.4 format", "3 format",
                                         "4 empty",   "6 format",   "6.6 crash"};
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    if (!g_strv_contains ((const char *const *) lines, expected[i]))
      fail_msg ("'%s' was not told", expected[i]);
  g_string_truncate (place->troubles, 0);
  assert_true (run_night (place, "archive", 1, 0));
  assert_string_equal (place->troubles->str, "");
}

static void
test_the_number_of_workers_cannot_be_seen_in_the_archive (void **state)
{
  Place *place = *state;
  assert_true (run_night (place, "one", 1, 0));
  assert_true (run_night (place, "four", 4, 0));
  g_autofree char *one = describe_archive (place, "one");
  g_autofree char *four = describe_archive (place, "four");
  assert_string_equal (one, four);
}

static void
test_a_night_that_was_cut_off_again_and_again_ends_like_any_other (void **state)
{
  Place *place = *state;
  assert_true (run_night (place, "whole", 2, 0));
  guint cuts = 0;
  while (!run_night (place, "cut", 2, 9))
    assert_true (++cuts < 100);
  assert_in_range (cuts, 3, 30);
  g_autofree char *whole = describe_archive (place, "whole");
  g_autofree char *cut = describe_archive (place, "cut");
  assert_string_equal (whole, cut);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_every_page_of_every_file_ends_in_a_state, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_a_folder_ends_though_intake_could_not_keep_all_its_files, set_up,
                                     tear_down),
    cmocka_unit_test_setup_teardown (test_parts_that_could_not_be_opened_are_tried_again_when_asked_for,
                                     set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_every_trouble_is_told_once, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_the_number_of_workers_cannot_be_seen_in_the_archive, set_up,
                                     tear_down),
    cmocka_unit_test_setup_teardown (test_a_night_that_was_cut_off_again_and_again_ends_like_any_other,
                                     set_up, tear_down),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
