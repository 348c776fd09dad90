# SPDX-License-Identifier: Apache-2.0
"""Registered numbers worked out apart from the program, by the rules as they are published, and a small job to print them."""
import contextlib
import shutil
import sqlite3
import subprocess

from support import HERE, piego

CLIENT = "registri-esempio"
# Published numbers, with the check digits that were seen on them.
PUBLISHED = ["130085528346", "697319802149", "685666672974", "261526382198", "527887095312", "647887095328", "547887095327",
             "381526382193", "281526382192", "647887095317"]
# Rooms of bars and digits as the products' files have them, and of the Data Matrix: mm from the left, the top, width, height.
NUMBER_ROOM = (22, 223, 80, 23)
MATRIX_ROOM = (117, 247, 31, 15)
CAPS = ["00184", "20121", "10121", "80121", "37121", "47521", "98121"]


def domestic(body):
    """11 digits with their check digit."""
    total = 11 * sum(map(int, body[1::2])) + sum(map(int, body[::2]))
    return body + str(sum(map(int, str(total))) % 10)


def s10(serial, service="RR"):
    """13 characters of 8 digits."""
    rest = sum(int(digit) * weight for digit, weight in zip(serial, (8, 6, 4, 2, 3, 5, 9, 7))) % 11
    return f"{service}{serial}{({0: 5, 1: 0}).get(rest, 11 - rest)}IT"


def shown(number):
    """As people read it."""
    if len(number) == 12:
        return f"{number[:11]}-{number[11]}"
    return " ".join((number[:2], number[2:5], number[5:8], number[8:11], number[11:]))


def small_job(folder, records, product="raccomandata", countries=("",)):
    """A job of so many records of one sheet each, its client known by that name."""
    job = folder / "job"
    shutil.copytree(HERE / "tests/data/raccomandata", job, dirs_exist_ok=True)
    text = (job / "job.ini").read_text(encoding="utf-8")
    (job / "job.ini").write_text(text.replace("= raccomandata\n", f"= {product}\n"), encoding="utf-8")
    with open(job / "dati.csv", "w", encoding="utf-8") as data:
        data.write("id;nome;indirizzo;cap;comune;prov;stato\n")
        for n in range(records):
            country = countries[n % len(countries)]
            place = "75001;PARIS;" if country else f"{CAPS[n % len(CAPS)]};ESEMPIO;RM"
            data.write(f"{n + 1};Prova {'ABCDEFGHIJ'[n % 10]}osa;Via Esempio {n + 1};{place};{country}\n")
    return job / "job.ini"


def make_known(folder, root, env=None):
    """The layout approved, and 100,000 made-up numbers for the job's product."""
    piego("init", "--demo", folder, root=root, expect=[0], env=env)


def use_up(root, product, leave=0):
    """All that is left of a client's numbers but the last, as if a run had taken them."""
    with contextlib.closing(sqlite3.connect(root / "registry.db")) as registry, registry:
        registry.execute("INSERT OR IGNORE INTO job (client, name) SELECT id, 'altra' FROM client WHERE name = ?", (CLIENT,))
        registry.execute("INSERT OR IGNORE INTO run (number, job, state, title, layout, layout_hash, data_hash, began) SELECT 1000,"
                         " id, 'making', '', '', '', '', '' FROM job WHERE name = 'altra'")
        registry.execute("INSERT INTO number_taken SELECT id, 1000, next, last - ?, 'x' FROM number_range WHERE product = ?"
                         " AND next <= last - ?", (leave, product, leave))


def taken(root):
    """Every number that runs have taken, as stretches of bodies."""
    with contextlib.closing(sqlite3.connect(root / "registry.db")) as registry:
        return registry.execute("SELECT run, first, last FROM number_taken ORDER BY first").fetchall()


def pictures(pdf, folder, name, dpi, room, pages):
    """The room of each page as a picture of its own, in their order."""
    folder.mkdir(exist_ok=True)
    x, y, width, height = (str(round(mm / 25.4 * dpi)) for mm in room)
    only = folder / f"{name}.pdf"
    subprocess.run(["qpdf", "--empty", "--pages", str(pdf), ",".join(map(str, pages)), "--", str(only)], check=True)
    subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", "-x", x, "-y", y, "-W", width, "-H", height, str(only),
                    str(folder / name)], check=True)
    return sorted(folder.glob(f"{name}-*.pgm"))


def bars(files):
    """What zbarimg reads of each picture."""
    done = subprocess.run(["zbarimg", "-q", "--raw", "-Sdisable", "-Si25.enable", "-Scode128.enable", "-Scode39.enable", *map(str, files)],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return done.stdout.split()


def matrix(file):
    """What dmtxread reads of a picture."""
    return subprocess.run(["dmtxread", "-N1", "-m2000", str(file)], stdout=subprocess.PIPE, text=True).stdout
