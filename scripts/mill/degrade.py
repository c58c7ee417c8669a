"""Turns a clean 300 dpi page into a scan of tier T0..T3 and says where every point went.

T0 is the page itself; T1 an office scanner; T2 a poor bilevel scan; T3 a photograph of the sheet on a desk. Each
returns the image, the Warp that maps the page's pixels to the image's, and what was done.
"""

import cv2
import numpy as np

SOURCE = (2480, 3508)  # width, height of the clean page: A4 at 300 dpi
PX_PER_MM = 300 / 25.4

PROFILES = {
    "a": {
        "t1_dpi": [200, 200, 300],
        "t1_quality": (60, 80),
        "t1_noise": (1.5, 4),
        "t2_specks": (0.0004, 0.002),
        "t3_quality": (68, 82),
        "t3_width": (1750, 2100),
        "desk": (95, 120, 150),
        "lid": 248,
    },
}


def smooth_noise(rng, h, w, cell, n=1):
    """Noise of n channels whose hills are about cell pixels wide."""
    grid = rng.standard_normal((max(2, h // cell + 2), max(2, w // cell + 2), n)).astype(np.float32)
    return cv2.resize(grid, (w, h), interpolation=cv2.INTER_CUBIC).reshape(h, w, n)


def ink_texture(ink, rng, hand):
    """Uneven pen pressure, a shaky hand, and patchy stamp ink."""
    h, w = ink.shape[:2]
    if hand:
        shake = smooth_noise(rng, h, w, 60, 2) * 2.0
        yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
        ink = cv2.remap(ink, xx + shake[..., 0], yy + shake[..., 1], cv2.INTER_LINEAR, borderValue=(255, 255, 255))
    dark = 255 - ink.astype(np.float32)
    pressure = smooth_noise(rng, h, w, 24)
    red = (ink[..., 0].astype(np.int16) - ink[..., 1] > 70)[..., None]
    pen = np.clip(0.92 + (0.10 if hand else 0.03) * pressure, 0.6, 1)
    return 255 - dark * np.where(red, np.clip(0.75 + 0.3 * pressure, 0.15, 1), pen)


class Warp:
    """From the clean page to the scan: a homography plus, for curled paper, a small smooth displacement."""

    def __init__(self, H, size, curl=None):
        self.H, self.size, self.curl = H, size, curl  # size: (w, h) of the scan; curl: waves, see _displacement

    def _displacement(self, x, y):
        if not self.curl:
            return 0 * x, 0 * y
        dx = dy = 0
        for ax, ay, fx, fy, phase in self.curl:
            s = np.sin(2 * np.pi * (fx * x / SOURCE[0] + fy * y / SOURCE[1]) + phase)
            dx, dy = dx + ax * s, dy + ay * s
        return dx, dy

    def apply(self, img, border):
        """The warped image, the share of each pixel that is paper, and the flat page coordinates of each pixel."""
        w, h = self.size
        xx, yy = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
        G = np.linalg.inv(self.H)
        z = G[2, 0] * xx + G[2, 1] * yy + G[2, 2]
        x = (G[0, 0] * xx + G[0, 1] * yy + G[0, 2]) / z
        y = (G[1, 0] * xx + G[1, 1] * yy + G[1, 2]) / z
        dx, dy = self._displacement(x, y)
        mx, my = (x + dx).astype(np.float32), (y + dy).astype(np.float32)
        inside = ((mx >= 0) & (my >= 0) & (mx < SOURCE[0]) & (my < SOURCE[1])).astype(np.float32)
        image = cv2.remap(img, mx, my, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=border)
        return image, inside, (x, y)

    def points(self, points):
        """Where points of the clean page (px) lie in the scan."""
        p = np.asarray(points, np.float64).reshape(-1, 2)
        q = p.copy()
        for _ in range(8):  # the displacement is defined on the flat page: solve by fixed-point iteration
            dx, dy = self._displacement(q[:, 0], q[:, 1])
            q = p - np.stack([dx + 0 * q[:, 0], dy + 0 * q[:, 1]], 1)
        return cv2.perspectiveTransform(q.reshape(-1, 1, 2), self.H).reshape(-1, 2)


def degrade(page, tier, rng, profile, back=None, color=True):
    """page: RGB 300 dpi; back: what shines through. Returns image (uint8 gray or RGB, bool for bilevel), Warp, info."""
    settings, info = PROFILES[profile], {"tier": tier}
    if tier == "T0":
        image = page if color else cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
        return image, Warp(np.eye(3), SOURCE), dict(info, dpi=300, skew=0.0)
    if tier == "T3":
        return _photograph(page, settings, rng, info)
    image, warp, info = _scanner_bed(page, tier, settings, rng, back, info)
    if tier == "T1":
        return _office_scan(image, settings, rng, color, info["dpi"]), warp, info
    return _poor_scan(image, settings, rng, warp, info), warp, info


def _affine(rng, dpi, skew, scale, shift_mm):
    s, a = dpi / 300 * scale, np.deg2rad(skew)
    w, h = round(210 / 25.4 * dpi), round(297 / 25.4 * dpi)
    c, t = np.cos(a) * s, np.sin(a) * s
    shift = rng.uniform(-shift_mm, shift_mm, 2) / 25.4 * dpi
    cx, cy = SOURCE[0] / 2, SOURCE[1] / 2
    return (
        np.array([[c, -t, w / 2 - c * cx + t * cy + shift[0]], [t, c, h / 2 - t * cx - c * cy + shift[1]], [0, 0, 1]]),
        (w, h),
    )


def _scanner_bed(page, tier, settings, rng, back, info):
    """The page laid on the glass: skew, scale, shift, bleed-through, tinted paper, shadow along the edge."""
    dpi = int(rng.choice(settings["t1_dpi"])) if tier == "T1" else 200
    skew = float(rng.uniform(-1.5, 1.5) if tier == "T1" else rng.uniform(-3, 3))
    scale = float(rng.uniform(0.98, 1.02))
    H, size = _affine(rng, dpi, skew, scale, 5)
    warp = Warp(H, size)
    info.update(dpi=dpi, skew=round(skew, 2), scale=round(scale, 4))
    source = cv2.GaussianBlur(page, (0, 0), 0.55 * 300 / dpi) if dpi < 300 else page
    if back is not None:
        k = float(rng.uniform(0.04, 0.09) if tier == "T1" else rng.uniform(0.08, 0.2))
        mirrored = cv2.GaussianBlur(cv2.flip(back, 1), (0, 0), 4)
        source = (source.astype(np.float32) - k * (255 - mirrored.astype(np.float32))).clip(0, 255).astype(np.uint8)
        info["bleed"] = round(k, 3)
    lid = settings["lid"] + int(rng.integers(-6, 6))
    image, inside, _ = warp.apply(source, (lid,) * 3)
    image = image.astype(np.float32)
    h, w = image.shape[:2]
    tint = np.array([rng.uniform(0.97, 1), rng.uniform(0.965, 0.995), rng.uniform(0.94, 0.985)], np.float32)
    image = np.where(inside[..., None] > 0, image * tint, image)
    image += smooth_noise(rng, h, w, 90) * 1.6  # paper and lamp unevenness
    edge = cv2.GaussianBlur(inside, (0, 0), dpi / 60)
    image *= (1 - 0.35 * np.clip((1 - edge) * (inside), 0, 1) * 1.2)[..., None]
    return image, warp, info


def _office_scan(image, settings, rng, color, dpi):
    w = image.shape[1]
    if rng.random() < 0.3:  # dust on the glass
        x = int(rng.integers(w * 0.05, w * 0.95))
        image[:, x : x + int(rng.integers(1, 3))] += rng.uniform(-45, 30)
    image = cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.35, 0.75)) * dpi / 200)
    gamma = float(rng.uniform(0.85, 1.2))
    image = 255 * (image.clip(0, 255) / 255) ** gamma
    noise = rng.standard_normal(image.shape[:2]).astype(np.float32)[..., None]
    noise = noise * float(rng.uniform(*settings["t1_noise"]))
    image = (image + noise + (rng.uniform(-3, 6))).clip(0, 255).astype(np.uint8)
    return image if color else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)


def _fold(gray, rng):
    """A fold line: a thin bright or dark edge with a shadow on one side."""
    h, w = gray.shape
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    position = rng.uniform(0.3, 0.7)
    if rng.random() < 0.7:
        distance = yy - position * h + (xx - w / 2) * rng.uniform(-0.01, 0.01)
    else:
        distance = xx - position * w + (yy - h / 2) * rng.uniform(-0.01, 0.01)
    gray -= float(rng.uniform(25, 70)) * np.exp(-np.clip(distance, 0, None) / 14) * (distance > -1.5)
    gray += np.where(np.abs(distance) < 1.2, rng.uniform(-90, 60), 0)


def _punch_holes(gray, rng, warp, dpi):
    for dy_mm in (-40, 40):
        x = 7.5 * PX_PER_MM + rng.uniform(-15, 15)
        p = warp.points([[x, SOURCE[1] / 2 + dy_mm * PX_PER_MM]])[0]
        radius = int(3 / 25.4 * dpi)
        cv2.circle(gray, (int(p[0]), int(p[1])), radius, float(rng.uniform(15, 60)), -1, cv2.LINE_AA)


def _poor_scan(image, settings, rng, warp, info):
    gray = cv2.cvtColor(image.clip(0, 255).astype(np.uint8), cv2.COLOR_RGB2GRAY).astype(np.float32)
    h, w = gray.shape
    if rng.random() < 0.6:
        for _ in range(int(rng.integers(1, 3))):
            _fold(gray, rng)
        info["folds"] = True
    gray -= 40 * np.clip(smooth_noise(rng, h, w, 500)[..., 0], -0.6, 1.2)
    if rng.random() < 0.45:
        _punch_holes(gray, rng, warp, info["dpi"])
        info["punched"] = True
    gray = cv2.GaussianBlur(gray, (0, 0), float(rng.uniform(0.5, 0.95)))
    gray = gray + rng.standard_normal(gray.shape).astype(np.float32) * float(rng.uniform(4, 12))
    gray = gray.clip(0, 255).astype(np.uint8)
    bilevel = gray > float(np.clip(np.median(gray) * rng.uniform(0.62, 0.74), 95, 180))
    share = float(rng.uniform(*settings["t2_specks"]))
    r = rng.random(bilevel.shape)
    bilevel = np.where(r < share / 2, False, np.where(r > 1 - share / 2, True, bilevel))
    for _ in range(int(rng.integers(0, 40))):  # toner specks
        y, x, s = int(rng.integers(0, h - 3)), int(rng.integers(0, w - 3)), int(rng.integers(1, 4))
        bilevel[y : y + s, x : x + s] = False
    return bilevel


def _sheet_on_desk(w, h, rng):
    """The four corners of the sheet in a photograph of w x h, and the width of the sheet in it."""
    margin = 0.04 * w
    pw, ph = w - 2 * margin, (w - 2 * margin) * 297 / 210
    if ph > h - 2 * margin:
        ph = h - 2 * margin
        pw = ph * 210 / 297
    x, y = (w - pw) / 2, (h - ph) / 2

    def shake():
        return rng.uniform(-0.035, 0.035) * w

    corners = [(x, y), (x + pw, y), (x + pw, y + ph), (x, y + ph)]
    quad = np.array([[cx + shake(), cy + shake()] for cx, cy in corners], np.float32)
    return np.clip(quad, 4, [w - 4, h - 4]).astype(np.float32), pw


def _curl(rng):
    """Two waves (ax, ay, fx, fy, phase) that bend the sheet."""

    def wave(ax, ay, fx, fy):
        amplitude = float(rng.uniform(-ax, ax)), float(rng.uniform(-ay, ay))
        return (*amplitude, float(rng.uniform(*fx)), float(rng.uniform(*fy)), float(rng.uniform(0, 6)))

    return [wave(7, 22, (0.3, 0.9), (-0.2, 0.4)), wave(6, 10, (0.6, 1.4), (0.2, 0.8))]


def _lamp(w, h, rng):
    """Uneven light over the photograph, often with the photographer's own shadow; about 1."""
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    angle, k = rng.uniform(0, 2 * np.pi), rng.uniform(0.15, 0.42)
    slope = np.cos(angle) * (xx / w - 0.5) + np.sin(angle) * (yy / h - 0.5)
    light = 1 - k * (slope + 0.25) + 0.05 * smooth_noise(rng, h, w, 400)[..., 0]
    if rng.random() < 0.55:
        cx, cy, angle = rng.uniform(0.1, 0.9) * w, rng.uniform(0.5, 1) * h, rng.uniform(-0.6, 0.6)
        distance = (xx - cx) * np.cos(angle) + (yy - cy) * np.sin(angle)
        light *= 1 - rng.uniform(0.12, 0.3) / (1 + np.exp(-distance / (0.03 * w)))
    return light


def _photograph(page, settings, rng, info):
    w = int(rng.integers(*settings["t3_width"]))
    h = int(w * 4 / 3)
    quad, sheet_w = _sheet_on_desk(w, h, rng)
    flat = np.array([[0, 0], [SOURCE[0], 0], [SOURCE[0], SOURCE[1]], [0, SOURCE[1]]], np.float32)
    curl = _curl(rng)
    warp = Warp(cv2.getPerspectiveTransform(flat, quad), (w, h), curl)
    source = cv2.GaussianBlur(page, (0, 0), 0.5 * SOURCE[0] / sheet_w)
    image, inside, (sx, sy) = warp.apply(source, (0, 0, 0))
    desk = np.array(settings["desk"], np.float32)[::-1] + smooth_noise(rng, h, w, 8) * 4
    desk = desk + cv2.resize(smooth_noise(rng, 40, w, 12), (w, h)).reshape(h, w, 1) * 10
    mask = cv2.GaussianBlur(inside, (0, 0), 1.0)[..., None]
    shadow = np.roll(inside, (int(0.012 * h), int(0.008 * w)), (0, 1))
    shadow = cv2.GaussianBlur(shadow, (0, 0), 0.012 * w)[..., None]
    paper = image.astype(np.float32) * np.array([0.97, 0.955, 0.93], np.float32)
    bend = sum(
        ay * np.cos(2 * np.pi * (fx * sx / SOURCE[0] + fy * sy / SOURCE[1]) + phase) * (fx + fy)
        for _, ay, fx, fy, phase in curl
    )
    paper *= (1 + 0.06 * np.clip(bend / 22, -2, 2))[..., None].astype(np.float32)
    out = paper * mask + desk * (1 - 0.55 * shadow) * (1 - mask)
    light = _lamp(w, h, rng)
    balance = np.array([rng.uniform(0.95, 1.03), 1, rng.uniform(0.92, 1.02)], np.float32)
    out = out * light[..., None] * balance
    out = cv2.GaussianBlur(out, (0, 0), float(rng.uniform(0.5, 1.05)) * w / 2000)
    if rng.random() < 0.25:
        kernel = np.zeros((7, 7), np.float32)
        cv2.line(kernel, (1, 3), (5, int(rng.integers(1, 6))), 1.0)
        out = cv2.filter2D(out, -1, kernel / kernel.sum())
        info["motion_blur"] = True
    out += rng.standard_normal((h, w, 1)).astype(np.float32) * float(rng.uniform(2, 4.5))
    info.update(dpi=round(float(sheet_w / 8.27)), skew=None)
    return out.clip(0, 255).astype(np.uint8), warp, info


def rotate(image, warp, degrees):
    """Turns the finished image clockwise by 0, 90, 180 or 270 degrees, and the map with it."""
    if not degrees:
        return image, warp
    w, h = warp.size
    turn = {
        90: [[0, -1, h - 1], [1, 0, 0], [0, 0, 1]],
        180: [[-1, 0, w - 1], [0, -1, h - 1], [0, 0, 1]],
        270: [[0, 1, 0], [-1, 0, w - 1], [0, 0, 1]],
    }[degrees]
    size = (w, h) if degrees == 180 else (h, w)
    return np.ascontiguousarray(np.rot90(image, -degrees // 90)), Warp(np.array(turn, float) @ warp.H, size, warp.curl)
