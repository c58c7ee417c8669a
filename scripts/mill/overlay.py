"""Draws the truth boxes over the scans, to check them by eye."""

import glob
import json
import os
import subprocess
import tempfile

import cv2
import numpy as np
from PIL import Image, ImageSequence

GREEN, YELLOW, RED, MAGENTA, BLUE = (0, 160, 0), (200, 200, 0), (255, 0, 0), (255, 0, 255), (0, 120, 255)


def load(path):
    """All page images of a scan (folder, TIFF or PDF of images) as RGB arrays in stored pixels."""
    if os.path.isdir(path):
        return [np.asarray(Image.open(f).convert("RGB")) for f in sorted(glob.glob(path + "/*"))]
    if path.endswith(".tif"):
        return [np.asarray(p.convert("RGB")) for p in ImageSequence.Iterator(Image.open(path))]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdfimages", "-png", path, folder + "/p"], check=True)
        return [np.asarray(Image.open(f).convert("RGB")) for f in sorted(glob.glob(folder + "/*.png"))]


def _draw(image, page, fields):
    for f in fields:
        quad = np.array(f["quad_px"]).round().astype(np.int32)
        cv2.polylines(image, [quad], True, GREEN if f["value"] else YELLOW, 2)
        if "ink_box_px" in f:
            x0, y0, x1, y1 = f["ink_box_px"]
            odd = f.get("overflow") or f.get("struck")
            cv2.rectangle(image, (x0, y0), (x1, y1), MAGENTA if odd else BLUE, 1)
    for x0, y0, x1, y1 in page.get("marks_px", {}).values():
        cv2.rectangle(image, (x0, y0), (x1, y1), RED, 3)


def main(batch, out, only=None, boxes=True):
    os.makedirs(out, exist_ok=True)
    with open(os.path.join(batch, "truth.jsonl"), encoding="utf-8") as f:
        truth = [json.loads(line) for line in f]
    for t in truth:
        if only and only not in t["source"]:
            continue
        images = load(os.path.join(batch, t["source"]))
        assert len(images) == len(t["pages"]), (t["source"], len(images), len(t["pages"]))
        for page, image in zip(t["pages"], images):
            assert list(image.shape[1::-1]) == page["size_px"], (t["source"], image.shape, page["size_px"])
            image = image.copy()
            if boxes:
                _draw(image, page, [f for f in t["fields"] if f["page"] == page["page"]])
            stem = os.path.basename(t["source"]).split(".tif")[0].split(".pdf")[0]
            name = f"{stem}-{page['page']}-{t['tier']}-{page['form']}.jpg"
            cv2.imwrite(os.path.join(out, name), image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 85])
