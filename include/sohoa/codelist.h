/* codelist.h - what the country knows: units, ethnic groups, procedures ... as tables of texts.
 *
 * One list is schemas/codelists/<name>.tsv: lines that start with "#" say where it is from and how sure it
 * is, the first other line names the columns. A list is read on first use and kept until the process ends;
 * all texts are borrowed from it. docs/dictionary.md describes the lists.
 */
#ifndef SOHOA_CODELIST_H
#define SOHOA_CODELIST_H

#include <sohoa/error.h>

G_BEGIN_DECLS

typedef struct SohoaCodeList SohoaCodeList;

/* NULL when there is no such list, or it cannot be read. */
const SohoaCodeList *sohoa_code_list_lookup (const char *name);
/* Reads every list of the folder; a list that is wrong is SOHOA_ERROR_FORM and names file and line. For a
 * program's start and for `form check`. */
gboolean sohoa_code_lists_check (GError **error) G_GNUC_WARN_UNUSED_RESULT;

guint sohoa_code_list_size (const SohoaCodeList *list);
/* -1 when there is no such column. */
int sohoa_code_list_column (const SohoaCodeList *list, const char *name);
/* "" where nothing stands. Row and column must exist. */
const char *sohoa_code_list_cell (const SohoaCodeList *list, guint row, int column);
/* The first row whose cell is exactly text; -1 when there is none. */
int sohoa_code_list_find (const SohoaCodeList *list, int column, const char *text);
/* The cell named column of the row whose "code" is code; NULL when there is none. */
const char *sohoa_code_list_text (const SohoaCodeList *list, const char *code, const char *column);

/* The row that text names, whatever its case, tone-mark position, hyphens: its code, its name or one of its
 * "aliases". -1 when none or several do. For lists with "code" and "name". */
int sohoa_code_list_match (const SohoaCodeList *list, const char *text);

G_END_DECLS

#endif
