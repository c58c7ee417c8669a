/* source_internal.h - for the other nouns of this room. */
#ifndef SOHOA_STORE_SOURCE_INTERNAL_H
#define SOHOA_STORE_SOURCE_INTERNAL_H

#include "source.h"

G_BEGIN_DECLS

/* Ends a source that has no undeclared file and no waiting page left; else nothing. Within a transaction. */
gboolean
sohoa_source_end_if_finished (SohoaArchive *archive, gint64 source, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
