# SPDX-License-Identifier: Apache-2.0
"""A workbook as spreadsheets write it (ECMA-376): shared strings, numbers, dates as days since 1899-12-30.

A cell is None (left out of the file), text, a Number or a Day.  The same rows give the same bytes.
"""
import datetime
import zipfile
from xml.sax.saxutils import escape

DATE_STYLE, MONEY_STYLE = 1, 2
EPOCH = datetime.date(1899, 12, 30)

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

STYLES = (f'{HEAD}<styleSheet {MAIN}><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
          '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
          '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
          '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'
          '<xf numFmtId="4" applyNumberFormat="1"/></cellXfs></styleSheet>')


class Number:
    def __init__(self, text, style=0):
        self.text, self.style = text, style


def money(cents):
    whole, rest = divmod(cents, 100)
    return Number(f"{whole}.{rest:02d}".rstrip("0").rstrip("."), MONEY_STYLE)


def date(year, month, number):
    return Number(str((datetime.date(year, month, number) - EPOCH).days), DATE_STYLE)


def column_name(index):
    name = ""
    index += 1
    while index > 0:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


class Workbook:
    def __init__(self):
        self.sheets, self.strings = [], {}

    def add(self, name, rows):
        self.sheets.append((name, rows))

    def cell(self, place, value):
        if value is None or value == "":
            return ""
        if isinstance(value, Number):
            style = f' s="{value.style}"' if value.style else ""
            return f'<c r="{place}"{style}><v>{value.text}</v></c>'
        index = self.strings.setdefault(value, len(self.strings))
        return f'<c r="{place}" t="s"><v>{index}</v></c>'

    def sheet(self, rows):
        parts = [f"{HEAD}<worksheet {MAIN}><sheetData>"]
        for number, row in enumerate(rows, 1):
            cells = "".join(self.cell(f"{column_name(i)}{number}", value) for i, value in enumerate(row))
            parts.append(f'<row r="{number}">{cells}</row>')
        parts.append("</sheetData></worksheet>")
        return "".join(parts)

    def shared_strings(self):
        items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self.strings)
        return f'{HEAD}<sst {MAIN} uniqueCount="{len(self.strings)}">{items}</sst>'

    def workbook(self):
        sheets = "".join(f'<sheet name="{escape(name)}" sheetId="{i}" r:id="rId{i}"/>'
                         for i, (name, _) in enumerate(self.sheets, 1))
        return f'{HEAD}<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'

    def relations(self):
        count = len(self.sheets)
        items = [(f"rId{i}", "worksheet", f"worksheets/sheet{i}.xml") for i in range(1, count + 1)]
        items += [(f"rId{count + 1}", "styles", "styles.xml"), (f"rId{count + 2}", "sharedStrings", "sharedStrings.xml")]
        return relations([(name, f"{OFFICE}/{kind}", target) for name, kind, target in items])

    def types(self):
        parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles"),
                 ("/xl/sharedStrings.xml", "sharedStrings")]
        parts += [(f"/xl/worksheets/sheet{i}.xml", "worksheet") for i in range(1, len(self.sheets) + 1)]
        overrides = "".join(f'<Override PartName="{name}" ContentType="{KIND}.{kind}+xml"/>' for name, kind in parts)
        return (f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
                'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
                f'{overrides}</Types>')

    def save(self, path):
        sheets = [(f"xl/worksheets/sheet{i}.xml", self.sheet(rows)) for i, (_, rows) in enumerate(self.sheets, 1)]
        root = relations([("rId1", f"{OFFICE}/officeDocument", "xl/workbook.xml")])
        members = [("[Content_Types].xml", self.types()), ("_rels/.rels", root), ("xl/workbook.xml", self.workbook()),
                   ("xl/_rels/workbook.xml.rels", self.relations()), ("xl/styles.xml", STYLES),
                   ("xl/sharedStrings.xml", self.shared_strings())]
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in members + sheets:
                member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                member.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(member, text.encode("utf-8"))


def relations(items):
    rows = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in items)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'
