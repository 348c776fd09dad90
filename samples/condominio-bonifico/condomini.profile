# SPDX-License-Identifier: Apache-2.0
# A row an expense, owners' data repeated.
[file]
kind      = csv
encoding  = utf-8
separator = ;

[record]
key = Interno

[addressee]
name     = Proprietario
street   = Via
number   = N.
cap      = CAP
city     = Comune
province = Prov.
country  = Stato
email    = E-mail

[fields]
interno     = Interno
nome        = Proprietario
scadenza    = Scadenza
riferimento = Riferimento
totale      = Totale

[rows spese]
voce    = Voce
importo = Importo
