/* mrz.h - the machine-readable zone on the back of identity cards. */
#ifndef SOHOA_DESCRIBE_MRZ_H
#define SOHOA_DESCRIBE_MRZ_H

#include "describe_internal.h"

G_BEGIN_DECLS

enum { SOHOA_MRZ_LINES = 3, SOHOA_MRZ_LENGTH = 30 };

/* mrz_lines.c: looks for three even lines that stand like a zone, on the page turned back by rotation and
 * skew, and reads them. read: NULL each when there is no zone; the caller frees them. quad: of the zone, in
 * pixels as decoded. */
typedef struct {
  char *read[SOHOA_MRZ_LINES];
  SohoaQuad quad;
} SohoaMrzZone;

gboolean sohoa_mrz_find (const SohoaPrepared *prepared, guint rotation, double skew_deg, SohoaEngine *engine,
                         SohoaMrzZone *zone, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sohoa_mrz_zone_clear (SohoaMrzZone *zone);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SohoaMrzZone, sohoa_mrz_zone_clear)

/* mrz.c: the three lines of a Vietnamese identity card as printed, joined by "\n", from what a recognizer
 * read; caller frees. NULL unless all check digits hold. */
char *sohoa_mrz_parse (const char *const read[SOHOA_MRZ_LINES]);
/* The check digit of so many characters, as a character. */
char sohoa_mrz_check_digit (const char *text, gsize length);

G_END_DECLS

#endif
