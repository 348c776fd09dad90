# SPDX-License-Identifier: Apache-2.0
# One row a letter.
[file]
kind      = csv
encoding  = utf-8
separator = ;

[record]
key = id

[addressee]
name     = nome
street   = indirizzo
cap      = cap
city     = comune
province = prov
tax-code = cf
iban     = iban

[fields]
id        = id
nome      = nome
indirizzo = indirizzo
cap       = cap
comune    = comune
prov      = prov
cf        = cf
pratica   = pratica
data      = data
scadenza  = scadenza
avviso    = avviso
d1        = d1
dt1       = dt1
e1        = e1
d2        = d2
dt2       = dt2
e2        = e2
d3        = d3
dt3       = dt3
e3        = e3
d4        = d4
dt4       = dt4
e4        = e4
totale    = totale
iban      = iban
ocr       = ocr
dm        = dm
