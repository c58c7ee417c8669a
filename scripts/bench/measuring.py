"""Holds an export of fields against the truth of the mill, page by page and field by field."""

import collections
import difflib
import json
import math
import re
import unicodedata

KIND_OF = {"cover": "cover", "id_card": "id_card", "letter": "attachment", "blank": "blank"}  # all else: form
NO_VALUE = ("checkbox", "signature")  # kinds that are not compared as text
FIGURES = ("comb", "date")  # kinds that hold digits alone


def fold(text):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text or "")).strip()


def digits_read(want, raw):
    """For each digit that was written: was it read, in its order?"""
    written, read = re.sub(r"\D", "", want), re.sub(r"\D", "", raw)
    blocks = difflib.SequenceMatcher(None, written, read, autojunk=False).get_matching_blocks()
    found = sum(block.size for block in blocks)
    return [True] * found + [False] * (len(written) - found)


class Share:
    """ok of n, with the Wilson interval of 95 %."""

    def __init__(self):
        self.ok = self.n = 0

    def add(self, ok):
        self.ok += bool(ok)
        self.n += 1

    @property
    def rate(self):
        return self.ok / self.n if self.n else math.nan

    def interval(self, z=1.96):
        if not self.n:
            return math.nan, math.nan
        p, n = self.rate, self.n
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return middle - half, middle + half

    def __str__(self):
        if not self.n:
            return "     -"
        low, high = self.interval()
        return f"{100 * self.rate:6.2f} % [{100 * low:5.1f} .. {100 * high:5.1f}]  {self.ok}/{self.n}"


def percentile(values, share):
    """The value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else math.nan


def name_of(source):
    """Sources are matched by the last part of their path."""
    return source.rstrip("/").split("/")[-1]


class Export:
    """Pages and fields of an export by source and page."""

    def __init__(self, lines):
        self.pages, self.fields = {}, {}
        for line in lines:
            for page in line["pages"]:
                self.pages[name_of(page["source"]), page["page"]] = dict(page, dossier=line["dossier"])
            for field in line["fields"]:
                self.fields[name_of(field["source"]), field["page"], field["field"]] = field

    def on_page(self, source, page):
        return [f for (s, p, _), f in self.fields.items() if (s, p) == (source, page)]


class Measures:
    """Shares by name and group, zone errors by tier, and every wrong field."""

    def __init__(self):
        self.shares = collections.defaultdict(Share)
        self.zones_mm = collections.defaultdict(list)
        self.worst = collections.defaultdict(Share)
        self.confusion = collections.Counter()
        self.errors = []
        self.foreign_fields = 0  # fields reported on pages of another form

    def add(self, name, groups, ok):
        for group in groups:
            self.shares[name, group].add(ok)

    def add_dossier(self, truth, export):
        source, tier = name_of(truth["source"]), truth["tier"]
        got = {p["page"]: export.pages.get((source, p["page"]), {}) for p in truth["pages"]}
        if truth["cover"]:
            self.add("code", [tier], all(page.get("dossier") == truth["dossier"] for page in got.values()))
        copies = collections.defaultdict(list)
        for page in truth["pages"]:
            self._add_page(truth, page, got[page["page"]], export.on_page(source, page["page"]))
            if page["duplicate_of"]:
                copies[page["duplicate_of"]].append(page["page"])
        resolution = {p["page"]: p["degradation"]["dpi"] for p in truth["pages"]}
        for field in truth["fields"]:
            if field.get("duplicate"):
                continue
            places = [field["page"], *copies[field["page"]]]
            found = [
                export.fields[source, p, field["field"]] for p in places if (source, p, field["field"]) in export.fields
            ]
            self._add_field(truth, field, found[0] if found else None)
            if found and found[0]["page"] == field["page"]:
                self._add_zone(tier, field, found[0], resolution[field["page"]])

    def _add_page(self, truth, want, got, fields):
        kind = KIND_OF.get(want["form"], "form")
        right = got.get("kind") == kind
        if kind == "form":
            right = right and (got["form"], got["form_page"]) == (want["form"], want["form_page"])
            self.add("form pages", [truth["tier"]], right)
        self.add("page kinds", [truth["tier"], want["form"]], right)
        if not right:
            read = f"{got.get('kind')} {got.get('form') or ''} {got.get('form_page') or ''}".strip()
            self.confusion[f"{want['form']} {want['form_page']} -> {read}"] += 1
        if kind != "blank":
            self.add("rotation", [truth["tier"]], got.get("rotation") == want["orientation"])
        copy = "copies found" if want["duplicate_of"] else "originals kept"
        self.add(copy, [truth["tier"]], bool(got.get("duplicate_of")) == bool(want["duplicate_of"]))
        self.foreign_fields += sum(kind != "form" or f["form"] != want["form"] for f in fields)

    def _add_field(self, truth, field, got):
        want, raw = fold(field["value"]), fold(got["raw"]) if got else ""
        tier, fill, kind = truth["tier"], truth["fill"], field["kind"]
        if kind in ("checkbox", "choice"):
            ok = (raw == want) if kind == "choice" else (raw == "true") == (want == "true")
            self.add("boxes", [tier], ok)
            if want not in ("", "false"):
                self.add("ticked boxes", [tier], ok)
        if kind == "signature":
            self.add("signatures", [tier], bool(raw) == bool(want))
        if kind == "checkbox" and not ok:
            self._add_error(truth, field, got, want, raw)
        if kind in NO_VALUE:
            return
        if not want:
            self.add("invented", [tier], bool(raw))
            if raw:
                self._add_error(truth, field, got, want, raw)
            return
        groups = [f"{tier} {fill}"]
        if tier != "T3":  # photographs would blur what is said of paper scans
            groups += [f"{fill} {kind}", f"{fill} {field['form']}", fill]
            self.worst[fill, field["form"], field["field"]].add(raw == want)
        self.add("exact", groups, raw == want)
        if kind in FIGURES:
            self.add("combs and dates", groups[:1], raw == want)
            for is_read in digits_read(want, raw):
                self.add("their digits", groups[:1], is_read)
        if got and got["state"] in ("accepted", "verified"):
            self.add("accepted right", groups[:1] + groups[3:], raw == want)
        if raw != want:
            self._add_error(truth, field, got, want, raw)

    def _add_zone(self, tier, field, got, dpi):
        quad = got["quad"]
        for (x, y), (gx, gy) in zip(field["quad_px"], zip(quad[0::2], quad[1::2])):
            self.zones_mm[tier].append(math.hypot(gx - x, gy - y) * 25.4 / dpi)

    def _add_error(self, truth, field, got, want, raw):
        confidence = got["confidence"] if got else ""
        state = got["state"] if got else "missing"
        row = (truth["tier"], truth["fill"], name_of(truth["source"]), field["page"], field["form"], field["field"])
        self.errors.append((*row, field["kind"], want, raw, confidence, state))


def measure(truth_path, lines, measures=None):
    """Measures of an export against a truth file, added to those of other sets."""
    export, measures = Export(lines), measures or Measures()
    with open(truth_path, encoding="utf-8") as f:
        for line in f:
            measures.add_dossier(json.loads(line), export)
    return measures
