[file]
kind = csv
encoding = utf-8
[fields]
nome = nome
[addressee]
name = nome
street = indirizzo
cap = cap
city = comune
province = prov
country = stato
[record]
key = id
