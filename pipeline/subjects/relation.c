/* relation.c - see relation.h. */
#include "relation.h"

#include <string.h>

static const struct {
  const char *role, *other, *element;
} relations[] = {
  {"mother", "child", "relation.mother_of"}, {"father", "child", "relation.father_of"},
  {"bride", "groom", "relation.spouse_of"},  {"groom", "bride", "relation.spouse_of"},
  {"head", "member", "relation.head_of"},    {"head", "applicant", "relation.head_of"},
};

const char *
sohoa_relation_of_roles (const char *role, const char *other)
{
  for (gsize i = 0; i < G_N_ELEMENTS (relations); i++)
    if (strcmp (relations[i].role, role) == 0 && strcmp (relations[i].other, other) == 0)
      return relations[i].element;
  return NULL;
}
