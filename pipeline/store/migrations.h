/* migrations.h - the numbered .sql files of this folder, compiled in (embed_sql.py). Number n is at n - 1. */
#ifndef SOHOA_MIGRATIONS_H
#define SOHOA_MIGRATIONS_H

#include <stddef.h>

/* NULL-terminated. */
extern const char *const sohoa_migrations[];

#endif
