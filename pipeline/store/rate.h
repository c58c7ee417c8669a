/* rate.h - the rates over the register, as the views v_rates and v_rate_* of the database define them.
 *
 * What a figure needs and the register does not carry makes it not available, never zero: such entries are
 * counted in `unknown`, and a rate holds only where that is 0.
 */
#ifndef SOHOA_STORE_RATE_H
#define SOHOA_STORE_RATE_H

#include "register.h"

G_BEGIN_DECLS

/* X (NAME, nick, column). Nicks are exported; each has a view v_rate_<nick>, a point being _. column: in
 * v_rates. */
#define SOHOA_RATE_LIST(X)                                                                                   \
  X (SCANNED, "scanned", "scanned")                                                                          \
  X (CHECKED, "checked", "checked")                                                                          \
  X (EXTRACTED, "extracted", "extracted")                                                                    \
  X (VERIFIED, "verified", "verified")                                                                       \
  X (ELECTRONIC, "electronic", "electronic")                                                                 \
  X (4_1, "4.1", "indicator_4_1")                                                                            \
  X (4_2, "4.2", "indicator_4_2")                                                                            \
  X (4_3, "4.3", "indicator_4_3")                                                                            \
  X (4_4, "4.4", "indicator_4_4")

typedef enum {
#define X(name, nick, column) SOHOA_RATE_##name,
  SOHOA_RATE_LIST (X)
#undef X
    SOHOA_N_RATES
} SohoaRate;

const char *sohoa_rate_nick (SohoaRate rate);
gboolean sohoa_rate_from_nick (const char *nick, SohoaRate *ret_rate) G_GNUC_WARN_UNUSED_RESULT;

/* Which entries. NULL: all; texts are borrowed. */
typedef struct {
  const char *from, *to; /* days of receipt, ISO, both included */
  const char *unit;      /* with all units below it */
  const char *procedure, *channel;
} SohoaRateFilter;

typedef struct {
  gint64 counted, base;
  gint64 unknown; /* entries of which the register does not tell */
  /* In the `days` before a day: how many began to count, and how many came into the base. */
  gint64 counted_lately, base_lately;
} SohoaRateSum;

/* Entries that have unit, procedure, month and channel in common. */
typedef struct {
  char *unit, *procedure, *month, *channel; /* channel: "" when not told */
  gint64 entries;
  SohoaRateSum sum[SOHOA_N_RATES];
} SohoaRateCell;

void sohoa_rate_cell_free (SohoaRateCell *cell);
/* Of SohoaRateCell, by unit, procedure, month, channel. ret_day: the newest day on which anything was
 * received, finished or scanned, not after filter->to; "" when nothing was; caller frees. The lately counted
 * are those of the `days` up to it. */
GPtrArray *sohoa_rate_list (SohoaArchive *archive, const SohoaRateFilter *filter, guint days, char **ret_day,
                            GError **error);

/* One entry behind a rate. */
typedef struct {
  char *dossier, *unit, *procedure, *channel, *received; /* channel: "" when not told */
  char *state;                                           /* of its scan: see v_register */
  char *finished;                                        /* NULL: no result yet */
  SohoaTold told[SOHOA_N_TOLD]; /* electronic_result, yields_document, reused, from_store, synced */
  SohoaTold counted, base;
} SohoaRateEntry;

void sohoa_rate_entry_free (SohoaRateEntry *entry);
/* By day of receipt and code; of SohoaRateEntry. */
GPtrArray *
sohoa_rate_explain (SohoaArchive *archive, SohoaRate rate, const SohoaRateFilter *filter, GError **error);

G_END_DECLS

#endif
