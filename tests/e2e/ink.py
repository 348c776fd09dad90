# SPDX-License-Identifier: Apache-2.0
"""The ink of a page of two files, as ghostscript puts it down: how far one is from the other."""
import re
import subprocess

# Twice 300 dpi: half of its pixel is one of these.
DPI = 600


def interpreted(device, file, *options):
    done = subprocess.run(["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", f"-sDEVICE={device}", *options, "-o", "-", str(file)],
                          capture_output=True, check=True)
    return done.stdout


# White is paper, any other gray is ink.
INK = bytes([1] * 255 + [0])


def bitmap(file, page):
    """A page's width, and its rows as whole numbers of a byte a pixel: 1 where there is ink."""
    image = interpreted("pgmraw", file, f"-r{DPI}", f"-dFirstPage={page}", f"-dLastPage={page}")
    head = re.match(rb"P5\s+(?:#[^\n]*\n)?(\d+) (\d+)\s+255\s", image)
    width, height = int(head[1]), int(head[2])
    ink = image[head.end():].translate(INK)
    return width, [int.from_bytes(ink[at:at + width], "big") for at in range(0, width * height, width)]


def spread(rows):
    """Ink and the pixels around it."""
    wide = [row | row << 8 | row >> 8 for row in rows]
    return [wide[max(y - 1, 0)] | row | wide[min(y + 1, len(wide) - 1)] for y, row in enumerate(wide)]


def apart(one, other):
    """Pixels of one that have none of the other beside them."""
    return sum((row & ~near).bit_count() for row, near in zip(one, spread(other)))


def compare(task):
    """Both sizes, the ink, and the pixels of either file without a partner in the other."""
    pdf, ps, page = task
    (width, one), (other_width, other) = bitmap(pdf, page), bitmap(ps, page)
    return ((width, len(one)), (other_width, len(other)), sum(map(int.bit_count, one)),
            (apart(one, other), apart(other, one)))
