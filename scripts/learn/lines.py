"""Pictures of lines as the reader hands them to the recognizer: drawn in many fonts, then damaged as scans and the
removal of what a form prints damage them. 300 dpi stands behind all sizes.

What the removal of leaders does to ink is what matters most: dots below letters, commas and full stops lie where the
dots of the leader were, and go with them, whole or in part; some leader dots stay. Strokes of stamps, folds and rules
stay as remains, or take strips out of letters.
"""

import collections
import ctypes
import pathlib
import random
import subprocess
import tempfile

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from digits import Digits
from latin import ORDINAL, Latin
from words import Words

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEIGHT = 36
TYPED_SHARE, REAL_DIGITS_SHARE = 0.25, 0.8  # of lines in English; of those by hand that hold digits


class Preparer:
    """ocr/engine/line_image.c, compiled, so that the network learns on just what it will be given."""

    class Image(ctypes.Structure):
        _fields_ = [("pixels", ctypes.POINTER(ctypes.c_int8)), ("width", ctypes.c_uint), ("scale", ctypes.c_double), ("x0", ctypes.c_int)]

    class View(ctypes.Structure):
        _fields_ = [("above", ctypes.c_double), ("below", ctypes.c_double)]

    def __init__(self):
        with tempfile.TemporaryDirectory() as folder:
            library = f"{folder}/lines.so"
            flags = subprocess.run(["pkg-config", "--cflags", "--libs", "glib-2.0", "lept"], check=True, capture_output=True, text=True)
            source = ROOT / "ocr" / "engine" / "line_image.c"
            subprocess.run(
                ["cc", "-O3", "-shared", "-fPIC", "-o", library, str(source), f"-I{ROOT}/include", f"-I{ROOT}", *flags.stdout.split(), "-lm"], check=True
            )
            self.lib = ctypes.CDLL(library)
        self.lept = ctypes.CDLL("liblept.so.5")
        for name in ("sohoa_line_source_new",):
            getattr(self.lib, name).restype = ctypes.c_void_p
            getattr(self.lib, name).argtypes = [ctypes.c_void_p]
        self.lib.sohoa_line_source_free.argtypes = [ctypes.c_void_p]
        self.lib.sohoa_line_source_view.argtypes = [ctypes.c_void_p, ctypes.POINTER(self.View), ctypes.c_uint, ctypes.POINTER(self.Image)]
        self.lib.sohoa_line_image_clear.argtypes = [ctypes.POINTER(self.Image)]
        self.lept.pixReadMem.restype = ctypes.c_void_p
        self.lept.pixReadMem.argtypes = [ctypes.c_char_p, ctypes.c_size_t]
        self.lept.pixDestroy.argtypes = [ctypes.POINTER(ctypes.c_void_p)]

    def views(self, gray, views):
        """gray: dark on light, as handed to the recognizer. One array 36 x width of -127..127 a view (above, below)."""
        coded = cv2.imencode(".bmp", gray)[1].tobytes()
        pix = ctypes.c_void_p(self.lept.pixReadMem(coded, len(coded)))
        source = self.lib.sohoa_line_source_new(pix)
        self.lept.pixDestroy(ctypes.byref(pix))
        if not source:
            return []
        found = []
        for above, below in views:
            image = self.Image()
            self.lib.sohoa_line_source_view(source, ctypes.byref(self.View(above, below)), HEIGHT, ctypes.byref(image))
            found.append(np.ctypeslib.as_array(image.pixels, (HEIGHT, image.width)).copy())
            self.lib.sohoa_line_image_clear(ctypes.byref(image))
        self.lib.sohoa_line_source_free(source)
        return found


class Fonts:
    """Font files of a folder, named FAMILY-WEIGHT-STYLE, each with every letter of the language; families come up equally
    often. Opened at the sizes asked for."""

    def __init__(self, folder):
        families = collections.defaultdict(list)
        for path in sorted(pathlib.Path(folder).glob("*.[to]tf")):
            families[path.stem.rsplit("-", 2)[0]].append(str(path))
        self.families = list(families.values())
        self.opened = {}

    def get(self, rng, size):
        key = (rng.choice(rng.choice(self.families)), size)
        if key not in self.opened:
            if len(self.opened) > 400:
                self.opened.clear()
            self.opened[key] = ImageFont.truetype(*key)
        return self.opened[key]


def draw(text, font, rng):
    """Ink 0..1 on nothing, with the row of the baseline; letters wander where a hand writes (rng given)."""
    width, height = int(font.getlength(text)) + 60, font.size * 3
    base = font.size * 2
    image = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(image)
    spacing = rng.choice((0, 0, 0, 0, rng.uniform(-0.04, 0.12))) * font.size if rng else 0
    wander = rng.choice((0, 0, 0, rng.uniform(0, 0.05))) * font.size if rng else 0
    if spacing == 0 and wander == 0:
        pen.text((30, base), text, 255, font, anchor="ls")
    else:
        image = Image.new("L", (int(width + abs(spacing) * len(text)) + 20, height), 0)
        pen = ImageDraw.Draw(image)
        x, y = 30.0, 0.0
        for letter in text:
            y = 0.6 * y + wander * rng.uniform(-0.5, 0.5)
            pen.text((x, base + y), letter, 255, font, anchor="ls")
            x += font.getlength(letter) + spacing
    return np.asarray(image, np.float32) / 255, base


def remove_leaders(ink, base, rng, size):
    """What lies on the dots of a leader is erased; where dots stood alone a few stay."""
    pitch, radius = rng.uniform(7, 14), rng.uniform(1.2, 3.2)
    row, phase = base + rng.uniform(-0.06, 0.2) * size, rng.uniform(0, 14)
    reach = rng.choice((0.0, 0.5, 1.0)) + radius
    stay = rng.choice((0, 0, 0, 0.02, 0.1))
    for x in np.arange(phase, ink.shape[1], pitch):
        spot = np.zeros_like(ink[:, :1])
        x0, x1 = max(int(x - reach - 2), 0), min(int(x + reach + 3), ink.shape[1])
        y0, y1 = int(row - reach - 2), int(row + reach + 3)
        if y1 >= ink.shape[0] or x1 <= x0:
            continue
        yy, xx = np.mgrid[y0:y1, x0:x1]
        far = np.hypot(xx - x, yy - row)
        around = ink[y0 - 3 : y1 + 3, x0:x1]
        joined = around[:3].max() > 0.5 or around[-3:].max() > 0.5
        if joined and rng.random() < 0.85:
            continue  # ink that goes on above or below the dot is somebody's
        spot = np.clip(reach + 0.5 - far, 0, 1)
        ink[y0:y1, x0:x1] *= 1 - spot
        if rng.random() < stay and 30 < x < ink.shape[1] - 30:
            ink[y0:y1, x0:x1] = np.maximum(ink[y0:y1, x0:x1], np.clip(radius * rng.uniform(0.4, 1) + 0.5 - far, 0, 1))


def remove_rule(ink, base, rng, size):
    y = int(base + rng.uniform(-0.8, 0.3) * size)
    ink[y : y + rng.randint(1, 4)] *= rng.uniform(0, 0.6)


def smudge(ink, rng, size):
    """A stroke of something else: a stamp's ring, a signature, a fold; whole, or mostly cleaned away with the letters'
    ink below it."""
    h, w = ink.shape
    layer = np.zeros((h, w), np.uint8)
    kind = rng.random()
    if kind < 0.35:
        for r in (rng.randint(size, 8 * size),) * rng.choice((1, 2)):
            centre = (rng.randint(0, w), h // 2 + rng.choice((-1, 1)) * rng.randint(0, r))
            cv2.circle(layer, centre, r, 255, rng.randint(1, 6), cv2.LINE_AA)
    elif kind < 0.8:
        x = rng.randint(0, w)
        turns = [(x + rng.randint(-2, 4) * size, rng.randint(-h // 2, h + h // 2)) for _ in range(rng.randint(3, 7))]
        cv2.polylines(layer, [flowing(turns)], False, 255, rng.randint(2, 6), cv2.LINE_AA)
    else:
        x = rng.randint(0, w)
        cv2.line(layer, (x, 0), (x + rng.randint(-size, size) // 4, h), 255, rng.randint(1, 3), cv2.LINE_AA)
    part = layer.astype(np.float32) / 255
    if rng.random() < 0.35:
        ink *= 1 - part * rng.uniform(0.3, 1)
        part *= (np.random.default_rng(rng.getrandbits(32)).random((h, w)) < rng.uniform(0, 0.25)).astype(np.float32)
    rows = np.flatnonzero(ink.max(axis=1) > 0.5)  # what reaches beyond the letters' rows is cut off
    if len(rows) > 0:
        part[: rows[0]] = part[rows[-1] + 1 :] = 0
    np.maximum(ink, part * rng.uniform(0.5, 1), out=ink)


def flowing(points):
    """A smooth line through points (Catmull and Rom, 1974)."""
    p = np.array([points[0], *points, points[-1]], np.float64)
    t = np.linspace(0, 1, 12)[:, None]
    parts = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(p, p[1:], p[2:], p[3:])
    ]
    return np.concatenate(parts).round().astype(np.int32)


def stroke(ink, rng):
    """Thinner or thicker, as pens, ribbons and toner are."""
    pick = rng.random()
    if pick < 0.15:
        return cv2.dilate(ink, np.ones((rng.choice((2, 3)), rng.choice((2, 3))), np.uint8))
    if pick < 0.25:
        return cv2.erode(ink, np.ones((2, rng.choice((1, 2))), np.uint8))
    return ink


def bend(ink, rng):
    """A little rotation, slant and shake."""
    h, w = ink.shape
    angle, slant = np.deg2rad(rng.gauss(0, 0.35)), rng.choice((0, 0, 0, rng.uniform(-0.2, 0.3)))
    matrix = np.float32([[1, -slant, slant * h / 2], [np.tan(angle), 1, -np.tan(angle) * w / 2]])
    ink = cv2.warpAffine(ink, matrix, (w, h))
    if rng.random() < 0.3:
        noise = np.random.default_rng(rng.getrandbits(32)).standard_normal((2, 4, max(2, w // rng.randint(20, 60)))).astype(np.float32)
        dx, dy = (cv2.resize(n, (w, h), interpolation=cv2.INTER_CUBIC) * rng.uniform(0, 2) for n in noise)
        yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
        ink = cv2.remap(ink, xx + dx, yy + dy, cv2.INTER_LINEAR)
    return ink


def scan(ink, rng):
    """Through a scanner: resolution, blur, noise, and often a threshold; gray 0..255, dark on light."""
    noise = np.random.default_rng(rng.getrandbits(32))
    h, w = ink.shape
    share = rng.choice((1, 1, 2 / 3, 2 / 3, 0.5))
    gray = cv2.GaussianBlur(ink, (0, 0), rng.uniform(0.3, 1.1) / share**0.7)
    gray = cv2.resize(gray, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    gray *= rng.uniform(0.7, 1)
    gray += noise.standard_normal(gray.shape).astype(np.float32) * rng.choice((0, 0.01, 0.03, 0.08))
    if rng.random() < 0.45:
        gray = (gray > rng.uniform(0.3, 0.6)).astype(np.float32)
        edge = cv2.dilate(gray, np.ones((3, 3), np.uint8)) - cv2.erode(gray, np.ones((3, 3), np.uint8))
        flips = noise.random(gray.shape) < rng.choice((0, 0.02, 0.06, 0.12))
        gray = np.where((edge > 0) & flips, 1 - gray, gray)
    elif rng.random() < 0.5:
        quality = [cv2.IMWRITE_JPEG_QUALITY, rng.randint(45, 90)]
        coded = cv2.imencode(".jpg", (255 * (1 - gray)).clip(0, 255).astype(np.uint8), quality)[1]
        gray = 1 - cv2.imdecode(coded, 0).astype(np.float32) / 255
    gray = cv2.resize(gray, (w, h), interpolation=cv2.INTER_LINEAR)
    gray = np.clip((gray - 0.12) / (0.88 - 0.12), 0, 1)  # as the reader flattens the paper
    return (255 * (1 - gray)).clip(0, 255).astype(np.uint8)


def drawn_by_hand(text, font, hand, rng):
    """As draw(), with real digits (digits.py) among the letters of a font; the letters of ordinals may be raised."""
    tall = int(-font.getbbox("0", anchor="ls")[1]) or font.size // 2
    small = font.font_variant(size=max(12, int(font.size * rng.uniform(0.5, 0.8)))) if rng.random() < 0.6 else None
    raised = {i for match in ORDINAL.finditer(text) for i in range(*match.span())} if small else ()
    height, base = font.size * 4, font.size * 5 // 2
    layer = np.zeros((height, int(font.getlength(text)) + font.size * (len(text) + 4)), np.float32)
    x, gap, word_gap = 30.0, rng.uniform(0.0, 0.22) * tall, rng.uniform(0.35, 0.9) * tall
    for i, character in enumerate(text):
        if character == " ":
            x += word_gap
            continue
        found = hand.ink(character, tall)
        if found is not None:
            ink, below = found
            top = int(base + below) - ink.shape[0]
            x = put(layer, ink, int(x), top) + gap * rng.uniform(0.4, 1.6) - (0.25 * ink.shape[1] if character == "/" else 0)
            continue
        pen_font, lift = (small, 0.45 * tall) if i in raised else (font, 0)
        letter, foot = draw(character, pen_font, None)
        put(layer, letter, int(x) - 30, int(base - lift) - foot)
        x += pen_font.getlength(character) + (gap if i + 1 < len(text) and text[i + 1].isdigit() else 0)
    return layer[:, : int(x) + 40], base


def put(layer, ink, x, y):
    """Lays ink on the layer, cut off at its edges; where it ends."""
    x0, y0 = max(x, 0), min(max(y, 0), layer.shape[0])
    part = ink[y0 - y : layer.shape[0] - y, x0 - x : layer.shape[1] - x]
    spot = layer[y0 : y0 + part.shape[0], x0 : x0 + part.shape[1]]
    np.maximum(spot, part[: spot.shape[0], : spot.shape[1]], out=spot)
    return x + ink.shape[1]


class Vietnamese:
    """Lines of Vietnamese forms, drawn in a random font; their leaders are removed."""

    def __init__(self, fonts):
        self.words, self.fonts = Words(), Fonts(fonts)

    def line(self, rng):
        """A text, and its line as handed to the recognizer."""
        text, size = self.words.text(rng), rng.randint(36, 62)
        ink, base = draw(text, self.fonts.get(rng, size), rng)
        ink = bend(stroke(ink, rng), rng)
        if rng.random() < 0.5:
            remove_leaders(ink, base, rng, size)
        return text, scan(disturb(ink, base, rng, size), rng)


class English:
    """Lines of forms in English, typed or by hand, with real digits. fonts: a folder with typed/ and hand/."""

    def __init__(self, fonts, digits, figures=0.5):
        self.words, self.digits = Latin(figures), Digits(digits)
        self.typed, self.written = (Fonts(pathlib.Path(fonts) / kind) for kind in ("typed", "hand"))

    def line(self, rng):
        text, size = self.words.text(rng), rng.randint(36, 62)
        by_hand = rng.random() >= TYPED_SHARE
        if not by_hand:
            ink, base = draw(text, self.typed.get(rng, size), rng)
        elif any(c.isdigit() for c in text) and rng.random() < REAL_DIGITS_SHARE:
            ink, base = drawn_by_hand(text, self.written.get(rng, size), self.digits.hand(rng), rng)
        else:
            ink, base = written(text, self.written.get(rng, size), rng)
            ink = thicken(ink, rng.uniform(0.04, 0.11) * size)
        ink = bend(stroke(ink, rng), rng)
        if by_hand:
            ink = shake(ink, rng, size)
        ink = disturb(ink, base, rng, size)
        gray = scan(ink, rng)
        return (text, gray) if is_seen(gray, ink) else self.line(rng)  # what nobody could read teaches nothing


def written(text, font, rng):
    """As draw(), but no two letters are quite alike: each has a size, a slant and a foot of its own, and what a font
    joins mostly stays joined."""
    if rng.random() < 0.35:
        return draw(text, font, rng)
    height, base = font.size * 4, font.size * 5 // 2
    layer = np.zeros((height, int(1.5 * font.getlength(text)) + font.size * 4), np.float32)
    unlike, gap = rng.uniform(0.02, 0.12), rng.choice((0, 0, rng.uniform(-0.05, 0.15))) * font.size
    x, lift = 40.0, 0.0
    for character in text:
        advance = font.getlength(character)
        wide, tall = (rng.gauss(1, unlike) for _ in range(2))
        lift = 0.6 * lift + rng.gauss(0, 0.3 * unlike) * font.size
        if character != " ":
            letter, foot = draw(character, font, None)
            slant = rng.gauss(0, unlike)
            matrix = np.float32([[wide, -slant, slant * foot - 30 * wide + 30], [0, tall, foot * (1 - tall)]])
            letter = cv2.warpAffine(letter, matrix, (int(letter.shape[1] * 1.3) + 8, letter.shape[0]))
            put(layer, letter, int(x) - 30, int(base + lift) - foot)
        x += max(0.3, wide) * advance + gap
    return layer[:, : int(x) + 50], base


def shake(ink, rng, size):
    """A hand's slant, and its curves, which are never those of a font."""
    h, w = ink.shape
    slant, wide = rng.choice((0, rng.uniform(-0.35, 0.45))), rng.choice((1, rng.uniform(0.7, 1.3)))
    margin = int(abs(slant) * h / 2) + 4
    matrix = np.float32([[wide, -slant, slant * h / 2 + margin], [0, 1, 0]])
    ink = cv2.warpAffine(ink, matrix, (int(wide * w) + 2 * margin, h))
    h, w = ink.shape
    noise = np.random.default_rng(rng.getrandbits(32))
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    for length, reach in ((0.5, 0.025), (1.2, 0.05)):  # of the size: how far a wave goes, how high
        shape = (max(3, int(h / (length * size))), max(3, int(w / (length * size))))
        strength = rng.uniform(0, reach) * size
        dx, dy = (cv2.resize(noise.standard_normal(shape).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC) * strength for _ in range(2))
        xx, yy = xx + dx, yy + dy
    return cv2.remap(ink, xx, yy, cv2.INTER_LINEAR)


def thicken(ink, pen):
    """Strokes that are thinner than the pen, in px, are drawn with it."""
    far = cv2.distanceTransform((ink > 0.5).astype(np.uint8), cv2.DIST_L2, 3)
    more = round(pen - 2 * float(np.median(far[far > 0.6 * far.max()]))) if far.max() > 0 else 0
    return cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (more + 1, more + 1))) if more > 0 else ink


def is_seen(gray, ink):
    """Is most of the ink still there?"""
    return (gray < 128).sum() >= 0.6 * (ink > 0.5).sum()


def disturb(ink, base, rng, size):
    if rng.random() < 0.1:
        remove_rule(ink, base, rng, size)
    if rng.random() < 0.2:
        smudge(ink, rng, size)
    return ink
