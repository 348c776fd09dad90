# SPDX-License-Identifier: Apache-2.0
# A workbook: a sheet nobody needs, then a row a debt.
[file]
kind  = xlsx
sheet = Posizioni

[record]
key = Pratica

[addressee]
name     = Debitore
street   = Indirizzo
number   = Civico
cap      = CAP
city     = Località
province = Pr
country  = Stato
tax-code = Codice fiscale
iban     = IBAN

[fields]
nome      = Debitore
pratica   = Pratica
creditore = Creditore
data      = Data
scadenza  = Pagare entro
totale    = Totale
iban      = IBAN

[rows debiti]
documento = Documento
scadenza  = Scaduto il
capitale  = Capitale
interessi = Interessi
importo   = Importo
