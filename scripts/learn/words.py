"""Texts such as people write on forms, made up: names, addresses, papers, dates, numbers, and common sentences.

Sources: the code lists of the project, the Vietnamese of translated programs (message catalogues of any Debian
machine) and of the hunspell dictionary. Nothing comes from a test set.
"""

import csv
import gettext
import glob
import pathlib
import re
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
LISTS = ROOT / "schemas" / "codelists"
SYLLABLE = re.compile(r"^[^\W\d_]+$")


def column(name, heading):
    with open(LISTS / f"{name}.tsv", encoding="utf-8") as f:
        rows = csv.DictReader((line for line in f if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row[heading] for row in rows if row.get(heading)]


def sentences():
    """Lines of translated programs, without what belongs to programs."""
    found = set()
    for path in sorted(glob.glob("/usr/share/locale/vi/LC_MESSAGES/*.mo")):
        with open(path, "rb") as f:
            try:
                catalogue = gettext.GNUTranslations(f)._catalog
            except (OSError, UnicodeDecodeError):
                continue
        for text in catalogue.values():
            for line in str(text).split("\n"):
                words = [w for w in unicodedata.normalize("NFC", line).split() if not re.search(r"[%<>\\{}|$`~^\[\]_=]", w)]
                if len(words) > 2:
                    found.add(" ".join(words))
    return sorted(found)


def syllables():
    with open("/usr/share/hunspell/vi_VN.dic", encoding="utf-8") as f:
        words = (unicodedata.normalize("NFC", line.split("/")[0].strip()) for line in f)
        return sorted({w for w in words if SYLLABLE.match(w)})


def plain(text):
    """Without marks."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in apart if not unicodedata.combining(c))


class Words:
    def __init__(self):
        self.surnames, self.given = column("surnames", "name"), column("given_names", "name")
        self.communes, self.districts, self.provinces = (
            [self.bare(name) for table in tables for name in column(table, "name")]
            for tables in (("communes", "communes_until_2025"), ("districts",), ("provinces",))
        )
        self.sentences, self.syllables = sentences(), syllables()
        self.closed = [
            name
            for table in ("ethnic_groups", "religions", "countries", "relations", "issuers", "marital_states", "agencies")
            for heading in ("name", "aliases", "abbreviations")
            for names in column(table, heading)
            for name in names.split(";")
        ]
        self.closed = [re.sub(r"\{.*?\}", "", name).strip(" ,") for name in self.closed]

    @staticmethod
    def bare(name):
        """A unit's name without its kind."""
        return re.sub(r"^(Phường|Xã|Thị trấn|Thị xã|Quận|Huyện|Tỉnh|Thành phố|Đặc khu) ", "", name)

    def text(self, rng):
        """One line, 1 to about 60 characters."""
        kinds = [
            (0.20, self.person),
            (0.26, self.address),
            (0.20, self.numbers),
            (0.12, self.sentence),
            (0.08, self.gibberish),
            (0.06, self.paper),
            (0.05, self.mail),
            (0.03, lambda r: r.choice(self.closed)),
        ]
        pick = rng.random()
        for share, make in kinds:
            pick -= share
            if pick < 0:
                break
        text = " ".join(make(rng).split())
        if rng.random() < 0.25:
            text = text.upper()
        return self.cut(text, rng)

    @staticmethod
    def cut(text, rng):
        """Long texts go over several lines: some whole words of them."""
        words = text.split(" ")
        most = rng.randint(12, 64)
        if len(text) <= most:
            return text
        begin = rng.randint(0, len(words) - 1)
        line = words[begin]
        for word in words[begin + 1 :]:
            if len(line) + len(word) >= most:
                break
            line += " " + word
        return line

    def person(self, rng):
        words = [rng.choice(self.surnames)] + [rng.choice(self.given) for _ in range(rng.choice((1, 2, 2, 2, 3)))]
        if rng.random() < 0.1:
            words[rng.randrange(len(words))] = rng.choice(self.syllables).capitalize()
        return " ".join(words)

    def address(self, rng):
        number = rng.choice(("{}", "{}/{}", "{}/{}/{}", "Số {}", "{}{}", "Lô {}", "Tổ {}", "Ấp {}", "Khu phố {},", "Thôn {}"))
        number = number.replace("{}", "%s") % tuple(
            rng.randint(1, 999) if i == 0 or "/" in number else rng.choice("ABCDEF") for i in range(number.count("{}"))
        )
        street = rng.choice(("", "đường ", "Đường ", "phố ", "hẻm ", "quốc lộ ")) + " ".join(
            w.capitalize() for w in (rng.choice(self.given), rng.choice(self.given))
        )
        if rng.random() < 0.4:
            street = rng.choice(("", "đường ", "Đường ")) + self.person(rng)
        parts = [number + rng.choice((" ", ", ")) + street, self.unit(rng)]
        if rng.random() < 0.3:
            parts.append(rng.choice(("quận ", "huyện ", "Q. ", "H. ", "TP. ", "Quận ", "Huyện ", "thị xã ")) + rng.choice(self.districts))
        parts.append(rng.choice(("", "tỉnh ", "Tỉnh ", "TP. ", "Thành phố ", "T. ")) + rng.choice(self.provinces))
        if rng.random() < 0.3:
            parts.append("Việt Nam")
        return rng.choice((", ", ", ", ", ", " - ", "; ")).join(parts)

    def unit(self, rng):
        return rng.choice(("phường ", "xã ", "Phường ", "Xã ", "P. ", "X. ", "TT. ", "thị trấn ", "")) + rng.choice(self.communes)

    def date(self, rng):
        day, month, year = rng.randint(1, 31), rng.randint(1, 12), rng.randint(1930, 2030)
        form = rng.choice(("{:02}/{:02}/{}", "{:02}/{:02}/{}", "{}/{}/{}", "{:02}-{:02}-{}", "{:02}.{:02}.{}", "ngày {:02} tháng {:02} năm {}", "{:02} {:02} {}"))
        return form.format(day, month, year)

    @staticmethod
    def digits(rng, n):
        return "".join(rng.choice("0123456789") for _ in range(n))

    def numbers(self, rng):
        d = self.digits
        kind = rng.randrange(13)
        if kind == 0:
            return d(rng, 12)
        if kind == 1:
            return d(rng, 9)
        if kind == 2:
            return "0" + d(rng, 9)
        if kind == 3:
            return f"0{d(rng, 3)} {d(rng, 3)} {d(rng, 3)}"
        if kind == 4:
            return f"{d(rng, 10)}-{d(rng, 3)}"
        if kind == 5:
            return "; ".join(
                rng.choice(("", "", "Tầng 1: ", "Lầu 2: ", "Diện tích ")) + f"{rng.randint(1, 9999)},{d(rng, rng.choice((1, 2)))}" + rng.choice(("", " m²", " m²", "m²", " ha"))
                for _ in range(rng.choice((1, 1, 2, 3)))
            )
        if kind == 6:
            return f"{rng.randint(1, 999)}.{d(rng, 3)}" + rng.choice(("", ".000", ".000.000")) + rng.choice(("", " đồng", " đ", "đ"))
        if kind == 7:
            return f"000.{d(rng, 2)}.{d(rng, 2)}.{rng.choice('HGK')}{d(rng, 2)}-{d(rng, 6)}-{d(rng, 4)}"
        if kind == 8:
            return f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02} ngày {self.date(rng)}"
        if kind == 9:
            return d(rng, rng.randint(1, 6))
        if kind == 10:
            return f"{rng.randint(1, 999)}/{rng.choice(('', '20' + d(rng, 2) + '/'))}" + rng.choice(("QĐ-UBND", "GPXD", "TT-BCA", "NĐ-CP", "GCN", "KS"))
        return self.date(rng)

    def sentence(self, rng):
        return rng.choice(self.sentences)

    def gibberish(self, rng):
        """Syllables in no order: the letters decide, not the words."""
        return rng.choice((" ", " ", " ", ", ")).join(
            w.capitalize() if rng.random() < 0.4 else w for w in (rng.choice(self.syllables) for _ in range(rng.randint(1, 9)))
        )

    def paper(self, rng):
        kind = rng.choice(("CCCD", "Thẻ CCCD", "CMND", "Căn cước", "Hộ chiếu", "Thẻ căn cước", "Giấy chứng sinh"))
        return (
            f"{kind}{rng.choice((' số ', ' số: ', ' ', ': '))}{self.digits(rng, rng.choice((9, 12, 12)))}"
            f"{rng.choice((', cấp ngày ', ' cấp ngày ', ', ngày cấp ', ' do '))}{self.date(rng)}"
            f"{rng.choice((', nơi cấp: ', ' tại ', ' do ', ', nơi cấp '))}{rng.choice(self.closed)}"
        )

    def mail(self, rng):
        letters = re.sub(r"[^a-z ]", "", plain(self.person(rng)).lower())
        name = letters.replace(" ", rng.choice(("", ".", "_", "-"))) + rng.choice(("", str(rng.randint(1, 2005))))
        return name + "@" + rng.choice(("gmail.com", "yahoo.com.vn", "outlook.com", "example.vn", "hotmail.com", "mail.example.com", "cong-ty.vn"))
