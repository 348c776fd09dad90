# SPDX-License-Identifier: Apache-2.0
"""The clients' files of the samples, read a second time with python's own readers: who owes what."""
import csv
import itertools
import re
import typing
import unicodedata
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Debtor(typing.NamedTuple):
    number: int         # of the record: by the first row of its key
    key: str
    name: str
    address: tuple
    total: typing.Optional[int]     # cents; None where the client left it out
    rows: list          # of tuples of cents, one for each column of amounts
    years: list         # of each row, for what the layout sums up by year


def words_of(text):
    """Words in one form whatever the case: names stand in capitals in the address."""
    return tuple(re.findall(r"\w+", unicodedata.normalize("NFC", text).upper().casefold()))


def plain(text):
    """For finding who shares an envelope: without accents."""
    return tuple("".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
                 for word in words_of(text))


def italian_cents(text):
    text = text.strip()
    return int(text.replace(".", "").replace(",", "")) if re.fullmatch(r"[\d.]+,\d\d", text) else None


def number_cents(text):
    return round(float(text) * 100) if text else None


def csv_rows(path, encoding, separator):
    with open(path, encoding=encoding, newline="") as text:
        return list(csv.DictReader(text, delimiter=separator))


def column_index(reference):
    index = 0
    for letter in re.match("[A-Z]+", reference).group():
        index = index * 26 + ord(letter) - 64
    return index - 1


def xlsx_rows(path, sheet_file):
    with zipfile.ZipFile(path) as book:
        strings = ["".join(part.text or "" for part in item.iter(f"{MAIN}t"))
                   for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        sheet = ElementTree.fromstring(book.read(sheet_file))
    table = []
    for row in sheet.iter(f"{MAIN}row"):
        cells = {}
        for cell in row.iter(f"{MAIN}c"):
            value = cell.findtext(f"{MAIN}v") or ""
            cells[column_index(cell.get("r"))] = strings[int(value)] if cell.get("t") == "s" else value
        table.append(cells)
    head, rows = table[0], table[1:]
    return [{name: row.get(index, "") for index, name in head.items()} for row in rows]


def debtors_of(rows, key, names, address, total, amounts, year, cents):
    """Rows of one key are one debtor; his own cells are those of his first row."""
    groups = {}
    for row in rows:
        groups.setdefault(" ".join(row[key].split()), []).append(row)
    return [Debtor(number, of_key, " ".join(" ".join(group[0][name] for name in names).split()),
                   tuple(plain(group[0][column]) for column in address), cents(group[0][total]),
                   [tuple(cents(row[column]) or 0 for column in amounts) for row in group], [year(row) for row in group])
            for number, (of_key, group) in enumerate(groups.items(), 1)]


def engineers(folder):
    rows = csv_rows(folder / "iscritti.csv", "cp1252", ";")
    return debtors_of(rows, "Matricola", ["Nome", "Cognome"], ["Indirizzo", "N.", "CAP", "Comune"], "Totale dovuto",
                      ["Importo"], lambda row: None, italian_cents)


def utility(folder):
    rows = csv_rows(folder / "morosi.csv", "utf-8-sig", ",")
    return debtors_of(rows, "Codice cliente", ["Intestatario"], ["Indirizzo", "Civico", "CAP", "Località"], "Totale",
                      ["Importo fattura", "Residuo"], lambda row: row["Data fattura"][-4:], italian_cents)


def agency(folder):
    rows = xlsx_rows(folder / "posizioni.xlsx", "xl/worksheets/sheet2.xml")
    return debtors_of(rows, "Pratica", ["Debitore"], ["Indirizzo", "Civico", "CAP", "Località"], "Totale",
                      ["Capitale", "Interessi", "Spese", "Importo"], lambda row: None, number_cents)


def sums_of(debtor):
    """All amounts that may stand in a debtor's letter: rows, total, sums so far, sums of all rows and of each year."""
    allowed = {debtor.total}
    for column in range(len(debtor.rows[0])):
        amounts = [row[column] for row in debtor.rows]
        allowed.update(amounts)
        allowed.update(itertools.accumulate(amounts))
        allowed.update(sum(amount for amount, year in zip(amounts, debtor.years) if year == wanted)
                       for wanted in set(debtor.years))
    return allowed
