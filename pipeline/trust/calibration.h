/* calibration.h - what is known of how often readings are right: calibration.json. Private to this room but
 * for its recognizer.
 *
 * The probability that a canonical value is exactly right is a logistic function of some features, each of
 * which can only raise it or only lower it, plus one number a type. The threshold of a type is the
 * probability from which on at most 3 in 1,000 of its values are wrong, at the upper end of a 95 % interval;
 * a type with too little evidence has none. scripts/calibrate makes the file from a set with known truth; it
 * holds for the recognizer that read that set.
 */
#ifndef SOHOA_TRUST_CALIBRATION_H
#define SOHOA_TRUST_CALIBRATION_H

#include <glib.h>

G_BEGIN_DECLS

/* The file, built into the program. */
extern const char sohoa_calibration_json[];
extern const gsize sohoa_calibration_json_size; /* bytes, without the 0 behind them */

/* sohoa_ocr_recognizer_id() of whom it was made for. Borrowed. */
const char *sohoa_calibration_recognizer (void);
/* features: SOHOA_N_FEATURES numbers, see case.h. type: name of a field type. 0 .. 1. */
double sohoa_calibration_probability (const char *type, const double *features);
/* 2 when no probability is enough. */
double sohoa_calibration_threshold (const char *type);

G_END_DECLS

#endif
