"""Lines of drawn dossiers with what they say: cut by the program itself, told by the truth beside the scans.

What a line was recognized as only decides which part of which value of its page it is; a line that is like none is
left out.
"""

import collections
import json
import pathlib
import re
import subprocess
import tempfile
import unicodedata

import cv2
from Levenshtein import distance

ROOT = pathlib.Path(__file__).resolve().parents[2]
UNLIKE = 0.45  # share of characters that may be wrong


def values_of(folder):
    """Values by (file, page), as written."""
    values = collections.defaultdict(list)
    with open(folder / "truth.jsonl", encoding="utf-8") as f:
        for dossier in map(json.loads, f):
            for field in dossier["fields"]:
                if isinstance(field.get("value"), str) and field["value"]:
                    text = " ".join(unicodedata.normalize("NFC", field["value"]).split())
                    values[pathlib.Path(dossier["source"]).name, field["page"]].append(text)
    return values


def parts(value):
    """The lines that a value may stand on: whole words of it."""
    words = value.split(" ")
    for begin in range(len(words)):
        for end in range(begin + 1, len(words) + 1):
            yield " ".join(words[begin:end]), (begin == 0) + (end == len(words))


def match(text, values):
    """The part of a value that was read as text; None when nothing is like it."""
    best = None
    for value in values:
        for part, ends in parts(value):
            if abs(len(part) - len(text)) > 0.35 * len(part) + 2:
                continue
            key = (distance(part, text), -ends)
            if best is None or key < best[0]:
                best = key, part
    return best[1] if best is not None and best[0][0] <= UNLIKE * len(best[1]) else None


def match_digits(text, values):
    """For places of digits only, whose gaps say nothing: they are taken as they were seen."""
    read = re.sub(r"\D", "", text)
    numbers = {re.sub(r"\D", "", value) for value in values if not re.search(r"[^\W\d]", value)} - {""}
    nearest = min(numbers, key=lambda n: distance(n, read), default=None)
    if nearest is None or distance(nearest, read) > UNLIKE * len(nearest):
        return None
    if len(nearest) != len(read):
        return nearest
    digits = iter(nearest)
    return "".join(next(digits) if c.isdigit() else c for c in text)


def pages_of(scans):
    """file -> (source, how many of its pages lie before the file); a folder of pictures has a page a file."""
    pages = {}
    for source in sorted(scans.iterdir()):
        files = [source] if source.is_file() else sorted(source.iterdir())
        pages.update({str(file): (source.name, i) for i, file in enumerate(files)})
    return pages


def lines_of(folder, build):
    """(picture, text) of every line of a set that can be told."""
    folder = pathlib.Path(folder)
    values = values_of(folder)
    with tempfile.TemporaryDirectory() as out:
        pages = pages_of(folder / "scans")
        subprocess.run([f"{build}/scripts/learn/cut-lines", str(ROOT / "schemas"), out, *pages], check=True)
        with open(f"{out}/lines.tsv", encoding="utf-8") as f:
            for row in f:
                path, page, picture, charset, text = row.rstrip("\n").split("\t")
                source, first = pages[path]
                known = values.get((source, first + int(page)), [])
                told = (match if charset == "0" else match_digits)(text, known)
                if told:
                    yield cv2.imread(f"{out}/{picture}", cv2.IMREAD_GRAYSCALE), told
