/* natural_order.h - the order a person expects of numbered files: 2 before 10. */
#ifndef SOHOA_NATURAL_ORDER_H
#define SOHOA_NATURAL_ORDER_H

/* Runs of digits compare as numbers of any length, everything else as bytes. A total order: names that differ
 * never compare equal ("01" and "1" fall back to their bytes). */
int sohoa_natural_compare (const char *a, const char *b);

#endif
