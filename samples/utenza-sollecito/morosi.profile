# SPDX-License-Identifier: Apache-2.0
# An export of the billing system: a row an invoice, UTF-8 with its mark, notes of several lines.
[file]
kind      = csv
encoding  = auto
separator = ,

[record]
key = Codice cliente

[addressee]
name     = Intestatario
street   = Indirizzo
number   = Civico
cap      = CAP
city     = Località
province = PR
country  = Stato
tax-code = C.F./P.IVA
email    = E-mail

[fields]
cliente   = Codice cliente
nome      = Intestatario
fornitura = Fornitura
luogo     = Luogo fornitura
data      = Data sollecito
scadenza  = Pagare entro
totale    = Totale

[rows fatture]
numero   = Fattura
data     = Data fattura
scadenza = Scadenza fattura
importo  = Importo fattura
residuo  = Residuo
