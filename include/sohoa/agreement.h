/* agreement.h - do values that belong to one person or form agree? Pure functions over canonical values.
 *
 * Each adds what does not agree to findings (of SohoaFinding); values that are blank or not understood say
 * nothing. They return TRUE when something could be compared and agreed: that is evidence for both values.
 */
#ifndef SOHOA_AGREEMENT_H
#define SOHOA_AGREEMENT_H

#include <sohoa/value.h>

G_BEGIN_DECLS

GPtrArray *sohoa_findings_new (void);

/* The fourth digit against "Nam" / "Nữ". */
gboolean sohoa_agree_citizen_sex (const char *citizen_id, const char *sex, GPtrArray *findings);
/* Century and year against a birth date or year. */
gboolean sohoa_agree_citizen_birth (const char *citizen_id, const char *birth, GPtrArray *findings);
/* The province of birth registration against a place: births are registered elsewhere often enough that
 * this is information only. */
gboolean sohoa_agree_citizen_province (const char *citizen_id, const char *place, GPtrArray *findings);
/* Two days one of which cannot be after the other, such as a birth and the signature on a form. */
gboolean sohoa_agree_order (const char *earlier, const char *later, GPtrArray *findings);
/* A day against the same day in words. */
gboolean sohoa_agree_date_words (const char *date, const char *words, GPtrArray *findings);
/* An amount in figures against the same in words. */
gboolean sohoa_agree_money_words (const char *money, const char *words, GPtrArray *findings);

typedef enum { SOHOA_NAMES_AGREE, SOHOA_NAMES_AGREE_BARE, SOHOA_NAMES_DISAGREE } SohoaNameAgreement;
/* Same: but for case and the place of tone marks. Bare: only without any mark, as on an MRZ. */
SohoaNameAgreement sohoa_agree_names (const char *a, const char *b);

G_END_DECLS

#endif
