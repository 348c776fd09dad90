# SPDX-License-Identifier: Apache-2.0
# A row a bill, UTF-8 with its mark; the payment code has its two check digits already.
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

[fields]
cliente   = Codice cliente
nome      = Intestatario
via       = Indirizzo
civico    = Civico
cap       = CAP
comune    = Località
provincia = PR
fattura   = Fattura
emessa    = Emessa il
scaduta   = Scaduta il
importo   = Da pagare
entro     = Pagare entro
pagamento = Codice di pagamento
