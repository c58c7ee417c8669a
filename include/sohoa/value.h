/* value.h - what a reading means: the canonical value of a field, and what is to be said about it.
 *
 * A field type is one file and one row in the table of schemas/field_type.c. Normalizing never loses
 * anything: raw is kept by the caller, and what cannot be understood is a finding, not an empty value.
 */
#ifndef SOHOA_VALUE_H
#define SOHOA_VALUE_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum { SOHOA_FINDING_INFO, SOHOA_FINDING_WARNING, SOHOA_FINDING_ERROR } SohoaSeverity;

typedef struct {
  SohoaSeverity severity;
  char *code;    /* stable, such as "date-impossible" */
  char *message; /* for a person; never contains the value */
} SohoaFinding;

typedef struct {
  char *json; /* canonical value as JSON text: a string, true / false, or an object; never NULL ("\"\"" when
                 blank) */
  double plausibility; /* 0..1: how well raw fits the type; 0 = not understood (json is then raw, folded) */
  GPtrArray *findings; /* of SohoaFinding */
} SohoaValue;

void sohoa_value_free (SohoaValue *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaValue, sohoa_value_free)

typedef struct SohoaFieldType {
  const char *name;        /* as in form.json: "date" */
  const char *description; /* one line, for `form check` and the docs */
  int charset;             /* SohoaCharset: what recognizers should expect */
  /* raw: folded, not "". Fills value (json, plausibility, findings), which comes initialised to "not
   * understood". */
  void (*normalize) (const char *raw, SohoaValue *value);
  /* The other way: how one writes it on paper. text: of a canonical value that is a string, else its JSON.
   * The caller frees; NULL: it cannot be written. No function: it is written as it is. */
  char *(*write) (const char *text);
} SohoaFieldType;

/* All types, NULL-terminated; borrowed. */
const SohoaFieldType *const *sohoa_field_types (void);
const SohoaFieldType *sohoa_field_type_lookup (const char *name);
/* The canonical value of raw. "" is the blank value of every type. */
SohoaValue *sohoa_field_type_normalize (const SohoaFieldType *type, const char *raw);

/* How a canonical value (JSON text) is written so that it is read as the same again; the caller frees. NULL
 * when there is nothing to write ("", false), or no way to write it. */
char *sohoa_field_type_write (const SohoaFieldType *type, const char *json);
/* Two canonical values are the same: objects when all their members are. */
gboolean sohoa_value_same (const char *one, const char *other);

/* For implementers: sets the canonical value to a JSON string / takes a finding. */
void sohoa_value_set_string (SohoaValue *value, const char *text, double plausibility);
void
sohoa_value_add_finding (SohoaValue *value, SohoaSeverity severity, const char *code, const char *message);

G_END_DECLS

#endif
