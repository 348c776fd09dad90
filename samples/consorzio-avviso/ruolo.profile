# SPDX-License-Identifier: Apache-2.0
# 213 characters a line, code page 850, days as ddmmyyyy, amounts in cents.
[file]
kind     = fixed
encoding = cp850

[record]
key = 1+10

[addressee]
name     = 11+40
tax-code = 51+16
street   = 67+40
number   = 107+8
cap      = 115+5
city     = 120+30
province = 150+2

[fields]
matricola = 1+10
nome      = 11+40
scadenza  = 152+8 : ddmmyyyy
dovuto    = 160+10 : cents

[rows posizioni]
anno    = 170+4
causale = 174+30
importo = 204+10 : cents
