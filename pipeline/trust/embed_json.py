"""embed_json.py OUT.c NAME IN.json: a file as the C string NAME."""
import sys

out, name, path = sys.argv[1:]
with open(path, "rb") as data:
    # As numbers, because ISO C promises no string literal longer than 4095 characters.
    numbers = [str(byte) for byte in data.read()] + ["0"]
lines = [",".join(numbers[k:k + 24]) for k in range(0, len(numbers), 24)]
with open(out, "w", encoding="utf-8") as c:
    c.write('#include "calibration.h"\n\nconst char %s[] = {\n%s,\n};\n' % (name, ",\n".join(lines)))
