"""Writes encoded pages into the containers that scanners make: PDF of images, multi-page TIFF, folder of images.

A page is a dict: data (PNG, JPEG or TIFF G4 bytes), fmt (png, jpg, g4), size [w, h], gray, info (dpi, jpeg_quality).
"""

import io
import os
import zlib

import cv2
import numpy as np
from PIL import Image, TiffImagePlugin

SUFFIX = {"jpg": "jpg", "png": "png", "g4": "tif"}


def _pdf_image(page):
    """(stream, filter entry, colour space, bits) of a page's image, taken over as it is where PDF can."""
    w, h = page["size"]
    space = "/DeviceGray" if page["gray"] else "/DeviceRGB"
    if page["fmt"] == "jpg":
        return page["data"], "/DCTDecode", space, 8
    if page["fmt"] == "g4":
        tags = Image.open(io.BytesIO(page["data"])).tag_v2
        offsets, lengths = tags[273], tags[279]
        assert len(offsets) == 1
        black_is_1 = "true" if tags[262] == 1 else "false"  # 262: photometric interpretation, 1 = black is zero
        parms = f"/DecodeParms << /K -1 /Columns {w} /Rows {h} /BlackIs1 {black_is_1} >>"
        stream = page["data"][offsets[0] : offsets[0] + lengths[0]]
        return stream, "/CCITTFaxDecode " + parms, "/DeviceGray", 1
    image = cv2.imdecode(np.frombuffer(page["data"], np.uint8), cv2.IMREAD_UNCHANGED)
    space = "/DeviceGray" if image.ndim == 2 else "/DeviceRGB"
    return zlib.compress((image if image.ndim == 2 else image[..., ::-1]).tobytes(), 9), "/FlateDecode", space, 8


def write_pdf(path, pages):
    objects = [b"", b""]  # catalog and page tree, known at the end

    def add(body):
        objects.append(body)
        return len(objects)

    kids = []
    for page in pages:
        w, h = page["size"]
        stream, filters, space, bits = _pdf_image(page)
        head = (
            f"<< /Type /XObject /Subtype /Image /Width {w} /Height {h} /ColorSpace {space} /BitsPerComponent {bits} "
            f"/Filter {filters} /Length {len(stream)} >>\nstream\n"
        )
        image = add(head.encode() + stream + b"\nendstream")
        dpi = page["info"]["dpi"] or 200
        pw, ph = w * 72 / dpi, h * 72 / dpi
        draw = f"q {pw:.2f} 0 0 {ph:.2f} 0 0 cm /I Do Q".encode()
        content = add(b"<< /Length %d >>\nstream\n" % len(draw) + draw + b"\nendstream")
        leaf = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {pw:.2f} {ph:.2f}] "
            f"/Resources << /XObject << /I {image} 0 R >> >> /Contents {content} 0 R >>"
        )
        kids.append(add(leaf.encode()))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>".encode()
    _write_objects(path, objects)


def _write_objects(path, objects):
    with open(path, "wb") as f:
        f.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
        offsets = []
        for i, body in enumerate(objects, 1):
            offsets.append(f.tell())
            f.write(b"%d 0 obj\n" % i + body + b"\nendobj\n")
        table = f.tell()
        n = len(objects) + 1
        f.write(b"xref\n0 %d\n0000000000 65535 f \n" % n + b"".join(b"%010d 00000 n \n" % o for o in offsets))
        f.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (n, table))


def write_tiff(path, pages):
    with TiffImagePlugin.AppendingTiffWriter(path, True) as tiff:
        for page in pages:
            image = Image.open(io.BytesIO(page["data"]))
            image.load()
            image.encoderinfo, image.encoderconfig = {}, ()
            dpi = page["info"]["dpi"] or 200
            options = {
                "g4": {"compression": "group4"},
                "jpg": {"compression": "jpeg", "quality": page["info"].get("jpeg_quality", 75)},
                "png": {"compression": "tiff_adobe_deflate"},
            }[page["fmt"]]
            image.save(tiff, "TIFF", dpi=(dpi, dpi), **options)
            tiff.newFrame()


def write_folder(path, pages):
    os.makedirs(path)
    for i, page in enumerate(pages, 1):
        with open(os.path.join(path, f"{i:03d}.{SUFFIX[page['fmt']]}"), "wb") as f:
            f.write(page["data"])
