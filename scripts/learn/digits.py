"""Digits that people wrote, put together to lines as one hand would write them.

The folder holds pictures and labels as MNIST has them (IDX files, 28 x 28, ink bright).
"""

import pathlib
import struct

import cv2
import numpy as np

ALIKE = 150  # digits of about one stroke width to choose from


def stored(path):
    data = path.read_bytes()
    n_dimensions = data[3]
    shape = struct.unpack_from(f">{n_dimensions}I", data, 4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * n_dimensions).reshape(shape)


def stroke_width(picture):
    """Twice the usual distance of the ink's middle from paper, in px."""
    far = cv2.distanceTransform((picture > 100).astype(np.uint8), cv2.DIST_L2, 3)
    return 2 * float(np.median(far[far > 0.6 * far.max()])) if far.max() > 0 else 0


def cropped(picture):
    rows, columns = np.flatnonzero(picture.max(axis=1) > 60), np.flatnonzero(picture.max(axis=0) > 60)
    return picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


class Digits:
    """By digit, from thin strokes to thick ones."""

    def __init__(self, folder):
        folder, found = pathlib.Path(folder), [[] for _ in range(10)]
        for part in ("train", "test"):
            pictures, labels = (stored(folder / f"{part}-{what}-ubyte") for what in ("images-idx3", "labels-idx1"))
            for picture, label in zip(pictures, labels):
                found[label].append((stroke_width(picture), len(found[label]), cropped(picture)))
        self.by_width = [[picture for _, _, picture in sorted(pictures, key=lambda p: p[:2])] for pictures in found]

    def hand(self, rng):
        """A hand: how thick it writes, 0..1."""
        return Hand(self, rng.random(), rng)

    def pick(self, digit, thickness, rng):
        pictures = self.by_width[digit]
        at = int(thickness * max(0, len(pictures) - ALIKE))
        return pictures[at + rng.randrange(min(ALIKE, len(pictures)))]


class Hand:
    def __init__(self, digits, thickness, rng):
        self.digits, self.thickness, self.rng = digits, thickness, rng
        self.width = rng.uniform(0.8, 1.15)  # of a digit, to its height
        self.favourites = {}

    def ink(self, character, height):
        """Ink 0..1 of a digit or a mark and how far its foot lies below the baseline, in px; None for others."""
        if character.isdigit():
            return self.digit(int(character), height)
        if character in "/-.,":
            return self.mark(character, height)
        return None

    def digit(self, digit, height):
        """People write a digit alike, mostly."""
        rng = self.rng
        if digit not in self.favourites or rng.random() < 0.4:
            self.favourites[digit] = self.digits.pick(digit, self.thickness, rng)
        picture = self.favourites[digit].astype(np.float32) / 255
        tall = height * rng.uniform(0.85, 1.12)
        share = tall / max(picture.shape[0], 0.8 * picture.shape[1])
        size = (max(3, round(picture.shape[1] * share * self.width)), max(3, round(picture.shape[0] * share)))
        smooth = cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)
        return np.clip((smooth - 0.5) * 3 + 0.5, 0, 1), rng.gauss(0, 0.04) * height

    def mark(self, character, height):
        rng, pen = self.rng, max(2, round((0.06 + 0.10 * self.thickness) * height))
        if character == "/":
            tall, lean = height * rng.uniform(1.0, 1.9), height * rng.uniform(-0.1, 0.6)
            points, below = [(0, tall), (lean * rng.uniform(0.3, 0.7), tall / 2), (lean, 0)], height * rng.uniform(0, 0.3)
        elif character == "-":
            wide = height * rng.uniform(0.2, 0.5)
            points, below = [(0, rng.uniform(-0.06, 0.06) * height), (wide, 0)], -height * rng.uniform(0.3, 0.55)
        else:
            drop = height * (rng.uniform(0.12, 0.3) if character == "," else 0.02)
            points, below = [(drop * 0.6, 0), (0, drop)], drop * rng.uniform(0.6, 1.1)
        return stroke_through(points, pen), below


def stroke_through(points, pen):
    points = np.array(points, np.float64)
    points += pen - points.min(axis=0)
    wide, tall = np.ceil(points.max(axis=0) + pen).astype(int)
    layer = np.zeros((tall + 1, wide + 1), np.uint8)
    cv2.polylines(layer, [np.round(points * 8).astype(np.int32)], False, 255, pen, cv2.LINE_AA, 3)
    rows, columns = np.flatnonzero(layer.max(axis=1)), np.flatnonzero(layer.max(axis=0))
    return layer[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(np.float32) / 255
