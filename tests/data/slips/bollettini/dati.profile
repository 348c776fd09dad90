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
cliente = cliente
importo = importo
