/* signals.h - a person or the system wants the program to end. */
#ifndef SOHOA_SIGNALS_H
#define SOHOA_SIGNALS_H

/* From now on SIGINT, SIGTERM and SIGHUP ask to stop; a second one ends the program at once, and the archive
 * bears it. The flag that says so: static. */
const volatile int *sohoa_watch_signals (void);

#endif
