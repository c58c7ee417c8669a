/* library_fault.h - what a library complained of, in our words. Private to ocr/decode/.
 *
 * What libraries say may quote the file: names, keys, tags. Nothing of that leaves this room. The same fault
 * has the same words whichever library met it, so that reasons can be counted.
 */
#ifndef SOHOA_DECODE_LIBRARY_FAULT_H
#define SOHOA_DECODE_LIBRARY_FAULT_H

#include <glib.h>

G_BEGIN_DECLS

/* "its data end early"; static. said: a message of libtiff, libpng, libjpeg or poppler; NULL or an unknown
 * one: its data are damaged. */
const char *sohoa_library_fault (const char *said);

G_END_DECLS

#endif
