# SPDX-License-Identifier: Apache-2.0
[file]
kind      = csv
encoding  = utf-8
separator = ;

[record]
key = Tessera

[addressee]
name     = Nome + Cognome
street   = Via
number   = N.
cap      = CAP
city     = Comune
province = Prov.
country  = Stato

[fields]
tessera = Tessera
nome    = Nome + Cognome
dal     = Socio dal
