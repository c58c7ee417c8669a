/* supervisor.h - the crew: N workers, the jobs that wait for them, and what they answer.
 *
 * Jobs are taken in the order they came, pages of one job are answered in order, jobs side by side. The
 * supervisor holds the limits: a worker that dies, hangs on a page or talks nonsense is killed and replaced;
 * its page is tried once more, alone, then fails (SOHOA_ERROR_CRASH, SOHOA_ERROR_TIMEOUT,
 * SOHOA_ERROR_MEMORY); the other pages go on, unless so many workers die in a row that it must be the machine
 * (SOHOA_ERROR_STOPPED). Workers start when there is work and are replaced after some hundred pages, so that
 * what a library leaks stays bounded.
 *
 * Single-threaded: everything happens inside sohoa_crew_next(). Which worker read a page cannot be seen in
 * the answers; keeping the order of several jobs is the caller's matter.
 */
#ifndef SOHOA_SUPERVISOR_H
#define SOHOA_SUPERVISOR_H

#include <sohoa/ocr.h>

G_BEGIN_DECLS

typedef struct {
  guint n_workers;        /* 1 .. SOHOA_WORKERS_MAX */
  const char *program;    /* the worker; NULL: the one that belongs to this program */
  const char *recognizer; /* "tesseract", "none" */
  gboolean uncaged;       /* workers do not go into their cage (cage.h): for kernels that have none */
  guint page_timeout_ms;  /* wall clock, for a page and for warming up */
  guint pages_per_worker; /* after these it is replaced */
} SohoaCrewOptions;

enum { SOHOA_WORKERS_MAX = 64 };

/* One worker a core, tesseract, a minute a page. */
SohoaCrewOptions sohoa_crew_defaults (void);

typedef enum {
  SOHOA_CREW_OPENED,  /* n_pages, format; once, before any page */
  SOHOA_CREW_PAGE,    /* page, result */
  SOHOA_CREW_PICTURE, /* page, picture; after its page */
  SOHOA_CREW_LOST,    /* a worker was lost on page; it is tried again, or FAILED follows */
  SOHOA_CREW_PRINTED, /* picture, unfit */
  SOHOA_CREW_WORDS,   /* page, words */
  SOHOA_CREW_LEARNED, /* learned */
  SOHOA_CREW_FAILED,  /* error of a page, or of the whole job (page 0) */
  SOHOA_CREW_DONE,    /* the last word about a job */
} SohoaCrewEventKind;

typedef struct {
  SohoaCrewEventKind kind;
  guint job;
  guint page;
  guint n_pages;
  char *format;
  SohoaPageResult *result; /* checked */
  GBytes *picture;         /* PNG; of PRINTED a PDF */
  char **words;            /* that a blank prints, or what its twin is */
  SohoaLearned *learned;   /* checked */
  char **unfit;            /* fields that were left blank: their texts do not fit */
  GError *error;
} SohoaCrewEvent;

void sohoa_crew_event_free (SohoaCrewEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaCrewEvent, sohoa_crew_event_free)

typedef struct SohoaCrew SohoaCrew;

/* templates: of SohoaTemplate, copied. Starts nobody yet. SOHOA_ERROR_SETUP when the worker's program or
 * trained data is missing. */
SohoaCrew *sohoa_crew_new (const SohoaCrewOptions *options, GPtrArray *templates, GError **error);
/* Puts the first worker on its seat and waits until it is warm and in its cage: what keeps a crew from
 * working is known before anything is begun. SOHOA_ERROR_SETUP. */
gboolean sohoa_crew_start (SohoaCrew *crew, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Ends all workers. */
void sohoa_crew_free (SohoaCrew *crew);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaCrew, sohoa_crew_free)

/* Jobs; each returns its number (never 0). scan stays the caller's. */

/* Pages first .. last (or the scan's last) as far as `until`; dpi: of a picture of each page, 0 for none. */
guint sohoa_crew_read (SohoaCrew *crew, int scan, guint first, guint last, SohoaStage until, double dpi);
/* A page again on a map that is known. */
guint sohoa_crew_reread (SohoaCrew *crew, int scan, guint page, const char *form, const char *version,
                         guint form_page, const SohoaTransform *transform);
/* One page of a form's blank with its zones: a picture, no page. */
guint
sohoa_crew_preview (SohoaCrew *crew, const char *form, const char *version, guint form_page, double dpi);

/* The words that one page of a form's blank prints. */
guint sohoa_crew_words (SohoaCrew *crew, const char *form, const char *version, guint form_page);

/* What else is registered that a scan of this page of a blank cannot be told from, as WORDS: form, version,
 * page; none when nothing is. */
enum { SOHOA_TWIN_WORDS = 3 };
guint sohoa_crew_twin (SohoaCrew *crew, const char *form, const char *version, guint form_page);

/* A form, learned from scans of it (of GBytes, the whole files; SOHOA_LEARN_BYTES_MAX together). One piece of
 * work for the time of a page: give it as many times that. */
enum { SOHOA_LEARN_BYTES_MAX = 64 * 1024 * 1024 };
guint sohoa_crew_learn (SohoaCrew *crew, const GPtrArray *scans);

/* Texts and a code on the blank of a form. */
guint sohoa_crew_print (SohoaCrew *crew, const SohoaFilling *filling);

/* Places of one page, cut out: pictures 1 .. n in the order of quads (of SohoaQuad, at most
 * SOHOA_CROPS_MAX), in the place of pages. rotation: degrees that the page is turned. */
enum { SOHOA_CROPS_MAX = 32 };
guint
sohoa_crew_crop (SohoaCrew *crew, int scan, guint page, guint rotation, double dpi, const GArray *quads);

/* Fewer pieces of work wait than there are workers: a caller that adds jobs until this is FALSE keeps all
 * busy. */
gboolean sohoa_crew_is_hungry (const SohoaCrew *crew);

/* The next event, after at most timeout_ms (-1: however long it takes) or a signal. Asking says that what the
 * last one told is put away: only then does its worker begin another page. NULL without an error:
 * nothing came in that time, or there is nothing to wait for. An error is one of the run: no worker can be
 * started. */
SohoaCrewEvent *sohoa_crew_next (SohoaCrew *crew, int timeout_ms, GError **error);
gboolean sohoa_crew_is_idle (const SohoaCrew *crew);

/* Nothing new is begun: each worker finishes its page. Jobs with pages left get no DONE. */
void sohoa_crew_stop (SohoaCrew *crew);

/* Name, version and hash of the recognizer; NULL before the first event. Borrowed. */
const char *sohoa_crew_recognizer_id (const SohoaCrew *crew);
/* Kind of the workers' cage: "landlock", "seccomp", "sanitizer", "none"; NULL before the first worker is
 * warm. Borrowed. */
const char *sohoa_crew_cage (const SohoaCrew *crew);

G_END_DECLS

#endif
