/* projection.h - from mentions to subjects, facts and questions, for one circle. Private to this room. */
#ifndef SOHOA_SUBJECTS_PROJECTION_H
#define SOHOA_SUBJECTS_PROJECTION_H

#include <sohoa/dictionary.h>

#include "circle.h"
#include "sighting.h"

G_BEGIN_DECLS

typedef struct {
  SohoaArchive *archive;
  const SohoaFormSet *forms;
  const SohoaDictionary *dictionary;
  SohoaCircle *circle;
  GHashTable *sightings; /* dossier -> of SohoaSighting */
  GHashTable *loose;     /* dossier -> of SohoaLooseItem */
  GHashTable *receipts;  /* dossier -> when it was received (saving.c) */
  GArray *doubts;        /* of SohoaDoubt, about the circle's mentions */
} SohoaProjection;

SohoaProjection *
sohoa_projection_new (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaDictionary *dictionary);
void sohoa_projection_free (SohoaProjection *projection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaProjection, sohoa_projection_free)

/* What a dossier's papers say (of SohoaSighting), read once. Borrowed; NULL on failure. */
const GPtrArray *sohoa_projection_look_at (SohoaProjection *projection, gint64 dossier, GError **error);
/* The declared items of a dossier that are in no sighting (of SohoaLooseItem). Borrowed; NULL on failure. */
const GPtrArray *sohoa_projection_loose (SohoaProjection *projection, gint64 dossier, GError **error);
/* Closes and resolves the circle, and writes the facts and questions of all subjects in it anew. Within a
 * transaction. */
gboolean sohoa_projection_make (SohoaProjection *projection, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The questions alone: the last step of the above. */
gboolean sohoa_projection_ask (SohoaProjection *projection, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
