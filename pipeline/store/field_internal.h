/* field_internal.h - for the other nouns of this room. */
#ifndef SOHOA_STORE_FIELD_INTERNAL_H
#define SOHOA_STORE_FIELD_INTERNAL_H

#include "field.h"

G_BEGIN_DECLS

/* The field as loaded gets this value (canonical, JSON) and the state verified, sealed anew. */
gboolean sohoa_field_set_verified (SohoaArchive *archive, const SohoaFieldRow *row, const char *value,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
