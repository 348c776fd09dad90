#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Made-up debtors for the reference letter: make_letters.py N OUT.csv [SEED].

UTF-8, ';', one header line, one row a letter. Same N and SEED give the same bytes. Tax codes have a right check letter,
notice numbers right control digits (first 16 digits mod 93); names and amounts are invented."""
import csv, random, sys

NAMES = "Giuseppe Maria Antonio Anna Giovanni Rosa Francesco Angela Salvatore Carmela Niccolò Desirée Andrea Lucia Pasquale Noemi Calogero Concetta Matteo Benedetta Vincenzo Filippo Éléonore Giosuè".split()
SURNAMES = "Rossi;Russo;Ferrari;Esposito;Bianchi;Romano;Colombo;Ricci;Marino;Greco;D'Angelo;D'Amico;Dell'Orto;Cannizzaro;Nicolò;Foà;Cantù;De Sanctis;Lo Presti;Müller;Quattrocchi;Papaleo;Sanfilippo".split(";")
STREETS = "Via Roma;Via Giuseppe Garibaldi;Corso Vittorio Emanuele II;Piazza della Libertà;Viale dell'Università;Via XX Settembre;Contrada Sant'Agata;Vicolo del Pozzo;Via San Niccolò;Strada Provinciale 12;Via Alcide De Gasperi;Largo dei Caduti".split(";")
TOWNS = [t.split(",") for t in "20121,MILANO,MI;00184,ROMA,RM;80121,NAPOLI,NA;10121,TORINO,TO;90133,PALERMO,PA;16121,GENOVA,GE;40121,BOLOGNA,BO;50122,FIRENZE,FI;70121,BARI,BA;95121,CATANIA,CT;88100,CATANZARO,CZ;47121,FORLÌ,FC;09124,CAGLIARI,CA;67100,L'AQUILA,AQ;98122,MESSINA,ME;33100,UDINE,UD;31044,MONTEBELLUNA,TV;87036,RENDE,CS".split(";")]
DEBTS = ["Imposta comunale sui rifiuti (TARI) anno {y}", "Fornitura energia elettrica - fattura n. {n}", "Sanzione amministrativa verbale n. {n}/{y}", "Canone idrico integrato {y}", "Finanziamento personale n. {n} - rate insolute"]
ODD = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", [1,0,5,7,9,13,15,17,19,21,1,0,5,7,9,13,15,17,19,21,2,4,18,20,11,3,6,8,12,14,16,10,22,25,24,23]))
EVEN = {c: (int(c) if c.isdigit() else ord(c) - 65) for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def euro(cents):
    return f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d}"


def tax_code(rnd):
    body = ("".join(rnd.choice("BCDFGLMNPRSTV") for _ in range(6)) + f"{rnd.randint(30, 99)}" + rnd.choice("ABCDEHLMPRST")
            + f"{rnd.randint(1, 28):02d}" + rnd.choice("ABCDEFGHL") + f"{rnd.randint(100, 999)}")
    return body + chr(65 + sum(ODD[c] if i % 2 == 0 else EVEN[c] for i, c in enumerate(body)) % 26)


def main(count, path, seed):
    rnd = random.Random(seed)
    head = ["id", "nome", "indirizzo", "cap", "comune", "prov", "cf", "pratica", "data", "scadenza", "avviso"]
    for i in (1, 2, 3, 4):
        head += [f"d{i}", f"dt{i}", f"e{i}"]
    head += ["totale", "iban", "ocr", "dm"]
    with open(path, "w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out, delimiter=";", lineterminator="\n")
        rows.writerow(head)
        for i in range(1, count + 1):
            cap, town, prov = rnd.choice(TOWNS)
            base = "3" + "".join(rnd.choice("0123456789") for _ in range(15))
            notice = base + f"{int(base) % 93:02d}"
            row = [f"{i:08d}", f"{rnd.choice(NAMES)} {rnd.choice(SURNAMES)}",
                   f"{rnd.choice(STREETS)}, {rnd.randint(1, 250)}" + rnd.choice(["", "", "/A", " int. 5"]), cap, town, prov, tax_code(rnd),
                   f"{rnd.randint(2019, 2025)}/{rnd.randint(1, 999999):06d}", f"{rnd.randint(1, 28):02d}/{rnd.randint(1, 12):02d}/2025",
                   f"{rnd.randint(1, 28):02d}/{rnd.randint(1, 12):02d}/2026", notice]
            total = 0
            for _ in range(4):
                amount = rnd.randint(1500, 350000)
                total += amount
                row += [rnd.choice(DEBTS).format(y=rnd.randint(2017, 2024), n=rnd.randint(10000, 999999)),
                        f"{rnd.randint(1, 28):02d}/{rnd.randint(1, 12):02d}/{rnd.randint(2017, 2024)}", euro(amount)]
            row += [euro(total), "IT60X0542811101000000123456", f"<{notice}>      {total // 100:08d}+{total % 100:02d}>  000012345678<  896>",
                    f"{i:08d}|{notice}|{cap}|{total:010d}|A4|001"]
            rows.writerow(row)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 42)
