/* hire.h - the crew of a command, in its cage or, told so by --uncaged before the command, not. */
#ifndef SOHOA_HIRE_H
#define SOHOA_HIRE_H

#include "../crew/supervisor.h"

G_BEGIN_DECLS

/* As sohoa_crew_defaults(), caged as the command line says. */
SohoaCrewOptions sohoa_hire_defaults (void);
/* --uncaged was given: says so on stderr, loudly. */
void sohoa_hire_uncaged (void);

G_END_DECLS

#endif
