"""What is filled in on forms in English, made up: names, offices, companies, dates and figures, as they are typed and
as they are written by hand.

Sources: the word lists and code lists of any Debian machine, the project's lists of Vietnamese names. Nothing comes
from a test set.
"""

import calendar
import gzip
import json
import re

import words

TITLES = (
    "President|Vice President|Director|Executive Director|Managing Director|Deputy Director|Director General|Partner|Managing Partner|"
    "Manager|General Manager|Account Executive|Secretary|Treasurer|Secretary-Treasurer|Chairman|Chief Executive Officer|Counsel|"
    "General Counsel|Attorney|Attorney-in-fact|Consultant|Senior Consultant|Associate|Principal|Representative|Delegate|Controller|"
    "Comptroller|Officer|Member|Agent|Commissioner|Consul|Assistant Secretary|Press Officer|Information Officer|Owner"
).split("|")
KINDS = (
    "Inc.|Inc|Ltd.|Limited|Corp.|Corporation|Company|Co., Ltd.|& Co.|LLC|L.L.C.|LLP|L.L.P.|P.C.|S.A.|GmbH|PLC|Association|Associates|"
    "& Associates|Group|Partners|Communications|Consulting|International|Trading Co.|Public Relations|Strategies|Services, Inc."
).split("|")
BODIES = (
    "Government of {}|Embassy of {}|Republic of {}|Ministry of {}|Department of {}|Office of {}|Bank of {}|Board of {}|Council of {}|"
    "{} Tourist Office|{} Trade Organization|{} Chamber of Commerce|{} National Committee|Royal {} Embassy|{} Investment Authority|"
    "Consulate General of {}|{} Development Agency|{} Export Council|{} Information Center|{} Trade Center|{} Airlines"
).split("|")
SPOKEN = "See attached|See attached list|None|N/A|Same as above|Not applicable|Yes|No|as above|Attached|(same)|see exhibit A".split("|")
DATES = (
    "{m}/{d}/{yy}|{m}/{d}/{yy}|{m}/{d}/{yyyy}|{m}/{d}/{yyyy}|{mm}/{dd}/{yy}|{mm}/{dd}/{yyyy}|{m}-{d}-{yy}|{mm}-{dd}-{yyyy}|{m}.{d}.{yy}|"
    "{M} {d}, {yyyy}|{M} {d}, {yyyy}|{M} {d}, {yyyy}|{M} {d},{yyyy}|{M} {d} {yyyy}|{M} {o}, {yyyy}|{A} {d}, {yyyy}|{A} {d}, {yy}|{A}. {d}, '{yy}|"
    "{d} {M} {yyyy}|{d} {A} {yyyy}|{d} {A} {yy}|{dd} {A} {yyyy}|{o} day of {M}, {yyyy}|{yyyy}-{mm}-{dd}|{M} {yyyy}|{o}|{o}|{M}|{M}|{yy}|{yyyy}|{A} {d}"
).split("|")
ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b")


def listed(standard):
    with open(f"/usr/share/iso-codes/json/iso_{standard}.json", encoding="utf-8") as f:
        return sorted(entry["name"].split(",")[0] for entry in json.load(f)[standard] if entry["name"].isascii())


def ordinal(n):
    return f"{n}" + ("th" if n in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th"))


class Latin:
    """Texts of one line, 1 to about 60 characters; `figures`: the share of dates and numbers among them."""

    def __init__(self, figures=0.5):
        self.figures_share = figures
        with open("/usr/share/dict/american-english", encoding="utf-8") as f:
            known = [word for word in f.read().split() if word.isascii() and "'" not in word]
        self.words = [word for word in known if word.islower()]
        self.proper = [word for word in known if word.istitle()]
        with gzip.open("/usr/share/dict/propernames.gz", "rt", encoding="utf-8") as f:
            self.given = [name for name in f.read().split() if name.isascii()]
        self.places = listed("3166-1") + self.proper
        vietnamese = words.column("surnames", "name") + words.column("given_names", "name")
        self.foreign = [words.plain(name) for name in vietnamese]

    def text(self, rng):
        if rng.random() < self.figures_share:
            text = rng.choices((self.date, self.figures), (3, 1))[0](rng)
        else:
            makers = (self.person, self.body, self.signer, self.sentence, self.place)
            text = rng.choices(makers, (16, 16, 8, 7, 4))[0](rng)
            text = self.joined(text, rng) if rng.random() < 0.24 else text
        if rng.random() < 0.22:
            text = text.upper()
        return words.Words.cut(text, rng)

    def joined(self, text, rng):
        """Two of them with a mark between."""
        other = rng.choice((self.person, self.body, self.signer, self.place))(rng)
        return rng.choice(("{0} ({1})", "{0}({1})", "{0}; {1}", "{0}: {1}", "{0}/{1}", "{0} - {1}", "({0}) {1}", "{0}, {1}", "By: {1}", "By: {0}")).format(text, other)

    @staticmethod
    def date(rng):
        day, month, year = rng.randint(1, 31), rng.randint(1, 12), rng.randint(1940, 2035)
        name, short = calendar.month_name[month], rng.choice((calendar.month_abbr[month], "Sept" if month == 9 else calendar.month_abbr[month]))
        return rng.choice(DATES).format(
            d=day, dd=f"{day:02}", m=month, mm=f"{month:02}", yy=f"{year % 100:02}", yyyy=year, M=name, A=short, o=ordinal(day)
        )

    @staticmethod
    def figures(rng):
        digits = words.Words.digits
        return rng.choice(
            (
                lambda: digits(rng, rng.randint(1, 6)),
                lambda: digits(rng, 4),
                lambda: digits(rng, 4),
                lambda: "# " + digits(rng, rng.randint(3, 5)),
                lambda: "No. " + digits(rng, rng.randint(2, 5)),
                lambda: f"({digits(rng, 3)}) {digits(rng, 3)}-{digits(rng, 4)}",
                lambda: f"{digits(rng, 3)}-{digits(rng, 4)}",
                lambda: f"{rng.randint(1, 99)},{digits(rng, 3)}",
                lambda: f"${rng.randint(1, 999)},{digits(rng, 3)}.{digits(rng, 2)}",
                lambda: digits(rng, 5) + "-" + digits(rng, 4),
            )
        )()

    def surname(self, rng):
        return rng.choice(rng.choice((self.proper, self.proper, self.given, self.foreign)))

    def person(self, rng):
        initial = rng.choice(("", "", f"{chr(rng.randint(65, 90))}. ", f"{chr(rng.randint(65, 90))}. "))
        first = rng.choice((rng.choice(self.given), rng.choice(self.given), rng.choice(self.foreign), f"{chr(rng.randint(65, 90))}."))
        surname = self.surname(rng) + rng.choice(("",) * 8 + ("-" + self.surname(rng), ", Jr.", " III", " " + self.surname(rng)))
        return rng.choice(("", "", "", "", "", "Mr. ", "Dr. ", "Ms. ")) + f"{first} {initial}{surname}"

    def body(self, rng):
        pick = rng.random()
        if pick < 0.35:
            middle = rng.choice((rng.choice(self.places), rng.choice(self.places), rng.choice(self.words).capitalize()))
            return rng.choice(("", "", "The ")) + rng.choice(BODIES).format(middle)
        if pick < 0.55:
            return rng.choice((", ", " & ", " ")).join(self.surname(rng) for _ in range(rng.randint(2, 4))) + rng.choice((" ", ", ")) + rng.choice(KINDS)
        if pick < 0.65:
            return "".join(chr(rng.randint(65, 90)) for _ in range(rng.randint(2, 5))) + rng.choice(("", ", ", " ")) + rng.choice(self.places)
        named = " ".join(rng.choice(rng.choice((self.words, self.proper))).capitalize() for _ in range(rng.randint(1, 4)))
        return named + rng.choice((" ", ", ", " ")) + rng.choice(KINDS)

    def signer(self, rng):
        title = rng.choice(TITLES) + rng.choice(("", "", f", {rng.choice(self.words).capitalize()} Affairs"))
        return rng.choice((title, title, self.person(rng) + rng.choice((", ", ",", " - ", " ")) + title))

    def sentence(self, rng):
        if rng.random() < 0.15:
            return rng.choice(SPOKEN)
        return " ".join(rng.choice(rng.choice((self.words, self.words, self.words, ["of", "the", "and", "to", "in", "for"]))) for _ in range(rng.randint(1, 8)))

    def place(self, rng):
        return rng.choice(("", f"{rng.randint(1, 9999)} {rng.choice(self.proper)} {rng.choice(('Street', 'St.', 'Avenue', 'Ave.', 'Road', 'Blvd.'))}, ")) + (
            f"{rng.choice(self.proper)}, {rng.choice(self.places)}" + rng.choice(("", "", f" {words.Words.digits(rng, 5)}"))
        )
