/* listing.h - where everything stands: what `status`, `list` and `show` print.
 *
 * Each query gives JSON (one object or array, no newline at its end); the commands print it as it is for
 * --json, or lay its rows out as a table. Paths are escaped. Values appear only in sohoa_show_json().
 */
#ifndef SOHOA_LISTING_H
#define SOHOA_LISTING_H

#include "../store/archive.h"

G_BEGIN_DECLS

/* A table: the same rows for people. */
typedef struct {
  const char *const *columns; /* NULL-terminated; borrowed, static */
  GPtrArray *rows;            /* of GStrv, one cell a column, never NULL */
} SohoaListing;

void sohoa_listing_free (SohoaListing *listing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaListing, sohoa_listing_free)

/* what: "dossiers", "pages", "review", "quarantine", "unscanned" (entries of the register without a scan),
 * "unregistered" (scanned dossiers without an entry). SOHOA_ERROR_USAGE for anything else. */
SohoaListing *sohoa_listing_load (SohoaArchive *archive, const char *what, GError **error);
/* [{"column": "cell", ...}, ...]; caller frees. */
char *sohoa_listing_to_json (const SohoaListing *listing);

/* Everything about one thing: a dossier by its code, a source by its id ("12"), a page ("12.3"), a field
 * ("12.3/father.full_name"). One JSON object; SOHOA_ERROR_NOT_FOUND. Caller frees. */
char *sohoa_show_json (SohoaArchive *archive, const char *id, GError **error);

G_END_DECLS

#endif
