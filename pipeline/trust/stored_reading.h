/* stored_reading.h - a stored field as its reader answered it, whatever became of its value since. */
#ifndef SOHOA_TRUST_STORED_READING_H
#define SOHOA_TRUST_STORED_READING_H

#include <sohoa/reading.h>

#include "../store/field.h"

G_BEGIN_DECLS

/* Caller frees. */
SohoaReading *sohoa_stored_reading (const SohoaFieldRow *row);

G_END_DECLS

#endif
