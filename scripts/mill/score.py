"""Compares an extraction with the truth. See README.md for the two formats."""

import json
import os
import re
import sys
import unicodedata

TRUE = {"true", "1", "x", "yes", "on", "checked", "v"}
NO_FORM = {"cover", "id_card", "letter", "blank"}
NO_KIND = {"other", "none", "unknown"}  # what an extraction may call a page that is no form
CONFIDENCES = (0.99, 0.95, 0.9, 0.8, 0.5)


def fold(s):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", "" if s is None else str(s))).strip()


def levenshtein(a, b):
    if a == b:
        return 0
    previous = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        current = [i]
        for j, cb in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (ca != cb)))
        previous = current
    return previous[-1]


def read_lines(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


class Extraction:
    """The extracted dossiers, found by the last part of their source, else by dossier code."""

    def __init__(self, rows):
        self.by_source = {self._name(r["source"]): r for r in rows if r.get("source")}
        self.by_code = {r["dossier"]: r for r in rows if r.get("dossier")}

    @staticmethod
    def _name(source):
        return os.path.basename(str(source).rstrip("/"))

    def lookup(self, truth):
        return self.by_source.get(self._name(truth["source"])) or self.by_code.get(truth["dossier"])


class FieldFinder:
    """The extracted field for a true one: on its page, on a duplicate of it, or by form and id."""

    def __init__(self, truth, extracted):
        self.duplicates = {}
        for p in truth["pages"]:
            if p["duplicate_of"]:
                self.duplicates.setdefault(p["duplicate_of"], []).append(p["page"])
        self.at, self.loose = {}, {}
        for f in extracted.get("fields", []):
            if f.get("page") is not None:
                self.at[f["page"], f["field"]] = f
            else:
                self.loose.setdefault((f.get("form"), f["field"]), f)

    def lookup(self, field):
        for page in [field["page"], *self.duplicates.get(field["page"], [])]:
            if (page, field["field"]) in self.at:
                return self.at[page, field["field"]]
        return self.loose.get((field["form"], field["field"]))


class Share:
    """So many of so many."""

    def __init__(self):
        self.ok = self.n = 0

    def add(self, ok):
        self.ok += bool(ok)
        self.n += 1

    def report(self):
        return {"n": self.n, "rate": self.ok / self.n if self.n else None}


class TextTally:
    """Exact values and characters of a group of fields."""

    def __init__(self):
        self.n = self.ok = self.edits = self.chars = self.missed = self.normalized_n = self.normalized_ok = 0

    def add(self, want, got, edits):
        self.n += 1
        self.ok += got == want
        self.edits += min(edits, len(want))
        self.chars += len(want)
        self.missed += not got

    def add_normalized(self, ok):
        self.normalized_n += 1
        self.normalized_ok += ok

    def report(self):
        r = {
            "fields": self.n,
            "exact": self.ok / self.n if self.n else None,
            "cer": self.edits / self.chars if self.chars else None,
            "missed": self.missed,
        }
        if self.normalized_n:
            r["normalized_given"] = self.normalized_n
            r["normalized_exact"] = self.normalized_ok / self.normalized_n
        return r


class Score:
    def __init__(self):
        self.dossiers = self.found = self.codes = self.blanks = self.spurious = 0
        self.text, self.boxes, self.signatures = {}, {}, Share()
        self.pages = {"all": Share(), "forms": Share()}
        self.confusion, self.confidences, self.errors = {}, [], []

    def add_dossier(self, truth, extracted):
        self.dossiers += 1
        self.found += extracted is not None
        extracted = extracted or {"pages": [], "fields": []}
        self.codes += extracted.get("dossier") == truth["dossier"]
        pages = {p["page"]: p for p in extracted.get("pages", [])}
        for page in truth["pages"]:
            self._add_page(truth["tier"], page, pages.get(page["page"], {}))
        finder = FieldFinder(truth, extracted)
        for field in truth["fields"]:
            if not field.get("duplicate"):
                self._add_field(truth, field, finder.lookup(field))

    def _add_page(self, tier, want, got):
        form = got.get("form") or "none"
        if want["form"] in NO_FORM:
            ok = form == want["form"] or form in NO_KIND
        else:
            ok = form == want["form"] and int(got.get("form_page") or 1) == want["form_page"]
            self.pages["forms"].add(ok)
        self.pages["all"].add(ok)
        self.pages.setdefault(tier, Share()).add(ok)
        if not ok:
            key = f"{want['form']}:{want['form_page']} -> {form}:{got.get('form_page')}"
            self.confusion[key] = self.confusion.get(key, 0) + 1

    def _add_field(self, truth, field, got):
        value = got.get("value") if got else None
        if field["kind"] == "checkbox":
            self._add_box(truth, field, value)
        elif field["kind"] == "signature":
            if got is not None:
                self.signatures.add(bool(fold(value)) == bool(field["value"]))
        elif not fold(field["value"]):
            self.blanks += 1
            self.spurious += bool(fold(value))
        else:
            self._add_text(truth, field, got, fold(value))

    def _add_box(self, truth, field, value):
        ticked = value if isinstance(value, bool) else fold(value).lower() in TRUE
        ok = ticked == (field["value"] == "true")
        groups = ["all", truth["tier"]] + (["ticked only"] if field["value"] == "true" else [])
        for group in groups:
            self.boxes.setdefault(group, Share()).add(ok)
        if not ok:
            self._add_error(truth, field, field["value"], value)

    def _add_text(self, truth, field, got, value):
        want = fold(field["value"])
        edits = levenshtein(value, want)
        if value and got.get("confidence") is not None:
            self.confidences.append((float(got["confidence"]), value == want))
        if value != want:
            self._add_error(truth, field, want, value)
        tier, fill = truth["tier"], truth["fill"]
        groups = [f"tier {tier}", f"kind {field['kind']}", f"fill {fill}", f"form {field['form']}"]
        for group in ["all", *groups, f"tier+fill {tier} {fill}"]:
            tally = self.text.setdefault(group, TextTally())
            tally.add(want, value, edits)
            normalized = got.get("normalized") if got else None
            if normalized is not None and not isinstance(field["normalized"], dict):
                tally.add_normalized(fold(normalized) == fold(field["normalized"]))

    def _add_error(self, truth, field, want, got):
        row = (truth["dossier"], truth["tier"], field["page"], field["field"], field["kind"], want, got)
        self.errors.append(row)

    def _by_confidence(self):
        total = self.text["all"].n if "all" in self.text else 0
        ranked = sorted(self.confidences, reverse=True)
        out = {}
        for limit in CONFIDENCES:
            chosen = [ok for confidence, ok in ranked if confidence >= limit]
            precision = sum(chosen) / len(chosen) if chosen else None
            out[str(limit)] = {"fields": len(chosen), "share": len(chosen) / max(1, total), "precision": precision}
        return out

    def report(self):
        return {
            "dossiers": self.dossiers,
            "found": self.found,
            "dossier_code_accuracy": self.codes / self.dossiers if self.dossiers else None,
            "form_classification": {k: s.report() for k, s in self.pages.items()},
            "confusion": dict(sorted(self.confusion.items(), key=lambda x: -x[1])[:20]),
            "fields": {k: self.text[k].report() for k in sorted(self.text)},
            "blank_fields": {"n": self.blanks, "spurious": self.spurious},
            "checkboxes": {k: s.report() for k, s in self.boxes.items()},
            "signature_presence": self.signatures.report(),
            "by_confidence": self._by_confidence(),
        }


def score(truth_path, extracted_path):
    result = Score()
    extraction = Extraction(read_lines(extracted_path))
    for truth in read_lines(truth_path):
        result.add_dossier(truth, extraction.lookup(truth))
    return result


def _percent(x):
    return "   -  " if x is None else f"{100 * x:5.1f}%"


def _shares(shares):
    return "  ".join(f"{k} {_percent(s['rate'])} (n={s['n']})" for k, s in shares.items())


def print_report(r):
    code = _percent(r["dossier_code_accuracy"])
    print(f"dossiers {r['dossiers']}, found {r['found']}, dossier code right {code}")
    print("form classification  " + _shares(r["form_classification"]))
    for key, n in r["confusion"].items():
        print(f"    {n:3d}  {key}")
    print(f"{'fields with a value':34s}{'n':>6s} {'exact':>7s} {'CER':>7s} {'missed':>7s} {'norm.':>7s}")
    for key, c in r["fields"].items():
        rates = f"{_percent(c['exact'])} {_percent(c['cer'])} {c['missed']:7d} {_percent(c.get('normalized_exact'))}"
        print(f"{key:34s}{c['fields']:6d} {rates}")
    print(f"blank fields {r['blank_fields']['n']}, of them given a value {r['blank_fields']['spurious']}")
    print("checkboxes  " + _shares(r["checkboxes"]))
    limits = (
        f">={k}: {_percent(c['share'])} of fields at {_percent(c['precision'])}" for k, c in r["by_confidence"].items()
    )
    print("by confidence  " + "  ".join(limits))


def write_errors(path, errors):
    with open(path, "w", encoding="utf-8") as f:
        for row in [("dossier", "tier", "page", "field", "kind", "want", "got"), *errors]:
            f.write("\t".join(map(str, row)) + "\n")


def main(options):
    result = score(options.truth, options.extracted)
    if options.errors:
        write_errors(options.errors, result.errors)
    if options.json:
        json.dump(result.report(), sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print_report(result.report())
