/* rate_internal.h - which entries a query over v_rates is about. Private to rate.c and rate_sum.c. */
#ifndef SOHOA_STORE_RATE_INTERNAL_H
#define SOHOA_STORE_RATE_INTERNAL_H

#include "db.h"
#include "rate.h"

G_BEGIN_DECLS

/* The placeholders ?1 to ?5. */
#define RATE_FILTER                                                                                          \
  " WHERE (?1 IS NULL OR received >= ?1) AND (?2 IS NULL OR received <= ?2)"                                 \
  " AND (?3 IS NULL OR unit IN (SELECT unit FROM v_unit_above WHERE counts_for = ?3))"                       \
  " AND (?4 IS NULL OR procedure = ?4) AND (?5 IS NULL OR channel = ?5)"
#define RATE_BIND(f)                                                                                         \
  db_text ((f)->from), db_text ((f)->to), db_text ((f)->unit), db_text ((f)->procedure),                     \
    db_text ((f)->channel)

/* The column of v_rates. */
const char *sohoa_rate_column (SohoaRate rate);
/* NULL is untold. */
SohoaTold sohoa_rate_told (sqlite3_stmt *statement, int column);

G_END_DECLS

#endif
