[file]
kind = csv
encoding = utf-8
[fields]
nome = nome
dovuto = dovuto
scadenza = scadenza
conto = iban
cliente = cliente
causale = causale
[rows rate]
importo = importo
entro = entro
rif = rif
[addressee]
name = nome
street = indirizzo
cap = cap
city = comune
province = prov
[record]
key = id
