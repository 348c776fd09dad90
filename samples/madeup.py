# SPDX-License-Identifier: Apache-2.0
"""People, places and mistakes for the samples.

Comuni, CAPs and provinces are facts, so that the samples sort like real mail.  People, streets and codes are made up:
a tax code has its right check letter, but the Y of its birthplace is a letter no comune and no state has, so that it
is nobody's.
"""
import random

# CAP, comune, province, weight: cities with postal zones, capoluoghi and others, in all regions and areas.
TOWNS = """
00198 ROMA RM 5;00144 ROMA RM 5;00186 ROMA RM 3;00159 ROMA RM 4;00122 ROMA RM 2;20121 MILANO MI 4;
20144 MILANO MI 4;20162 MILANO MI 3;10121 TORINO TO 3;10138 TORINO TO 3;16121 GENOVA GE 2;16154 GENOVA GE 2;
30121 VENEZIA VE 1;30174 VENEZIA VE 2;40121 BOLOGNA BO 2;40137 BOLOGNA BO 2;50122 FIRENZE FI 2;
50136 FIRENZE FI 2;70121 BARI BA 2;70125 BARI BA 2;80121 NAPOLI NA 3;80134 NAPOLI NA 3;80147 NAPOLI NA 2;
06121 PERUGIA PG 1;06132 PERUGIA PG 1;09124 CAGLIARI CA 2;15121 ALESSANDRIA AL 1;19121 LA SPEZIA SP 1;
24121 BERGAMO BG 2;25121 BRESCIA BS 2;28922 VERBANIA VB 1;29121 PIACENZA PC 1;34121 TRIESTE TS 2;
35121 PADOVA PD 2;37121 VERONA VR 2;38122 TRENTO TN 1;41121 MODENA MO 2;42121 REGGIO NELL'EMILIA RE 1;
43121 PARMA PR 2;44121 FERRARA FE 1;47121 FORLÌ FC 1;47521 CESENA FC 1;47921 RIMINI RN 1;48121 RAVENNA RA 1;
56121 PISA PI 1;57121 LIVORNO LI 1;60121 ANCONA AN 1;61121 PESARO PU 1;65121 PESCARA PE 1;71121 FOGGIA FG 1;
74121 TARANTO TA 1;76121 BARLETTA BT 1;76123 ANDRIA BT 1;76125 TRANI BT 1;84121 SALERNO SA 2;
89121 REGGIO DI CALABRIA RC 2;90133 PALERMO PA 3;90144 PALERMO PA 2;95121 CATANIA CT 2;95129 CATANIA CT 2;
98122 MESSINA ME 2;88100 CATANZARO CZ 2;87100 COSENZA CS 2;85100 POTENZA PZ 1;75100 MATERA MT 1;
86100 CAMPOBASSO CB 1;86170 ISERNIA IS 1;67100 L'AQUILA AQ 1;66100 CHIETI CH 1;64100 TERAMO TE 1;
62100 MACERATA MC 1;63100 ASCOLI PICENO AP 1;63900 FERMO FM 1;01100 VITERBO VT 1;02100 RIETI RI 1;
03100 FROSINONE FR 1;04100 LATINA LT 2;05100 TERNI TR 1;07100 SASSARI SS 1;08100 NUORO NU 1;09170 ORISTANO OR 1;
11100 AOSTA AO 1;12100 CUNEO CN 1;13100 VERCELLI VC 1;13900 BIELLA BI 1;14100 ASTI AT 1;17100 SAVONA SV 1;
18100 IMPERIA IM 1;20900 MONZA MB 2;21100 VARESE VA 1;22100 COMO CO 1;23100 SONDRIO SO 1;23900 LECCO LC 1;
26100 CREMONA CR 1;26900 LODI LO 1;27100 PAVIA PV 1;28100 NOVARA NO 1;31100 TREVISO TV 1;32100 BELLUNO BL 1;
33100 UDINE UD 1;33170 PORDENONE PN 1;34170 GORIZIA GO 1;36100 VICENZA VI 1;39100 BOLZANO BZ 1;45100 ROVIGO RO 1;
46100 MANTOVA MN 1;51100 PISTOIA PT 1;52100 AREZZO AR 1;53100 SIENA SI 1;54100 MASSA MS 1;55100 LUCCA LU 1;
58100 GROSSETO GR 1;59100 PRATO PO 2;72100 BRINDISI BR 1;73100 LECCE LE 1;81100 CASERTA CE 1;
82100 BENEVENTO BN 1;83100 AVELLINO AV 1;88900 CROTONE KR 1;89900 VIBO VALENTIA VV 1;91100 TRAPANI TP 1;
92100 AGRIGENTO AG 1;93100 CALTANISSETTA CL 1;94100 ENNA EN 1;96100 SIRACUSA SR 1;97100 RAGUSA RG 1;
00012 GUIDONIA MONTECELIO RM 2;00042 ANZIO RM 1;00049 VELLETRI RM 1;00053 CIVITAVECCHIA RM 1;00071 POMEZIA RM 1;
04011 APRILIA LT 1;03043 CASSINO FR 1;10024 MONCALIERI TO 1;10036 SETTIMO TORINESE TO 1;10042 NICHELINO TO 1;
10093 COLLEGNO TO 1;12051 ALBA CN 1;15033 CASALE MONFERRATO AL 1;16035 RAPALLO GE 1;18038 SANREMO IM 1;
20025 LEGNANO MI 1;20092 CINISELLO BALSAMO MI 1;20099 SESTO SAN GIOVANNI MI 1;20832 DESIO MB 1;
21013 GALLARATE VA 1;21052 BUSTO ARSIZIO VA 1;22063 CANTÙ CO 1;24047 TREVIGLIO BG 1;
25015 DESENZANO DEL GARDA BS 1;26013 CREMA CR 1;27029 VIGEVANO PV 1;30015 CHIOGGIA VE 1;31015 CONEGLIANO TV 1;
31044 MONTEBELLUNA TV 1;32032 FELTRE BL 1;34074 MONFALCONE GO 1;36061 BASSANO DEL GRAPPA VI 1;37045 LEGNAGO VR 1;
38068 ROVERETO TN 1;39012 MERANO BZ 1;39042 BRESSANONE BZ 1;40026 IMOLA BO 1;41012 CARPI MO 1;
41049 SASSUOLO MO 1;42016 GUASTALLA RE 1;47838 RICCIONE RN 1;48018 FAENZA RA 1;50053 EMPOLI FI 1;
53036 POGGIBONSI SI 1;55049 VIAREGGIO LU 1;60019 SENIGALLIA AN 1;60035 JESI AN 1;61032 FANO PU 1;
63074 SAN BENEDETTO DEL TRONTO AP 1;06012 CITTÀ DI CASTELLO PG 1;06034 FOLIGNO PG 1;66054 VASTO CH 1;
67051 AVEZZANO AQ 1;70022 ALTAMURA BA 1;70056 MOLFETTA BA 1;71013 SAN GIOVANNI ROTONDO FG 1;71042 CERIGNOLA FG 1;
72017 OSTUNI BR 1;73048 NARDÒ LE 1;74015 MARTINA FRANCA TA 1;75025 POLICORO MT 1;
80014 GIUGLIANO IN CAMPANIA NA 1;80059 TORRE DEL GRECO NA 1;80078 POZZUOLI NA 1;81031 AVERSA CE 1;
84091 BATTIPAGLIA SA 1;85025 MELFI PZ 1;86039 TERMOLI CB 1;87036 RENDE CS 2;88046 LAMEZIA TERME CZ 1;
89015 PALMI RC 1;90011 BAGHERIA PA 1;91025 MARSALA TP 1;93012 GELA CL 1;95024 ACIREALE CT 1;95047 PATERNÒ CT 1;
97015 MODICA RG 1;98057 MILAZZO ME 1;07026 OLBIA SS 1;07041 ALGHERO SS 1;09013 CARBONIA SU 1;
09045 QUARTU SANT'ELENA CA 1
"""

NAMES = """Alessandra Alessio Alice Andrea Anna Antonio Arianna Barbara Beatrice Benedetta Camilla Carlo Carmela Caterina
Chiara Claudio Cristina Daniele Davide Desirée Domenico Elena Eleonora Elisa Emanuele Enrico Fabio Federica Filippo
Francesca Francesco Gabriele Gaia Gennaro Giacomo Gianluca Gioele Giosuè Giorgia Giovanni Giulia Giuseppe Greta Ilaria
Irene Jacopo Laura Leonardo Loredana Lorenzo Luca Lucia Luigi Maddalena Manuela Marco Margherita Maria Martina Matteo
Michele Mirko Nicola Niccolò Noemi Paola Paolo Pasquale Pietro Raffaele Riccardo Roberta Rocco Rosa Salvatore Sara
Serena Silvia Simone Sofia Stefano Teresa Tommaso Valentina Vincenzo Vittoria Zoë""".split()

# What Windows-1252 can write, and what it cannot.
SURNAMES = """Abbate;Amato;Arcuri;Barone;Bellavista;Bernasconi;Bianchini;Bonfanti;Brambilla;Cannizzaro;Cantù;Caprioli;
Carbone;Cattaneo;Cecchini;Chiarelli;Colombo;Conti;Coppola;Cosentino;D'Agostino;D'Amico;D'Angelo;De Luca;De Sanctis;
Degli Esposti;Del Gaudio;Dell'Orto;Della Valle;Di Benedetto;Donati;Esposito;Fabbri;Farinelli;Ferrante;Foà;Fontana;
Forgione;Galeotti;Gallo;Gentileschi;Giordano;Grassi;Greco;Iannuzzi;La Rocca;Leone;Lo Presti;Lombardi;Mancuso;Marchetti;
Marinò;Mazzacurati;Merlo;Monti;Morabito;Müller;Negri;Nicolò;Olivieri;Orlando;Pacileo;Papaleo;Parisi;Pellegrini;
Pugliese;Quattrocchi;Raimondi;Rinaldi;Rizzo;Ruggiero;Sabatini;Salvemini;Sanfilippo;Santoro;Scognamiglio;Serra;Simonetti;
Sorrentino;Taglialatela;Testa;Tomasi;Trevisan;Valentini;Ventura;Vitale;Zambon;Zanetti;Žagar;Šušteršič;Gonçalves;
Ibáñez""".replace("\n", "").split(";")
NARROW = [name for name in SURNAMES if name.encode("cp1252", "ignore").decode("cp1252") == name]
FOREIGN = [("Ivana", "Šimić"), ("Łukasz", "Wiśniewski"), ("Dragana", "Đoković"), ("Ștefan", "Țurcanu"),
           ("Γεωργία", "Παπαδόπουλος"), ("Алексей", "Ковалёв"), ("Özge", "Yıldırım")]

STREETS = """Via Roma;Via Giuseppe Garibaldi;Corso Vittorio Emanuele II;Piazza della Libertà;Viale dell'Università;
Via XX Settembre;Via Dante Alighieri;Contrada Sant'Agata;Vicolo del Pozzo;Via San Niccolò;Strada Provinciale 12;
Via Alcide De Gasperi;Largo dei Caduti;Via 4 Novembre;Via della Fornace Vecchia;Via dei Gelsi;Salita del Castello;
Via Guglielmo Marconi;Via delle Rimembranze;Viale Europa;Via Giacomo Leopardi;Via dei Mille;Piazza Guglielmo Pepe;
Via Monte Grappa;Via Aldo Moro;Via Santa Maria delle Grazie;Via Fratelli Bandiera;Corso Italia;Via Enrico Fermi;
Via del Lavatoio;Via Ponte Nuovo;Via Francesco Petrarca""".replace("\n", "").split(";")

ODD = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17,
                                                        19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24,
                                                        23]))
PLAIN = str.maketrans("ÀÁÇÈÉÌÍÒÓÙÚÜÑŠŽŁĐĆŚȚȘÖİČ", "AACEEIIOOUUUNSZLDCSTSOIC")


def letters_of(name):
    return [c for c in name.upper().translate(PLAIN) if c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


def three_letters(name, first_name):
    """The three letters a tax code takes from a surname or a first name (DM 23-12-1976)."""
    letters = letters_of(name)
    consonants = [c for c in letters if c not in "AEIOU"]
    if first_name and len(consonants) > 3:
        consonants = [consonants[0], consonants[2], consonants[3]]
    return "".join(consonants + [c for c in letters if c in "AEIOU"] + list("XXX"))[:3]


def check_letter(body):
    return chr(65 + sum(ODD[c] if i % 2 == 0 else int(c, 36) if c.isdigit() else ord(c) - 65
                        for i, c in enumerate(body)) % 26)


def check_digit(body):
    """The last digit of a partita IVA."""
    twice = [int(c) * (2 if i % 2 else 1) for i, c in enumerate(body)]
    return str(-sum(d - 9 if d > 9 else d for d in twice) % 10)


def iban(rnd):
    """An Italian IBAN with right CIN and check digits, of a bank code nobody has."""
    bban = "09999" + "".join(rnd.choice("0123456789") for _ in range(17))
    cin = chr(65 + sum(ODD[c] if i % 2 == 0 else int(c) for i, c in enumerate(bban)) % 26)
    number = "".join(str(int(c, 36)) for c in cin + bban + "IT00")
    return f"IT{98 - int(number) % 97:02d}{cin}{bban}"


def mod_93(base):
    """Sixteen digits with the two that prove them: codice cliente, numero avviso."""
    assert len(base) == 16
    return f"{base}{int(base) % 93:02d}"


def rf(reference):
    """A creditor reference of ISO 11649."""
    digits = "".join(str(int(c, 36)) for c in reference + "RF00")
    return f"RF{98 - int(digits) % 97:02d}{reference}"


def euro(cents):
    """1.234,56"""
    return f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d}"


def day(year, month, number):
    return f"{number:02d}/{month:02d}/{year}"


class People:
    """Makes addressees, one after the other, from one stream of random numbers."""

    def __init__(self, seed, foreign):
        self.rnd = random.Random(seed)
        self.foreign = foreign
        self.towns = []
        for entry in TOWNS.replace("\n", "").strip(";").split(";"):
            words = entry.split()
            self.towns += [(words[0], " ".join(words[1:-2]), words[-2])] * int(words[-1])

    def tax_code(self, person):
        rnd = self.rnd
        body = (three_letters(person["cognome"], False) + three_letters(person["nome"], True) +
                f"{rnd.randint(45, 99)}{rnd.choice('ABCDEHLMPRST')}{rnd.randint(1, 28) + rnd.choice((0, 40)):02d}" +
                f"Y{rnd.randint(100, 999)}")
        return body + check_letter(body)

    def person(self):
        rnd = self.rnd
        person = {"nome": rnd.choice(NAMES), "cognome": rnd.choice(SURNAMES if self.foreign else NARROW)}
        if self.foreign and rnd.random() < 0.02:
            person["nome"], person["cognome"] = rnd.choice(FOREIGN)
        elif rnd.random() < 0.1:
            person["nome"] = rnd.choice(["Anna Maria", "Gian Marco", "Maria Grazia", "Pier Paolo", "Maria Teresa"])
        person["cf"] = self.tax_code(person)
        person["cap"], person["comune"], person["prov"] = rnd.choice(self.towns)
        person["via"], person["civico"] = rnd.choice(STREETS), str(rnd.randint(1, 180)) + rnd.choice(["", "", "", "/A", "/B"])
        person["nazione"] = ""
        person["email"] = person["pec"] = ""
        return person


# ---- mistakes of clients' files; each takes a person and changes what a client would get wrong ----

def no_province(rnd, p):
    p["prov"] = ""


def province_in_full(rnd, p):
    p.update(cap="88100", comune="CATANZARO", prov="Catanzaro")


def old_province(rnd, p):
    p.update(cap="47121", comune="Forlì", prov="FO")


def wrong_cap(rnd, p):
    p.update(cap="20832", comune="COSENZA", prov="CS")


def generic_cap(rnd, p):
    p["cap"], p["comune"], p["prov"] = rnd.choice([("00100", "ROMA", "RM"), ("20100", "MILANO", "MI"),
                                                   ("80100", "NAPOLI", "NA"), ("50100", "FIRENZE", "FI")])


def lost_zero(rnd, p):
    """A spreadsheet took the CAP for a number."""
    p.update(cap="7041", comune="ALGHERO", prov="SS")


def no_cap(rnd, p):
    p.update(cap="", comune="MATERA", prov="MT")


def small_letters(rnd, p):
    for key in ("nome", "cognome", "via", "comune"):
        p[key] = p[key].lower()


def capitals(rnd, p):
    for key in ("nome", "cognome", "via"):
        p[key] = p[key].upper()


def town_as_typed(rnd, p):
    p["comune"] = p["comune"].title().replace("À", "A'").replace("Ì", "I'").replace("Ò", "O'")


def no_number(rnd, p):
    p["civico"] = "N.C."


def number_in_street(rnd, p):
    p["via"], p["civico"] = p["via"] + rnd.choice([", ", " n. ", " "]) + p["civico"], ""


def short_street(rnd, p):
    p["via"] = rnd.choice(["V.le Europa", "P.zza Dante", "C.so Italia", "V. Roma", "L.go Augusto"])


def with_flat(rnd, p):
    p["via"], p["civico"] = f"{p['via']}, {p['civico']} sc. B int. {rnd.randint(1, 20)}", ""


def box(rnd, p):
    p["via"], p["civico"] = f"Casella postale {rnd.randint(1, 300)}", ""


def no_street(rnd, p):
    p["via"] = p["civico"] = ""


def no_town(rnd, p):
    p["comune"] = ""


def bad_tax_code(rnd, p):
    p["cf"] = rnd.choice([p["cf"][:15] + chr(65 + (ord(p["cf"][15]) - 64) % 26), p["cf"][:12], "NON PERVENUTO"])


def no_name(rnd, p):
    p["nome"] = p["cognome"] = ""


def swiss(rnd, p):
    p.update(via=f"Via Nassa {rnd.randint(1, 60)}", civico="", cap="6900", comune="Lugano", prov="",
             nazione=rnd.choice(["Svizzera", "CH"]))


def san_marino(rnd, p):
    p.update(cap="47890", comune="SAN MARINO", prov="RSM", nazione="San Marino")


def blanks(rnd, p):
    p["nome"], p["comune"] = f" {p['nome']}  ", p["comune"].replace(" ", "  ") + " "


ADDRESS_MISTAKES = [
    (1.5, no_province), (0.3, province_in_full), (0.3, old_province), (0.6, wrong_cap), (1.0, generic_cap), (0.6, lost_zero),
    (0.2, no_cap), (2.0, small_letters), (18.0, capitals), (10.0, town_as_typed), (0.8, no_number), (4.0, number_in_street),
    (1.0, short_street), (1.0, with_flat), (0.3, box), (0.2, no_street), (0.1, no_town), (0.8, bad_tax_code),
    (0.2, swiss), (0.1, san_marino), (0.5, blanks),
]


def make_mistakes(rnd, people, mistakes):
    """Each mistake in its percentage of the people, at least in one of them; nobody gets two."""
    free = list(range(len(people)))
    rnd.shuffle(free)
    for percent, mistake in mistakes:
        for _ in range(max(1, round(len(people) * percent / 100))):
            mistake(rnd, people[free.pop()])
