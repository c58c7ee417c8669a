/* address_unit.h - whether a unit lies where an address says. */
#ifndef SOHOA_SCHEMAS_ADDRESS_UNIT_H
#define SOHOA_SCHEMAS_ADDRESS_UNIT_H

#include <sohoa/address.h>

#include "units.h"

/* In the district and the province of address, as far as it has them; a province counts under its old and its
 * new name. */
gboolean sohoa_unit_lies_in (const SohoaUnit *unit, const SohoaAddress *address);

#endif
