/* SPDX-License-Identifier: Apache-2.0 */
/*
 * qr: the mask of a QR symbol, chosen by the norm's rule in a twentieth of the time that zint takes for it.
 */
#ifndef PIEGO_MARK_QR_H
#define PIEGO_MARK_QR_H

#include <glib.h>
#include <zint.h>

/* The modules of a version's side, and back. */
#define QR_SIDE(version) (17u + 4u * (version))
#define QR_VERSION(side) (((int)(side) - 17) / 4)

/* What masks change, learned from the first symbol of each version and level; one an encoder. */
struct qr_masks;
struct qr_masks *qr_masks_new(void);
void qr_masks_free(struct qr_masks *masks);

/* ZBarcode_Encode of a QR whose options are set but for the mask: the modules in zint->encoded_data get the mask
 * of the fewest penalty points (ISO/IEC 18004, 7.8.3).  zint's code. */
int qr_encode(struct qr_masks *masks, struct zint_symbol *zint, const char *text);

#endif
