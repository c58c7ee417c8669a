/* measure_prefill ARCHIVE FORM DAY SUBJECTS N - for scripts/bench/scale: how long one prefill takes in a
 * process that has the archive open: of N of the persons 1 to SUBJECTS, in milliseconds, the median and the
 * 99th of 100 on the clock, and the 99th of CPU (which others on the machine do not change). Nothing is
 * released.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "pipeline/subjects/prefill.h"

static int
compare_times (const void *a, const void *b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;
  return (one > other) - (one < other);
}

/* Microseconds of CPU. */
static gint64
cpu_time (void)
{
  struct timespec now;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
prefill_once (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaForm *form, const char *day,
              gint64 subject, gint64 *ret_time, gint64 *ret_cpu, GError **error)
{
  g_autoptr (GArray) who = g_array_new (FALSE, FALSE, sizeof (SohoaPrefillPerson));
  const SohoaPrefillPerson person = {NULL, subject};
  gint64 begin = g_get_monotonic_time (), begin_cpu = cpu_time ();
  g_array_append_val (who, person);
  g_autoptr (SohoaPrefill) prefill = sohoa_prefill_new (archive, forms, form, day, who, error);
  if (prefill == NULL)
    return FALSE;
  g_autofree char *code = sohoa_prefill_code (archive, prefill, "measured", "json");
  *ret_time = g_get_monotonic_time () - begin;
  *ret_cpu = cpu_time () - begin_cpu;
  return *code != '\0';
}

static gboolean
measure (char **arguments, GError **error)
{
  g_autofree char *folder = g_build_filename (g_getenv ("SOHOA_SCHEMAS"), "forms", NULL);
  const char *const folders[] = {folder, NULL};
  gint64 subjects = g_ascii_strtoll (arguments[4], NULL, 10), n = g_ascii_strtoll (arguments[5], NULL, 10);
  g_autoptr (SohoaArchive) archive = sohoa_archive_open (arguments[1], SOHOA_ARCHIVE_READ, error);
  g_autoptr (SohoaFormSet) forms = archive != NULL ? sohoa_form_set_load (folders, error) : NULL;
  const SohoaForm *form =
    forms != NULL ? sohoa_prefill_version (forms, arguments[2], NULL, arguments[3], FALSE, error) : NULL;
  g_autofree gint64 *times = g_new0 (gint64, MAX (n, 1)), *cpu = g_new0 (gint64, MAX (n, 1));

  for (gint64 i = 0; form != NULL && i < n; i++)
    /* A large prime apart, so that neighbours in the archive are not asked one after the other. */
    if (!prefill_once (archive, forms, form, arguments[3], 1 + i * 7919 % subjects, &times[i], &cpu[i],
                       error))
      return FALSE;
  if (form == NULL)
    return FALSE;
  qsort (times, (gsize) n, sizeof *times, compare_times);
  qsort (cpu, (gsize) n, sizeof *cpu, compare_times);
  printf ("%.3f %.3f %.3f\n", (double) times[n / 2] / 1000, (double) times[n * 99 / 100] / 1000,
          (double) cpu[n * 99 / 100] / 1000);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  if (argc == 6 && measure (argv, &error))
    return 0;
  fprintf (stderr, "measure_prefill: %s\n", error != NULL ? error->message : "five arguments are needed");
  return 2;
}
