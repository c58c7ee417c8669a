/* printed_code.h - the text of the code that a prefilled form carries: form, version, release.
 *
 * "SOHOA:CT01:2023-11-17:5ND7K2Q8M4XA". Only characters that make a small QR code (its alphanumeric mode), so
 * a form's id is written in capitals, and what is neither letter, digit nor hyphen as a full stop.
 */
#ifndef SOHOA_SUBJECTS_PRINTED_CODE_H
#define SOHOA_SUBJECTS_PRINTED_CODE_H

#include <glib.h>

G_BEGIN_DECLS

/* Caller frees. */
char *sohoa_printed_code_new (const char *form, const char *version, const char *release);
/* The release in a text that was read on a page of that form and version; NULL when it is of another form, or
 * no such code at all. Borrowed from text. */
const char *sohoa_printed_code_release (const char *text, const char *form, const char *version);

G_END_DECLS

#endif
