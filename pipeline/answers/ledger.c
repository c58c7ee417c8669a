/* ledger.c - see ledger.h. */
#include "ledger.h"

#include "../store/json_line.h"
#include "../store/tally.h"

/* ---- adding up ---- */

static guint
sum (const guint *counts, guint n)
{
  guint total = 0;
  for (guint i = 0; i < n; i++)
    total += counts[i];
  return total;
}

/* The first difference is kept. */
static void
compare (SohoaLedger *ledger, const char *what, guint a, guint b)
{
  if (a != b && *ledger->imbalance == '\0')
    g_snprintf (ledger->imbalance, sizeof ledger->imbalance, "%s, %u against %u", what, a, b);
}

static void
find_imbalance (SohoaLedger *ledger, const SohoaTally *tally)
{
  const SohoaEntryCounts *entries = &ledger->entries;
  compare (ledger, "inbox entries and what became of them", entries->total,
           sum (entries->state, SOHOA_N_ENTRY_STATES));
  compare (ledger, "files recorded and files counted", tally->sources_recorded, tally->sources_counted);
  compare (ledger, "pages declared and pages accounted for", tally->pages_declared, ledger->pages);
  compare (ledger, "ended files with a waiting page", tally->ended_with_waiting, 0);
  compare (ledger, "files done with a quarantined page", tally->done_with_quarantined, 0);
}

static void
take_over (SohoaLedger *ledger, const SohoaTally *tally)
{
  for (guint i = 0; i < SOHOA_N_SOURCE_STATES; i++)
    ledger->source[i] = tally->source[i];
  for (guint i = 0; i < SOHOA_N_PAGE_STATES; i++)
    ledger->page[i] = tally->page[i];
  for (guint i = 0; i < SOHOA_N_FIELD_STATES; i++)
    ledger->field[i] = tally->field[i];
  ledger->sources = sum (ledger->source, SOHOA_N_SOURCE_STATES);
  ledger->pages = sum (ledger->page, SOHOA_N_PAGE_STATES);
  ledger->fields = sum (ledger->field, SOHOA_N_FIELD_STATES);
  ledger->dossiers = tally->dossiers;
  ledger->review = tally->review;
  ledger->reasons_left = ledger->source[SOHOA_SOURCE_PARTIAL] + ledger->source[SOHOA_SOURCE_REJECTED] +
                         ledger->source[SOHOA_SOURCE_QUARANTINED] + ledger->page[SOHOA_PAGE_STATE_REVIEW] +
                         ledger->page[SOHOA_PAGE_STATE_QUARANTINED];
}

static gboolean
add_up (SohoaArchive *archive, gint64 run, SohoaLedger *ret_ledger, GError **error)
{
  SohoaTally tally;
  g_autoptr (SohoaRun) row = run != 0 ? sohoa_run_load (archive, run, error) : NULL;

  if ((run != 0 && row == NULL) || !sohoa_tally_load (archive, run, &tally, error))
    return FALSE;
  *ret_ledger = (SohoaLedger){.run = run};
  if (row != NULL)
    ret_ledger->entries = row->entries;
  take_over (ret_ledger, &tally);
  find_imbalance (ret_ledger, &tally);
  return TRUE;
}

gboolean
sohoa_ledger_add_up (SohoaArchive *archive, gint64 run, SohoaLedger *ret_ledger, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, add_up (archive, run, ret_ledger, error), error);
}

gboolean
sohoa_ledger_load (SohoaArchive *archive, gint64 run, SohoaLedger *ret_ledger, GError **error)
{
  SohoaLedger ledger;
  if (!sohoa_ledger_add_up (archive, run, &ledger, error))
    return FALSE;
  if (*ledger.imbalance != '\0') {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTEGRITY, "the ledger does not balance: %s",
                 ledger.imbalance);
    return FALSE;
  }
  *ret_ledger = ledger;
  return TRUE;
}

/* ---- for people ---- */

typedef const char *(*Nick) (guint);

/* "sources       24 = 22 done + 2 duplicate"; states that nothing is in are left out. */
static void
text_line (GString *text, const char *name, guint total, const guint *counts, guint n, Nick nick)
{
  const char *sign = " = ";
  g_string_append_printf (text, "%-10s %7u", name, total);
  for (guint i = 0; i < n; i++) {
    if (counts[i] == 0)
      continue;
    g_string_append_printf (text, "%s%u %s", sign, counts[i], nick (i));
    sign = " + ";
  }
  g_string_append_c (text, '\n');
}

char *
sohoa_ledger_to_text (const SohoaLedger *ledger)
{
  GString *text = g_string_new (NULL);
  if (ledger->run != 0)
    text_line (text, "inbox", ledger->entries.total, ledger->entries.state, SOHOA_N_ENTRY_STATES,
               sohoa_entry_state_nick);
  text_line (text, "sources", ledger->sources, ledger->source, SOHOA_N_SOURCE_STATES,
             sohoa_source_state_nick);
  text_line (text, "pages", ledger->pages, ledger->page, SOHOA_N_PAGE_STATES, sohoa_page_state_nick);
  text_line (text, "fields", ledger->fields, ledger->field, SOHOA_N_FIELD_STATES, sohoa_field_state_nick);
  text_line (text, "dossiers", ledger->dossiers, NULL, 0, NULL);
  text_line (text, "questions", ledger->review, NULL, 0, NULL);
  return g_string_free (text, FALSE);
}

/* ---- for programs ---- */

static void
json_counts (GString *json, const char *name, guint total, const guint *counts, guint n, Nick nick)
{
  sohoa_json_member (json, name);
  sohoa_json_open (json, '{');
  sohoa_json_member (json, "total");
  sohoa_json_int (json, total);
  for (guint i = 0; i < n; i++) {
    sohoa_json_member (json, nick (i));
    sohoa_json_int (json, counts[i]);
  }
  sohoa_json_close (json, '}');
}

static void
json_number (GString *json, const char *name, guint number)
{
  sohoa_json_member (json, name);
  sohoa_json_int (json, number);
}

char *
sohoa_ledger_to_json (const SohoaLedger *ledger)
{
  GString *json = g_string_new ("{");
  if (ledger->run != 0)
    json_counts (json, "inbox", ledger->entries.total, ledger->entries.state, SOHOA_N_ENTRY_STATES,
                 sohoa_entry_state_nick);
  json_counts (json, "sources", ledger->sources, ledger->source, SOHOA_N_SOURCE_STATES,
               sohoa_source_state_nick);
  json_counts (json, "pages", ledger->pages, ledger->page, SOHOA_N_PAGE_STATES, sohoa_page_state_nick);
  json_counts (json, "fields", ledger->fields, ledger->field, SOHOA_N_FIELD_STATES, sohoa_field_state_nick);
  json_number (json, "dossiers", ledger->dossiers);
  json_number (json, "review", ledger->review);
  sohoa_json_close (json, '}');
  return g_string_free (json, FALSE);
}
