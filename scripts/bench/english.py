"""What English forms ask for in one place or in several: names with titles, dates in words."""

import calendar
import difflib
import re

TITLES = (
    "president|director|partner|representative|manager|counsel|attorney|secretary|treasurer|chairman|chief|delegate|"
    "commissioner|controller|consul|officer|member|principal|associate|agent|executive"
).split("|")
BEFORE_TITLES = "executive|exec|vice|deputy|assistant|senior|managing|general|delegate|account|sales|finance".split("|")
LONG_WORD = 7  # letters; one of them misread, it is still that word and no other
WRITTEN_DATE = re.compile(r"[^\W\d]{3,}[.,]?\s*(\d{1,2})(?:st|nd|rd|th)?(?:\s*[,.]\s*|\s+)('?\d\d|\d{4})")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: day of)? [^\W\d]{3,}[.,]* ('?\d\d|\d{4})")
NUMERIC_DATE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d\d|\d{4})")
YEAR_FIRST = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def is_one_of(word, known):
    """Whether it is one of the words known, or a long one with a letter misread."""
    word = word.lower()
    return word in known or (len(word) >= LONG_WORD and bool(difflib.get_close_matches(word, known, 1, 0.85)))


def title_start(text):
    """Where the first title of a text begins, with the words that belong before it; None where there is none."""
    start = None
    for word in re.finditer(r"[^\W\d]+", text):
        if is_one_of(word.group(), TITLES):
            return word.start() if start is None else start
        before = is_one_of(word.group(), BEFORE_TITLES)
        start = (word.start() if start is None else start) if before else None
    return None


def name_and_title(text):
    """A name and a title: from the title's first word on, or after a comma or a dash."""
    start = title_start(text)
    if start is not None:
        return text[:start].strip(" ,-–"), text[start:].strip()
    return (*re.split(r"\s*(?:,|\s[-–])\s*", text, maxsplit=1), "")[:2]


def is_date(text):
    """Whether it is written as a date, with its day and month in bounds: "May 30, 2013", "28 July 2009", "8/20/08"."""
    written, numeric = WRITTEN_DATE.fullmatch(text) or DAY_FIRST.fullmatch(text), NUMERIC_DATE.fullmatch(text)
    if written:
        return 1 <= int(written[1]) <= 31
    if YEAR_FIRST.fullmatch(text):
        return True
    low, high = sorted((int(numeric[1]), int(numeric[3]))) if numeric else (0, 0)
    return 1 <= low <= 12 and high <= 31


def day_ordinal(text):
    """A day as "this 28th day of" says it, whatever is read of the small letters; a bare "28" stays one, and nothing is
    said where it is no day."""
    day = re.fullmatch(r"(\d{1,2})(\D{0,2})", text)
    if day is None or not 1 <= int(day[1]) <= 31:
        return ""
    if not day[2]:
        return day[1]
    return day[1] + ("th" if day[1][-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(day[1][-1], "th"))


def month(text):
    """The month that a word is nearest to; nothing where it is near none."""
    return next(iter(difflib.get_close_matches(text.capitalize(), calendar.month_name[1:], 1)), "")
