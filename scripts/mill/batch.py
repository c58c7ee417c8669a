"""Builds a batch: population -> filled forms -> ink pages (one chromium run) -> degraded scans -> truth.

All that is drawn comes from one random.Random in a fixed order (events, then pages, then containers), so that a
seed gives the same batch whatever the number of processes.
"""

import json
import os
import pathlib
import random
import shutil
import tempfile

import containers
import data
import events as happenings
import expected
import filling
import ink
import pages
import render
import scans
from PIL import ImageFont

FONTS = {  # profile -> fill -> (family, size in points)
    "a": {
        "typed": [("Tinos", 13), ("Cousine", 11), ("Arimo", 11.5)],
        "hand": [("Patrick Hand", 15), ("Mali", 12), ("Itim", 14), ("Pangolin", 13.5)],
    }
}
CONTAINERS = {
    "T0": ["folder", "pdf", "tiff"],
    "T1": ["pdf", "pdf", "tiff", "folder"],
    "T2": ["tiff", "tiff", "pdf"],
    "T3": ["folder", "folder", "pdf"],
}
SAMPLE = "Nguyễn Thị Hằng, 12/03/1985, Phường Bến Thành"
HEIGHTS = "ỂqỒy"
MAX_PAGES = 6  # of a dossier, before optional pages are left out
SHEET_RIGHT_MM = 206  # loose writing may not run over this


def further_fonts(folder):
    """(fill -> (family, size in points), family -> file) of a folder typed/*.ttf, hand/*.ttf: sizes at which they take
    the room that the mill's own fonts take, in width or in height."""
    fonts, files = {}, {}
    for fill, width, height in (("typed", 23.0, 1.25), ("hand", 23.0, 1.5)):
        paths = sorted(pathlib.Path(folder, fill).glob("*.ttf"))
        fonts[fill] = []
        for path in paths:
            font = ImageFont.truetype(str(path), 100)
            _, top, _, bottom = font.getbbox(HEIGHTS)
            size = min(width / (font.getlength(SAMPLE) / 100), height / ((bottom - top) / 100)) * 12
            fonts[fill].append((path.stem, round(2 * size) / 2))
            files[path.stem] = str(path)
    return fonts, files


class Batch:
    """What is drawn; sheets: the pages of the ink document; tasks: the pages to scan."""

    def __init__(self, options):
        self.options = options
        self.rng = random.Random(options.seed)
        self.tiers = [t.strip() for t in options.tier.split(",")]
        self.layouts = {}
        for form in data.PROCEDURES:
            with open(os.path.join(options.forms, form, "layout.json"), encoding="utf-8") as f:
                self.layouts[form] = json.load(f)
        self.fonts, self.font_files = further_fonts(options.fonts) if options.fonts else (FONTS[options.profile], {})
        self.sheets, self.dossiers, self.tasks = [], [], []

    # --- planning ---

    def plan(self):
        """Simulates what was received, chooses what was scanned, and plans its pages."""
        o, rng = self.options, self.rng
        n_received = max(o.dossiers + 1, round(o.dossiers / (1 - rng.uniform(0.15, 0.25))))
        self.world, self.events = happenings.simulate(rng, n_received)
        scanned = set(rng.sample(range(len(self.events)), o.dossiers))
        orphans = {rng.choice(sorted(scanned))} if o.dossiers >= 30 else set()  # scanned, but not in the register
        tiers = [t for t in self.tiers for _ in range(-(-o.dossiers // len(self.tiers)))][: o.dossiers]
        rng.shuffle(tiers)
        for i, event in enumerate(self.events):
            style = filling.draw_style(rng, rng.choice(["typed", "hand"]) if o.fill == "mixed" else o.fill)
            style["pen"] = rng.choice(ink.PENS)
            font = rng.choice(self.fonts[style["fill"]])
            event["filled"] = [filling.fill_form(f, self.layouts[f["form"]], style) for f in event["forms"]]
            event["pending"] = rng.random() < 0.07  # no result yet
            event["electronic"] = not event["pending"] and rng.random() < 0.6
            if i in scanned:
                number = len(self.dossiers) + 1
                self._plan_dossier(event, style, font, tiers[number - 1], number, i in orphans)

    def _sheet(self, html="", items=()):
        """Adds a page to the ink document; returns its index."""
        self.sheets.append({"html": html, "items": list(items)})
        return len(self.sheets) - 1

    def _plan_dossier(self, event, style, font, tier, number, orphan):
        rng = self.rng
        dossier = {"event": event, "tier": tier, "style": style, "font": font, "number": number, "orphan": orphan}
        dossier["erased"] = (
            style["fill"] != "hand" and rng.random() < 0.55
        )  # typed over the leaders, as in a word processor
        dossier["cover"] = rng.random() < 0.88
        plan = dossier["plan"] = []
        if dossier["cover"]:
            html, values = pages.cover(event, event["procedure"])
            items = []
            if rng.random() < 0.4:
                items.append({"mode": "html", "x": 150, "y": 150, "html": pages.stamp(event["unit"], rng, 34)})
            plan.append({"form": "cover", "form_page": 1, "sheet": self._sheet(html, items), "data": values})
        dossier["missing"] = self._plan_forms(dossier)
        self._plan_attachments(dossier)
        if len(plan) < MAX_PAGES and rng.random() < 0.14:
            place = rng.randint(1, len(plan))
            plan.insert(place, {"form": "blank", "form_page": 1, "sheet": None, "data": {}})
        if len(plan) < MAX_PAGES and tier != "T0" and rng.random() < 0.14:  # a page taken twice
            k = rng.randrange(len(plan))
            plan.insert(k + 1, dict(plan[k], duplicate_of=k + 1))
        self.dossiers.append(dossier)

    def _plan_forms(self, dossier):
        """Adds the forms' pages to the plan; returns those that are missing from the scan."""
        rng, event, style, tier = self.rng, dossier["event"], dossier["style"], dossier["tier"]
        missing = []
        for form, records in zip(event["forms"], event["filled"]):
            layout = self.layouts[form["form"]]
            for page in range(1, layout["pages"] + 1):
                if page > 1 and rng.random() < 0.15:
                    missing.append({"form": form["form"], "form_page": page})
                    continue
                items = ink.page_items(records, layout, page, style, dossier["font"], rng)
                if tier != "T0":
                    items += ink.overlays(event, layout, page, rng, tier)
                dossier["plan"].append(
                    {
                        "form": form["form"],
                        "form_page": page,
                        "sheet": self._sheet("", items),
                        "records": [r for r in records if r["form_page"] == page],
                        "base": (form["form"], page),
                        "erased": _leaders_to_erase(records, layout, page) if dossier["erased"] else [],
                        "layout": layout,
                    }
                )
        return missing

    def _plan_attachments(self, dossier):
        rng, event, plan = self.rng, dossier["event"], dossier["plan"]
        applicant = event["snapshot"]
        if applicant.get("id_issue_date") and len(plan) < MAX_PAGES and rng.random() < 0.45:
            html, values = pages.card(applicant, rng)
            plan.append({"form": "id_card", "form_page": 1, "sheet": self._sheet(html), "data": values})
        if event["letter"] and len(plan) < MAX_PAGES:
            html, values = pages.letter(event, rng, dossier["font"][0])
            plan.append({"form": "letter", "form_page": 1, "sheet": self._sheet(html), "data": values})

    # --- ink ---

    def print_ink(self, folder):
        """Prints the ink document; measured boxes stay in self.measured. Returns the PDF's path."""
        families = {item.get("font") for sheet in self.sheets for item in sheet["items"]}
        families |= {"Tinos", "Arimo"} | {d["font"][0] for d in self.dossiers}
        source, pdf = os.path.join(folder, "ink.html"), os.path.join(folder, "ink.pdf")

        def write_and_measure():
            sheets = json.dumps(self.sheets, ensure_ascii=False).replace("</", "<\\/")
            with open(source, "w", encoding="utf-8") as f:
                f.write("<!doctype html><html lang=vi><meta charset=utf-8>")
                f.write(f"<style>{render.font_css(families, self.font_files)}{render.file_text('ink.css')}</style>")
                f.write(f"<body><script>const PAGES={sheets};{render.file_text('ink.js')}</script></body></html>")
            return render.measure(source)

        self.measured = write_and_measure()
        if self._tighten():
            self.measured = write_and_measure()
        render.to_pdf(source, pdf)
        return pdf

    def _tighten(self):
        """Keeps loose writing on the sheet; TRUE when some had to be."""
        changed = False
        for sheet, measured in zip(self.sheets, self.measured):
            for item, m in zip(sheet["items"], measured["items"]):
                if m["box"] and item.get("loose") and m["box"][0] + m["box"][2] > SHEET_RIGHT_MM:
                    item.pop("loose")
                    changed = True
        return changed

    # --- scanning ---

    def plan_scans(self):
        for dossier in self.dossiers:
            for k, page in enumerate(dossier["plan"]):
                self._plan_scan(dossier, page, k)

    def _boxes(self, page):
        """What is to be found again on the scan, mm: '@mark', 'field' and '~ink of field'."""
        boxes = {}
        if page["sheet"] is None:
            return boxes
        measured = self.measured[page["sheet"]]
        boxes.update({"@" + name: box for name, box in measured["marks"].items()})
        if "layout" not in page:
            return boxes
        for field in page["layout"]["fields"]:
            if field["page"] == page["form_page"]:
                boxes[field["id"]] = field["box_mm"]
        page["ink"] = {}
        for item, m in zip(self.sheets[page["sheet"]]["items"], measured["items"]):
            if item.get("field"):
                box = item.get("fixed") or m["box"]
                if box:
                    boxes["~" + item["field"]] = box
                page["ink"][item["field"]] = {"overflow": bool(m["over"]), "struck": item.get("struck")}
        return boxes

    def _plan_scan(self, dossier, page, k):
        rng, tier = self.rng, dossier["tier"]
        boxes = self._boxes(page)
        page["orientation"] = _draw_orientation(rng, tier)
        task = {
            "ink_page": None if page["sheet"] is None else page["sheet"] + 1,
            "base": page.get("base"),
            "erased": page.get("erased"),
            "hand": dossier["style"]["fill"] == "hand",
            "tier": tier,
            "seed": [self.options.seed, dossier["number"], k],
            "color": page["form"] == "id_card" or rng.random() < 0.55,
            "orientation": page["orientation"],
            "boxes": boxes,
        }
        before = dossier["plan"][k - 1] if k else None
        if tier in ("T1", "T2") and before and before["sheet"] is not None:
            if page["form"] == "blank" or rng.random() < (0.12 if tier == "T1" else 0.5):
                task["back"] = {"ink_page": before["sheet"] + 1, "base": before.get("base"), "erased": None}
                task["back"].update(hand=False, tier="T0")
        page["task"] = len(self.tasks)
        self.tasks.append(task)

    # --- writing ---

    def write_scan(self, dossier, scanned):
        """Writes one dossier's container; returns (kind, source)."""
        kind = self.rng.choice(CONTAINERS[dossier["tier"]])
        name = f"S{dossier['number']:04d}" if dossier["cover"] else dossier["event"]["code"]
        source = "scans/" + name + {"folder": "", "pdf": ".pdf", "tiff": ".tif"}[kind]
        write = {"folder": containers.write_folder, "pdf": containers.write_pdf, "tiff": containers.write_tiff}[kind]
        write(os.path.join(self.options.out, source), scanned)
        return kind, source

    def truth(self, dossier, scanned):
        """One line of truth.jsonl; writes the container on the way."""
        event, style = dossier["event"], dossier["style"]
        kind, source = self.write_scan(dossier, scanned)
        number, procedure_name, _ = data.PROCEDURES[event["procedure"]]
        applicant = event["snapshot"]
        line = {
            "dossier": event["code"],
            "source": source,
            "container": kind,
            "tier": dossier["tier"],
            "profile": self.options.profile,
            "fill": style["fill"],
            "font": dossier["font"][0],
            "leaders_erased": dossier["erased"],
            "received": event["received_at"],
            "procedure": number,
            "procedure_name": procedure_name,
            "unit": event["unit"][0],
            "unit_name": event["unit"][1],
            "in_register": not dossier["orphan"],
            "cover": dossier["cover"],
            "applicant": {
                "person_id": event["applicant"],
                "full_name": applicant["full_name"],
                "citizen_id": applicant["citizen_id"],
            },
            "missing_pages": dossier["missing"],
            "pages": [],
            "fields": [],
            "tables": [],
        }
        for i, (page, scan) in enumerate(zip(dossier["plan"], scanned), 1):
            line["pages"].append(_page_truth(i, page, scan))
            line["fields"] += _field_truths(i, page, scan)
            line["tables"] += _table_truths(i, page)
        return line


def _leaders_to_erase(records, layout, page):
    fields = {f["id"]: f for f in layout["fields"]}
    boxes = []
    for r in records:
        if r["form_page"] == page and r["value"] and r["kind"] in ("text", "multiline", "date"):
            field = fields[r["field"]]
            boxes += [part["box_mm"] for part in field.get("parts", [field])]
    return boxes


def _draw_orientation(rng, tier):
    x = rng.random()
    if tier == "T0" or x >= 0.13:
        return 0
    return 180 if x < 0.07 else 90 if x < 0.10 else 270


def _page_truth(i, page, scan):
    truth = {
        "page": i,
        "form": page["form"],
        "form_page": page["form_page"],
        "orientation": page["orientation"],
        "size_px": scan["size"],
        "duplicate_of": page.get("duplicate_of"),
        "degradation": scan["info"],
    }
    if page.get("data"):
        truth["data"] = page["data"]
    marks = {name[1:]: hull for name, (hull, _) in scan["boxes"].items() if name[0] == "@"}
    if marks:
        truth["marks_px"] = marks
    return truth


def _field_truths(i, page, scan):
    for record in page.get("records", []):
        hull, quad = scan["boxes"][record["field"]]
        field = dict(page=i, **record, box_px=hull, quad_px=quad)
        written = page["ink"].get(record["field"], {})
        if "~" + record["field"] in scan["boxes"]:
            field["ink_box_px"] = scan["boxes"]["~" + record["field"]][0]
        if written.get("overflow"):
            field["overflow"] = True
        if written.get("struck"):
            field["struck"] = written["struck"]
        if page.get("duplicate_of"):
            field["duplicate"] = True
        yield field


def _table_truths(i, page):
    tables = {}
    for r in page.get("records", []):
        meaning = r["canonical"]
        if r["kind"] == "table_cell" and "row" in meaning:
            rows = tables.setdefault(r["field"].split("[")[0], {})
            rows.setdefault(meaning["row"], {})[meaning["attr"]] = r["value"]
    for name, rows in tables.items():
        filled = [rows[k] for k in sorted(rows) if any(rows[k].values())]
        yield {"page": i, "form": page["form"], "table": name, "rows": filled}


def _write_lines(path, rows):
    with open(path, "w", encoding="utf-8") as f:
        for row in rows:
            f.write(json.dumps(row, ensure_ascii=False) + "\n")


def make(options):
    """Draws a batch into options.out."""
    out = options.out
    shutil.rmtree(os.path.join(out, "scans"), ignore_errors=True)
    os.makedirs(os.path.join(out, "scans"))
    batch = Batch(options)
    batch.plan()
    with tempfile.TemporaryDirectory(prefix="mill-ink-") as folder:
        pdf = batch.print_ink(folder)
        batch.plan_scans()
        print(f"{len(batch.dossiers)} dossiers, {len(batch.tasks)} pages, {len(batch.events)} received", flush=True)
        done = scans.scan_all(batch.tasks, pdf, options.forms, options.profile, options.jobs)
    truth = [batch.truth(d, [done[p["task"]] for p in d["plan"]]) for d in batch.dossiers]
    _write_lines(os.path.join(out, "truth.jsonl"), truth)
    _write_lines(os.path.join(out, "persons.jsonl"), batch.world.people.values())
    orphans = {d["event"]["code"] for d in batch.dossiers if d["orphan"]}
    expected.write_register(os.path.join(out, "received.csv"), batch.events, orphans, batch.rng)
    with open(os.path.join(out, "expected.json"), "w", encoding="utf-8") as f:
        json.dump(expected.expected(batch.events, truth, batch.world), f, ensure_ascii=False, indent=1)
    with open(os.path.join(out, "params.json"), "w", encoding="utf-8") as f:
        json.dump(
            {
                "seed": options.seed,
                "dossiers": options.dossiers,
                "tier": batch.tiers,
                "fill": options.fill,
                "profile": options.profile,
            },
            f,
        )
    print("wrote", out)
