[file]
kind = csv
encoding = utf-8
separator = ;
[record]
key = id
[addressee]
name = nome
street = via
cap = cap
city = comune
province = prov
[fields]
nome = nome
importo = importo
riferimento = riferimento
mav = mav
rav = rav
gettone = gettone
scadenza = scadenza
mandato = mandato
iban = iban
