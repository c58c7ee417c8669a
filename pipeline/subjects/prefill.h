/* prefill.h - what of a form need not be written again: for each declared item, what is offered and where it
 * is from, or why it is left blank.
 *
 * What is offered is what the reduction report counts on (offer.h): the best fact that is still fresh, or
 * what follows from such. Who stands in a role is said by whoever asks; roles that are left are filled by
 * relations, where papers name one relative and no other (kin.h).
 */
#ifndef SOHOA_SUBJECTS_PREFILL_H
#define SOHOA_SUBJECTS_PREFILL_H

#include <sohoa/form.h>

#include "../store/ink.h"
#include "../store/subject.h"

G_BEGIN_DECLS

/* X (NAME, nick, what it means). Why nothing is offered; nicks are printed. */
#define SOHOA_BLANK_LIST(X)                                                                                  \
  X (NOT_BLANK, "offered", "offered")                                                                        \
  X (NOBODY, "nobody", "it is not known who this is")                                                        \
  X (NOT_HELD, "not-held", "no paper says it")                                                               \
  X (STALE, "stale", "what is held is too old")                                                              \
  X (DOUBTFUL, "not-believed", "a paper says it, but a person must look first")                              \
  X (CASE, "of-this-case", "it is about this case and new each time")                                        \
  X (NOT_NEEDED, "not-needed", "another item makes it unnecessary")                                          \
  X (NOTHING, "nothing-to-write", "the box stays empty")                                                     \
  X (NO_ROOM, "no-room", "it does not fit there, or cannot be written so that it is read again")

typedef enum {
#define X(name, nick, text) SOHOA_BLANK_##name,
  SOHOA_BLANK_LIST (X)
#undef X
} SohoaBlank;

const char *sohoa_blank_nick (SohoaBlank blank);
const char *sohoa_blank_text (SohoaBlank blank);

/* Who stands in a role. */
typedef struct {
  char *name; /* of the mention there would be: "mother", "member[2]", "business" */
  gint64 subject;
  const char *relation; /* the fact that says so ("relation.mother_of"), static; NULL: who asked said so */
  SohoaInk *ink;        /* of that fact; NULL */
} SohoaPrefillRole;

typedef struct {
  const SohoaField *field; /* the form's */
  gint64 subject;          /* 0: nobody */
  SohoaBlank blank;
  /* Where something is offered. */
  char *value;      /* canonical, JSON */
  char *text;       /* as one writes it */
  const char *how;  /* of the derivation; NULL: none. Borrowed from the dictionary */
  gint64 from_page; /* id */
  double confidence;
  gboolean verified, contradicted;
  /* Where something is offered, or is stale or not believed. */
  char *as_of;       /* ISO day; "" when unknown; NULL */
  char *fresh_until; /* the last day on which it may be offered, ISO; NULL: it does not age */
  SohoaInk *ink;     /* NULL */
} SohoaPrefillItem;

typedef struct {
  const SohoaForm *form; /* borrowed */
  char *day;             /* on which it is offered, ISO */
  GPtrArray *roles;      /* of SohoaPrefillRole */
  GPtrArray *items;      /* of SohoaPrefillItem: the declared items, in the form's order */
} SohoaPrefill;

/* Who is given: a subject, and the role as in SohoaPrefillRole (NULL: the one who fills the form in). */
typedef struct {
  const char *role;
  gint64 subject;
} SohoaPrefillPerson;

/* who: of SohoaPrefillPerson. SOHOA_ERROR_USAGE when a role is not on the form, is given twice, or must be
 * said; SOHOA_ERROR_NOT_FOUND for subjects that are not there. Nothing is written: call
 * sohoa_prefill_release() before anybody sees it. */
SohoaPrefill *sohoa_prefill_new (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaForm *form,
                                 const char *day, const GArray *who, GError **error);
void sohoa_prefill_free (SohoaPrefill *prefill);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaPrefill, sohoa_prefill_free)

guint sohoa_prefill_n_offered (const SohoaPrefill *prefill);
/* Takes an offer back: it cannot be put on paper. */
void sohoa_prefill_withdraw (SohoaPrefillItem *item, SohoaBlank why);

/* The code of the release; the same content for the same purpose has the same. medium: "json", "pdf". Caller
 * frees. */
char *sohoa_prefill_code (SohoaArchive *archive, const SohoaPrefill *prefill, const char *purpose,
                          const char *medium);
/* Records under that code what is released, and the event. */
gboolean
sohoa_prefill_release (SohoaArchive *archive, const SohoaPrefill *prefill, const char *code,
                       const char *purpose, const char *medium, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The version of a form that is in force on a day; version NULL: the newest that is, one with a blank when
 * printable. SOHOA_ERROR_NOT_FOUND, in words for a person. Borrowed. */
const SohoaForm *sohoa_prefill_version (const SohoaFormSet *forms, const char *id, const char *version,
                                        const char *day, gboolean printable, GError **error);

G_END_DECLS

#endif
