# SPDX-License-Identifier: Apache-2.0
# The centre itself.  Made-up: put your own.
[sender]
name   = Centro stampa di esempio
line-1 = Via della Tipografia, 1
line-2 = 00100 Roma RM

[reprint]
# Of an order's pieces, as many one person may have made again; above it two persons agree.
share = 5 %

[pallet]
# Boxes of one pallet at most.
boxes = 40
