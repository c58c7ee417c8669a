"""The ink on a page: which text goes where, in which hand; stamps and stray signatures over it.

An item is a dict that ink.js understands: mode (flow: text over several lines; cell: text that wraps in a cell;
pieces: one text a part; html), where (parts or x, y in mm) and how (font, pt, colour, jitter).
"""

import pages

TYPEWRITER_BLACK = "#151515"
PENS = ["#1b2f9b", "#24379e", "#16257a", "#20242e", "#2a2a2a"]
LEFT_ALIGNED_CELLS = ("full_name", "residence", "id_document", "title", "current_address")
SOMETIMES_STRUCK = ("full_name", "residence", "permanent_address", "request", "hometown", "birth_place")
STRUCK_WORDS = ["Nguyễn", "số 15", "Trần Văn", "22/7", "phường", "xã Tân"]


def page_items(records, layout, page, style, font, rng):
    """Ink for one page of one form; each item remembers the field it writes. font: (family, pt)."""
    fields = {f["id"]: f for f in layout["fields"]}
    hand = style["fill"] == "hand"
    base = {
        "font": font[0],
        "pt": font[1],
        "color": style["pen"] if hand else TYPEWRITER_BLACK,
        "jit": 1 if hand else 0,
    }
    items = []
    for record in records:
        field = fields[record["field"]]
        if field["page"] != page or record["value"] in ("", "false"):
            continue
        item = dict(base, field=record["field"], seed=rng.randint(1, 10**9))
        item["dy"] = rng.uniform(-0.9, -0.1) if hand else -0.25
        item["parts"] = [p["box_mm"] for p in field["parts"]] if "parts" in field else [field["box_mm"]]
        _write(item, record, field, style, rng)
        items.append(item)
    return items


def _write(item, record, field, style, rng):
    kind = record["kind"]
    if kind in ("checkbox", "choice"):
        _tick(item, record, field, style, rng)
    elif kind == "signature":
        w, h = 38, 17
        x, y, box_w, _ = field["box_mm"]
        item.update(mode="html", x=x + max(0, (box_w - w) / 2) + rng.uniform(-3, 3), y=y + rng.uniform(-1, 4))
        item["html"] = pages.signature(rng, w, h, "#1b2e8c")
    elif kind == "comb":
        hand = style["fill"] == "hand"
        item.update(mode="pieces", text=list(record["value"]), pt=item["pt"] * (1.05 if hand else 1))
    elif kind == "date":
        item.update(mode="pieces", text=record["value"].split("/"))
    elif kind == "table_cell":
        align = "l" if record["canonical"]["attr"] in LEFT_ALIGNED_CELLS else "c"
        item.update(mode="cell", text=record["value"], align=align, pt=item["pt"] * 0.92)
    else:
        _write_text(item, record, field, style, rng)


def _write_text(item, record, field, style, rng):
    hand = style["fill"] == "hand"
    centred = record["field"].endswith("signature_name")
    pad = rng.uniform(0.3, 3) if hand else 1
    item.update(mode="flow", text=record["value"], align="c" if centred else "l", pad=pad)
    item["pt"] *= 0.8 if centred else 1
    if centred:
        item["parts"] = [list(field["box_mm"])]
    elif rng.random() < 0.05:  # writing that leaves its zone
        item.update(loose=True, pt=item["pt"] * 1.18)
    elif rng.random() < (0.05 if hand else 0.02) and record["canonical"]["attr"] in SOMETIMES_STRUCK:
        item["struck"] = rng.choice(STRUCK_WORDS)


def _tick(item, record, field, style, rng):
    box = item["parts"][0]
    if record["kind"] == "choice":
        box = next(p["box_mm"] for p in field["parts"] if p["part"] == record["value"])
    if style["fill"] != "hand":
        item.update(mode="pieces", parts=[box], text=["X" if style["mark"] != "x" else "x"], dy=0)
        return

    def shaky(value):
        return f"{value + rng.uniform(-0.7, 0.7):.2f}"

    x, y, w, h = box
    if style["mark"] != "v":
        path = (
            f"M{shaky(x)} {shaky(y)}L{shaky(x + w)} {shaky(y + h)}M{shaky(x + w)} {shaky(y)}L{shaky(x)} {shaky(y + h)}"
        )
    else:
        path = (
            f"M{shaky(x + 0.2)} {y + h * 0.5:.2f}L{x + w * 0.4:.2f} {shaky(y + h)}L{shaky(x + w + 1.4)} {shaky(y - 1)}"
        )
    svg = (
        '<svg viewBox="0 0 210 297" style="width:210mm;height:297mm;position:absolute">'
        f'<path d="{path}" fill="none" stroke="{style["pen"]}" stroke-width=".5" stroke-linecap="round"/></svg>'
    )
    item.update(mode="html", x=0, y=0, html=svg, fixed=box)


def overlays(event, layout, page, rng, tier):
    """Stamps and a stray signature that cross the writing."""
    boxes = [f["box_mm"] for f in layout["fields"] if f["page"] == page and f["kind"] in ("text", "multiline")]
    items = []
    if tier == "T2" and rng.random() < 0.6 or tier in ("T1", "T3") and rng.random() < 0.2:
        x, y, w, _ = rng.choice(boxes)
        x, y = min(165, x + rng.uniform(0, max(1, w - 30))), max(5, min(255, y - 14))
        items.append({"mode": "html", "x": x, "y": y, "html": pages.stamp(event["unit"], rng), "over": "stamp"})
    if tier == "T2" and rng.random() < 0.45:
        x, y, _, _ = rng.choice(boxes)
        x, y = x + rng.uniform(0, 40), y - 6
        stray = pages.signature(rng, 48, 20, "#2036a8")
        items.append({"mode": "html", "x": x, "y": y, "html": stray, "over": "signature"})
    if tier != "T0" and rng.random() < 0.3:
        x, y = rng.uniform(8, 22), rng.uniform(5, 12)
        items.append({"mode": "html", "x": x, "y": y, "html": pages.received_stamp(event, rng), "over": "received"})
    return items
