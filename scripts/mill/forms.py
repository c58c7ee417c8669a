"""The seven forms that the mill prints, in the layout language."""

from layout import (
    addressee,
    choice,
    comb,
    couple_row,
    date,
    head,
    lines,
    place_and_date,
    row,
    sign,
    signed_right,
    slot,
    spelt_date,
    table,
    text,
    tick,
    title,
    width,
    word,
)

COPIES = (
    '<div class="ln cp">'
    + word("Đề nghị cấp bản sao:")
    + choice("", "dossier.copies_wanted", ["Có", "Không"])
    + text("&emsp;Số lượng:", "dossier.copies", 14)
    + word("bản")
    + "</div>"
)
OATH = (
    "<p class=oath>Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật về cam"
    " đoan của mình.</p>"
)

FORMS = {}


def form(form_id, name, *pages):
    FORMS[form_id] = {"name": name, "pages": list(pages)}


form(
    "ct01",
    "Tờ khai thay đổi thông tin cư trú",
    head("<b>Mẫu CT01</b> ban hành kèm theo Thông tư<br>số 66/2023/TT-BCA ngày 17/11/2023")
    + title("TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ")
    + addressee("Kính gửi<sup>(1)</sup>:")
    + row(text("1. Họ, chữ đệm và tên:", "applicant.full_name"))
    + row(date("2. Ngày, tháng, năm sinh:", "applicant.birth_date"), text("&emsp;3. Giới tính:", "applicant.sex"))
    + row(comb("4. Số định danh cá nhân:", "applicant.citizen_id"), cls="cbl")
    + row(text("5. Số điện thoại liên hệ:", "applicant.phone", 44), text("6. Email:", "applicant.email"))
    + row(
        text("7. Họ, chữ đệm và tên chủ hộ:", "head.full_name"),
        text("8. Mối quan hệ với chủ hộ:", "applicant.relation_to_head", 24),
    )
    + row(comb("9. Số định danh cá nhân của chủ hộ:", "head.citizen_id"), cls="cbl")
    + lines("10. Nội dung đề nghị<sup>(2)</sup>:", "dossier.request", 3)
    + row("11. Những thành viên trong hộ gia đình cùng thay đổi:")
    + table(
        [
            "TT",
            "Họ, chữ đệm và tên",
            "Ngày, tháng,<br>năm sinh",
            "Giới<br>tính",
            "Số định danh cá nhân",
            "Mối quan hệ<br>với chủ hộ",
        ],
        4,
        ["full_name", "birth_date", "sex", "citizen_id", "relation_to_head"],
        "members",
        [9, 52, 26, 14, 40, 28],
    )
    + '<div class=sgs style="margin-top:5mm;font-size:9pt">'
    + sign("Ý KIẾN CỦA CHỦ HỘ<sup>(3)</sup>", "(Ký, ghi rõ họ tên)", "head.signature", 22)
    + sign("Ý KIẾN CỦA CHỦ SỞ HỮU<br>CHỖ Ở HỢP PHÁP<sup>(4)</sup>", "(Ký, ghi rõ họ tên)", "owner.signature", 17)
    + sign("Ý KIẾN CỦA CHA, MẸ<br>HOẶC NGƯỜI GIÁM HỘ<sup>(5)</sup>", "(Ký, ghi rõ họ tên)", "guardian.signature", 17)
    + sign("NGƯỜI KÊ KHAI<sup>(6)</sup>", "(Ký, ghi rõ họ tên)", "applicant.signature", 22)
    + "</div>"
    + "<div class=ft>(1) Cơ quan đăng ký cư trú. (2) Ghi rõ ràng, cụ thể nội dung đề nghị, ví dụ: đăng ký thường trú;"
    " tách hộ; xóa đăng ký tạm trú... (3), (4), (5) Ghi rõ nội dung đồng ý khi có yêu cầu. (6) Ký, ghi rõ họ tên của"
    " người kê khai.</div>",
)

form(
    "birth",
    "Tờ khai đăng ký khai sinh",
    head()
    + title("TỜ KHAI ĐĂNG KÝ KHAI SINH")
    + addressee("Kính gửi: <sup>(1)</sup>")
    + row(text("Họ, chữ đệm, tên người yêu cầu:", "applicant.full_name"))
    + lines("Nơi cư trú: <sup>(2)</sup>", "applicant.residence", 2)
    + lines("Giấy tờ tùy thân: <sup>(3)</sup>", "applicant.id_document", 2)
    + row(text("Quan hệ với người được khai sinh:", "applicant.relation_to_child"))
    + row("<b>Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:</b>")
    + row(text("Họ, chữ đệm, tên:", "child.full_name"))
    + row(date("Ngày, tháng, năm sinh:", "child.birth_date"), text("ghi bằng chữ:", "child.birth_date_words"))
    + row(slot("child.birth_date_words", "multiline", "ghi bằng chữ", width(None), 1))
    + row(
        text("Giới tính:", "child.sex", 28),
        text("Dân tộc:", "child.ethnicity"),
        text("Quốc tịch:", "child.nationality"),
    )
    + lines("Nơi sinh: <sup>(4)</sup>", "child.birth_place", 2)
    + row(text("Quê quán:", "child.hometown"))
    + row(text("<b>Họ, chữ đệm, tên người mẹ:</b>", "mother.full_name"))
    + row(
        text("Năm sinh:", "mother.birth_year", 28),
        text("Dân tộc:", "mother.ethnicity"),
        text("Quốc tịch:", "mother.nationality"),
    )
    + row(text("Nơi cư trú: <sup>(2)</sup>", "mother.residence"))
    + row(text("<b>Họ, chữ đệm, tên người cha:</b>", "father.full_name"))
    + row(
        text("Năm sinh:", "father.birth_year", 28),
        text("Dân tộc:", "father.ethnicity"),
        text("Quốc tịch:", "father.nationality"),
    )
    + row(text("Nơi cư trú: <sup>(2)</sup>", "father.residence"))
    + OATH
    + signed_right(place_and_date(), sign("Người yêu cầu", "(Ký, ghi rõ họ, chữ đệm, tên)", "applicant.signature", 20))
    + COPIES,
)


form(
    "marriage",
    "Tờ khai đăng ký kết hôn",
    head()
    + title("TỜ KHAI ĐĂNG KÝ KẾT HÔN")
    + addressee("Kính gửi: <sup>(1)</sup>")
    + '<table class=mt style="margin-top:4mm"><tr style="height:10mm"><th style="width:40mm">Thông tin</th><th'
    ' style="width:66mm">Bên nữ</th><th style="width:66mm">Bên nam</th></tr>'
    + couple_row("Họ, chữ đệm, tên", "full_name", 12)
    + couple_row("Ngày, tháng, năm sinh", "birth_date", 11)
    + couple_row("Dân tộc", "ethnicity", 10)
    + couple_row("Quốc tịch", "nationality", 10)
    + couple_row("Nơi cư trú <sup>(2)</sup>", "residence", 21)
    + couple_row("Giấy tờ tùy thân <sup>(3)</sup>", "id_document", 21)
    + couple_row("Kết hôn lần thứ mấy", "marriage_count", 10)
    + "</table>"
    + "<p class=oath>Chúng tôi cam đoan những lời khai trên đây là đúng sự thật, việc kết hôn của chúng tôi là tự"
    " nguyện, không vi phạm quy định của Luật Hôn nhân và gia đình Việt Nam. Chúng tôi chịu hoàn toàn trách nhiệm"
    ' trước pháp luật về nội dung cam đoan của mình.</p><div class=rt style="margin-left:70mm">'
    + place_and_date()
    + "</div>"
    + '<div class=sgs style="margin-top:3mm">'
    + sign("Bên nữ", "(Ký, ghi rõ họ, chữ đệm, tên)", "bride.signature", 22)
    + sign("Bên nam", "(Ký, ghi rõ họ, chữ đệm, tên)", "groom.signature", 22)
    + "</div>"
    + COPIES,
)

form(
    "marital",
    "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân",
    head()
    + title("TỜ KHAI CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN")
    + addressee("Kính gửi: <sup>(1)</sup>")
    + row(text("Họ, chữ đệm, tên người yêu cầu:", "applicant.full_name"))
    + lines("Nơi cư trú: <sup>(2)</sup>", "applicant.residence", 2)
    + lines("Giấy tờ tùy thân: <sup>(3)</sup>", "applicant.id_document", 2)
    + row(text("Quan hệ với người được cấp Giấy xác nhận tình trạng hôn nhân:", "applicant.relation_to_subject"))
    + row("<b>Đề nghị cấp Giấy xác nhận tình trạng hôn nhân cho người có tên dưới đây:</b>")
    + row(text("Họ, chữ đệm, tên:", "subject.full_name"))
    + row(
        date("Ngày, tháng, năm sinh:", "subject.birth_date"), choice("&emsp;Giới tính:", "subject.sex", ["Nam", "Nữ"])
    )
    + row(text("Dân tộc:", "subject.ethnicity"), text("Quốc tịch:", "subject.nationality"))
    + lines("Nơi cư trú: <sup>(2)</sup>", "subject.residence", 2)
    + lines("Giấy tờ tùy thân: <sup>(3)</sup>", "subject.id_document", 2)
    + lines("Tình trạng hôn nhân: <sup>(4)</sup>", "subject.marital_status", 2)
    + lines("Mục đích sử dụng Giấy xác nhận tình trạng hôn nhân: <sup>(5)</sup>", "dossier.purpose", 2)
    + OATH
    + signed_right(place_and_date(), sign("Người yêu cầu", "(Ký, ghi rõ họ, chữ đệm, tên)", "applicant.signature", 24)),
)

form(
    "death",
    "Tờ khai đăng ký khai tử",
    head()
    + title("TỜ KHAI ĐĂNG KÝ KHAI TỬ")
    + addressee("Kính gửi: <sup>(1)</sup>")
    + row(text("Họ, chữ đệm, tên người yêu cầu:", "applicant.full_name"))
    + lines("Nơi cư trú: <sup>(2)</sup>", "applicant.residence", 2)
    + lines("Giấy tờ tùy thân: <sup>(3)</sup>", "applicant.id_document", 2)
    + row(text("Quan hệ với người đã chết:", "applicant.relation_to_deceased"))
    + row("<b>Đề nghị cơ quan đăng ký khai tử cho người có tên dưới đây:</b>")
    + row(text("Họ, chữ đệm, tên:", "deceased.full_name"))
    + row(date("Ngày, tháng, năm sinh:", "deceased.birth_date"), text("&emsp;Giới tính:", "deceased.sex"))
    + row(text("Dân tộc:", "deceased.ethnicity"), text("Quốc tịch:", "deceased.nationality"))
    + lines("Nơi cư trú cuối cùng: <sup>(2)</sup>", "deceased.residence", 2)
    + lines("Giấy tờ tùy thân: <sup>(3)</sup>", "deceased.id_document", 2)
    + row(
        text("Đã chết vào lúc:", "deceased.death_hour", 14),
        text("giờ", "deceased.death_minute", 14),
        "phút,",
        spelt_date("", "deceased.death_date"),
    )
    + row(text("Nơi chết:", "deceased.death_place"))
    + row(text("Nguyên nhân chết:", "deceased.death_cause"))
    + row(text("Số Giấy báo tử/Giấy tờ thay thế Giấy báo tử: <sup>(4)</sup>", "deceased.notice_no"))
    + row(text("do", "deceased.notice_issuer"), spelt_date("cấp", "deceased.notice_date"))
    + OATH
    + signed_right(place_and_date(), sign("Người yêu cầu", "(Ký, ghi rõ họ, chữ đệm, tên)", "applicant.signature", 20))
    + COPIES,
)

form(
    "business",
    "Giấy đề nghị đăng ký hộ kinh doanh",
    head()
    + '<div class=rt style="margin-left:78mm">'
    + place_and_date()
    + "</div>"
    + title("GIẤY ĐỀ NGHỊ ĐĂNG KÝ HỘ KINH DOANH")
    + addressee("Kính gửi:")
    + row(
        text("Tôi là <i>(ghi họ tên bằng chữ in hoa)</i>:", "applicant.full_name"),
        choice("Giới tính:", "applicant.sex", ["Nam", "Nữ"]),
    )
    + row(
        date("Sinh ngày:", "applicant.birth_date"),
        text("Dân tộc:", "applicant.ethnicity"),
        text("Quốc tịch:", "applicant.nationality"),
    )
    + row(comb("Số định danh cá nhân:", "applicant.citizen_id"), cls="cbl")
    + row("Loại giấy tờ pháp lý của cá nhân:")
    + row(
        tick("Chứng minh nhân dân", "applicant.id_is_cmnd", False),
        tick("Căn cước công dân/Căn cước", "applicant.id_is_cccd", False),
        tick("Hộ chiếu", "applicant.id_is_passport", False),
        tick("Loại khác", "applicant.id_is_other", False),
        cls="cks",
    )
    + row(date("Ngày cấp:", "applicant.id_issue_date"), text("Nơi cấp:", "applicant.id_issue_place"))
    + lines("Địa chỉ thường trú:", "applicant.permanent_address", 2)
    + lines("Địa chỉ liên lạc:", "applicant.current_address", 2)
    + row(text("Điện thoại:", "applicant.phone"), text("Email:", "applicant.email"))
    + row("<b>Đăng ký hộ kinh doanh do tôi làm chủ hộ với các nội dung sau:</b>")
    + row(text("<b>1. Tên hộ kinh doanh</b> <i>(ghi bằng chữ in hoa)</i>:", "business.name"))
    + lines("<b>2. Địa chỉ trụ sở hộ kinh doanh:</b>", "business.address", 2)
    + row("<b>3. Ngành, nghề kinh doanh:</b>")
    + table(
        ["STT", "Tên ngành", "Mã ngành", "Ngành, nghề<br>kinh doanh chính"],
        3,
        ["title", "code", "is_main"],
        "trades",
        [12, 94, 28, 38],
        10,
    ),
    row(date("<b>4. Thời điểm bắt đầu hoạt động:</b>", "business.start_date"))
    + row("<b>5. Vốn kinh doanh:</b>")
    + row(text("Tổng số <i>(bằng số, VNĐ)</i>:", "business.capital"))
    + lines("Bằng chữ:", "business.capital_words", 2)
    + row(text("<b>6. Số lượng lao động dự kiến:</b>", "business.workers", 30))
    + row("<b>7. Chủ thể thành lập hộ kinh doanh</b> <i>(đánh dấu X vào ô thích hợp)</i><b>:</b>")
    + row(
        tick("Cá nhân", "business.owner_is_person", False),
        tick("Các thành viên hộ gia đình", "business.owner_is_household", False),
        cls="cks",
    )
    + row("<b>8. Thông tin về các thành viên hộ gia đình tham gia thành lập</b> <i>(nếu có)</i><b>:</b>")
    + table(
        ["STT", "Họ và tên", "Ngày, tháng,<br>năm sinh", "Giới<br>tính", "Số định danh cá nhân", "Nơi ở hiện tại"],
        4,
        ["full_name", "birth_date", "sex", "citizen_id", "current_address"],
        "members",
        [11, 44, 26, 13, 36, 42],
        14,
    )
    + row("<b>9. Thông tin đăng ký thuế:</b>")
    + row(
        "Phương pháp tính thuế:",
        tick("Kê khai", "business.tax_declare", False),
        tick("Khoán", "business.tax_lump", False),
        tick("Theo từng lần phát sinh", "business.tax_each", False),
        cls="cks",
    )
    + row(text("Mã số thuế cá nhân <i>(nếu có)</i>:", "applicant.tax_code"))
    + "<p class=oath>Tôi xin cam kết: Bản thân không thuộc diện pháp luật cấm kinh doanh; không đồng thời là chủ hộ"
    " kinh doanh khác; địa điểm kinh doanh thuộc quyền sử dụng hợp pháp của tôi; chịu trách nhiệm trước pháp luật về"
    " tính hợp pháp, chính xác, trung thực của nội dung đăng ký trên.</p><div class=two><div></div><div class=rt>"
    + sign("CHỦ HỘ KINH DOANH", "(Ký và ghi rõ họ tên)", "applicant.signature", 26)
    + "</div></div>"
    + "<div class=pn>2</div>",
)

form(
    "construction",
    "Đơn đề nghị cấp giấy phép xây dựng",
    head()
    + title("ĐƠN ĐỀ NGHỊ CẤP GIẤY PHÉP XÂY DỰNG", "(Sử dụng cho nhà ở riêng lẻ)")
    + addressee("Kính gửi:")
    + row("<b>1. Thông tin về chủ đầu tư:</b>")
    + row(text("- Tên chủ đầu tư <i>(tên chủ hộ)</i>:", "applicant.full_name"))
    + row(
        text("- Người đại diện:", "applicant.representative"),
        text("Chức vụ <i>(nếu có)</i>:", "applicant.position", 34),
    )
    + row(text("- Mã số định danh/Số CCCD:", "applicant.citizen_id"))
    + row(date("&nbsp;&nbsp;Ngày cấp:", "applicant.id_issue_date"), text("Nơi cấp:", "applicant.id_issue_place"))
    + lines("- Địa chỉ liên hệ:", "applicant.current_address", 2)
    + row(text("- Số điện thoại:", "applicant.phone", 44), text("Email:", "applicant.email"))
    + row("<b>2. Thông tin công trình:</b>")
    + row(text("- Địa điểm xây dựng: Lô đất số:", "land.lot_no"), text("Diện tích:", "land.area_m2", 24), "m².")
    + row(text("- Tờ bản đồ số:", "land.map_sheet", 24), text("Số giấy chứng nhận QSDĐ:", "land.certificate_no"))
    + lines("- Tại số nhà, đường/phố, phường (xã), tỉnh, thành phố:", "land.address", 2)
    + row("<b>3. Tổ chức/cá nhân lập, thẩm tra thiết kế xây dựng:</b>")
    + row(text("- Tên đơn vị thiết kế:", "works.designer"))
    + row(text("- Mã số chứng chỉ năng lực:", "works.designer_cert", 46), text("Điện thoại:", "works.designer_phone"))
    + row(text("- Tên chủ nhiệm, chủ trì thiết kế:", "works.lead_designer"))
    + row(text("- Mã số chứng chỉ hành nghề cá nhân:", "works.lead_cert"))
    + row("<b>4. Nội dung đề nghị cấp phép:</b>")
    + row(
        "- Loại hình:",
        tick("Xây dựng mới", "works.kind_new", False),
        tick("Sửa chữa, cải tạo", "works.kind_repair", False),
        tick("Di dời", "works.kind_move", False),
        cls="cks",
    )
    + row(text("- Cấp công trình:", "works.grade", 40), text("Mật độ xây dựng:", "works.density", 24), "%"),
    row(text("- Diện tích xây dựng tầng 1 (tầng trệt):", "works.ground_area_m2", 40), "m².")
    + row(
        text("- Tổng diện tích sàn:", "works.floor_area_m2", 40),
        "m² <i>(ghi rõ diện tích các tầng hầm, trệt, lửng, lầu, tum)</i>.",
    )
    + lines("- Diện tích các tầng:", "works.floor_detail", 3)
    + row(text("- Chiều cao công trình:", "works.height_m", 30), "m;&emsp;", text("Số tầng:", "works.storeys", 30))
    + row("- Tầng hầm:", tick("Có", "works.basement_yes", False), tick("Không", "works.basement_no", False), cls="cks")
    + row(text("<b>5. Dự kiến thời gian hoàn thành công trình:</b>", "works.months", 24), "tháng.")
    + row(date("- Ngày dự kiến khởi công:", "works.start_date"))
    + "<p class=oath><b>6. Cam kết:</b> Tôi xin cam đoan làm theo đúng giấy phép được cấp, nếu sai tôi xin hoàn toàn"
    " chịu trách nhiệm và bị xử lý theo quy định của pháp luật.</p>"
    + row("Gửi kèm theo Đơn này các tài liệu:")
    + lines("1 -", "dossier.attachment1", 1, "text")
    + lines("2 -", "dossier.attachment2", 1, "text")
    + lines("3 -", "dossier.attachment3", 1, "text")
    + signed_right(
        place_and_date(), sign("NGƯỜI LÀM ĐƠN/ĐẠI DIỆN CHỦ ĐẦU TƯ", "(Ký, ghi rõ họ tên)", "applicant.signature", 28)
    )
    + "<div class=pn>2</div>",
)
