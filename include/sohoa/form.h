/* form.h - form versions: data of the form designers, loaded and checked.
 *
 * One version is a folder schemas/forms/<form>/<version>/ with form.json and blank.pdf. The office's own
 * folder (in the archive) lies over the installed one: the same form and version there wins. docs/forms.md
 * describes form.json; schemas/meta/form.schema.json gives completion in an editor.
 */
#ifndef SOHOA_FORM_H
#define SOHOA_FORM_H

#include <sohoa/error.h>
#include <sohoa/template.h>
#include <sohoa/value.h>

G_BEGIN_DECLS

typedef struct {
  char *id;      /* "father.full_name" */
  char *label;   /* as printed */
  char *role;    /* "father"; NULL for fields about the dossier itself */
  char *element; /* data dictionary, "person.full_name" */
  const SohoaFieldType *type;
  SohoaZoneKind kind;
  gboolean declared;     /* the declarant must declare it: it counts in the reduction */
  char *declared_unless; /* field id: not declared where that field is filled in; NULL: no such condition */
  guint page;            /* 1-based */
  SohoaRect box_mm;
  GArray *parts; /* of SohoaZonePart */
} SohoaField;

typedef struct {
  char *id;      /* "ct01" */
  char *version; /* "2023-11-17": the date of the act that printed it */
  char *title;   /* Vietnamese, as printed */
  char *legal_basis;
  char *valid_from; /* ISO date */
  char *valid_to;   /* ISO date or NULL */
  gboolean is_cover;
  char **procedures; /* codes, NULL-terminated */
  char **roles;      /* NULL-terminated */
  guint n_pages;
  GPtrArray *fields; /* of SohoaField, in order */
  GBytes *blank_pdf; /* NULL for a version that is only a schema */
  char *folder;      /* where it was loaded from */
} SohoaForm;

/* The declarant must declare it, and it counts in the reduction: nobody declares anything by signing. */
gboolean sohoa_field_is_item (const SohoaField *field);

/* One finding of `form check`: file below the version's folder, JSON pointer ("" for the file as a whole),
 * what is wrong and what is allowed. */
typedef struct {
  char *file, *pointer, *message;
} SohoaFormFault;
void sohoa_form_fault_free (SohoaFormFault *fault);

/* Loads <folder>/form.json and blank.pdf. On failure: the first fault as SOHOA_ERROR_FORM; when ret_faults is
 * given, all of them (of SohoaFormFault). */
SohoaForm *sohoa_form_load (const char *folder, GPtrArray **ret_faults, GError **error);
/* A form.json by itself, whatever it is called and wherever it lies, without a blank: SOHOA_ERROR_FORM. */
SohoaForm *sohoa_form_load_draft (const char *file, GError **error);
/* The labels of a page's fields against the words that its blank prints (in reading order, NULL-terminated):
 * what is not there becomes a fault. What stands in a label in brackets, or behind " - ", is the designer's
 * own and not compared. FALSE: there is no word to compare with, the blank is a picture. */
gboolean
sohoa_form_check_print (const SohoaForm *form, guint page, const char *const *words, GPtrArray *faults);
void sohoa_form_free (SohoaForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaForm, sohoa_form_free)

const SohoaField *sohoa_form_lookup_field (const SohoaForm *form, const char *field);
/* The geometry for ocr/; NULL for a version without a blank. */
SohoaTemplate *sohoa_form_template (const SohoaForm *form);

/* All versions of all forms. Later folders win over earlier ones. */
typedef struct SohoaFormSet SohoaFormSet;
/* folders: NULL-terminated, each holding <form>/<version>/; one that does not exist is empty. A version that
 * is wrong fails the whole (SOHOA_ERROR_FORM, names folder, file and pointer): nothing is read by half a
 * form. */
SohoaFormSet *sohoa_form_set_load (const char *const *folders, GError **error);
void sohoa_form_set_free (SohoaFormSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaFormSet, sohoa_form_set_free)
guint sohoa_form_set_size (const SohoaFormSet *set);
/* In order of form id, then version. Borrowed. */
const SohoaForm *sohoa_form_set_peek (const SohoaFormSet *set, guint index);
/* version NULL: the newest that has a blank, else the newest. NULL when there is none. Borrowed. */
const SohoaForm *sohoa_form_set_lookup (const SohoaFormSet *set, const char *id, const char *version);

/* Where the installed forms are: SOHOA_SCHEMAS in the environment, else the installed folder, else (not
 * installed) the source tree's. Caller frees. */
char *sohoa_schemas_folder (void);

G_END_DECLS

#endif
