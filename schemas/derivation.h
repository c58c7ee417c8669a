/* derivation.h - the ways in which one value follows from others; the table is in derivation.c. */
#ifndef SOHOA_SCHEMAS_DERIVATION_H
#define SOHOA_SCHEMAS_DERIVATION_H

#include <glib.h>

/* How many values a way needs; 0 when there is no such way. */
guint sohoa_derivation_n_sources (const char *how);

#endif
