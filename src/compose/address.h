/* SPDX-License-Identifier: Apache-2.0 */
/* address: the address block, set where the envelope's window shows it. */
#ifndef PIEGO_COMPOSE_ADDRESS_H
#define PIEGO_COMPOSE_ADDRESS_H

#include "layout/layout.h"
#include "model/profile.h"

struct address_block {
	struct op_list list;
	gunichar missing;	/* a character that no font has, 0: none */
	um_t too_wide, too_high;	/* by how much it does not fit, 0: fits */
};

/* The addressee's lines as operations in sheet coordinates. */
void address_block_set(struct typesetter *typesetter, const struct envelope *envelope, const struct addressee *to,
		       struct arena *arena, struct address_block *block);

#endif
