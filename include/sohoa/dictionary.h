/* dictionary.h - the elements that forms ask for, whatever they call them.
 *
 * Two fields ask for the same thing exactly when they bind the same element; that makes reuse countable. The
 * elements are data (schemas/dictionary.json), read on first use and kept until the process ends; everything
 * is borrowed. docs/dictionary.md describes them.
 */
#ifndef SOHOA_DICTIONARY_H
#define SOHOA_DICTIONARY_H

#include <sohoa/error.h>
#include <sohoa/value.h>

G_BEGIN_DECLS

/* How the law on personal data sees an element. */
typedef enum {
  SOHOA_SENSITIVITY_NONE,      /* not about a person */
  SOHOA_SENSITIVITY_BASIC,     /* basic personal data */
  SOHOA_SENSITIVITY_SENSITIVE, /* sensitive personal data */
} SohoaSensitivity;

typedef struct {
  char *id; /* "person.birth_date" */
  char *label_vi, *label_en;
  const SohoaFieldType *type;
  char *code_list; /* of its values, NULL when there is none */
  SohoaSensitivity sensitivity;
  char *law;        /* that makes it personal data; NULL when it is not */
  guint fresh_days; /* how long a value may be offered again without asking; 0: it does not age */
  char *source;     /* the act that lets offices ask for it */
} SohoaElement;

/* A value that follows from other values. */
typedef struct {
  char *element;
  char **from; /* elements, NULL-terminated */
  char *how;   /* "same", "year", "day", "date_words", "id_document", "number", "issued", "citizen_sex" */
} SohoaDerivation;

typedef struct SohoaDictionary SohoaDictionary;

/* The dictionary of sohoa_schemas_folder(). NULL when it is missing or wrong (SOHOA_ERROR_FORM names the JSON
 * pointer). */
const SohoaDictionary *sohoa_dictionary_get (GError **error);
/* For checks of a dictionary that is being written. */
SohoaDictionary *sohoa_dictionary_load (const char *path, GError **error);
void sohoa_dictionary_free (SohoaDictionary *dictionary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaDictionary, sohoa_dictionary_free)

guint sohoa_dictionary_size (const SohoaDictionary *dictionary);
/* In the order of the file. */
const SohoaElement *sohoa_dictionary_peek (const SohoaDictionary *dictionary, guint index);
const SohoaElement *sohoa_dictionary_lookup (const SohoaDictionary *dictionary, const char *id);

guint sohoa_dictionary_n_derivations (const SohoaDictionary *dictionary);
const SohoaDerivation *sohoa_dictionary_peek_derivation (const SohoaDictionary *dictionary, guint index);
/* values: canonical values (JSON text) of derivation->from, in that order. The derived value as JSON text for
 * the caller to free; NULL when it does not follow from these (the year of a date that is not there). */
char *sohoa_derivation_apply (const SohoaDerivation *derivation, const char *const *values);

G_END_DECLS

#endif
