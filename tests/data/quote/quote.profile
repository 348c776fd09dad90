[file]
kind = csv
encoding = utf-8
[fields]
matricola = id
[rows posizioni]
causale = causale
importo = importo
scadenza = scadenza
[addressee]
name = nome
street = indirizzo
cap = cap
city = comune
province = prov
[record]
key = id
