"""A small layout language for printed forms: each function returns a piece of HTML.

Every input carries data-id (a neutral path such as `father.full_name`), data-kind and data-label; measure.js
measures each in the page and leaves the boxes in the DOM, where render.measure() reads them.

Field ids are the canonical meaning: `<role>.<attribute>` for persons, `business.*`, `works.*`, `land.*` and
`dossier.*` for everything else; rows of a table are `members[0].full_name`.
"""

import html
import re

DOTS = "." * 400  # a leader; the style sheet cuts it to the field's width
PERSON_ROLES = (
    "applicant",
    "child",
    "father",
    "mother",
    "bride",
    "groom",
    "subject",
    "deceased",
    "head",
    "owner",
    "guardian",
) + ("members",)


def canonical(field):
    """Neutral meaning of a field id: entity, role, attribute (and row for table cells)."""
    role, _, attr = field.partition(".")
    base, row_index = role, None
    if "[" in role:
        base, row_index = role[: role.index("[")], int(role[role.index("[") + 1 : -1])
    if base in PERSON_ROLES:
        meaning = {"entity": "person", "role": "member" if base == "members" else base, "attr": attr}
    else:
        meaning = {"entity": {"trades": "business"}.get(base, base), "attr": attr}
    if row_index is not None:
        meaning["row"] = row_index
    return meaning


def plain(label):
    """A label without footnote marks and markup."""
    return re.sub("<sup>.*?</sup>|<[^>]+>", "", label)


def slot(field, kind, label, style="", part=None, body=DOTS, cls="f"):
    """One place to write in; fields of several places repeat it with different parts."""
    data_part = f' data-part="{part}"' if part is not None else ""
    data_label = html.escape(plain(label).strip(" :-"), quote=True)
    return (
        f'<span class="{cls}" data-id="{field}" data-kind="{kind}" data-label="{data_label}"{data_part} '
        f'style="{style}">{body}</span>'
    )


def width(mm):
    """Style of a slot: so wide, or as wide as the row has left."""
    return f"flex:0 0 {mm}mm" if mm else "flex:1 1 0"


def word(label):
    return f"<span class=l>{label}</span>"


def text(label, field, mm=None, kind="text"):
    return word(label) + slot(field, kind, label, width(mm))


def date(label, field):
    """...../...../.........."""
    day, month, year = (slot(field, "date", label, width(mm), part) for part, mm in (("d", 12), ("m", 12), ("y", 17)))
    return word(label) + day + "/" + month + "/" + year


def spelt_date(label, field, day_mm=12, year_mm=17):
    """ngày ..... tháng ..... năm ....."""
    day, month = (slot(field, "date", label, width(day_mm), part) for part in "dm")
    year = slot(field, "date", label, width(year_mm), "y")
    return word(label + " ngày") + day + word("tháng") + month + word("năm") + year


def comb(label, field, cells=12):
    return (
        word(label)
        + "<span class=comb>"
        + "".join(slot(field, "comb", label, "", i, "", "cb") for i in range(cells))
        + "</span>"
    )


def box(field, label, kind="checkbox", part=None):
    return slot(field, kind, label, "", part, "", "ck")


def tick(label, field, after=True):
    """A box to tick, after or before its label."""
    square = box(field, label)
    return word(label) + square if after else square + word(label)


def choice(label, field, options):
    return word(label) + "".join(
        f'<span class=l style="margin-left:3mm">{option}</span>' + box(field, label, "choice", option)
        for option in options
    )


def row(*cells, cls=""):
    inner = "".join(c if c.startswith("<span") else word(c) for c in cells)
    return f'<div class="ln {cls}">{inner}</div>'


def lines(label, field, n, kind="multiline"):
    """A field of n lines, the first of which starts after its label."""
    out = row(word(label) + slot(field, kind, label, width(None), 0))
    for i in range(1, n):
        out += row(slot(field, kind, label, width(None), i))
    return out


def table(head, rows, columns, prefix, widths, row_mm=8.2):
    """A table whose cells are fields `prefix[i].column`; the first column holds the running number."""
    out = '<table class=""><tr>' + "".join(f'<th style="width:{w}mm">{h}</th>' for h, w in zip(head, widths)) + "</tr>"
    for i in range(rows):
        out += f'<tr style="height:{row_mm}mm"><td class=c>{i + 1}</td>'
        for title_html, column in zip(head[1:], columns):
            label = html.escape(html.unescape(title_html).replace("<br>", " "), quote=True)
            out += f'<td data-id="{prefix}[{i}].{column}" data-kind="table_cell" data-label="{label}"></td>'
        out += "</tr>"
    return out + "</table>"


def couple_row(label, attr, mm):
    """A row of the marriage form: one cell for the bride, one for the groom."""
    name = re.sub("<sup>.*?</sup>", "", label).strip()
    cells = "".join(
        f'<td data-id="{role}.{attr}" data-kind="table_cell" data-label="{name} ({side})"></td>'
        for role, side in (("bride", "Bên nữ"), ("groom", "Bên nam"))
    )
    return f'<tr style="height:{mm}mm"><td>{label}</td>{cells}</tr>'


def sign(heading, note, field, mm=24):
    """A place to sign in, and to write the name below."""
    return (
        f"<div class=sg><b>{heading}</b><i>{note}</i>"
        + slot(field, "signature", heading, f"height:{mm}mm", None, "", "sb")
        + slot(field + "_name", "text", heading + " - họ tên", "", None, "", "sn")
        + "</div>"
    )


def head(number=""):
    number = f"<div class=mau>{number}</div>" if number else ""
    return (
        number
        + "<div class=qh><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b class=u>Độc lập - Tự do - Hạnh phúc</b></div>"
    )


def title(heading, note=""):
    return f"<div class=tt><b>{heading}</b>" + (f"<br><i>{note}</i>" if note else "") + "</div>"


def addressee(label):
    return row(label, slot("dossier.authority", "text", "Kính gửi", width(None)), cls="kg")


def place_and_date():
    place = slot("dossier.place", "text", "Làm tại", width(31))
    return '<div class="ln pd">' + place + "," + spelt_date("", "dossier.sign_date", 10, 14) + "</div>"


def signed_right(*content):
    """The lower right of a page."""
    return "<div class=two><div></div><div class=rt>" + "".join(content) + "</div></div>"


def page_html(form, number, body, leaders=True):
    cls = "page" if leaders else "page nolead"
    return f'<div class="{cls}" data-form="{form}" data-page="{number}">{body}</div>'


def collate(measured):
    """Groups measured elements into fields; fields of several parts get `parts` and the hull as their box."""
    fields = {}
    for e in measured:
        if e["id"] == "#bottom":
            continue
        label = re.sub(r"<[^>]+>", "", html.unescape(e["label"])).replace("\xa0", " ").strip(" :\u2003-")
        field = fields.setdefault(
            e["id"],
            {
                "id": e["id"],
                "page": e["page"],
                "kind": e["kind"],
                "label": label or e["id"],
                "canonical": canonical(e["id"]),
                "parts": [],
            },
        )
        if e["kind"] == "multiline":
            field["kind"] = "multiline"
        field["parts"].append({"part": e["part"], "box_mm": e["box"]})
    for field in fields.values():
        boxes = [part["box_mm"] for part in field["parts"]]
        x0, y0 = min(b[0] for b in boxes), min(b[1] for b in boxes)
        x1, y1 = max(b[0] + b[2] for b in boxes), max(b[1] + b[3] for b in boxes)
        field["box_mm"] = [round(x0, 2), round(y0, 2), round(x1 - x0, 2), round(y1 - y0, 2)]
        if len(boxes) == 1 and field["parts"][0]["part"] is None:
            del field["parts"]
    return list(fields.values())
