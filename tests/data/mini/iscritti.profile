[file]
kind = csv
encoding = utf-8
[fields]
nome = nome
dovuto = dovuto
scadenza = scadenza
[addressee]
name = nome
street = indirizzo
cap = cap
city = comune
province = prov
[record]
key = id
