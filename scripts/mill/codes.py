"""Machine-readable codes: Code 128, QR, and the MRZ lines of an identity card."""

import qrcode

from people import strip_marks

# Bar and space widths of the 107 symbols of Code 128 (ISO/IEC 15417, table 1).
CODE128 = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 "
    "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 "
    "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 "
    "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
    "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112"
).split()
START_B, STOP = 104, 106


def code128(text, module_mm=0.33, height_mm=13):
    """Code set B as SVG."""
    symbols = [START_B] + [ord(c) - 32 for c in text]
    symbols.append((symbols[0] + sum(i * s for i, s in enumerate(symbols[1:], 1))) % 103)
    symbols.append(STOP)
    x, bars = 0, []
    for symbol in symbols:
        for i, width in enumerate(CODE128[symbol]):
            if i % 2 == 0:
                bars.append(f'<rect x="{x}" y="0" width="{width}" height="10"/>')
            x += int(width)
    return (
        f'<svg preserveAspectRatio="none" viewBox="0 0 {x} 10" '
        f'style="display:block;width:{x * module_mm:.1f}mm;height:{height_mm}mm">{"".join(bars)}</svg>'
    )


def qr(text, size_mm):
    """A QR code as SVG, error correction M, without a quiet zone of its own."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(text.encode())
    code.make()
    matrix = code.get_matrix()
    n = len(matrix)
    path = "".join(f"M{x} {y}h1v1h-1z" for y in range(n) for x in range(n) if matrix[y][x])
    return (
        f'<svg viewBox="0 0 {n} {n}" shape-rendering="crispEdges" '
        f'style="display:block;width:{size_mm}mm;height:{size_mm}mm"><path d="{path}"/></svg>'
    )


def _check_digit(s):
    """ICAO 9303 part 3, 4.9: weights 7, 3, 1."""
    values = (int(c) if c.isdigit() else 0 if c == "<" else ord(c) - 55 for c in s)
    return str(sum(value * (7, 3, 1)[i % 3] for i, value in enumerate(values)) % 10)


def mrz(attrs, expiry):
    """The three TD1 lines of an identity card; expiry: ISO date."""
    number = attrs["citizen_id"]
    line1 = "IDVNM" + number[-9:] + _check_digit(number[-9:]) + number + "<<"
    line1 += _check_digit(line1[15:29])
    born, expires = attrs["birth_date"].replace("-", "")[2:], expiry.replace("-", "")[2:]
    sex = "M" if attrs["sex"] == "Nam" else "F"
    line2 = born + _check_digit(born) + sex + expires + _check_digit(expires) + "VNM" + "<" * 11
    line2 += _check_digit(line1[5:30] + line2[0:7] + line2[8:15] + line2[18:29])
    surname, *given = strip_marks(attrs["full_name"]).upper().split()
    return [line1, line2, (surname + "<<" + "<".join(given)).ljust(30, "<")[:30]]
