# SPDX-License-Identifier: Apache-2.0
"""What every sheet of a run must carry, worked out from the piece list alone: control code, marks, Code 39.

The rules are those of the four schemes as their makers describe them, written a second time and not read from the
profiles, so that a mistake in a profile shows."""
import concurrent.futures
import typing

from support import piego, pieces

FED_LAST_PAGE_FIRST = {"pitney-relay"}


class Sheet(typing.NamedTuple):
    file: int
    page: int           # of the file: the sheet's front
    piece: int
    sheet: int          # n of m in reading order
    sheets: int
    mask: int           # inserts, bit 0 for station 1
    place: int          # in feed order over the whole run, 0 first
    piece_place: int    # of the piece, 0 first

    def is_first_fed(self, backwards):
        return self.sheet == (self.sheets if backwards else 1)

    def is_last_fed(self, backwards):
        return self.sheet == (1 if backwards else self.sheets)


def sheets_of(bundle, inserter, duplex):
    """All sheets of a run in the order in which the inserter takes them."""
    found = []
    for piece_place, row in enumerate(pieces(bundle)):
        count = int(row["sheets"])
        order = range(count, 0, -1) if inserter in FED_LAST_PAGE_FIRST else range(1, count + 1)
        for fed, sheet in enumerate(order):
            found.append(Sheet(int(row["file"]), int(row["first_page"]) + fed * (2 if duplex else 1), int(row["piece"]),
                               sheet, count, int(row["inserts"]), len(found), piece_place))
    return found


# ---- control code ----

def check_digit(digits):
    """ISO 7064, MOD 11,10."""
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def control_text(run, sheet):
    body = (f"{run:06d}{sheet.piece:07d}{sheet.sheet:02d}{sheet.sheets:02d}{sheet.mask:02d}"
            f"{sheet.place % 10000:04d}")
    return body + check_digit(body)


# ---- marks, 1 for printed ----

def bits_of(number, weights):
    return "".join("1" if number & weight else "0" for weight in weights)


def flag(truth):
    return "1" if truth else "0"


def quadient(sheet):
    last = sheet.sheet == sheet.sheets
    start_to_sequence = "1" + flag(last) + flag(last and sheet.mask & 1) + bits_of(1 + sheet.place % 7, (1, 2, 4))
    parity = flag((start_to_sequence.count("1") + 1) % 2)
    return start_to_sequence + parity + "1"


def pitney(sheet):
    """Not last, not first: the machine acts on a missing mark.  Fed from the last page, so the address sheet closes
    the set."""
    last = sheet.sheet == 1
    before = "11" + flag(not last) + flag(sheet.sheet != sheet.sheets)
    feeds = flag(last and sheet.mask & 1) + flag(last and sheet.mask & 2)
    behind = "1" + feeds + "0" + "1" + bits_of(1 + sheet.place % 7, (4, 2, 1)) + "1"
    return before + flag((before + behind).count("1") % 2) + behind


def streamserve(sheet):
    last = sheet.sheet == sheet.sheets
    strokes = ("101" + bits_of(1 + sheet.place % 15, (1, 2, 4, 8)) + flag(not last) + flag(last) + "0" +
               bits_of(sheet.mask, (1, 2, 4, 8)))
    return strokes + flag(strokes.count("1") % 2 == 0) + "1"


def di950(sheet):
    """Page and end of set, feeders 2 and 1, then the match code's three decimal digits; five bits each."""
    last = sheet.sheet == sheet.sheets
    match = f"{1 + sheet.piece_place % 999:03d}"
    values = [sheet.sheet << 1 | last, sheet.mask & 3 if last else 0] + [int(digit) for digit in match]
    return "".join(f"{value:05b}" for value in values)


def code_39_text(bits):
    return "".join("0123456789ABCDEFGHIJKLMNOPQRSTUV"[int(bits[i:i + 5], 2)] for i in range(0, len(bits), 5))


MARKS = {"quadient-1track": quadient, "pitney-relay": pitney, "streamserve-16": streamserve, "di950-code39": di950}


# ---- reading back ----

def decode(pdf, inserter, *options):
    return piego("omr", "decode", pdf, "-i", inserter, "--json", *options)


def two_at_a_time(work, items):
    """Results in the order of items."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(work, items))
