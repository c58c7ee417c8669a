"""Pages that are no forms (cover sheet, letter, photocopied identity card), stamps and signatures, as HTML."""

import datetime as dt
import html
import math

import codes
import data
from people import id_document

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def _vietnamese_date(iso):
    y, m, d = iso.split("-")
    return f"{d}/{m}/{y}"


def cover(event, procedure):
    """The sheet that opens a dossier: (html, data)."""
    number, name, days = data.PROCEDURES[procedure]
    due = event["date"] + dt.timedelta(days=days + 2)
    code = event["code"]
    rows = [
        ("Mã hồ sơ", code),
        ("Thủ tục hành chính", name),
        ("Mã thủ tục", number),
        ("Người nộp hồ sơ", event["snapshot"]["full_name"]),
        ("Thời gian tiếp nhận", f"{event['received_at'][11:16]} ngày {event['date']:%d/%m/%Y}"),
        ("Ngày hẹn trả kết quả", f"{due:%d/%m/%Y}"),
    ]
    cell = "border:.25mm solid #000;padding:1.5mm 3mm"
    table = "".join(
        f'<tr><td style="{cell};width:52mm">{label}</td><td style="{cell}"><b>{html.escape(value)}</b></td></tr>'
        for label, value in rows
    )
    page = f"""<div style="padding:16mm 18mm;font:13pt Tinos">
<div style="display:flex;justify-content:space-between;text-align:center;font-size:12pt;line-height:1.3">
<div>{html.escape(event['unit'][1].upper())}<br><b>BỘ PHẬN MỘT CỬA</b></div>
<div><b>{NATION}</b><br><b>{MOTTO}</b></div></div>
<div style="text-align:center;margin:14mm 0 4mm;font-size:17pt"><b>PHIẾU TIẾP NHẬN HỒ SƠ</b></div>
<div style="text-align:center;margin:4mm">
<span data-m="qr" style="display:inline-block">{codes.qr(code, 34)}</span></div>
<div style="text-align:center;margin:6mm 0 1mm">
<span data-m="code128" style="display:inline-block">{codes.code128(code)}</span></div>
<div style="text-align:center;font:12pt Arimo">{code}</div>
<table style="margin-top:10mm;width:100%;border-collapse:collapse;line-height:1.5">{table}</table>
<p style="margin-top:12mm;font-size:11pt"><i>Dữ liệu giả lập để kiểm thử - không có giá trị pháp lý.</i></p></div>"""
    return page, {"codes": [{"symbology": "QR", "data": code}, {"symbology": "Code128", "data": code}]}


def _letter_text(kind, rng):
    """(title, body)"""
    agent = " ".join([rng.choice(["Lê", "Trần", "Phạm"]), rng.choice(data.MID_M), rng.choice(data.GIVEN_M)])
    if kind == "ủy quyền":
        return (
            "GIẤY ỦY QUYỀN",
            (
                f"Nay tôi ủy quyền cho ông/bà {agent} thay mặt tôi nộp hồ sơ, bổ sung giấy tờ và nhận kết quả tại Bộ"
                " phận Một cửa. Người được ủy quyền có trách nhiệm thực hiện đúng nội dung ủy quyền."
            ),
        )
    if kind == "trình bày":
        return (
            "ĐƠN TRÌNH BÀY",
            (
                "Do hoàn cảnh gia đình và điều kiện công việc, tôi nộp hồ sơ trễ so với thời hạn quy định. Kính mong"
                " quý cơ quan xem xét, tạo điều kiện giải quyết hồ sơ cho gia đình tôi. Tôi xin chịu trách nhiệm về"
                " những nội dung đã trình bày."
            ),
        )
    return (
        "VĂN BẢN ĐỒNG Ý CHO Ở NHỜ",
        (
            "Tôi là chủ sở hữu căn nhà tại địa chỉ nêu trên, nay đồng ý cho những người có tên trong tờ khai được đăng"
            " ký cư trú và ở nhờ tại căn nhà này. Việc cho ở nhờ không thu tiền và không phát sinh tranh chấp."
        ),
    )


def letter(event, rng, font):
    """A letter that goes with the forms: (html, data)."""
    person, day = event["snapshot"], event["date"]
    heading, body = _letter_text(event["letter"], rng)
    page = f"""<div style="padding:18mm 18mm 10mm 26mm;font:13.5pt '{font}';line-height:1.55">
<div style="text-align:center;font-family:Tinos;line-height:1.3"><b>{NATION}<br>{MOTTO}</b></div>
<p style="text-align:center;font-size:16pt;margin:8mm 0"><b>{heading}</b></p><p>Kính gửi: {event['unit'][1]}</p>
<p>Tôi tên là: {person['full_name']}, sinh ngày {_vietnamese_date(person['birth_date'])}.</p>
<p>{id_document(person)}.</p><p>Địa chỉ thường trú: {person['permanent_address']}.</p>
<p style="text-align:justify">{body}</p><p>Xin trân trọng cảm ơn.</p>
<div style="margin-left:85mm;text-align:center">TP. Hồ Chí Minh, ngày {day.day} tháng {day.month} năm {day.year}<br>
<b>Người viết</b><br>{signature(rng, 50, 22)}<br>{person['full_name']}</div></div>"""
    return page, {"letter": event["letter"], "text": body, "title": heading}


# --- identity card ---

CARD_STYLE = (
    "position:absolute;width:85.6mm;height:54mm;border-radius:3mm;border:.2mm solid #555;overflow:hidden;"
    "font:6.6pt Arimo;line-height:1.25;"
)
PORTRAIT = (
    '<svg viewBox="0 0 20 27" style="width:20mm;height:26mm;position:absolute;left:3mm;top:17mm;background:#c9d6d9">'
    '<ellipse cx="10" cy="10.5" rx="5.2" ry="6.6" fill="#8d7b6d"/><path d="M1 27q1-9 9-9t9 9z" fill="#4b5563"/>'
    '<path d="M4.6 9q0-6.6 5.4-6.6T15.4 9q-2-3.4-5.4-3.4T4.6 9z" fill="#26221f"/></svg>'
)
SPECIMEN = (
    '<div style="position:absolute;left:0;right:0;top:19mm;text-align:center;font:bold 26pt Arimo;'
    'color:rgba(120,60,60,.20);transform:rotate(-18deg)">MẪU - SPECIMEN</div>'
)
SPECIAL_MARKS = ["Nốt ruồi C:1,5cm trên sau mép trái", "Sẹo chấm C:2cm dưới trước mắt phải"] + [
    "Nốt ruồi C:3cm sau đuôi mắt trái"
]


def _expiry(attrs):
    """The birthday at 25, 40 or 60 until which a card is valid; None for ever."""
    born, issued = (int(attrs[k][:4]) for k in ("birth_date", "id_issue_date"))
    limit = next((age for age in (25, 40, 60) if issued - born < age - 2), None)
    return f"{born + limit}{attrs['birth_date'][4:]}" if limit else None


def _card_front(attrs, payload, expiry, left, top, angle):
    rows = [
        ("Số / No.", f"<b style='font-size:10.5pt'>{attrs['citizen_id']}</b>"),
        ("Họ và tên / Full name", f"<b style='font-size:8.6pt'>{attrs['full_name'].upper()}</b>"),
        ("Ngày sinh / Date of birth", _vietnamese_date(attrs["birth_date"])),
        ("Giới tính / Sex", f"{attrs['sex']} &emsp; Quốc tịch / Nationality: {attrs['nationality']}"),
        ("Quê quán / Place of origin", attrs["hometown"]),
        ("Nơi thường trú / Place of residence", attrs["permanent_address"]),
    ]
    table = "".join(
        f'<div style="margin-bottom:.35mm"><i style="font-size:5.2pt">{label}:</i> {value}</div>'
        for label, value in rows
    )
    valid = _vietnamese_date(expiry) if expiry else "Không thời hạn"
    place = f"left:{left:.1f}mm;top:{top:.1f}mm;transform:rotate({angle:.2f}deg)"
    background = "background:linear-gradient(120deg,#dcecea,#f3ecd8 60%,#e2efe8)"
    return f"""<div data-m="card_front" style="{CARD_STYLE}{place};{background}">
<div style="text-align:center;font-size:6.4pt;padding-top:1.5mm"><b>{NATION}</b><br>{MOTTO}<br>
<b style="font-size:9.5pt;color:#a11">CĂN CƯỚC CÔNG DÂN</b></div>{PORTRAIT}
<div data-m="qr" style="position:absolute;right:3mm;top:2.5mm;background:#fff;padding:.6mm">{codes.qr(payload, 15)}</div>
<div style="position:absolute;left:26mm;top:17.5mm;width:57mm">{table}</div>
<div style="position:absolute;left:3mm;bottom:3mm;font-size:5.4pt">Có giá trị đến: {valid}</div>{SPECIMEN}</div>"""


def _card_back(attrs, mrz, mark, left, top, angle):
    place = f"left:{left:.1f}mm;top:{top:.1f}mm;transform:rotate({angle:.2f}deg)"
    return f"""<div data-m="card_back" style="{CARD_STYLE}{place};background:linear-gradient(100deg,#e6efe2,#f2ead9)">
<div style="padding:2.5mm 4mm 0"><i>Đặc điểm nhận dạng / Personal identification:</i> {mark}</div>
<div style="padding:1mm 4mm">Ngày, tháng, năm / Date, month, year: {_vietnamese_date(attrs['id_issue_date'])}<br>
<b style="font-size:5.6pt">CỤC TRƯỞNG CỤC CẢNH SÁT<br>QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI</b></div>
<div style="position:absolute;left:6mm;top:20mm;width:12mm;height:9mm;border-radius:1.5mm;background:#d8b45a;\
border:.2mm solid #86661d"></div>
<div data-m="mrz" style="position:absolute;left:3mm;right:3mm;bottom:2.5mm;font:9.4pt/4.6mm 'OCR B';white-space:pre;\
letter-spacing:0">{html.escape(chr(10).join(mrz))}</div>{SPECIMEN}</div>"""


def card(attrs, rng):
    """Both sides of an identity card as a photocopy on A4, marked as a specimen on purpose: (html, data)."""
    expiry, issued = _expiry(attrs), attrs["id_issue_date"]
    born = dt.date.fromisoformat(attrs["birth_date"])
    payload = "|".join(
        [
            attrs["citizen_id"],
            "",
            attrs["full_name"],
            born.strftime("%d%m%Y"),
            attrs["sex"],
            attrs["permanent_address"],
            dt.date.fromisoformat(issued).strftime("%d%m%Y"),
        ]
    )
    mrz = codes.mrz(attrs, expiry or "2099-12-31")
    left, top, angle1, angle2 = rng.uniform(40, 80), rng.uniform(30, 60), rng.uniform(-2, 2), rng.uniform(-2, 2)
    left2, top2 = left + rng.uniform(-6, 6), top + rng.uniform(70, 95)
    front = _card_front(attrs, payload, expiry, left, top, angle1)
    back = _card_back(attrs, mrz, rng.choice(SPECIAL_MARKS), left2, top2, angle2)
    values = {k: attrs[k] for k in ("citizen_id", "full_name", "birth_date", "sex")}
    values.update(address=attrs["permanent_address"], issued=issued, expires=expiry)
    return front + back, {"qr": payload, "mrz": mrz, **values}


# --- ink that is no writing ---


def signature(rng, w=36, h=16, color="#1b2e8c"):
    """A scribble of w x h mm."""
    x, strokes = 4, []
    for _ in range(rng.randint(6, 11)):
        x2, y2 = x + rng.uniform(-2, w * 0.22), h * rng.uniform(0.1, 0.95)
        strokes.append(f"S{x + rng.uniform(-4, 6):.1f} {h * rng.uniform(-.1, 1.1):.1f} {x2:.1f} {y2:.1f}")
        x = x2
    return (
        f'<svg viewBox="0 0 {w} {h}" style="width:{w}mm;height:{h}mm;overflow:visible">'
        f'<path d="M4 {h * 0.6:.1f}{"".join(strokes)}" fill="none" stroke="{color}" '
        f'stroke-width="{rng.uniform(.35, .6):.2f}" stroke-linecap="round"/></svg>'
    )


def _star():
    points = []
    for k in range(10):
        radius = 20 if k % 2 == 0 else 8
        points.append(f"{radius * math.sin(k * math.pi / 5):.1f},{-radius * math.cos(k * math.pi / 5):.1f}")
    return " ".join(points)


def stamp(unit, rng, diameter_mm=36):
    """The round red stamp of an office."""
    i = rng.randint(0, 10**6)
    return (
        f'<svg viewBox="-50 -50 100 100" style="width:{diameter_mm}mm;height:{diameter_mm}mm;'
        f'transform:rotate({rng.uniform(-25, 25):.0f}deg)"><g fill="none" stroke="#d0202a" stroke-width="1.8">'
        '<circle r="48"/><circle r="45" stroke-width=".7"/><circle r="28" stroke-width=".9"/></g>'
        f'<defs><path id="c{i}" d="M-34.5 0A34.5 34.5 0 1 1 34.5 0"/>'
        f'<path id="d{i}" d="M-40.5 0A40.5 40.5 0 0 0 40.5 0"/></defs>'
        '<g fill="#d0202a" font-family="Arimo" font-weight="700" font-size="9.2"><text text-anchor="middle">'
        f'<textPath href="#c{i}" startOffset="50%">{unit[1].upper()}</textPath></text>'
        f'<text text-anchor="middle" font-size="8"><textPath href="#d{i}" startOffset="50%">TP. HỒ CHÍ MINH</textPath>'
        f'</text></g><polygon fill="#d0202a" points="{_star()}"/></svg>'
    )


def received_stamp(event, rng):
    return (
        '<div style="border:.6mm solid #c22;color:#c22;padding:1.5mm 3mm;font:bold 10pt Arimo;text-align:center;'
        f'transform:rotate({rng.uniform(-6, 6):.1f}deg);line-height:1.35">'
        f'CÔNG VĂN ĐẾN<br>Số: {rng.randint(100, 9999)}<br>Ngày {event["date"]:%d/%m/%Y}</div>'
    )
