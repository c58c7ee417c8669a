/* units.h - the index of all administrative units, old and current, by name. */
#ifndef SOHOA_SCHEMAS_UNITS_H
#define SOHOA_SCHEMAS_UNITS_H

#include <glib.h>

typedef enum { SOHOA_LEVEL_COMMUNE, SOHOA_LEVEL_DISTRICT, SOHOA_LEVEL_PROVINCE } SohoaLevel;

/* The word before a unit's name; SOHOA_UNIT_ANY where the paper has none. */
typedef enum {
  SOHOA_UNIT_ANY,
  SOHOA_UNIT_PHUONG,
  SOHOA_UNIT_XA,
  SOHOA_UNIT_THI_TRAN,
  SOHOA_UNIT_DAC_KHU,
  SOHOA_UNIT_QUAN,
  SOHOA_UNIT_HUYEN,
  SOHOA_UNIT_THI_XA,
  SOHOA_UNIT_THANH_PHO,
  SOHOA_UNIT_TINH,
} SohoaUnitWord;

typedef struct SohoaUnit SohoaUnit;
struct SohoaUnit {
  const char *code, *name; /* "26740", "Phường Sài Gòn" */
  const char *stem;        /* "Sài Gòn", the end of name */
  SohoaUnitWord word;
  SohoaLevel level;
  gboolean is_current;     /* since 1 July 2025 */
  const SohoaUnit *parent; /* district of an old commune, else province; NULL for provinces */
  const char *successors;  /* codes of current units, apart by spaces; "" for current ones */
  guint32 hash, next;      /* of the index */
};

/* How well a written name and a unit's agree. */
typedef enum {
  SOHOA_NAMES_EQUAL, /* but for case and the place of the tone mark */
  SOHOA_NAMES_IY,    /* and for i and y: good for looking up, not for telling two names apart */
  SOHOA_NAMES_BARE,  /* only without tone and letter marks */
  SOHOA_NAMES_DIFFER,
} SohoaNameMatch;

SohoaNameMatch sohoa_unit_names_match (const char *a, const char *b);

/* The word at the start of text ("phường", in full), and where the name begins. SOHOA_UNIT_ANY and text
 * itself when there is none. */
SohoaUnitWord sohoa_unit_word (const char *text, const char **ret_stem);
/* Two words may both be city-like or commune-like; "thành phố" stands on two levels. */
gboolean sohoa_unit_word_is_level (SohoaUnitWord word, SohoaLevel level);

/* Units of that level whose name is stem but for marks, one after the other; NULL ends. Start with after =
 * NULL. */
const SohoaUnit *sohoa_units_next (const char *stem, SohoaLevel level, const SohoaUnit *after);
/* There is a unit of that level with that name, but for case, the tone mark's place, i and y. */
gboolean sohoa_unit_is_known (const char *stem, SohoaLevel level);
const SohoaUnit *sohoa_unit_province (const SohoaUnit *unit);
/* The current unit with that code, NULL when there is none. */
const SohoaUnit *sohoa_units_lookup_current (const char *code, SohoaLevel level);

/* All units, for whoever compares with each. */
const SohoaUnit *sohoa_units_peek_all (guint *ret_n);

#endif
