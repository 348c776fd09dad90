# SPDX-License-Identifier: Apache-2.0
# The members' list as the order's own program writes it: a row a position, members' data repeated.  What the job reckons
# (notice numbers, instalments) is not in it.
[file]
kind      = csv
encoding  = windows-1252
separator = ;

[record]
key = Matricola

[addressee]
name     = Nome + Cognome
street   = Indirizzo
number   = N.
cap      = CAP
city     = Comune
province = Prov.
country  = Nazione
tax-code = Codice fiscale
pec      = PEC

[fields]
titolo    = Titolo
nome      = Nome + Cognome
codice    = Codice fiscale
via       = Indirizzo
civico    = N.
cap       = CAP
comune    = Comune
provincia = Prov.
matricola = Matricola
debito    = Debito
scadenza  = Scadenza
dovuto    = Dovuto

[rows posizioni]
anno    = Anno
causale = Causale
importo = Importo
