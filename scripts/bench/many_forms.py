"""Makes form versions that exist nowhere, by the hundred: folders with form.json and blank.pdf, as schemas/forms has them.

All share the letterhead and the closing words of Vietnamese declarations, as the forms of one office do; titles, items,
tables and spacing differ. The PDF is written by hand (base fonts, no accents), so that 300 take a second.
"""

import json
import random

VERSIONS = ("2020-01-01", "2021-01-01")
MM = 72 / 25.4
WIDTH_MM, HEIGHT_MM = 210, 297
WORDS = """ho ten ngay thang nam sinh gioi tinh dan toc quoc tich noi cu tru so dinh danh ca nhan giay to tuy than dia chi
co quan don vi chuc vu nghe nghiep trinh do tai khoan ngan hang dien thoai email loai dat dien tich thua ban do muc dich
su dung thoi han nguon goc tai san gan lien cong trinh cap phep xay dung chu dau tu thiet ke nha thau giam sat kinh
doanh nganh hang von dieu le doanh thu thue phi le bao hiem xa hoi y te hoc sinh truong lop ket qua dang ky khai bao
xac nhan chung thuc ban sao chinh luu tru thong tin lien he nguoi dai dien uy quyen quan he gia dinh vo chong con cai""".split()
LETTERHEAD = ("CONG HOA XA HOI CHU NGHIA VIET NAM", "Doc lap - Tu do - Hanh phuc")
CLOSING = ("Toi cam doan nhung noi dung khai tren day la dung su that va chiu trach nhiem truoc phap luat", "ve cam doan cua minh.")


class Sheet:
    """Drawing commands of one page; millimetres from the top left."""

    def __init__(self):
        self.commands = []

    def text(self, x, y, words, size=12, bold=False, centred=False):
        if centred:
            x -= len(words) * size * 0.24 / MM
        self.commands.append(f"BT /{'B' if bold else 'R'} {size} Tf {x * MM:.2f} {(HEIGHT_MM - y) * MM:.2f} Td ({words}) Tj ET")

    def box(self, x, y, w, h):
        self.commands.append(f"{x * MM:.2f} {(HEIGHT_MM - y - h) * MM:.2f} {w * MM:.2f} {h * MM:.2f} re S")

    def pdf(self):
        content = ("0.6 w\n" + "\n".join(self.commands)).encode("ascii")
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Contents 6 0 R/Resources<</Font<</R 4 0 R/B 5 0 R>>>>>>"
            % (WIDTH_MM * MM, HEIGHT_MM * MM),
            b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Times-Bold>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        ]
        out, places = b"%PDF-1.4\n", []
        for number, body in enumerate(objects, 1):
            places.append(len(out))
            out += b"%d 0 obj%s\nendobj\n" % (number, body)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def phrase(rng, least, most):
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(least, most))).capitalize()


def items_of(rng):
    """What a form asks for: labels of its lines, and where a table of so many rows comes."""
    items = [phrase(rng, 2, 7) for _ in range(rng.randint(11, 20))]
    return {"title": phrase(rng, 3, 6).upper(), "items": items, "pitch": rng.uniform(7.2, 9.0), "table": rng.randint(0, 5)}


def draw(rng, form):
    """(PDF, boxes of the writing in millimetres) of a form's only page."""
    sheet, boxes, y = Sheet(), [], 24
    for words in LETTERHEAD:
        sheet.text(WIDTH_MM / 2, y, words, 13, True, True)
        y += 6
    sheet.text(WIDTH_MM / 2, y + 6, "TO KHAI " + form["title"], 14, True, True)
    y += 20
    for number, label in enumerate(form["items"], 1):
        words = f"{number}. {label}: "
        sheet.text(25, y, words)
        start = 25 + len(words) * 12 * 0.47 / MM
        if start < 180:
            sheet.text(start, y, "." * int((190 - start) / (0.25 * 12 / MM)))
            boxes.append([round(start, 2), round(y - 5.5, 2), round(190 - start, 2), 7])
        y += form["pitch"]
    if form["table"]:
        columns = [25, *sorted(rng.sample(range(40, 180, 10), 3)), 190]
        for row in range(form["table"]):
            for left, right in zip(columns, columns[1:]):
                sheet.box(left, y, right - left, 8)
                if row == 0:
                    sheet.text(left + 1.5, y + 5.5, rng.choice(WORDS).capitalize(), 10, True)
            y += 8
        y += 8
    for words in CLOSING:
        sheet.text(25, y, words)
        y += 6
    sheet.text(150, y + 8, "NGUOI KHAI", 12, True, True)
    return sheet.pdf(), boxes


def write(folder, name, version, form, pdf, boxes):
    target = folder / name / version
    target.mkdir(parents=True)
    (target / "blank.pdf").write_bytes(pdf)
    fields = [
        {"id": f"applicant.item{i}", "label": form["items"][i], "role": "applicant", "element": "person.full_name",
         "type": "person_name", "declared": False, "kind": "text", "page": 1, "box_mm": box}
        for i, box in enumerate(boxes)
    ]  # fmt: skip
    definition = {"id": name, "version": version, "title": form["title"], "legal_basis": "made", "valid_from": "2020-01-01",
                  "procedures": [], "roles": ["applicant"], "pages": 1, "page_size_mm": [WIDTH_MM, HEIGHT_MM],
                  "fields": fields}  # fmt: skip
    (target / "form.json").write_text(json.dumps(definition, ensure_ascii=False), encoding="utf-8")


def make(folder, count, seed):
    """`count` forms of one version each."""
    for i in range(count):
        rng = random.Random(f"{seed}.{i}")
        form = items_of(rng)
        write(folder, f"made{i:03}", VERSIONS[0], form, *draw(rng, form))


def make_pair(folder, name, seed):
    """Two versions of one form that differ in the words of one line; the number of that line."""
    rng = random.Random(f"pair.{seed}")
    form = items_of(rng)
    line = rng.randrange(len(form["items"]))
    for version in VERSIONS:
        write(folder, name, version, form, *draw(random.Random(f"{seed}"), form))
        words = form["items"][line].split()
        form["items"][line] = " ".join(rng.choice(WORDS) for _ in words).capitalize()
    return line
