#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws the pictures of the sample layouts, all of invented organisations: make_logos.py FOLDER.

Shapes are distance functions, sampled 4 x 4 where a pixel lies on an edge; the standard library's zlib writes
the PNG."""
import math
import struct
import sys
import zlib

WHITE = (255, 255, 255)
SAMPLES = 4


def png(path, width, height, pixel):
    rows = b"".join(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(width)) for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
                  chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def draw(path, width, height, unit, shade):
    """shade(u, v) gives a colour or None for paper; u and v are in units of the design."""
    def at(x, y):
        return shade(x / unit, y / unit) or WHITE

    def pixel(x, y):
        corners = {at(x + i, y + j) for i, j in ((0, 0), (1, 0), (0, 1), (1, 1), (.5, .5))}
        if len(corners) == 1:
            return corners.pop()
        samples = [at(x + (i + .5) / SAMPLES, y + (j + .5) / SAMPLES) for i in range(SAMPLES) for j in range(SAMPLES)]
        return [round(sum(part) / len(samples)) for part in zip(*samples)]
    png(path, width, height, pixel)


def ring(u, v, cx, cy, radius, half):
    return abs(math.hypot(u - cx, v - cy) - radius) < half


def stroke(u, v, ax, ay, bx, by, half):
    dx, dy = bx - ax, by - ay
    t = max(0, min(1, ((u - ax) * dx + (v - ay) * dy) / (dx * dx + dy * dy)))
    return math.hypot(u - ax - t * dx, v - ay - t * dy) < half


def engineers(u, v):
    """An arch bridge in a ring: span, piers, and its line of water."""
    navy, gold = (27, 54, 93), (176, 137, 66)
    if ring(u, v, 50, 50, 46, 2.2) or ring(u, v, 50, 50, 41, .6):
        return navy
    if math.hypot(u - 50, v - 50) > 39:
        return None
    if abs(v - 42) < 1.7:
        return navy
    if ring(u, v, 50, 68, 26, 1.7) and v < 68:
        return navy
    for x in (28, 36, 43, 50, 57, 64, 72):
        top, foot = 42, 68 - math.sqrt(max(0, 26 ** 2 - (x - 50) ** 2))
        if abs(u - x) < .8 and top < v < foot:
            return navy
    for level, amplitude in ((71, 1.0), (76, 1.0)):
        if abs(v - level - amplitude * math.sin(u * .42)) < .8:
            return gold
    if stroke(u, v, 50, 20, 50, 33, .8) or stroke(u, v, 50, 20, 41, 34, .8) or stroke(u, v, 50, 20, 59, 34, .8):
        return gold
    return None


def water(u, v):
    """A drop, half light: the utility."""
    deep, light = (0, 93, 122), (79, 176, 198)

    def inside(x, y, cx, cy, r, tip):
        if math.hypot(x - cx, y - cy) < r:
            return True
        if not tip < y < cy:
            return False
        reach = cy - tip
        angle = math.asin(r / reach)
        touch = reach - r * math.sin(angle)
        return y - tip < touch and abs(x - cx) < (y - tip) * math.tan(angle)

    if inside(u, v, 36, 60, 28, 4):
        if math.hypot(u - 36, v - 60) < 20 and v > 60 + 3 * math.sin((u - 16) * .16):
            return WHITE if ring(u, v, 36, 60, 19, 1) else light
        return deep
    return None


def scales(u, v):
    """A square seal with a balance: the agency."""
    wine = (110, 26, 45)
    if not (4 < u < 96 and 4 < v < 96):
        return None
    if not (9 < u < 91 and 9 < v < 91):
        return wine
    if not (11.5 < u < 88.5 and 11.5 < v < 88.5):
        return None
    if stroke(u, v, 50, 26, 50, 76, 1.6) or stroke(u, v, 36, 78, 64, 78, 2) or stroke(u, v, 26, 33, 74, 33, 1.5):
        return wine
    if math.hypot(u - 50, v - 25) < 3.4:
        return wine
    for cx in (26, 74):
        if stroke(u, v, cx, 33, cx - 10, 56, .7) or stroke(u, v, cx, 33, cx + 10, 56, .7):
            return wine
        if math.hypot(u - cx, v - 56) < 11 and v > 56:
            return wine
    return None


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = sys.argv[1]
    draw(f"{folder}/ordine.png", 500, 500, 5, engineers)
    draw(f"{folder}/acque.png", 360, 450, 5, water)
    draw(f"{folder}/agenzia.png", 500, 500, 5, scales)
