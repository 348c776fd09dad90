#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A Distinta Unica written from the published list of its fields alone: `key=value` for each, ended by NUL, comes in on the
standard input, a key `piece` begins each piece; the file's name and bytes go out, parted by NUL."""
import datetime
import sys

FORMS = {"GG/MM/AAAA": "%d/%m/%Y", "AAAAMMGG": "%Y%m%d", "AAAA-MM-GG": "%Y-%m-%d"}


def line(fields):
    clean = ["".join(" " if char == "|" or ord(char) < 32 or ord(char) == 127 else char for char in field) for field in fields]
    return "|".join(clean) + "\r\n"


def written(about, pieces):
    """Name and text: the header's 15 fields, then 40 a piece (8-22, 29-40 are empty)."""
    def date(key):
        return datetime.date.fromisoformat(about[key]).strftime(FORMS[about["dates"]])
    name = f"NPSO_{about['side']}_DU_ID{about['sap']:0>8}_{about['booking']:0>7}_{int(about['progressive']):02}_{about['sigla']}.DU"
    text = line(["00" + about["sap"], about["user"], about["booking"], date("received"), date("printed"), date("posted"),
                 about["office"], about["product-type"], about["product-code"], about["service"], str(len(pieces)),
                 about["acceptance"], about["tracking"], about["account"], about["description"]])
    for piece in pieces:
        place = dict.fromkeys(range(1, 41), "")
        place.update({1: piece["matrix"], 2: piece["name"], 3: piece["street"], 4: piece["number"], 5: piece["cap"],
                      6: piece["city"], 7: piece["province"], 23: piece["homologation"], 24: about["sender"],
                      25: about["format"], 26: piece["pallet"], 27: piece["box"], 28: about["user"]})
        text += line([place[number] for number in range(1, 41)])
    return name, text


def main():
    about, pieces = {}, []
    for entry in sys.stdin.buffer.read().decode().split("\0")[:-1]:
        key, value = entry.split("=", 1)
        if key == "piece":
            pieces.append({})
        else:
            (pieces[-1] if pieces else about)[key] = value
    name, text = written(about, pieces)
    sys.stdout.buffer.write(name.encode() + b"\0" + text.encode())


if __name__ == "__main__":
    main()
