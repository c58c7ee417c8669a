/* field_types.h - every field type, declared once; schemas/field_type.c is the table.
 *
 * How to add one: docs/forms.md, "A new field type".
 */
#ifndef SOHOA_SCHEMAS_FIELD_TYPES_H
#define SOHOA_SCHEMAS_FIELD_TYPES_H

#include <sohoa/template.h>
#include <sohoa/value.h>

extern const SohoaFieldType sohoa_type_address;
extern const SohoaFieldType sohoa_type_administrative_unit;
extern const SohoaFieldType sohoa_type_authority;
extern const SohoaFieldType sohoa_type_certificate_no;
extern const SohoaFieldType sohoa_type_choice;
extern const SohoaFieldType sohoa_type_citizen_id;
extern const SohoaFieldType sohoa_type_date;
extern const SohoaFieldType sohoa_type_date_words;
extern const SohoaFieldType sohoa_type_datetime;
extern const SohoaFieldType sohoa_type_digits;
extern const SohoaFieldType sohoa_type_dossier_code;
extern const SohoaFieldType sohoa_type_email;
extern const SohoaFieldType sohoa_type_ethnic_group;
extern const SohoaFieldType sohoa_type_id_document;
extern const SohoaFieldType sohoa_type_integer;
extern const SohoaFieldType sohoa_type_issuer;
extern const SohoaFieldType sohoa_type_latin_date;
extern const SohoaFieldType sohoa_type_latin_digits;
extern const SohoaFieldType sohoa_type_latin_text;
extern const SohoaFieldType sohoa_type_measure;
extern const SohoaFieldType sohoa_type_money;
extern const SohoaFieldType sohoa_type_money_words;
extern const SohoaFieldType sohoa_type_nationality;
extern const SohoaFieldType sohoa_type_old_id_number;
extern const SohoaFieldType sohoa_type_person_name;
extern const SohoaFieldType sohoa_type_phone;
extern const SohoaFieldType sohoa_type_procedure_code;
extern const SohoaFieldType sohoa_type_ordinal;
extern const SohoaFieldType sohoa_type_relation;
extern const SohoaFieldType sohoa_type_religion;
extern const SohoaFieldType sohoa_type_sex;
extern const SohoaFieldType sohoa_type_signature;
extern const SohoaFieldType sohoa_type_tax_code;
extern const SohoaFieldType sohoa_type_text;
extern const SohoaFieldType sohoa_type_unit_code;
extern const SohoaFieldType sohoa_type_year;
extern const SohoaFieldType sohoa_type_yes_no;

/* What one type knows and others ask. */

/* Codes of offices: the older one of 13 characters ("000.00.26.H29") or one of up to four levels ("H29.26").
 * A regular expression without a capture. */
#define SOHOA_UNIT_CODE_PATTERN "(?:\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d{2}|[A-Z]\\d{2}(?:\\.\\d{1,3}){0,3})"

/* The province prefix of a citizen number ("079…") is one that was given out. */
gboolean sohoa_citizen_id_has_known_province (const char *digits);
/* What the fourth to sixth of the 12 figures of a citizen number say: PPPGYYNNNNNN (Thông tư 59/2021/TT-BCA).
 * "Nam" or "Nữ"; 1900 and later. number: 12 figures. */
const char *sohoa_citizen_id_sex (const char *number);
guint sohoa_citizen_id_birth_year (const char *number);
/* 1.004222, or 1.004222.000.00.00.H29 where an office has its own variant. */
gboolean sohoa_procedure_code_is_valid (const char *code);

#endif
