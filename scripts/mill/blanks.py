"""Draws the blank forms: PDF with and without leaders, pictures of both, and the layout of the fields."""

import json
import os
import sys

import cv2

import forms
import layout
import render

PAGE_BOTTOM_MM = 296  # content below is cut off


def _document(body):
    css = render.font_css({"Tinos"}) + render.file_text("forms.css") + ".nolead .f{color:transparent}"
    return f"<!doctype html><html lang=vi><meta charset=utf-8><style>{css}</style><body>{body}</body></html>"


def _pages(form, leaders=True):
    bodies = forms.FORMS[form]["pages"]
    return "".join(layout.page_html(form, n, body, leaders) for n, body in enumerate(bodies, 1))


def _write(path, text):
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def _measure_all(folder):
    """What chromium measured: form -> its elements."""
    path = os.path.join(folder, ".all.html")
    script = f"<script>{render.file_text('measure.js')}</script>"
    _write(path, _document("".join(_pages(form) for form in forms.FORMS) + script))
    try:
        return render.measure(path)
    finally:
        os.remove(path)


def _print_pages(form, folder, name, leaders):
    """folder/name.pdf and its pages as name-N.png or, for the form as people know it, blank-N.png."""
    source, pdf = os.path.join(folder, ".f.html"), os.path.join(folder, name + ".pdf")
    _write(source, _document(_pages(form, leaders)))
    render.to_pdf(source, pdf)
    os.remove(source)
    for page in range(1, len(forms.FORMS[form]["pages"]) + 1):
        gray = cv2.cvtColor(render.raster(pdf, page), cv2.COLOR_RGB2GRAY)
        cv2.imwrite(os.path.join(folder, f"{name}-{page}.png"), gray, [cv2.IMWRITE_PNG_COMPRESSION, 9])


def draw(out):
    """All forms into out/<form>/."""
    os.makedirs(out, exist_ok=True)
    measured = _measure_all(out)
    for form, definition in forms.FORMS.items():
        folder = os.path.join(out, form)
        os.makedirs(folder, exist_ok=True)
        bottom = max(e["bottom"] for e in measured[form] if e["id"] == "#bottom")
        if bottom > PAGE_BOTTOM_MM:
            print(f"warning: {form} runs to {bottom} mm", file=sys.stderr)
        description = {
            "form": form,
            "name": definition["name"],
            "pages": len(definition["pages"]),
            "page_size_mm": [210, 297],
            "units": "mm from the top left; box_mm = [x, y, w, h]",
            "fields": layout.collate(measured[form]),
        }
        _write(os.path.join(folder, "layout.json"), json.dumps(description, ensure_ascii=False, indent=1))
        _print_pages(form, folder, "blank", True)
        _print_pages(form, folder, "noleaders", False)
    print(f"{len(forms.FORMS)} forms in {out}")
