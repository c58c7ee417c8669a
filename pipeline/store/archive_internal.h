/* archive_internal.h - what the other files of this room need of an open archive. */
#ifndef SOHOA_STORE_ARCHIVE_INTERNAL_H
#define SOHOA_STORE_ARCHIVE_INTERNAL_H

#include "archive.h"
#include "key.h"

G_BEGIN_DECLS

/* Borrowed. */
const SohoaKey *sohoa_archive_key (const SohoaArchive *archive);
const char *sohoa_archive_objects (const SohoaArchive *archive);

G_END_DECLS

#endif
