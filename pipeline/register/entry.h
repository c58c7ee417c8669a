/* entry.h - from a row of a register's table to an entry, or why not. Private to this room. */
#ifndef SOHOA_REGISTER_ENTRY_H
#define SOHOA_REGISTER_ENTRY_H

#include "../store/register.h"
#include "columns.h"

G_BEGIN_DECLS

/* Owns what entry and unit names borrow. */
typedef struct {
  SohoaRegisterEntry entry;
  char *unit_name; /* NULL when the table does not tell */
  char *texts[SOHOA_N_COLUMNS];
} SohoaParsedEntry;

void sohoa_parsed_entry_clear (SohoaParsedEntry *parsed);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SohoaParsedEntry, sohoa_parsed_entry_clear)

/* What the table can say of each entry: bits 1 << SohoaRegisterExtra. Whether a procedure yields a paper is
 * known of those in the code list, so every table tells it. */
guint sohoa_entry_extras (const SohoaColumns *columns);

/* Reads the rows of one table. Archive and columns are borrowed. */
typedef struct SohoaEntryReader SohoaEntryReader;
SohoaEntryReader *sohoa_entry_reader_new (SohoaArchive *archive, const SohoaColumns *columns);
void sohoa_entry_reader_free (SohoaEntryReader *reader);

/* Fills parsed (zeroed). FALSE: refused; *ret_column and *ret_reason (static) say why. */
gboolean
sohoa_entry_read (SohoaEntryReader *reader, GStrv row, SohoaParsedEntry *parsed,
                  SohoaRegisterColumn *ret_column, const char **ret_reason) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
