/* reading.h - what the machine read in one field of one page.
 *
 * raw is what stands on the paper: NFC, single spaces, without leaders and struck text; the parts of a date
 * joined by "/", the lines of a field by one space, the chosen option's text, "true" / "false" for a box,
 * "signed" for a signature, "" where nothing is written. Nothing is corrected here: that is the schemas'
 * work.
 */
#ifndef SOHOA_READING_H
#define SOHOA_READING_H

#include <sohoa/transform.h>

G_BEGIN_DECLS

/* Another way to read it, with the recognizer's own probability (0..1). */
typedef struct {
  char *raw;
  double confidence;
} SohoaAlternative;

/* Things a person should know about how the value was read; bits, they are stored. */
typedef enum {
  SOHOA_READING_STRUCK = 1 << 0,   /* struck-through writing was left out */
  SOHOA_READING_OVERFLOW = 1 << 1, /* the writing leaves the zone */
  SOHOA_READING_DOUBTFUL =
    1 << 2, /* a mark between empty and ticked, two ticks in a choice, ink that could not be read */
  SOHOA_READING_COVERED = 1 << 3, /* a stamp or a signature lies over the writing */
  SOHOA_READING_UNREGISTERED =
    1 << 4, /* on a print of the form that is not registered, where its words led */
  SOHOA_READING_ALL = (1 << 5) - 1,
} SohoaReadingFlags;

typedef struct {
  char *field;       /* field id */
  char *raw;         /* never NULL */
  double confidence; /* 0..1: the recognizer's, uncalibrated; 1 for "nothing is written" when that is clear */
  GArray *alternatives; /* of SohoaAlternative, best first, without raw itself; may be empty */
  SohoaQuad quad;       /* the zone on the page, pixels as decoded */
  char *method; /* how it was read, such as "tesseract-vie", "comb-eng", "ink", "text-layer", "none" */
  guint flags;  /* SohoaReadingFlags */
} SohoaReading;

SohoaReading *sohoa_reading_new (const char *field, const SohoaQuad *quad);
/* Replaces raw (NFC, spaces folded), confidence and method. */
void sohoa_reading_set (SohoaReading *reading, const char *raw, double confidence, const char *method);
void sohoa_reading_add_alternative (SohoaReading *reading, const char *raw, double confidence);
void sohoa_reading_free (SohoaReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaReading, sohoa_reading_free)

/* What a recognizer's confidence stands for: recognizers give 1 + ln p / 20 for a chance of p, 0..1, that the
 * weakest word is right as they see it (ocr/engine/ctc.h). */
double sohoa_reading_chance (double confidence);

/* NFC, every run of white space and control characters one space, none at the ends; invalid UTF-8 replaced.
 */
char *sohoa_text_fold (const char *text);

enum { SOHOA_READING_TEXT_MAX = 4096, SOHOA_READING_ALTERNATIVES_MAX = 16 };
#define SOHOA_READING_TYPE "(ssda(sd)adsu)"
GVariant *sohoa_reading_to_variant (const SohoaReading *reading);
SohoaReading *sohoa_reading_from_variant (GVariant *variant);

G_END_DECLS

#endif
