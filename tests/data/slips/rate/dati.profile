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
avviso = avviso
importo = importo
codice = codice
scadenza = scadenza
[rows rate]
numero = numero
scadenza_rata = scadenza_rata
importo_rata = importo_rata
avviso_rata = avviso_rata
