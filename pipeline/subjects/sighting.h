/* sighting.h - what the documents of a dossier say of each person and thing they name. Private to this room.
 *
 * Only what is believed counts: fields that are accepted or verified, and codes of identity cards. What is
 * not believed only helps to tell who is meant.
 */
#ifndef SOHOA_SUBJECTS_SIGHTING_H
#define SOHOA_SUBJECTS_SIGHTING_H

#include <sohoa/form.h>

#include "../store/mention.h"

G_BEGIN_DECLS

/* How well a value is proved, weakest first. */
typedef enum {
  SOHOA_PROOF_PRINTED,  /* stands on the paper, but nobody declared it there: under a signature, on a cover */
  SOHOA_PROOF_DECLARED, /* an item that the declarant filled in */
  SOHOA_PROOF_CARD,     /* from the code of an identity card */
  SOHOA_PROOF_VERIFIED, /* a person looked */
} SohoaProof;

typedef struct {
  char *element;
  char *item;  /* row of a table; "" */
  char *value; /* canonical, JSON */
  double confidence;
  SohoaProof proof;
  gint64 page;       /* id */
  char *field;       /* NULL: from a code */
  gboolean declared; /* the declarant had to declare it */
} SohoaSightedValue;

/* A declared item that is filled in, but in no sighting: it is not believed, or not about anybody. */
typedef struct {
  char *element, *field;
  gint64 page;       /* id */
  gint64 first_page; /* id; with the name, the mention that it would be said of */
  char *name;        /* NULL: it is about nobody */
  gboolean believed;
} SohoaLooseItem;

typedef struct {
  SohoaMention *mention; /* id, party, home and subject are not set */
  GPtrArray *values;     /* of SohoaSightedValue */
  GPtrArray *doubtful;   /* of SohoaSightedValue that are not believed */
} SohoaSighting;

/* Whom or what a field of a form is said of. */
typedef struct {
  char *name;       /* of the mention: "mother", "member[2]", "business" */
  char *item;       /* row of a table about one thing; "" */
  const char *role; /* static, or the field's */
  SohoaSubjectKind kind;
} SohoaAbout;

void sohoa_about_clear (SohoaAbout *about);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SohoaAbout, sohoa_about_clear)
/* FALSE when it is about nobody: about the case itself. */
gboolean sohoa_about_field (const SohoaField *field, SohoaAbout *ret_about);

void sohoa_sighting_free (SohoaSighting *sighting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaSighting, sohoa_sighting_free)

void sohoa_loose_item_free (SohoaLooseItem *item);

/* Of SohoaSighting. Mentions of which nothing is believed are left out; declared items that are in none go to
 * loose (of SohoaLooseItem). */
GPtrArray *sohoa_sighting_list (SohoaArchive *archive, const SohoaFormSet *forms, gint64 dossier,
                                GPtrArray *loose, GError **error);
/* The day of receipt in a dossier's code ("000.00.26.H29-250711-0001": 2025-07-11); "" when it has none.
 * Caller frees. */
char *sohoa_day_of_code (const char *code);
/* The sighting of a mention, by page and name; NULL when it is not there. Borrowed. */
const SohoaSighting *sohoa_sighting_find (const GPtrArray *sightings, const SohoaMention *mention);

/* The best proved value of an element; NULL when there is none. Borrowed. Its text: NULL unless it is one;
 * caller frees. */
const SohoaSightedValue *sohoa_sighting_value (const SohoaSighting *sighting, const char *element);
char *sohoa_sighting_text (const SohoaSighting *sighting, const char *element);
/* As sohoa_sighting_value(), of what was read but is not believed. */
const SohoaSightedValue *sohoa_sighting_doubtful (const SohoaSighting *sighting, const char *element);

/* Takes over value; the mention's sighting is made when it is the first. For the readers of pages. */
void sohoa_sighting_take (GPtrArray *sightings, gint64 page, const char *name, const char *role,
                          SohoaSubjectKind kind, SohoaSightedValue *value);

/* The text of a canonical value that is a JSON string; NULL for anything else and for "". Caller frees. */
char *sohoa_plain_text (const char *json);

G_END_DECLS

#endif
