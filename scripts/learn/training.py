"""Batches of lines, and the loss: connectionist temporal classification (Graves et al., 2006)."""

import multiprocessing
import random
import unicodedata

import numpy as np
import torch

VIEWS = [(0.15, 0.15), (0.20, 0.20), (0.15, 0.10), (0.15, 0.25)]  # those of ocr/engine/tesseract.c


class Sample:
    """A prepared line, 36 rows of -127..127, and the labels of its text."""

    __slots__ = ("pixels", "labels", "text")

    def __init__(self, pixels, labels, text):
        self.pixels, self.labels, self.text = pixels, labels, text


def labels_of(text, label):
    """The labels of a text; None when the network lacks one of its characters."""
    labels = [label.get(c) for c in unicodedata.normalize("NFC", text)]
    return None if None in labels else labels


def long_enough(pixels, labels):
    repeated = sum(a == b for a, b in zip(labels, labels[1:]))
    return pixels.shape[1] // 3 >= len(labels) + repeated + 1


def make_samples(school, label, seed, connection):
    """A process that draws lines without end; each in one view at random."""
    import lines

    preparer, rng = lines.Preparer(), random.Random(seed)
    while True:
        text, gray = school.line(rng)
        labels = labels_of(text, label)
        if not labels:
            continue
        for pixels in preparer.views(gray, [rng.choice(VIEWS)]):
            if long_enough(pixels, labels):
                connection.put((pixels, labels, text))


def start_drawing(school, label, seed):
    queue = multiprocessing.Queue(400)
    process = multiprocessing.Process(target=make_samples, args=(school, label, seed, queue), daemon=True)
    process.start()
    return queue


def batches(samples, size, rng):
    """All samples once, in batches of like widths."""
    order = sorted(range(len(samples)), key=lambda i: samples[i].pixels.shape[1] * rng.uniform(0.9, 1.1))
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    return [[samples[i] for i in group] for group in groups]


def stack(batch):
    widths = torch.tensor([s.pixels.shape[1] for s in batch])
    images = torch.ones(len(batch), 36, (int(widths.max()) + 2) // 3 * 3)
    for i, sample in enumerate(batch):
        images[i, :, : sample.pixels.shape[1]] = torch.from_numpy(sample.pixels.astype(np.float32) / 127)
    return images, widths


def loss_of(network, batch, blank):
    images, widths = stack(batch)
    answer, steps = network(images, widths)
    targets = torch.tensor([label for s in batch for label in s.labels])
    lengths = torch.tensor([len(s.labels) for s in batch])
    loss = torch.nn.functional.ctc_loss(answer, targets, steps, lengths, blank, reduction="none", zero_infinity=True)
    return (loss / lengths).mean()


def read(network, batch, blank, characters):
    """What the network reads, the best label at each place."""
    with torch.no_grad():
        answer, steps = network(*stack(batch))
    texts = []
    for row, n in zip(answer.argmax(-1).t().tolist(), steps.tolist()):
        text, last = "", blank
        for label in row[:n]:
            if label not in (last, blank):
                text += characters.get(label, "")
            last = label
        texts.append(text.strip())
    return texts


def exact(network, samples, blank, characters, size=32):
    right = 0
    for i in range(0, len(samples), size):
        batch = samples[i : i + size]
        right += sum(t == s.text for t, s in zip(read(network, batch, blank, characters), batch))
    return right / max(1, len(samples))
