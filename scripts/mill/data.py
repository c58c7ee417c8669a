"""Word lists for the synthetic population (names, wards, streets, trades ...)."""

# fmt: off

# (surname, weight)
SURNAMES = [
    ("Nguyễn", 38), ("Trần", 11), ("Lê", 9), ("Phạm", 7), ("Huỳnh", 5), ("Phan", 4), ("Vũ", 3), ("Võ", 3),
    ("Đặng", 3), ("Bùi", 2), ("Đỗ", 2), ("Hồ", 2), ("Ngô", 2), ("Dương", 2), ("Lý", 1), ("Đinh", 1), ("Trịnh", 1),
    ("Lương", 1), ("Tạ", 1), ("Quách", 1), ("Châu", 1), ("Mạc", 1), ("Thạch", 1), ("Tôn Thất", 1),
]
# Middle and given names of men and women
MID_M = (
    "Văn | Hữu | Đức | Minh | Quốc | Công | Thanh | Hoàng | Xuân | Trọng | Gia | Đình | Ngọc | Bảo | Thế | Anh"
).split(" | ")
MID_F = (
    "Thị | Thị | Thị | Ngọc | Thanh | Thu | Minh | Kim | Mỹ | Hồng | Bích | Phương | Thùy | Thị Ngọc | Thị Mỹ | "
    "Hoàng"
).split(" | ")
GIVEN_M = (
    "An | Bình | Cường | Dũng | Đạt | Hải | Hiếu | Hùng | Huy | Khánh | Khoa | Kiên | Lâm | Long | Lộc | Mạnh | "
    "Nam | Nghĩa | Nhật | Phong | Phúc | Quân | Quang | Sơn | Tài | Tâm | Thắng | Thiện | Thịnh | Tiến | Toàn | "
    "Trí | Trung | Tuấn | Tùng | Việt | Vinh | Vũ | Đăng | Hậu | Luân | Sỹ | Nguyên | Khuê"
).split(" | ")
GIVEN_F = (
    "Anh | Ánh | Chi | Dung | Duyên | Giang | Hà | Hạnh | Hằng | Hiền | Hoa | Hương | Huyền | Lan | Liên | "
    "Linh | Loan | Ly | Mai | My | Nga | Ngân | Ngọc | Nhung | Như | Oanh | Phương | Phượng | Quyên | Quỳnh | "
    "Thảo | Thơ | Thủy | Thư | Tiên | Trang | Trâm | Trinh | Tuyết | Uyên | Vân | Vy | Xuân | Yến | Diễm | Thưởng"
).split(" | ")

# Wards and communes of Ho Chi Minh City in force since 1 July 2025 (a subset of the real list)
WARDS = (
    "Sài Gòn | Tân Định | Bến Thành | Cầu Ông Lãnh | Bàn Cờ | Xuân Hòa | Nhiêu Lộc | Vĩnh Hội | Khánh Hội | "
    "Xóm Chiếu | Chợ Quán | An Đông | Chợ Lớn | Bình Tiên | Bình Tây | Bình Phú | Phú Lâm | Tân Mỹ | Tân Hưng | "
    "Tân Thuận | Phú Thuận | Chánh Hưng | Bình Đông | Phú Định | Vườn Lài | Diên Hồng | Hòa Hưng | Hòa Bình | "
    "Phú Thọ | Bình Thới | Minh Phụng | Đông Hưng Thuận | Trung Mỹ Tây | Tân Thới Hiệp | Thới An | An Phú Đông | "
    "An Lạc | Tân Tạo | Bình Tân | Bình Trị Đông | Bình Hưng Hòa | Gia Định | Bình Thạnh | Bình Lợi Trung | "
    "Thạnh Mỹ Tây | Bình Quới | Hạnh Thông | An Nhơn | Gò Vấp | An Hội Đông | Thông Tây Hội | An Hội Tây | "
    "Đức Nhuận | Cầu Kiệu | Phú Nhuận | Tân Sơn Hòa | Tân Sơn Nhất | Tân Hòa | Bảy Hiền | Tân Bình | Tân Sơn | "
    "Tây Thạnh | Tân Sơn Nhì | Phú Thọ Hòa | Tân Phú | Phú Thạnh | Hiệp Bình | Thủ Đức | Tam Bình | Linh Xuân | "
    "Tăng Nhơn Phú | Long Bình | Long Phước | Long Trường | Cát Lái | Bình Trưng | Phước Long | An Khánh"
).split(" | ")
STREETS = (
    "Lê Lợi | Nguyễn Huệ | Hai Bà Trưng | Điện Biên Phủ | Cách Mạng Tháng Tám | Nguyễn Thị Minh Khai | "
    "Võ Văn Tần | Trần Hưng Đạo | Nguyễn Trãi | Lý Thường Kiệt | Phan Xích Long | Hoàng Văn Thụ | "
    "Xô Viết Nghệ Tĩnh | Bạch Đằng | Nguyễn Văn Linh | Huỳnh Tấn Phát | Lê Văn Việt | Võ Văn Ngân | "
    "Kha Vạn Cân | Quang Trung | Phan Văn Trị | Nguyễn Oanh | Trường Chinh | Âu Cơ | Lạc Long Quân | Hậu Giang | "
    "Kinh Dương Vương | Tỉnh lộ 10 | Lũy Bán Bích | Nguyễn Duy Trinh | Đỗ Xuân Hợp | Tôn Đản | Bến Vân Đồn | "
    "Phạm Thế Hiển | Dương Bá Trạc | Tô Hiến Thành"
).split(" | ")

# (3-digit code used in citizen numbers, province, a few communes) for places of origin
PROVINCES = [
    ("079", "Thành phố Hồ Chí Minh", ["phường Tân Định", "phường Gò Vấp", "xã Củ Chi", "xã Hóc Môn"]),
    ("082", "tỉnh Đồng Tháp", ["xã Cái Bè", "phường Mỹ Tho", "xã Chợ Gạo"]),
    ("080", "tỉnh Tây Ninh", ["xã Bến Lức", "phường Long An", "xã Đức Hòa"]),
    ("089", "tỉnh An Giang", ["phường Long Xuyên", "xã Chợ Mới", "phường Châu Đốc"]),
    ("092", "thành phố Cần Thơ", ["phường Ninh Kiều", "phường Cái Răng"]),
    ("048", "thành phố Đà Nẵng", ["phường Hải Châu", "phường Hội An"]),
    ("040", "tỉnh Nghệ An", ["phường Thành Vinh", "xã Quỳnh Lưu"]),
    ("038", "tỉnh Thanh Hóa", ["phường Sầm Sơn", "xã Nga Sơn"]),
    ("001", "thành phố Hà Nội", ["phường Ba Đình", "phường Hà Đông", "xã Sóc Sơn"]),
    ("034", "tỉnh Hưng Yên", ["phường Thái Bình", "xã Tiền Hải"]),
    ("051", "tỉnh Quảng Ngãi", ["phường Nghĩa Lộ", "xã Bình Sơn"]),
]
# (ethnic group, weight)
ETHNIC = [("Kinh", 88), ("Hoa", 7), ("Khmer", 3), ("Chăm", 1), ("Tày", 1)]
JOBS = (
    "Công nhân may | Giáo viên tiểu học | Nhân viên văn phòng | Tài xế xe công nghệ | Kỹ sư xây dựng | "
    "Buôn bán tự do | Điều dưỡng | Kế toán | Thợ điện | Đầu bếp | Nội trợ | Nhân viên bán hàng | "
    "Lập trình viên | Thợ hàn | Bảo vệ"
).split(" | ")
ID_ISSUER = "Cục Cảnh sát quản lý hành chính về trật tự xã hội"

# {g} and {h} stand for given names
BIZ_NAMES = (
    "Quán Cơm Tấm {g} | Tiệm Tạp Hóa {g} {h} | Cửa Hàng Điện Nước {g} | Tiệm May {g} | Quán Cà Phê {g} {h} | "
    "Tiệm Bánh Mì {g} | Cửa Hàng Hoa Tươi {g} | Tiệm Sửa Xe {g} | Nhà Thuốc {g} {h}"
).split(" | ")
# (trade, code of the line of business)
TRADES = [
    ("Nhà hàng và các dịch vụ ăn uống phục vụ lưu động", "5610"), ("Dịch vụ phục vụ đồ uống", "5630"),
    ("Bán lẻ lương thực, thực phẩm, đồ uống trong các cửa hàng kinh doanh tổng hợp", "4711"),
    ("Bán lẻ hàng may mặc, giày dép", "4771"), ("Sửa chữa xe máy", "9531"), ("May trang phục", "1410"),
    ("Bán lẻ thuốc, dụng cụ y tế", "4772"), ("Bán lẻ hoa và cây cảnh", "4773"), ("Lắp đặt hệ thống điện", "4321"),
]
HOSPITALS = (
    "Bệnh viện Từ Dũ | Bệnh viện Hùng Vương | Bệnh viện Nhân dân Gia Định | Bệnh viện Mỹ Đức | "
    "Bệnh viện Nguyễn Tri Phương"
).split(" | ")
DEATH_CAUSES = (
    "Bệnh già | Tai biến mạch máu não | Suy tim | Ung thư phổi | Nhồi máu cơ tim"
).split(" | ")

# (unit code, name, ward)
UNITS = [
    ("000.00.26.H29", "UBND phường Bến Thành", "Bến Thành"), ("000.00.31.H29", "UBND phường Tân Định", "Tân Định"),
    ("000.00.42.H29", "UBND phường Gò Vấp", "Gò Vấp"), ("000.00.58.H29", "UBND phường Chợ Lớn", "Chợ Lớn"),
]
# form id -> (procedure code, name, working days)
PROCEDURES = {
    "ct01": ("1.004222", "Đăng ký thường trú", 7),
    "birth": ("1.001193", "Đăng ký khai sinh", 1),
    "marriage": ("1.000894", "Đăng ký kết hôn", 5),
    "marital": ("1.004873", "Cấp Giấy xác nhận tình trạng hôn nhân", 3),
    "death": ("1.000656", "Đăng ký khai tử", 1),
    "business": ("1.001612", "Đăng ký thành lập hộ kinh doanh", 3),
    "construction": ("1.009994", "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ", 15),
}
