"""Synthetic people: names, numbers, addresses, families, and what changes in their lives.

Nothing here is a real person: names are drawn at random, the serial part of every citizen number is 99xxxx and
every phone number has 000 after its prefix, so that they look right without being in ordinary use.
"""

import datetime as dt
import unicodedata

import data

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
PHONE_PREFIXES = ["090", "091", "093", "097", "098", "032", "038", "070", "077", "083"]


def words_below_1000(n, full=False):
    """n < 1000 in words; full: with "không trăm" where a larger group stands before."""
    hundreds, rest = divmod(n, 100)
    tens, units = divmod(rest, 10)
    out = []
    if hundreds or full:
        out += [DIGITS[hundreds], "trăm"]
    if tens == 0 and units and out:
        out += ["linh"]
    elif tens == 1:
        out += ["mười"]
    elif tens > 1:
        out += [DIGITS[tens], "mươi"]
    if units:
        out += ["mốt" if units == 1 and tens > 1 else "lăm" if units == 5 and tens else DIGITS[units]]
    return " ".join(out)


def words(n):
    """A whole number in Vietnamese words."""
    if n == 0:
        return DIGITS[0]
    groups = []
    while n:
        groups.append(n % 1000)
        n //= 1000
    out = []
    for i in range(len(groups) - 1, -1, -1):
        if groups[i]:
            unit = ["", " nghìn", " triệu", " tỷ"][i]
            out.append(words_below_1000(groups[i], full=i < len(groups) - 1) + unit)
    return " ".join(out)


def date_words(d):
    return f"ngày {words(d.day)} tháng {words(d.month)} năm {words(d.year)}"


def strip_marks(s):
    """Vietnamese text without its diacritics."""
    s = s.replace("Đ", "D").replace("đ", "d")
    return "".join(c for c in unicodedata.normalize("NFD", s) if not unicodedata.combining(c))


def weighted(rng, pairs):
    return rng.choices([p[0] for p in pairs], [p[1] for p in pairs])[0]


def id_document(attrs):
    issued = dt.date.fromisoformat(attrs["id_issue_date"])
    return f"CCCD số {attrs['citizen_id']} do {attrs['id_issue_place']} cấp ngày {issued:%d/%m/%Y}"


class World:
    """Everybody, with the history of every attribute."""

    def __init__(self, rng):
        self.rng, self.people, self.citizen_ids = rng, {}, set()

    def address(self, ward=None):
        r = self.rng
        number = r.choice(
            [
                str(r.randint(1, 480)),
                f"{r.randint(1, 300)}/{r.randint(1, 60)}",
                f"{r.randint(1, 200)}{r.choice('ABC')}",
                f"{r.randint(10, 300)}/{r.randint(1, 40)}/{r.randint(1, 20)}",
            ]
        )
        street = r.choice(data.STREETS)
        return f"{number} đường {street}, phường {ward or r.choice(data.WARDS)}, Thành phố Hồ Chí Minh"

    def phone(self):
        return self.rng.choice(PHONE_PREFIXES) + "000" + f"{self.rng.randint(0, 9999):04d}"

    def citizen_id(self, province, sex, born):
        while True:
            century_and_sex = (0 if born.year < 2000 else 2) + (sex == "Nữ")
            number = f"{province}{century_and_sex}{born.year % 100:02d}99{self.rng.randint(0, 9999):04d}"
            if number not in self.citizen_ids:
                self.citizen_ids.add(number)
                return number

    def person(self, sex, born, now, surname=None, address=None, origin=None, ethnicity=None, adult=True):
        """Draws a person; returns the id."""
        r = self.rng
        code, province, communes = origin or r.choice(data.PROVINCES)
        surname = surname or weighted(r, data.SURNAMES)
        middle = r.choice(data.MID_M if sex == "Nam" else data.MID_F)
        given = r.choice(data.GIVEN_M if sex == "Nam" else data.GIVEN_F)
        attrs = {
            "full_name": " ".join([surname, middle, given]),
            "sex": sex,
            "birth_date": born.isoformat(),
            "ethnicity": ethnicity or weighted(r, data.ETHNIC),
            "nationality": "Việt Nam",
            "hometown": f"{r.choice(communes)}, {province}",
            "birth_place": f"{r.choice(communes)}, {province}",
            "citizen_id": self.citizen_id(code, sex, born),
            "permanent_address": address or self.address(),
        }
        attrs["current_address"] = attrs["permanent_address"]
        if adult:
            issued = now - dt.timedelta(days=r.randint(120, 1600))
            mailbox = strip_marks(given.split()[-1]).lower() + "." + strip_marks(surname.split()[0]).lower()
            attrs.update(
                phone=self.phone(),
                id_issue_date=issued.isoformat(),
                id_issue_place=data.ID_ISSUER,
                occupation=r.choice(data.JOBS),
                email=f"{mailbox}{born.year % 100:02d}@example.vn" if r.random() < 0.8 else "",
                marital="single",
                id_is_cccd=True,
            )
        person = f"P{len(self.people) + 1:04d}"
        history = [{"from": now.isoformat(), "attr": k, "value": v} for k, v in attrs.items()]
        self.people[person] = {"person_id": person, "attrs": attrs, "history": history}
        return person

    def get(self, person, attr):
        return self.people[person]["attrs"].get(attr, "")

    def set(self, person, when, **changes):
        for k, v in changes.items():
            if self.people[person]["attrs"].get(k) != v:
                self.people[person]["attrs"][k] = v
                self.people[person]["history"].append({"from": when.isoformat(), "attr": k, "value": v})

    def snapshot(self, person):
        """The attributes as they are now."""
        return dict(self.people[person]["attrs"], person_id=person)


class Family:
    """A couple (husband, wife), his parents, and the children to come."""

    def __init__(self, world, start):
        r = world.rng

        def born(youngest, oldest):
            return dt.date(start.year - r.randint(youngest, oldest), r.randint(1, 12), r.randint(1, 28))

        self.world = world
        self.unit = r.choice(data.UNITS)
        self.surname = weighted(r, data.SURNAMES)
        origin, self.ethnicity = r.choice(data.PROVINCES), weighted(r, data.ETHNIC)
        home = world.address(self.unit[2])
        self.father = world.person("Nam", born(54, 72), start, self.surname, home, origin, self.ethnicity)
        self.mother = world.person("Nữ", born(50, 66), start, None, home)
        self.husband = world.person("Nam", born(26, 38), start, self.surname, home, origin, self.ethnicity)
        self.wife = world.person("Nữ", born(23, 34), start)
        self.children = []
        for person, relation in ((self.father, "Chủ hộ"), (self.mother, "Vợ"), (self.husband, "Con")):
            marital = "married" if person != self.husband else "single"
            world.set(person, start, relation_to_head=relation, head=self.father, marital=marital)

    def spouse_of(self, person):
        return self.wife if person == self.husband else self.husband

    def life_goes_on(self, when):
        """What may change between two dossiers without any paper."""
        w, r = self.world, self.world.rng
        for person in (self.husband, self.wife):
            if r.random() < 0.10:
                w.set(person, when, phone=w.phone())
            if r.random() < 0.06:
                w.set(person, when, occupation=r.choice(data.JOBS))
            if r.random() < 0.05:
                w.set(person, when, id_issue_date=(when - dt.timedelta(days=r.randint(5, 20))).isoformat())
            if r.random() < 0.06:
                w.set(person, when, current_address=w.address())
