"""What is written into the fields of a form: the text as on paper, and its normalized value."""

import re
import unicodedata

from people import id_document

CITY = "Thành phố Hồ Chí Minh"
DATE_STYLES = ["{d:02d}/{m:02d}/{y}"] * 3 + ["{d}/{m}/{y}", "{d:02d}-{m:02d}-{y}", "{d:02d}.{m:02d}.{y}"]
ADDRESSES = ("residence", "permanent_address", "current_address", "address", "death_place", "birth_place")
NUMBERS = ("area_m2", "ground_area_m2", "floor_area_m2", "height_m")
ALWAYS_SIGNED = ("applicant.signature", "bride.signature", "groom.signature")


def nfc(s):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", s)).strip()


def draw_style(rng, fill):
    """The habits of the person who fills a form in."""
    return {
        "fill": fill,
        "date": rng.choice(DATE_STYLES),
        "pad": rng.random() < 0.75,
        "phone": rng.choice(["{0}{1}{2}", "{0}{1}{2}", "{0} {1} {2}", "{0}.{1}.{2}"]),
        "idgroup": rng.random() < 0.2,
        "upper": rng.random() < 0.35,
        "abbr": rng.choice([0, 0, 1, 2]),
        "iddoc": rng.randint(0, 2),
        "mark": rng.choice("Xxv"),
    }


def abbreviate(address, level):
    if level == 0:
        return address
    address = address.replace(", phường ", ", P. ").replace(CITY, "TP. Hồ Chí Minh" if level == 1 else "TP.HCM")
    return address.replace(" đường ", " ") if level == 2 else address


def _show_id_document(style, attrs):
    y, m, d = attrs["id_issue_date"].split("-")
    number, issuer = attrs["citizen_id"], attrs["id_issue_place"]
    text = [
        f"CCCD số {number} do {issuer} cấp ngày {d}/{m}/{y}",
        f"Thẻ CCCD số: {number}, cấp ngày {d}/{m}/{y}, nơi cấp: Cục CSQLHC về TTXH",
        f"Căn cước số {number}, cấp {d}/{m}/{y} tại Cục Cảnh sát QLHC về TTXH",
    ][style["iddoc"]]
    return text, {"type": "cccd", "number": number, "issued": attrs["id_issue_date"]}


def show(attr, raw, style, attrs, form):
    """(text as written on paper, normalized value)"""
    if attr.endswith("_date"):
        y, m, d = map(int, raw.split("-"))
        return style["date"].format(d=d, m=m, y=y), raw
    if attr in ("citizen_id", "tax_code"):
        return (f"{raw[:3]} {raw[3:6]} {raw[6:]}" if style["idgroup"] else raw), raw
    if attr in ("phone", "designer_phone"):
        return style["phone"].format(raw[:4], raw[4:7], raw[7:]), raw
    if attr in ("full_name", "signature_name"):
        capitals = attr == "full_name" and (style["upper"] or form == "business")
        return (raw.upper() if capitals else raw), raw
    if attr in ADDRESSES:
        return abbreviate(raw, style["abbr"]), nfc(raw)
    if attr == "id_document":
        return _show_id_document(style, attrs)
    if attr == "capital":
        dotted = f"{int(raw):,}".replace(",", ".")
        return dotted + (" đồng" if style["pad"] else ""), raw
    if attr == "id_issue_place" and style["abbr"]:
        return "Cục CSQLHC về TTXH", raw
    if attr in NUMBERS:
        return raw, raw.replace(",", ".")
    return raw, nfc(raw)


def _known_value(meaning, attrs, extra, field):
    if field in extra:
        return extra[field]
    if attrs is None:
        return ""
    attr = meaning["attr"]
    if attr == "residence":
        return attrs["permanent_address"]
    if attr == "birth_year":
        return attrs["birth_date"][:4]
    if attr == "id_document":
        return id_document(attrs) if attrs.get("id_issue_date") else ""
    return attrs.get(attr, "")


def _person_of(meaning, roles):
    if meaning["entity"] != "person":
        return None
    person = roles.get(meaning["role"])
    if isinstance(person, list):
        return person[meaning["row"]] if meaning["row"] < len(person) else None
    return person


def _written(form, field, kind, raw, style, attrs):
    """(value, normalized) of one field."""
    if kind == "checkbox":
        return ("true" if raw else "false"), bool(raw)
    if kind == "signature":
        signed = field["id"] in ALWAYS_SIGNED or bool(form["extra"].get(field["id"] + "_name"))
        return ("signed" if signed else ""), signed
    if raw in ("", None, False):
        return "", ""
    if kind in ("choice", "comb"):
        return raw, raw
    if kind == "date":
        y, m, d = raw.split("-")
        parts = [d, m, y] if style["pad"] else [str(int(d)), str(int(m)), y]
        return "/".join(parts), raw
    text, normalized = show(field["canonical"]["attr"], str(raw), style, attrs, form["form"])
    return nfc(text), normalized


def fill_form(form, layout, style):
    """All fields of one filled form, in layout order, blank ones included."""
    out = []
    for field in layout["fields"]:
        meaning, kind = field["canonical"], field["kind"]
        person = _person_of(meaning, form["roles"])
        owner = person or form["roles"].get("applicant")
        raw = _known_value(meaning, person, form["extra"], field["id"])
        about = owner if meaning["entity"] in ("business", "works", "land") else person
        value, normalized = _written(form, field, kind, raw, style, owner)
        out.append(
            {
                "form": form["form"],
                "form_page": field["page"],
                "field": field["id"],
                "kind": kind,
                "canonical": meaning,
                "person_id": about["person_id"] if about else None,
                "value": value,
                "normalized": normalized,
            }
        )
    return out
