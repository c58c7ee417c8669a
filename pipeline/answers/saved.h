/* saved.h - what prefill would have saved, added up: in all, by form, by class and by element, with the
 * persons that an interval is drawn from. One walk over all items (store/reuse.h). Private to this room.
 */
#ifndef SOHOA_ANSWERS_SAVED_H
#define SOHOA_ANSWERS_SAVED_H

#include <sohoa/dictionary.h>

#include "../store/reuse.h"
#include "interval.h"
#include "report.h"

G_BEGIN_DECLS

/* The items of one group. */
typedef struct {
  const char *name; /* interned */
  SohoaLabel label; /* none: NULL, NULL */
  guint outcome[SOHOA_N_REUSE_OUTCOMES], strict_reused;
  double seconds, seconds_saved; /* of the items that are known */
  guint persons;                 /* who have a known item */
  SohoaClusters clusters;        /* the known items by person; of nobody, by dossier */
  gint64 who;                    /* whose items are being added up, and what they come to so far */
  SohoaCluster so_far;
} SohoaSavedGroup;

typedef enum {
  SOHOA_SAVED_ALL,
  SOHOA_SAVED_FORM,
  SOHOA_SAVED_CLASS,
  SOHOA_SAVED_ELEMENT,
  SOHOA_N_SAVED
} SohoaSavedBy;

/* The items of one element on one form. */
typedef struct {
  const char *form, *element; /* interned */
  guint outcome[SOHOA_N_REUSE_OUTCOMES];
  guint seconds; /* that one takes */
  SohoaSavedGroup
    *groups[SOHOA_N_SAVED]; /* that it is in; borrowed, NULL: of a form that was not asked for */
} SohoaSavedItems;

typedef struct {
  GPtrArray *groups[SOHOA_N_SAVED]; /* of SohoaSavedGroup, by name: of the form that was asked for */
  GPtrArray *items;                 /* of SohoaSavedItems, of all forms */
} SohoaSaved;

/* Of the dossiers received from, to (ISO days; NULL: any); form NULL: all. */
SohoaSaved *sohoa_saved_load (SohoaArchive *archive, const SohoaDictionary *dictionary, const char *form,
                              const char *from, const char *to, GError **error);
void sohoa_saved_free (SohoaSaved *saved);
/* Reused, different and not offered. */
guint sohoa_saved_known (const guint outcome[SOHOA_N_REUSE_OUTCOMES]);

G_END_DECLS

#endif
