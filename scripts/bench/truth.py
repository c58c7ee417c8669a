"""Canonical values against the truth of the mill: which are right."""

import dataclasses
import json

from measuring import fold, name_of


@dataclasses.dataclass
class Want:
    """A field of the truth, and what was made of it."""

    dossier: dict
    field: dict
    got: dict  # line of the export; None when it was not reported
    right: bool  # the canonical value
    raw_right: bool


def same(value, want):
    """A canonical value is the one wanted: texts but for spaces, documents but for parts that nobody wrote."""
    if isinstance(value, bool) or isinstance(want, bool):
        return str(value).lower() == str(want).lower() or (value == "" and str(want).lower() == "false")
    if isinstance(value, dict) and isinstance(want, dict):
        return {k: v for k, v in value.items() if v} == {k: v for k, v in want.items() if v}
    if isinstance(value, str) and isinstance(want, str):
        return fold(value) == fold(want)
    return value == want


def places_of(truth, field):
    """Pages that a field may be reported on: its own, and copies of that."""
    copies = [page["page"] for page in truth["pages"] if page["duplicate_of"] == field["page"]]
    return [field["page"], *copies]


def judge(truth_path, lines):
    """Want by (source, page, field) for every field of the truth; those not reported by their own page."""
    got = {}
    for line in lines:
        for field in line["fields"]:
            got[name_of(field["source"]), field["page"], field["field"]] = field
    wants = {}
    with open(truth_path, encoding="utf-8") as f:
        for truth in map(json.loads, f):
            source = name_of(truth["source"])
            for field in truth["fields"]:
                if field.get("duplicate"):
                    continue
                keys = [(source, page, field["field"]) for page in places_of(truth, field)]
                key = next((key for key in keys if key in got), keys[0])
                line = got.get(key)
                value = line["value"] if line else ""
                wanted = field.get("normalized", field["value"])
                raw_right = fold(line["raw"] if line else "") == fold(field["value"])
                wants[key] = Want(truth, field, line, same(value, wanted), raw_right)
    return wants
