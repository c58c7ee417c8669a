/* address.h - addresses taken apart, and the administrative units that they name, then and now.
 *
 * On 1 July 2025 districts were abolished and 10,035 communes became 3,321. An address keeps the units that
 * it was declared with; which unit that is today is derived here, and where an old commune was divided among
 * several new ones it is a question for a person.
 */
#ifndef SOHOA_ADDRESS_H
#define SOHOA_ADDRESS_H

#include <glib.h>

G_BEGIN_DECLS

/* Each part as written out, with its word: "phường Bình Đông". NULL where the address has none. */
typedef struct {
  char *house; /* "203/38", "số 5" */
  char *street; /* "đường Hoàng Văn Thụ"; what else stands before the units: "Bệnh viện Từ Dũ" */
  char *hamlet;   /* "ấp 3", "tổ 5, khu phố 2" */
  char *commune;  /* phường, xã, thị trấn, đặc khu */
  char *district; /* quận, huyện, thị xã, a city below a province: only until 2025 */
  char *province;
} SohoaAddress;

/* Any text; parts that cannot be told are in street. */
SohoaAddress *sohoa_address_split (const char *text);
void sohoa_address_free (SohoaAddress *address);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaAddress, sohoa_address_free)

/* A commune; borrowed, lives as long as the process. */
typedef struct {
  const char *code;     /* means something only together with is_current */
  const char *name;     /* "Phường Sài Gòn" */
  const char *district; /* "Quận 1"; NULL for current units */
  const char *province; /* "Thành phố Hồ Chí Minh" */
  gboolean is_current;  /* since 1 July 2025 */
} SohoaCommune;

typedef enum {
  SOHOA_UNIT_FOUND,     /* current has the one unit */
  SOHOA_UNIT_DIVIDED,   /* the old commune went to the several in current: a person must say which */
  SOHOA_UNIT_AMBIGUOUS, /* several communes have that name; current has what may be meant */
  SOHOA_UNIT_UNKNOWN,   /* no commune of that name there; current is empty */
} SohoaUnitVerdict;

typedef struct {
  SohoaUnitVerdict verdict;
  gboolean has_declared;
  SohoaCommune declared; /* the unit of its own time that the address names, when that is one */
  GArray *current;       /* of SohoaCommune */
} SohoaUnitAnswer;

/* date: ISO, of the paper; NULL when unknown. It decides which units are tried first: after the reform people
 * go on writing old ones. */
SohoaUnitAnswer *sohoa_address_current_unit (const SohoaAddress *address, const char *date);
void sohoa_unit_answer_free (SohoaUnitAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaUnitAnswer, sohoa_unit_answer_free)

G_END_DECLS

#endif
