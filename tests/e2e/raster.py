# SPDX-License-Identifier: Apache-2.0
"""Pages as other programs paint them, in grays, and the symbols that other programs read in them.

A page is painted by pdftoppm from PDF and by ghostscript from PostScript; zbarimg reads QR codes and bars, dmtxread Data
Matrix.  Places are millimetres from the page's upper left corner."""
import re
import subprocess
import tempfile
import typing
import xml.etree.ElementTree as xml


class Image(typing.NamedTuple):
    width: int
    height: int
    dpi: int
    grays: bytes        # a byte a pixel, row after row

    def cut(self, x, y, width, height):
        """A part of it, in millimetres."""
        left, top, right, bottom = (max(0, round(mm * self.dpi / 25.4)) for mm in (x, y, x + width, y + height))
        right, bottom = min(right, self.width), min(bottom, self.height)
        rows = [self.grays[row * self.width + left:row * self.width + right] for row in range(top, bottom)]
        return Image(right - left, bottom - top, self.dpi, b"".join(rows))

    def turned(self):
        """Turned clockwise by a quarter: a sheet printed sideways becomes upright."""
        columns = [self.grays[x::self.width][::-1] for x in range(self.width)]
        return Image(self.height, self.width, self.dpi, b"".join(columns))

    def save(self, path):
        path.write_bytes(b"P5\n%d %d\n255\n" % (self.width, self.height) + self.grays)


def painter(file, dpi, pages):
    """The command that paints these pages of a PDF or PostScript file, one PGM after the other."""
    if file.suffix == ".pdf":
        return ["pdftoppm", "-r", str(dpi), "-gray", "-f", str(pages[0]), "-l", str(pages[-1]), str(file)]
    return ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=pgmraw", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=1",
            f"-r{dpi}", f"-sPageList={pages[0]}-{pages[-1]}", "-o", "-", str(file)]


def read_image(pipe, dpi):
    """The next PGM of a pipe, None at its end."""
    head = b""
    while not (match := re.match(rb"P5\s+(?:#[^\n]*\n)*(\d+)\s+(\d+)\s+255\s$", head)):
        byte = pipe.read(1)
        if not byte:
            return None
        head += byte
    width, height = int(match[1]), int(match[2])
    return Image(width, height, dpi, pipe.read(width * height))


def painted(file, dpi, first, last):
    """Pages first to last of a file, one by one."""
    with subprocess.Popen(painter(file, dpi, (first, last)), stdout=subprocess.PIPE) as process:
        while image := read_image(process.stdout, dpi):
            yield image
    if process.returncode != 0:
        raise SystemExit(f"{file}: cannot be painted")


def bars_and_qr(paths):
    """What zbarimg reads in pictures: a list of (kind, text) for each."""
    done = subprocess.run(["zbarimg", "-q", "--xml", "-Sdisable", "-Sqrcode.enable", "-Scode128.enable", *map(str, paths)],
                          capture_output=True)
    found = {str(path): [] for path in paths}
    for source in xml.fromstring(done.stdout).iter("{http://zbar.sourceforge.net/2008/barcode}source"):
        for symbol in source.iter("{http://zbar.sourceforge.net/2008/barcode}symbol"):
            text = symbol.find("{http://zbar.sourceforge.net/2008/barcode}data").text
            found[source.get("href")].append((symbol.get("type"), text))
    return [found[str(path)] for path in paths]


def data_matrix(image):
    """What dmtxread reads in a picture, None when it finds nothing."""
    with tempfile.NamedTemporaryFile(suffix=".pgm") as file:
        file.write(b"P5\n%d %d\n255\n" % (image.width, image.height) + image.grays)
        file.flush()
        done = subprocess.run(["dmtxread", "-N1", "-m2000", file.name], capture_output=True)
    return done.stdout.decode("utf-8", "replace") or None
