"""What makes families hand in dossiers: marriages, births, moves, businesses, houses, deaths.

An event is a dict: date, unit, kind, procedure (a form id), applicant, snapshot, forms, letter, and later code,
received_at, filled. A form is {form, roles: role -> snapshot of a person, extra: field id -> value}.
"""

import datetime as dt

import data
from people import Family, World, date_words, weighted, words

# In the order of a family's life.
KINDS = [
    "marital_wife",
    "marital_husband",
    "marriage",
    "ct01_move",
    "birth",
    "ct01_update",
    "business",
    "marital_sale",
    "construction",
    "ct01_temporary",
    "ct01_split",
    "death",
    "ct01_new_head",
]
DROPPABLE = [
    "marital_husband",
    "marital_wife",
    "business",
    "construction",
    "ct01_split",
    "marital_sale",
    "ct01_temporary",
    "ct01_update",
]


def simulate(rng, n_received, start=dt.date(2025, 7, 7), days=300):
    """The world and its dossiers in time order; each carries its forms with role snapshots and extra values."""
    world, events = World(rng), []
    while len(events) < n_received:  # a family hands in some eight dossiers; draw whole families
        events += _life_of_a_family(world, start, days)
    events = events[:n_received]
    for e in events:
        e["received_at"] = dt.datetime.combine(e["date"], dt.time(rng.randint(7, 16), rng.randint(0, 59))).isoformat()
    events.sort(key=lambda e: (e["received_at"], e["unit"][0], e["applicant"]))
    numbers = {}
    for e in events:
        day = (e["unit"][0], e["date"])
        numbers[day] = numbers.get(day, 0) + 1
        e["code"] = f"{e['unit'][0]}-{e['date']:%y%m%d}-{numbers[day]:04d}"
    return world, events


def _life_of_a_family(world, start, days):
    r, family = world.rng, Family(world, start)
    dropped = set(r.sample(DROPPABLE, r.choice([4, 5])))
    if r.random() < 0.35:
        dropped |= {"death", "ct01_new_head"}
    if r.random() < 0.3:  # already married, with no papers left to hand in for it
        dropped |= {"marital_wife", "marital_husband", "marriage"}
        world.set(family.husband, start, marital="married")
        world.set(family.wife, start, marital="married")
    events, when = [], start + dt.timedelta(days=r.randint(0, 60))
    for kind in KINDS:
        if kind in dropped:
            continue
        while when.weekday() >= 5:
            when += dt.timedelta(days=1)
        if (when - start).days > days:
            break
        family.life_goes_on(when)
        events.append(Visit(world, family, when).event(kind))
        when += dt.timedelta(days=r.randint(6, 36))
    return events


class Visit:
    """One visit to the office. Each method named after a kind draws its forms and returns the applicant."""

    def __init__(self, world, family, when):
        self.world, self.family, self.when, self.rng = world, family, when, world.rng
        self.ward = family.unit[2]
        self.forms = []

    def event(self, kind):
        r = self.rng
        self.common = {
            "dossier.authority": f"Ủy ban nhân dân phường {self.ward}",
            "dossier.place": f"phường {self.ward}",
            "dossier.sign_date": self.when.isoformat(),
        }
        if r.random() < 0.25:
            self.common["dossier.place"] = "Thành phố Hồ Chí Minh"
        applicant = getattr(self, kind)()
        for form in self.forms:  # the name under the signature
            for role in ("applicant", "bride", "groom"):
                if role in form["roles"] and r.random() < 0.85:
                    form["extra"].setdefault(role + ".signature_name", form["roles"][role]["full_name"])
        return {
            "date": self.when,
            "unit": self.family.unit,
            "kind": kind,
            "procedure": self.forms[0]["form"],
            "applicant": applicant,
            "letter": r.choice(["ủy quyền", "trình bày", "cho ở nhờ"]) if r.random() < 0.35 else None,
            "snapshot": self.world.snapshot(applicant),
            "forms": self.forms,
        }

    # --- shared pieces ---

    def _form(self, form, roles, extra):
        self.forms.append({"form": form, "roles": roles, "extra": {**self.common, **extra}})

    def _copies(self):
        if self.rng.random() < 0.7:
            return {"dossier.copies_wanted": "Có", "dossier.copies": str(self.rng.randint(1, 5))}
        return {"dossier.copies_wanted": "Không"}

    def _ct01(self, applicant, head, members, request):
        w = self.world
        head = w.snapshot(head)
        extra = {
            "dossier.authority": f"Công an phường {self.ward}",
            "dossier.request": request,
            "applicant.relation_to_head": w.get(applicant, "relation_to_head") or "Chủ hộ",
        }
        roles = {"applicant": w.snapshot(applicant), "head": head, "owner": head}
        roles["member"] = [w.snapshot(m) for m in members]
        extra["applicant.signature_name"] = w.get(applicant, "full_name")
        extra["head.signature_name"] = head["full_name"]
        if self.rng.random() < 0.5:
            extra["owner.signature_name"] = head["full_name"]
        self._form("ct01", roles, extra)
        for field in ("dossier.place", "dossier.sign_date"):  # this form has no place for them
            self.forms[-1]["extra"].pop(field)

    def _husband_or_wife(self):
        return self.rng.choice([self.family.husband, self.family.wife])

    # --- one method a kind ---

    def marital_wife(self):
        return self._marital(self.family.wife, "ông")

    def marital_husband(self):
        return self._marital(self.family.husband, "bà")

    def _marital(self, person, honorific):
        w, other = self.world, self.family.spouse_of(person)
        name, year = w.get(other, "full_name"), w.get(other, "birth_date")[:4]
        extra = {
            "applicant.relation_to_subject": "Bản thân",
            "subject.marital_status": "Hiện tại chưa đăng ký kết hôn với ai",
            "dossier.purpose": f"Để đăng ký kết hôn với {honorific} {name}, sinh năm {year}",
        }
        self._form("marital", {"applicant": w.snapshot(person), "subject": w.snapshot(person)}, extra)
        return person

    def marital_sale(self):
        w, person, wife = self.world, self.family.husband, self.family.wife
        name, year = w.get(wife, "full_name"), w.get(wife, "birth_date")[:4]
        purposes = ["Bổ túc hồ sơ chuyển nhượng bất động sản", "Bổ túc hồ sơ vay vốn ngân hàng"]
        extra = {
            "applicant.relation_to_subject": "Bản thân",
            "subject.marital_status": f"Hiện đang có vợ là bà {name}, sinh năm {year}",
            "dossier.purpose": self.rng.choice(purposes),
        }
        self._form("marital", {"applicant": w.snapshot(person), "subject": w.snapshot(person)}, extra)
        return person

    def marriage(self):
        w, family = self.world, self.family
        extra = {
            "bride.marriage_count": "Lần thứ nhất",
            "groom.marriage_count": self.rng.choice(["Lần thứ nhất", "Lần thứ nhất", "Lần thứ hai"]),
            **self._copies(),
        }
        self._form("marriage", {"bride": w.snapshot(family.wife), "groom": w.snapshot(family.husband)}, extra)
        applicant = self.rng.choice([family.wife, family.husband])
        w.set(family.wife, self.when, marital="married")
        w.set(family.husband, self.when, marital="married")
        return applicant

    def ct01_move(self):
        w, family = self.world, self.family
        address = w.get(family.father, "permanent_address")
        w.set(family.wife, self.when, relation_to_head="Con dâu", head=family.father)
        request = f"Đăng ký thường trú cho tôi về cùng hộ gia đình bên chồng tại số {address}"
        self._ct01(family.wife, family.father, [], request)
        w.set(family.wife, self.when, permanent_address=address, current_address=address)
        return family.wife

    def ct01_update(self):
        w, r, family = self.world, self.rng, self.family
        applicant = self._husband_or_wife()
        head = w.get(applicant, "head") or family.father
        others = [p for p in (family.husband, family.wife, family.mother) if p != applicant]
        members = r.sample(others, r.randint(0, 2))
        changes = ["cập nhật số điện thoại liên hệ", "cập nhật nghề nghiệp, nơi làm việc", "bổ sung quan hệ với chủ hộ"]
        self._ct01(applicant, head, members, "Điều chỉnh thông tin về cư trú: " + r.choice(changes))
        return applicant

    def ct01_temporary(self):
        w, family = self.world, self.family
        applicant = self._husband_or_wife()
        address = w.address(self.ward)
        members = [family.spouse_of(applicant), *family.children]
        months = self.rng.choice([12, 24])
        request = f"Đăng ký tạm trú tại số {address}, thời hạn {months} tháng"
        self._ct01(applicant, w.get(applicant, "head") or family.father, members, request)
        for person in (family.husband, family.wife, *family.children):
            w.set(person, self.when, current_address=address)
        return applicant

    def ct01_split(self):
        w, family = self.world, self.family
        address, applicant = w.address(self.ward), family.husband
        members = [family.wife, *family.children]
        relations = [(family.husband, "Chủ hộ"), (family.wife, "Vợ"), *((child, "Con") for child in family.children)]
        for person, relation in relations:
            w.set(person, self.when, relation_to_head=relation, head=family.husband)
        request = f"Tách hộ và đăng ký thường trú cho cả gia đình tại số {address}"
        self._ct01(applicant, family.husband, members, request)
        for person in [applicant, *members]:
            w.set(person, self.when, permanent_address=address, current_address=address)
        return applicant

    def ct01_new_head(self):
        w, family = self.world, self.family
        w.set(family.mother, self.when, relation_to_head="Chủ hộ", head=family.mother)
        name = w.get(family.father, "full_name")
        request = f"Thay đổi chủ hộ do chủ hộ cũ là ông {name} đã chết; xóa đăng ký thường trú đối với ông {name}"
        self._ct01(family.mother, family.mother, [], request)
        return family.mother

    def birth(self):
        w, r, family = self.world, self.rng, self.family
        born = self.when - dt.timedelta(days=r.randint(6, 55))
        sex = r.choice(["Nam", "Nữ"])
        home = w.get(family.husband, "permanent_address")
        child = w.person(sex, born, self.when, family.surname, home, data.PROVINCES[0], family.ethnicity, adult=False)
        w.set(
            child,
            self.when,
            hometown=w.get(family.husband, "hometown"),
            birth_place=f"{r.choice(data.HOSPITALS)}, phường {r.choice(data.WARDS)}, Thành phố Hồ Chí Minh",
            relation_to_head="Cháu",
            head=family.father,
        )
        family.children.append(child)
        applicant = self._husband_or_wife()
        extra = {
            "child.birth_date_words": date_words(born),
            "applicant.relation_to_child": "Cha" if applicant == family.husband else "Mẹ",
            **self._copies(),
        }
        roles = {"applicant": applicant, "child": child, "father": family.husband, "mother": family.wife}
        self._form("birth", {role: w.snapshot(person) for role, person in roles.items()}, extra)
        if r.random() < 0.55:
            name, address = w.get(child, "full_name"), w.get(applicant, "permanent_address")
            request = f"Đăng ký thường trú cho con là {name} theo cha mẹ tại số {address}"
            self._ct01(applicant, family.father, [child], request)
        return applicant

    def business(self):
        w, r = self.world, self.rng
        applicant = self._husband_or_wife()
        household = r.random() < 0.5
        given = w.get(applicant, "full_name").split()[-1]
        name = r.choice(data.BIZ_NAMES).format(g=given, h=r.choice(["Phát", "Thành", "Lộc", "An"]))
        name = ("Hộ kinh doanh " + name).upper()
        capital = r.choice([30, 50, 80, 100, 150, 205, 350]) * 1_000_000
        trades = r.sample(data.TRADES, r.randint(1, 3))
        name = w.get(applicant, "business") or name
        w.set(applicant, self.when, business=name)
        extra = {
            "business.name": name,
            "business.address": w.get(applicant, "current_address") if r.random() < 0.6 else w.address(self.ward),
            "business.start_date": (self.when + dt.timedelta(days=r.randint(5, 20))).isoformat(),
            "business.capital": f"{capital}",
            "business.capital_words": words(capital).capitalize() + " đồng",
            "business.workers": str(r.randint(1, 9)),
            "business.owner_is_person": not household,
            "business.owner_is_household": household,
            "business.tax_lump": r.random() < 0.5,
        }
        extra["business.tax_declare"] = not extra["business.tax_lump"]
        extra["applicant.tax_code"] = w.get(applicant, "citizen_id") if r.random() < 0.5 else ""
        for i, (trade, code) in enumerate(trades):
            extra[f"trades[{i}].title"], extra[f"trades[{i}].code"] = trade, code
            extra[f"trades[{i}].is_main"] = "X" if i == 0 else ""
        members = [applicant, self.family.spouse_of(applicant)] if household else []
        roles = {"applicant": w.snapshot(applicant), "member": [w.snapshot(m) for m in members]}
        self._form("business", roles, extra)
        return applicant

    def construction(self):
        w, r, family = self.world, self.rng, self.family
        applicant = r.choice([family.father, family.husband, family.husband])
        ground, storeys = r.randint(36, 110), r.randint(2, 5)
        floors = [round(ground * r.uniform(0.9, 1.1), 1) for _ in range(storeys)]

        def comma(number):
            return str(number).replace(".", ",")

        extra = {
            "land.lot_no": str(r.randint(10, 980)),
            "land.area_m2": comma(f"{ground + r.uniform(3, 30):.1f}"),
            "land.map_sheet": str(r.randint(2, 88)),
            "land.certificate_no": f"{r.choice(['BA', 'CH', 'DD', 'CT'])} {r.randint(100000, 999999)}",
            "land.address": w.get(applicant, "permanent_address"),
            "works.designer": "Công ty TNHH Tư vấn Xây dựng %s (giả lập)" % r.choice(
                ["Nam Việt", "An Phú Gia", "Đại Tín", "Bình Minh"]
            ),
            "works.designer_cert": f"HCM-000{r.randint(10000, 99999)}",
            "works.designer_phone": w.phone(),
            "works.lead_designer": " ".join([weighted(r, data.SURNAMES), r.choice(data.MID_M), r.choice(data.GIVEN_M)]),
            "works.lead_cert": f"KTS-000{r.randint(10000, 99999)}",
            "works.kind_new": True,
            "works.grade": r.choice(["Cấp III", "Cấp IV"]),
            "works.density": str(r.randint(70, 100)),
            "works.ground_area_m2": comma(f"{ground:.1f}"),
            "works.floor_area_m2": comma(f"{sum(floors):.1f}"),
            "works.floor_detail": "; ".join(
                f"{'Tầng trệt' if i == 0 else 'Lầu ' + str(i)}: {comma(area)} m²" for i, area in enumerate(floors)
            ),
            "works.height_m": comma(f"{3.4 * storeys + r.uniform(0, 2):.1f}"),
            "works.storeys": str(storeys),
            "works.basement_no": True,
            "works.months": str(r.randint(4, 14)),
            "works.start_date": (self.when + dt.timedelta(days=r.randint(25, 60))).isoformat(),
            "dossier.attachment1": "Bản sao Giấy chứng nhận quyền sử dụng đất",
            "dossier.attachment2": "02 bộ bản vẽ thiết kế xây dựng",
        }
        if r.random() < 0.2:
            extra.update({"works.kind_new": False, "works.kind_repair": True})
        if r.random() < 0.5:
            extra["dossier.attachment3"] = "Bản cam kết bảo đảm an toàn đối với công trình liền kề"
        self._form("construction", {"applicant": w.snapshot(applicant)}, extra)
        return applicant

    def death(self):
        w, r, family = self.world, self.rng, self.family
        died = self.when - dt.timedelta(days=r.randint(1, 9))
        extra = {
            "applicant.relation_to_deceased": "Con",
            "deceased.death_hour": f"{r.randint(0, 23):02d}",
            "deceased.death_minute": f"{r.randint(0, 59):02d}",
            "deceased.death_date": died.isoformat(),
            "deceased.death_cause": r.choice(data.DEATH_CAUSES),
            **self._copies(),
        }
        if r.random() < 0.6:
            hospital = r.choice(data.HOSPITALS[2:])
            extra["deceased.death_place"] = f"{hospital}, Thành phố Hồ Chí Minh"
            extra["deceased.notice_no"] = f"{r.randint(10, 899)}/GBT"
            extra["deceased.notice_issuer"] = hospital
            extra["deceased.notice_date"] = died.isoformat()
        else:
            extra["deceased.death_place"] = w.get(family.father, "permanent_address")
        roles = {"applicant": w.snapshot(family.husband), "deceased": w.snapshot(family.father)}
        self._form("death", roles, extra)
        w.set(family.father, self.when, died=died.isoformat())
        return family.husband
