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

[fields]
pratica   = Pratica
nome      = Debitore
cf        = Codice fiscale
creditore = Creditore
iban      = IBAN
data      = Data
scadenza  = Pagare entro
totale    = Totale

[rows debiti]
documento = Documento
scaduto   = Scaduto il
capitale  = Capitale
interessi = Interessi
spese     = Spese
importo   = Importo

[checks]
cf   = tax-code
iban = iban
