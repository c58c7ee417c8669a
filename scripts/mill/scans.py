"""From ink and blank to the scanned page: multiplied, degraded, turned, encoded; with the place of every box.

Each task is a dict (see batch.py) and depends on nothing but its own seed, so pages are made in any order by any
number of processes with the same result.
"""

import io
import os
from multiprocessing import Pool

import cv2
import numpy as np
from PIL import Image, TiffImagePlugin

import degrade
import render
from degrade import PX_PER_MM


class _Press:
    """What every process keeps: where the ink and the forms are, and the blanks it has loaded."""

    def __init__(self, pdf, forms, profile):
        self.pdf, self.forms, self.profile, self.blanks = pdf, forms, profile, {}

    def blank(self, form, page, kind="blank"):
        key = (form, page, kind)
        if key not in self.blanks:
            path = os.path.join(self.forms, form, f"{kind}-{page}.png")
            self.blanks[key] = cv2.imread(path, cv2.IMREAD_GRAYSCALE)[: degrade.SOURCE[1], : degrade.SOURCE[0]]
        return self.blanks[key]

    def clean_page(self, task, rng):
        """The page as it left the writer's desk, RGB 300 dpi."""
        w, h = degrade.SOURCE
        if task["ink_page"] is None:
            return np.full((h, w, 3), 255, np.uint8)
        ink = render.raster(self.pdf, task["ink_page"])
        if not task["base"]:
            return ink
        if task["tier"] != "T0":
            ink = degrade.ink_texture(ink, rng, task["hand"])
        base = self.blank(*task["base"]).copy()
        if task["erased"]:
            without_leaders = self.blank(*task["base"], "noleaders")
            for x, y, bw, bh in task["erased"]:
                x0, y0, x1, y1 = (int(v * PX_PER_MM) for v in (x, y, x + bw, y + bh))
                base[y0:y1, x0:x1] = without_leaders[y0:y1, x0:x1]
        return (base[..., None].astype(np.float32) * np.asarray(ink, np.float32) / 255).clip(0, 255).astype(np.uint8)


_PRESS = None


def _start(*args):
    global _PRESS
    cv2.setNumThreads(1)
    _PRESS = _Press(*args)


def _box_px(warp, box_mm):
    """(hull, quad) in pixels of the scan."""
    x, y, w, h = (v * PX_PER_MM for v in box_mm)
    quad = warp.points([[x, y], [x + w, y], [x + w, y + h], [x, y + h]])
    hull = [*np.floor(quad.min(0)).astype(int), *np.ceil(quad.max(0)).astype(int)]
    return [int(v) for v in hull], [[round(float(v), 1) for v in p] for p in quad]


def _encode(image, task, rng, profile, info):
    """(bytes, format)"""
    settings = degrade.PROFILES[profile]
    quality = int(rng.integers(*settings["t3_quality" if task["tier"] == "T3" else "t1_quality"]))
    bgr = image if image.ndim == 2 else image[..., ::-1]
    if task["tier"] == "T0":
        return cv2.imencode(".png", bgr, [cv2.IMWRITE_PNG_COMPRESSION, 9])[1].tobytes(), "png"
    if task["tier"] == "T2":
        buffer = io.BytesIO()
        TiffImagePlugin.STRIP_SIZE = 1 << 30
        Image.fromarray(image).save(buffer, "TIFF", compression="group4", dpi=(200, 200))
        return buffer.getvalue(), "g4"
    info["jpeg_quality"] = quality
    return cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes(), "jpg"


def _scan(task):
    rng = np.random.default_rng(task["seed"])
    image = _PRESS.clean_page(task, rng)
    back = _PRESS.clean_page(task["back"], np.random.default_rng(1)) if task.get("back") else None
    image, warp, info = degrade.degrade(image, task["tier"], rng, _PRESS.profile, back, task["color"])
    image, warp = degrade.rotate(image, warp, task["orientation"])
    boxes = {name: _box_px(warp, box) for name, box in task["boxes"].items()}
    h, w = image.shape[:2]
    encoded, fmt = _encode(image, task, rng, _PRESS.profile, info)
    return {"data": encoded, "fmt": fmt, "size": [w, h], "boxes": boxes, "info": info, "gray": image.ndim == 2}


def scan_all(tasks, pdf, forms, profile, jobs):
    """The pages of all tasks, in order."""
    with Pool(jobs, _start, (pdf, forms, profile)) as pool:
        return pool.map(_scan, tasks, chunksize=2)
