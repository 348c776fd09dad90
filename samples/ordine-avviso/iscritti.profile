# SPDX-License-Identifier: Apache-2.0
# The members' list as the order's own program writes it: a row a position, members' data repeated.
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
matricola = Matricola
scadenza  = Scadenza
dovuto    = Totale dovuto

[rows posizioni]
anno    = Anno
causale = Causale
importo = Importo
