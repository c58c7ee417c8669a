/* natural_order.c - see natural_order.h. */
#include "natural_order.h"

#include <glib.h>
#include <string.h>

static gsize
count_digits (const char *text)
{
  return strspn (text, "0123456789");
}

/* Two runs of digits; moves both past them. */
static int
compare_numbers (const char **a, const char **b)
{
  *a += strspn (*a, "0");
  *b += strspn (*b, "0");
  gsize na = count_digits (*a), nb = count_digits (*b);
  int order = na != nb ? (na < nb ? -1 : 1) : memcmp (*a, *b, na);
  *a += na;
  *b += nb;
  return order;
}

int
sohoa_natural_compare (const char *a, const char *b)
{
  const char *p = a, *q = b;
  while (*p != '\0' && *q != '\0') {
    if (g_ascii_isdigit (*p) && g_ascii_isdigit (*q)) {
      int order = compare_numbers (&p, &q);
      if (order != 0)
        return order;
    } else if (*p != *q) {
      return (guchar) *p < (guchar) *q ? -1 : 1;
    } else {
      p++, q++;
    }
  }
  if (*p != *q)
    return *p == '\0' ? -1 : 1;
  return strcmp (a, b);
}
