"""Chromium, poppler and font plumbing."""

import base64
import html
import json
import os
import re
import shutil
import subprocess
import tempfile

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
FONT_DIR = os.path.join(HERE, "fonts")

FAMILY = {
    "tinos": "Tinos",
    "arimo": "Arimo",
    "cousine": "Cousine",
    "patrick-hand": "Patrick Hand",
    "mali": "Mali",
    "itim": "Itim",
    "pangolin": "Pangolin",
}

# The subsets that webfonts are cut into; chromium loads the ones a page needs.
RANGES = {
    "vietnamese": (
        "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,"
        "U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB"
    ),
    "latin-ext": "U+0100-0101,U+0104-010F,U+0112-0127,U+012A-0130,U+0132-0151,U+0154-0167,U+016A-019F,U+2113",
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212",
}


def file_text(name):
    """The text of a style sheet or script that lies beside this module."""
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        return f.read()


def face(family, weight, style, path, form, more=""):
    with open(path, "rb") as f:
        data = base64.b64encode(f.read()).decode()
    return (
        f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};{more}"
        f"src:url(data:font/{form};base64,{data})}}"
    )


def font_css(names, further=None):
    """@font-face rules with the fonts of these families inside, so that a page needs no other file. further: family ->
    file of fonts that are not the mill's own."""
    css = [face(name, 400, "normal", path, "truetype") for name, path in sorted((further or {}).items()) if name in names]
    for filename in sorted(os.listdir(FONT_DIR)):
        m = re.match(r"(.+)-(latin|latin-ext|vietnamese)-(\d+)-(normal|italic)\.woff2$", filename)
        if not m or FAMILY[m[1]] not in names:
            continue
        path = os.path.join(FONT_DIR, filename)
        css.append(face(FAMILY[m[1]], m[3], m[4], path, "woff2", f"unicode-range:{RANGES[m[2]]};"))
    return "\n".join(css)


def chromium(args, path, timeout=420):
    """Opens a local page in headless chromium; its standard output."""
    profile = tempfile.mkdtemp(prefix="mill-chromium-")
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--font-render-hinting=none",
        "--user-data-dir=" + profile,
        "--virtual-time-budget=60000",
        *args,
        "file://" + os.path.abspath(path),
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=timeout, check=False)
    finally:
        shutil.rmtree(profile, ignore_errors=True)
    if done.returncode:
        raise RuntimeError(done.stderr.decode()[-2000:])
    return done.stdout.decode("utf-8", "replace")


def to_pdf(html_path, pdf_path):
    chromium(["--no-pdf-header-footer", "--disable-pdf-tagging", "--print-to-pdf=" + pdf_path], html_path)
    with open(pdf_path, "rb") as f:
        pdf = f.read()
    # Pin the dates so that equal input gives equal bytes.
    pdf = re.sub(rb"/(CreationDate|ModDate) \(D:\d{14}", lambda m: b"/" + m[1] + b" (D:20250701000000", pdf)
    with open(pdf_path, "wb") as f:
        f.write(pdf)


def measure(html_path):
    """What the page's own script measured and left in the DOM as JSON."""
    dom = chromium(["--dump-dom"], html_path)
    m = re.search(r'<script type="application/json" id="measured">(.*?)</script>', dom, re.S)
    if not m:
        raise RuntimeError("no measurements in the DOM")
    return json.loads(html.unescape(m[1]) if "&quot;" in m[1] else m[1])


def raster(pdf, page, dpi=300):
    """One page of an A4 PDF as an RGB uint8 array."""
    command = ["pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page), pdf]
    out = subprocess.run(command, capture_output=True, check=True).stdout
    m = re.match(rb"P6\s+(\d+) (\d+)\s+255\s", out)
    w, h = int(m[1]), int(m[2])
    image = np.frombuffer(out, np.uint8, w * h * 3, m.end()).reshape(h, w, 3)
    full_w, full_h = round(210 / 25.4 * dpi), round(297 / 25.4 * dpi)  # chromium's A4 is a fraction of a pixel short
    full = np.full((full_h, full_w, 3), 255, np.uint8)
    full[: min(h, full_h), : min(w, full_w)] = image[:full_h, :full_w]
    return full
