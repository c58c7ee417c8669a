"""embed_sql.py OUT.c IN.sql...: the migrations as a C array of strings, in the order of their names."""
import sys

out, *files = sys.argv[1:]
files.sort()
with open(out, "w", encoding="utf-8") as c:
    c.write('#include "migrations.h"\n')
    for i, name in enumerate(files):
        # As numbers, because ISO C promises no string literal longer than 4095 characters.
        with open(name, "rb") as sql:
            numbers = [str(byte) for byte in sql.read()] + ["0"]
        lines = [",".join(numbers[k:k + 24]) for k in range(0, len(numbers), 24)]
        c.write("\nstatic const char migration_%d[] = {\n%s,\n};\n" % (i, ",\n".join(lines)))
    names = "".join("  migration_%d,\n" % i for i in range(len(files)))
    c.write("\nconst char *const sohoa_migrations[] = {\n%s  NULL,\n};\n" % names)
